"""Warn of attributes and of displayed formulas that came out as they stand: MyST reads neither where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from translated_docs.content.emphasis_lint import AS_WRITTEN, OTHER, text_of, without_code
from translated_docs.content.pictures import line_above

logger = logging.getLogger(__name__)

# Behind a picture, a link or code. A value of other than letters, digits, "-" and "_" wants quotes
# (https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#syntax-attributes-inline).
ATTRIBUTES = re.compile(r"\{\s*(?:[.#][\w-]+|[\w-]+=[^{}\s]+)(?:\s[^{}\n]*)?\}")
UNREAD = "are attributes that nothing reads; put values with other than letters and digits in quotes"
FORMULA = re.compile(r"\$\$(?P<latex>[^$\n]+)\$\$")


def leftovers(block: nodes.TextElement) -> Iterator[tuple[str, str]]:
    """Yield what was left of markup in a block, and what is wrong with it, with what to do."""
    for before, after in pairwise(block.findall(lambda node: not node.children)):
        is_behind = isinstance(before, nodes.image) or before.parent is not after.parent
        if is_behind and isinstance(after, nodes.Text) and not isinstance(after.parent, AS_WRITTEN):
            if found := ATTRIBUTES.match(after.astext()):
                yield found[0], UNREAD
    if f"${OTHER}$" in text_of(block):  # of two marks MyST takes one
        for found in FORMULA.finditer(without_code(block.rawsource)):
            latex = found["latex"].strip()
            yield found[0], f"is no formula within a line; write ${latex}$, or the marks in lines of their own"


def check_leftovers(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of markup that came out as it stands."""
    if app.config.language != next(iter(app.config.languages)):
        return  # of translations, catalogs/markup_policy.py says it
    for block in doctree.findall(nodes.TextElement):
        if isinstance(block.parent, nodes.TextElement) or isinstance(block, AS_WRITTEN):
            continue
        if "{" not in block.rawsource and "$$" not in block.rawsource:
            continue
        source = without_code(block.rawsource)
        for left, wrong in leftovers(block):
            place = source.find(left)
            if place >= 0:
                line = line_above(block) + source.count("\n", 0, place)
                location = (app.env.current_document.docname, line)
                logger.warning("'%s' %s", left, wrong, location=location, type="page", subtype="leftover")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("doctree-read", check_leftovers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
