"""Warn of characters that no font of the book has: of a page, and of translations that markup_policy.py let through."""

import re
from contextlib import suppress
from html import unescape
from pathlib import Path

from docutils import nodes

from translated_docs.content.directives.svg_figure import svg_figure
from translated_docs.content.warnings import warn
from translated_docs.fonts import REMEDY, USUAL, missing_characters

PRINTED = ("caption", "explanation")  # of toctrees, and of abbreviations


def warn_of_missing(text: str, location: nodes.Node | str) -> None:
    if USUAL.fullmatch(text):
        return
    if missing := missing_characters(text):
        words = "holds %s, for which the book has no font; %s"
        warn(location, "page.character", words, " ".join(missing[:8]), REMEDY)


def check_characters(app, doctree: nodes.document) -> None:
    """Warn of each character without a font, once a text, with its line."""
    for node in doctree.findall():
        if isinstance(node, svg_figure):
            for label in node["labels"]:
                warn_of_missing(label["text"], label["place"])
        elif isinstance(node, nodes.Text):
            if not isinstance(node.parent, (nodes.Invisible, svg_figure)):  # comments; labels have places of their own
                warn_of_missing(str(node), node)
        else:
            for words in filter(None, map(node.attributes.get, PRINTED)):
                warn_of_missing(words, node)


def check_pictures(app, doctree: nodes.document) -> None:
    """Warn of the same in the words of SVG pictures, which the books set in their own fonts."""
    for node in doctree.findall(nodes.image):
        path = Path(app.srcdir, node["uri"])  # Sphinx has completed it
        if path.suffix.lower() == ".svg" and path.is_file():
            with suppress(UnicodeDecodeError):  # which pictures.py names
                words = re.sub("<[^>]*>", "\n", path.read_text(encoding="utf-8"))
                warn_of_missing(unescape(words), node)


def setup(app):
    app.connect("doctree-read", check_characters, priority=102)  # source_policy.py takes out what no XML may hold
    app.connect("doctree-read", check_pictures, priority=600)  # after Sphinx has looked for them
