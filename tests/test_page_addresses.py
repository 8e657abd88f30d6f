"""A link to an address of the site that is no page is words in a book."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.constructs.page_addresses import leave_words

LINKS = {
    "/api/#/instances": {"pdf": "inline", "html": "reference"},
    "nowhere": {"epub": "inline", "html": "reference"},
    "https://example.org/": {"pdf": "reference", "epub": "reference"},
    "//example.org/": {"pdf-pair": "reference"},
    "mailto:a@example.org": {"pdf-pair": "reference"},
    "#label": {"pdf": "reference"},
}


@pytest.mark.parametrize(("address", "builder", "around"), [(address, *one) for address, each in LINKS.items() for one in each.items()])
def test_it_has_no_link_in_a_book(address, builder, around):
    document = new_document("page.md")
    document += nodes.paragraph("", "", nodes.reference("", "words", refuri=address, classes=["external"], ids=["a"]))
    leave_words(SimpleNamespace(builder=SimpleNamespace(name=builder)), document, "page")
    found = document.next_node(nodes.Text).parent
    assert (found.tagname, found["classes"], found["ids"]) == (around, ["external"], ["a"])


def test_one_to_a_page_stays():
    document = new_document("page.md")
    document += nodes.paragraph("", "", nodes.reference("", "words", refuri="other.xhtml", internal=True))
    leave_words(SimpleNamespace(builder=SimpleNamespace(name="epub")), document, "page")
    assert document.next_node(nodes.reference)
