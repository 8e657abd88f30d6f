"""Where in a page a node comes from."""

from __future__ import annotations

from docutils import nodes


def line_above(node: nodes.Node) -> int:
    """Return the line of an element, or of the nearest one around it that has one."""
    while node is not None and not node.line:  # 0, where Sphinx does not know it
        node = node.parent
    return node.line if node is not None else 1
