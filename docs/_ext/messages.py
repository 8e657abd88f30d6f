"""Number the messages of a page, so that a block can be found again in another language.

The number is the place of the message in the source page, the same in every edition:
it brings the two languages side by side, on the site and in the book of both.  A block
without a translation shows the source's words, marked as such.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.util.nodes import extract_messages
from sphinx.writers.html5 import HTML5Translator


def number_messages(app, doctree: nodes.document) -> None:
    """Set ``message`` (int) on each block that holds one message.

    A block that the catalog leaves in the source language gets its ``lang`` by class,
    as docutils has it, and the class ``untranslated``.
    """
    source_language = next(iter(app.config.languages))
    for number, (node, _message) in enumerate(extract_messages(doctree)):
        if isinstance(node, addnodes.translatable):
            continue  # several messages in one node
        node["message"] = number
        if app.config.language != source_language and not node.get("translated"):
            node["classes"] += [f"language-{source_language}", "untranslated"]


def blocks_by_message(doctree: nodes.document) -> dict[int, nodes.Element]:
    return {node["message"]: node for node in doctree.findall(nodes.Element) if "message" in node}


class MessageTranslator(HTML5Translator):
    """Sphinx's writer; blocks carry ``data-message``, untranslated ones a badge."""

    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes) -> str:
        # Of a caption's two elements the inner one holds the words alone.
        if isinstance(node, nodes.Element) and "message" in node and tagname != "figcaption":
            attributes["data-message"] = str(node["message"])
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def dispatch_departure(self, node) -> None:
        if isinstance(node, nodes.Element) and "message" in node and "untranslated" in node["classes"]:
            words, code = self.encode(_("not translated yet")), self.config.language
            self.body.append(f' <span class="message-state" lang="{code}">{words}</span>')
        super().dispatch_departure(node)


def setup(app):
    app.connect("doctree-read", number_messages)
    app.set_translator("html", MessageTranslator)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
