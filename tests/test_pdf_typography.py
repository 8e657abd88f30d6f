"""The book as a publisher would set it: front matter, parts, ends of lines, references to pages."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pymupdf
import pytest
from conftest import LANGUAGES, SITE, SLOW
from docutils import nodes
from sphinx import addnodes
from translated_docs.content.directives.slide import slide
from translated_docs.pdf.builder import page_reference
from translated_docs.pdf.translators.blocks import LOW, BlockTranslator, height_of, keep_rows_whole, leads_in
from translated_docs.pdf.translators.blocks import may_float
from translated_docs.pdf.translators.inline import place_of_page
from translated_docs.pdf.typography.line_ends import FULL_WIDTH, JOINED, UNBROKEN, keep_colons, keep_end, keep_links, keep_phrases
from translated_docs.pdf.typography.table_columns import wide_letters

import conf

SOURCE, *TRANSLATIONS = LANGUAGES
PAIR = f"{conf.project}-{SOURCE}-{TRANSLATIONS[0]}.pdf"


@pytest.fixture(scope="module")
def japanese():
    return pymupdf.open(SITE / "ja" / f"{conf.project}-ja.pdf")


@pytest.fixture(scope="module")
def both():
    return pymupdf.open(SITE / PAIR)


def lines(page):
    """Return the text and the left edge of each line of a page."""
    found = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", [])]
    return [("".join(span["text"] for span in line["spans"]).strip(), line["bbox"][0]) for line in found]


def bookmarks(book, level):
    return [title for depth, title, _ in book.get_toc() if depth == level]


def test_the_front_page_is_one_chapter_that_no_talk_stands_beside(japanese):
    contents = [(depth, title) for depth, title, _ in japanese.get_toc()]
    front = contents.index((1, "はじめに"))
    assert contents[front + 1] == (2, "どこから読むか")
    printed = japanese[1].get_text()
    assert "はじめに" in printed and "どこから読むか" not in printed  # it is in the bookmarks alone


def test_each_part_but_the_first_has_a_page_that_lists_its_chapters(japanese):
    toc = japanese.get_toc()
    parts = [at for at, (depth, _, _) in enumerate(toc) if depth == 1][1:]
    assert len(parts) == 3
    for at in parts:
        _, title, page = toc[at]
        chapters = []
        for depth, chapter, _ in toc[at + 1 :]:
            if depth == 1:
                break
            chapters += [chapter] if depth == 2 else []
        printed = re.sub(r"\s", "", japanese[page - 1].get_text())
        assert re.sub(r"\s", "", title) in printed
        assert [chapter for chapter in chapters if re.sub(r"\s", "", chapter) not in printed] == []


def test_the_head_of_a_page_is_its_chapter(japanese):
    chapters = {page: title for depth, title, page in japanese.get_toc() if depth <= 2 and title not in ("これは何か", "どこから読むか", "表紙のスライド")}
    parts = {page for depth, _, page in japanese.get_toc() if depth == 1} - {3}
    current = ""
    for number in range(3, len(japanese) + 1):
        current = chapters.get(number, current)
        head = lines(japanese[number - 1])[0][0]
        assert number in parts or head == current, number


def test_no_japanese_paragraph_ends_with_a_line_of_a_few_letters(japanese):
    for page in japanese:
        short = [text for text, _ in lines(page) if re.fullmatch(r"[ぁ-ヿ一-鿿々\d,\u2060]{1,3}。", text)]
        assert short == [], page.number + 1


def tallest_gap(page):
    """Return the height of the highest empty strip between what stands on a page, as a share of the page's."""
    boxes = [box[:4] for box in page.get_text("blocks")]
    boxes += [image["bbox"] for image in page.get_image_info()] + [tuple(drawing["rect"]) for drawing in page.get_drawings()]
    extents = sorted((top, bottom) for _left, top, _right, bottom in boxes)
    gap, reached = 0, extents[0][1]
    for top, bottom in extents:
        gap, reached = max(gap, top - reached), max(reached, bottom)
    return gap / page.rect.height


