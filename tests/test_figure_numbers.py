"""Figures, tables and code are numbered through the publication, in the order of its pages."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from translated_docs.content.figure_numbers import NumberedNodes, figure_numbers
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


def test_all_pages_are_written_again_when_a_number_changes(monkeypatch):
    """Any page may refer to any figure."""
    def inputs(**pages):
        env = environment(**pages)
        env.config.html_static_path, env.titles = [], {}
        env.get_doctree = lambda name: SimpleNamespace(findall=lambda kind: [])
        app = SimpleNamespace(emit=lambda *_: [], confdir=None)
        return incremental.site_wide_inputs(app, env)

    assert inputs(index=[("figure", "a")]) != inputs(index=[("figure", "b"), ("figure", "a")])
