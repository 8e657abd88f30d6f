"""Tabs of sphinx-tabs and sphinx-inline-tabs, none of which is installed here, are boxes on paper, with titles to translate.

Their nodes are made as the packages make them (https://github.com/executablebooks/sphinx-tabs, 3.5, and
https://github.com/pradyunsg/sphinx-inline-tabs, 2025.12).
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util.nodes import extract_messages
from translated_docs.content.constructs.tabs import TabsOnPaper, TabTitles, allow_all
from translated_docs.content.messages.translation_units import NameSources


class TabContainer(nodes.container):
    """What sphinx-inline-tabs makes of a tab."""


def words(number: int) -> nodes.paragraph:
    paragraph = nodes.paragraph(f"文{number}", f"文{number}")
    paragraph.source, paragraph.line = "page.md", 10 + number
    return paragraph


def of_sphinx_tabs() -> list[nodes.Element]:
    bold = nodes.strong("", "Linux")
    titles = nodes.paragraph("", "", bold, **{"aria-controls": "panel-0"}), nodes.paragraph("", "macOS", **{"aria-controls": "panel-1"})
    panels = [nodes.container("", words(1 + place), ids=[f"panel-{place}"], classes=["sphinx-tabs-panel"]) for place in range(2)]
    return [nodes.container("", nodes.container("", *titles), *panels, classes=["sphinx-tabs"])]


def of_inline_tabs() -> list[nodes.Element]:
    titles = nodes.label("", "", nodes.strong("", "Linux")), nodes.label("", "macOS")
    return [TabContainer("", title, nodes.container("", words(number))) for number, title in enumerate(titles, 1)]


@pytest.fixture(params=[of_sphinx_tabs, of_inline_tabs])
def document(request):
    document = new_document("page.md")
    document += request.param()
    TabTitles(document).apply()
    return document


def test_their_titles_are_messages(document):
    found = {message: (node.source, node.line) for node, message in extract_messages(document)}
    assert found.keys() == {"**Linux**", "macOS", "文1", "文2"}
    assert found["**Linux**"] == ("page.md", 11)


def test_each_is_a_box_with_its_title_on_paper(document):
    TabsOnPaper(document).run()
    assert [(type(box), box[0].tagname, box[0].astext(), box[1].astext()) for box in document.children] == [
        (nodes.admonition, "title", "Linux", "文1"), (nodes.admonition, "title", "macOS", "文2"),
    ]  # fmt: skip
    assert document[0][0].next_node(nodes.strong)


def test_tabs_within_a_tab_are_boxes_within_a_box():
    document = new_document("page.md")
    document += of_sphinx_tabs()
    document[0][1] += of_sphinx_tabs()
    TabsOnPaper(document).run()
    assert [box.tagname for box in document.findall(nodes.admonition)] == ["admonition"] * 4
    assert isinstance(document[0][2], nodes.admonition)


def test_what_stands_between_tabs_keeps_its_place():
    document = new_document("page.md")
    document += of_sphinx_tabs()
    document[0].insert(2, nodes.comment("", "End of Linux"))
    document[0].append(addnodes.only("", document[0].pop(), expr="html"))
    TabTitles(document).apply()
    TabsOnPaper(document).run()
    assert [node.tagname for node in document.children] == ["admonition", "comment", "only"]
    assert [box[0].astext() for box in document.findall(nodes.admonition)] == ["Linux", "macOS"]


def test_what_is_read_is_the_same_for_every_output():
    app = SimpleNamespace(config=SimpleNamespace(sphinx_tabs_valid_builders=["xx"]), builder=SimpleNamespace(name="pdf"))
    allow_all(app)
    assert app.config.sphinx_tabs_valid_builders == ["xx", "pdf"]


def test_the_caption_that_an_extension_makes_of_a_paragraph_is_a_message():
    """As sphinx-subfigure 0.2 makes it."""
    document = new_document("page.md")
    document += nodes.figure("", nodes.caption("Some *words*", "Some ", nodes.emphasis("", "words")))
    document[0].line = 7
    NameSources(document).apply()
    assert [(message, node.source, node.line) for node, message in extract_messages(document)] == [("Some *words*", "page.md", 7)]


def test_of_the_title_of_an_exercise_the_part_that_is_the_writer_s_is_a_message():
    """As sphinx-exercise 1.2 makes it; its words before it are of its own catalogs."""
    document = new_document("page.md")
    document += nodes.admonition("", nodes.title("", "Exercise", nodes.subtitle("", "", nodes.Text("An "), nodes.strong("", "easy"), nodes.Text(" one"))))
    document[0].line = 7
    NameSources(document).apply()
    document[0][0].source = "page.md"  # which Sphinx does
    assert [(message, node.source, node.line) for node, message in extract_messages(document)] == [("An **easy** one", "page.md", 7)]


class solution_title(nodes.title):  # noqa: N801
    """Of sphinx-exercise."""


def test_a_title_of_which_an_extension_has_all_words_is_no_message():
    document = new_document("page.md")
    document += [nodes.admonition("", kind(source, source or "Solution to")) for kind in (solution_title, nodes.title) for source in ("", "Of a writer")]
    NameSources(document).apply()
    assert [box[0].get("translatable") for box in document.children] == [False, None, None, None]


def test_the_type_that_a_function_returns_is_no_message():
    """Sphinx makes links of it, which no translation can have; what it says of the value is one."""
    document = new_document("page.md")
    document.current_source = None
    words = nodes.paragraph("", "", nodes.inline("What it returns", "What it returns", translatable=True))
    words[0].source = "page.md"
    for block in (nodes.paragraph("", "", addnodes.pending_xref("", nodes.Text("str"), refdomain="py")), words):
        document += nodes.field("", nodes.field_name("", "Returns"), nodes.field_body("", block))
    NameSources(document).apply()
    for field in document.children:
        field[1][0].rawsource = field[1][0].astext()  # which Sphinx does, where there is a source
    assert [message for _node, message in extract_messages(document)] == ["What it returns"]
