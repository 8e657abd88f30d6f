"""A button on each block of code that copies it, on the pages that have any."""

from __future__ import annotations

from docutils import nodes


def add_button(app, pagename, templatename, context, doctree) -> None:
    context["has_code"] = doctree is not None and doctree.next_node(nodes.literal_block) is not None


def setup(app):
    app.connect("html-page-context", add_button)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
