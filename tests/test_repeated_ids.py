"""An id that two places of a page have belongs to the first; the second is named, and gets one of its own."""

from __future__ import annotations

from types import SimpleNamespace

from docutils import nodes
from docutils.utils import new_document
from sphinxcontrib_typstbuilder._writer import TypstTranslator
from translated_docs.content.constructs.repeated_ids import rename_repeated_ids
from translated_docs.html.page_translator import PageTranslator
from translated_docs.pdf.translators.translator import BookTranslator


def test_the_first_keeps_it_and_each_other_is_named(warned, tmp_path):
    document = new_document("page.md")
    document += [nodes.target("", "", ids=["a"]), nodes.paragraph("", "words", ids=["a", "b", "b"]), nodes.paragraph("", "more", ids=["b", "a-2"])]
    document[1].line, document[2].line = 7, 9
    env = SimpleNamespace(current_document=SimpleNamespace(docname="page"), doc2path=lambda _page: tmp_path / "page.md")
    document.insert(1, nodes.target("", "", ids=["a"], refuri="https://example.org/"))
    rename_repeated_ids(SimpleNamespace(env=env), document)
    assert document.pop(1)["ids"] == ["a"]
    assert [node["ids"] for node in document.children] == [["a"], ["a-3", "b"], ["b-2", "a-2"]]
    assert [(place, words.partition(",")[0]) for place, words in warned] == [
        (("page", 7), "a second place has the id 'a' of this page"), (("page", 9), "a second place has the id 'b' of this page"),
    ]  # fmt: skip


def test_nothing_is_said_of_a_number_that_nobody_wrote(warned):
    """Sphinx parses each translated sentence as a document of its own, whose numbers begin anew: a citation has one of them."""
    document = new_document("page.md")
    document += [nodes.inline(ids=["id3"]), nodes.inline(ids=["id3"])]
    rename_repeated_ids(SimpleNamespace(env=None), document)
    assert [node["ids"] for node in document.children] == [["id3"], ["id3-2"]] and warned == []


def test_nothing_is_said_of_the_id_that_an_extension_gives_the_content_of_each_theorem(warned):
    document = new_document("page.md")
    document += [nodes.section(ids=["proof-content"]), nodes.section(ids=["proof-content"])]
    rename_repeated_ids(SimpleNamespace(env=None), document)
    assert [node["ids"] for node in document.children] == [["proof-content"], ["proof-content-2"]] and warned == []


def test_a_title_with_the_id_of_what_it_is_of_is_the_same_place(warned):
    """As sphinx-proof makes both of a theorem without a number, of which it looks for the title by the other's id."""
    document = new_document("page.md")
    document += nodes.admonition("", nodes.title("", "Title", ids=["a"]), ids=["a"])
    rename_repeated_ids(SimpleNamespace(env=None), document)
    assert [node["ids"] for node in document.findall(nodes.Element)][1:] == [["a"], ["a"]] and warned == []


def test_html_has_the_id_of_both_once_where_its_extension_looks_for_it():
    title = nodes.title("", "Title", ids=["a"])
    box, writer = nodes.admonition("", title, ids=["a"]), PageTranslator.__new__(PageTranslator)
    writer.in_mailto = False
    assert writer.starttag(box, "div", CLASS="admonition") == '<div class="admonition">\n'
    assert writer.starttag(title, "p", "", CLASS="admonition-title") == '<p class="admonition-title" id="a">'
    assert box["ids"] == ["a"]  # by which it looks


def test_a_book_has_the_id_of_both_once(monkeypatch):
    """Typst sets none that has two labels of a name."""
    labels = []
    monkeypatch.setattr(TypstTranslator, "visit_title", lambda self, title: labels.extend(title["ids"]))
    title = nodes.title("", "Title", ids=["a", "of-the-title"])
    nodes.admonition("", title, ids=["a"])
    writer = BookTranslator.__new__(BookTranslator)
    writer.visit_title(title)
    assert labels == ["of-the-title"]


def test_a_mark_before_what_has_the_id_too_is_the_same_place(warned):
    """As sphinx-needs makes both of a requirement, of which it asks for the second by its id."""
    document = new_document("page.md")
    document += [nodes.target("", "", ids=["R_1"]), nodes.container("", ids=["R_1"])]
    rename_repeated_ids(SimpleNamespace(env=None), document)
    assert [node["ids"] for node in document.children] == [[], ["R_1"]] and warned == []
