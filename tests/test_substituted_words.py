"""What is substituted within sentences is a message of its page, and its translation is words alone."""

from __future__ import annotations

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SmallProject
from translated_docs.content.messages.substituted_words import is_usable, message_of

PAGE = """---
myst:
  substitutions:
    part: "{{ product }}の**部品**"
---

(chapter-one)=
# 置き換え

これは{{ part }}です。

{{ part }}です。

- {{ product }}
"""
CELLS = """(chapter-one)=
# 章

| {{ product }} | {{ version }} | **{{ product }}** |
| --- | --- | --- |
"""
MESSAGES = {"これは{{ part }}です。": "This is {{ part }}.", "{{ part }}です。": "{{ part }}です。",
            "{{ product }}の**部品**": "a **part** of {{ product }}", "橋": "Bridge"}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("言葉", "言葉"), ("two\nwords\n", "two words"), ("Envoy", "Envoy"), ("[words](https://example.org/)", "[words](https://example.org/)"),
        ("https://example.org/guide.git", None), ("v1.2.3", None), (2026, None), ("2026.11", None), ("--- ", None), ("", None),
        ("<i class='icon'><svg width='16'><path d='M4 6v6'/></svg></i>", None), ("<img src='a.png' alt='words'>", "<img src='a.png' alt='words'>"),
        ("```{image} picture.png\n```", None), (":::{note}\n言葉\n:::", None),
    ],
)  # fmt: skip
def test_values_with_words_are_messages(value, message):
    assert message_of(value) == message


@pytest.mark.parametrize(
    ("value", "translation", "usable"),
    [
        ("言葉", "words", True),
        ("{{ product }}の言葉", "words of {{ product }}", True),
        ("言葉", "```{note}\nwords\n```", False),
        ("言葉", "  :::{note}\nwords", False),
        ("言葉", "words of {{ product }}", False),
        ("{{ product }}の言葉", "words of {{ env }}", False),
    ],
)
def test_a_translation_of_one_is_no_directive_and_computes_nothing_new(value, translation, usable):
    assert is_usable(value, translation) == usable


@SLOW
def test_it_stands_in_the_language_of_each_page(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings('myst_substitutions = {"product": "橋"}\n')
    (project.folder / "docs" / "chapter.md").write_text(PAGE, "utf-8")
    updated = project.make("catalogs")
    assert updated.returncode == 0 and "WARNING" not in updated.stdout, updated.stdout
    catalog = polib.pofile(str(project.folder / "locale" / "en" / "LC_MESSAGES" / "chapter.po"))
    assert MESSAGES.keys() <= {entry.msgid for entry in catalog}
    for entry in catalog:
        entry.msgstr = MESSAGES.get(entry.msgid, "")
    catalog.save()
    project.must_make("html")
    page = project.page("en/chapter.html")
    assert "This is a <strong>part</strong> of Bridge." in page
    assert "a <strong>part</strong> of Bridgeです。" in page
    assert "橋の<strong>部品</strong>です。" in project.page("ja/chapter.html")


@SLOW
@pytest.mark.parametrize(
    ("translations", "cells"),
    [
        ({"橋": "Bridge", "**{{ product }}**": "**{{ product }}**"}, ["Bridge", "1.2", "Bridge"]),
        ({"橋": "Bridge", "{{ product }}": "The {{ product }}"}, ["The Bridge", "1.2", "橋 not translated yet"]),
        ({"{{ product }}": "{{ product }}"}, ["橋 not translated yet", "1.2", "橋 not translated yet"]),
    ],
)  # fmt: skip
def test_what_is_nothing_else_is_translated_where_its_value_is(tmp_path, translations, cells):
    project = SmallProject(tmp_path / "project")
    project.add_settings('myst_substitutions = {"product": "橋", "version": "1.2"}\n')
    (project.folder / "docs" / "chapter.md").write_text(CELLS, "utf-8")
    project.must_make("catalogs")
    catalog = polib.pofile(str(project.folder / "locale" / "en" / "LC_MESSAGES" / "chapter.po"))
    for entry in catalog:
        entry.msgstr = translations.get(entry.msgid, "")
    catalog.save()
    project.must_make("html-en")
    page = BeautifulSoup(project.page("en/chapter.html"), "html.parser")
    assert [" ".join(cell.get_text().split()) for cell in page.select("article th, article td")] == cells
