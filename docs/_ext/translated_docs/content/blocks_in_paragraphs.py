"""Blocks that a page has within a paragraph, as a substitution that is a directive: they stand between two paragraphs.

In HTML a browser ends the paragraph there, an EPUB is not valid with one, and Typst leaves the block out.
"""

from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


def is_block(node: nodes.Node) -> bool:
    """Say whether no paragraph can hold a node; a formula is set there, and what docutils says of a slip nowhere."""
    return isinstance(node, nodes.Body) and not isinstance(node, (nodes.Inline, nodes.Invisible, nodes.Special, nodes.math_block))


def has_block(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and any(map(is_block, node.children))


class BlocksInParagraphs(SphinxTransform):
    """Divide each such paragraph; its first words are its message still."""

    default_priority = 29  # Locale is 20

    def apply(self, **kwargs) -> None:
        for paragraph in list(self.document.findall(has_block)):
            parts: list[nodes.Node] = []
            for are_blocks, found in groupby(paragraph.children, is_block):
                if are_blocks:
                    parts += found
                    continue
                words = nodes.paragraph() if parts else paragraph.copy()
                words.source, words.line = paragraph.source, paragraph.line
                words += found
                if words.astext().strip() or words.next_node(nodes.image):
                    parts.append(words)
            paragraph.replace_self(parts)


def setup(app: Sphinx) -> None:
    app.add_transform(BlocksInParagraphs)
