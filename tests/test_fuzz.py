"""Whatever is thought up for a translation: if it is no error, it brings nothing with it.

What the rules say (markup_policy.py) is held against what docutils and MyST make of the
text: another parser's answer to the same question.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import typst
from conftest import ROOT, SLOW
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers import docutils_
from myst_parser.parsers.docutils_ import Parser
from myst_parser.parsers.mdit import create_md_parser
from sphinxcontrib_typstbuilder._writer import escape_str
from test_attacks import FOR_PAGES, HARMLESS
from translated_docs.catalogs.policy.markup_policy import errors
from translated_docs.catalogs.policy.message_markup import (
    Markup,
    UnreadableMarkupError,
    is_plain,
    page_blocks,
    parsing_cost,
    words_alone,
)
from translated_docs.catalogs.catalog_paths import catalog_files
from translated_docs.catalogs.po_file import load

import conf

# What changes words, emphasis and order.
FREE = (
    nodes.document, nodes.Text, nodes.emphasis, nodes.strong, nodes.literal, nodes.paragraph, nodes.inline,
)  # fmt: skip
LINE_BREAKS = ("<br />\n", "\\\\\n")  # as MyST writes one, in HTML and in LaTeX
TARGETS = ("refuri", "refname", "reftarget", "refid", "uri", "source", "format", "classes", "ids", "names")
STEPS = 12  # calls of functions, at most, for what counts as a millionth of a second


@pytest.fixture(scope="module", autouse=True)
def read_messages():
    """Let docutils' MyST read texts as content/markup/message_parser.py lets Sphinx's do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docutils_, "create_md_parser", lambda *settings: words_alone(create_md_parser(*settings)))
        yield


@cache
def messages():
    """Some messages of ours, with and without markup."""
    catalogs = [load(path)[0] for _, path in sorted(catalog_files(ROOT, "en").items())]
    return [entry.msgid for catalog in catalogs for entry in catalog][::7]


FRAGMENTS = [
    *(translation for _kind, _source, translation in FOR_PAGES),
    *(translation for _kind, translation in HARMLESS),
    "<", ">", "</", "/>", "&", "&#x3c;", ";", "`", "``", "```", ":::", "{", "}", "[", "]", "(", ")", "](", "![", "[^",
    "*", "**", "_", "~", "|", "\\", "\n", "\n\n", "    ", "\t", "#", "%", "+++", "---", "===", ":", "::", ".. ", "- ",
    "1. ", "> ", "$", "$$", "@", "http://", "javascript:", "data:", "src=x", " onerror=", '"', "'", "{term}", "{raw}`",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(messages()), st.text(max_size=8))


@st.composite
def pairs(draw):
    """A message and what a stranger makes of it: pieces of anything, pieces of the message among them."""
    source = draw(st.sampled_from(messages()))
    cut = draw(st.integers(0, len(source)))
    pieces = draw(st.lists(st.one_of(PIECES, st.sampled_from([source, source[:cut], source[cut:]])), max_size=6))
    return source, "".join(pieces)


def brought(text):
    """Return what a text brings besides words: kinds of nodes, each with all that it points to."""
    overrides = {
        "myst_enable_extensions": conf.myst_enable_extensions,
        "myst_disable_syntax": conf.myst_disable_syntax,
        **{name: value for name, value in vars(conf).items() if name.startswith("myst_dmath_")},
        "raw_enabled": True, "file_insertion_enabled": True,  # so that it shows
        "report_level": 5, "halt_level": 5, "_disable_config": True, "doctitle_xform": False,
    }  # fmt: skip
    tree = publish_doctree(text, parser=Parser(), settings_overrides=overrides)
    found = Counter()
    for node in tree.findall():
        if isinstance(node, FREE) and not (isinstance(node, nodes.Element) and set(node.get("classes", ())) - {"code"}):
            continue
        if isinstance(node, nodes.raw) and node.astext() in LINE_BREAKS:
            continue
        pointed = () if isinstance(node, (nodes.Text, nodes.system_message)) else tuple(
            (name, str(node[name])) for name in TARGETS if node.get(name)
        )  # fmt: skip
        found[type(node).__name__, pointed] += 1
    # Roles that only Sphinx knows: a message each, and what was written.
    return +Counter({key: count for key, count in found.items() if key[0] not in ("system_message", "problematic")})


