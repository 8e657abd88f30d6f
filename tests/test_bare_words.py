"""Words without a paragraph, and titles of what has none, as extensions make them, are blocks of their own in a book too."""

from __future__ import annotations

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from test_raw_html import shape
from translated_docs.pdf.doctrees.bare_words import BareWords


def container(*parts: nodes.Node, **attributes: object) -> nodes.container:
    return nodes.container("", *parts, **attributes)


def in_a_book(*blocks: nodes.Node) -> str:
    document = new_document("page.md", get_default_settings())
    document += blocks
    BareWords(document).run()
    return "".join(map(shape, document.children))


def test_each_outermost_container_of_words_is_one_paragraph():
    prompt, command = container(nodes.literal(text="$ "), ids=["place"]), nodes.inline("", "", nodes.literal(text="one"))
    first, second = container(prompt, command), container(nodes.literal(text="two"))
    assert in_a_book(container(first, nodes.literal_block(text="said")), second) == (
        "container[container[paragraph[literal[$ ]inline[literal[one]]]]literal_block[said]]container[paragraph[literal[two]]]"
    )
    assert first["ids"] == ["place"]


def test_code_that_ends_with_the_end_of_a_line_ends_it():
    lines = [nodes.literal(text=f"{line}\n") for line in ("one", "two")]
    assert in_a_book(container(*lines)) == "container[paragraph[literal[one]line_break[]literal[two\n]]]"


def test_what_a_style_sheet_sets_apart_does_not_run_together():
    name, words = nodes.inline("", "name", classes=["key"]), nodes.inline("", "what it is for", classes=["shortdesc"])
    assert in_a_book(container(name, words, nodes.inline(classes=["anchor"]))) == (
        "container[paragraph[inline[name] inline[what it is for]inline[]]]"
    )
    assert in_a_book(container(nodes.inline("", "one"), nodes.inline("", "word"))) == "container[paragraph[inline[one]inline[word]]]"


def test_blocks_pictures_and_components_stay_as_they_are():
    boxes = [
        container(nodes.paragraph("", "words")),
        container(nodes.image(alt="words")),
        container(nodes.inline("", "words"), design_component="card"),
        container(),
    ]
    assert in_a_book(*boxes) == "container[paragraph[words]]container[image(words)[]]container[inline[words]]container[]"


def test_a_title_and_its_like_stand_anywhere():
    tab = container(nodes.label("", "tab"), nodes.paragraph("", "words"))
    picture = container(nodes.caption("", "caption"), nodes.legend("", nodes.paragraph("", "legend")))
    said = container(nodes.attribution("", "somebody"))
    assert in_a_book(tab, picture, said) == (
        "container[rubric[tab]paragraph[words]]container[rubric[caption]container[paragraph[legend]]]container[paragraph[somebody]]"
    )


def test_those_that_have_their_place_keep_it():
    blocks = [
        nodes.admonition("", nodes.title("", "title")),
        nodes.footnote("", nodes.label("", "1")),
        nodes.figure("", nodes.caption("", "caption"), nodes.legend()),
        container(nodes.caption("", "code"), nodes.literal_block("", "x"), classes=["literal-block-wrapper"]),
        nodes.block_quote("", nodes.attribution("", "somebody")),
    ]
    before = "".join(map(shape, blocks))
    assert in_a_book(*blocks) == before


def test_the_words_for_each_part_of_a_figure_stand_where_its_extension_has_them_in_html():
    """As sphinx-subfigure makes it, in one language and in two."""
    above = nodes.figure("", nodes.image(alt="a"), nodes.caption("", "b"), subcaptions="above")
    below = nodes.figure("", nodes.image(alt="c", other_alt="d"), nodes.image(alt="e", other_alt="e"), subcaptions="below")
    assert in_a_book(above, below) == (
        "figure[paragraph[a]image(a)[]caption[b]]figure[image(c)[]paragraph[pair[inline[c]inline[d]]]image(e)[]paragraph[e]]"
    )
