"""A patch of docutils 0.22 and 0.23 (``nodes.Node.findall``); it can go when ``test_stock_behaviour.py`` says so.

Each transform and each listener looks through a page for its own kind of node, some two hundred times a page, and
docutils begins a generator for each node of it, which hands what it finds up through all those above.
"""

from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.application import Sphinx

stock_findall = nodes.Node.findall
Condition = type | Callable[[nodes.Node], bool] | None


def all_nodes(root: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and all below it, in document order; what changes meanwhile is met as docutils would meet it."""
    yield root
    siblings, above = iter(root.children), []
    while siblings:
        for node in siblings:
            yield node
            if children := node.children:
                above.append(siblings)
                siblings = iter(children)
                break
        else:
            siblings = above.pop() if above else None


def of_class(root: nodes.Node, node_class: type) -> Iterator[nodes.Node]:
    """Yield what of `all_nodes` is of a class: written out once more, as a generator less is half of the time."""
    if isinstance(root, node_class):
        yield root
    siblings, above = iter(root.children), []
    while siblings:
        for node in siblings:
            if isinstance(node, node_class):
                yield node
            if children := node.children:
                above.append(siblings)
                siblings = iter(children)
                break
        else:
            siblings = above.pop() if above else None


def findall(
    self: nodes.Node, condition: Condition = None, include_self: bool = True, descend: bool = True,
    siblings: bool = False, ascend: bool = False,
) -> Iterator[nodes.Node]:  # fmt: skip
    """Do what docutils does; only whoever looks beside or above a node, or not below it, gets its own search."""
    if not (include_self and descend) or siblings or ascend:
        return stock_findall(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        return all_nodes(self)
    if isinstance(condition, type):
        return of_class(self, condition)
    return filter(condition, all_nodes(self))


def setup(app: Sphinx) -> None:
    nodes.Node.findall = findall
