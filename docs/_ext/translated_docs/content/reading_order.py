"""The order in which a reader goes through the pages: that of the tables of contents."""

from __future__ import annotations

from sphinx.environment import BuildEnvironment


def ordered_docnames(env: BuildEnvironment) -> list[str]:
    """Return every page of the publication, in reading order, the front page first."""
    ordered: dict[str, None] = {}

    def walk(docname: str) -> None:
        if docname not in ordered:
            ordered[docname] = None
            for child in env.toctree_includes.get(docname, []):
                walk(child)

    walk(env.config.root_doc)
    return [*ordered, *sorted(env.found_docs - ordered.keys())]


def publication_title(env: BuildEnvironment) -> str:
    """Return the title of the front page: it is the title of the publication."""
    return env.titles[env.config.root_doc].astext()
