"""Where Chinese or Japanese letters and Latin letters or digits stand beside each other in a book.

Between them is a gap and no blank: 14.95兆 is to be found by whoever types it so.  Typst's own
gap, a quarter of an em, is a blank to viewers (what they take for one says ``tests/test_pdf_search.py``),
and Typst can't be given another; so the places are marked here, and ``book.typ`` says how wide a
gap is and how far it may be stretched.  A line may be broken at each of them.
"""

from __future__ import annotations

import re

from sphinxcontrib_typstbuilder._writer import escape_str

# Han, kana and half-width kana (Unicode 17, Blocks.txt), as far as Typst has a gap beside them.
CJ = "々〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
# No line begins with one of these (https://www.unicode.org/reports/tr14/, the classes CJ and NS).
SMALL = "々ぁぃぅぇぉっゃゅょゎゕゖゝゞァィゥェォッャュョヮヵヶ・ーヽヾｧ-ｰﾞﾟ"
# Latin, Greek and Cyrillic letters, and the digits of ASCII.
LATIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff"
GAP = re.compile(f"(?<=[{CJ}])(?=[{LATIN}#$&])|(?<=[{LATIN}#%&])(?=[{CJ}])(?![{SMALL}])")

# A name of so many letters moves to the next line whole; the line that it leaves would be stretched
# until each of its gaps is a blank.
LONG_NAME = re.compile(r"[!-,.0-~]{16}")


def split_at_gaps(text: str, before: str = "") -> list[str]:
    """Return the pieces of a text between its gaps; the first one is empty if it begins with a gap.

    ``before`` is what stands before the text on the same line.
    """
    first, *others = GAP.split(before[-1:] + text)
    return [first[len(before[-1:]):], *others]


def with_gaps(text: str, before: str = "") -> str:
    """Return the Typst markup of a text, what stands ``before`` it being written already."""
    return "#gap".join(f"#{escape_str(piece)}" if piece else "" for piece in split_at_gaps(text, before))
