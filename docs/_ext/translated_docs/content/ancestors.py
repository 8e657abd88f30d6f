"""What a node stands in, and how the nodes of a page are parted once it is written."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.util.nodes import traverse_parent


def ancestors(node: nodes.Node) -> Iterable[nodes.Element]:
    """Return the elements around a node, the nearest first."""
    return traverse_parent(node.parent)


def holds_words(node: nodes.Node | None) -> bool:
    """Say whether an element holds words, and no blocks: Sphinx's note on a version is a TextElement that holds some."""
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Admonition)


def is_in_link(node: nodes.Node) -> bool:
    """Say whether a node is a link, or a part of one."""
    return any(isinstance(around, nodes.reference) for around in (node, *ancestors(node)))


def let_go(doctree: nodes.document) -> None:
    """Part the nodes of a page that is written: as they know one another, they would stay until garbage is looked for."""
    for node in doctree.findall():
        node.parent = node.document = None
    vars(doctree).clear()
