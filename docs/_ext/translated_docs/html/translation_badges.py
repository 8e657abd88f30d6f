"""The badge of a block whose translation is missing, old or not used: it says so, and leads to where it is written."""

import json
from functools import cached_property

from docutils import nodes
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

from translated_docs.catalogs.languages import language_tag
from translated_docs.content.ancestors import is_in_link
from translated_docs.content.messages.edit_links import edit_file, edit_link


class BadgeTranslator(HTML5Translator):
    """The writer of badges, each at the end of its block."""

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
