"""Render each title once.

A page names its parents, the pages before and after it, and itself, and Sphinx renders the title for each of them anew,
through a document and a translator of its own: for a large manual the front page's as often as it has pages.
"""

from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx


class TitleCache:
    """Renders nodes as a builder does; what came of a title is kept by all that it holds: Sphinx has two of most pages."""

    def __init__(self, render: Callable[[nodes.Node | None], dict[str, str]]) -> None:
        self.render, self.rendered = render, {}

    def __call__(self, node: nodes.Node | None) -> dict[str, str]:
        if not isinstance(node, nodes.title):
            return self.render(node)
        key = str(node)  # attributes too
        if key not in self.rendered:
            self.rendered[key] = self.render(node)
        return self.rendered[key]


def keep_titles(app: Sphinx) -> None:
    if hasattr(app.builder, "render_partial"):
        app.builder.render_partial = TitleCache(app.builder.render_partial)


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", keep_titles)
