"""A word that no line of the book has room for is broken, between its parts if it has some; no other word is."""

from __future__ import annotations

import pytest
from conftest import SLOW
from docutils import nodes
from test_right_to_left import page_of_book
from translated_docs.pdf.translators.inline import longest_word
from translated_docs.pdf.typography.long_words import BLANK_WITHOUT_WIDTH, NOTE, ROW, TEXT, TITLE, split_long_words
from translated_docs.pdf.typography.script_spacing import with_gaps
from translated_docs.pdf.typography.table_columns import column_letters, width_of


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("words of ten letters at most", ["words of ten letters at most"]),
        ("abcdefghijk", [*"abcdefghijk"]),
        ("see abcdefghijk there", ["see a", *"bcdefghij", "k there"]),
        ("aaaa.bbbb_cccc=dd ok", ["aaaa.", "bbbb_", "cccc=", "dd ok"]),
        ("a-word-with-many-parts/and/more", ["a-word-with-many-parts/and/more"]),  # Typst breaks it there
        ("管理はmanagement、制御はcontrol、保存はstorage", ["管理はmanagement、制御はcontrol、保存はstorage"]),
        ("漢字漢字漢字漢字漢字漢字", ["漢字漢字漢字漢字漢字漢字"]),
        ("ภาษาไทยภาษาไทย", ["ภาษาไทยภาษาไทย"]),
        ("กกกกกก", [*"กกกกกก"]),
        ("คำกากากากากาพ", ["คำกา", "กา", "กา", "กา", "กาพ"]),
        ("ស្ត្រី" * 5, ["ស្ត្រី"] * 5),
        ("ᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚ", [*"ᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚ"]),
        ("مستندات_بالعربية", ["مستندات_", "بالعربية"]),
        ("مستنداتبالعربية", ["مستنداتبالعربية"]),  # within a part its letters are joined
        ("x\u0302y\u0302z\u0302" * 2, ["x\u0302", "y\u0302", "z\u0302"] * 2),
        ("გამარჯობაგამარჯობა", [*"გამარჯობაგამარჯობა"]),
        ("文……と——と！！です", ["文……と——と！！です"]),
        ("文──────です", ["文─\u200b─\u200b─\u200b─\u200b─\u200b─です"]),
        ("！！！！！！…→ー", ["\u200b".join("！！！！！！…→ー")]),
        ("x..........", ["x" + "\u200b".join("..........")]),
        ("", [""]),
    ],
)
def test_where_a_long_word_may_be_broken(text, pieces):
    assert split_long_words(text, 10) == pieces
    assert "".join(pieces).replace(BLANK_WITHOUT_WIDTH, "") == text


def test_the_places_are_marked_in_the_source_of_the_book():
    assert with_gaps("a_b" * 20).count("#may-break") == 20
    assert with_gaps("words of the text") == '#"words of the text"'


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ([nodes.paragraph], TEXT),
        ([nodes.list_item, nodes.paragraph, nodes.literal], TEXT),
        ([nodes.title], TITLE),
        ([nodes.title, nodes.literal], TITLE),
        ([nodes.footnote, nodes.paragraph, nodes.reference], NOTE),
    ],
)
def test_how_long_a_word_may_be_depends_on_where_it_stands(around, expected):
    text = node = nodes.Text("some words")
    for kind in reversed(around):
        node = kind("", "", node) if issubclass(kind, nodes.TextElement) else kind("", node)
    assert longest_word(text) == expected


@pytest.mark.parametrize(("columns", "expected"), [(1, ROW), (3, ROW // 3), (12, 8)])
def test_in_a_table_it_depends_on_the_columns(columns, expected):
    text = nodes.Text("some words")
    entry = nodes.entry("", nodes.paragraph("", "", text))
    nodes.tgroup("", nodes.tbody("", nodes.row("", entry)), cols=columns)
    assert longest_word(text) == expected


def table(*rows: str, around=nodes.section, classes=()) -> nodes.table:
    """Return a table of the words of its rows, a column each."""
    body = nodes.tbody("", *(nodes.row("", *(nodes.entry("", nodes.paragraph("", "", nodes.Text(word))) for word in row.split())) for row in rows))
    made = nodes.table("", nodes.tgroup("", body, cols=len(rows[0].split())), classes=list(classes))
    around("", made)
    return made


LONG = "abcdefghijklmnopqrst"  # more than the third part of a row
WORDY = "many_words_" * 12


def test_where_each_word_has_room_columns_are_as_wide_as_their_words_and_what_is_left_is_of_those_with_more():
    letters = column_letters(table(f"a {LONG}z.{LONG} {WORDY}", "a b c"))
    assert letters[1] >= width_of(f"{LONG}z.") and letters[2] > letters[1] > letters[0] >= 4
    assert sum(letters) == pytest.approx((436 - 3 * 10) / 5)


@pytest.mark.parametrize(
    "made",
    [
        table(f"a b {WORDY}", "a b c"),  # no word would be broken within a part
        table(f"a {LONG}z b"),  # all have room in one line
        table(f"{LONG * 2} {LONG * 2} {LONG * 2}"),  # not even the parts have room
        table(f"a {LONG}z {WORDY}", around=nodes.list_item),  # where a row has less room
        table(f"a {LONG}z {WORDY}", classes=["colwidths-given"]),
        table(f"a {LONG}z {WORDY}", "a b"),
    ],
)
def test_of_all_other_tables_typst_decides(made):
    assert column_letters(made) is None


def test_in_such_columns_words_are_broken_between_their_parts_alone():
    assert split_long_words(f"{LONG}.{LONG}", 10, has_room_for_parts=True) == [f"{LONG}.", LONG]


KOREAN = "패키지를 만들고 배포하는 방법을 설명합니다. 처음부터 차례대로 읽으면 됩니다."
BOOK = """#import "templates/book.typ": *
#set document(title: "-")
#set page(width: WIDTHpt, height: 300pt, margin: 20pt)
#set text(font: body-font)
#in-language(code: "ko")[WORDS]
"""


@pytest.mark.parametrize("width", [100, *(pytest.param(width, marks=SLOW) for width in (110, 120, 130))])
def test_lines_of_korean_end_between_words(tmp_path, width):
    page = page_of_book(tmp_path, BOOK.replace("WIDTH", str(width)).replace("WORDS", KOREAN), {"": "ltr", "ko": "ltr"})
    lines = page.get_text().split("\n")
    assert len(lines) > 4 and " ".join(" ".join(lines).split()) == KOREAN
    assert {word for line in lines for word in line.split()} == set(KOREAN.split())


def test_a_word_of_korean_that_is_longer_than_the_line_is_broken(tmp_path):
    page = page_of_book(tmp_path, BOOK.replace("WIDTH", "200").replace("WORDS", "패키지를" * 15), {"": "ltr", "ko": "ltr"})
    assert all(word[2] <= 200 for word in page.get_text("words"))
