"""Leave out of each page the scripts and style sheets that it does not use, or that others serve."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.svg_figure import svg_figure

# Sphinx's own: for its search and its shortcuts, which are not used here, and words for
# them that need ``eval``.  Furo's: the looks of extensions that are not used here.
NEVER = {
    "documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js",
    "furo-extensions.css",
}  # fmt: skip
ONLY_WITH = {"svg-figures.css": svg_figure, "pygments.css": nodes.literal_block}


def is_used(file, doctree: nodes.document | None) -> bool:
    """Say whether a page uses a file; what no doctree stands for may use any, as the slide show does the figures'."""
    if "://" in str(file.filename):  # MathJax, as soon as a page has a formula
        return False
    name = str(file.filename).rsplit("/", 1)[-1].partition("?")[0]
    kind = ONLY_WITH.get(name)
    return name not in NEVER and (kind is None or doctree is None or doctree.next_node(kind) is not None)


def leave_out(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if app.builder.name == "html":
        for kind in ("script_files", "css_files"):
            context[kind] = [file for file in context[kind] if is_used(file, doctree)]


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", leave_out, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
