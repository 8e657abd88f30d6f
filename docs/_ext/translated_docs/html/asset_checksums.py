"""Leave the checksum out of the addresses of style sheets and scripts that an extension copies when all is built.

The first build of a page has none of them yet, and a later one those of the build before: the same page, other bytes.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from posixpath import dirname
from typing import Any

from sphinx.application import Sphinx

from translated_docs.html.incremental import static_files
from translated_docs.html.theme_styles import PARTS

CHECKSUM = re.compile(r'\?v=[0-9a-f]+(?=")')
STATIC = "_static/"
WRITTEN = {"pygments.css", "pygments_dark.css", "translations.js", *PARTS}  # before the first page, of no file of that name


@lru_cache(maxsize=1)  # asked for each page
def copied_before_pages(app: Sphinx) -> set[str]:
    """Return the names of what is there before a page is written: what Sphinx copies, and what is made of it."""
    of_theme = [Path(folder, "static") for folder in app.builder.theme.get_theme_dirs()]
    folders = [*of_theme, *(Path(app.confdir, entry) for entry in app.config.html_static_path)]
    names = {name for folder in folders for name, _path in static_files(folder)}
    return WRITTEN.union(name.removesuffix(".jinja").removesuffix("_t") for name in names)  # of what is made of a template


@lru_cache(maxsize=1)
def kept_elements(_app: Sphinx) -> dict[tuple[Any, str | int], str]:
    """Return the elements of a build, by file and where a page is: for each one Sphinx would resolve the path of the file."""
    return {}


def without_late_checksum(tag: Callable[[Any], str], app: Sphinx, page: str, file: Any) -> str:
    """Return the element that names a file, by Sphinx's function for it, without a checksum if the file is late."""
    name, kept = str(getattr(file, "filename", file)), kept_elements(app)
    is_beside = name.partition("/")[0] == page.partition("/")[0]  # else all ways to it go up to the top
    key = file, dirname(page) if is_beside else page.count("/")
    if key not in kept:
        kept[key] = tag(file) if name.removeprefix(STATIC) in copied_before_pages(app) else CHECKSUM.sub("", tag(file))
    return kept[key]


def leave_out_checksums(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the templates of a page functions for style sheets and scripts that leave late ones without a checksum."""
    if app.builder.name == "html":
        for name in ("css_tag", "js_tag"):
            context[name] = partial(without_late_checksum, context[name], app, page)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", leave_out_checksums)
