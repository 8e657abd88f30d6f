"""Figures, tables and code are numbered through the publication, in the order of its pages."""

from __future__ import annotations

from gettext import NullTranslations
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.locale import translators
from translated_docs.content.constructs.figure_numbers import NumberedNodes, UnbrokenNumbers, figure_numbers, numbered_nodes
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


class theorem(nodes.Admonition, nodes.Element):  # noqa: N801
    """Of sphinx-proof, as that has it: its HTML takes the words from its catalog."""


class theorem_without_number(nodes.Admonition, nodes.Element):  # noqa: N801
    pass


class WordsOfExtension(NullTranslations):
    def gettext(self, message):
        return {"Theorem": "Satz"}.get(message, message)


def test_a_theorem_has_the_word_of_its_extension_in_the_language(monkeypatch):
    monkeypatch.setitem(translators, ("general", "proof"), WordsOfExtension())
    formats = {"theorem": "theorem %s", "figure": "Picture %s", "lemma": "lemma %s"}
    standard = SimpleNamespace(
        enumerable_nodes={theorem: None, nodes.figure: None}, get_numfig_title=lambda _node: "Title",
        get_enumerable_node_type=lambda node: node.get("countertype", "figure"),
    )  # fmt: skip
    env = SimpleNamespace(domains=SimpleNamespace(standard_domain=standard), config=SimpleNamespace(numfig_format=formats))
    document = new_document("page")
    document += [
        theorem(ids=["a"], realtype="theorem", countertype="theorem"), theorem(ids=["b"], realtype="lemma", countertype="theorem"),
        theorem_without_number(ids=["c"], realtype="theorem"), nodes.figure(ids=["d"]), nodes.note(ids=["e"]),
    ]  # fmt: skip
    assert list(numbered_nodes(env, document)) == [("theorem", "a"), ("theorem", "b"), ("figure", "d")]
    assert [node.get("number_format") for node in document.children] == ["Satz %s", "Lemma %s", "Satz", "Picture %s", None]


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
