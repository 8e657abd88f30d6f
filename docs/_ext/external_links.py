"""The links that lead out of the site, with the places where they stand.

They are noted when a page is read, and written to ``external-links.tsv`` beside the pages:
an address, a tab, and every ``file:line``.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from docutils import nodes

from page_notes import PageNotes, notes

FILE = "external-links.tsv"


class ExternalLinks(PageNotes):
    """Of a page, its links: a list of (address, line)."""

    name = "external links"

    def note(self, app, docname, doctree) -> list[tuple[str, int]]:
        return [
            (link["refuri"], line_of(link))
            for link in doctree.findall(nodes.reference)
            if link.get("refuri", "").startswith(("http:", "https:"))
        ]


def line_of(node: nodes.Node) -> int:
    """Return the line of the block that a node stands in.

    The lines of what is within a translated block are those of the message, counted from 1.
    """
    while (isinstance(node, nodes.Inline) or not node.line) and node.parent is not None:
        node = node.parent
    return node.line or 1


def places(env) -> dict[str, list[str]]:
    """Return where each address stands, ``file:line`` each, from the source folder on."""
    found = defaultdict(list)
    for docname, links in sorted(notes(env, ExternalLinks.name).items()):
        file = env.doc2path(docname, base=False)
        for address, line in links:
            found[address].append(f"{file}:{line}")
    return found


def write_list(app, exception) -> None:
    if exception or app.builder.name != "html":
        return
    lines = [f"{address}\t{' '.join(where)}\n" for address, where in sorted(places(app.env).items())]
    Path(app.outdir, FILE).write_text("".join(lines), encoding="utf-8")


def setup(app):
    app.add_env_collector(ExternalLinks)
    app.connect("build-finished", write_list)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
