"""Refuse a page without a title: it could be neither linked to nor listed."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)


def check_title(app, doctree: nodes.document) -> None:
    """Warn, naming the page, when it has no first-level heading."""
    if not any(isinstance(node.parent, nodes.section) for node in doctree.findall(nodes.title)):
        logger.warning(
            "the page has no title; begin it with '(label)=' and '# Title'",
            location=(app.env.docname, 1),
            type="page",
            subtype="no_title",
        )


def setup(app):
    app.connect("doctree-read", check_title)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
