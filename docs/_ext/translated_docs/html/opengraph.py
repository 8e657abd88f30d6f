"""Describe each page by its own first paragraph, in the page's language.

The paragraph is translated with the page; nothing has to be written, translated or
kept in step a second time.
"""

from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.languages import full_subtags, language_subtag


def own_description(doctree: nodes.document) -> str:
    """Return the description that a page gives itself (html_meta), or ''."""
    return next((node["content"] for node in doctree.findall(nodes.meta) if node.get("name") == "description"), "")


def lead_paragraph(doctree: nodes.document) -> str:
    """Return the text of the first paragraph under the page's title, or ''."""
    section = doctree.next_node(nodes.section) or nodes.section()
    lead = next((child for child in section.children if isinstance(child, nodes.paragraph)), nodes.paragraph()).deepcopy()
    for mark in list(lead.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return lead.astext()


@cache
def open_graph_locale(language: str) -> str:
    """Return ``ll_TT`` for a language code, as https://ogp.me/ wants it: ja -> ja_JP, zh_Hant -> zh_TW."""
    try:
        _language, _script, territory = full_subtags(language)
    except ValueError:
        return language
    return "_".join(filter(None, (language_subtag(language), territory)))


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    description = (own_description(doctree) or lead_paragraph(doctree)) if doctree else ""
    return {"description": description, "open_graph_locale": open_graph_locale(app.config.language)}
