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

from sphinx.locale import _

def ordered_docnames(env) -> list[str]:
    """Return every page of the publication, in reading order, the front page first."""
    ordered: list[str] = []

    def walk(docname: str) -> None:
        if docname not in ordered:
            ordered.append(docname)
            for child in env.toctree_includes.get(docname, []):
                walk(child)

    walk(env.config.root_doc)
    return ordered + sorted(env.found_docs - set(ordered))


def publication_title(env) -> str:
    """Return the title of the front page: it is the title of the publication."""
    return env.titles[env.config.root_doc].astext()


def pdf_name(config, *languages: str) -> str:
    """Return the file name of the book in one language, or in two side by side."""
    return f"{config.project}-{'-'.join(languages)}.pdf"


def language_pairs(config) -> list[tuple[str, str]]:
    """Return the pairs that have a book of their own: the source with each translation."""
    source, *translations = config.languages
    return [(source, code) for code in translations]


def edition_links(builder, pagename: str) -> list[dict[str, Any]]:
    """Return one entry a language: code, name, whether it is the current one, link.

    ``href`` is relative to the page; ``url`` is the full address, or empty when the
    site has none.
    """
    target = builder.get_target_uri(pagename)
    up = "../" * (target.count("/") + 1)
    return [
        {
            "code": code,
            "name": name,
            "current": code == builder.config.language,
            "href": f"{up}{code}/{target}",
            "url": builder.config.site_url and f"{builder.config.site_url}{code}/{target}",
        }
        for code, name in builder.config.languages.items()
    ]


def pair_pdf_links(builder, pagename: str) -> list[dict[str, str]]:
    """Return label and link of each book that holds this edition beside another."""
    config = builder.config
    up = "../" * (builder.get_target_uri(pagename).count("/") + 1)
    return [
        {
            "label": " + ".join(config.languages[code] for code in pair),
            "href": up + pdf_name(config, *pair),
        }
        for pair in language_pairs(config)
        if config.language in pair
    ]


def add_editions(app, pagename, templatename, context, doctree) -> None:
    """Give the templates the titles, the other editions of the page, and the PDF."""
    context["docstitle"] = escape(publication_title(app.env))
    context["has_messages"] = doctree is not None
    context["editions"] = edition_links(app.builder, pagename)
    context["pdf_name"] = pdf_name(app.config, app.config.language)
    context["pair_pdfs"] = pair_pdf_links(app.builder, pagename)
    context["pdf_size"] = app.config.pdf_size


def write_manifest(app, exception) -> None:
    """Write ``pages.json``: what this edition holds, for the site that joins them."""
    if exception or app.builder.name != "html":
        return
    env = app.env
    manifest = {
        "language": app.config.language,
        "name": app.config.languages[app.config.language],
        "title": publication_title(env),
        "not_found": _("Page not found"),
        "not_found_reason": _(
            "There is no page at this address. It may have moved, or the address may hold a slip."
        ),
        "pdf": pdf_name(app.config, app.config.language) if app.config.pdf_size else None,
        "pair_pdfs": [
            {"folder": "-".join(pair), "name": pdf_name(app.config, *pair)}
            for pair in language_pairs(app.config)
        ],
        "site_url": app.config.site_url,
        "pages": [app.builder.get_target_uri(name) for name in ordered_docnames(env)],
    }
    path = Path(app.outdir) / "pages.json"
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def setup(app):
    app.add_config_value("languages", {}, "html", dict)
    app.add_config_value("site_url", "", "html", str)
    app.add_config_value("pdf_size", "", "html", str)
    app.connect("html-page-context", add_editions)
    app.connect("build-finished", write_manifest)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
