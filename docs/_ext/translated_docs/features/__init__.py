"""What the site has beside its pages: slide show, search, progress of the translation, tooltips, outside links."""

from __future__ import annotations

from sphinx.application import Sphinx

EXTENSIONS = (
    "slide_show",
    "ways_in",
    "translation_progress",
    "external_links",
    "search_index",
    "glossary_tooltips",
)


def setup(app: Sphinx) -> dict[str, bool]:
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
