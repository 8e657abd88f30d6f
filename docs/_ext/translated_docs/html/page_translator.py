"""Sphinx's HTML writer, with what ours needs of a page: messages, and sizes without styles.

Each block carries the line of its message, so that edit links and the two languages side by side find it; those to be
translated carry a badge (translation_badges.py).  Formats that are made like HTML keep what they do themselves; the EPUB
takes the notes (footnotes.py).
"""

import re

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.languages import direction
from translated_docs.content.constructs.picture_sizes import width_class
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.html.footnotes import NoteTranslator
from translated_docs.html.translation_badges import BadgeTranslator
from translated_docs.settings import source_language

WITHIN_ADDRESS = re.compile("(?<=[^/:]/)(?=[^/])")  # where a line of it may end


class PageTranslator(BadgeTranslator, UnknownNodes, NoteTranslator):
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

    def depart_reference(self, node: nodes.Element) -> None:
        """End a link; where its words are an address, a line may end behind each slash: browsers would break it anywhere."""
        if self.body[-1].startswith(("https://", "http://")):
            self.body[-1] = WITHIN_ADDRESS.sub("<wbr>", self.body[-1])
        super().depart_reference(node)


def setup(app: Sphinx) -> None:
    app.set_translator("html", PageTranslator)
