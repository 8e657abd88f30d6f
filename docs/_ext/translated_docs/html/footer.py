"""The pages that every page leads to at its foot: how to help with the translation, and what may be done with the words.

conf.py names them (``translators_page``, ``rights_page``); of a page that a guide has not there is no link, and it is
named (content/checks/dangling_settings.py).
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from translated_docs.content.checks.dangling_settings import PAGES


def link_to(builder: Builder, pagename: str, target: str) -> str:
    """Return the link from a page to another one, ``page`` or ``page#label``; "" if there is none."""
    page, mark, label = target.partition("#")
    if page not in builder.env.found_docs:
        return ""
    return f"{builder.get_relative_uri(pagename, page)}{mark}{label}" or "#"


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the templates the links."""
    return {name: link_to(app.builder, page, app.config[name]) for name in PAGES}
