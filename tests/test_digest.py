"""What is published depends neither on the Python that makes it nor on the zlib of that Python."""

from __future__ import annotations

import gzip
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
import sphinx
from conftest import LANGUAGES, SITE, html_pages
from translated_docs.site.compress import compress
from translated_docs.site.publish import digest


@pytest.mark.parametrize("content", [b"", b"words\n" * 1000, "言葉".encode()])
def test_a_compressed_copy_names_no_time_and_no_system(tmp_path, content):
    (tmp_path / "page.html").write_bytes(content)
    compress(tmp_path)
    copy = (tmp_path / "page.html.gz").read_bytes()
    assert copy[:8].hex(" ") == "1f 8b 08 00 00 00 00 00"  # RFC 1952, section 2.3.1
    assert copy[9] == 255  # an unknown system
    assert gzip.decompress(copy) == content  # it checks length and checksum


def test_copies_are_smaller_than_those_of_pythons_zlib():
    copies = sorted(SITE.rglob("*.gz"))
    of_zlib = [len(zlib.compress(copy.with_suffix("").read_bytes(), 9, wbits=31)) for copy in copies]
    assert copies
    assert sum(copy.stat().st_size for copy in copies) < sum(of_zlib)


def write_book(path, pages, compression=ZIP_DEFLATED):
    with ZipFile(path, "w", compression) as book:
        for name, text in pages.items():
            book.writestr(name, text)


@pytest.fixture
def site(tmp_path):
    (tmp_path / "page.html").write_text("words", encoding="utf-8")
    (tmp_path / "page.html.gz").write_bytes(b"compressed by one zlib")
    (tmp_path / "licences.txt").write_text("Sphinx 9.0.4", encoding="utf-8")
    write_book(tmp_path / "book.epub", {"page.xhtml": "words"})
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "page.html.gz").write_bytes(b"compressed by another"),
        lambda site: (site / "licences.txt").write_text("Sphinx 9.2.0", encoding="utf-8"),
        lambda site: write_book(site / "book.epub", {"page.xhtml": "words"}, ZIP_STORED),
    ],
    ids=["compressed copy", "version of Sphinx", "compression of a book"],
)
def test_the_digest_leaves_out_what_depends_on_python(site, change):
    before = digest(site)
    change(site)
    assert digest(site) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "page.html").write_text("other words", encoding="utf-8"),
        lambda site: (site / "page.html").rename(site / "other.html"),
        lambda site: (site / "page").mkdir() or (site / "page" / "licences.txt").write_text("a page", encoding="utf-8"),
        lambda site: write_book(site / "book.epub", {"page.xhtml": "other words"}),
        lambda site: write_book(site / "book.epub", {"other.xhtml": "words"}),
    ],
    ids=["words", "name", "another licences.txt", "words in a book", "name in a book"],
)
def test_the_digest_covers_all_else(site, change):
    before = digest(site)
    change(site)
    assert digest(site) != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_names_the_version_of_sphinx(language):
    pages = [page.read_text(encoding="utf-8") for page in html_pages(language)]
    assert pages and not [page for page in pages if f"Sphinx {sphinx.__version__}" in page]
