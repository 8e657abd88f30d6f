"""A patch of docutils 0.22 and 0.23 (``nodes.Node.findall``, ``Element.__new__``); it can go when ``test_stock_behaviour.py`` says so.

Each transform and each listener looks through a page for its own kind of node, some two hundred times a page, and
docutils begins a generator for each node of it, which hands what it finds up through all those above.  Half of these
kinds are in no page: what a process has never made is not looked for.
"""

import gc
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import NodeMatcher

stock_findall = nodes.Node.findall
Condition = type | Callable[[nodes.Node], bool] | None
made: set[type] = set()  # the classes of all elements that this process has made, copied or loaded
present: set[type] = set()  # classes that are looked for, and of which there is something
absent: dict[type, int] = {}  # and those of which there was nothing, when so many classes were made


def new_element(element_class: type, *_arguments: object, **_attributes: object) -> nodes.Element:
    """Make an element, as Python does, and note its class: copies and what is unpickled come here too."""
    made.add(element_class)
    return object.__new__(element_class)


def is_absent(node_class: type) -> bool:
    """Say whether this process has made no node of a class."""
    if node_class in present or absent.get(node_class) == len(made):
        return node_class not in present
    is_element = issubclass(node_class, nodes.Element) or not issubclass(node_class, nodes.Node)  # or a kind of elements
    if not is_element or any(issubclass(each, node_class) for each in (nodes.Text, *made)):
        present.add(node_class)
        return False
    absent[node_class] = len(made)
    return True


def all_nodes(root: nodes.Node, include_root: bool) -> Iterator[nodes.Node]:
    """Yield all below a node, and it too if wanted, in document order; what changes meanwhile is met as docutils would meet it."""
    if include_root:
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


def of_class(root: nodes.Node, node_class: type | tuple[type, ...], include_root: bool) -> Iterator[nodes.Node]:
    """Yield what of `all_nodes` is of a class, or of one of several: written out once more, as a generator less is half of the time."""
    if all(map(is_absent, node_class)) if isinstance(node_class, tuple) else is_absent(node_class):
        return
    if include_root and isinstance(root, node_class):
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
    if not descend or siblings or ascend:
        return stock_findall(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        return all_nodes(self, include_self)
    if isinstance(condition, type):
        return of_class(self, condition, include_self)
    classes = condition.classes if type(condition) is NodeMatcher else ()  # a class made of it may take others
    if classes and all(isinstance(each, type) for each in classes):
        found = of_class(self, classes, include_self)
        return filter(condition, found) if condition.attrs else found
    return filter(condition, all_nodes(self, include_self))


def setup(app: Sphinx) -> None:
    made.update(type(each) for each in gc.get_objects() if isinstance(each, nodes.Element))
    nodes.Element.__new__ = new_element
    nodes.Node.findall = findall
