"""Read each message of a catalog as what it is on its page: words within a block, whatever they begin with.

Sphinx parses a translation as a page of its own, and drops it if no paragraph comes of it: "1. Title" is a
list there, "# 1 of 3" a heading.
"""

import re
from pathlib import Path

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from sphinx.application import Sphinx

from translated_docs.catalogs.policy.markdown_parser import create_parser
from translated_docs.catalogs.policy.message_markup import words_alone
from translated_docs.content.markup.page_parser import INCLUDED, PAGE_CONFIG, REFERENCES, SUBSTITUTED_BLOCKS, SUBSTITUTIONS, PageParser, PageRenderer, render
from translated_docs.content.markup.raw_html import convert_html
from translated_docs.content.messages.substituted_words import substituting_translations
from translated_docs.content.messages.translation_units import PARSED
from translated_docs.content.sources.notebooks import with_page

# How Sphinx names the document of a message, after the page and the line.
MESSAGE = ":<translated>"
# What Sphinx writes below a title, for a parser that knows no messages (sphinx.transforms.i18n.Locale).
UNDERLINE = re.compile(r"\n(=+)\Z")


class MessageRenderer(PageRenderer):
    """The renderer of pages, but for messages: MyST computes what is substituted, so it is what the page has or words."""

    def render_image(self, token: SyntaxTreeNode) -> None:
        token.attrs["src"] = self.place(token.attrs.get("src", ""))
        super().render_image(token)

    def _handle_relative_docs(self, destination: str) -> str:
        return self.place(destination)

    def place(self, written: str) -> str:
        """Return where a path leads from the page on: the message may be of a file that the page includes."""
        return self.sphinx_env.current_document.get(INCLUDED, {}).get(written, written)

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        name, known = token.content.strip(), self.sphinx_env.current_document
        if name in known.get(SUBSTITUTED_BLOCKS, ()):
            self.current_node += [block.deepcopy() for block in known[SUBSTITUTED_BLOCKS][name]]  # with their messages, which Sphinx translates next
        elif name in known.get(SUBSTITUTIONS, ()):
            with substituting_translations(self):
                super().render_substitution(token, inline)
        else:
            self.current_node.append(nodes.Text(f"{{{{{token.content}}}}}"))


def message_parser(config: MdParserConfig) -> MarkdownIt:
    """Return a new parser for messages with the settings of a page."""
    return words_alone(create_parser(config, MessageRenderer))


class MessageParser(PageParser):
    """The parser of pages, but for messages."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if document["source"].endswith(MESSAGE):
            self.parse_message(inputstring, document)
        else:
            super().parse(inputstring, document)

    def parse_message(self, message: str, document: nodes.document) -> None:
        """Parse a message as a paragraph, or as the title of a section if Sphinx has underlined it."""
        underline = UNDERLINE.search(message)
        env = document.settings.env
        env.current_document[PARSED] = document["source"]
        message = with_page(message, Path(env.doc2path(env.current_document.docname)))
        # What is defined on the page, for links by reference: "[words][label]".
        known = {"references": dict(env.current_document.get(REFERENCES, {}))}
        config = env.current_document.get(PAGE_CONFIG) or env.myst_config
        render(message[: underline.start()] if underline else message, document, known, config, message_parser)
        convert_html(document, document.settings.env)
        if underline and document.children:
            title = nodes.title("", "", *document[0].children)
            document[:] = [nodes.section("", title)]


def setup(app: Sphinx) -> None:
    app.add_source_parser(MessageParser, override=True)
