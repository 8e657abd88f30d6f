"""Read pages again whose file, or one that they depend on, is an older one now: put back, unpacked or copied with its time.

Sphinx reads what is newer than its last reading alone (`BuildEnvironment.get_outdated_files`).
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from translated_docs.content.page_collector import PageData, page_data


def modified(path: Path) -> int | None:
    """Return when a file was last changed, in nanoseconds; None if there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


class FileTimes(PageData):
    """When the file of a page was last changed, and each that it depends on, but for copies of catalogs: those are written by what is in them."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> dict[str, int | None]:
        names = (str(name) for name in app.env.dependencies[docname])
        paths = [str(app.env.doc2path(docname)), *(name for name in names if not name.endswith(".mo"))]
        return {path: modified(app.srcdir / path) for path in paths}


def pages_of_other_files(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages of which a file has another time than when they were read."""
    known = page_data(env, FileTimes.name)
    return [
        docname for docname, times in known.items()
        if docname not in removed and any(modified(env.srcdir / path) != time for path, time in times.items())
    ]  # fmt: skip


def setup(app: Sphinx) -> None:
    app.add_env_collector(FileTimes)
    app.connect("env-get-outdated", pages_of_other_files)
