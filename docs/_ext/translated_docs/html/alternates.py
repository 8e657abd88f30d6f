"""The alternates of a page: the same page in every language.

All languages are built from the same pages, so the pages of this one are the pages of each.  From that
come the language switch, ``hreflang`` and canonical links: none can name a page that is not there.
"""

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from translated_docs.catalogs.languages import direction, language_tag
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


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the templates the title of the publication, the direction of its script, and the alternates of the page."""
    return {
        "docstitle": escape(publication_title(app.env)),
        "direction": direction(app.config.language),
        "has_messages": doctree is not None,
        "alternates": alternate_links(app.builder, page),
    }


def add_styles(app: Sphinx) -> None:
    """Give the pages of a language that runs from right to left what Furo has for the other way alone."""
    if app.builder.name == "html" and direction(app.config.language) == "rtl":
        app.add_css_file("right-to-left.css", priority=900)


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", add_styles)
