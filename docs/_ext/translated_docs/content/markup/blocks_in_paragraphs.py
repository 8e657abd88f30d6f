"""Blocks that a page has within a paragraph, as a substitution that is a directive, or ``$$a = 1$$``: they stand between two paragraphs.

In HTML a browser ends the paragraph there, an EPUB is not valid with one, and Typst leaves the block out.
"""

from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


def is_block(node: nodes.Node) -> bool:
    """Say whether no paragraph can hold a node; what docutils says of a slip is set nowhere, and sphinx-design's icon is a block by its class alone."""
    is_of_line = isinstance(node, (nodes.Inline, nodes.Invisible, nodes.Special)) or node.tagname == "fontawesome"
    return isinstance(node, nodes.Body) and not is_of_line


def has_block(words: nodes.TextElement) -> bool:
    return any(map(is_block, words.children))


def divide_fields(document: nodes.document) -> None:
    """Of the several blocks that a field says of a parameter, which Sphinx puts into a line, leave the first there, if it is a paragraph.

    The others are put behind: each is a message of its own.
    """
    for words in [words for words in document.findall(nodes.inline) if words.get("translatable") and has_block(words)]:
        line, blocks = words.parent, words.children
        words.children = []
        if isinstance(blocks[0], nodes.paragraph):
            words.rawsource = blocks[0].rawsource
            words += blocks.pop(0).children
        else:
            line.remove(words)
        place = line.parent.index(line) + 1
        line.parent[place:place] = blocks


def is_wrapper(paragraph: nodes.paragraph) -> bool:
    """Say whether a paragraph holds paragraphs alone, as an extension makes it: both would be one message."""
    return bool(paragraph.children) and all(isinstance(part, nodes.paragraph) for part in paragraph.children)


class BlocksOfFields(SphinxTransform):
    """Divide those of pages that are not Markdown, and take paragraphs out of one that has no words of its own."""

    default_priority = 8  # before PreserveTranslatableMessages, which is the first to ask

    def apply(self, **kwargs) -> None:
        divide_fields(self.document)
        for paragraph in list(filter(is_wrapper, self.document.findall(nodes.paragraph))):
            paragraph.replace_self(paragraph.children)


class BlocksInParagraphs(SphinxTransform):
    """Divide each such paragraph; its first words are its message still, and so are those of one that stands among words."""

    default_priority = 29  # Locale is 20

    def apply(self, **kwargs) -> None:
        # Of an extension that makes one of what an option is given.
        for paragraph in [paragraph for paragraph in self.document.findall(nodes.paragraph) if isinstance(paragraph.parent, nodes.inline)]:
            words = nodes.inline(paragraph.rawsource, "", *paragraph.children, **paragraph.attributes)
            words.source, words.line = paragraph.source, paragraph.line
            paragraph.replace_self(words)
        for paragraph in list(filter(has_block, self.document.findall(nodes.paragraph))):
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
    app.add_transform(BlocksOfFields)
    app.add_transform(BlocksInParagraphs)
