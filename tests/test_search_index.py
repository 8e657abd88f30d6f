"""What the index of the search holds of a page's nodes."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes
from translated_docs.features.search_index import plain, term_records


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


def test_each_of_several_terms_of_one_definition_is_found():
    terms = [nodes.term("", words, ids=[f"term-{words}"]) for words in ("pear", "quince")]
    item = nodes.definition_list_item("", *terms, nodes.definition("", nodes.paragraph("", "a fruit")))
    document = nodes.document(None, None)
    document += addnodes.glossary("", nodes.definition_list("", item))
    assert [*term_records(document)] == [("term-pear", "pear", "a fruit"), ("term-quince", "quince", "a fruit")]
