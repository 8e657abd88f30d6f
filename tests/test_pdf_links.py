"""Where the links of the books lead, and the pages that they name."""

from __future__ import annotations

import re
from itertools import groupby

import pymupdf
import pytest

from conftest import SITE

PAGE = re.compile(r"\(p\.\s*(\d+)\)")
CONTENTS = 1  # the page, from 0


@pytest.fixture(params=sorted(SITE.rglob("*.pdf")), ids=lambda path: path.stem)
def book(request):
    return pymupdf.open(request.param)


def squeezed(text):
    return re.sub(r"[\s\u2060]+", "", text)


def printed_lines(page):
    """Return the lines of a page: of each the letters, with the box of each letter."""
    blocks = page.get_text("rawdict")["blocks"]
    return [[char for span in line["spans"] for char in span["chars"]] for block in blocks for line in block.get("lines", [])]


@pytest.fixture
def lines(book):
    return [printed_lines(page) for page in book]


def links(book, lines):
    """Yield each link within the book: the page it stands on, its words, and the page and point it leads to."""
    for page in book:
        letters = [(char["c"], pymupdf.Rect(char["bbox"])) for line in lines[page.number] for char in line]
        middles = [(letter, (box.tl + box.br) / 2) for letter, box in letters]
        inner = [link for link in page.get_links() if link["kind"] == pymupdf.LINK_GOTO]
        for (target, point), parts in groupby(inner, lambda link: (link["page"], link["to"])):
            boxes = [part["from"] for part in parts]
            words = "".join(letter for box in boxes for letter, middle in middles if middle in box)
            yield page.number, words, target, point


def printed_at(lines, point):
    """Return what is printed at or below a point, without blanks, the upper lines first."""
    below = sorted(
        (line[0]["bbox"][3], line[0]["bbox"][0], squeezed("".join(char["c"] for char in line)))
        for line in lines
        if line[0]["bbox"][3] > point.y + 1 and line[0]["bbox"][0] >= point.x - 1
    )
    return "".join(text for *_, text in below)


def test_each_page_that_is_named_is_that_of_the_targets_entry_in_the_outline(book, lines):
    outline = {}
    for _level, title, page in book.get_toc():
        outline.setdefault(page, []).append(squeezed(title))
    wrong, named = [], 0
    for _, words, target, point in links(book, lines):
        if numbers := PAGE.findall(words):  # of a link that is broken, its box may hold another's too
            named += 1
            printed = printed_at(lines[target], point)
            lands = any(printed.startswith(title) for title in outline.get(target + 1, []))
            wrong += [] if lands and str(target + 1) in numbers else [(words, target + 1, printed[:30])]
    assert named > 40
    assert wrong == []


def test_each_entry_of_the_contents_names_the_page_it_leads_to(book, lines):
    entries = [(words, target) for page, words, target, _ in links(book, lines) if page == CONTENTS]
    assert len(entries) > 10
    assert [words for words, target in entries if not re.search(rf"\D{target + 1}\s*$", words)] == []
