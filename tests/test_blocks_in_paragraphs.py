"""A block within a paragraph stands between two, and a paragraph within a line is a part of it."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.markup.blocks_in_paragraphs import BlocksInParagraphs, BlocksOfFields


def words(text: str) -> nodes.Text:
    return nodes.Text(text)


PLACES = {
    "a formula among words": (
        nodes.paragraph("", "", words("one"), nodes.math_block("x", "x"), words("two")),
        ["paragraph:one", "math_block:x", "paragraph:two"],
    ),
    "a formula alone": (nodes.paragraph("", "", nodes.math_block("x", "x")), ["math_block:x"]),
    "an icon of sphinx-design": (
        nodes.paragraph("", "", words("one"), type("fontawesome", (nodes.Element, nodes.General), {})(), words("two")),
        ["paragraph:onetwo", "fontawesome:"],
    ),
    "words of an option": (
        nodes.container("", nodes.inline("", "", nodes.paragraph("", "one"))),
        ["container:one", "inline:one", "inline:one"],
    ),
    "words in a box": (nodes.container("", nodes.paragraph("", "one")), ["container:one", "paragraph:one"]),
}


@pytest.mark.parametrize(("place", "shape"), PLACES.values(), ids=PLACES)
def test_it_stands_where_it_can(place, shape):
    document = new_document("page.md")
    document += place
    BlocksInParagraphs(document).apply()
    assert [f"{node.tagname}:{node.astext()}" for node in document.findall(nodes.Element)][1:] == shape


def test_the_message_of_such_a_paragraph_stays():
    document = new_document("page.md")
    document += nodes.container("", nodes.inline("", "", nodes.paragraph("*one*", "one", msgid="*one*")))
    BlocksInParagraphs(document).apply()
    assert (document[0][0][0].rawsource, document[0][0][0]["msgid"]) == ("*one*", "*one*")


def test_a_paragraph_that_holds_another_is_no_message_of_its_own():
    document = new_document("page.md")
    document += nodes.paragraph("Words.", "", nodes.paragraph("Words.", "Words."))
    BlocksOfFields(document).apply()
    assert [type(node) for node in document.findall()] == [nodes.document, nodes.paragraph, nodes.Text]
