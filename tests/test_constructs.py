"""What a page of prose can hold comes out in every output, in the source and in a translation.

A construct is a page in ``constructs/``.  Its translation replaces the words of its messages by those of WORDS.
A comment such as ``% PDF en: words`` in it says what an output holds beside them, blanks left out, and
``% title: words`` what follows its name in the page's title.
"""

from __future__ import annotations

import re
import shutil
import zlib
from functools import cache
from itertools import pairwise
from pathlib import Path
from struct import pack
from zipfile import ZipFile

import polib
import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SLOW, SmallProject, outline_titles
from pypdf import PdfReader
from test_reading import AXE, NARROW, WCAG, axe_violations, watch
from test_right_to_left import not_turned
from test_theme_styles import FURO
from test_theme_styles import rules as css_rules
from translated_docs.html.theme_styles import NOWHERE, split

import conf

pytestmark = SLOW
CONSTRUCTS = sorted((ROOT / "tests" / "constructs").glob("*.md"), key=lambda path: path.stem)
WORDS = {
    "[行]{.of-a-poem}": "[verse]{.of-a-poem}",
    "です。": " is. ", "です": " is ", "を見ます。": " is seen. ", "これは": "This ", "の中の": " with ", "の": " of ",
    "と": " and ", "、": ", ", "題": "Title", "言葉": "words", "文": "sentence", "図": "picture", "表": "table",
    "列": "column", "行": "row", "名": "name", "はい": "yes", "いいえ": "no",
}  # fmt: skip
# What a guide adds to conf.py for some of its constructs.
OF_A_GUIDE = """
extensions += ["sphinx_design", "sphinx.ext.todo"]
todo_include_todos = True
myst_substitutions = {"product": "Envoy"}
myst_html_meta = {"keywords": "guide"}
myst_disable_syntax = []
myst_enable_extensions += ["html_admonition"]
outside_pictures = True
content_policy = content_policy.replace("data:", "data: https:")


def copy_style(app, error):
    if not error and app.builder.format == "html":
        (app.outdir / "_static" / "of-the-guide.css").write_text("p { color: inherit }")
        (app.outdir / "of-the-guide.html").touch()


def setup(app):
    app.add_css_file("of-the-guide.css")
    app.connect("build-finished", copy_style)  # as many extensions do
"""
SEEN = ("題", "言葉", "文", "表", "列", "行")
# What no reader sees as text: options, descriptions of pictures, comments, names of files and of index entries.
UNSEEN = re.compile(r"^:[a-z-]+:.*$|!\[[^]]*]\([^)]*\)|<img [^>]*>|^% .*$|^ *:::\{(?:index|synonyms)}.*$|\"題\"$", re.MULTILINE)


SHOWN = re.compile(r"^% (HTML|EPUB|PDF|bilingual PDF) (\w\w): (.+)$", re.MULTILINE)


FRONT_MATTER = re.compile(r"(?:---\n.*?\n---\n)?", re.DOTALL)
NUMBER = re.compile(r"^[\d.\s]+(?=\D)")
TITLE = re.compile(r"^% title: (.+)$", re.MULTILINE)


def translated(text: str) -> str:
    for source, translation in WORDS.items():
        text = text.replace(source, translation)
    return text.strip()


