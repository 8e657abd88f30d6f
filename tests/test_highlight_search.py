"""Blocks of code get the language and the line numbers that Sphinx gives them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from translated_docs.performance.highlight_search import apply, stock_apply


def page(*blocks: nodes.Node) -> nodes.document:
    made = new_document("page")
    made += nodes.section("", nodes.paragraph("", "words"), *(block.deepcopy() for block in blocks))
    return made


def code(words: str, **attributes: object) -> nodes.literal_block:
    return nodes.literal_block(words, words, **attributes)


DIRECTIVE = addnodes.highlightlang(lang="c", force=True, linenothreshold=1)


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [code("one")],
        [code("one\ntwo"), code("three", language="sh", force=True)],
        [code("one\n" * 9, linenos=True)],
        [nodes.bullet_list("", nodes.list_item("", code("one")))],
        [code("one"), DIRECTIVE, code("two\nthree")],
    ],
    ids=["none", "one", "with a language", "with numbers", "in a list", "behind a directive"],
)
def test_a_page_is_changed_as_sphinx_does_it(blocks):
    ours, stock = page(*blocks), page(*blocks)
    for document, change in ((ours, apply), (stock, stock_apply)):
        change(SimpleNamespace(document=document, config=SimpleNamespace(highlight_language="python")))
    assert ours.pformat() == stock.pformat()
