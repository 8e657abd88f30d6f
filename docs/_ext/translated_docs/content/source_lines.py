"""Where in a page a node comes from."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment

from translated_docs.content.ancestors import ancestors


def line_above(node: nodes.Node) -> int:
    """Return the line of an element, or of the nearest one around it that has one."""
    return next((around.line for around in (node, *ancestors(node)) if around.line), 1)  # 0, where Sphinx does not know it


def source_above(node: nodes.Node) -> str | None:
    """Return the file of an element, or of the nearest one around it that has one."""
    return next((around.source for around in (node, *ancestors(node)) if around.source), None)


def location(env: BuildEnvironment, node: nodes.Node | None, line: int) -> tuple[str, int] | str:
    """Return for a logger where an element of the page that is read stands: in the page, or in a file that it includes."""
    source, page = node and source_above(node), env.current_document.docname
    is_page = not source or Path(source) == env.doc2path(page) or source.endswith((".po", ".po.md"))  # a catalog has its words
    return (page, line) if is_page or not Path(source).is_file() else f"{source}:{line}"
