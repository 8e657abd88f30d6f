"""Comments of catalogs: lines that programs broke or wrote in them."""

import re
from itertools import pairwise, takewhile

from translated_docs.catalogs.entries import ANOTHER, DRAFT

# Where a line is broken besides at a blank: by Babel's TextWrapper, and by Python's, which polib uses.
AT_DASH = re.compile(r"""(?<=[\w!"'&.,?])(?:(--+)\n|\n(--+))(?=\w)""")
AT_HYPHEN = re.compile(r"(?<=[^\W\d]-)\n(?=\w)")
WIDTH = 76  # of a comment's words, as Babel and polib wrap them
BEGINS_ANEW = ("no-check", "- ", "* ", DRAFT, ANOTHER)
# Remarks of `pofilter`, of which some have a paragraph below, and the lines between versions that `msgcat` has put into one.
REMARK = re.compile(r"^\(pofilter\) |^#-#-#-#-# ")
EXPLAINED = re.compile(r"(?:\A|\n)\(pofilter\) (?:hassuggestion|isfuzzy|isreview|untranslated): .*\n(?:\n(?!\(pofilter\)).+)+")


def rejoined(lines: str, by_babel: bool = True) -> str:
    """Return lines that a program broke in one again."""
    within_words = AT_DASH.sub(r"\1\2", lines) if by_babel else AT_HYPHEN.sub("", lines)
    return within_words.replace("\n", " ")


def unwrapped(comment: str, by_babel: bool, width: int = WIDTH) -> str:
    """Return a comment with the lines that a program broke in one again; those that a person broke earlier stay."""
    lines = comment.split("\n")
    whole = lines[:1]
    for before, line in pairwise(lines):
        first_word = line.partition(" ")[0]
        was_full = len(before) <= width < len(before) + 1 + len(first_word)
        if was_full and line and not line.startswith(BEGINS_ANEW):
            whole[-1] = rejoined(f"{whole[-1]}\n{line}", by_babel)
        else:
            whole.append(line)
    return "\n".join(whole)


def without_remarks(comment: str) -> str:
    """Return a comment without the lines that programs wrote in it."""
    return "\n".join(line for line in EXPLAINED.sub("", comment).split("\n") if not REMARK.search(line))


def trailing_comment(text: str) -> str:
    """Return the comment at the end of a catalog, below the last entry: polib reads none."""
    lines = text.rstrip("\n").split("\n")
    comment = takewhile(lambda line: re.match(r"#(?![~,.:|])", line), reversed(lines))
    return "".join(f"{line}\n" for line in [*comment][::-1])
