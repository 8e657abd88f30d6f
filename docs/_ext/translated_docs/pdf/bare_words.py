"""Words that stand in a container without a paragraph, as extensions make them: in HTML each container is a block of its own.

In a book such words would run on into those of the next container.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.design_components import component
from translated_docs.content.soft_breaks import line_break


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
            code.children = []
            code += nodes.Text(text.removesuffix("\n"))
            code.parent.insert(code.parent.index(code) + 1, line_break())


class BareWords(SphinxPostTransform):
    """Put the words of each such container into one paragraph."""

    default_priority = 800  # links have their words; the ends of lines are looked at later
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        for box in list(self.document.findall(has_words_alone)):
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


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(BareWords)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
