"""What a reader types is found in the books, by the searches of the viewers themselves."""

from __future__ import annotations

import re

import pymupdf
import pypdfium2
import pytest

from conftest import SITE
from script_gaps import CJ, LATIN, split_at_gaps

BOOKS = sorted(SITE.rglob("*.pdf"))
# pdf.js (5.4, as in Firefox 153): TRACKING_SPACE_FACTOR in src/core/evaluator.js. MuPDF's is 0.15 em.
BLANK = 0.102  # of the size of the letter before the gap

# What is typed, and how often it stands in a line of the Japanese book at least.
TYPED = {"14.95兆": 2, "2018年8月3日": 3, "Linuxカーネル": 12, "EnvoyをLinuxカーネルで速くする": 5, "図1": 1, "スライド5": 1}

# Text, what stands before it, and the pieces between its gaps.
GAPS = [
    ("2018年8月3日", "", ["2018", "年", "8", "月", "3", "日"]),
    ("カーネル", "Linux", ["", "カーネル"]),
    ("（Linux）、Linux", "", ["（Linux）、Linux"]),
    ("10%の", "", ["10%", "の"]),
    ("Linux 커널", "", ["Linux 커널"]),
    ("Linuxっぽい", "", ["Linuxっぽい"]),  # a line would begin with っ
]


def test_gaps_are_where_letters_of_two_kinds_touch():
    assert [split_at_gaps(text, before) for text, before, _ in GAPS] == [pieces for *_, pieces in GAPS]


def hits(book, words):
    """Return how often PDFium and MuPDF find some words in a book."""
    found = {"PDFium": 0, "MuPDF": sum(len(page.search_for(words)) for page in pymupdf.open(book))}
    for page in pypdfium2.PdfDocument(book):
        search = page.get_textpage().search(words)
        while search.get_next():
            found["PDFium"] += 1
    return found


@pytest.mark.parametrize("words", TYPED)
def test_what_is_typed_without_a_blank_is_found(words):
    book = next(path for path in BOOKS if path.stem.endswith("-ja"))
    assert min(hits(book, words).values()) >= TYPED[words]


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_no_gap_between_letters_is_a_blank_to_a_viewer(book):
    touch = re.compile(rf"[{CJ}][{CJ}{LATIN}]|[{LATIN}][{CJ}]")
    wide = []
    for page in pymupdf.open(book):
        for block in page.get_text("rawdict", flags=pymupdf.TEXT_INHIBIT_SPACES)["blocks"]:
            for line in block.get("lines", []):
                letters = [(char, span["size"]) for span in line["spans"] for char in span["chars"]]
                for (one, size), (other, _) in zip(letters, letters[1:]):
                    gap = (other["origin"][0] - one["bbox"][2]) / size
                    if touch.match(one["c"] + other["c"]) and abs(one["origin"][1] - other["origin"][1]) < 1 and BLANK - 0.001 < gap < 0.6:  # more is no gap
                        wide.append((page.number + 1, one["c"] + other["c"], round(gap, 3)))
    assert wide == []
