"""The links that lead out of the site, with the places where they stand.

They are noted when a page is read, and written to ``external-links.tsv`` beside the pages:
an address, a tab, and every ``file:line``.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector

FILE = "external-links.tsv"


class ExternalLinks(EnvironmentCollector):
    """Keep ``env.external_links``: by page, a list of (address, line)."""

    def clear_doc(self, app, env, docname) -> None:
        links_by_page(env).pop(docname, None)

    def merge_other(self, app, env, docnames, other) -> None:
        found = links_by_page(other)
        links_by_page(env).update((name, found[name]) for name in docnames if name in found)

    def process_doc(self, app, doctree) -> None:
        links_by_page(app.env)[app.env.current_document.docname] = [
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


def links_by_page(env) -> dict[str, list[tuple[str, int]]]:
    if not hasattr(env, "external_links"):
        env.external_links = {}
    return env.external_links


def places(env) -> dict[str, list[str]]:
    """Return where each address stands, ``file:line`` each, from the source folder on."""
    found = defaultdict(list)
    for docname, links in sorted(links_by_page(env).items()):
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
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
