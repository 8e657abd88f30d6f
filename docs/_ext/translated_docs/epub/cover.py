"""The cover of the EPUB: a picture that Typst sets, as it does the book; the same, byte for byte, whenever it is built."""

from __future__ import annotations

import json
from pathlib import Path

from translated_docs.catalogs.languages import EAST_ASIAN, direction, script
from translated_docs.fonts import families, fonts
from translated_docs.palette import PALETTE

TEMPLATE = Path(__file__).parent / "templates" / "cover.typ"
DOTS_PER_INCH = 192  # 1,600 by 2,400 dots, as shops ask for


def cover_picture(language: str, words: dict[str, str]) -> bytes:
    """Return the cover as PNG: its title, description, author, affiliation and edition, each of which may be empty."""
    import typst  # no other job of Sphinx needs it

    given = {
        **words,
        "lang": language.replace("_", "-").partition("-")[0],
        "dir": direction(language),
        "families": families("".join(words.values()), script(language) in EAST_ASIAN),
        "palette": PALETTE["light"],
    }
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs={"cover": json.dumps(given)})
    return compiler.compile(format="png", ppi=DOTS_PER_INCH)
