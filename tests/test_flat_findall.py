"""What is looked for in a doctree is found as docutils finds it, also while the tree is changed."""

from __future__ import annotations

import pytest
from docutils import nodes
from translated_docs.performance.flat_findall import findall, stock_findall


def page() -> nodes.document:
    """Return a section with two paragraphs, a list in the second, and a comment."""
    item = nodes.list_item("", nodes.paragraph("", "", nodes.Text("c"), nodes.emphasis("", "d"), nodes.Text("e")))
    second = nodes.paragraph("", "", nodes.Text("b"), nodes.strong("", "", nodes.emphasis("", "f")), ids=["second"])
    section = nodes.section("", nodes.title("", "a"), second, nodes.bullet_list("", item), nodes.comment("", "g"))
    return nodes.document(None, None, "", section)


def is_named(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(node["ids"])


ASKED = [
    {}, {"include_self": False}, {"descend": False}, {"siblings": True}, {"ascend": True}, {"ascend": True, "include_self": False},
]  # fmt: skip


@pytest.mark.parametrize("condition", [None, nodes.Text, nodes.emphasis, nodes.TextElement, nodes.image, is_named])
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_same_nodes_are_found_in_the_same_order(condition, asked):
    for start in [tree := page(), *stock_findall(tree)]:
        assert [*findall(start, condition, **asked)] == [*stock_findall(start, condition, **asked)]


def unwrap(node: nodes.Node) -> None:
    node.parent.replace(node, node.children)


def wrap(node: nodes.Node) -> None:
    node.children = [nodes.inline("", "", *node.children)]


def take_out(node: nodes.Node) -> None:
    node.parent.remove(node)


@pytest.mark.parametrize("change", [unwrap, wrap, take_out])
@pytest.mark.parametrize("condition", [nodes.emphasis, nodes.paragraph, is_named])
def test_what_is_changed_on_the_way_is_found_as_docutils_finds_it(change, condition):
    results = []
    for search in (findall, stock_findall):
        tree, found = page(), []
        for node in search(tree, condition):
            found.append(node.pformat())
            change(node)
        results.append((found, tree.pformat()))
    assert results[0] == results[1] and results[0][0]
