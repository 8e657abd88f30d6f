"""What becomes of a node that a builder knows nothing of: a warning with its place, and its children.

docutils raises an exception instead, and Sphinx with it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)


def place(node: nodes.Node) -> str | None:
    """Return ``file:line`` of a node, or of the nearest one around it that has them."""
    source, line = None, None
    while node is not None and not (source and line):
        source, line = source or node.source, line or node.line
        node = node.parent
    return f"{source}:{line or 1}" if source else None


class UnknownNodes:
    """Of a translator: what it does for a node that it has no visitor for."""

    def unknown_visit(self, node: nodes.Node) -> None:
        logger.warning(
            "%s: no node that this output can set, so its words are set alone; write it in another way, "
            "or give the extension that makes it a visitor for %s",
            node.tagname, self.builder.name, location=place(node), type="output", subtype="unknown_node",
        )  # fmt: skip

    def unknown_departure(self, node: nodes.Node) -> None:
        """Do nothing: the children have been set."""
