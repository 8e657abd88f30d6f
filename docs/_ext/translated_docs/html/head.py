"""The head of a page: a title that tabs and lists of results show whole, and one viewport."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import _

from translated_docs.content.reading_order import publication_title
from translated_docs.settings import conf

SEPARATOR = " – "
# Written into each page by docutils, and once more by the theme.
VIEWPORT = re.compile(r'<meta[^>]*\bname="viewport"[^>]*>\s*')


def fitting_title(page: str, names: Iterable[str], longest: int) -> str:
    """Return a page's title with the first of the site's names that leaves it no longer than that, or with none.

    The words of the page are never cut; a ``page`` of "" stands for the front page, which has the site's name.
    """
    titles = [SEPARATOR.join(filter(None, (page, name))) for name in names]
    return next((title for title in titles if len(title) <= longest), page or titles[-1])


def head_title(names: list[str], longest: int, title: str = "") -> str:
    """Return what ``<title>`` holds on a page whose title is this HTML, "" on the front page."""
    return fitting_title(Markup(title).striptags(), names, longest)


def add_to_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates ``head_title``, and leave the viewport to the theme."""
    if app.builder.format != "html" or app.builder.name.startswith("epub"):
        return
    short = conf.html_short_title
    names = [publication_title(app.env), *([_(short)] if short else [])]
    context["head_title"] = partial(head_title, names, app.config.title_length)
    context["metatags"] = VIEWPORT.sub("", context.get("metatags") or "")


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", add_to_head)
