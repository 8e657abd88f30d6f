"""Markup of other programs is told from signs that are meant."""

from __future__ import annotations

import pytest
from translated_docs.content.emphasis_lint import OTHER
from translated_docs.content.unread_markup_lint import OF_LINES, SIGNS, foreign_markup


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[words](my page.md) and ![](a b.png “title”)", ["my page.md", "a b.png"]),
        ("[言葉](図 1.svg#部分)", ["図 1.svg"]),
        ("[words 1](page.md) and ](#label)", ["page.md", "#label"]),
        ("[[Another page]] [[page|words]]", ["[[Another page]]", "[[page|words]]"]),
        ("[!info] words", ["[!info]"]),
        ("!!! note\nwords", ["!!! note"]),
        ("???+ note “title”", ["???+ note"]),
        (".. figure:: x.png", [".. figure::"]),
        (f"see :ref:{OTHER} and :py:func:{OTHER}", [":ref:", ":py:func:"]),
        (f"{OTHER}_ and {OTHER}__.", ["_", "__"]),
        ("a<br>b, <B>c</B>, <img src=“x”>", ["<br", "<B", "</B", "<img"]),
        ("<!– words –>", ["<!"]),
        (f"```{{note}} {OTHER} of a title", ["```{"]),
        ("two\nterms\n: meaning", [": "]),
        (f"see {{ref}}`page and {{kbd}} {OTHER}", ["{ref}`", "{kbd}"]),
        ("文です。\n$$\nx = 1", ["$$"]),
        ("##題 and ###題", ["##"]),
        ("：：：{note}\n文", ["：：："]),
        ("＃＃ 題", ["＃＃"]),
        # What is meant as it stands.
        ("#題 and ##1、# and a##b、題：：：文、$$x$$", []),
        ("[words](#a label), [words](https://example.org/a b) and [words](page.md so", ["(#a label)", "(https://example.org/a b)", "(page.md so"]),
        ("[言葉]（page.md）と［言葉］(#label)と[言葉] (#label)", ["]（page.md）", "］(#label)", "] (#label)"]),
        ("(言葉)[page.md]と[言葉] {.name}", ["[page.md]", " {.name"]),
        ("<<<<<<< HEAD\nwords", ["<<<<<<<"]),
        ("##節", ["##"]),
        ("words\n###\u3000節", ["###"]),
        ("＃　節", ["＃"]),
        ("-\u00a0item", ["-"]),
        ("言葉：\n・項目\n・項目", ["・"]),
        ("-項目\n-項目\n-項目", ["-"]),
        ("1.項目\n2.項目", ["1."]),
        ("１．項目\n２．項目", ["１．"]),
        ("[x] done", ["[x]"]),
        ("| a | b |\n| 1 | 2 |", ["| a | b |"]),
        ("｜a｜b｜\n｜---｜---｜", ["｜a｜b｜"]),
        ("：：：{note}\n言葉\n：：：", ["：：："]),
        ("::{note}\nwords\n::", ["::{note}"]),
        (f"｛kbd｝{OTHER}と{{kbd}}｀Esc｀", ["｛kbd｝", "{kbd}｀"]),
        ("＊＊言葉＊＊と［＾a］", ["＊＊", "［＾a］"]),
        ("（節）＝\n言葉", ["（節）＝"]),
        ("(name)= ## words", ["(name)="]),
        ("{{ name } and { name }}", ["{{ name }", "{ name }}"]),
        ("$$\nx", ["$$"]),
        ("\\begin{align}\na", ["\\begin{align}"]),
        # What is meant as it stands.
        ("#1 and #hashtag, C## and ＃1", []),
        ("-5 to 5\n-3 to 3, 2.5\n3.5\n- x", []),
        ("・項目\n- y\n12.\n13.", []),
        ("|x| and |y|, a | b | c\n|x|", []),
        ("| a | b |\n| - |", []),  # a table that page_lint.py names
        ("{{ name }} and {{name}}, {a: {b: 1}}, f(x)= 5 and (see below) = so", []),
        ("[x] (see below)", []),
        ("see [1] (https://example.org) and [sic], (1)[2]", []),
        (f"{OTHER} and {{name}} {OTHER}, {{}}`", []),
        ("of it: so\n:) well and\n:no", []),
        ("f[x](a b) and [1](see page 2), a[i](j), [](x)", []),
        ("[[1, 2], [3, 4]], [[ -f x ]] and [[x]]", []),
        ("Stop!!! now??? or [!] there", []),
        ("... and so on.. then:: it", []),
        (f"12:30:{OTHER} and {OTHER}_x{OTHER}, _{OTHER}_{OTHER}", []),
        ("a < b > c, <name>, Vec<T>, <paragraph>, x<!y", []),
    ],
)
def test_what_is_left_of_other_programs_markup(text, left):
    assert [found for found, _wrong in [*foreign_markup(text), *foreign_markup(text, OF_LINES)]] == left
    assert not left or SIGNS.search(text.replace("–", "--").replace(OTHER, "`"))
