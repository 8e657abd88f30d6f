"""What the templates of every page are given beside Sphinx's own: each of these modules says some of it."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.messages import edit_links
from translated_docs.html import alternates, downloads, footer, last_updated, navigation, opengraph, share_picture

# Each has a function ``page_context(app, page, doctree)``; a page that is of no source, as that of the search, has no doctree.
OF_PAGES = (alternates, edit_links, opengraph)
OF_SITE = (downloads, footer, last_updated, navigation, share_picture)  # another builder's pages have other addresses
BY_BUILDER = {"html": (*OF_PAGES, *OF_SITE), "epub": ()}  # whose pages show their words alone


def add_context(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give the templates of a page what these modules say of it."""
    for module in BY_BUILDER.get(app.builder.name, OF_PAGES):
        context.update(module.page_context(app, page, doctree))


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add_context)  # before the theme's, which is set up after all extensions
