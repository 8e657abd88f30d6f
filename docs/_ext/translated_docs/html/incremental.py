"""Write a page again when it was read again, whichever builder read it.

The PDF and the HTML share what was read.  Sphinx's HTML builder asks only whether the
source is newer than the page: a translation that the PDF's builder has read already
would never reach the page.
"""

from __future__ import annotations

import time
import zlib
from pathlib import Path

from sphinx import addnodes
from sphinx.environment import BuildEnvironment


def repeated_parts(app, env: BuildEnvironment) -> dict[str, object]:
    """Return what every page repeats: the navigation, the styles' checksums, and what features add."""
    toctrees = env.get_doctree(env.config.root_doc).findall(addnodes.toctree)
    parts = {
        "titles": {docname: title.astext() for docname, title in env.titles.items()},
        "navigation": [(tree.get("caption"), tree["includefiles"]) for tree in toctrees],
        "styles and scripts": {
            path.name: zlib.crc32(path.read_bytes())
            for folder in env.config.html_static_path
            for path in sorted(Path(folder).iterdir())
        },
    }
    for added in app.emit("site-wide-inputs", env):
        parts |= added
    return parts


def stale_pages(app, env: BuildEnvironment) -> list[str]:
    """Return the pages to write: those read later than written.

    All of them, if something that all repeat has changed since.
    """
    repeated = repeated_parts(app, env)
    if repeated != getattr(env, "repeated_parts", None):
        # Kept with the environment, whichever builder is the first to see it.
        env.repeated_parts, env.repeated_parts_changed = repeated, time.time()
    if app.builder.name != "html":
        return []
    return [name for name in env.found_docs if is_stale(app.builder, env, name)]


def is_stale(builder, env: BuildEnvironment, docname: str) -> bool:
    page = Path(builder.get_outfilename(docname))
    read = (env.doctreedir / f"{docname}.doctree").stat().st_mtime
    return page.exists() and page.stat().st_mtime < max(read, env.repeated_parts_changed)


def setup(app):
    app.add_event("site-wide-inputs")  # each handler returns a dict of what all pages repeat
    app.connect("env-updated", stale_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
