"""Notes are numbered as a reader meets them, in the order of the translation's words, wherever they stand."""

from __future__ import annotations

from types import SimpleNamespace

import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SOURCE_FIRST, SmallProject, html_pages
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.transforms.references import Footnotes
from docutils.utils import new_document
from myst_parser.parsers.docutils_ import Parser
from sphinx import addnodes
from sphinxcontrib_typstbuilder._writer import TypstTranslator
from translated_docs.content.constructs.footnotes import NameAnchors, NotesForAllOutputs, NumberFootnotes, renumber_notes, write_numbers
from translated_docs.content.markup.page_parser import note_footnotes
from translated_docs.features.search_index import hide_notes
from translated_docs.pdf.translators.translator import BookTranslator

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

NOTES = "\n\n[^b]: second\n[^1]: one\n[^a]: first\n[^7]: seven\n"


def parsed(text: str) -> nodes.document:
    settings = get_default_settings(Parser)
    vars(settings).update({"_disable_config": True, "doctitle_xform": False, "myst_footnote_sort": False, "auto_id_prefix": "id"})
    document = new_document("page.md", settings)
    Parser().parse(text, document)
    return document


def numbered(document: nodes.document) -> list[tuple[str, str]]:
    """Number the notes; return label and words of each, as they stand below each other."""
    NumberFootnotes(document).apply()
    Footnotes(document).apply()
    assert not [reference for reference in document.findall(nodes.footnote_reference) if reference.children]
    write_numbers(None, document)
    for reference in document.findall(nodes.footnote_reference):
        note = document.ids[reference["refid"]]
        assert reference.astext() == note[0].astext()
        assert set(reference["ids"]) <= set(note["backrefs"])
    assert len({name for node in document.findall(nodes.Element) for name in node["ids"]}) == len(
        [name for node in document.findall(nodes.Element) for name in node["ids"]]
    )
    return [(note[0].astext(), note[1].astext()) for note in document.findall(nodes.footnote)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("x[^a] y[^b]", [("1", "first"), ("2", "second")]),
        ("x[^b] y[^a]", [("1", "second"), ("2", "first")]),
        ("x[^7] y[^1]", [("1", "seven"), ("2", "one")]),
        ("x[^7] y[^a] z[^7]", [("1", "seven"), ("2", "first")]),
        ("# x[^1]\n\n| a[^b] |\n| --- |\n| c[^7] |\n\n- d[^a]", [("1", "one"), ("2", "second"), ("3", "seven"), ("4", "first")]),
    ],
)
def test_they_are_numbered_and_listed_as_they_are_met(words, expected):
    assert numbered(parsed(words + NOTES))[: len(expected)] == expected


RST = """```{eval-rst}
x [#]_ y [#b]_ z [7]_ [*]_

.. [#] one
.. [#b] two
.. [7] seven
.. [8] eight
.. [*] star
```"""


def test_those_of_restructuredtext_have_numbers_too():
    document = parsed(RST)
    note_footnotes(document.children, document)
    NumberFootnotes(document).apply()
    Footnotes(document).apply()
    write_numbers(None, document)
    assert [reference.astext() for reference in document.findall(nodes.footnote_reference)] == ["3", "1", "2", "*"]
    assert [note[0].astext() for note in document.findall(nodes.footnote)] == ["3", "1", "2", "8", "*"]


@pytest.mark.parametrize("mark", ["", "# "])
def test_what_a_translation_brings_is_numbered_too(mark):
    """A translated title has references of another document, whose ids may be those of the page."""
    document, translation = parsed(f"{mark}x[^a] y[^b]\n\nz[^7]{NOTES}"), parsed("Y[^b] X[^a]")
    block = document.next_node(nodes.title if mark else nodes.paragraph)
    block.children = []
    block += translation[0].children
    assert numbered(document)[:3] == [("1", "second"), ("2", "first"), ("3", "seven")]
    assert [reference["ids"] for reference in block.findall(nodes.footnote_reference)] != [[], []]


