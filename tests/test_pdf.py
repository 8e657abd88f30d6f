"""The PDF: a book that prints, speaks, copies and never changes by itself."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE, SLOW, book_pages, outline_titles
from pypdf import PdfReader

import conf

DECK = (Path(__file__).parent / "deck" / "lines.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def pdf(language):
    return PdfReader(SITE / language / f"{conf.project}-{language}.pdf")


def squeezed(text):
    return re.sub(r"\s+", "", text)


def fonts(pdf):
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield font.get_object()


def test_every_font_is_embedded(pdf):
    for font in fonts(pdf):
        descendant = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = descendant["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


def test_it_is_tagged_and_declares_pdf_ua(pdf):
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert b"<pdfuaid:part>1" in catalog["/Metadata"].get_data()


def test_it_names_its_language_title_and_author(pdf, language):
    assert pdf.trailer["/Root"]["/Lang"] == language
    title = {"ja": "おもしろかったもの", "en": "What Was Interesting"}[language]
    author = {"ja": "岩本 俊弘", "en": "Toshihiro Iwamoto"}[language]
    assert title in pdf.metadata.title
    assert pdf.metadata.author == author


def test_the_cover_says_who_when_and_which_edition(language):
    cover = book_pages(language)[0]
    words = {"ja": ["岩本", "2018年8月3日", "日本語版"], "en": ["Toshihiro Iwamoto", "August 3, 2018", "English edition", "100% translated"]}
    for word in [*words[language], conf.release]:
        assert squeezed(word) in squeezed(cover)


def test_no_page_is_blank(language):
    for number, text in enumerate(book_pages(language), 1):
        # More than a running head and a page number.
        assert len(squeezed(text)) > 120 or number == 1, number


def test_it_is_a4(pdf):
    for page in pdf.pages:
        assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]


def test_the_bookmarks_name_every_page_of_the_site(pdf, language):
    bookmarks = set(outline_titles(pdf.outline))
    titles = re.findall(
        r'<a class="(?:current )?reference internal" href="[^"]*">([^<]+)</a>',
        (SITE / language / "index.html").read_text(encoding="utf-8").split("sidebar-tree")[1].split("</aside>")[0],
    )
    assert titles and set(titles) <= bookmarks


def test_the_decks_words_can_be_copied_out_of_the_japanese_one():
    text = squeezed("".join(book_pages("ja")))
    assert [line for line in DECK if squeezed(line) not in text] == []


def test_two_notes_in_a_row_are_told_apart(language):
    page = BeautifulSoup((SITE / language / "vancouver" / "standalone-cinder.html").read_text(encoding="utf-8"), "html.parser")
    second = page.select_one("a.footnote-reference + a.footnote-reference")
    numbers = [mark.get_text().strip("[]") for mark in (second.previous_sibling, second)]
    assert ",".join(numbers) in "".join(book_pages(language))


def test_the_words_of_a_note_are_not_in_the_text_that_refers_to_it(language):
    """With them in it, Typst would set every note of the book anew when a word of one has changed."""
    folder = ROOT / "build" / "pdf" / language / "book"
    words = [line for file in (folder / "notes").rglob("*.typ") for line in re.findall(r'^  "[^"]*": \[(.*)\],$', file.read_text("utf-8"), re.M)]
    assert words
    assert len(words) == len(re.findall(r"#note\(", (folder / "book.typ").read_text("utf-8")))
    assert [note for note in words if note in (folder / "book.typ").read_text("utf-8")] == []


def pieces(page):
    """Return each piece of a page's text with its height on the page and its size."""
    found = []
    page.extract_text(visitor_text=lambda text, cm, _tm, _font, size: found.append((text.strip(" \n\u2060"), cm[5], size)))
    return [piece for piece in found if piece[0]]


