"""Markup of other programs is told from signs that are meant."""

from __future__ import annotations

import pytest
from translated_docs.content.emphasis_lint import OTHER
from translated_docs.content.unread_markup_lint import SIGNS, foreign_markup


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
    assert [found for found, _wrong in foreign_markup(text)] == left
    assert not left or SIGNS.search(text.replace("–", "--").replace(OTHER, "`"))
