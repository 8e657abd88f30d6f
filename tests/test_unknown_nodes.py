"""A node that no output knows costs a warning with page and line, never a traceback."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from translated_docs.epub.builder import EpubTranslator
from translated_docs.html.page_translator import PageTranslator
from translated_docs.jobs.warning_stream import with_places_counted
from translated_docs.pdf.bilingual import PairTranslator
from translated_docs.pdf.translators.translator import BookTranslator


class mystery(nodes.General, nodes.Element):  # noqa: N801
    pass


def writer_of(translator, **attributes):
    """Return a translator of no document, with a builder that has a name and no more."""
    writer = translator.__new__(translator)
    vars(writer).update(builder=SimpleNamespace(name="x"), pending_labels=[], **attributes)
    return writer


@pytest.mark.parametrize("translator", [PageTranslator, EpubTranslator, BookTranslator, PairTranslator])
def test_it_is_named_by_the_nearest_line_and_its_children_are_set(translator, warned):
    node = mystery("", nodes.paragraph("", "words"))
    around = nodes.note("", node)
    around.source, around.line = "docs/page.md", 7
    writer = writer_of(translator)
    assert writer.unknown_visit(node) is writer.unknown_departure(node) is None
    ((place, words),) = warned
    assert (place, words.partition(",")[0]) == ("docs/page.md:7", "mystery: no node that this output can set")
    assert "; " in words


@pytest.mark.parametrize("kind", ["output.unknown_node", "sources.outside_picture"])  # a badge is on many pages
def test_it_is_said_once_with_its_first_place_and_how_many_more_there_are(kind):
    words = "WARNING: mystery: no node that this output can set; write it in another way"
    same = [f"docs/{page}.md:7: {words} [{kind}]\n" for page in "abc"]
    other = "docs/b.md:9: WARNING: x; do y [page.link]\n"
    alone = same[2].replace("mystery", "riddle")
    assert list(with_places_counted([*same[:2], other, same[2], alone])) == [
        f"docs/a.md:7: {words}, here and at 2 more place(s) [{kind}]\n", other, alone,
    ]  # fmt: skip


@pytest.mark.parametrize(("around", "kind"), [(nodes.section, nodes.literal_block), (nodes.paragraph, nodes.literal)])
def test_of_a_diagram_the_source_is_set(around, kind, monkeypatch, said):
    given = []
    monkeypatch.setattr(kind, "walkabout", lambda node, _translator: given.append(node))
    node = mystery("", code="a --> b", ids=["drawn"])
    place = around()
    place += node
    with pytest.raises(nodes.SkipNode):
        writer_of(BookTranslator).unknown_visit(node)
    assert [type(part) for part in given] == [kind] and given[0].astext() == "a --> b"
    assert "its source is set as code" in said()[0]


class graphviz(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A drawing of sphinx.ext.graphviz, which its program may not be there for."""


def test_of_a_drawing_of_graphviz_too(monkeypatch, said):
    given = []
    monkeypatch.setattr(nodes.literal_block, "walkabout", lambda node, _translator: given.append(node.astext()))
    node = graphviz(code="digraph { a -> b }", options={})
    place = nodes.section()
    place += node
    with pytest.raises(nodes.SkipNode):
        BookTranslator.visit_graphviz(SimpleNamespace(builder=SimpleNamespace(name="pdf")), node)
    assert given == ["digraph { a -> b }"] and len(said()) == 1


def test_that_nothing_is_set_is_said(said):
    writer_of(BookTranslator).unknown_visit(mystery(file="film.mp4"))
    assert "nothing of it is set" in said()[0]


def test_nothing_is_said_of_a_mark_that_holds_nothing(warned):
    labels = []
    writer_of(BookTranslator, add_pending_labels=labels.extend).unknown_visit(mystery(ids=["here"], names=["here"]))
    assert (warned, labels) == ([], ["here"])


class theorem(nodes.Admonition, nodes.Element):  # noqa: N801
    pass


def test_an_admonition_of_an_extension_is_one_in_a_book(warned):
    done = []
    writer = writer_of(BookTranslator, visit_admonition=lambda _node: done.append("visit"), depart_admonition=lambda _node: done.append("depart"))
    node = theorem("", nodes.title("", "Title"))
    writer.unknown_visit(node)
    writer.unknown_departure(node)
    assert done == ["visit", "depart"]
    assert warned == []  # it is set as all admonitions are


class autosummary_table(nodes.comment):  # noqa: N801
    """Of sphinx.ext.autosummary, as that has it: a comment that holds a table."""


@pytest.mark.parametrize("translator", [BookTranslator, PairTranslator])
def test_a_table_of_autosummary_is_set_in_books(translator):
    assert translator.visit_autosummary_table(None, autosummary_table()) is None  # no SkipNode, as for a comment
