"""What points somewhere as reStructuredText is told from what Markdown has in a page with ``{eval-rst}``."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util.nodes import extract_messages
from translated_docs.content.checks.rst_markup import HAS_RST, ROLE, RstMarkup, in_markdown
from translated_docs.content.messages import translation_units
from translated_docs.content.messages.translation_units import NameSources


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("see :ref:`label`", ":ref:`label`"),
        ("see `label`:py:obj:", "`label`:py:obj:"),
        ("the `:py:obj:` role, or a `#` link", None),  # code of Markdown
        ("{py:obj}`label`", None),
    ],
)
def test_a_role_within_code_is_none(message, role):
    found = ROLE.search(message)
    assert (found and found[0]) == role


def test_a_substitution_may_point_anywhere():
    assert in_markdown("[a](b.md) and {{ directive }}") == sys.maxsize
    assert in_markdown("[a](b.md) and words") == 1


def test_the_names_that_autosummary_sums_up_are_code_and_what_it_says_of_them_is_a_message(warned):
    document = new_document("page.md")
    name = nodes.paragraph(":py:obj:`a <m.a>`", "", addnodes.pending_xref("", nodes.literal("", "a"), refdomain="py"))
    document += [name, nodes.paragraph("Words.", "Words.")]
    for node in document.children:
        node.source, node.line = "page.md:3:<autosummary>", 1
    document.settings.env = SimpleNamespace(current_document={HAS_RST: True})
    RstMarkup(document).apply()
    assert [message for _node, message in extract_messages(document)] == ["Words."] and warned == []


def test_what_a_docstring_points_to_is_left_to_its_program(warned):
    document = new_document("page.md")
    link = nodes.paragraph(":py:obj:`a`", "Like ", addnodes.pending_xref(":py:obj:`a`", nodes.literal("", "a"), refdomain="py"))
    document += [link, nodes.paragraph("By :sub:`role`.", "By role."), nodes.paragraph("Words.", "Words.")]
    for node in document.children:
        node.source, node.line = "tool.py:docstring of tool.run", 1
    document.settings.env = SimpleNamespace(current_document={HAS_RST: True})
    RstMarkup(document).apply()
    assert [message for _node, message in extract_messages(document)] == ["Words."] and warned == []


@pytest.mark.parametrize("kind", [nodes.rubric, nodes.title])  # the second of a box: napoleon_use_admonition_for_notes
@pytest.mark.parametrize(("source", "messages"), [("tool.py:docstring of tool.run", ["Words."]), ("docs/page.md", ["Notes", "Words."])])
def test_headings_that_napoleon_writes_are_its_own_words(source, messages, kind, monkeypatch):
    monkeypatch.setattr(translation_units, "_", str)  # whatever language another test has left
    document = new_document("page.md")
    document += [kind("Notes", "Notes"), nodes.rubric("Words.", "Words.")]
    for node in document.children:
        node.source, node.line = source, 1
    NameSources(document).apply()
    assert [message for _node, message in extract_messages(document)] == messages


@pytest.mark.parametrize(("words", "messages"), [("-", []), ("—", []), ("—5", ["—5"]), ("○", ["○"])])
def test_a_dash_alone_is_no_message(words, messages):
    document = new_document("page.md")
    document += nodes.paragraph(words, words)
    document[0].source, document[0].line = "page.md", 1
    NameSources(document).apply()
    assert [message for _node, message in extract_messages(document)] == messages


@pytest.mark.parametrize("source", [None, ""])
def test_a_paragraph_that_an_extension_has_parsed_on_its_own_is_a_message(source):
    document = new_document("page.md")
    document += nodes.paragraph("Words.", "Words.")
    document[0].source = source
    NameSources(document).apply()
    assert [message for _node, message in extract_messages(document)] == ["Words."]
