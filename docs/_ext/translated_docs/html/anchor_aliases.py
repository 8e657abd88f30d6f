"""Anchors that were published by another name: each leads to what it led to.

``anchor_aliases.tsv`` beside the pages has a line for each: the page, the name of old and the anchor of today, with a
tab between them.  Of a heading the label of old is enough, above the new one (docs/_ext/CHANGING.md).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

FILE = "anchor_aliases.tsv"

logger = logging.getLogger(__name__)


@cache
def read_aliases(file: Path, _changed: int) -> dict[str, list[tuple[str, str]]]:
    """Return name and anchor of each alias by page; raise ValueError with the number of a line that is none."""
    aliases: dict[str, list[tuple[str, str]]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.count("\t") != 2:
            raise ValueError(number)
        page, name, anchor = line.split("\t")
        aliases.setdefault(page, []).append((name, anchor))
    return aliases


def aliases_of(app: Sphinx, page: str) -> list[tuple[str, str]]:
    """Return the aliases on a page, as above; warn of a file that can't be read."""
    file = Path(app.srcdir) / FILE
    if not file.exists():
        return []
    try:
        return read_aliases(file, file.stat().st_mtime_ns).get(page, [])
    except ValueError as error:
        logger.warning("write page, name and anchor, with a tab between them", location=f"{file}:{error}")
        return []


def changed_pages(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages whose aliases are not those of the last build, which keeps them with what it has read."""
    now = {page: aliases_of(app, page) for page in env.found_docs}
    before, env.anchor_aliases = getattr(env, "anchor_aliases", now), now
    return [page for page in now if now[page] != before.get(page)]


def add_aliases(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Add the names to the ids of the nodes that they lead to; a running number of today gives way to one of old.

    Whoever takes a note out of a page need not know of this: what led there leads to the page.
    """
    aliases = aliases_of(app, page) if app.builder.name == "html" else []
    if not aliases:
        return
    names = {name for name, _anchor in aliases}
    nodes_by_id = {}
    for node in doctree.findall(nodes.Element):
        node["ids"] = [each for each in node["ids"] if each not in names or node["ids"] == [each]]
        nodes_by_id.update(dict.fromkeys(node["ids"], node))
    top = doctree.next_node(nodes.section)
    for name, anchor in aliases:
        if name not in nodes_by_id and (place := nodes_by_id.get(anchor, top)) is not None:
            place["ids"].append(name)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("env-get-outdated", changed_pages)
    app.connect("doctree-resolved", add_aliases)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
