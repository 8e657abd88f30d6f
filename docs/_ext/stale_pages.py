"""Write a page again when it was read again, whichever builder read it.

The PDF and the HTML share what was read.  Sphinx's HTML builder asks only whether the
source is newer than the page: a translation that the PDF's builder has read already
would never reach the page.
"""

from __future__ import annotations

import time
from pathlib import Path

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from term_notes import term_definitions


def repeated_words(env: BuildEnvironment) -> dict[str, object]:
    """Return what pages repeat of other pages: the navigation, and the terms explained."""
    toctrees = env.get_doctree(env.config.root_doc).findall(addnodes.toctree)
    return {
        "titles": {docname: title.astext() for docname, title in env.titles.items()},
        "navigation": [(tree.get("caption"), tree["includefiles"]) for tree in toctrees],
        "terms": term_definitions(env),
    }


def stale_pages(app, env: BuildEnvironment) -> list[str]:
    """Return the pages to write: those read later than written.

    All of them, if something that they repeat of other pages has changed since.
    """
    repeated = repeated_words(env)
    if repeated != getattr(env, "repeated_words", None):
        # Kept with the environment, whichever builder is the first to see it.
        env.repeated_words, env.repeated_words_changed = repeated, time.time()
    if app.builder.name != "html":
        return []
    return [name for name in env.found_docs if is_stale(app.builder, env, name)]


def is_stale(builder, env: BuildEnvironment, docname: str) -> bool:
    page = Path(builder.get_outfilename(docname))
    read = (env.doctreedir / f"{docname}.doctree").stat().st_mtime
    return page.exists() and page.stat().st_mtime < max(read, env.repeated_words_changed)


def setup(app):
    app.connect("env-updated", stale_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
