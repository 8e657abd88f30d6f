"""The ``ways-in`` directive: links to the first page, to the slides, and to the book.

Each is there only if what it leads to is; a book has none.  The words are the interface's.
"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from translated_docs.content.directives.cards import site_only
from translated_docs.content.directives.slide import SHOW_PAGE, SlideNumbers
from translated_docs.content.page_collector import page_data
from translated_docs.content.reading_order import ordered_docnames
from translated_docs.html.downloads import download_links


class ways_in(nodes.General, nodes.Element):  # noqa: N801
    """The place of the links."""


class WaysInDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [site_only(ways_in())]


def ways(translator: HTML5Translator) -> list[tuple[str, str]]:
    """Return address and words of each way in."""
    builder = translator.builder
    here = builder.current_docname
    found = [
        (builder.get_relative_uri(here, page), _("Start reading"))
        for page in ordered_docnames(builder.env)[1:2]
    ]
    if page_data(builder.env, SlideNumbers.name):
        found.append((builder.get_relative_uri(here, SHOW_PAGE), _("Slide show")))
    books = [link for link in download_links(builder, here) if "size" in link]
    return found + [(link["href"], _("Book (%s)") % link["label"]) for link in books[:1]]


def visit_ways_in_html(translator: HTML5Translator, node: ways_in) -> None:
    links = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in ways(translator))
    translator.body.append(f'<ul class="ways-in">{links}</ul>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(ways_in, html=(visit_ways_in_html, None))
    app.add_directive("ways-in", WaysInDirective)
