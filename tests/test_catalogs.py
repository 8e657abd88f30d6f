"""Nothing is left untranslated: not in the catalogs, not on a page, not in a PDF."""

from __future__ import annotations

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE, book_pages, html_pages, modules_after, outline_titles
from pypdf import PdfReader
from translated_docs.catalogs.catalog_paths import pages
from translated_docs.catalogs.update.merge import bare
from translated_docs.commands import language as language_command
from translated_docs.commands.catalogs import refresh

import conf

CATALOGS = sorted((ROOT / "locale").rglob("*.po"))
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿][぀-ヿ㐀-鿿豈-﫿々ー・]*")
ALLOWED_IN_ENGLISH = (Path(__file__).parent / "allowed-in-english.txt").read_text("utf-8").split("\n")
# Attributes that a reader sees or hears.
SPOKEN = ("alt", "title", "placeholder", "aria-label", "content")


def japanese_left(text: str) -> list[str]:
    """Return the Japanese in a text that no line of the allow-list accounts for."""
    for allowed in filter(None, ALLOWED_IN_ENGLISH):
        text = text.replace(allowed, "")
    return JAPANESE.findall(text)


def spoken_text(soup: BeautifulSoup) -> str:
    attributes = [
        tag[name] for tag in soup.find_all(True) for name in SPOKEN if tag.get(name)
    ]
    return "\n".join([soup.get_text(" "), *attributes])


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT / "locale")))
def test_every_message_is_translated_and_none_is_fuzzy(path):
    catalog = read_po(BytesIO(path.read_bytes()))
    left = [message.id for message in catalog if message.id and not message.string]
    fuzzy = [message.id for message in catalog if message.id and message.fuzzy]
    assert (left, fuzzy) == ([], [])


def test_every_page_has_a_catalog_in_every_translation():
    for language in LANGUAGES[1:]:
        folder = ROOT / "locale" / language / "LC_MESSAGES"
        catalogs = {path.relative_to(folder).with_suffix("") for path in folder.rglob("*.po")}
        assert catalogs == {*map(Path, pages()), Path("sphinx")}


def test_the_catalogs_hold_exactly_what_the_pages_say(project):
    before = project.files("locale")
    project.must_make("catalogs")
    after = project.files("locale")
    for name, content in before.items():
        (project.folder / "locale" / name).write_bytes(content)
    assert [name for name in before | after if before.get(name) != after.get(name)] == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT / "locale")))
def test_each_catalog_is_in_the_one_form(path, tmp_path):
    catalog, language = tmp_path / "page.po", path.relative_to(ROOT / "locale").parts[0]
    shutil.copy(path, catalog)
    template = polib.POFile()
    template.extend(bare(entry) for entry in polib.pofile(str(path)) if not entry.obsolete)
    template.save(str(tmp_path / "page.pot"))
    refresh(tmp_path / "page.pot", catalog, language)
    assert catalog.read_bytes() == path.read_bytes()


def test_a_build_does_without_sphinx_intl():
    assert "sphinx_intl" not in modules_after("from translated_docs.performance import startup; startup.preload(); from translated_docs.jobs import schedule; startup.preload_for_site()")


def test_a_language_is_in_the_list_only_once_its_catalogs_are_made(tmp_path, monkeypatch):
    settings = tmp_path / "conf.py"
    shutil.copy(ROOT / "conf.py", settings)
    monkeypatch.setattr(language_command, "SETTINGS", settings)
    monkeypatch.setattr(language_command, "update", lambda languages: sys.exit("locale/en/…/index.po:1: can't be read"))
    with pytest.raises(SystemExit, match="can't be read"):
        language_command.add("fr")
    assert settings.read_bytes() == (ROOT / "conf.py").read_bytes()


@pytest.mark.parametrize("path", html_pages("en"), ids=lambda path: str(path.relative_to(SITE)))
def test_no_japanese_is_left_on_an_english_page(path):
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    # The names of other languages, and code, which is not translated.
    for marked in soup.select("[lang=ja], pre"):
        marked.extract()
    assert japanese_left(spoken_text(soup)) == []


def test_no_japanese_is_left_in_the_english_pdf():
    reader = PdfReader(SITE / "en" / f"{conf.project}-en.pdf")
    text = "\n".join(book_pages("en"))
    outline = "\n".join(outline_titles(reader.outline))
    metadata = "\n".join(map(str, reader.metadata.values()))
    # A line break may fall within an allowed name.
    assert japanese_left(re.sub(r"\s+", "", text + outline + metadata)) == []


@pytest.mark.parametrize("path", html_pages("ja"), ids=lambda path: str(path.relative_to(SITE)))
def test_every_label_of_a_japanese_page_is_japanese(path):
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    labels = [
        tag[name] for tag in soup.body.find_all(True) for name in SPOKEN[:-1] if tag.get(name)
    ] + [text for tag in soup.select("button, label, noscript, footer .context, .toc-title")
         if (text := tag.get_text(strip=True))]
    assert [label for label in labels if not JAPANESE.search(label)] == []
