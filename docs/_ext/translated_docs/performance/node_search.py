"""A patch of docutils 0.22 and 0.23 (``nodes.Node.findall``, ``Element.__new__``); it can go when ``test_stock_behaviour.py`` says so.

Each transform and each listener looks through a page for its own kind of node, some two hundred times a page, and
docutils begins a generator for each node of it, which hands what it finds up through all those above.  Half of these
kinds are in no page, and of the others most in few: what a process has never made is not looked for, and what it has not
made since it began to read a page not in that page.
"""

import gc
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import NodeMatcher

stock_findall = nodes.Node.findall
Condition = type | Callable[[nodes.Node], bool] | None
made: set[type] = set()  # the classes of all elements that this process has made, copied or loaded
made_here: set[type] = set()  # and those since it began to read a page
kinds: dict[type, set[type]] = {}  # by class that is looked for: those of it that were made
page: nodes.document | None = None  # the one that is read


def note(element_class: type) -> None:
    """Note a class that is new to the page, or to the process."""
    made_here.add(element_class)
    if element_class not in made:
        made.add(element_class)
        for wanted, found in kinds.items():
            if issubclass(element_class, wanted):
                found.add(element_class)


def new_element(element_class: type, *_arguments: object, **_attributes: object) -> nodes.Element:
    """Make an element, as Python does, and note its class: copies and what is unpickled come here too."""
    if element_class not in made_here:
        note(element_class)
    return object.__new__(element_class)


def is_absent(root: nodes.Node, node_class: type) -> bool:
    """Say whether this process has made no node of a class, or none for the page that it reads."""
    if node_class not in kinds:
        is_noted = issubclass(node_class, nodes.Element) or not issubclass(node_class, nodes.Node)  # or a kind of elements
        kinds[node_class] = {each for each in (nodes.Text, *made) if not is_noted or issubclass(each, node_class)}
    return kinds[node_class].isdisjoint(made_here) if root is page else not kinds[node_class]


def forget_page(*_of_event: object) -> None:
    """Forget what was made for a page: it is read, or another begins, whose document is there already."""
    global page
    page = None
    made_here.clear()
    made_here.update((nodes.Text, nodes.document))


class NotePage(SphinxTransform):
    """Note the document of the page that is read."""

    default_priority = 0  # before any that looks for something

    def apply(self, **kwargs) -> None:
        global page
        page = self.document


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


def of_class(root: nodes.Node, node_class: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """Yield what of `all_nodes` is of a class, or of one of several: written out once more, as a generator less is half of the time."""
    if all(is_absent(root, each) for each in node_class) if isinstance(node_class, tuple) else is_absent(root, node_class):
        return
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
    classes = condition.classes if type(condition) is NodeMatcher else ()  # a class made of it may take others
    if classes and all(isinstance(each, type) for each in classes):
        found = of_class(self, classes)
        return filter(condition, found) if condition.attrs else found
    return filter(condition, all_nodes(self))


def apply() -> None:
    for element_class in {type(each) for each in gc.get_objects() if isinstance(each, nodes.Element)}:
        note(element_class)
    nodes.Element.__new__ = new_element
    nodes.Node.findall = findall


def setup(app: Sphinx) -> None:
    apply()
    app.connect("source-read", forget_page)
    app.connect("doctree-read", forget_page, priority=1000)
    app.add_transform(NotePage)
