"""What every page of the site needs beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translated_docs.palette import PALETTE

if TYPE_CHECKING:  # modules of this package are imported without Sphinx too
    from sphinx.application import Sphinx
    from sphinx.config import Config

EXTENSIONS = (
    "navigation",
    "incremental",
    "alternates",
    "downloads",
    "footer",
    "manifest",
    "opengraph",
    "last_updated",
    "pruned_assets",
)


def add_palette(app: Sphinx, config: Config) -> None:
    """Give the colours to templates and style sheets, those of the EPUB too; if they change, all is written anew."""
    config.html_context = {**config.html_context, "palette": PALETTE}


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", add_palette)
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
