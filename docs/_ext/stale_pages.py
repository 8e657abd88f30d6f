"""Write a page again when it was read again, whichever builder read it.

The PDF and the HTML share what was read.  Sphinx's HTML builder asks only whether the
source is newer than the page: a translation that the PDF's builder has read already
would never reach the page.
"""

from __future__ import annotations

import time
from pathlib import Path

from sphinx.environment import BuildEnvironment


class StalePages:
    """Compares the navigation before and after reading."""

    def note_navigation(self, app, env: BuildEnvironment, docnames: list[str]) -> None:
        self.titles = page_titles(env)
        self.is_root_read = env.config.root_doc in docnames

    def pages(self, app, env: BuildEnvironment) -> list[str]:
        """Return the pages to write: those read later than written.

        All of them, if the navigation that each page carries has changed since.
        """
        if self.is_root_read or page_titles(env) != self.titles:
            env.navigation_changed = time.time()  # kept with the environment
        if app.builder.name != "html":
            return []
        return [name for name in env.found_docs if is_stale(app.builder, env, name)]


def page_titles(env: BuildEnvironment) -> dict[str, str]:
    return {docname: title.astext() for docname, title in env.titles.items()}


def is_stale(builder, env: BuildEnvironment, docname: str) -> bool:
    page = Path(builder.get_outfilename(docname))
    read = (env.doctreedir / f"{docname}.doctree").stat().st_mtime
    return page.exists() and page.stat().st_mtime < max(read, env.navigation_changed)


def setup(app):
    stale = StalePages()
    app.connect("env-before-read-docs", stale.note_navigation)
    app.connect("env-updated", stale.pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
