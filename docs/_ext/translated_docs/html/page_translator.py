"""Sphinx's HTML writer, with what ours needs of a page: messages, sizes without styles, and notes with the way back.

Each block carries the line of its message, so that edit links and the two languages side by side find it; those to be
translated carry a badge.  Of a note docutils makes a link of the number, or puts several in brackets behind it, and wraps
the notes into a landmark without a name; here the numbers have a column, and the way back stands behind the words.
Formats that are made like HTML keep what they do themselves; the EPUB takes the notes.
"""

import json
import re
from functools import cached_property
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

from translated_docs.catalogs.languages import direction, language_tag
from translated_docs.content.ancestors import is_in_link
from translated_docs.content.constructs.picture_sizes import width_class
from translated_docs.content.messages.edit_links import edit_file, edit_link
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.settings import source_language

NO_BREAK = "\N{NO-BREAK SPACE}"  # an arrow alone would make a line of its own
WITHIN_ADDRESS = re.compile("(?<=[^/:]/)(?=[^/])")  # where a line of it may end


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
    """What the site and the EPUB write of notes."""

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


class PageTranslator(UnknownNodes, NoteTranslator):
    """The writer of the pages of the site."""

    def visit_meta(self, node: nodes.meta) -> None:
        """Write what a page says of itself; base.html writes the description."""
        if self.builder.name != "html" or node.get("name") != "description":
            super().visit_meta(node)

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Say how many digits the numbers of a list have, which more than three need room for (site-style/notes-and-tables.css.jinja)."""
        digits = len(str(max([node.get("start", 1) + len(node) - 1, *(item.get("value", 0) for item in node.children)])))
        if digits > 3 and node.get("enumtype", "arabic") == "arabic":
            node["classes"] = [*node["classes"], f"digits-{digits}"]
        super().visit_enumerated_list(node)

    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes) -> str:
        """Write the beginning of an element, with its message, and with what the theme and the content policy want."""
        # Of a caption's two elements the inner one holds the words alone.
        if isinstance(node, nodes.Element) and "message" in node and tagname != "figcaption":
            attributes["data-message"] = str(node["message"])
            if node["message_line"]:
                attributes["data-line"] = str(node["message_line"])
            if "untranslated" in node["classes"]:
                attributes["dir"] = direction(source_language(self.config))
        if isinstance(node, nodes.container) and "table-wrapper" in node["classes"]:
            attributes["tabindex"] = "0"  # the theme scrolls it: a keyboard has to reach it (axe, scrollable-region)
        if isinstance(node, nodes.container) and not {"table-wrapper", "math-wrapper"}.isdisjoint(node["classes"]):
            node["ids"] = []  # the theme copies them from the table or the formula, which has them still
        if isinstance(node, nodes.Admonition) and isinstance(title := node.next_node(), nodes.title) and title["ids"] == node["ids"] != []:
            node = node.copy()
            node["ids"] = []  # one place (content/constructs/repeated_ids.py)
        if attributes.get("ROLE") == "heading":  # the caption of a toctree (axe, aria-required-attr)
            attributes["aria-level"] = "2"
        if tagname == "li" and "value" in node:
            attributes["value"] = str(node["value"])
        if tagname == "th" and "morecols" not in node:
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        if name := width_class(attributes.get("style", "")):
            del attributes["style"]
            attributes["classes"] = [*attributes.get("classes", ()), name]
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def image_size(self, node) -> dict[str, str]:
        """Return how large a picture is shown, as attributes: the content policy allows no style of its own; and its tooltip."""
        width, said = node.get("width", ""), {"title": node["title"]} if node.get("title") else {}
        if width.endswith("%"):
            return {"style": f"width: {width}", **said}  # `starttag` makes it a class: the attribute is a whole number of pixels
        letters = 16 if width.endswith("em") else 1  # those of the site have 16 pixels
        return {"width": f"{max(round(float(width.removesuffix('em')) * letters), 1)}", **said} if width else said

    def dispatch_departure(self, node) -> None:
        if isinstance(node, nodes.Element) and node.get("message_state", "translated") != "translated":
            self.body.append(self.badge(node))
        super().dispatch_departure(node)

    @cached_property
    def edited(self) -> str:
        """The file that holds the words of the page."""
        return edit_file(self.config, self.docnames[0])

    def badge(self, node: nodes.Element) -> str:
        """Return the mark of a block in the source language, inviting to translate it."""
        words = {
            "untranslated": _("not translated yet"),
            "fuzzy": _("changed since it was translated"),
            "rejected": _("the translation can’t be used"),
        }[node["message_state"]]
        attributes = {"class": "message-state", "lang": language_tag(self.config.language)}
        link = "" if is_in_link(node) else edit_link(self.config, self.edited, node["message_line"])  # none stands in another
        if link:
            attributes["href"] = link
        if "message_change" in node:
            attributes["data-change"] = json.dumps(node["message_change"], ensure_ascii=False)
            attributes["data-before"] = node["message_before"]
        tag = "a" if link else "span"
        written = "".join(f' {name}="{self.attval(value)}"' for name, value in attributes.items())
        return f" <{tag}{written}>{self.encode(words)}</{tag}>"

    def depart_reference(self, node: nodes.Element) -> None:
        """End a link; where its words are an address, a line may end behind each slash: browsers would break it anywhere."""
        if self.body[-1].startswith(("https://", "http://")):
            self.body[-1] = WITHIN_ADDRESS.sub("<wbr>", self.body[-1])
        super().depart_reference(node)


def setup(app: Sphinx) -> None:
    app.set_translator("html", PageTranslator)
