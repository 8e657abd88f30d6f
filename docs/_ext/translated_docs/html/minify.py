"""Leave out of our style sheets and scripts, as they are sent, what browsers read over: comments and indentation.

The sources stay as they are; so does what a guide or its theme has of its own, but
for the colours of code, which are the same on every page that has some.
"""

from collections.abc import Callable
from pathlib import Path

import rcssmin
import rjsmin
from sphinx.application import Sphinx
from sphinx.builders import Builder

from translated_docs.html import PARTS

MINIFY = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
# Furo writes it when the build has finished, a comment and a rule a colour.
HIGHLIGHTING = "pygments.css"


def sent_names(folder: Path) -> set[str]:
    """Return the names that the style sheets and scripts of a folder have on the site."""
    return {path.name.removesuffix(".jinja") for path in folder.glob("*.*") if MINIFY.keys() & set(path.suffixes)}


def minify(app: Sphinx, names: set[str]) -> None:
    """Write some style sheets and scripts anew, in fewer letters."""
    for path in (Path(app.outdir, "_static", name) for name in names):
        if path.exists():
            path.write_text(MINIFY[path.suffix](path.read_text(encoding="utf-8")) + "\n", encoding="utf-8")


def names_of_ours(app: Sphinx) -> set[str]:
    """Return the names of what no guide has replaced by its own."""
    ours = PARTS["html_static_path"]
    others = {name for folder in app.config.html_static_path if folder not in ours for name in sent_names(Path(app.confdir, folder))}
    return {name for folder in ours for name in sent_names(Path(folder))} - others


class BeforeTheFirstPage:
    """Calls something once a build: when Sphinx has copied the files, and has not yet put their checksums into a page.

    The first page is written before others are in processes of their own.
    """

    def __init__(self, call: Callable[[Sphinx], None]) -> None:
        self.call = call
        self.is_due = False

    def connect(self, app: Sphinx) -> None:
        app.connect("write-started", self.begin)
        app.connect("html-page-context", self.end)

    def begin(self, _app: Sphinx, builder: Builder) -> None:
        self.is_due = builder.name == "html"

    def end(self, app: Sphinx, *_page: object) -> None:
        if self.is_due:
            self.is_due = False
            self.call(app)


def minify_ours(app: Sphinx) -> None:
    minify(app, names_of_ours(app))


def minify_highlighting(app: Sphinx, exception: Exception | None) -> None:
    if not exception and app.builder.name == "html":
        minify(app, {HIGHLIGHTING})


def setup(app: Sphinx) -> None:
    BeforeTheFirstPage(minify_ours).connect(app)
    app.connect("build-finished", minify_highlighting, priority=900)  # after Furo's, and before the copies are compressed
