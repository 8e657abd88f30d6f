"""The text of blocks, in which the linters look for markup that came out as it stands, and where it is in the source."""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.ancestors import holds_words
from translated_docs.content.constructs.link_text import takes_words
from translated_docs.content.markup.soft_breaks import AS_WRITTEN
from translated_docs.content.messages.substituted_words import substituted_words
from translated_docs.content.sources.page_names import is_rst
from translated_docs.content.warnings import line_above, location, warn
from translated_docs.settings import is_source

OTHER = "\ufffc"  # what stands for these (AS_WRITTEN) in the text of their block
CODE = re.compile(r"(?P<marks>`+)[^`]*(?P=marks)")


def is_linted(app: Sphinx) -> bool:
    """Say whether markup is looked for in the page that is read.

    Of translations catalogs/policy/markup_policy.py says what is wrong, of reStructuredText docutils does.
    """
    return is_source(app.config) and not is_rst(app.env.doc2path(app.env.docname), app.config)


def blocks_with(signs: re.Pattern[str], doctree: nodes.document) -> Iterator[nodes.TextElement]:
    """Yield the blocks of words of a page whose source has one of some signs, but for values that are only substituted."""
    for block in filter(holds_words, doctree.findall(nodes.TextElement)):
        is_read = not isinstance(block, (*AS_WRITTEN, substituted_words)) and "unread" not in block
        if is_read and not holds_words(block.parent) and signs.search(block.rawsource):
            yield block


def text_of(block: nodes.Element) -> str:
    """Return the text of a block, with a sign in the place of code, of formulas, and of links that take their words from a title."""
    parts = block.findall(lambda node: isinstance(node, nodes.Text) or takes_words(node))
    return "".join(part if isinstance(part, nodes.Text) and not isinstance(part.parent, AS_WRITTEN) else OTHER for part in parts)


def without_code(source: str) -> str:
    """Return the source of a block with blanks in the place of code, as long as it was."""
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), source)


def warn_in(app: Sphinx, block: nodes.Element, place: int, kind: str, words: str, *values: str) -> None:
    """Warn of what stands in a block, so many characters behind the beginning of its source."""
    line = line_above(block) + block.rawsource.count("\n", 0, place)
    warn(location(app.env, block, line), kind, words, *values)