def png(width: int, height: int) -> bytes:
    """Return a picture in one colour (https://www.w3.org/TR/png-3/)."""
    rows = zlib.compress((b"\0" + b"\x0b\x55\x63" * width) * height)
    chunks = [(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


# Of a font that the others have not, or of shapes that stand for no one character: PDF/UA has none in a picture.
LETTERS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60">'
    '<text x="9" y="20" data-width="280">漢字č ⚠\ufe0f مرحبا</text><text x="9" y="50" data-width="280">नमस्ते 日本</text></svg>'
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site of a project that has a page for each construct, in two languages."""
    project = SmallProject(tmp_path_factory.mktemp("constructs") / "project")
    docs = project.folder / "docs"
    project.add_settings(OF_A_GUIDE)
    names = [path.stem for path in CONSTRUCTS]
    (docs / "picture.png").write_bytes(png(60, 30))
    (docs / "PHOTO.PNG").write_bytes(png(60, 30))
    (docs / "called.jpg").write_bytes(png(60, 30))
    (docs / "screen.png").write_bytes(png(60, 30))
    (docs / "screen.en.png").write_bytes(png(30, 60))
    (docs / "letters.svg").write_text(LETTERS, encoding="utf-8")
    (docs / "figures" / "letters.svg").write_text(LETTERS, encoding="utf-8")
    (docs / "drawing.png").write_bytes(png(60, 30))
    (docs / "drawing.svg").write_bytes((docs / "figures" / "ktls.svg").read_bytes())
    shutil.copytree(ROOT / "tests" / "constructs" / "lab", docs / "lab", dirs_exist_ok=True)
    for path in CONSTRUCTS:
        content = path.read_text(encoding="utf-8")
        title = " ".join([path.stem, *TITLE.findall(content)])
        head = FRONT_MATTER.match(content)[0]
        text = f"{head}(construct-{path.stem})=\n# {title}\n\n{content.removeprefix(head)}"
        (docs / path.name).write_text(text, encoding="utf-8")
    index = docs / "index.md"
    text = index.read_text("utf-8").replace("# 小さな本", f"# 小さな本{'x' * 60}")  # a title that no line has room for
    index.write_text(text.replace("chapter\nterms\n", "\n".join(["chapter", "terms", *names, ""])), "utf-8")
    project.must_make("catalogs")
    for path in (project.folder / "locale" / "en" / "LC_MESSAGES").glob("*.po"):
        if path.stem in names:
            catalog = polib.pofile(str(path))
            for entry in catalog:
                entry.msgstr = translated(entry.msgid)
            catalog.save()
    project.must_make()
    return project.folder / "build" / "site"


@cache
def pdf_texts(path: Path) -> dict[str, str]:
    """Return the text of each chapter of a book, by the first word of its title, but for a number; each begins a page."""
    reader = PdfReader(path)
    starts = []

    def collect(entries):
        for entry in entries:
            if isinstance(entry, list):
                collect(entry)
            else:
                starts.append((NUMBER.sub("", entry.title).split()[0], reader.get_destination_page_number(entry)))

    collect(reader.outline)
    texts = {}
    for name, page in starts:
        end = min((other for _title, other in starts if other > page), default=len(reader.pages))
        texts.setdefault(name, "".join(reader.pages[number].extract_text() for number in range(page, end)))
    return texts


def html_text(markup: str) -> str:
    soup = BeautifulSoup(markup, "html.parser")
    return (soup.select_one("article") or soup.body).get_text(" ")


def texts_of(site: Path, language: str, name: str) -> dict[str, str]:
    """Return the text of a construct's page in each output of a language."""
    stem = f"{conf.project}-{language}"
    with ZipFile(site / language / f"{stem}.epub") as archive:
        (page,) = [file for file in archive.namelist() if file.endswith(f"/{name}.xhtml") or file == f"{name}.xhtml"]
        epub = archive.read(page).decode()
    return {
        "HTML": html_text((site / language / f"{name}.html").read_text(encoding="utf-8")),
        "EPUB": html_text(epub),
        "PDF": pdf_texts(site / language / f"{stem}.pdf")[name],
        "bilingual PDF": pdf_texts(site / f"{conf.project}-ja-en.pdf")[name],
    }


@pytest.mark.parametrize("path", CONSTRUCTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_its_words_are_in_every_output(built, path, language):
    shown = UNSEEN.sub("", path.read_text(encoding="utf-8"))
    words = [word if language == "ja" else WORDS[word] for word in SEEN if word in shown]
    for output, text in texts_of(built, language, path.stem).items():
        missing = [word for word in words if word not in "".join(text.split())]
        assert not missing, (output, text)


@pytest.mark.parametrize("path", [path for path in CONSTRUCTS if SHOWN.search(path.read_text("utf-8"))], ids=lambda path: path.stem)
def test_it_comes_out_as_it_says(built, path):
    for output, language, words in SHOWN.findall(path.read_text(encoding="utf-8")):
        text = texts_of(built, language, path.stem)[output]
        assert "".join(words.split()) in "".join(text.split()), (output, text)


def test_the_numbers_of_items_are_those_of_their_list(built):
    """`test_it_comes_out_as_it_says` sees those of books."""
    name = "html-list-numbers-of-items"
    with ZipFile(built / "en" / f"{conf.project}-en.epub") as archive:
        pages = [archive.read(f"{name}.xhtml").decode(), (built / "en" / f"{name}.html").read_text("utf-8")]
    for page in pages:
        assert [item.get("value") for item in BeautifulSoup(page, "html.parser").select("section li")] == list("78343221")


@pytest.mark.parametrize("name", ["figure-numbered", "table-numbered", "code-numbered"])
def test_its_number_is_the_same_in_every_output_and_language(built, name):
    numbers = {}
    for language, word in (("ja", "図|表|リスト"), ("en", "Figure |Table |Listing ")):
        page = BeautifulSoup((built / language / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        labels = [label.get_text().strip() for label in page.select(".caption-number")]
        assert labels and all(re.fullmatch(rf"(?:{word})\d+", label) for label in labels)
        texts = texts_of(built, language, name)
        assert [output for output, text in texts.items() for label in labels if label not in text] == []
        numbers[language] = [re.search(r"\d+", label)[0] for label in labels]
    assert numbers["ja"] == numbers["en"]


@pytest.mark.parametrize(("language", "words"), [("ja", "図の言葉"), ("en", "picture of words")])
def test_the_words_of_pictures_are_those_of_the_language(built, language, words):
    book = (built.parent / "pdf" / language / "book" / "book.typ").read_text(encoding="utf-8")
    for name in [path.stem for path in CONSTRUCTS if path.stem.startswith("image")]:
        page = BeautifulSoup((built / language / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        assert {image["alt"] for image in page.select("article img")} == {words}, name
    assert f'alt: "{words}"' in book
    assert 'alt: "図の言葉"' not in book or language == "ja"


@pytest.mark.parametrize(("language", "words"), [("ja", "題"), ("en", "Title")])
def test_a_picture_has_its_tooltip(built, language, words):
    page = BeautifulSoup((built / language / "image-with-title.html").read_text("utf-8"), "html.parser")
    assert page.select_one("article img")["title"] == words


@pytest.mark.parametrize(("language", "name"), [("ja", "screen.png"), ("en", "screen.en.png")])
def test_a_picture_without_a_format_is_the_best_of_its_name_and_of_the_language(built, language, name):
    page = BeautifulSoup((built / language / "image-of-any-format.html").read_text("utf-8"), "html.parser")
    assert [image["src"].rpartition("/")[2] for image in page.select("article img")] == ["drawing.svg", name, name]


def test_what_html_begins_in_a_line_begins_a_line(built):
    page = BeautifulSoup((built / "ja" / "html-blocks-in-lines.html").read_text("utf-8"), "html.parser")
    assert page.select_one("article td").get_text("", strip=False).split("\n")[:4] == ["題", "文", "言葉", "列です。"]


def test_no_key_is_empty(built):
    page = BeautifulSoup((built / "ja" / "role-kbd-with-blanks.html").read_text("utf-8"), "html.parser")
    assert [key.get_text() for key in page.select("article kbd")] == ["Ctrl", "Alt", "C"]


def test_the_book_of_both_languages_shows_the_pictures_of_both(built):
    page = chapter_page(built / f"{conf.project}-ja-en.pdf", "image-of-each-language")
    heights = [image["height"] for image in page.get_image_info()]
    assert len(heights) == 8 and heights.count(60) == 4


@pytest.mark.parametrize("language", ["ja", "en"])
def test_words_are_struck_out_in_books(built, language):
    book = (built.parent / "pdf" / language / "book" / "book.typ").read_text(encoding="utf-8")
    with ZipFile(built / language / f"{conf.project}-{language}.epub") as archive:
        page = archive.read(next(name for name in archive.namelist() if name.endswith("strikethrough.xhtml"))).decode()
    assert book.count("#strike[") == page.count("<s>") == page.count("</s>") == 3


@pytest.mark.parametrize(
    ("language", "titles"),
    [("ja", {r"\frac{1}{2}の題", "O(n)の題", "題言葉"}), ("en", {r"\frac{1}{2} of Title", "O(n) of Title", "Title words"})],
)
def test_a_bookmark_says_what_its_title_shows(built, language, titles):
    """Of a formula its source, as the contents of the EPUB do; of two lines one."""
    assert titles <= set(outline_titles(PdfReader(built / language / f"{conf.project}-{language}.pdf").outline))


def test_no_translation_is_said_to_be_refused(built):
    for path in CONSTRUCTS:
        page = BeautifulSoup((built / "en" / f"{path.stem}.html").read_text(encoding="utf-8"), "html.parser")
        assert [badge.get_text() for badge in page.select(".message-state")] == [], path.stem


def test_the_lines_of_a_paragraph_are_joined(built):
    page = (built / "ja" / "paragraph-on-several-lines.html").read_text(encoding="utf-8")
    book = texts_of(built, "ja", "paragraph-on-several-lines")["PDF"]
    assert "一行目の文の続きの文、<strong>題</strong>と言葉と<a" in page
    assert "一行目の文の続きの文、題と言葉と" in book.replace("\n", "")


def printed_letters(page):
    """Yield the letters of a page and where the ink of each begins and ends: that of full-width marks in their middle."""
    for block in page.get_text("rawdict")["blocks"]:
        for char in (char for line in block.get("lines", ()) for span in line["spans"] for char in span["chars"]):
            (x0, _y0, x1, _y1), letter = char["bbox"], char["c"]
            if letter.strip():
                middle = (x0 + x1) / 2
                yield letter, middle if letter in "（「" else x0, middle if letter in "。、）」" else x1


# Where the margins are: margins and pair-margins of measures.typ.
@pytest.mark.parametrize(("name", "margin"), [("ja/{}-ja", 28), ("en/{}-en", 28), ("{}-ja-en", 20)])
def test_no_letter_leaves_the_paper(built, name, margin):
    millimetre, outside = 72 / 25.4, []
    for page in pymupdf.open(built / f"{name.format(conf.project)}.pdf"):
        left, right = margin * millimetre - 1, page.rect.width - margin * millimetre + 1
        outside += [(page.number + 1, letter, round(x0)) for letter, x0, x1 in printed_letters(page) if x0 < left or x1 > right]
    assert outside == []


def test_no_picture_stands_above_the_title_of_its_chapter(built):
    above = []
    for page in pymupdf.open(built / "ja" / f"{conf.project}-ja.pdf"):
        spans = [span for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()) for span in line["spans"]]
        titles = [span["bbox"][1] for span in spans if round(span["size"]) == 17]  # heading-sizes of measures.typ
        above += [page.number for image in page.get_image_info() if titles and image["bbox"][1] < titles[0]]
    assert above == []


def test_numbers_of_a_list_and_what_stands_at_a_side_are_on_the_screen(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/list-of-years.html", width=390)
    assert page.locator("article ol").evaluate("list => parseFloat(getComputedStyle(list).paddingLeft)") >= 48  # five letters
    page.goto(f"{serve_folder(built)}ja/html-at-a-side.html")
    side = page.locator("article div.align-right").evaluate("side => getComputedStyle(side)[`float`] + getComputedStyle(side).textAlign")
    assert side == "noneright"


def test_nothing_stands_beside_what_is_placed_on_a_phone(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/figure-placed.html", width=390)
    placed = "placed => placed.map(one => getComputedStyle(one).float)"
    assert page.locator("article :is(.align-left, .align-right)").evaluate_all(placed) == ["none", "none"]
    widths = page.locator("article figure").evaluate_all("figures => figures.map(figure => figure.clientWidth)")
    assert min(widths) == max(widths) > 300  # a caption needs the room


@pytest.mark.parametrize("width", [390, 1366])
def test_the_button_of_code_in_a_cell_stands_above_it(built, serve_folder, open_page, width):
    page = open_page(f"{serve_folder(built)}ja/blocks-in-cells.html", width=width)
    block, button, words = (page.locator(f"article td .highlight{part}").bounding_box() for part in ("", " button", " pre > span:not(:empty)"))
    assert button["y"] + button["height"] <= words["y"]
    assert block["x"] <= button["x"] and button["x"] + button["width"] <= block["x"] + block["width"]


def test_a_signature_begins_beside_a_picture(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/signature-beside-a-picture.html")
    picture, name = (page.locator(f"article {part}").bounding_box() for part in ("img", ".descname"))
    assert name["y"] < picture["y"] + picture["height"] and name["x"] >= picture["x"] + picture["width"]


@pytest.mark.parametrize("width", [390, 1366])
def test_what_stands_upon_a_picture_stays_in_its_card(built, serve_folder, open_page, width):
    page = open_page(f"{serve_folder(built)}ja/design-cards-on-pictures.html", width=width)
    below = "cards => cards.map((card) => card.lastElementChild.scrollHeight - card.clientHeight)"
    assert max(page.locator("article .sd-card:has(img)").evaluate_all(below)) <= 0


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("name", ["long-words", "long-words-in-components", "math-long-in-a-sentence"])
def test_no_word_leaves_the_screen(built, serve_folder, open_page, name, width):
    page = open_page(f"{serve_folder(built)}ja/{name}.html", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = "all => all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 80))"
    assert page.locator("article :is(.sd-badge, .sd-btn, .sd-card, .sd-summary-text, .sd-tab-label, .hlist)").evaluate_all(outside) == []


def test_the_number_of_a_wide_formula_stands_behind_it_on_a_phone(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/math-wider-than-the-page.html", width=390)
    formula, number = (page.locator(f"article .math {part}").first.bounding_box() for part in ("math", ".eqno"))
    assert formula["width"] > 390
    assert number["x"] >= formula["x"] + formula["width"]


@pytest.mark.parametrize("width", [390, 1366])
def test_a_table_in_a_cell_has_room_for_its_words(built, serve_folder, open_page, width):
    page = open_page(f"{serve_folder(built)}ja/table-in-narrow-places.html", width=width)
    seen = page.locator("article td .table-wrapper").evaluate_all("parts => parts.map(part => part.clientWidth)")
    assert len(seen) == 2 and min(seen) > 150
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_beside_a_long_word_a_cell_has_room_for_some_letters_on_a_phone(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/table-with-long-words.html", width=390)
    sentence, word = (page.locator("article td").nth(place) for place in (1, 3))
    assert sentence.evaluate("cell => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize)") >= 5
    assert not word.get_attribute("class")  # it is narrow by itself
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_emphasis_is_seen_in_the_books(built):
    for name, fonts in ((f"ja/{conf.project}-ja.pdf", {"文": "Bold"}), (f"en/{conf.project}-en.pdf", {"sentence": "Italic"})):
        page = next(page for page in pymupdf.open(built / name) if page.get_text().count("\nemphasis\n"))
        spans = [span for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()) for span in line["spans"]]
        for words, font in fonts.items():
            assert any(font in span["font"] for span in spans if span["text"].strip() == words), spans


def test_cells_of_heads_and_of_stub_columns_are_bold_and_no_others(built):
    book = pymupdf.open(built / "en" / f"{conf.project}-en.pdf")
    page = next(page for page in book if page.get_text().count("\ntable-without-head\n"))
    spans = [span for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()) for span in line["spans"]]
    bold = {span["text"].strip(): "Bold" in span["font"] for span in spans}
    cells = ("Title", "sentence", "column", "row", "name", "words")
    assert [word for word in cells if bold[word]] == ["column", "row", "name"]


def test_the_deeper_a_heading_the_smaller_are_its_letters(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/heading-depth-six.html")
    sizes = [
        page.locator(f"article h{level}").first.evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
        for level in range(1, 7)
    ]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) >= 5


def test_no_word_of_a_table_is_broken_that_has_room_in_its_row(built):
    page = chapter_page(built / "ja" / f"{conf.project}-ja.pdf", "table-of-many-columns")
    words = [word for _x0, _y0, _x1, _y1, word, *_ in page.get_text("words")]
    assert words.count("Supported") == 2 and words.count("Secure") == 3
    assert max(x1 for _x0, _y0, x1, *_ in page.get_text("words")) < page.rect.width - 70


@pytest.mark.parametrize("name", ["ja/{}-ja", "en/{}-en", "{}-ja-en"])
def test_no_word_lies_upon_another_where_fields_have_no_room(built, name):
    page = chapter_page(built / f"{name.format(conf.project)}.pdf", "fields-in-a-narrow-cell")
    words = sorted((round(y1), x0, x1, word) for x0, _y0, x1, y1, word, *_ in page.get_text("words"))
    assert [(one, other) for one, other in pairwise(words) if one[0] == other[0] and one[2] > other[1] + 1] == []


def test_what_stands_in_a_quote_begins_where_its_words_do(built):
    book = pymupdf.open(built / "ja" / f"{conf.project}-ja.pdf")
    page = next(page for page in book if page.get_text().count("\nblocks-in-a-quote\n"))
    (words,), (title,) = page.search_for("文です。"), page.search_for("題")
    assert abs(words.x0 - title.x0) < 1


def test_the_words_of_a_button_have_one_colour_in_the_book_of_both_languages(built):
    book = pymupdf.open(built / f"{conf.project}-ja-en.pdf")
    page = next(page for page in book if page.get_text().count("design-button\n") and page.search_for("Title"))
    spans = [span for block in page.get_text("dict")["blocks"] for line in block.get("lines", ()) for span in line["spans"]]
    assert {span["color"] for span in spans if span["text"].strip() in ("題", "Title")} == {0xFFFFFF}


def test_a_line_is_broken_in_every_output(built):
    pages = texts_of(built, "ja", "hard-break")
    page = BeautifulSoup((built / "ja" / "hard-break.html").read_text(encoding="utf-8"), "html.parser")
    translated_page = BeautifulSoup((built / "en" / "hard-break.html").read_text(encoding="utf-8"), "html.parser")
    assert len(page.select("article p br")) == len(translated_page.select("article p br")) == 4
    assert page.select_one("meta[name=description]")["content"].split() == ["文です。", "言葉です。"]
    assert all(re.search(r"文です。\s*\n\s*言葉です。", pages[output]) for output in ("PDF", "bilingual PDF")), pages
    with ZipFile(built / "ja" / f"{conf.project}-ja.epub") as archive:
        assert b"<br />" in archive.read("hard-break.xhtml")


def test_a_style_that_an_extension_copies_last_is_in_the_epub(built):
    with ZipFile(built / "ja" / f"{conf.project}-ja.epub") as archive:
        assert "_static/of-the-guide.css" in archive.namelist() and "of-the-guide.html" not in archive.namelist()
        assert "_static/of-the-guide.css" in archive.read("code.xhtml").decode()


# Whose words, of a formula or of a button, stand otherwise beside each other in the other direction, or lie upon each other.
OF_BOTH_DIRECTIONS = ("html-in-lines", "design-card-links", "design-cards", "long-words", "math-long-in-a-sentence", "math-with-words", "design-badges-and-icons")


@pytest.mark.parametrize("width", [1366, 390])
def test_every_box_changes_sides_with_the_direction_of_its_page(built, serve_folder, open_page, width):
    page, address, found = open_page(width=width, bypass_csp=True), serve_folder(built), {}
    for path in CONSTRUCTS:
        if path.stem not in OF_BOTH_DIRECTIONS:
            page.goto(f"{address}en/{path.stem}.html")
            found[path.stem] = not_turned(page, "article")  # what is around is that of any page
    assert {name: boxes for name, boxes in found.items() if boxes} == {}


# What brings styles and scripts of its own, or markup that no other page has.
LIVELY = [path.stem for path in CONSTRUCTS if path.stem.startswith(("contents", "design-", "math-", "sized-", "task-", "toctree-with", "todo"))]


@pytest.mark.parametrize("name", LIVELY)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_content_policy_blocks_nothing(built, serve_folder, open_page, name, scheme):
    page = open_page(color_scheme=scheme)
    seen = watch(page)
    page.goto(f"{serve_folder(built)}en/{name}.html")
    assert seen["complaints"] == [] and len(seen["hosts"]) == 1
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_violations(page, {"type": "rule", "values": [*NARROW, "color-contrast"]}) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(
    "name, files",
    [
        ("emphasis", set()),
        ("math-in-lines", {"math.css"}),
        ("attributes-of-words", {"furo-code.css", "pygments.css"}),
        ("admonition-tip", {"furo-boxes.css"}),
        ("design-tabs", {"sphinx-design.min.css", "design-components.css", "furo-extensions.css", "design-tabs.js"}),
    ],
)
def test_a_page_loads_the_styles_and_scripts_of_what_it_has(built, name, files):
    soup = BeautifulSoup((built / "en" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    loaded = {(tag.get("href") or tag.get("src", "")).split("?")[0].rpartition("/")[2] for tag in soup.select("link, script")}
    everywhere = {"furo.css", "site.css", "svg-figures.css", "front-page.css", "favicon.svg", "widths.css", "of-the-guide.css"}
    assert {name for name in loaded if name.endswith(".css") or name == "design-tabs.js"} - everywhere == files


# What the state of an element, or what stands before and behind it, is asked by.
STATES = re.compile(r"::?(?:after|before|checked|empty|focus|focus-visible|focus-within|hover|target)(?![\w-])")


def test_no_page_has_what_a_part_of_the_theme_s_styles_is_of_without_loading_it(built, open_page):
    page, found = open_page(), []
    selectors = {name: [STATES.sub("", selector) for _, selector, _ in css_rules(page, css)] for name, css in split(FURO).items() if name}
    selectors["left out"] = [selector for _, selector, _ in css_rules(page, FURO) if NOWHERE.search(selector)]
    for path in CONSTRUCTS:
        html = (built / "ja" / f"{path.stem}.html").read_text(encoding="utf-8")
        page.set_content(re.sub(r"<link [^>]*>|<script.*?</script>", "", html, flags=re.DOTALL), wait_until="domcontentloaded")
        for name, some in selectors.items():
            if name not in html:
                found += [(path.stem, name, selector) for selector in page.evaluate("all => all.filter(one => document.querySelector(one))", some)]
    assert found == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_epub_says_which_pages_hold_formulas_and_needs_no_scripts(built, language):
    with ZipFile(built / language / f"{conf.project}-{language}.epub") as archive:
        package = BeautifulSoup(archive.read("content.opf"), "xml")
        held = {item["href"]: item.get("properties", "") for item in package.select("manifest item")}
        assert held["math-in-lines.xhtml"] == "mathml" and held["design-badges-and-icons.xhtml"] == "svg"
        assert held["emphasis.xhtml"] == ""
        page = archive.read("design-tabs.xhtml").decode()
    assert "<input" not in page and "<script" not in page and "sphinx-design" not in page
    assert page.count("admonition-title") == 2


def test_an_icon_is_a_picture_in_every_output_and_has_a_name_where_it_stands_alone(built):
    page = BeautifulSoup((built / "en" / "design-icons-alone.html").read_text(encoding="utf-8"), "html.parser")
    names = [icon.get("aria-label") for icon in page.select("article svg")]
    assert names == ["check", "check", "close", None, None]
    with ZipFile(built / "en" / f"{conf.project}-en.epub") as archive:
        drawn = BeautifulSoup(archive.read("design-icons-alone.xhtml"), "xml").find_all("svg")
    assert {icon.namespace for icon in drawn} == {"http://www.w3.org/2000/svg"} and len(drawn) == 5
    structure = PdfReader(built / "en" / f"{conf.project}-en.pdf").trailer["/Root"]["/StructTreeRoot"]
    figures = [str(element.get("/Alt")) for element in tagged(structure.get_object()) if element.get("/S") == "/Figure"]
    assert figures.count("check") == 2 and figures.count("close") == 1


@pytest.mark.parametrize("name", ["blocks-in-cells", "blocks-in-narrow-places"])
def test_where_there_is_no_room_for_two_columns_the_languages_stand_under_each_other(built, name):
    sentence = "言葉と題です。"
    (text,) = [text for chapter, text in pdf_texts(built / f"{conf.project}-ja-en.pdf").items() if chapter == name]
    lines = [line.strip(" •–") for line in text.splitlines()]
    times = (ROOT / "tests" / "constructs" / f"{name}.md").read_text("utf-8").count(sentence)
    assert lines.count(sentence) == text.count(translated(sentence)) == times


def test_a_picture_with_words_in_two_languages_is_shown_once(built):
    book = pymupdf.open(built / f"{conf.project}-ja-en.pdf")
    starts = {title.split()[0]: page for _level, title, page in book.get_toc()}
    assert len(book[starts["image"] - 1].get_image_info()) == 1


def chapter_page(path: Path, name: str) -> pymupdf.Page:
    """Return the page of a book that the chapter of a construct begins."""
    book = pymupdf.open(path)
    return book[next(page for _level, title, page in book.get_toc() if title.split()[0] == name) - 1]


def test_pictures_lead_where_they_say(built):
    page = BeautifulSoup((built / "ja" / "image-with-targets.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in page.select("article a:has(> img)")] == [
        "https://example.org/", "#a-picture-with-a-target", "list.html#construct-list", "list.html",
    ]  # fmt: skip
    assert page.select_one("#a-picture-with-a-target").name == "img"
    figures = BeautifulSoup((built / "ja" / "figure-placed.html").read_text("utf-8"), "html.parser").select("article figure")
    links = [figure.select_one("a:has(> img)") for figure in figures]
    assert [link and link["href"].rpartition("/")[2] for link in links] == [None, "list.html#construct-list", "picture.png"]
    for name in (f"ja/{conf.project}-ja.pdf", f"{conf.project}-ja-en.pdf"):
        page = chapter_page(built / name, "image-with-targets")
        kinds = [link["kind"] for link in page.get_links()]
        assert kinds.count(pymupdf.LINK_URI) == 1 and len(kinds) >= 4
        assert page.get_text().count("ページ）") == 3


# Where the middle of each picture is, as a share of the room between the margins; of most the width is a tenth.
@pytest.mark.parametrize(
    "name, places",
    [
        ("image-with-targets", [0.95, 0.45, 0.05, 0.05, 0.95]),  # the second has the number of a page beside it
        ("figure-placed", [0.05, 0.85, 0.5]),  # the second too
    ],
)
def test_pictures_stand_in_the_book_where_they_say(built, name, places):
    page = chapter_page(built / "ja" / f"{conf.project}-ja.pdf", name)
    margin = 28 * 72 / 25.4  # of measures.typ
    room = page.rect.width - 2 * margin
    middles = [((image["bbox"][0] + image["bbox"][2]) / 2 - margin) / room for image in page.get_image_info()]
    assert middles == pytest.approx(places, abs=0.01)


def lines_of(page: pymupdf.Page, margin: float) -> dict[str, tuple[float, float]]:
    """Return how far from the left margin each line of a page begins, and how far from the right one it ends; the margins in millimetres."""
    margin *= 72 / 25.4
    lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
    boxes = {"".join(span["text"] for span in line["spans"]).strip(): line["bbox"] for line in lines}
    return {words: (x0 - margin, page.rect.width - margin - x1) for words, (x0, _y0, x1, _y1) in boxes.items()}


def test_what_html_puts_in_the_middle_or_at_a_side_stands_there_in_the_book(built):
    page = chapter_page(built / "ja" / f"{conf.project}-ja.pdf", "html-in-the-middle")
    lines = lines_of(page, 28)  # of measures.typ
    for words in ("題です。", "文です。", "文と言葉です。"):
        assert lines[words][0] == pytest.approx(lines[words][1], abs=10), words  # the ink of a full stop is no half of it
    assert lines["題"][0] == lines["文の言葉です。"][0] == pytest.approx(0, abs=1)  # behind the end of the box
    assert lines["これは言葉です。"][1] == pytest.approx(0, abs=10)
    assert lines["• 言葉"][0] == lines["• 行"][0] > 150
    middles = [(image["bbox"][0] + image["bbox"][2]) / 2 for image in page.get_image_info()]
    assert middles == pytest.approx([page.rect.width / 2] * 2, abs=1)
    pair = lines_of(chapter_page(built / f"{conf.project}-ja-en.pdf", "html-in-the-middle"), 20)
    assert pair["This words is."][1] == pytest.approx(0, abs=3) and pair["Title is."][1] > 60


def test_html_in_the_middle_stands_there_on_the_site_and_in_an_epub(built, open_page, serve_folder, tmp_path):
    with ZipFile(built / "ja" / f"{conf.project}-ja.epub") as archive:
        archive.extractall(tmp_path)
    (in_epub,) = tmp_path.rglob("html-in-the-middle.xhtml")
    pages = f"{serve_folder(built)}ja/html-in-the-middle.html", f"{serve_folder(tmp_path)}{in_epub.relative_to(tmp_path)}"
    for address in pages:
        aligned = open_page(address).locator("p").evaluate_all("all => all.map(one => [one.innerText.trim(), getComputedStyle(one).textAlign])")
        assert {("題です。", "center"), ("文と言葉です。", "center"), ("これは言葉です。", "right")} <= set(map(tuple, aligned))
        assert dict(aligned)["文の言葉です。"] in ("start", "left", "justify")


def test_four_cards_have_fewer_columns_where_there_is_no_room(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}ja/design-grid-of-four.html")
    places = "cells => cells.map(cell => cell.getBoundingClientRect()).map(box => [Math.round(box.x), Math.round(box.y), box.width])"
    rows = {}
    for width in (1366, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        cells = page.locator("article .sd-row .sd-col").evaluate_all(places)
        rows[width] = [len({top for _left, top, _width in cells[:4]}), len({top for _left, top, _width in cells[4:]})]
        assert width == 1366 or all(room > 120 for _left, _top, room in cells[:4]) and all(room < 60 for _left, _top, room in cells[4:])
    assert rows == {1366: [1, 1], 390: [2, 1], 320: [2, 1]}


def test_what_a_card_that_is_a_link_holds_can_be_clicked(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}en/design-cards-in-boxes.html")
    at_middle = """element => {
      element.scrollIntoView({block: "center"})
      const {left, top, width, height} = element.getBoundingClientRect()
      return document.elementFromPoint(left + width / 2, top + height / 2).closest("a")?.getAttribute("href")
    }"""
    card, inner = page.locator("article .sd-card").nth(0), page.locator("article .sd-card .sd-card").nth(0)
    assert card.locator(".sd-card-title").first.evaluate(at_middle) == "https://example.org/"
    assert card.locator("p a").first.evaluate(at_middle) == "list.html#construct-list"
    assert inner.locator("p").evaluate(at_middle) == "https://example.org/inner"


def test_the_width_of_a_picture_is_a_number_of_pixels_or_that_of_a_style_sheet(built, serve_folder, open_page):
    for path in (built / "en").glob("*.html"):
        pictures = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("article img[width]")
        assert all(picture["width"].isdecimal() for picture in pictures), path.name
    page = open_page(f"{serve_folder(built)}en/image-in-percent.html")
    shares = page.locator("article img").evaluate("image => image.clientWidth / image.parentElement.clientWidth")
    assert shares == pytest.approx(0.3, abs=0.01)


def test_what_a_page_says_of_itself_holds_nothing_that_is_noted_of_it(built):
    for language, words in (("ja", "説明"), ("en", "説明")):
        page = BeautifulSoup((built / language / "title-with-a-place.html").read_text(encoding="utf-8"), "html.parser")
        assert page.select_one("meta[name=description]")["content"] == words
        with ZipFile(built / language / f"{conf.project}-{language}.epub") as archive:
            head = BeautifulSoup(archive.read("title-with-a-place.xhtml"), "xml").head
        (description,) = head.select("meta[name=description]")
        assert set(description.attrs) <= {"name", "content", "lang", "xml:lang"}


def test_no_link_stands_in_another(built):
    for language in ("ja", "en"):
        with ZipFile(built / language / f"{conf.project}-{language}.epub") as archive:
            pages = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
        pages |= {path.name: path.read_bytes() for path in (built / language).glob("*.html")}
        assert [name for name, markup in pages.items() if BeautifulSoup(markup, "html.parser").select("article a a, .body a a")] == []


def test_no_id_is_there_twice(built):
    for path in [*(built / "ja").glob("*.html"), *(built / "en").glob("*.html")]:
        ids = [element["id"] for element in BeautifulSoup(path.read_text("utf-8"), "html.parser").find_all(id=True)]
        assert len(ids) == len(set(ids)), path.name


def test_a_formula_without_a_label_is_named_by_its_place(built):
    for language in ("ja", "en"):
        page = BeautifulSoup((built / language / "math-amsmath.html").read_text("utf-8"), "html.parser")
        assert [formula["id"] for formula in page.select("article .math[id]")] == ["equation-math-amsmath-1"]


def test_an_equation_has_one_number_in_every_output(built):
    for output, text in texts_of(built, "en", "math-numbered").items():
        flat = "".join(text.split())
        assert flat.count("(1)") == flat.count("(2)") == 2 + output.startswith("bilingual"), (output, flat)


def tagged(element):
    """Yield each element of the structure of a PDF."""
    if isinstance(element, list):
        for child in element:
            yield from tagged(child.get_object())
    elif isinstance(element, dict):
        yield element
        yield from tagged(element["/K"]) if "/K" in element else ()


def test_a_book_says_what_its_formulas_are(built):
    """Each has an alternative text (PDF/UA-1, 7.7): its source."""
    structure = PdfReader(built / "en" / f"{conf.project}-en.pdf").trailer["/Root"]["/StructTreeRoot"]
    formulas = [str(element.get("/Alt")) for element in tagged(structure.get_object()) if element.get("/S") == "/Formula"]
    assert "e = mc^2" in formulas and "None" not in formulas


@pytest.mark.parametrize(("language", "said"), [("ja", ["題の言葉", "表の言葉"]), ("en", ["Title of words", "table of words"])])
def test_tooltips_of_buttons_are_translated(built, language, said):
    page = BeautifulSoup((built / language / "design-button-tooltips.html").read_text("utf-8"), "html.parser")
    assert [button["title"] for button in page.select("article .sd-btn")] == said


def rules(page: pymupdf.Page) -> list[tuple[float, float]]:
    """Return where the lines across a page begin and end, as shares of the room between the margins."""
    margin = 28 * 72 / 25.4  # of measures.typ
    room = page.rect.width - 2 * margin
    lines = {(round((drawn["rect"].x0 - margin) / room, 2), round((drawn["rect"].x1 - margin) / room, 2)) for drawn in page.get_drawings()}
    return sorted(lines - {(0.0, 1.0)})


def test_a_table_is_as_wide_in_the_book_as_its_page_says_and_stands_there(built):
    lines = rules(chapter_page(built / "ja" / f"{conf.project}-ja.pdf", "table-placed"))
    assert lines[0][0] == 0 and lines[0][1] < 0.3
    assert min(start for start, _end in lines[1:]) == 0.5 and max(end for _start, end in lines) == 1


def test_a_table_in_the_middle_is_a_table_of_the_width_of_its_words(built, serve_folder, open_page):
    table = open_page(f"{serve_folder(built)}ja/table-in-the-middle.html").locator("article table")
    placed = "table => [table.getBoundingClientRect(), table.parentElement.getBoundingClientRect()].map(box => box.x + box.width / 2)"
    middle, of_page = table.evaluate(placed)
    assert table.evaluate("table => table.rows[0].clientWidth == table.clientWidth") and abs(middle - of_page) < 2


def test_a_wide_number_leaves_the_words_of_the_second_language_free(built):
    page = chapter_page(built / f"{conf.project}-ja-en.pdf", "list-with-wide-numbers")
    words = {word: (x0, x1) for x0, _y0, x1, _y1, word, *_place in page.get_text("words") if x0 > page.rect.width / 2}
    assert words["10."][1] < words["words"][0] == words["Title"][0]


def test_the_line_below_a_highlighted_one_begins_where_others_do(built, serve_folder, open_page):
    page = open_page(f"{serve_folder(built)}en/code-with-highlights-above.html")
    starts = page.locator("article .linenos").evaluate_all("numbers => numbers.map(number => number.getBoundingClientRect().left)")
    assert len(starts) == 4 and len(set(starts)) == 1


# Words that are narrower than their longest word would be: each letter in a line of its own.
SQUEEZED = """() => [...document.querySelectorAll('article [data-paired] > span')].filter((half) => {
  const width = half.getBoundingClientRect().width;
  return half.innerText.trim().length > 3 && half.getClientRects().length && width < 32;
}).map((half) => half.innerText)"""


@pytest.mark.parametrize("name", ["design-grid", "design-cards", "hlist", "blocks-in-cells", "image-placed-beside-words", "sidebar", "figure-placed"])
def test_side_by_side_no_words_are_squeezed(built, open_page, serve_folder, name):
    page = open_page(f"{serve_folder(built)}en/{name}.html?with=ja", width=1300)
    page.locator("html.side-by-side").wait_for(timeout=20_000, state="attached")
    assert page.locator("article [data-paired]").count()
    assert page.evaluate(SQUEEZED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_side_by_side_a_line_of_parsed_literal_keeps_its_indent_and_its_end(built, open_page, serve_folder):
    page = open_page(f"{serve_folder(built)}en/parsed-literal.html?with=ja", width=1300)
    block = page.locator("html.side-by-side pre.literal-block").first
    block.wait_for(timeout=20_000)
    own, other = (block.locator(f".{words}-words") for words in ("own", "other"))
    for places in (own, other):
        first, second = (places.nth(number).bounding_box() for number in (0, 1))
        assert second["x"] - first["x"] > 20 and 10 < second["y"] - first["y"] < 30
