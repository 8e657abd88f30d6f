"""What becomes of a node that a builder knows nothing of: a warning with its place, and its children, or the source of a diagram.

docutils raises an exception instead, and Sphinx with it.
"""

from docutils import nodes

from translated_docs.content.ancestors import holds_words
from translated_docs.content.warnings import line_above, source_above, warn

# Where extensions for diagrams (Graphviz, Mermaid, PlantUML) keep what is drawn: their nodes have no children.
SOURCES = ("code", "uml")


def source_of(node: nodes.Element) -> nodes.Element | None:
    """Return the source of a diagram as code, which is better than nothing; None where a node has no such source."""
    source = next((node[name] for name in SOURCES if isinstance(node.get(name), str)), "")
    if len(node) or not source.strip():
        return None
    is_line = holds_words(node.parent)
    block = nodes.literal(source, source) if is_line else nodes.literal_block(source, source, language="text", ids=node["ids"])
    block.document, block.parent = node.document, node.parent
    return block


def skip(translator: nodes.NodeVisitor, node: nodes.Node) -> None:
    raise nodes.SkipNode


SKIPPED = {"latex": (skip, None), "text": (skip, None)}  # a node of ours in the formats that we give no looks of its own


class UnknownNodes:
    """Of a translator: what it does for a node that it has no visitor for."""

    def unknown_visit(self, node: nodes.Node) -> None:
        """Warn of the node, once a page; set its children, or the source of its diagram. One that has nothing is but a mark for its extension."""
        if not len(node) and not node.non_default_attributes().keys() - {"ids", "names"}:
            return
        source, file = source_of(node), source_above(node)
        set_instead = "its source is set as code" if source else "its words are set alone" if node.astext().strip() else "nothing of it is set"
        words = "%s: no node that this output can set, so %s; write it in another way, or give the extension that makes it a visitor for %s"
        said = vars(self).setdefault("said_of_nodes", set())
        if (file, node.tagname, set_instead) not in said:
            warn(file and f"{file}:{line_above(node)}", "output.unknown_node", words, node.tagname, set_instead, self.builder.name)
        said.add((file, node.tagname, set_instead))
        if source:
            source.walkabout(self)
            raise nodes.SkipNode

    def unknown_departure(self, node: nodes.Node) -> None:
        """Do nothing: the children have been set."""
