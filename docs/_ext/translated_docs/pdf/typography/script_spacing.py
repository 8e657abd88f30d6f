"""Where Chinese or Japanese letters and Latin letters or digits stand beside each other in a book.

Between them is a gap and no blank: 14.95兆 is to be found by whoever types it so.  Typst's own
gap, a quarter of an em, is a blank to viewers (what they take for one says ``tests/test_pdf_search.py``),
and Typst can't be given another; so the places are marked here, and ``languages.typ`` says how wide a
gap is and how far it may be stretched.  A line may be broken at each of them.
"""

import re

from sphinxcontrib_typstbuilder._writer import escape_str

from translated_docs.pdf.typography.long_words import SMALL, TEXT, split_long_words

# Han, kana and half-width kana (Unicode 17, Blocks.txt), as far as Typst has a gap beside them.
CJ = "々〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
# Latin, Greek and Cyrillic letters, and the digits of ASCII.
LATIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff"
LETTER = re.compile(f"[{CJ}]")
GAP = re.compile(f"(?<=[{CJ}])(?=[{LATIN}#$&])|(?<=[{LATIN}#%&])(?=[{CJ}])(?![{SMALL}])")


def split_at_gaps(text: str, before: str = "") -> list[str]:
    """Return the pieces of a text between its gaps; the first one is empty if it begins with a gap.

    ``before`` is what stands before the text on the same line.
    """
    line = before[-1:] + text
    if not LETTER.search(line):
        return [text]
    first, *others = GAP.split(line)
    return [first[len(before[-1:]):], *others]


def with_gaps(text: str, before: str = "", longest: int = TEXT, has_room_for_parts: bool = False) -> str:
    """Return the Typst markup of a text, what stands ``before`` it being written already.

    ``longest`` is how many letters a word may have that is not broken, if not between its parts (``has_room_for_parts``).
    """
    return "#gap".join(
        "#may-break".join(f"#{escape_str(part)}" for part in split_long_words(piece, longest, has_room_for_parts)) if piece else ""
        for piece in split_at_gaps(text, before)
    )
