"""A patch of docutils' search through a doctree; it can go when ``test_stock_behaviour.py`` says so.

Some eighty transforms and handlers go through each page for what they are looking for.  docutils begins a
generator for every node, and hands what one finds up through all above it; asked for what a function says, it
begins everything anew for every node.  Here one generator goes through all of them in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.application import Sphinx

stock_findall = nodes.Node.findall


def nodes_below(node: nodes.Node, include_self: bool) -> Iterator[nodes.Node]:
    """Yield the nodes below a node, before it itself if asked, in the order of the text.

    As docutils: the children of a node are looked at when the caller has done with the node itself.
    """
    if include_self:
        yield node
    above, level = [], iter(node.children)
    while True:
        for child in level:
            yield child
            if child.children:
                above.append(level)
                level = iter(child.children)
                break
        else:
            if not above:
                return
            level = above.pop()


def findall(
    self: nodes.Node,
    condition: type | Callable[[nodes.Node], bool] | None = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[nodes.Node]:
    """Do what `docutils.nodes.Node.findall` does."""
    if siblings or ascend or not descend:
        return stock_findall(self, condition, include_self, descend, siblings, ascend)
    found = nodes_below(self, include_self)
    if condition is None:
        return found
    return filter(condition.__instancecheck__ if isinstance(condition, type) else condition, found)


def setup(app: Sphinx) -> dict[str, bool]:
    nodes.Node.findall = findall
    return {"parallel_read_safe": True, "parallel_write_safe": True}
