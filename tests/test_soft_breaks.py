"""The lines of a paragraph are joined as CSS says, in any language, and nothing else is."""

from __future__ import annotations

import polib
import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from translated_docs.catalogs.update.hard_breaks import show_breaks
from translated_docs.content.markup import soft_breaks
from translated_docs.content.markup.soft_breaks import JoinLines, ShowBreaks, with_breaks_in_view


def text(words):
    return nodes.Text(words)


def role(name, **attributes):
    """Return a link that a role makes: until it has its words it shows its target."""
    return addnodes.pending_xref("", nodes.inline("", "label"), refdomain="std", reftype=name, **attributes)


def struck(tag):
    return nodes.raw("", tag, format="html")


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ([text("一行目の"), text("\n"), text("二行目")], "一行目の二行目"),
        # Each end of a line is a text of its own: some go, and some stay.
        ([text("ABC"), text("\n"), text("文「"), text("\n"), text("題"), text("\n"), text("D")], "ABC\n文「題\nD"),
        ([text("文。\n「文」\nカナ、\nｶﾅ\n漢")], "文。「文」カナ、ｶﾅ漢"),
        ([text("文は……\n続く\n―題―")], "文は……続く―題―"),
        ([text("这是\n中文")], "这是中文"),
        ([text("日本語\nEnglish\n日本語")], "日本語\nEnglish\n日本語"),
        ([text("Two\nlines…\nof text")], "Two\nlines…\nof text"),
        ([text("한국어는\n띄어쓰기를")], "한국어는\n띄어쓰기를"),
        ([text("文"), nodes.strong("", "題"), text("\n次の"), nodes.emphasis("", "文の\n中"), text("\n")], "文題次の文の中\n"),
        ([nodes.strong("", "", nodes.emphasis("", "題")), text("\n"), nodes.emphasis("", "題")], "題題"),
        ([text("文"), nodes.footnote_reference("", "1"), text("\n次")], "文1次"),
        ([text("文\n"), addnodes.pending_xref("", nodes.inline()), text("\n文")], "文文"),
        ([text("文\n"), role("numref"), text("\nを")], "文label\nを"),
        ([text("文\n"), role("ref"), text("\n文")], "文label文"),
        ([text("文\n"), role("ref", refexplicit=True), text("\n文")], "文\nlabel\n文"),
        ([text("文\n"), struck("<s>"), text("題\n題"), struck("</s>"), text("\n文")], "文<s>題題</s>文"),
        ([text("文\n"), nodes.image(uri="x.png"), text("\n文")], "文\n\n文"),
        ([text("文\n"), nodes.literal("", "x\ny"), text("\n文")], "文\nx\ny\n文"),
        ([text("文\n"), nodes.literal("", "題\n題"), text("\n文")], "文題\n題文"),
        ([text("文"), nodes.raw("", "<br />\n", format="html"), text("文")], "文\n文"),
    ],
)
def test_no_blank_stands_between_two_wide_characters(children, expected):
    document = new_document("page.md")
    document += nodes.paragraph("", "", *children)
    JoinLines(document).apply()
    assert document[0].astext() == expected


@pytest.mark.parametrize("block", [nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.comment])
def test_what_is_shown_as_it_was_written_stays(block):
    document = new_document("page.md")
    document += block("題\n題", "題\n題")
    JoinLines(document).apply()
    assert document[0].astext() == "題\n題"


@pytest.mark.parametrize(
    ("source", "count", "shown"),
    [
        ("一行\\\n二行", 1, "一行\n\\ 二行"),
        ("one  \n  two   \nthree\nfour", 2, "one\n\\ two\n\\ three\nfour"),
        ("`a\\\nb`と``c`  \n``\\\nd", 1, "`a\\\nb`と``c`  \n``\n\\ d"),
        ("a\\\\\\\nb\\\\\nc", 1, "a\\\\ \\ b\\\\ c"),
        ("$a\\\nb$", 0, "$a\\\nb$"),  # a formula
    ],
)
def test_a_message_shows_where_a_line_ends(source, count, shown):
    assert with_breaks_in_view(source, count) == shown


def test_code_that_a_line_ends_in_is_no_break(monkeypatch):
    monkeypatch.setattr(soft_breaks, "translations", lambda _env: {"`a b`と \\ 文。": "`a b` \\ A."})  # as Sphinx has the code
    document = new_document("page.md")
    document.settings.env = None
    children = [nodes.literal("", "a\\ b"), text("と"), nodes.raw("", "<br />\n", format="html"), text("文。")]
    document += nodes.paragraph("`a\\\nb`と\\\n文。", "", *children)
    ShowBreaks(document).apply()
    assert document[0].rawsource == "`a\\\nb`と\n\\ 文。"


# The source of a paragraph, the message that Sphinx makes of it, and the one that shows the break.
BREAKS = [("一行。\\\n二行。", "一行。 二行。", "一行。 \\ 二行。"), ("一行。  \n二行。", "一行。   二行。", "一行。 \\ 二行。")]


@pytest.mark.parametrize(("source", "before", "now"), BREAKS)
def test_a_catalog_without_breaks_is_read_as_it_is(source, before, now, monkeypatch):
    for known, wanted in (({before: "A. B."}, source), ({now: "A. B.", before: "C."}, now), ({"一行。": "A."}, now), ({}, now)):
        monkeypatch.setattr(soft_breaks, "translations", lambda _env, known=known: known)
        document = new_document("page.md")
        document.settings.env = None
        document += nodes.paragraph(source, "", text("一行。"), nodes.raw("", "<br />\n", format="html"), text("二行。"))
        ShowBreaks(document).apply()
        assert document[0].rawsource.replace("\n", " ") == wanted.replace("\n", " ")


@pytest.mark.parametrize(("_source", "before", "now"), BREAKS)
def test_translations_stay_when_their_messages_show_breaks(_source, before, now):
    catalog = [polib.POEntry(msgid=before, msgstr="A. B."), polib.POEntry(msgid="別の文。", msgstr="C.")]
    show_breaks(catalog, [polib.POEntry(msgid=now), polib.POEntry(msgid="別の文。")])
    assert [(entry.msgid, entry.msgstr) for entry in catalog] == [(now, "A. B."), ("別の文。", "C.")]


@pytest.mark.parametrize(("_source", "before", "now"), BREAKS)
def test_a_message_that_the_page_has_beside_it_keeps_its_translation(_source, before, now):
    catalog = [polib.POEntry(msgid=before, msgstr="A. B.")]
    show_breaks(catalog, [polib.POEntry(msgid=now), polib.POEntry(msgid=before)])
    assert catalog[0].msgid == before


@pytest.mark.parametrize(
    ("before", "now"), [("One.   Two.", "One. \\ Two."), ("One. Two.", "One. Two."), ("One.   Two.   Three.", "One.   Two.   Three.")]
)
def test_a_translation_with_the_blanks_of_its_source_shows_the_break_too(before, now):
    catalog = [polib.POEntry(msgid="一。   二。", msgstr=before)]
    show_breaks(catalog, [polib.POEntry(msgid="一。 \\ 二。")])
    assert (catalog[0].msgid, catalog[0].msgstr) == ("一。 \\ 二。", now)
