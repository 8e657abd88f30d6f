"""What a screen reader says of a book is what stands on the pages, in their order: the order of the PDF's tags."""

from __future__ import annotations

import ctypes
import pickle
import re
from functools import cache

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import LANGUAGES, ROOT, SITE
from docutils import nodes
from sphinx import addnodes

import conf

SOURCE, *TRANSLATIONS = LANGUAGES
BOOKS = [
    *((language, SITE / language / f"{conf.project}-{language}.pdf") for language in LANGUAGES),
    *((language, SITE / f"{conf.project}-{SOURCE}-{other}.pdf") for other in TRANSLATIONS for language in (SOURCE, other)),
]


def squeezed(text):
    return re.sub(r"\W+", "", text)


def text_by_mark(page):
    """Return the text of each marked content of a page, by its number in the page's tags."""
    texts, on_page = {}, page.get_textpage()
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, number)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if mark < 0 or pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        length = pdfium.FPDFTextObj_GetText(item, on_page.raw, None, 0)
        letters = ctypes.create_string_buffer(length)
        pdfium.FPDFTextObj_GetText(item, on_page.raw, ctypes.cast(letters, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
        texts[mark] = texts.get(mark, "") + letters.raw[:-2].decode("utf-16-le")
    return texts


def marks_in(element, page, page_numbers):
    """Yield the page and number of each marked content below an element of the tags, in their order (ISO 32000-1, 14.7.4)."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from marks_in(child, page, page_numbers)
    elif isinstance(element, int):
        yield page, element
    else:
        page = page_numbers[element.Pg.objgen] if "/Pg" in element else page
        if "/MCID" in element:
            yield page, int(element.MCID)
        elif "/K" in element:
            yield from marks_in(element.K, page, page_numbers)


@cache
def text_by_tags(book):
    """Return the text of a book behind its contents as its tags have it: that of a figure, say, before the page it floats to."""
    texts = [text_by_mark(page) for page in pypdfium2.PdfDocument(book)]
    with pikepdf.open(book) as pdf:
        page_numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        marks = list(marks_in(pdf.Root.StructTreeRoot.K, None, page_numbers))
    return "".join(texts[page].get(mark, "") for page, mark in marks if page is not None and page > 1)


def doctree(language, page):
    return pickle.loads((ROOT / "build" / "doctrees" / language / f"{page}.doctree").read_bytes())


def pages_in_order(language, page="index"):
    yield page
    for tree in doctree(language, page).findall(addnodes.toctree):
        for child in tree["includefiles"]:
            yield from pages_in_order(language, child)


def before_additions(block):
    """Return the words of a block until a book puts a note, or the page of a link, between them."""
    said = ""
    for child in block.children:
        if isinstance(child, nodes.footnote_reference):
            break
        said += child.astext()
        if isinstance(child, nodes.reference | addnodes.pending_xref):
            break
    return said


def beginnings(language):
    """Yield the first letters of each title, paragraph and caption, in the order of the pages."""
    for page in pages_in_order(language):
        if page.startswith("contributing"):  # of the site alone
            continue
        for block in doctree(language, page).findall(lambda node: isinstance(node, (nodes.title, nodes.paragraph, nodes.caption))):
            around, above = [], block.parent
            while above is not None:
                around.append(above)
                above = above.parent
            of_notes = isinstance(block, nodes.title) and any(isinstance(part, nodes.footnote) for part in block.parent.findall())
            unsaid = any(isinstance(part, (nodes.footnote, nodes.figure)) and not isinstance(block, nodes.caption) for part in around)
            if unsaid or of_notes or (isinstance(block.parent.parent, nodes.document) and page == "index"):
                continue
            if words := squeezed(before_additions(block))[:10]:
                yield words


@pytest.mark.parametrize(("language", "book"), BOOKS, ids=lambda value: getattr(value, "name", value))
def test_the_tags_have_the_words_in_the_order_of_the_pages(language, book):
    said = squeezed(text_by_tags(book))
    at, lost = 0, []
    wanted = list(beginnings(language))
    for words in wanted:
        found = said.find(words, at)
        if found < 0 or found > at + 4000:
            lost.append(words)
        else:
            at = found + len(words)
    assert len(wanted) > 300
    assert lost == []
