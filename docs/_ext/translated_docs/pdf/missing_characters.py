"""Warn of each character that no font of the book has, where it stands: the PDF would be refused, and no line be named."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

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
            missing = sorted({character for character in RARE.findall(words) if not is_in_fonts(character)})
            if missing and not isinstance(words.parent, NOT_SET):
                named = ", ".join(f"U+{ord(character):04X} ({character})" for character in missing)
                logger.warning(
                    "the fonts of the book have no %s; write it in words, or add a font to pdf/fonts.py", named,
                    location=words.parent, type="pdf", subtype="character",
                )  # fmt: skip


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(CheckCharacters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
