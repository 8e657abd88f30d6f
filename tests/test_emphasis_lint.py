"""Marks of emphasis that came out as they stand are told from asterisks that are meant."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.checks.block_text import OTHER
from translated_docs.content.checks.emphasis_lint import check_emphasis, left_marks, place_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("言葉は*重要です。", ["'言葉は*重要です' is half of an emphasis"]),
        ("**重要な点", ["'**重要な点' is half of an emphasis"]),
        ("*Envoy は速い", ["'*Envoy' is half of an emphasis"]),
        ("**words that are never closed", ["'**words' is half of an emphasis"]),
        ("言葉は重要**です。", ["'言葉は重要**です' is half of an emphasis"]),
        ("重要**。", ["'重要**' is half of an emphasis"]),
        ("言葉は***重要です。", ["'言葉は***重要です' is half of an emphasis"]),
        ("**重要な\n点 **です", ["'**重要な 点 **' is no emphasis"]),
        ("**重要 **、*題の文", ["'**重要 **' is no emphasis", "'*題の文' is half of an emphasis"]),
        ("言葉は*abcです。", ["'言葉は*abcです' is half of an emphasis"]),
        ("言葉は**good pointsです。", ["'言葉は**good' is half of an emphasis"]),
        ("文の_重要_です、__「題」__の", ["'_重要_' is no emphasis", "'__「題」__' is no emphasis"]),
        # What is meant as it stands.
        ("名は_private_と__init__、a_言葉_b、_ と _", []),
        ("引数は*argsと**kwargs、ポインターの*p、「*nix」", []),
        ("2 * 3 * 4、2 ** 3 ** 4、2*3、2**3、a*b、x**y", []),
        ("*.md と *.txt、**/*.py、*、**、***、* * *", []),
        ("価格* と 定価*。* 税別", []),
        ("*args と **kwargs、f(*args, **kwargs)、char *name、SELECT * FROM", []),
        ("*nix と *BSD", []),
        ("*印は必須、*は任意、*マーク", []),
        (f"{OTHER}*言葉", []),
    ],
)
def test_what_is_left_of_emphasis(text, named):
    assert [wrong for _span, wrong, _remedy in left_marks(text)] == named


@pytest.mark.parametrize(
    ("source", "text", "place"),
    [
        ("言葉の*題です", "言葉の*題です", 3),
        ("2 * 3の**題**と*題です", "2 * 3の題と*題です", 12),
        ("言葉\\*題です", "言葉*題です", -1),
        ("2 * 3、\\*題です", "2 * 3、*題です", -1),
        ("言葉*[題](#x)です", "言葉*題です", 2),
        ("これは[題]**。", "これは題**。", 6),
        ("**題**と**題 **です", "題と**題 **です", 6),
        ("文の_題_です", "文の_題_です", 2),
        ("文の\\_題\\_です", "文の_題_です", -1),
    ],
)
def test_where_marks_stand_in_their_source(source, text, place):
    (span, _wrong, _remedy), *_others = left_marks(text)
    assert place_in(source, text, *span) == place


def said_of(folder, page: str, *blocks: nodes.TextElement, warned) -> list[str]:
    """Return what is said of the emphasis in the blocks of a page."""
    (folder / "page.md").write_text(page, encoding="utf-8")
    document = new_document(str(folder / "page.md"))
    document += blocks
    config = SimpleNamespace(source_suffix={".md": "markdown"}, language="en", languages={"en": "English"})
    env = SimpleNamespace(docname="page", doc2path=lambda _page: str(folder / "page.md"), current_document=SimpleNamespace(docname="page"))
    check_emphasis(SimpleNamespace(config=config, env=env), document)
    return [words for _place, words in warned]


def test_an_asterisk_that_leads_to_a_note_is_none(tmp_path, warned):
    page = "| *Total cores |\n\n> `*Total cores`: of all machines.\n"
    note = nodes.paragraph("`*Total cores`: of all machines.", "", nodes.literal("", "*Total cores"), nodes.Text(": of all machines."))
    assert said_of(tmp_path, page, nodes.paragraph("*Total cores", "*Total cores"), note, warned=warned) == []


def test_half_an_emphasis_beside_a_whole_one_of_the_same_word_is_one(tmp_path, warned):
    whole = nodes.paragraph("*Total* cores", "", nodes.emphasis("", "Total"), nodes.Text(" cores"))
    said = said_of(tmp_path, "*Total cores\n\n*Total* cores\n", nodes.paragraph("*Total cores", "*Total cores"), whole, warned=warned)
    assert len(said) == 1 and "'*Total' is half of an emphasis" in said[0]


def test_of_what_a_directive_makes_nothing_is_said(tmp_path, warned):
    assert said_of(tmp_path, "```{table-of-names}\n```\n", nodes.paragraph("*Name of a column", "*Name of a column"), warned=warned) == []
