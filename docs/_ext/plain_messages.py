"""Read a translated message without markup as what it is: one paragraph of words.

A translated page is put together from hundreds of messages, each parsed as a document of
its own.  Most hold no character that means anything to MyST: for these there is nothing
to parse.
"""

from __future__ import annotations

import re

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser

# What may begin markup within a line, and at its start: more than CommonMark and our
# extensions use (https://spec.commonmark.org/0.31.2/, conf.py), never less.
MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^§]|^[\s\d+.#%=:(-]")


def is_plain(text: str) -> bool:
    """Say whether a text is one paragraph of words, and of characters that all can be seen."""
    return text.isprintable() and text.strip() != "" and not MARKUP.search(text)


class Parser(MystParser):
    """MyST's parser, but for words alone."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if not is_plain(inputstring):
            super().parse(inputstring, document)
            return
        words = inputstring.rstrip()
        paragraph = nodes.paragraph(words, words)
        paragraph.source, paragraph.line = document["source"], 1
        document += paragraph


def setup(app):
    app.add_source_parser(Parser, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