def test_a_note_that_nobody_meets_comes_last():
    assert numbered(parsed("x[^7]" + NOTES)) == [("1", "seven"), ("2", "one"), ("3", "second"), ("4", "first")]


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ((), [("1", "second"), ("2", "first"), ("3", "one"), ("4", "seven")]),
        ((0,), [("1", "second"), ("2", "one"), ("3", "seven")]),
        ((1,), [("1", "second"), ("2", "first"), ("3", "seven")]),
        ((0, 1), [("1", "second"), ("2", "seven")]),
    ],
)
def test_an_output_numbers_the_notes_that_are_met_in_it(left_out, expected):
    document = parsed("x[^b]\n\ny[^a]\n\nz[^1]\n\nz[^7] y[^b]" + NOTES)
    numbered(document)
    for place in left_out:
        document[1 + place]["not_on_site"] = True
    hide_notes(document)
    searched = [note[1].astext() for note in document.findall(nodes.footnote) if "not_on_site" not in note]
    assert searched == [words for _number, words in expected]
    for place in reversed(left_out):
        document.pop(1 + place)
    renumber_notes(SimpleNamespace(builder=SimpleNamespace(name="html")), document, "page")
    assert [(note[0].astext(), note[1].astext()) for note in document.findall(nodes.footnote)] == expected
    there = set(ids(document, nodes.footnote_reference))
    assert all(there.issuperset(note["backrefs"]) for note in document.findall(nodes.footnote))


def test_a_note_within_what_an_output_leaves_out_stands_with_the_others():
    document = parsed("x[^b]" + NOTES)
    note = next(note for note in document.findall(nodes.footnote) if note["names"] == ["b"])
    document.remove(note)
    document.insert(0, addnodes.only("", nodes.paragraph("", "hidden"), note, expr="pdf"))
    NotesForAllOutputs(document).apply()
    assert [type(child) for child in document.children] == [addnodes.only, nodes.paragraph, *[nodes.footnote] * 4]
    assert numbered(document)[0] == ("1", "second")


def ids(document: nodes.document, kind: type[nodes.Element]) -> list[str]:
    return [name for node in document.findall(kind) for name in node["ids"]]


@pytest.mark.parametrize(
    ("words", "marks", "notes"),
    [
        ("x[^a] y[^b] z[^a]\n\n[^a]: A\n[^b]: B", ["mark-a", "mark-b", "mark-a-2"], ["a", "b"]),
        ("x[^7] y[^7]\n\n[^7]: Seven", ["mark-7", "mark-7-2"], ["note-7"]),
        ("x[^出典] y[^注]\n\n[^出典]: A\n[^注]: B", ["mark", "mark-2"], ["note", "note-2"]),
        ("(mark-a)=\n# Title\n\nx[^a]\n\n[^a]: A", ["mark-a-2"], ["a"]),  # the label of a heading comes first
    ],
)
def test_anchors_are_made_of_names_and_not_of_what_else_is_on_the_page(words, marks, notes):
    for text in (words, f"# 題\n\n## 節\n\n{words}"):
        document = parsed(text)
        NameAnchors(document).apply()
        assert (ids(document, nodes.footnote_reference), ids(document, nodes.footnote)) == (marks, notes)
        numbered(document)


