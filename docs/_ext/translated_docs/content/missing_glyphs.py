"""Warn of characters on a page that no font of the book has; catalogs/markup_policy.py refuses them in translations."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from translated_docs.fonts import USUAL, missing_characters

logger = logging.getLogger(__name__)

PRINTED = ("caption", "explanation")  # of toctrees, and of abbreviations


def check_characters(app, doctree: nodes.document) -> None:
    """Warn of each character without a font, once a paragraph, with its line."""
    for node in doctree.findall():
        if isinstance(node.parent, nodes.Invisible):  # a comment
            continue
        texts = [str(node)] if isinstance(node, nodes.Text) else [node.get(name) or "" for name in PRINTED]
        text = "".join(texts)
        if USUAL.fullmatch(text):
            continue
        if missing := missing_characters(text):
            logger.warning(
                "holds %s, for which the book has no font; write it in other characters, or describe it in words",
                " ".join(missing[:8]), location=node, type="page", subtype="character",
            )  # fmt: skip


def setup(app):
    app.connect("doctree-read", check_characters, priority=102)  # source_policy.py takes out what no XML may hold
    return {"parallel_read_safe": True, "parallel_write_safe": True}
