"""The parts of the publication: the captions of the tables of contents of its front page."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes


def parts_by_first_page(root: str, doctree: nodes.document) -> dict[str, str]:
    """Return caption by page, for each page that is the first under its caption in the doctree of the front page.

    The front page opens the first part itself.
    """
    toctrees = [tree for tree in doctree.findall(addnodes.toctree) if tree.get("caption") and tree["includefiles"]]
    first = {root: tree["caption"] for tree in toctrees[:1]}
    return first | {tree["includefiles"][0]: tree["caption"] for tree in toctrees[1:]}
