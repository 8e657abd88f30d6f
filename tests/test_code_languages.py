"""Each block of code gets the language, and the numbers of its lines, that Sphinx would give it."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform, HighlightLanguageVisitor
from translated_docs.performance.code_languages import apply, stock_apply

RUBY = addnodes.highlightlang(lang="ruby", force=True, linenothreshold=2)
class prompt(nodes.literal_block):  # noqa: N801
    """Code of an extension, which has its own way to colour it."""


PAGES = {
    "no code": [nodes.paragraph("", "words")],
    "code": [nodes.literal_block("", "one\ntwo"), nodes.section("", nodes.literal_block("", "three"))],
    "code with a language of its own": [nodes.literal_block("", "one", language="c", linenos=True), nodes.literal_block("", "two")],
    "code of an extension": [prompt("", "one\ntwo"), nodes.literal_block("", "three")],
    "a directive before code": [nodes.literal_block("", "one"), RUBY, nodes.literal_block("", "two\nthree\nfour"), nodes.literal_block("", "five")],
    "a directive on one of the pages of a book": [
        addnodes.start_of_file("", RUBY, nodes.literal_block("", "one")),
        addnodes.start_of_file("", nodes.literal_block("", "two")),
    ],
}


def page_with(blocks: list[nodes.Node]) -> nodes.document:
    page = new_document("page")
    page.settings.env = SimpleNamespace(config=SimpleNamespace(highlight_language="python"))
    page += [block.deepcopy() for block in blocks]
    return page


@pytest.mark.parametrize("blocks", PAGES.values(), ids=PAGES)
def test_code_has_the_language_that_sphinx_gives_it(blocks):
    ours, stock = page_with(blocks), page_with(blocks)
    apply(HighlightLanguageTransform(ours))
    stock_apply(HighlightLanguageTransform(stock))
    assert ours.pformat() == stock.pformat()
    assert [code.attributes for code in ours.findall(nodes.literal_block)] == [code.attributes for code in stock.findall(nodes.literal_block)]


def test_only_code_is_looked_at_where_no_directive_says_another_language(monkeypatch):
    visited = Counter()
    visit = HighlightLanguageVisitor.dispatch_visit
    monkeypatch.setattr(HighlightLanguageVisitor, "dispatch_visit", lambda self, node: visited.update([node.tagname]) or visit(self, node))
    apply(HighlightLanguageTransform(page_with(PAGES["code"])))
    assert not visited
