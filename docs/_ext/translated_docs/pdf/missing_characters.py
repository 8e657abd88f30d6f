"""Warn of each character that no font of the book has, where it stands: Typst refuses it, and names no line of a page."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from translated_docs.catalogs.po_file import catalog_files, state
from translated_docs.catalogs.sanitize import sanitized_catalog
from translated_docs.content.svg_figure import svg_figure

logger = logging.getLogger(__name__)

# Not in letters of Latin-1 and punctuation, kana, and the kanji of JIS, which the fonts have: Typst is asked of no text
# that holds nothing else.
RARE = re.compile("[^\\s\x20-\x7e\xa0-\xff\u2010-\u2027\u3000-\u30ff\u4e00-\u9f8d\uff01-\uff5e]")
# Their words are not set as they stand.
NOT_SET = (nodes.math, nodes.math_block, nodes.raw, nodes.Invisible)


@cache
def is_in_fonts(character: str) -> bool:
    """Say whether Typst can set a character, which it refuses to in a PDF/UA if no font has it."""
    import typst

    from translated_docs.pdf.typst_compile import fonts

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "character.typ"
        source.write_text(f'#set document(title: "x")\n#"\\u{{{ord(character):x}}}"', encoding="utf-8")
        try:
            typst.Compiler(source, root=folder, font_paths=fonts()).compile(format="pdf", pdf_standards="ua-1")
        except typst.TypstError as error:
            return "could not be displayed" not in error.message
    return True


class CheckCharacters(SphinxPostTransform):
    """Warn of the characters of a book that its fonts don't have."""

    default_priority = 5  # before the two languages of a book are put into one
    builders = ("pdf",)

    def run(self, **kwargs: Any) -> None:
        for words in self.document.findall(nodes.Text):
            if isinstance(words.parent, svg_figure):  # all its labels stand in one
                for label in words.parent["labels"] if words is words.parent.children[0] else ():
                    warn_of_missing(label["text"], label["place"])
            elif not isinstance(words.parent, NOT_SET):
                warn_of_missing(words, words.parent)


def warn_of_missing(words: str, location: nodes.Node | str) -> None:
    """Warn of the characters of a text that no font has."""
    missing = sorted({character for character in RARE.findall(words) if not is_in_fonts(character)})
    if missing:
        named = ", ".join(f"U+{ord(character):04X} ({character})" for character in missing)
        logger.warning(
            "the fonts of the book have no %s; write it in words, or add a font to pdf/fonts.py", named,
            location=location, type="pdf", subtype="character",
        )  # fmt: skip


def warn_of_missing_in_labels(builder: Builder, source: Path) -> None:
    """Warn of the translations of captions and of the interface that have a character no font has.

    They stand in no block of a page, but in the book's ``source``.
    """
    rare = set(RARE.findall(source.read_text(encoding="utf-8")))
    missing = {character for character in rare if not is_in_fonts(character)}
    root, language = builder.confdir, builder.config.language
    for domain, path in catalog_files(root, language).items() if missing else ():
        catalog = sanitized_catalog(root, language, domain)
        for message in (catalog and catalog.entries) or ():
            is_used = state(message) == "translated" and not message.obsolete and message.linenum not in catalog.rejected
            if is_used and missing.intersection(message.msgstr):
                warn_of_missing(message.msgstr, f"{path}:{message.linenum}")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(CheckCharacters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
