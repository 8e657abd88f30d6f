"""``pages.json``: what the HTML of a language holds, for the site that joins the languages."""

import json
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.locale import _

from translated_docs.catalogs.languages import direction, language_tag
from translated_docs.content.reading_order import ordered_docnames, publication_title
from translated_docs.html.build_steps import when_written
from translated_docs.html.downloads import offered_downloads


def top_pages(app: Sphinx) -> list[tuple[str, str]]:
    """Return address and title of each page that the front page lists, for readers of an address that leads nowhere."""
    env = app.env
    listed = [name for name in env.toctree_includes.get(app.config.root_doc, ()) if name in env.found_docs]
    return [(app.builder.get_target_uri(name), env.titles[name].astext()) for name in listed]


def write_manifest(app: Sphinx) -> None:
    """Write the manifest; ``downloads`` holds, by the address in the site, where in ``build/`` each is made."""
    env = app.env
    manifest = {
        "language": app.config.language,
        "tag": language_tag(app.config.language),
        "direction": direction(app.config.language),
        "name": app.config.languages[app.config.language],
        "title": publication_title(env),
        "not_found": _("Page not found"),
        "not_found_reason": _(
            "There is no page at this address. It may have moved, or the address may be mistyped."
        ),
        "search": {"address": app.builder.get_target_uri("search"), "words": _("Search words"), "button": _("Search")},
        "contents": {"name": _("Table of contents"), "pages": top_pages(app)},
        "moved": _("This page has moved"),
        "downloads": dict(download.published for download in offered_downloads(app.config)),
        "site_url": app.config.site_url,
        "icon": PurePosixPath(app.config.html_favicon or "").name,
        "pages": [app.builder.get_target_uri(name) for name in ordered_docnames(env)],
    }
    path = Path(app.outdir) / "pages.json"
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def setup(app: Sphinx) -> None:
    when_written(app, write_manifest)
