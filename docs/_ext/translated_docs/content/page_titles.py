"""Reject a page without a title, or with two: it could not be linked to nor listed by one.  So is a title whose words stand elsewhere."""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.languages import has_style
from translated_docs.content.link_text import takes_words
from translated_docs.content.warnings import location, warn
from translated_docs.settings import source_language


def titles_below(node: nodes.Element) -> Iterator[nodes.title]:
    """Yield the titles of all sections, in order."""
    for section in node.children:
        if isinstance(section, nodes.section):
            yield from (child for child in section.children[:1] if isinstance(child, nodes.title))
            yield from titles_below(section)


def has_label(section: nodes.section, document: nodes.document) -> bool:
    """Say whether a section has an address that its author gave it; any other is a number, or goes with the words."""
    return any(document.nametypes.get(name) and nodes.make_id(name) in section["ids"] for name in section["names"])


def check_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of each first-level heading but one, and of a heading without words or label, or with a link without.

    All of it is the page's own, and is said so in every language: no translation is left out for it.
    """
    titles, wants_labels = list(titles_below(doctree)), has_style("heading-labels", source_language(app.config))

    def warn_of(title: nodes.title | None, subtype: str, words: str) -> None:
        line = (title.get("page_line") or title.line or 1) if title is not None else 1
        source = (title.get("msgid") or title.astext(),) if "%r" in words else ()
        warn(location(app.env, title, line), f"page.{subtype}", words, *source)

    if not titles:
        warn_of(None, "no_title", "the page has no title; begin it with '(label)=' and '# Title'")
    for title in titles:
        if not title.astext().strip():
            warn_of(title, "empty_heading", "a heading without words; write some, or take it out")
        elif link := title.next_node(takes_words):
            target = link["reftarget"]
            warn_of(title, "linked_heading", f"the link to {target!r} in a heading has no words, and lists of headings know no others; write some")
        elif wants_labels and not has_label(title.parent, doctree):
            warn_of(title, "no_label", "the heading %r has no label, so its address changes with the page; write one above it in ASCII, as '(a-label)='")
    others = [title for title in titles if title.parent.parent is doctree][1:]
    for other in others if has_style("one-title", source_language(app.config)) else ():
        warn_of(other, "two_titles", "a second title, %r; begin it with '##', or make a page of its own of it")


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", check_titles)
