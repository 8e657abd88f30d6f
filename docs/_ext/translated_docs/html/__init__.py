"""What every page of the site needs beside its words."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from translated_docs.palette import PALETTE

EXTENSIONS = (
    "navigation",
    "incremental",
    "alternates",
    "downloads",
    "footer",
    "manifest",
    "opengraph",
    "share_picture",
    "head",
    "back_links",
    "anchor_aliases",
    "last_updated",
    "theme_styles",
    "pruned_assets",
    "minify",
)


MACHINERY = Path(__file__).parents[1]
# What the site consists of, whatever a guide has of its own in these settings.
PARTS = {
    "html_static_path": [str(MACHINERY / package / "static") for package in ("html", "features")],
    "html_css_files": ["site.css", "svg-figures.css", "math.css", "widths.css", "design-components.css", "front-page.css"],
    "html_js_files": ["page-tools.js", "search-dialog.js"],
}
TEMPLATES = [str(MACHINERY / package / "templates") for package in ("html", "features")]


def add_parts(app: Sphinx, config: Config) -> None:
    """Put our files before a guide's, which change what they say, and our templates behind, which its own replace.

    Templates and style sheets, those of the EPUB too, get the colours; if they change, all is written anew.
    """
    for name, parts in PARTS.items():
        config[name] = [*(part for part in parts if part not in config[name]), *config[name]]
    config.templates_path = [*config.templates_path, *(path for path in TEMPLATES if path not in config.templates_path)]
    config.html_additional_pages = {"search": "search.html", **config.html_additional_pages}
    # Furo names the version of Sphinx in a comment of each page. It depends on Python (requirements.txt); the pages do not.
    config.html_context = {
        "content_policy": config.content_policy, "sphinx_version": "", **config.html_context, "palette": PALETTE,
    }  # fmt: skip


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", add_parts)
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
