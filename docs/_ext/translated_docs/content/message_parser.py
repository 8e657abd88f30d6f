"""Read each message of a catalog as what it is on its page: words within a block, whatever they begin with.

Sphinx parses a translation as a page of its own, and drops it if no paragraph comes of it: "1. Title" is a
list there, "# 1 of 3" a heading.
"""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

from translated_docs.catalogs.markup_policy import words_alone

# How Sphinx names the document of a message, after the page and the line.
MESSAGE = ":<translated>"
# What Sphinx writes below a title, for a parser that knows no messages (sphinx.transforms.i18n.Locale).
UNDERLINE = re.compile(r"\n(=+)\Z")

kept: dict[str, object] = {}


def message_parser(config: MdParserConfig) -> MarkdownIt:
    """Return a parser for messages with the settings of the pages, the last one if it is for the same."""
    if kept.get("config") is not config:
        kept.update(config=config, parser=words_alone(create_md_parser(config, SphinxRenderer)))
    return kept["parser"]


class MessageParser(MystParser):
    """MyST's parser, but for messages."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if document["source"].endswith(MESSAGE):
            self.parse_message(inputstring, document)
        else:
            super().parse(inputstring, document)

    def parse_message(self, message: str, document: nodes.document) -> None:
        """Parse a message as a paragraph, or as the title of a section if Sphinx has underlined it."""
        underline = UNDERLINE.search(message)
        parser = message_parser(document.settings.env.myst_config)
        parser.options["document"] = document
        parser.render(message[: underline.start()] if underline else message)
        if underline and document.children:
            title = nodes.title("", "", *document[0].children)
            document.children = []
            document += nodes.section("", title)


def setup(app: Sphinx) -> dict[str, bool]:
    app.setup_extension("myst_parser")
    app.add_source_parser(MessageParser, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
