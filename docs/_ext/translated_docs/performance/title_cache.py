"""Render each title once.

A page names its parents, the pages before and after it, and itself, and Sphinx renders the title for each of them anew,
through a document and a translator of its own: for a large manual the front page's as often as it has pages.
"""

from collections.abc import Callable

from docutils import nodes
from sphinx.application import Sphinx


class TitleCache:
    """Renders nodes as a builder does; of titles, what came of them is kept with them, so that none takes another's place."""

    def __init__(self, render: Callable[[nodes.Node | None], dict[str, str]]) -> None:
        self.render, self.rendered = render, {}

    def __call__(self, node: nodes.Node | None) -> dict[str, str]:
        if not isinstance(node, nodes.title):
            return self.render(node)
        if id(node) not in self.rendered:
            self.rendered[id(node)] = node, self.render(node)
        return self.rendered[id(node)][1]


def keep_titles(app: Sphinx) -> None:
    if hasattr(app.builder, "render_partial"):
        app.builder.render_partial = TitleCache(app.builder.render_partial)


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", keep_titles)
