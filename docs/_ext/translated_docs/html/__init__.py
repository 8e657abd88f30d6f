"""What every page of the site needs beside its words."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from translated_docs.content.warnings import warn
from translated_docs.extensions import set_up
from translated_docs.palette import PALETTE
from translated_docs.settings import place

EXTENSIONS = (
    # What pages and the joined site are given, and which pages are written anew.
    "page_context", "incremental", "alternates", "downloads", "manifest", "share_picture", "head",
    # What is written into pages.
    "page_translator", "anchor_aliases",
    # Style sheets and scripts.
    "theme_styles", "pruned_assets", "minify", "asset_checksums",
)  # fmt: skip

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


def name_missing_files(app: Sphinx, config: Config) -> None:
    """Name each style sheet and script of a guide that is in none of its folders: pages would ask for it in vain."""
    for name, folders in (("html_css_files", "html_static_path"), ("html_js_files", "html_static_path"), ("epub_css_files", "epub_static_path")):
        if name not in config:
            continue  # of an output that conf.py leaves out
        entries = config[name] if isinstance(config[name], (list, tuple)) else ()  # Sphinx names others, and what is no file
        for file in (entry if isinstance(entry, str) else entry[0] for entry in entries if isinstance(entry, (str, tuple))):
            paths = [app.confdir / folder / file for folder in config[folders]] + [app.confdir / folder for folder in config[folders]]
            if "//" not in file and not any(path.is_file() and path.name == Path(file).name for path in paths):
                words = "%s names %r, which is in no folder of %s; add it there, or take it out of here"
                warn(place(name), "config.file", words, name, file, folders)


def setup(app: Sphinx) -> dict[str, int]:
    app.connect("config-inited", name_missing_files, priority=499)  # before ours are there too
    app.connect("config-inited", add_parts)
    return set_up(app, __name__, EXTENSIONS)
