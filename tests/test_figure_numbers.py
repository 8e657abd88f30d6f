"""Figures, tables and code are numbered through the publication, in the order of its pages."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from translated_docs.content.constructs.figure_numbers import NumberedNodes, UnbrokenNumbers, figure_numbers
from translated_docs.content.constructs.no_wrap import CLASS as UNBROKEN
from translated_docs.html import incremental


def environment(**pages):
    """Return what the environment has of pages, each a list of (kind, id), or (None, page) for a toctree's entry."""
    return SimpleNamespace(page_data={NumberedNodes.name: pages}, config=SimpleNamespace(root_doc="index"))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"index": [("figure", "a"), ("figure", "b")]}, {"index": {"figure": {"a": (1,), "b": (2,)}}}),
        ({"index": [("figure", "a"), ("table", "b")]}, {"index": {"figure": {"a": (1,)}, "table": {"b": (1,)}}}),
        (  # a page is read where the toctree stands that names it, once
            {"index": [("figure", "a"), (None, "p"), (None, "q"), ("figure", "b")], "q": [("figure", "a")], "p": [(None, "q")]},
            {"index": {"figure": {"a": (1,), "b": (3,)}}, "q": {"figure": {"a": (2,)}}},
        ),
        ({"index": [("figure", "a"), (None, "index")], "orphan": [("figure", "b")]}, {"index": {"figure": {"a": (1,)}}}),
        ({}, {}),
    ],
)
def test_they_are_numbered_in_the_order_of_the_pages(pages, expected):
    assert figure_numbers(environment(**pages)) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("図5", [UNBROKEN]), ("Figure 5", [UNBROKEN]), ("the picture of the queue in figure 5", [])]
)
def test_no_line_breaks_a_number_from_its_word_where_a_text_refers_to_it(words, expected):
    document = new_document("page")
    document += nodes.paragraph("", "", addnodes.number_reference("", "", nodes.inline("", words)))
    UnbrokenNumbers(document).run()
    assert [name for part in document.findall(nodes.inline) for name in part["classes"]] == expected
    assert document.astext() == words


def test_all_pages_are_written_again_when_a_number_changes(monkeypatch):
    """Any page may refer to any figure."""
    def inputs(**pages):
        env = environment(**pages)
        env.config.html_static_path, env.titles = [], {}
        env.get_doctree = lambda name: SimpleNamespace(findall=lambda kind: [])
        app = SimpleNamespace(emit=lambda *_: [], confdir=None)
        return incremental.site_wide_inputs(app, env)

    assert inputs(index=[("figure", "a")]) != inputs(index=[("figure", "b"), ("figure", "a")])