@SLOW
@pytest.mark.parametrize("name", ["ja/{}-ja", "en/{}-en", "{}-ja-en"])
def test_no_page_within_a_chapter_has_a_hole(name):
    book = pymupdf.open(SITE / f"{name.format(conf.project)}.pdf")
    begin = {page - 1 for level, _title, page in book.get_toc() if level <= 2} | {len(book)}
    inside = [page for page in book if page.number > 1 and not {page.number, page.number + 1} & begin]
    assert len(inside) > 10
    assert [(page.number + 1, gap) for page in inside if (gap := tallest_gap(page)) > 0.3] == []


def test_the_lines_of_a_heading_are_balanced_and_end_between_phrases(both):
    words = [text for page in both for text, _ in lines(page)]
    at = words.index("仕組み：sockmapが")
    assert words[at + 1] == "省くもの、省けないもの"
    assert words[words.index("How it works: from") + 1] == "NoValidHost to the Reaper"


@pytest.mark.parametrize("name", ["ja/{}-ja", "en/{}-en", "{}-ja-en"])
def test_no_page_breaks_a_row_of_the_time_line(name):
    """Below the head of the table on each page, a row begins with its date."""
    firsts = []
    for page in pymupdf.open(SITE / f"{name.format(conf.project)}.pdf"):
        found = [text for text, _ in lines(page)]
        head = next((at for at in range(len(found)) if found[at] in ("ページ", "Page") and found[at - 1] in ("できごと", "What happened")), None)
        if head is not None:
            firsts.append(next(text for text in found[head + 1 :] if text not in ("When", "What happened", "Page")))
    assert len(firsts) > 1
    assert [first for first in firsts if not re.match(r"20\d\d年|[A-Z][a-z]+ 20\d\d$", first)] == []


@pytest.mark.parametrize(("words", "down", "is_whole"), [("言葉", 0, True), ("言葉" * 400, 0, False), ("言葉\n" * 30, 0, False), ("言葉", 1, False)])
def test_only_a_row_of_a_few_lines_is_kept_on_one_page(words, down, is_whole):
    rows = table(40, words)
    first = rows.next_node(nodes.entry)
    first["morerows"] = down
    keep_rows_whole(rows)
    assert first.get("is_whole", False) is is_whole


@pytest.mark.parametrize("name", ["ja/{}-ja", "en/{}-en", "{}-ja-en"])
def test_no_line_breaks_a_range_of_numbers(name):
    found = [text for page in pymupdf.open(SITE / f"{name.format(conf.project)}.pdf") for text, _ in lines(page)]
    assert [text for text in found if re.search("[0-9][–〜]$", text)] == []


def test_a_page_that_is_named_is_named_in_words_of_the_language(both):
    text = re.sub(r"\s+", " ", "".join(page.get_text() for page in both))
    assert len(re.findall(r"（\d+ページ）", text)) > 20
    assert len(re.findall(r"\(page \d+\)", text)) > 20
    assert re.search(r"（図1、\d+ページ）", text)
    assert re.search(r"\(Figure 1, page \d+\)", text)


def test_a_bookmark_of_two_languages_tells_them_apart(both):
    titles = [title for _, title, _ in both.get_toc()]
    assert "これは何か / What this is" in titles
    assert "はじめに / Introduction" in titles


def test_readers_of_either_language_find_names_contents_frames_and_drawings(both):
    cover, contents = both[0].get_text(), both[1].get_text()
    for word in ("岩本 俊弘", "Toshihiro Iwamoto", "2018年8月3日", "August 3, 2018"):
        assert word in cover
    assert "目次" in contents and "Table of contents" in contents
    text = "".join(page.get_text() for page in both)
    for word in ("スライド1（番号は編者による）", "Slide 1 (numbered by the editors)", "図1", "Figure 1", "取り込み済み", "merged"):
        assert word in text


def test_in_the_book_of_both_a_list_of_the_second_language_has_its_marks(both):
    """They are shown, and not said: the list is one."""
    printed = {text for page in both for text, _ in lines(page)}
    assert {"• Engagement with OSS", "• Services", "– How to notify a VM of its shutdown"} <= printed


# -- line_ends ------------------------------------------------------------------


def paragraph(*parts):
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))


def note():
    return nodes.footnote_reference("", "7")


