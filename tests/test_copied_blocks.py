"""A block that an extension copies into another page, as a list of posts does, has its translation there in every output."""

from __future__ import annotations

import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SmallProject

pytestmark = SLOW
COPIES = """
from docutils import nodes
from docutils.utils import new_document


def keep(app, doctree):
    if app.env.docname == "chapter":
        app.env.kept = [part.deepcopy() for part in doctree.findall(nodes.paragraph)]


def put(app, doctree, docname):
    for place in doctree.findall(nodes.container):
        if "copies" in place["classes"]:
            copies = new_document("")
            copies += [part.deepcopy() for part in app.env.kept]
            app.env.resolve_references(copies, docname, app.builder)
            place[:] = copies.children


def setup(app):
    app.connect("doctree-read", keep, priority=499)  # an extension that is set up before ours is asked before them
    app.connect("doctree-resolved", put, priority=1)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    project = SmallProject(tmp_path_factory.mktemp("copies") / "project")
    project.add_settings(COPIES)
    (project.folder / "docs" / "chapter.md").write_text("(chapter-one)=\n# 章\n\n写される段落です。\n", "utf-8")
    terms = project.folder / "docs" / "terms.md"
    terms.write_text(terms.read_text("utf-8") + "\nほかの段落です。\n\n:::{container} copies\n空。\n:::\n", "utf-8")
    project.must_make("catalogs")
    for name in ("chapter", "terms"):
        catalog = project.folder / "locale" / "en" / "LC_MESSAGES" / f"{name}.po"
        for source, translation in (("写される段落です。", "Copied."), ("ほかの段落です。", "Another.")):
            text = catalog.read_text("utf-8").replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
            catalog.write_text(text, "utf-8")
    project.must_make()
    return project.folder / "build" / "site"


@pytest.mark.parametrize(("language", "words"), [("ja", "写される段落です。"), ("en", "Copied.")])
def test_it_stands_on_the_page(site, language, words):
    page = BeautifulSoup((site / language / "terms.html").read_text("utf-8"), "html.parser")
    assert words in [paragraph.get_text() for paragraph in page.find_all("p")]


def test_the_book_of_both_languages_has_no_other_translation_beside_it(site):
    (book,) = site.rglob("*-ja-en.pdf")
    with pymupdf.open(book) as pages:
        text = "".join(page.get_text() for page in pages).replace("\n", "")
    assert text.count("写される段落です。") == text.count("Copied.") == 2
    assert text.count("ほかの段落です。") == text.count("Another.") == 1
