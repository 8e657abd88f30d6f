"""Warn of ``**`` that was meant for emphasis, and came out as it stands.

Within it, CommonMark wants no blank beside the marks (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis).
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from translated_docs.content.pictures import line_above
from translated_docs.settings import source_language

logger = logging.getLogger(__name__)

# Two marks with words between them. If there are blanks on all four sides, they are meant as they stand: 2 ** 3 ** 4.
PAIR = re.compile(r"(?<!\*)\*\*(?!\*)(?P<words>[^*]+)(?<!\*)\*\*(?!\*)")
CODE = re.compile(r"(?P<marks>`+)[^`]*(?P=marks)")
REMEDY = "write no blank inside the marks, and beside Latin punctuation one outside, or \\*\\* for asterisks"
AS_WRITTEN = (nodes.FixedTextElement, nodes.literal, nodes.raw, nodes.math, nodes.comment)


def is_meant(text: str, pair: re.Match[str]) -> bool:
    """Say whether a pair of marks in a text was meant for emphasis."""
    before, after = text[: pair.start()][-1:], text[pair.end() :][:1]
    sides = (before, pair["words"][0], pair["words"][-1], after)
    return bool(pair["words"].strip()) and any(side and not side.isspace() for side in sides)


def without_code(source: str) -> str:
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), source)


def left_marks(block: nodes.TextElement, source: str) -> list[tuple[str, int]]:
    """Return what stands between marks that came out as they stand, and are not escaped in the source, with its place there."""
    found = []
    for node in block.findall(nodes.Text):
        if "**" in node and not isinstance(node.parent, AS_WRITTEN):
            found += [pair["words"] for pair in PAIR.finditer(node) if is_meant(node, pair)]
    return [(words, place) for words in found if (place := source.find(f"**{words}")) >= 0]


def check_emphasis(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of each pair of marks that came out as it stands."""
    if app.config.language != source_language(app.config):
        return  # of translations, catalogs/markup_policy.py says it
    for block in doctree.findall(nodes.TextElement):
        if isinstance(block.parent, nodes.TextElement) or "**" not in block.rawsource:
            continue
        source = without_code(block.rawsource)
        for words, place in left_marks(block, source):
            line = line_above(block) + source.count("\n", 0, place)
            logger.warning(
                "'**%s**' is no emphasis; %s", words, REMEDY,
                location=(app.env.current_document.docname, line), type="page", subtype="emphasis",
            )  # fmt: skip


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("doctree-read", check_emphasis)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
