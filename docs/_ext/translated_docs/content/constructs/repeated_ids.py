"""An id that two places of a page have: an extension gives it without asking docutils, as for one option described twice.

HTML is not valid with it, nor an EPUB, and Typst sets no book.  Of docutils' running numbers nothing is said, as nobody wrote
them: Sphinx parses each translated sentence as a document of its own, and a citation in it has a number of that.  Nor did
anybody write the id of a section without a name, in which extensions put what stands in a theorem or an exercise.
"""

from itertools import count

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.constructs.footnotes import RUNNING_NUMBER
from translated_docs.content.directives.slide import slide
from translated_docs.content.warnings import location, warn

NAMED = (slide, nodes.problematic, nodes.system_message)  # of these, and of equations, it is said already


def is_unsaid(node: nodes.Element, name: str) -> bool:
    """Say whether nobody wrote an id of a place, or it is said already."""
    is_without_name = isinstance(node, nodes.section) and not (node["names"] or node["dupnames"])
    return is_without_name or isinstance(node, NAMED) or name.startswith("equation-") or RUNNING_NUMBER.fullmatch(name) is not None


def is_mark_of(mark: nodes.Element, node: nodes.Element) -> bool:
    """Say whether an element is an empty mark before another, as that of a requirement: both are one place."""
    return isinstance(mark, nodes.target) and not mark.children and mark.next_node(descend=False, siblings=True) is node


def is_title_of(title: nodes.Element, node: nodes.Element) -> bool:
    """Say whether an element is the title of another, as of a theorem without a number: its extension looks for it by the id of both."""
    return isinstance(title, nodes.title) and title.parent is node


def rename_repeated_ids(app: Sphinx, doctree: nodes.document) -> None:
    """Leave an id to the first place, which links lead to; name each other one, and give it an id of its own."""
    # The address of a link of reStructuredText is no place.
    places = [node for node in doctree.findall(nodes.Element) if node.get("ids") and not (isinstance(node, nodes.target) and "refuri" in node)]
    every, seen = {name for node in places for name in node["ids"]}, {}
    for node in places:
        given = list(dict.fromkeys(node["ids"]))
        for place, name in enumerate(given):
            if name in seen and is_mark_of(seen[name], node):
                seen[name]["ids"].remove(name)
            elif name in seen and not is_title_of(node, seen[name]):
                if not is_unsaid(node, name):
                    words = "a second place has the id %r of this page, so links lead to the first; rename one of the two"
                    warn(location(app.env, node), "page.repeated_id", words, name)
                given[place] = next(other for number in count(2) if (other := f"{name}-{number}") not in every)
            every.add(given[place])
            seen[given[place]] = node
        node["ids"] = given


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", rename_repeated_ids, priority=900)  # after what has slides by their ids
