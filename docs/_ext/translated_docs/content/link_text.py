"""Links that a page gives no words: they take those of what they lead to, once that is known."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

ROLES = ("any", "doc", "eq", "myst", "numref", "ref")


def takes_words(link: nodes.Node) -> bool:
    """Say whether a link takes the title, the caption or the number of its target for its words.

    Until then its own text is the name of the target.
    """
    return isinstance(link, addnodes.pending_xref) and link["reftype"] in ROLES and not link.get("refexplicit")