@SLOW  # pypdf takes seconds a book for the place of each letter
@pytest.mark.parametrize("book", sorted(SITE.rglob("*.pdf")), ids=lambda path: path.name)
def test_no_line_begins_with_the_number_of_a_note(book):
    begun, numbers = [], 0
    for page in PdfReader(book).pages:
        on_page = pieces(page)
        for (before, height, _), (text, raised, size) in zip(on_page, on_page[1:]):
            # Smaller than text, larger than in the notes themselves (4.6 pt); raised by less than half a line.
            if text.isdecimal() and 5 < size < 7:
                numbers += 1
                begun += [f"{before} | {text}"] if abs(height - raised) > 6 else []
    assert numbers > 50
    assert begun == []


@pytest.mark.parametrize(("language", "word"), [("ja", "脚注"), ("en", "Footnote")])
def test_a_note_is_called_so_in_the_language_of_the_book(language, word):
    """Typst says "Footnote 1" of the link to a note in languages that it does not know."""
    pages = PdfReader(SITE / language / f"{conf.project}-{language}.pdf").pages
    links = [link.get_object() for page in pages for link in page.get("/Annots", ())]
    said = {str(link.get("/Contents", "")) for link in links}
    assert f"{word} 1" in said
    assert {name for name in said if name.startswith("Footnote ")} == {name for name in said if name.startswith(f"{word} ") and language == "en"}


def tagged(element, kind):
    """Yield the structure elements of a kind in one, each with the one above it."""
    below = element.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if child.S == kind:
                yield child, element
            yield from tagged(child, kind)


@pytest.mark.parametrize("book", sorted(SITE.rglob("*.pdf")), ids=lambda path: path.name)
def test_each_number_of_a_note_is_tagged_as_one_and_leads_within_the_book(book):
    with pikepdf.open(book) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
        addresses = [str(link.A.URI) for link in links if "/A" in link]
        assert [address for address in addresses if not address.startswith(("http", "mailto:"))] == []
        numbers = {link.StructParent for link in links if "/Dest" in link and re.search(r"^(脚注 |Footnote )?\d+$", str(link.Contents))}
        of_tags = pdf.Root.StructTreeRoot.ParentTree.Nums
        elements = {int(key): element for key, element in zip(of_tags[::2], of_tags[1::2]) if int(key) in numbers}
        assert len(elements) > 300
        assert {(str(link.S), str(link.P.S)) for link in elements.values()} == {("/Link", "/Lbl")}
        found = [(note.K[0].S, note.K[0].P.objgen == note.objgen) for note, _above in tagged(pdf.Root.StructTreeRoot, pikepdf.Name.Note)]
        assert len(found) > 150
        assert set(found) == {(pikepdf.Name.Lbl, True)}


def captions_and_heads(language):
    """Yield the number in the caption and the first word of the head of each numbered table of the site."""
    for path in sorted((SITE / language).rglob("*.html")):
        for table in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("article table:has(.caption-number)"):
            yield squeezed(table.select_one(".caption-number").get_text()), squeezed(table.th.get_text())


def test_a_caption_above_a_table_stays_with_it(language):
    pages = [squeezed(page) for page in book_pages(language)]
    tables = list(captions_and_heads(language))
    assert tables
    for number, head in tables:
        behind = [page.rpartition(number)[2] for page in pages if number in page]
        assert any(head in words for words in behind), number


@pytest.mark.parametrize("book", sorted(SITE.rglob("*.pdf")), ids=lambda path: path.name)
def test_its_first_page_comes_first_and_its_objects_are_packed(book):
    with pikepdf.open(book) as pdf:
        # Its writer and its checker differ about the hints for the bookmarks, which no viewer needs for a page.
        wrong = [words for words in pdf.check_pdf_syntax() if "outlines table" not in words]
        assert (pdf.is_linearized, wrong) == (True, [])
        unpacked = io.BytesIO()
        pdf.save(unpacked, object_stream_mode=pikepdf.ObjectStreamMode.disable, recompress_flate=False)
    content = book.read_bytes()
    assert (b"/Linearized 1" in content[:1024], b"/ObjStm" in content) == (True, True)
    assert len(content) < 0.6 * len(unpacked.getvalue())
