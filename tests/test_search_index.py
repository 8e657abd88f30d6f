"""What the index of the search holds of a page's nodes."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes
from translated_docs.features.search_index import plain


def link(words: str, **attributes: object) -> addnodes.pending_xref:
    return addnodes.pending_xref("", nodes.inline("", words), **attributes)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (link("a-label", reftype="myst", refexplicit=False), ""),
        (link("page", reftype="doc", refexplicit=False), ""),
        (link("equation", reftype="eq"), ""),
        (link("words", reftype="myst", refexplicit=True), "words"),
        (link("HOME", reftype="envvar", refexplicit=False), "HOME"),
        (link("term", reftype="term", refexplicit=False), "term"),
        (nodes.label("", "1"), ""),
    ],
)
def test_a_link_without_words_is_not_found_by_its_target(node, words):
    assert plain(nodes.paragraph("", "see ", node)) == f"see {words}".strip()
