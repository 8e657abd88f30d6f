"""Emphasis is taken for such beside the punctuation of any script, on pages and in translations."""

from __future__ import annotations

import pytest
from conftest import modules_after
from translated_docs.catalogs.policy.markup_policy import errors
from translated_docs.catalogs.policy.message_markup import page_parser

# Where emphasis begins and ends is shown by [ ] for *, by { } for **, by < > for ~~.
EMPHASIS = [
    ("これは**「重要」**の", "これは{「重要」}の"),
    ("これは~~「取消」~~の、~~(題)~~で、~~題。~~次", "これは<「取消」>の、<(題)>で、<題。>次"),
    ("**重要。**次", "{重要。}次"),
    ("*「…」*です", "[「…」]です"),
    ("は***「題」***で", "は[{「題」}]で"),
    ("は**“題”**で", "は{“題”}で"),
    ("は**(題)**で", "は{(題)}で"),
    ("は**`x`**で、**`x`。**次", "は{x}で、{x。}次"),
    ("は**[題](x)**で", "は{題}で"),
    ("は**{term}`題`**で", "は{題}で"),
    ("[題](x)**「題」**[題](x)", "題{「題」}題"),
    ("**重要。**Next **「x」**y", "{重要。}Next {「x」}y"),
    ("这是**《红楼梦》**的", "这是{《红楼梦》}的"),
    ('이것은**"중요"**를 **중요(주)**는', '이것은{"중요"}를 {중요(주)}는'),
    ("葛\U000e0100**(題)**葛\U000e0100、", "葛\U000e0100{(題)}葛\U000e0100、"),
    # As CommonMark has it.
    ("2 * 3 * 4、2 ** 3 ** 4", "2 * 3 * 4、2 ** 3 ** 4"),
    ("は ** 題 ** で", "は ** 題 ** で"),
    ("a**(b)**c", "a**(b)**c"),
    ("snake_case_name、変数_「名」_は", "snake_case_name、変数_「名」_は"),
    ("_「名」_ は、_名_。", "[「名」] は、[名]。"),
    ("変数_名_は", "変数_名_は"),
    ("`**「題」**`", "**「題」**"),
    (r"\*\*「題」\*\*", "**「題」**"),
    ("a **b** *c* _d_ ~~e~~ ~f~ a~~(b)~~c 2 ~~ 3", "a {b} [c] [d] <e> ~f~ a~~(b)~~c 2 ~~ 3"),
]  # fmt: skip
SHOWN = {"em_open": "[", "em_close": "]", "strong_open": "{", "strong_close": "}", "s_open": "<", "s_close": ">"}


@pytest.mark.parametrize(("text", "expected"), EMPHASIS)
def test_emphasis_beside_punctuation(text, expected):
    tokens = page_parser().parse(text)[1].children
    assert "".join(SHOWN.get(token.type, token.content) for token in tokens) == expected


def test_a_translation_may_hold_it_too():
    assert errors("题は**「題」**です。", "主题是**《题》**的。", "page") == []
    assert errors("**「題」**です。", "It is** “it”**.", "page") != []


@pytest.mark.parametrize("translation", ["One line\\\nand another.", "One line  \nand another."])
def test_a_translation_may_break_its_lines_where_it_wants(translation):
    assert errors("一行です。 もう一行です。", translation, "page") == []


def test_punctuation_of_japanese_needs_no_properties_of_emoji():
    """To import the package that knows them takes longer than to read a page."""
    said = "from translated_docs.catalogs.policy.markdown_parser import is_cjk; assert is_cjk('。') and is_cjk('字') and not is_cjk('“')"
    assert "regex" not in modules_after(said)
