"""What extensions put where docutils has none of it, and HTML takes it: words without a paragraph, titles of what has none.

In HTML each container is a block of its own; in a book its words would run on into those of the next one.  And a
title, a caption and a label are given there to what is around them, which has to know them.
"""

from collections.abc import Iterator
from itertools import pairwise

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import NodeMatcher

from translated_docs.content.constructs.design_components import component
from translated_docs.content.markup.soft_breaks import line_break
from translated_docs.pdf.doctrees.counterparts import set_both

# By part: what can be given one.
WHOLES = {
    nodes.title: (nodes.document, addnodes.start_of_file, nodes.section, nodes.Admonition, nodes.topic, nodes.sidebar, nodes.table),
    nodes.label: (nodes.footnote, nodes.citation),
    nodes.caption: nodes.figure,
    nodes.legend: nodes.figure,
    nodes.attribution: nodes.block_quote,
}
INSTEAD = {
    **dict.fromkeys((nodes.title, nodes.label, nodes.caption), nodes.rubric),
    nodes.legend: nodes.container,
    nodes.attribution: nodes.paragraph,
}


def is_without_whole(part: nodes.Node) -> bool:
    """Say whether a title, or another such part, stands in what can't be given one."""
    is_of_code = isinstance(part, nodes.caption) and "literal-block-wrapper" in part.parent["classes"]
    return type(part) in WHOLES and not isinstance(part.parent, WHOLES[type(part)]) and not is_of_code


def has_words_alone(box: nodes.Node) -> bool:
    """Say whether a container holds words and containers of words, and no block."""
    return (
        isinstance(box, nodes.container)
        and not component(box)
        and all(isinstance(part, (nodes.Text, nodes.Inline)) or has_words_alone(part) for part in box.children)
    )


def words_of(box: nodes.container) -> Iterator[nodes.Node]:
    for part in box.children:
        yield from words_of(part) if isinstance(part, nodes.container) else [part]


def break_lines(paragraph: nodes.paragraph) -> None:
    """Break the line behind code that ends with the end of one; where that is the last word, nothing is to be broken."""
    last = next((text for text in reversed(list(paragraph.findall(nodes.Text))) if text.strip()), None)
    for code in list(paragraph.findall(nodes.literal)):
        text = code.astext()
        if text.endswith("\n") and last is not None and last.parent is not code:
            code[:] = [nodes.Text(text.removesuffix("\n"))]
            code.parent.insert(code.parent.index(code) + 1, line_break())


def is_styled(part: nodes.Node) -> bool:
    """Say whether a part of a line has words, and classes by which a style sheet can place it."""
    return isinstance(part, nodes.inline) and bool(part["classes"]) and bool(part.astext())


def part_styled(paragraph: nodes.paragraph) -> None:
    """Put a blank between two parts that a style sheet sets apart, as the name of an option and what it is for."""
    for before, after in list(pairwise(paragraph.children)):
        if is_styled(before) and is_styled(after) and not before.astext()[-1].isspace() and not after.astext()[0].isspace():
            paragraph.insert(paragraph.index(after), nodes.Text(" "))


def add_subcaptions(figure: nodes.figure) -> None:
    """Show the words for each part of a figure of sphinx-subfigure, which writes them into HTML alone."""
    for picture in list(figure.findall(nodes.image)):
        words = nodes.paragraph("", picture["alt"])
        if picture.get("other_alt", picture["alt"]) != picture["alt"]:
            set_both(words, nodes.inline("", picture["other_alt"]))
        picture.parent.insert(picture.parent.index(picture) + (figure["subcaptions"] == "below"), words)


class BareWords(SphinxPostTransform):
    """Put the words of each such container into one paragraph, and a block that can stand anywhere in the place of each such part."""

    default_priority = 800  # links have their words; the ends of lines are looked at later
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        for box in list(filter(has_words_alone, self.document.findall(nodes.container))):
            if not any(text.strip() for text in box.findall(nodes.Text)):  # a picture, or one whose words an outer one has taken
                continue
            paragraph = nodes.paragraph("", "", *words_of(box))
            paragraph.source, paragraph.line = box.source, box.line
            ids = [name for part in box.findall(nodes.container) for name in part["ids"]]
            for part in list(box.findall(nodes.container)):
                part.children = []
            box["ids"] = ids
            box += paragraph
            break_lines(paragraph)
            part_styled(paragraph)
        for part in list(filter(is_without_whole, self.document.findall(NodeMatcher(*WHOLES)))):
            block = INSTEAD[type(part)](part.rawsource)
            block += part.children
            block["ids"], block["classes"] = part["ids"], part["classes"]
            part.replace_self(block)
        for figure in [figure for figure in self.document.findall(nodes.figure) if "subcaptions" in figure]:
            add_subcaptions(figure)


def setup(app: Sphinx) -> None:
    app.add_post_transform(BareWords)
