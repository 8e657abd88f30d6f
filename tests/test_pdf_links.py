"""Where the links of the books lead, and the pages that they name."""

from __future__ import annotations

import re

import pymupdf
import pytest
from conftest import SITE, SLOW

PAGE = re.compile(r"\(page\s*(\d+)\)|（(\d+)ページ）")
CONTENTS = 1  # the page, from 0


@pytest.fixture(
    scope="module",
    params=[  # that of both languages holds what the others do; those are slow
        pytest.param(path, id=path.stem, marks=[pytest.mark.xdist_group(path.stem), *([] if path.parent == SITE else [SLOW])])
        for path in sorted(SITE.rglob("*.pdf"))
    ],
)
def book(request):
    return pymupdf.open(request.param)


def squeezed(text):
    return re.sub(r"[\s\u2060]+", "", text)


def printed_lines(page):
    """Return the lines of a page: of each the letters, with the box of each letter."""
    blocks = page.get_text("rawdict")["blocks"]
    lines = [line for block in blocks for line in block.get("lines", [])]
    return [[char for span in line["spans"] for char in span["chars"]] for line in lines]


@pytest.fixture(scope="module")
def lines(book):
    return [printed_lines(page) for page in book]


@pytest.fixture(scope="module")
def links(book, lines):
    """Each link within the book: the page it stands on, its words, and the page and point it leads to."""
    found = []
    for page in book:
        letters = [(char["c"], *char["bbox"]) for line in lines[page.number] for char in line]
        middles = [(letter, (x0 + x1) / 2, (y0 + y1) / 2) for letter, x0, y0, x1, y1 in letters]
        for link in page.get_links():
            if link["kind"] == pymupdf.LINK_GOTO:
                left, top, right, bottom = link["from"]
                words = "".join(letter for letter, x, y in middles if left < x < right and top < y < bottom)
                found.append((page.number, words, link["page"], link["to"]))
    return found


def printed_at(lines, point):
    """Return what is printed below a point, without blanks, the upper lines first."""
    below = sorted(
        (line[0]["origin"][1], line[0]["origin"][0], squeezed("".join(char["c"] for char in line)))
        for line in lines
        if line[0]["origin"][1] > point.y and line[0]["origin"][0] >= point.x - 1
    )
    return "".join(text for *_, text in below)


def letters_at(lines, point):
    """Return the letters within a line's height and two letters of a point; Typst leads to 10 pt above what is meant."""
    letters = [(char["c"], char["origin"][0] - point.x, char["origin"][1] - point.y) for line in lines for char in line]
    return "".join(letter for letter, right, down in letters if -1 < right < 12 and 0 < down < 16)


def test_each_page_that_is_named_is_that_of_the_targets_entry_in_the_outline(book, lines, links):
    outline = {}
    for _level, title, page in book.get_toc():
        outline.setdefault(page, []).append(squeezed(title.split(" / ")[0]))  # in the book of both, each in its column
    wrong, named = [], 0
    for _, words, target, point in links:
        if numbers := ["".join(found) for found in PAGE.findall(words)]:  # of a link that is broken, its box may hold another's too
            named += 1
            printed = printed_at(lines[target], point)
            # Numbered in captions, below a figure; of a drawing in both languages the first is led to.
            figures = re.findall(r"(?:Figure|Table|図|表)(\d+)", squeezed(words))
            lands = any(printed.startswith(title) for title in outline.get(target + 1, []))
            lands = lands or any(re.search(rf"(Figure|Table|図|表){figure}(?!\d)", squeezed(book[target].get_text())) for figure in figures)
            wrong += [] if lands and str(target + 1) in numbers else [(words, target + 1, printed[:30])]
    assert named > 40
    assert wrong == []


def test_each_entry_of_the_contents_names_the_page_it_leads_to(links):
    entries = [(words, target) for page, words, target, _ in links if page == CONTENTS]
    assert len(entries) > 10
    assert [words for words, target in entries if not re.search(rf"\D{target + 1}\s*$", words)] == []


def test_each_number_of_a_note_leads_to_the_note_and_back(lines, links):
    numbers = [
        (number, letters_at(lines[target], point))
        for page, words, target, point in links
        if page != CONTENTS and (number := squeezed(words)).isdecimal()
    ]
    assert len(numbers) > 300  # of some 160 notes and the marks that lead to them
    assert [pair for pair in numbers if pair[0] not in pair[1]] == []
