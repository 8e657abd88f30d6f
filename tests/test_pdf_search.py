"""What a reader types is found in the books, by the searches of the viewers themselves."""

from __future__ import annotations

import itertools
import re

import pymupdf
import pypdfium2
import pytest
from conftest import FIREFOX_ONLY, SITE
from translated_docs.pdf.typography.script_spacing import CJ, LATIN, split_at_gaps

BOOKS = sorted(SITE.rglob("*.pdf"))
# TRACKING_SPACE_FACTOR in src/core/evaluator.js of pdf.js 6.0.346, which Firefox 153.7 ESR carries.
BLANK = 0.102  # of the size of the letter before the gap

# What is typed, and how often it stands in a line of the Japanese book at least.
TYPED = {
    "14.95兆": 2,
    "2018年8月3日": 3,
    "Linuxカーネル": 12,
    "EnvoyをLinuxカーネルで速くする": 5,
    "図1": 1,
    "スライド5": 1,
}

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


def printed_lines(book, flags):
    """Yield each line of a book, with its page, from 0: of each letter its box, and its size."""
    for page in pymupdf.open(book):
        for block in page.get_text("rawdict", flags=flags)["blocks"]:
            for line in block.get("lines", []):
                letters = [(char, span["size"]) for span in line["spans"] for char in span["chars"]]
                yield page.number, letters


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_no_gap_between_letters_is_a_blank_to_a_viewer(book):
    touch = re.compile(rf"[{CJ}][{CJ}{LATIN}]|[{LATIN}][{CJ}]")
    wide = []
    for page, letters in printed_lines(book, pymupdf.TEXT_INHIBIT_SPACES):
        for (one, size), (other, _) in itertools.pairwise(letters):
            gap = (other["origin"][0] - one["bbox"][2]) / size
            beside = touch.match(one["c"] + other["c"]) and abs(one["origin"][1] - other["origin"][1]) < 1
            if beside and BLANK - 0.001 < gap < 0.6:  # more is no gap
                wide.append((page + 1, one["c"] + other["c"], round(gap, 3)))
    assert wide == []


# MuPDF (pymupdf-lite 2.0) joins no lines in its search.
def is_entry(line):
    """Say whether a line is one of the contents of a part: dots lead to its page."""
    return ". . . ." in "".join(char["c"] for char, _ in line)


@pytest.mark.parametrize("book", [path for path in BOOKS if "ja" in path.stem], ids=lambda path: path.stem)
def test_pdfium_finds_what_a_line_breaks(book):
    touch = re.compile(rf"[{CJ}][{CJ}{LATIN}]|[{LATIN}][{CJ}]")
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(book)]
    broken = []
    for (page, one), (next_page, other) in itertools.pairwise(printed_lines(book, 0)):
        (last, size), (first, _) = one[-1], other[0]
        down = (first["origin"][1] - last["origin"][1]) / size
        if page == next_page > 1 and 1 < down < 2.5 and len(one) > 15 and not is_entry(one) and touch.match(last["c"] + first["c"]):
            broken.append((page, "".join(char["c"] for char, _ in one[-4:] + other[:4]).strip()))
    assert len(broken) > 200
    assert [words for page, words in broken if not pages[page].search(words).get_next()] == []


# The viewer's own objects (https://github.com/mozilla/pdf.js, web/app.js and web/pdf_find_controller.js). Its pages
# bar eval(), and with it wait_for_function(): so the waiting is done here.
FIND = """async words => {
  const until = async ready => { while (!ready()) await new Promise(done => setTimeout(done, 20)); };
  await until(() => window.PDFViewerApplication?.pdfViewer?.pagesCount);
  const { eventBus, findController, pagesCount } = window.PDFViewerApplication;
  await window.PDFViewerApplication.pdfViewer.pagesPromise;
  const found = {};
  for (const query of words) {
    const answered = new Promise(done => eventBus.on("updatefindcontrolstate", event => {
      if (event.rawQuery === query && event.state !== 3) done();  // 3: pending
    }));
    eventBus.dispatch("find", { source: null, type: "", query, caseSensitive: true, matchDiacritics: true });
    await answered;
    await until(() => Object.keys(findController.pageMatches).length === pagesCount);
    found[query] = findController.pageMatches.flat().length;
  }
  return found;
}"""


@FIREFOX_ONLY
def test_firefox_finds_what_is_typed_without_a_blank(open_page, site_url):
    book = next(path for path in BOOKS if path.stem.endswith("-ja"))
    page = open_page()
    page.goto(f"{site_url}{book.relative_to(SITE).as_posix()}", wait_until="commit")
    found = page.evaluate(FIND, list(TYPED))
    assert {words: hits for words, hits in found.items() if hits < TYPED[words]} == {}
