"""The alternates of a page: the same page in every language.

All languages are built from the same pages, so the pages of this one are the pages of each.  From that
come the language switch, ``hreflang`` and canonical links: none can name a page that is not there.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import ConfigError

from translated_docs.addresses import check_addresses
from translated_docs.catalogs.languages import direction, error_of_list, language_tag
from translated_docs.content.reading_order import publication_title


def alternate_links(builder: Builder, pagename: str) -> list[dict[str, Any]]:
    """Return one entry a language: code, tag and direction for HTML, name, whether it is the
    current one, link.

    ``href`` is relative to the page; ``url`` is the full address, or empty when the
    site has none.  A builder of another output has no alternates: its pages have other addresses.
    """
    if builder.name != "html":
        return []
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


def add_alternates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the title of the publication, the direction of its script, and the alternates of the page."""
    context["docstitle"] = escape(publication_title(app.env))
    context["direction"] = direction(app.config.language)
    context["has_messages"] = doctree is not None
    context["alternates"] = alternate_links(app.builder, pagename)


def check_settings(app: Sphinx, config: Config) -> None:
    """Complete the addresses; raise ConfigError if one of them, or the list of languages, can't be used."""
    if error := error_of_list(config.languages):
        raise ConfigError(f"conf.py: languages: {error}")
    try:
        check_addresses(config)
    except ValueError as error:
        raise ConfigError(str(error)) from None


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("languages", {}, "html", dict)
    if "site_url" not in app.config:  # sphinx-sitemap has one too, of the same meaning
        app.add_config_value("site_url", "", "html", str)
    app.add_config_value("talk_date", None, "env")
    app.add_config_value("release_date", None, "env")
    app.connect("config-inited", check_settings)
    app.connect("html-page-context", add_alternates)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
