"""Write a page again when it was read again, whichever builder read it.

The PDF and the HTML share what was read.  Sphinx's HTML builder asks only whether the
source is newer than the page: a translation that the PDF's builder has read already
would never reach the page.
"""

import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from translated_docs.content.constructs.figure_numbers import figure_numbers

# What site.css is put together from; of other templates Sphinx looks at the times.
STYLE = Path(__file__).parent / "templates" / "site-style"


def static_files(entry: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of an entry of Sphinx's ``html_static_path``, a folder or a file, each with its path on the site."""
    for path in [entry, *sorted(entry.rglob("*"))]:
        if path.is_file():
            yield path.relative_to(entry.parent if path == entry else entry).as_posix(), path


def checksums(entries: Iterable[Path]) -> dict[str, int]:
    """Return the CRC-32 of each static file, by its path on the site; of one path the last, as there."""
    return {name: zlib.crc32(path.read_bytes()) for entry in entries for name, path in static_files(entry)}


def site_wide_inputs(app: Sphinx, env: BuildEnvironment) -> dict[str, object]:
    """Return what every page repeats: the navigation, the styles' checksums, and what features add.

    Numbers of figures are among it, as any page may refer to any other.
    """
    toctrees = env.get_doctree(env.config.root_doc).findall(addnodes.toctree)
    parts = {
        "titles": {docname: title.astext() for docname, title in env.titles.items()},
        "navigation": [(tree.get("caption"), tree["includefiles"]) for tree in toctrees],
        "figure numbers": figure_numbers(env),
        "styles and scripts": checksums([*(app.confdir / entry for entry in env.config.html_static_path), STYLE]),
    }
    for added in app.emit("site-wide-inputs", env):
        parts |= added
    return parts


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write: those read later than written.

    All of them, if something that all repeat has changed since.
    """
    inputs = site_wide_inputs(app, env)
    if inputs != getattr(env, "site_wide_inputs", None):
        # Kept with the environment, whichever builder is the first to see it.
        env.site_wide_inputs, env.site_wide_inputs_changed = inputs, time.time()
    if app.builder.name != "html":
        return []
    return [name for name in env.found_docs if is_stale(app.builder, env, name)]


def is_stale(builder: StandaloneHTMLBuilder, env: BuildEnvironment, docname: str) -> bool:
    page = Path(builder.get_outfilename(docname))
    read = (env.doctreedir / f"{docname}.doctree").stat().st_mtime
    return page.exists() and page.stat().st_mtime < max(read, env.site_wide_inputs_changed)


def setup(app: Sphinx) -> None:
    app.add_event("site-wide-inputs")  # each handler returns a dict of what all pages repeat
    app.connect("env-updated", stale_pages)
