"""Leave out keys without letters, and keep those that are pressed together in their order where words run from right to left.

Each key is a box of its own, in every output: without this, Ctrl+C would be read as C+Ctrl.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from translated_docs.catalogs.languages import direction

BETWEEN = re.compile(r" *[-+^] *| +")  # as sphinx.roles.Keyboard has it


def is_key(node: nodes.Node) -> bool:
    return isinstance(node, nodes.literal) and "kbd" in node["classes"]


def keys_of(document: nodes.document) -> list[nodes.literal]:
    return list(filter(is_key, document.findall(nodes.literal)))


def keys_from(siblings: list[nodes.Node], start: int) -> list[nodes.Node]:
    """Return the nodes from a key on as far as keys follow one another, with what stands between them."""
    end = start + 1
    while end + 1 < len(siblings) and is_key(siblings[end + 1]) and BETWEEN.fullmatch(siblings[end].astext()):
        end += 2
    return siblings[start:end]


def drop_empty_keys(document: nodes.document) -> None:
    """Join what stands between two keys, as " + ": Sphinx makes a key of nothing of each place where two signs meet."""
    for key in [key for key in keys_of(document) if not key.astext()]:
        parent, place = key.parent, key.parent.index(key)
        between = parent[place - 1 : place + 2]
        parent[place - 1 : place + 2] = [nodes.Text("".join(node.astext() for node in between))]


class JoinKeys(SphinxTransform):
    """Keep the keys that are pressed together in their order, from left to right, in a language of the other direction."""

    default_priority = 900  # after the translations

    def apply(self, **kwargs) -> None:
        drop_empty_keys(self.document)
        if direction(self.config.language) == "ltr":
            return
        for key in keys_of(self.document):
            parent = key.parent
            keys = keys_from(parent.children, place := parent.index(key))
            if len(keys) > 1 and "keys" not in parent["classes"]:
                del parent[place : place + len(keys)]
                parent.insert(place, nodes.inline("", "", *keys, classes=["keys"]))


def setup(app: Sphinx) -> None:
    app.add_transform(JoinKeys)
