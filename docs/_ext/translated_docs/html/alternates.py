"""The editions of the publication: one per language, page for page the same.

All editions come from the same pages, so the pages of this one are the pages of
each.  From that list come the language switch, ``hreflang``, canonical links and
the manifest from which the site map is made: none can name a page that is not there.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sphinx.errors import ConfigError
from sphinx.locale import _

from translated_docs.addresses import check_addresses
from translated_docs.catalogs.languages import direction, fault_of_list, language_tag
from translated_docs.content.reading_order import ordered_docnames, publication_title

MEDIA_TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}


def edition_file(config, suffix: str, *languages: str) -> str:
    """Return the name of the file that holds a whole edition: ``suffix`` is pdf or epub.

    With two languages it is the edition that has them side by side.
    """
    return f"{config.project}-{'-'.join(languages or [config.language])}.{suffix}"


def language_pairs(config) -> list[tuple[str, str]]:
    """Return the pairs that have a book of their own: the source with each translation."""
    source, *translations = config.languages
    return [(source, code) for code in translations]


def edition_links(builder, pagename: str) -> list[dict[str, Any]]:
    """Return one entry a language: code, tag and direction for HTML, name, whether it is the
    current one, link.

    ``href`` is relative to the page; ``url`` is the full address, or empty when the
    site has none.
    """
    target = builder.get_target_uri(pagename)
    up = "../" * (target.count("/") + 1)
    return [
        {
            "code": code,
            "tag": language_tag(code),
            "direction": direction(code),
            "name": name,
            "current": code == builder.config.language,
            "href": f"{up}{code}/{target}",
            "url": builder.config.site_url and f"{builder.config.site_url}{code}/{target}",
        }
        for code, name in builder.config.languages.items()
    ]


def downloads(builder, pagename: str) -> list[dict[str, str]]:
    """Return kind, media type and link of each file that holds this edition.

    One that holds it alone has its ``size``; one of two languages their ``codes``.
    """
    config = builder.config
    up = "../" * builder.get_target_uri(pagename).count("/")
    alone = [
        {"kind": kind, "href": up + quote(edition_file(config, kind)), "size": size}
        for kind, size in config.downloads.items()
    ]
    paired = [
        {
            "kind": "pdf",
            "href": f"{up}../{quote(edition_file(config, 'pdf', *pair))}",
            "codes": pair,
        }
        for pair in language_pairs(config)
        if config.language in pair and alone
    ]
    return [{**download, "type": MEDIA_TYPES[download["kind"]]} for download in alone + paired]


def add_editions(app, pagename, templatename, context, doctree) -> None:
    """Give the templates the titles, the other editions of the page, and the downloads."""
    context["docstitle"] = escape(publication_title(app.env))
    context["direction"] = direction(app.config.language)
    context["has_messages"] = doctree is not None
    context["editions"] = edition_links(app.builder, pagename)
    context["downloads"] = downloads(app.builder, pagename)


def write_manifest(app, exception) -> None:
    """Write ``pages.json``: what this edition holds, for the site that joins them."""
    if exception or app.builder.name != "html":
        return
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
        "downloads": {kind: edition_file(app.config, kind) for kind in app.config.downloads},
        "pair_pdfs": {
            "-".join(pair): edition_file(app.config, "pdf", *pair) for pair in language_pairs(app.config)
        },
        "site_url": app.config.site_url,
        "pages": [app.builder.get_target_uri(name) for name in ordered_docnames(env)],
    }
    path = Path(app.outdir) / "pages.json"
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def check_settings(app, config) -> None:
    """Complete the addresses; raise ConfigError if one of them, or the list of languages, can't be used."""
    if fault := fault_of_list(config.languages):
        raise ConfigError(f"conf.py: languages: {fault}")
    try:
        check_addresses(config)
    except ValueError as error:
        raise ConfigError(str(error)) from None


def setup(app):
    app.add_config_value("languages", {}, "html", dict)
    app.add_config_value("site_url", "", "html", str)
    # "pdf" and "epub", each with its size in words; those that were built.
    app.add_config_value("downloads", {}, "html", dict)
    app.connect("config-inited", check_settings)
    app.connect("html-page-context", add_editions)
    app.connect("build-finished", write_manifest)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
