"""Lead from a block of a page to the place where its words are written.

That is the line of its message in the catalog, or, in the source language, the line of the
page.  With ``edit_address`` it is the repository's edit page, or Weblate's editor, else a
place to copy; so it is for a page that Weblate has not, that of the source language.
"""

from bisect import bisect_right
from functools import lru_cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from translated_docs.addresses import filled
from translated_docs.catalogs.catalog_paths import UI_DOMAIN, catalog_of_page, catalog_parts, catalog_path, page_path
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.weblate import component_slugs
from translated_docs.paths import ROOT
from translated_docs.settings import catalogs_folder, is_source, relative, source_language


def edit_file(config: Config, docname: str) -> str:
    """Return the file that holds the words of a page, relative to the repository."""
    if docname == UI_DOMAIN:
        return relative(catalog_path(ROOT, config.language, UI_DOMAIN))
    if is_source(config):
        return relative(page_path(ROOT, docname))
    return relative(catalog_path(ROOT, config.language, catalog_of_page(config, docname)))


@lru_cache(maxsize=64)
def message_lines(path: str, _changed: int) -> list[int]:
    """Return the line of each message of a catalog; none of one that can't be read."""
    catalog, _error = load(ROOT / path)
    return sorted(entry.linenum for entry in catalog or () if not entry.obsolete)


def lines_of(path: str) -> list[int]:
    """Return the line of each message of a file, if it is a catalog."""
    file = ROOT / path
    return message_lines(path, file.stat().st_mtime_ns) if file.suffix == ".po" and file.is_file() else []


def file_address(config: Config, path: str) -> str:
    """Return the address where a file is edited, with places for what each message has; "" if there is none."""
    address = config.edit_address
    if "{component}" in address:
        file = ROOT / path
        if not file.is_relative_to(catalogs_folder(ROOT)):
            return ""
        language, domain = catalog_parts(ROOT, file)
        component = component_slugs(ROOT).get(domain, "")
        address = filled(address, {"component": component, "language": language}) if component else ""
    return address


def edit_link(config: Config, path: str, line: int) -> str:
    """Return the address where a line of a file is edited, or "" if none is set."""
    address = file_address(config, path)
    number = bisect_right(lines_of(path), line or 1) if "{entry}" in address else 1
    return filled(address, {"path": path, "line": str(line or 1), "entry": str(max(number, 1))})


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the templates the file of the page's words, and how to get there."""
    if doctree is None:
        return {}
    path = edit_file(app.config, page)
    address = file_address(app.config, path)
    lines = lines_of(path) if "{entry}" in address else []
    return {"edit_file": path, "edit_address": address, "edit_lines": lines, "source_language": source_language(app.config)}
