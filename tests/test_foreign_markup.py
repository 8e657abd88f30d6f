"""Markup of other programs is told from signs that are meant."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.checks.block_text import OTHER, without_code
from translated_docs.content.checks.emphasis_lint import check_emphasis
from translated_docs.content.checks.foreign_markup import FOREIGN, OF_LINES, SIGNS, foreign_markup
from translated_docs.content.checks.unread_markup_lint import check_leftovers, unread_attributes


SAMPLES = [
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
    (r"for $ \delta < 1$ and $\alpha > 1 $", [r"$ \delta < 1$", r"$\alpha > 1 $"]),
    ("a change [#1] [1.0][importer] and [words][nowhere]", ["nowhere"]),
    ("it costs $5 or 6 $, and C:\\a in $HOME", []),
    ("：：：{note}\n言葉\n：：：", ["：：："]),
    ("::{note}\nwords\n::", ["::{note}"]),
    (f"｛kbd｝{OTHER}と{{kbd}}｀Esc｀", ["｛kbd｝", "{kbd}｀"]),
    ("＊＊言葉＊＊と［＾a］", ["＊＊", "［＾a］"]),
    ("（節）＝\n言葉", ["（節）＝"]),
    ("(name)= ## words", ["(name)="]),
    ("{{ name } and { name }}", ["{{ name }", "{ name }}"]),
    ("$$\nx", ["$$"]),
    ("{% if x %} and {/* words */}", ["{% if x %}", "{/* words */}"]),
    ("<Tabs>\n<TabItem value=“a”>x</TabItem> <Icon />", ["<TabItem value=“a”>", "</TabItem>", "<Icon />"]),
    ("import Tabs from '@theme/Tabs';", ["import Tabs from '@theme/Tabs';"]),
    ("export const x = 1;", ["export const x = 1;"]),
    ("{info}\nwords\n{info}", ["{info}", "{info}"]),
    ("{code:java}\nx\n{code}", ["{code:java}", "{code}"]),
    ("h2. 題", ["h2. "]),
    ("!picture.png! and !a/b.jpg|width=9!", ["!picture.png!", "!a/b.jpg|width=9!"]),
    ("[言葉|https://example.org/] and [言葉|#a]", ["[言葉|https://example.org/]", "[言葉|#a]"]),
    ("![[picture.png|100]]", ["![[picture.png|100]]"]),
    ('=== "Tab"', ['=== "Tab"']),
    ("/// note", ["/// note"]),
    ("?> words", ["?>"]),
    ("words\n{: .name}", ["{: .name}"]),
    ("a ==words== と==言葉==です", ["==words==", "==言葉=="]),
    ("++words++", ["++words++"]),
    ("H~2~O and x^2^", ["~2~", "^2^"]),
    ("言葉。 ^name-1", ["^name-1"]),
    ("注意です:warning:。 :+1:", [":warning:"]),
    ("{漢字|かん|じ}と｜漢字《かんじ》", ["{漢字|かん|じ}", "｜漢字《かんじ》"]),
    ("words [1]_ and [#note]_.", ["[1]_", "[#note]_"]),
    ("of |release|", ["|release|"]),
    ("\\newpage", ["\\newpage"]),
    ("C:\\ である", ["\\ で"]),
    ("<aside>\n<ruby>漢字</ruby>", ["<aside", "<ruby", "</ruby"]),
    ("次と[言葉][無い]です", ["無い"]),
    ("a. 項目\nb. 項目", ["a. "]),
    ("i. 項目\nii. 項目", ["i. "]),
    ("| 詩の行\n| 次の行", ["| 詩の行"]),
    ("a. 項目\nc. 項目, A. Smith\nB. Jones", []),
    ("[bug][ui] [P1] a line of tags, [bug] [ui][P1], and [bug][ui][P1]", []),
    ("{status:colour=Green}", ["{status:colour=Green}"]),
    ("[words](https", ["(https"]),
    ("%%words%%", ["%%words%%"]),
    ("bq. words", ["bq. "]),
    ("題 {#name}", [" {#name}"]),
    ("\\textbf{words} and \\cite{a}", ["\\textbf{words}", "\\cite{a}"]),
    ("$ x^2 $", ["$ x^2 $"]),
    ("words^[of a note]です", ["^[of a note]"]),
    ("<https://example.org/a b>", ["<https://example.org/a b>"]),
    ("①　一つ\n②　二つ", ["①"]),
    ("(1) 一つ\n(2) 二つ", ["(1)"]),
    ("1．一つ\n2．二つ", ["1．"]),
    ("●　一つ\n●　二つ", ["●"]),
    ("品名\t数量\nりんご\t3", ["品名\t"]),
    ("\\(x^2\\) and \\[y_1\\]", ["\\(x^2\\)", "\\[y_1\\]"]),
    ("2*3*4", ["*3*"]),
    ("[TOC]", ["[TOC]"]),
    ("[[_TOC_]]\n", ["[[_TOC_]]"]),
    ("{:toc}", ["{:toc}"]),
    ("一行。\\ \n二行。\\", ["。\\", "。\\"]),
    ("\\begin{align}\na", ["\\begin{align}"]),
    # What is meant as it stands.
    ("#1 and #hashtag, C## and ＃1", []),
    ("a[i][j], 行列[10][20], 配列a[i][j]", []),
    ("$5 and $10 $, a $ b $ c", []),
    ("\\(UNSIGNED\\_BYTE\\) and \\(see\\) and \\[x\\], \\[SSL: KEY_TOO_SMALL\\], 2*3, a*b*c, * 2 *", []),
    ("① and ②, (1)\nand (2)\na\tb", []),
    ("a == b, x==y==z, == a ==, a=1==b", []),
    ("C++ and C++, i++ + ++j, ++", []),
    ("10~20, 30~40, 月~水, (^o^) m(^_^)m 2^10, a^b", []),
    ("12:30:45, a::b::c, http://x:80/y: z:", []),
    ("<UserName> and <T>, import words from it, exported", []),
    ("{info} of it, h2.5, [a|b], Stop!Now!", []),
    ("of |a|b|, |x| < 1, x|name|y, ||name||", []),
    ("[1] _x_, a[1]_b", []),
    ("a\\b\\\\\nc, \\\\", []),
    ("{names|of|these}, 100% {%, 《題》", []),
    ("-5 to 5\n-3 to 3, 2.5\n3.5\n- x", []),
    ("・項目\n- y\n12.\n13.", []),
    ("|x| and |y|, a | b | c\n|x|", []),
    ("| a | b |\n| - |", []),  # a table that markdown_lint.py names
    ("[x](y{{ name }}) and [x] ({{ name }})", ["{{ name }}"]),
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
]


@pytest.mark.parametrize(("text", "left"), SAMPLES)
def test_what_is_left_of_other_programs_markup(text, left):
    assert [found for found, _wrong in [*foreign_markup(text), *foreign_markup(text, OF_LINES, re.NOFLAG)]] == left
    assert not left or SIGNS.search(text.replace("–", "--").replace(OTHER, "`"))


@pytest.mark.parametrize(("tables", "flags"), [(FOREIGN, re.IGNORECASE), (OF_LINES, re.NOFLAG)], ids=["of a text", "of lines"])
def test_each_pattern_has_a_sample_with_a_sign_of_its_table(tables, flags):
    for signs, table in tables.items():
        for pattern in table:
            found = [text for text, _left in SAMPLES if re.search(pattern, text, flags)]
            assert found and all(re.search(signs, text, flags) for text in found), pattern


# A line that has nothing but attributes: of no block, and behind code.
IN_LINES = [("文です。\n{.name}\nと続く。", ["{.name}"]), ("文です。\n`code`{l=python}\nと`code`{.name}", [])]


@pytest.mark.parametrize(("source", "left"), IN_LINES)
def test_attributes_behind_code_are_read(source, left):
    block = nodes.paragraph(source, "文です。")
    assert [found for found, _wrong in unread_attributes(block, without_code(source))] == left


def test_nothing_is_said_of_the_marks_of_a_page_in_restructuredtext(warned):
    names = {"source_suffix": {".md": "markdown", ".rst": "restructuredtext"}, "language": "ja", "languages": {"ja": "日本語"}}
    document = new_document("page")
    document += nodes.paragraph("**文 **と`a`_です。", "**文 **と_です。")
    for suffix, count in ((".rst", 0), (".md", 1)):
        env = SimpleNamespace(docname="page", doc2path=lambda _page, suffix=suffix: f"page{suffix}", current_document=SimpleNamespace(docname="page"))
        app = SimpleNamespace(config=SimpleNamespace(**names), env=env)
        check_emphasis(app, document)
        check_leftovers(app, document)
        assert len(warned) == count


@pytest.mark.parametrize(("page", "count"), [("See [[list of names]].\n", 1), ("```{schema} names.json\n```\n", 0)])
def test_nothing_is_said_of_what_a_directive_makes(tmp_path, page, count, warned):
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    document = new_document("page")
    document += nodes.paragraph("[[list of names]]", "[[list of names]]")
    env = SimpleNamespace(docname="page", doc2path=lambda _page: str(tmp_path / "page.md"), current_document=SimpleNamespace(docname="page"))
    names = {"source_suffix": {".md": "markdown"}, "language": "ja", "languages": {"ja": "日本語"}}
    check_leftovers(SimpleNamespace(config=SimpleNamespace(**names), env=env), document)
    assert len(warned) == count
