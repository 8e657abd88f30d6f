"""Warnings of what a page, a catalog or a setting has: with the place where it is written, and a type.

By the type, which Sphinx prints in brackets behind the words, the jobs know what a warning costs (jobs/warning_stream.py).
"""

import logging as python_logging
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from translated_docs.content.ancestors import ancestors

logger = logging.getLogger(__name__)

Place = tuple[str, int] | str | nodes.Node | None  # page and line, "file:line", or a node that Sphinx knows the place of


def warn(place: Place, kind: str, words: str, *values: object, once: bool = False) -> None:
    """Warn of what is wrong at a place, and say what to do; ``kind`` is the type of the warning, as "page.link"."""
    name, _dot, subtype = kind.partition(".")
    logger.warning(words, *values, location=place, type=name, subtype=subtype, once=once)


def line_above(node: nodes.Node) -> int:
    """Return the line of an element, or of the nearest one around it that has one."""
    return next((around.line for around in (node, *ancestors(node)) if around.line), 1)  # 0, where Sphinx does not know it


def page_line_above(node: nodes.Node) -> int:
    """Return the line of the page for an element: of a translation, which has that of its entry, the line of its block."""
    lines = (around["page_line"] for around in (node, *ancestors(node)) if isinstance(around, nodes.Element) and around.get("page_line"))
    return next(lines, 0) or line_above(node)


def source_above(node: nodes.Node) -> str | None:
    """Return the file of an element, or of the nearest one around it that has one."""
    return next((around.source for around in (node, *ancestors(node)) if around.source), None)


def is_written(env: BuildEnvironment, node: nodes.Node, words: str) -> bool:
    """Say whether words of the page that is read stand in its file, or in one that it includes: no writer has what a directive made.

    Of a file that can't be read, all do.
    """
    source = source_above(node)
    paths = [Path(env.doc2path(env.current_document.docname)), *([Path(source)] if source else [])]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()]
    return not texts or any(words in text for text in texts)


def location(env: BuildEnvironment, node: nodes.Node | None, line: int | None = None) -> tuple[str, int] | str:
    """Return where an element of the page that is read stands: in the page, or in a file that it includes."""
    source, page, line = node and source_above(node), env.current_document.docname, line or page_line_above(node)
    is_page = not source or Path(source) == env.doc2path(page) or source.endswith((".po", ".po.md"))  # a catalog has its words
    return (page, line) if is_page or not Path(source).is_file() else f"{source}:{line}"


class PageThatIsRead(python_logging.Handler):
    """Give what an extension warns of without a place, such as autodoc, the page that is read: Sphinx prints it afterwards."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self.app = app

    def begin(self, *_page: object) -> None:
        """Let warnings have their page: in each process that reads some, where Sphinx has handlers of its own."""
        python_logging.getLogger("sphinx").addHandler(self)  # which is done once

    def end(self, *_event: object) -> None:
        """Give warnings no page any more: all pages have been read."""
        python_logging.getLogger("sphinx").removeHandler(self)

    def emit(self, record: python_logging.LogRecord) -> None:
        page = self.app.env.current_document.docname
        if page and not getattr(record, "location", None):
            record.location = page, None


def setup(app: Sphinx) -> None:
    handler = PageThatIsRead(app)
    app.connect("source-read", handler.begin)
    app.connect("env-updated", handler.end)
    app.connect("build-finished", handler.end)
