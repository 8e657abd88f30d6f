"""Read a translated message without needless parsing.

A translated page is put together from hundreds of messages, each parsed as a document of
its own, and by Sphinx twice: once in case it is a title, then for good.  Most hold no
character that means anything to MyST: for these there is nothing to parse.  What comes
of the others is kept for the second time.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.catalogs.markup_policy import is_plain
from translated_docs.content.page_parser import PageParser

# How Sphinx names the document of a message, after the page and the line.
MESSAGE = ":<translated>"


def is_untouched(document: nodes.document) -> bool:
    """Say whether nobody has taken the words of a document into another one."""
    return all(words.parent is block for block in document.children for words in block.children)


class Parser(PageParser):
    """The parser of pages, but for words alone, and for what it has just parsed."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if is_plain(inputstring):
            words = inputstring.rstrip()
            paragraph = nodes.paragraph(words, words)
            paragraph.source, paragraph.line = document["source"], 1
            document += paragraph
        elif document["source"].endswith(MESSAGE):
            self.parse_once(inputstring, document)
        else:
            super().parse(inputstring, document)

    def parse_once(self, inputstring: str, document: nodes.document) -> None:
        """Parse a message with markup, or take what came of the same text on the same line."""
        if inputstring.startswith("---"):  # settings, for a page (markup_policy.py rejects them)
            inputstring = f"\n{inputstring}"
        parsed = document.settings.env.current_document.setdefault("parsed messages", {})
        earlier = parsed.pop((document["source"], inputstring), None)
        if earlier is not None and is_untouched(earlier):
            document += earlier.children
            return
        super().parse(inputstring, document)
        parsed[document["source"], inputstring] = document


def setup(app: Sphinx) -> dict[str, bool]:
    app.setup_extension(PageParser.__module__)  # else it would come later, in the place of this one
    app.add_source_parser(Parser, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
