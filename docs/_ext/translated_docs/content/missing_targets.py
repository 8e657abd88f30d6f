"""Links for which MyST-Parser has found no target, and has said so: their words stand alone.

It leads them to an anchor of that name, which is nowhere: no reader can follow it, and an EPUB with one is not valid.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


def is_unresolved(node: nodes.Node) -> bool:
    """Say whether a node may be a link that MyST could not resolve; those that it could are internal, or addresses."""
    return isinstance(node, nodes.reference) and "refid" in node and not node.get("internal")


class DropDeadLinks(SphinxPostTransform):
    default_priority = 11  # after MystReferenceResolver of MyST-Parser 5.2, and Sphinx's own

    def run(self, **kwargs) -> None:
        links = list(self.document.findall(is_unresolved))
        ids = {name for node in self.document.findall(nodes.Element) for name in node["ids"]} if links else set()
        for link in links:
            if link["refid"] not in ids:
                link.replace_self(link.children)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(DropDeadLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
