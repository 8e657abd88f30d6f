"""Anchors that were published by another name: each leads to what it led to.

``anchor_aliases.tsv`` beside the pages has a line for each: the page, the name of old and the anchor of today, with a
tab between them.  Of a heading the label of old is enough, above the new one (docs/_ext/CHANGING.md).
"""

from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from translated_docs.content.warnings import warn
from translated_docs.utf8 import LineError, decode

FILE = "anchor_aliases.tsv"


@cache
def read_aliases(file: Path, _changed: int) -> dict[str, list[tuple[str, str, int]]]:
    """Return name, anchor and line of each alias by page; raise LineError if it can't be read."""
    if not file.is_file():
        raise LineError(1, "is no file; put one in its place, or take it out")
    text = decode(file.read_bytes()).removeprefix("\ufeff")
    aliases: dict[str, list[tuple[str, str, int]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.count("\t") != 2:
            raise LineError(number, "no alias; write page, name and anchor, with a tab between them")
        page, name, anchor = line.split("\t")
        aliases.setdefault(page, []).append((name, anchor, number))
    return aliases


def aliases_by_page(app: Sphinx) -> dict[str, list[tuple[str, str, int]]]:
    """Return all aliases, as above; warn of a file that can't be read."""
    file = Path(app.srcdir) / FILE
    if not file.exists():
        return {}
    try:
        return read_aliases(file, file.stat().st_mtime_ns)
    except LineError as error:
        warn(f"{file}:{error.line}", "page.aliases", "%s", error)
        return {}


def changed_pages(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages whose aliases are not those of the last build, which keeps them with what it has read.

    Warn of those of a page that is not there.
    """
    aliases = aliases_by_page(app)
    for page in aliases.keys() - env.found_docs:
        words = "there is no page %r; write its name without '.md', or take the line out"
        warn(f"{Path(app.srcdir) / FILE}:{aliases[page][0][2]}", "page.aliases", words, page)
    now = {page: aliases.get(page, []) for page in env.found_docs}
    before, env.anchor_aliases = getattr(env, "anchor_aliases", now), now
    return [page for page in now if now[page] != before.get(page)]


def add_aliases(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Add the names to the ids of the nodes that they lead to; a running number of today gives way to one of old.

    Whoever takes a note out of a page need not know of this: what led there leads to the page.
    """
    aliases = app.env.anchor_aliases.get(page) if app.builder.name == "html" else None
    if not aliases:
        return
    names = {name for name, _anchor, _line in aliases}
    nodes_by_id = {}
    for node in doctree.findall(nodes.Element):
        node["ids"] = [each for each in node["ids"] if each not in names or node["ids"] == [each]]
        nodes_by_id.update(dict.fromkeys(node["ids"], node))
    top = doctree.next_node(nodes.section)
    for name, anchor, _line in aliases:
        if name not in nodes_by_id and (place := nodes_by_id.get(anchor, top)) is not None:
            place["ids"].append(name)


def setup(app: Sphinx) -> None:
    app.connect("env-get-outdated", changed_pages)
    app.connect("doctree-resolved", add_aliases)
