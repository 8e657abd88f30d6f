"""Notes with a column of their own for the numbers, and the way back behind their words.

docutils makes a link of the number, or puts several in brackets behind it, and wraps the notes into a landmark
without a name.  Formats that are made like HTML keep what they do themselves.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator


def back_links(node: nodes.footnote) -> str:
    """Return the HTML of the links from a note to each of its references; "" if there is none."""
    references = node.get("backrefs", ())
    links = []
    for number, reference in enumerate(references, 1):
        one, words = len(references) == 1, _("Back to the text")
        label = escape(words if one else f"{words} ({number})")
        sign = "↩\ufe0e" if one else f"↩\ufe0e{number}"
        links.append(f'<a role="doc-backlink" href="#{escape(reference)}" aria-label="{label}" title="{label}">{sign}</a>')
    return f' <span class="backrefs">{" ".join(links)}</span>' if links else ""


def visit_footnote(translator: HTML5Translator, node: nodes.footnote) -> None:
    if translator.builder.name != "html":
        type(translator).visit_footnote(translator, node)
        return
    if not isinstance(node.previous_sibling(), nodes.footnote):
        translator.body.append('<div class="footnote-list">\n')
    translator.body.append(translator.starttag(node, "aside", CLASS="footnote", role="doc-footnote"))


def depart_footnote(translator: HTML5Translator, node: nodes.footnote) -> None:
    """Put the links into the last paragraph of the note, or below what else it ends with."""
    if translator.builder.name != "html":
        type(translator).depart_footnote(translator, node)
        return
    body, links = translator.body, back_links(node)
    last = next(place for place in reversed(range(len(body))) if body[place].strip())
    if body[last].strip() == "</p>":
        body.insert(last, links)
    elif links:
        body.append(f"<p>{links}</p>\n")
    body.append("</aside>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.footnote):
        body.append("</div>\n")


def visit_label(translator: HTML5Translator, node: nodes.label) -> None:
    if translator.builder.name != "html" or not isinstance(node.parent, nodes.footnote):
        type(translator).visit_label(translator, node)
        return
    translator.body.append('<span class="label"><span class="fn-bracket">[</span>')


def depart_label(translator: HTML5Translator, node: nodes.label) -> None:
    if translator.builder.name != "html" or not isinstance(node.parent, nodes.footnote):
        type(translator).depart_label(translator, node)
        return
    translator.body.append('<span class="fn-bracket">]</span></span>\n')


def setup(app: Sphinx) -> None:
    app.add_node(nodes.footnote, override=True, html=(visit_footnote, depart_footnote))
    app.add_node(nodes.label, override=True, html=(visit_label, depart_label))