NOTE, TITLE = nodes.footnote, nodes.title
SECTIONS = {
    "notes": ([TITLE(), NOTE(), NOTE()], False),
    "a bibliography": ([TITLE(), nodes.container("", NOTE(), NOTE())], False),
    "notes and words": ([TITLE(), nodes.paragraph(), NOTE()], True),
    "a bibliography and words": ([TITLE(), nodes.container("", nodes.paragraph(), NOTE())], True),
    "a heading alone": ([TITLE()], True),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_in_the_book_a_section_of_notes_alone_has_no_heading(monkeypatch, name):
    children, is_set = SECTIONS[name]
    seen = []
    monkeypatch.setattr(TypstTranslator, "visit_section", lambda self, node: seen.append(node))
    translator = object.__new__(BookTranslator)
    translator.add_pending_labels = translator.write_labels = lambda *_: None
    section = nodes.section("", *[child.deepcopy() for child in children])
    try:
        translator.visit_section(section)
    except nodes.SkipNode:
        assert not is_set
    assert bool(seen) == is_set


@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_on_the_site_the_way_back_stands_behind_the_words_and_leads_to_where_the_note_is_meant(code):
    for path in html_pages(code):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for note in soup.select("aside.footnote"):
            assert not note.select(".label a")
            back = note.select("a[role=doc-backlink]")
            assert back and note.find_all("p")[-1].contents[-1] is back[0].parent
            assert str(back[0].parent.previous_sibling).endswith("\N{NO-BREAK SPACE}")  # the arrow is not alone on a line
            assert all(soup.find(id=link["href"][1:])["href"] == f"#{note['id']}" for link in back)
            assert len({link["aria-label"] for link in back}) == len(back)


# A note of a title, one within another, one that is meant three times, and a second title on the page.
NOTES_OF_A_BOOK = """(chapter-one)=
# 章[^t]

一[^a]、二[^b]、一[^a]、三[^c]と続く。

# 次の題

四[^d]、一[^a]、五[^e]と続く。

[^t]: 題の注。
[^a]: 一の注。
[^b]: 二の注[^n]。
[^c]: 三の注。
[^d]: 四の注。
[^e]: 五の注。
[^n]: 内の注。
"""


@SLOW
def test_in_the_book_a_mark_has_the_number_that_stands_before_its_note(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings("\nhouse_style = {}\n")
    (project.folder / "docs" / "chapter.md").write_text(NOTES_OF_A_BOOK, encoding="utf-8")
    project.must_make("pdf")
    with pymupdf.open(next((project.folder / "build" / "pdf" / "ja").glob("*.pdf"))) as book:
        chapter, other = ("".join(page.get_text().split()) for page in book if "の注" in page.get_text())
    assert "章1一2、二3、一2、三5と続く。" in chapter
    assert "1題の注。2一の注。3二の注4。4内の注。5三の注。" in chapter
    assert "四1、一2、五2と続く。" in other and "1四の注。2五の注。" in other


@SLOW
@pytest.mark.parametrize("language", ["en", "de"])  # that of our words, and one of Typst's own
def test_what_is_raised_in_a_note_is_smaller_than_the_words_around_it(tmp_path, language):
    """Typst raises the number before a note too, which the book sets as large as its words."""
    project = SmallProject(tmp_path / "project")
    project.add_settings(f"\nlanguages, language, house_style = {{{language!r}: 'Own'}}, {language!r}, {{}}\n")
    text = "(chapter-one)=\n# Title\n\nWords[^a] and[^b].\n\n[^a]: Ten{sup}`27`.\n[^b]: Other[^a].\n"
    (project.folder / "docs" / "chapter.md").write_text(text, encoding="utf-8")
    project.must_make("pdf")
    with pymupdf.open(next((project.folder / "build" / "pdf" / language).glob("*.pdf"))) as book:
        page = next(page for page in book if "Other" in page.get_text())
        (words,), (raised,) = page.search_for("Ten"), page.search_for("27")
        marks = sorted(mark.height for mark in page.search_for("1") if mark.y0 > words.y0 - words.height)
    assert raised.height < 0.8 * words.height and marks[0] < 0.8 * words.height, (words, raised, marks)


def test_a_source_that_is_referred_to_in_a_translation_leads_back_once():
    document = new_document("page.md")
    document += nodes.citation("", nodes.label("", "Knu68"), backrefs=["id1", "id3", "id1", "id3"])
    renumber_notes(SimpleNamespace(builder=SimpleNamespace(name="html")), document, "page")
    assert document[0]["backrefs"] == ["id1", "id3"]


def test_a_source_leads_back_to_what_refers_to_it_alone():
    """The number of a reference in a translated sentence may be that of anything in the page."""
    document = new_document("page.md")
    places = [nodes.inline("", "", nodes.reference("", "Knu68", refid=source), ids=[name]) for name, source in (("id2", "a"), ("id1", "b"))]
    document += [nodes.paragraph("", "", *places), nodes.citation("", nodes.label("", "Knu68"), ids=["a"], backrefs=["id2", "id1", "id2"])]
    renumber_notes(SimpleNamespace(builder=SimpleNamespace(name="html")), document, "page")
    assert document[1]["backrefs"] == ["id2"]
