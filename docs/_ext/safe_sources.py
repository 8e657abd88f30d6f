"""Keep sources and translations to the project's own files: UTF-8, no raw HTML, no file from elsewhere.

What a translation may hold is settled before Sphinx sees it (acceptance.py).  This
is for the pages themselves, and stands behind that rule.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)


def take_nothing_in(app) -> None:
    """Switch off docutils' ways to bring in HTML and files.

    https://docutils.sourceforge.io/docs/howto/security.html
    """
    app.env.settings.update(raw_enabled=False, file_insertion_enabled=False)


def refuse_other_encodings(app, env, docnames: list[str]) -> None:
    """Raise SphinxError if a page is not UTF-8: the one who reads it could not say which."""
    for docname in sorted(docnames):
        path = env.doc2path(docname)
        content = path.read_bytes() if path.is_file() else b""
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise SphinxError(f"{path}:{line}: not UTF-8; save the file again with the encoding UTF-8") from None


def refuse_files_from_elsewhere(app, doctree: nodes.document) -> None:
    """Warn of a picture or a download that is not below ``docs``, and put its words in its place."""
    top = Path(app.srcdir).resolve()
    for node in [*doctree.findall(nodes.image), *doctree.findall(addnodes.download_reference)]:
        name = node.get("uri") or node.get("reftarget", "")
        path = Path(app.env.relfn2path(name, app.env.current_document.docname)[1]).resolve()
        if ":" in name or not path.is_relative_to(top):
            logger.warning(
                "%r is not a file below docs; put it there, and name it from there",
                name, location=node, type="sources", subtype="from_elsewhere",
            )  # fmt: skip
            node.replace_self(nodes.inline("", node.get("alt") or node.astext()))


def setup(app):
    app.connect("builder-inited", take_nothing_in)
    app.connect("env-before-read-docs", refuse_other_encodings)
    # Before Sphinx notes which files it is to copy.
    app.connect("doctree-read", refuse_files_from_elsewhere, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
