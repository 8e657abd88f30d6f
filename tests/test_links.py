"""No link within the site or the books is broken; of those that lead out it is known where they stand."""

from __future__ import annotations

import http.server
import re
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import LANGUAGES, ROOT, SITE, SLOW, SmallProject
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from pypdf import PdfReader
from sphinx import addnodes
from sphinxcontrib_typstbuilder._writer import TypstTranslator
from translated_docs.content.checks import doctree_checks
from translated_docs.content.checks.doctree_checks import is_link, refuse_inner_links
from translated_docs.html.pruned_assets import remove_unasked
from translated_docs.pdf.translators.footnotes import FootnoteTranslator
from translated_docs.pdf.translators.translator import LINK, BookTranslator

import conf

BOOKS = sorted(SITE.rglob("*.pdf"))
# The test of the site's own links is in test_alternates.py, beside the switch of languages.


def targets(reader):
    """Yield what every link of a PDF points to: an address, or a place in it (None if there is none)."""
    named = reader.named_destinations
    pages = {page.indirect_reference.idnum for page in reader.pages}
    for page in reader.pages:
        for note in page.get("/Annots") or []:
            link = note.get_object()
            action = link.get("/A", {})
            if uri := action.get("/URI"):
                yield str(uri)
            elif (destination := link.get("/Dest", action.get("/D"))) is not None:
                if isinstance(destination, str):
                    yield named.get(destination)
                else:
                    yield destination if destination[0].idnum in pages else None


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.name)
def test_every_link_of_a_book_leads_to_a_place_in_it_or_out_of_it_in_full(book):
    found = list(targets(PdfReader(book)))
    assert len(found) > 100
    assert None not in found
    assert all(not isinstance(target, str) or target.startswith("https://") or target.startswith("http://") for target in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_outside_is_listed_with_the_line_where_it_stands(language):
    listed = (ROOT / "build" / "html" / language / "external-links.tsv").read_text(encoding="utf-8").splitlines()
    assert len(listed) > 100
    for row in listed:
        address, places = row.split("\t")
        for place in places.split():
            file, line = place.rsplit(":", 1)
            lines = (ROOT / "docs" / file).read_text(encoding="utf-8").split("\n")
            near = "\n".join(lines[int(line) - 1 : int(line) + 1])
            assert address in near or address.replace("&", "&amp;") in near, row


class Host(http.server.BaseHTTPRequestHandler):
    """Answers by the address: what has moved, what is gone, and the rest."""

    def do_GET(self):
        self.send_response({"/moved": 301, "/gone": 404}.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", "/here")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


@SLOW
def test_linkcheck_names_the_dead_and_the_moved_with_what_to_do(tmp_path):
    project = SmallProject(tmp_path / "project")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{host.server_port}"
        project.folder.joinpath("docs", "chapter.md").write_text(
            f"(chapter-one)=\n# 章\n\n[一](<{base}/gone>)と[二](<{base}/moved>)と[三](<{base}/good>)。\n\n[四](<{base}/gone>)\n",
            encoding="utf-8",
        )
        index = project.folder / "docs" / "index.md"
        index.write_text(index.read_text("utf-8").replace("https://www.example.org/", f"{base}/fine"), "utf-8")
        checked = project.make("linkcheck")
        host.shutdown()
    assert checked.returncode != 0
    copy = f"https://web.archive.org/web/20180803/{base}/gone"
    for line in (4, 6):
        assert re.search(rf"^docs/chapter.md:{line}: {base}/gone does not answer \(404.*lead to a copy: {copy}$", checked.stdout, re.M)
    assert f"docs/chapter.md:4: {base}/moved has moved for good; write {base}/here" in checked.stdout
    assert "4 addresses asked: 1 dead, 1 moved" in checked.stdout


def test_every_file_of_the_site_is_asked_for_by_another():
    files = [path for path in SITE.rglob("*") if path.is_file() and path.suffix != ".gz"]
    asking = [path for path in files if path.suffix in {".html", ".css", ".js"}]
    text = "".join(path.read_text(encoding="utf-8") for path in asking)
    assert len(asking) > 50
    assert {path.name for path in files if path.name not in text} <= {"licences.txt"}


def test_a_file_of_a_guide_stays_whatever_its_name(tmp_path):
    for name in ("own/plus.png", "out/_static/plus.png", "out/_static/minus.png", "out/_static/styles/furo.css.map", "out/_static/site.css", "out/_static/math.css", "out/_static/math.css.gz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    app = SimpleNamespace(
        builder=SimpleNamespace(name="html"), confdir=tmp_path, outdir=tmp_path / "out",
        config=SimpleNamespace(html_static_path=["own"]),
    )  # fmt: skip
    remove_unasked(app)
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.*")) == ["plus.png", "site.css"]


def test_a_term_within_the_words_of_a_link_looks_like_no_link_of_its_own():
    """Where it looked like one, the book took the outer link for one to the glossary."""
    words = nodes.inline("", "term", classes=["xref", "std", "std-term"])
    outer = nodes.reference("", "", nodes.Text("the "), addnodes.pending_xref("", words), refuri="https://example.org/")
    document = new_document("page.md", get_default_settings())
    document += nodes.paragraph("", "", outer)
    translation = SimpleNamespace(config=SimpleNamespace(language="en", languages={"ja": "日本語", "en": "English"}))
    refuse_inner_links(translation, document)
    assert outer.astext() == "the term" and outer.next_node(is_link) is None
    assert words.parent is outer and words["classes"] == []


@pytest.mark.parametrize(
    ("source", "address", "end"),
    [
        ("言葉はhttps://example.org/a。次の文です。", "https://example.org/a。次の文です。", "https://example.org/a"),
        ("（https://example.org/a）です。", "https://example.org/a）です。", "https://example.org/a"),
        ("*https://example.org/a、b*", "https://example.org/a、b", "https://example.org/a"),
        ("See https://example.org/a.", "https://example.org/a", None),
        ("<https://ja.wikipedia.org/wiki/君の名は。>", "https://ja.wikipedia.org/wiki/君の名は。", None),
        ("[https://example.org/a。](https://example.org/a)", "https://example.org/a。", None),
    ],
)
def test_an_address_without_marks_that_takes_in_the_words_behind_it_is_named(monkeypatch, said, source, address, end):
    monkeypatch.setattr(doctree_checks, "finds_addresses", lambda: True)
    link = nodes.reference("", address, refuri=address)
    document = new_document("page.md", get_default_settings())
    document += nodes.paragraph(source, "", nodes.emphasis("", "", link) if source.startswith("*") else link)
    env = SimpleNamespace(current_document=SimpleNamespace(docname="page"), doc2path=lambda _docname: "page.md")
    doctree_checks.warn_of_long_addresses(SimpleNamespace(config=conf, env=env), document)
    words = "the address %r takes in what stands behind it; write <%s>, or <> around all that is of the address"
    assert said() == ([words % (address, end)] if end else [])


@pytest.mark.parametrize(
    ("link", "begins"),
    [
        ('#internal-link("%page#nowhere")', '#internal-link("%page")'),  # MyST has named it
        ('#internal-link("%page#of-the-site")', "#inline"),
        ('#internal-link("%other#nowhere")', "#inline"),  # a page that the book does not have
        ('#internal-link("%other")', "#inline"),
    ],
)
def test_in_a_book_a_link_to_no_anchor_of_a_page_leads_to_the_page(link, begins):
    book = SimpleNamespace(builder=SimpleNamespace(env=SimpleNamespace(found_docs={"page", "other"})))
    anchors = {"page": {"of-the-site"}}.__getitem__
    assert BookTranslator.link_without_target(book, LINK.match(link), {'"%page"'}, anchors) == begins


def test_in_a_book_no_page_is_read_again_for_each_link_to_no_anchor_of_it(monkeypatch):
    """A manual of an API has thousands of links to a page that takes a second to read: each kept it in memory."""
    page, read = new_document("page"), []
    env = SimpleNamespace(found_docs={"page"}, get_doctree=lambda name: read.append(name) or page)
    book = BookTranslator.__new__(BookTranslator)
    book.builder, book.note_texts = SimpleNamespace(env=env, outdir=Path()), {}
    links = "".join(f'#internal-link("%page#{name}")[words]' for name in "abc")
    monkeypatch.setattr(FootnoteTranslator, "body", lambda _book: f'{links}#mlabel("%page")')
    assert BookTranslator.body(book).count('#internal-link("%page")') == 3
    assert read == ["page"]


@pytest.mark.parametrize("attributes", [{"internal": True}, {}])
def test_in_a_book_a_link_of_an_extension_leads_to_what_stands_on_its_page(attributes, monkeypatch):
    """Where its address was "#Client", it led to "%page##Client", and its words were set alone."""
    visited = []
    monkeypatch.setattr(TypstTranslator, "visit_reference", lambda _book, link: visited.append(link.get("refid")))
    book = BookTranslator.__new__(BookTranslator)
    book.curr_element, book.in_heading = lambda: SimpleNamespace(name="link"), False
    link = nodes.reference("", "Client", refuri="#Client", **attributes)
    around = nodes.paragraph("", "", link)
    book.visit_reference(link)
    assert visited == ["Client"] and "refuri" not in around[0]
