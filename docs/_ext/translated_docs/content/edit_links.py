"""Lead from a block of a page to the place where its words are written.

That is the line of its message in the catalog, or, in the source language, the line of the
page.  With ``edit_address`` it is the repository's edit page, else a place to copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translated_docs.addresses import address_of_line
from translated_docs.catalogs.po_file import UI_DOMAIN, catalog_of_page, catalog_path, page_path
from translated_docs.paths import ROOT
from translated_docs.settings import relative, source_language

if TYPE_CHECKING:  # this module is imported without Sphinx too
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


def edit_file(config: Config, docname: str) -> str:
    """Return the file that holds the words of a page, relative to the repository."""
    if docname == UI_DOMAIN:
        return relative(catalog_path(ROOT, config.language, UI_DOMAIN))
    if config.language == source_language(config):
        return relative(page_path(ROOT, docname))
    return relative(catalog_path(ROOT, config.language, catalog_of_page(config, docname)))


def edit_link(config: Config, path: str, line: int) -> str:
    """Return the address where a line of a file is edited, or "" if none is set."""
    return address_of_line(config.edit_address, path, line or 1)


def add_edit_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the file of the page's words, and how to get there."""
    if doctree is None:
        return
    context["edit_file"] = edit_file(app.config, pagename)
    context["edit_address"] = app.config.edit_address
    context["source_language"] = source_language(app.config)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_edit_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
