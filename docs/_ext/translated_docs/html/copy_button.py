"""A button on each block of code that copies it, on the pages that have any."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def add_button(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["has_code"] = doctree is not None and doctree.next_node(nodes.literal_block) is not None


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_button)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
