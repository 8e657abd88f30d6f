"""What is found in a doctree, in which order, is what docutils finds, whatever changes meanwhile."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from conftest import new_process
from docutils import nodes
from docutils.nodes import Text, bullet_list, emphasis, list_item, paragraph, section, strong
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.nodes import NodeMatcher
from translated_docs.performance.node_search import NotePage, apply, findall, forget_page, is_absent, made, stock_findall

WORDS = st.text("ab", max_size=2).map(Text)
INLINE = st.recursive(WORDS, lambda below: st.builds(lambda cls, parts: cls("", "", *parts), st.sampled_from([emphasis, strong]), st.lists(below, max_size=3)), max_leaves=6)
BLOCKS = st.recursive(
    st.lists(INLINE, max_size=3).map(lambda parts: paragraph("", "", *parts)),
    lambda below: st.builds(lambda cls, parts: cls("", *parts), st.sampled_from([section, bullet_list, list_item]), st.lists(below, max_size=3)),
    max_leaves=12,
)
# As if they had been noted: what is made here is made before a build begins, by docutils alone.
made.update({nodes.document, paragraph, section, bullet_list, list_item, emphasis, strong})


def document(blocks: list[nodes.Node]) -> nodes.document:
    made = new_document("page")
    made.extend([block.deepcopy() for block in blocks])
    return made


class Whole(NodeMatcher):
    """An extension's own, which takes none that is empty."""

    def match(self, node: nodes.Node) -> bool:
        return super().match(node) and bool(node.children)


CONDITIONS = {
    "all": None,
    "all, by the class of all": nodes.Node,
    "elements": nodes.Element,
    "words": Text,
    "one kind": emphasis,
    "none there": nodes.image,
    "one kind, by Sphinx": NodeMatcher(emphasis),
    "one kind with an attribute, by Sphinx": NodeMatcher(emphasis, classes=[]),
    "two kinds, by Sphinx": NodeMatcher(emphasis, strong),
    "two kinds in one, by Sphinx": NodeMatcher((emphasis, strong)),
    "one kind, by what an extension makes of Sphinx's": Whole(emphasis),
    "any with an attribute, by Sphinx": NodeMatcher(classes=Any),
    "what a function takes": lambda node: len(node.children) > 1,
}


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
@given(blocks=st.lists(BLOCKS, max_size=4))
def test_the_same_nodes_are_found_in_the_same_order(condition, blocks):
    tree = document(blocks)
    for root in (tree, *tree.children):
        assert [*map(id, findall(root, condition))] == [*map(id, stock_findall(root, condition))]


@pytest.mark.parametrize("options", [{"include_self": False}, {"descend": False}, {"siblings": True}, {"ascend": True}], ids=str)
@given(blocks=st.lists(BLOCKS, max_size=4))
def test_so_are_those_beside_and_above(options, blocks):
    tree = document(blocks)
    for root in tree.children:
        assert [*map(id, findall(root, **options))] == [*map(id, stock_findall(root, **options))]


def replace(node: nodes.Node) -> None:
    node.replace_self([strong("", "new"), Text("one")])


def remove(node: nodes.Node) -> None:
    node.parent.remove(node)


def grow(node: nodes.Node) -> None:
    node.insert(0, strong("", "new"))


@pytest.mark.parametrize("change", [replace, remove, grow])
@pytest.mark.parametrize("condition", [emphasis, nodes.Element], ids=["one kind", "elements"])
@given(blocks=st.lists(BLOCKS, max_size=4))
def test_a_tree_that_changes_meanwhile_is_met_as_docutils_meets_it(change, condition, blocks):
    seen = []
    for find in (findall, stock_findall):
        tree = document(blocks)
        found = []
        for node in find(tree, condition):
            found.append(node.tagname)
            if isinstance(node, emphasis):
                change(node)
        seen.append((found, tree.pformat()))
    assert seen[0] == seen[1]


def test_nothing_is_asked_before_the_first_node_is_wanted():
    tree = document([])
    found = findall(tree, paragraph)
    tree += paragraph("", "later")
    assert [node.astext() for node in found] == ["later"]


def found_however_made() -> dict[str, int]:
    """Return how many nodes are found of each way to make one, the first of their process, and of none."""
    before = nodes.comment()
    pickled = [pickle.dumps(each, protocol) for each, protocol in ((nodes.note(), 2), (nodes.tip(), pickle.HIGHEST_PROTOCOL))]
    apply()
    tree = paragraph("", "", before, *map(pickle.loads, pickled), emphasis("", "", nodes.image()), nodes.target().deepcopy(), copy.copy(nodes.math()))
    kinds = (nodes.comment, nodes.note, nodes.tip, nodes.image, nodes.target, nodes.math, nodes.Inline, nodes.footnote)
    return {kind.__name__: len([*tree.findall(kind)]) for kind in kinds}


def test_what_is_new_to_a_process_is_found():
    with new_process() as call:
        found = call(found_however_made)
    assert found == {"comment": 1, "note": 1, "tip": 1, "image": 1, "target": 1, "math": 1, "Inline": 4, "footnote": 0}


def found_once_made() -> list[int]:
    apply()
    tree = paragraph()
    counts = [len([*tree.findall(nodes.footnote)])]
    tree += nodes.footnote()
    return [*counts, len([*tree.findall(nodes.footnote)])]


def test_what_was_looked_for_before_is_found_once_there_is_one():
    with new_process() as call:
        assert call(found_once_made) == [0, 1]


def absent_from_a_page() -> list[tuple[bool, bool]]:
    """Return whether notes are absent from a page and from another tree: when the page is empty, and has one, and is read."""
    apply()
    elsewhere = section("", nodes.note())
    forget_page()
    page = new_document("page")
    NotePage(page).apply()
    seen = [(is_absent(page, nodes.note), is_absent(elsewhere, nodes.note))]
    page += section("", nodes.note())
    seen.append((is_absent(page, nodes.note), is_absent(elsewhere, nodes.note)))
    forget_page()
    return [*seen, (is_absent(page, nodes.note), is_absent(page, nodes.Admonition))]


def test_what_was_not_made_since_a_page_began_is_looked_for_everywhere_else():
    with new_process() as call:
        assert call(absent_from_a_page) == [(True, False), (False, False), (False, False)]