def kept(block):
    return [(part.get("classes"), part.astext()) for part in block.children if isinstance(part, nodes.inline)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["この間を通ると考えられます。"], [([UNBROKEN], "られます。")]),
        (["データベースに記録されます", note(), "。"], [([UNBROKEN], "されます7。")]),
        (["これをvery-long-nameです。"], []),  # not within a word
        (["これを", nodes.literal("", "cell0"), "です。"], [([JOINED], ""), ([UNBROKEN], "です。")]),
        (["A sentence of a language whose words are no single letters."], []),
        (["止めのない行"], []),
        ([nodes.strong("", "甲"), "です。", nodes.strong("", "乙"), "です。"], [([JOINED], ""), ([UNBROKEN], "です。")]),  # equal texts keep their places
        (["とてもよい（と思った）。"], [([UNBROKEN], "思った）。")]),
    ],
)
def test_the_last_letters_of_a_paragraph_stay_together(parts, expected):
    block = paragraph(*parts)
    words = block.astext()
    keep_end(block)
    assert kept(block) == expected
    assert block.astext() == words


def test_a_colon_behind_emphasized_words_keeps_its_width_and_place():
    block = paragraph(nodes.strong("", "2018年11月"), "：会議")
    keep_colons(block)
    assert kept(block) == [([UNBROKEN], "月：")]
    assert [part.astext() for part in block.findall(lambda node: FULL_WIDTH in getattr(node, "attributes", {}).get("classes", ()))] == ["："]
    assert block.astext() == "2018年11月：会議"
    emphasized = nodes.strong("", "", nodes.Text("月"), nodes.literal("", "x"), nodes.Text("月"))
    block = paragraph(emphasized, "：会議")
    keep_colons(block)
    assert block.astext() == "月x月：会議"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["提案された手順。"], ["提案された", "手順"]),
        (["RabbitMQの行だけは、", nodes.literal("", "fake://"), "です。"], ["RabbitMQの", "行だけは", "です"]),
        (["How the queue was changed."], []),
    ],
)
def test_the_lines_of_a_caption_end_between_phrases(parts, expected):
    block = paragraph(*parts)
    words = block.astext()
    keep_phrases(block)
    assert [text for _classes, text in kept(block)] == expected
    assert block.astext() == words


@pytest.mark.parametrize(
    ("longest", "expected"), [(16, ["プリエンプティブルインスタンスの", "案が出る"]), (15, ["案が出る"])]
)
def test_a_phrase_of_a_cell_is_broken_if_its_column_is_narrower_and_the_last_line_has_some_letters(longest, expected):
    block = paragraph("プリエンプティブルインスタンスの案が出る。")
    keep_phrases(block, longest, 5)
    assert [text for _classes, text in kept(block)] == expected


def test_the_lines_of_a_cell_end_between_phrases(japanese):
    words = [text for page in japanese for text, _ in lines(page)]
    assert words[words.index("カード決済の顧客が、Dockerを使い始める") + 1] == "（スライド）。"


def table(rows, words="言葉"):
    cells = [nodes.row("", *(nodes.entry("", nodes.paragraph("", words)) for _ in range(2))) for _ in range(rows)]
    columns = [nodes.colspec(colwidth=width) for width in (20, 80)]
    return nodes.table("", nodes.tgroup("", *columns, nodes.tbody("", *cells), cols=2))


@pytest.mark.parametrize(("rows", "words", "is_low"), [(6, "言葉", True), (6, "言葉" * 40, False), (20, "words", False)])
def test_no_page_breaks_a_low_table(rows, words, is_low):
    assert (height_of(table(rows, words)) <= LOW) is is_low


@pytest.mark.parametrize("name", ["ja/{}-ja", "en/{}-en", "{}-ja-en"])
def test_of_the_tables_the_time_line_alone_runs_over_a_page(name):
    """The head of a table that a page breaks is repeated."""
    heads = [
        (page.number + 1, head)
        for page in pymupdf.open(SITE / f"{name.format(conf.project)}.pdf")
        for head, _ in lines(page)[1:2]
        if re.match("外した部品|Part left out|通知|notification|求めたこと|Asked for|データベース|Database|応答|Response", head)
    ]
    assert heads == []


