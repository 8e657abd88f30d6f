"""What no book can have is named by page and line, whichever way an author writes it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import SphinxError
from translated_docs.content import source_policy


@pytest.mark.parametrize("character", ["\x0c", "\x00", "\x1b", "\ufffe"])
def test_a_character_that_xml_does_not_know_stops_the_page(tmp_path, character):
    page = tmp_path / "page.md"
    page.write_text(f"# 章\n\n言{character}葉\n", encoding="utf-8")
    env = SimpleNamespace(doc2path=lambda docname: page)
    with pytest.raises(SphinxError, match=rf"page\.md:3: holds the character U\+{ord(character):04X}; delete it"):
        source_policy.reject_other_encodings(None, env, ["page"])


def test_one_that_is_written_as_a_reference_is_named_and_left_out(monkeypatch):
    said = []
    monkeypatch.setattr(source_policy.logger, "warning", lambda words, *values, **_: said.append(words % values))
    document = new_document("page.md")
    paragraph = nodes.paragraph("", "words", nodes.image(uri="x.svg", alt="a\x0cb"), nodes.Text("c\x0cd"))
    document += paragraph
    source_policy.reject_characters(None, document)
    assert [line.partition(";")[0] for line in said] == ["holds the character U+000C"] * 2
    assert (paragraph.astext(), paragraph[1]["alt"]) == ("wordsabcd", "ab")
