"""Read a translated message without needless parsing.

A translated page is put together from hundreds of messages, each parsed as a document of
its own, and by Sphinx twice: once in case it is a title, then for good.  Most hold no
character that means anything to MyST: for these there is nothing to parse.  What comes
of the others is kept for the second time.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from translated_docs.catalogs.policy.message_markup import is_plain
from translated_docs.content.markup.message_parser import MessageParser


def is_untouched(document: nodes.document) -> bool:
    """Say whether nobody has taken the words of a document into another one."""
    return all(words.parent is block for block in document.children for words in block.children)


class Parser(MessageParser):
    """The parser of messages, but for words alone, and for what it has just parsed."""

    def parse_message(self, message: str, document: nodes.document) -> None:
        """Parse a message with markup, or take what came of the same text on the same line."""
        if is_plain(message):
            words = message.rstrip()
            paragraph = nodes.paragraph(words, words)
            paragraph.source, paragraph.line = document["source"], 1
            document += paragraph
            return
        parsed = document.settings.env.current_document.setdefault("parsed messages", {})
        earlier = parsed.pop((document["source"], message), None)
        if earlier is not None and is_untouched(earlier):
            document += earlier.children
            return
        super().parse_message(message, document)
        parsed[document["source"], message] = document


def take_place(app: Sphinx, _config: Config) -> None:
    app.add_source_parser(Parser, override=True)


def setup(app: Sphinx) -> None:
    app.connect("config-inited", take_place)  # the package content, which has the other one, may be set up later
