"""Leave out of each page the scripts and style sheets that it does not use, or that others serve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.svg_figure import svg_figure

# Sphinx's own: for its search and its shortcuts, which are not used here, and words for
# them that need ``eval``.
NEVER = {"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"}
# Of sphinx-design, and the looks that Furo gives to it.
DESIGN = ("sphinx-design.min.css", "design-tabs.js", "furo-extensions.css", "design.css")


def is_design(node: nodes.Node) -> bool:
    """Say whether a node is of sphinx-design, whoever has that extension."""
    return isinstance(node, nodes.Element) and any(name.startswith("sd-") for name in node.get("classes", ()))


def of_kind(*kinds: type) -> Callable[[nodes.Node], bool]:
    return lambda node: isinstance(node, kinds)


# Files, and what a page that uses them has.
ONLY_WITH = {
    "svg-figures.css": of_kind(svg_figure),
    "pygments.css": of_kind(nodes.literal_block),
    "math.css": of_kind(nodes.math, nodes.math_block),
    **dict.fromkeys(DESIGN, is_design),
}
# Those that the slide show may need too, which no doctree stands for.
SHOWN = {"svg-figures.css", "pygments.css"}


def is_used(file, doctree: nodes.document | None, slides: str) -> bool:
    """Say whether a page uses a file; ``slides`` is the HTML of the slide show, '' elsewhere."""
    if "://" in str(file.filename):  # of another host
        return False
    name = str(file.filename).rsplit("/", 1)[-1].partition("?")[0]
    if name in NEVER or name not in ONLY_WITH:
        return name not in NEVER
    if doctree is None:
        return name in SHOWN or (name == "math.css" and "<math " in slides)
    return next(doctree.findall(ONLY_WITH[name]), None) is not None


def leave_out(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if app.builder.name == "html":
        slides = "".join(f"{slide['title']}{slide['words']}" for slide in context.get("slides", ()))
        for kind in ("script_files", "css_files"):
            context[kind] = [file for file in context[kind] if is_used(file, doctree, slides)]
    elif app.builder.name == "epub":  # its boxes are admonitions
        context["css_files"] = [file for file in context["css_files"] if not str(file.filename).endswith(DESIGN)]


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", leave_out, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
