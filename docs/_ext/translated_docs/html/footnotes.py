"""Notes of the site and the EPUB, with the way back to the text.

docutils makes a link of the number of a note, or puts several in brackets behind it, and wraps the notes into a landmark
without a name; here the numbers have a column, and the way back stands behind the words.
"""

from html import escape

from docutils import nodes
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

NO_BREAK = "\N{NO-BREAK SPACE}"  # an arrow alone would make a line of its own


def back_links(node: nodes.footnote) -> str:
    """Return the HTML of the links from a note to each of its references; "" if there is none."""
    references = node.get("backrefs", ())
    links = []
    for number, reference in enumerate(references, 1):
        one, words = len(references) == 1, _("Back to the text")
        label = escape(words if one else f"{words} ({number})")
        sign = "↩\ufe0e" if one else f"↩\ufe0e{number}"
        links.append(f'<a role="doc-backlink" href="#{escape(reference)}" aria-label="{label}" title="{label}">{sign}</a>')
    return f'{NO_BREAK}<span class="backrefs">{" ".join(links)}</span>' if links else ""


class NoteTranslator(HTML5Translator):
    """The writer of notes, and of their marks."""

    def visit_footnote(self, node: nodes.footnote) -> None:
        if not isinstance(node.previous_sibling(), nodes.footnote):
            self.body.append('<div class="footnote-list">\n')
        self.body.append(self.starttag(node, "aside", CLASS="footnote", role="doc-footnote"))

    def depart_footnote(self, node: nodes.footnote) -> None:
        """Put the links into the last paragraph of the note, or below what else it ends with."""
        body, links = self.body, back_links(node)
        last = next(place for place in reversed(range(len(body))) if body[place].strip())
        if body[last].strip() == "</p>":
            body.insert(last, links)
        elif links:
            body.append(f"<p>{links.removeprefix(NO_BREAK)}</p>\n")
        body.append("</aside>\n")
        if not isinstance(node.next_node(descend=False, siblings=True), nodes.footnote):
            body.append("</div>\n")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        super().visit_footnote_reference(node)
        self.body[-1] = "["  # the bracket alone: there are many marks, and no style is for their brackets

    def depart_footnote_reference(self, node: nodes.footnote_reference) -> None:
        self.body.append("]</a>")

    def visit_label(self, node: nodes.label) -> None:
        if isinstance(node.parent, nodes.footnote):
            self.body.append('<span class="label">[')
        else:
            super().visit_label(node)

    def depart_label(self, node: nodes.label) -> None:
        if isinstance(node.parent, nodes.footnote):
            self.body.append(']</span>\n')
        else:
            super().depart_label(node)