def check(pair):
    source, translation = pair
    found = errors(source, translation, "page")
    if not found and translation.strip():
        assert not brought(translation) - brought(source)


@settings(max_examples=200)
@given(pairs())
def test_what_is_no_error_brings_nothing_but_words(pair):
    check(pair)


@SLOW
@settings(max_examples=10_000)
@given(pairs())
def test_what_is_no_error_brings_nothing_but_words_at_length(pair):
    check(pair)


def steps(call, *arguments):
    """Return how many functions are called: the same on every machine, however busy it is."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        call(*arguments)
    except UnreadableMarkupError:
        pass
    finally:
        sys.setprofile(None)
    return count


COSTLY = [
    "*", "_", "[", "`", "![", "<", "> ", "- ", "{a}`", "[^1]", "[^a", "**a*", "[a](", "\\", "&", "|", "*a **", "[a]: ", "<a ",
    "&#", "`a`` ", "a\n", "> a\n", "a\n: b\n", "(", "{.a}\n", "$", "%", "+++\n", "1. ", "|a|\n", "|-|\n", "***a", "@",
]  # fmt: skip


@SLOW
@settings(max_examples=80)
@given(st.lists(st.sampled_from(COSTLY), min_size=1, max_size=3), st.lists(st.sampled_from(COSTLY), max_size=3))
def test_the_parser_takes_no_more_steps_than_a_text_is_said_to_cost(first, second):
    text = "".join(first) * 40 + "".join(second) * 40 + "\n"
    taken = steps(Markup.of.__wrapped__, Markup, text) + steps(page_blocks, text)
    assert taken <= STEPS * parsing_cost(text) + 2000


def test_nor_for_a_table_whose_cells_are_more_than_its_letters():
    text = "|a" * 50 + "|\n" + "|-" * 50 + "|\n" + "a\n" * 200
    assert steps(Markup.of.__wrapped__, Markup, text) + steps(page_blocks, text) <= STEPS / 2 * parsing_cost(text)


TEXTS = st.one_of(st.text(min_size=1), PIECES, st.lists(PIECES).map("".join))


def check_plain(text):
    """Ask that the short cut of message_parse_cache.py and the parser come to the same."""
    if not is_plain(text):
        return
    tree = publish_doctree(text, parser=Parser(), settings_overrides={"_disable_config": True, "doctitle_xform": False})
    paragraph, *rest = tree.children
    assert not [node for node in rest if not isinstance(node, nodes.substitution_definition)]
    assert isinstance(paragraph, nodes.paragraph)
    assert (paragraph.rawsource, paragraph.astext(), paragraph.line) == (text.rstrip(), text.rstrip(), 1)
    assert [type(child) for child in paragraph.children] == [nodes.Text]


@settings(max_examples=300)
@given(TEXTS)
@example("A sentence: with (brackets), “quotes”, a dash – and C++. 100% of it; #1 @ 3:00 = ok")
def test_what_is_taken_for_plain_is_one_paragraph_to_myst(text):
    check_plain(text)


@SLOW
@settings(max_examples=5000)
@given(TEXTS)
def test_what_is_taken_for_plain_is_one_paragraph_to_myst_at_length(text):
    check_plain(text)


@settings(max_examples=20)
@given(st.lists(st.one_of(PIECES, st.text()), min_size=20, max_size=40))
@example(["\\", '"', '\\"', '"]#read("/etc/passwd")', "\\u{22}", "\r\n", "\u2028"])
@SLOW
def test_words_are_no_code_for_typst(texts):
    """A string of Typst's gives back what was put into it, but for tabs and ends of lines."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "strings.typ"
        written = "\n".join(f"#metadata({escape_str(text)})<words>" for text in texts)
        file.write_text(written, encoding="utf-8", newline="")
        found = json.loads(typst.query(file, "<words>", field="value"))
    assert [re.sub("[\r\n\t]", " ", text) for text in texts] == found