@pytest.mark.parametrize(
    ("parent", "before", "floats"),
    [(nodes.section, nodes.paragraph, True), (nodes.section, slide, False), (nodes.list_item, nodes.paragraph, False)],
    ids=["in a section", "of a slide", "in a list"],
)
def test_only_what_stands_in_the_text_of_a_page_floats(parent, before, floats):
    figure = nodes.figure()
    parent("", before(), figure)
    assert may_float(figure) is floats


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("（", "）。", "bracketed"), ("文（図は", "、文）", "bracketed"), ("(see ", ")", "bracketed"), ("(see ", "; so)", "bracketed"),
        ("(", " – so)", "bracketed"), ("((a) ", ")", "bracketed"),
        ("(see ", " for words)", "enclosed"), ("（", "の文）", "enclosed"), ("(", " “words”)", "enclosed"), ("（", "「文」）", "enclosed"),
        ("", "", "alone"), ("文（題）の", "（文）", "alone"), ("one) of (two) and ", ")", "alone"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", [None, nodes.strong])
def test_a_link_between_brackets_is_told_from_others(before, after, expected, around):
    link = nodes.reference("", "図1")
    words = around("", "", link) if around else link
    nodes.paragraph("", "", nodes.Text(before), words, nodes.footnote_reference("", "1"), nodes.Text(after))
    assert place_of_page(link) == expected


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("(page %(page)s)", {"alone": ("(page ", ")"), "bracketed": (", page ", ""), "enclosed": (", page ", ",")}),
        ("（%(page)sページ）", {"alone": ("（", "ページ）"), "bracketed": ("、", "ページ"), "enclosed": ("〔", "ページ〕")}),
    ],
)
def test_no_brackets_of_a_page_stand_in_others_of_their_kind(words, places):
    assert page_reference(lambda _message: words) == places


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_ends_with_a_term_or_one_line_of_what_it_means(code):
    book = pymupdf.open(SITE / code / f"{conf.project}-{code}.pdf")
    [first], [behind] = ([page for _, title, page in book.get_toc() if title == name] for name in TITLES_AROUND[code])
    for page in list(book)[first - 1 : behind - 1]:
        found = [line["spans"][0] for block in page.get_text("dict")["blocks"] for line in block.get("lines", [])]
        body = [span for span in found if 60 < span["origin"][1] < 780]
        last = [span for _, span in sorted({round(span["origin"][1]): span for span in body}.items())][-2:]
        assert not [span["text"] for span in last if "Bold" in span["font"]], page.number


TITLES_AROUND = {"ja": ("用語集", "この文書について"), "en": ("Glossary", "About this document")}


@pytest.mark.parametrize(
    ("words", "following", "expected"),
    [
        ("次のとおりです。", nodes.bullet_list, True), ("For example:", nodes.block_quote, True), ("So:", nodes.literal_block, True),
        ("次のとおりです。", nodes.paragraph, False), ("次のとおりです。" * 20, nodes.bullet_list, False),
    ],
)  # fmt: skip
def test_a_few_lines_stay_with_the_list_or_the_quote_behind_them(words, following, expected):
    block = nodes.paragraph("", words)
    nodes.section("", block, following())
    assert leads_in(block) == expected


def test_a_link_in_a_cell_is_broken_only_if_its_column_is_narrower():
    def cell(letters):
        link = nodes.reference("", "題" * letters)
        return nodes.entry("", paragraph(link, "、", nodes.reference("", "A page")))

    row = nodes.row("", cell(6), cell(6))
    columns = [nodes.colspec(colwidth=width) for width in (15, 85)]
    nodes.tgroup("", *columns, nodes.tbody("", row), cols=2)
    for entry in row.children:
        keep_links(entry[0], wide_letters(entry))
    assert [kept(entry[0][0]) for entry in row.children] == [[], [([UNBROKEN], "題" * 6)]]
    assert kept(row[1][0][2]) == []  # Latin words have blanks


def test_no_comma_stands_between_the_type_of_a_value_and_its_name():
    """As sphinxcontrib-httpdomain has them in an address: /users/(int: user)."""
    list_of = addnodes.desc_parameterlist("", "", addnodes.desc_annotation("", "int: "), *(addnodes.desc_parameter("", name) for name in ("user", "post")))
    signs = []
    writer = SimpleNamespace(write_sign=signs.append, append_inline_fun=lambda *_, **_names: None, absorb_fun_in_body=lambda: None)
    for text in list_of.findall(nodes.Text):
        text.walkabout = lambda _writer, words=str(text): signs.append(words)
    assert BlockTranslator.write_parameters(writer, list_of, is_first=True) is False
    assert "".join(signs) == "int: user, post"
