"""Translators who wish it are named in the colophon, from the comments at the top of the catalogs."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from translated_docs.content.directives import translator_names

# A line of the comment, and who is named for it.
LINES = {
    "as gettext has it": ("Ana Sánchez <ana@example.org>, 2026.", "Ana Sánchez"),
    "without an address": ("山田 花子, 2026", "山田 花子"),
    "of several years": ("J. Doe <j@example.org>, 2024, 2025-2026.", "J. Doe"),
    "as Weblate writes it": ("Somebody <somebody@example.org>, 2026.", "Somebody"),
    "an address alone": ("<j@example.org>, 2026.", None),
    "an address in the place of a name": ("j@example.org, 2026.", None),
    "who owns the words": ("Copyright (C) 2026 The company, 2026", None),
    "a sentence": ("Reviewed by two people.", None),
    "a link": ("See https://example.org/, 2026", None),
    "what turns the letters round": ("Ana\u202e <a@example.org>, 2026.", None),
    "a page's worth": ("x" * 100 + ", 2026.", None),
}


@pytest.mark.parametrize(("line", "name"), LINES.values(), ids=LINES)
def test_a_line_of_the_comment_names_a_translator(line, name):
    assert translator_names.names_in([f"English catalog.\n{line}"]) == ([name] if name else [])


def test_each_is_named_once():
    assert translator_names.names_in(["B, 2025.\nA <a@example.org>, 2026.", "A, 2026.\nC, 2026."]) == ["B", "A", "C"]


@pytest.mark.parametrize("names", [[], ["Ana", "<b>Bo</b>"]])
def test_where_nobody_is_named_nothing_stands(names, monkeypatch, tmp_path):
    catalog = tmp_path / "index.po"
    catalog.write_text("".join(f"# {name}, 2026.\n" for name in names) + '\nmsgid ""\n# Not at the top, 2026.\n', "utf-8")
    monkeypatch.setattr(translator_names, "catalog_files", lambda root, code: {"index": tmp_path / "index.po"} if code == "qtz" else {})
    document = new_document("page", get_default_settings())
    document += translator_names.translators_list()
    config = SimpleNamespace(languages={"en": "English", "qtz": "Made up", "fr": "Français"})
    monkeypatch.setattr(translator_names, "_", str)  # the words as they are in the code
    monkeypatch.setattr(translator_names.NameTranslators, "config", config, raising=False)
    translator_names.NameTranslators(document).run()
    said = [node.astext() for node in document.findall(nodes.paragraph)]
    assert said == (["Translation (Made up): Ana"] if names else [])  # markup is no name


def test_they_are_named_in_the_words_of_another_language_too(monkeypatch):
    monkeypatch.setattr(translator_names, "translators", lambda config: {"Français": ["Ana"]})
    said = translator_names.thanks(None, {"Translation (%(language)s): %(names)s": "Traduction (%(language)s) : %(names)s"}.get)
    assert [paragraph.astext() for paragraph in said] == ["Traduction (Français) : Ana"]


def test_the_page_is_read_again_when_the_names_are_others(monkeypatch):
    env = SimpleNamespace(metadata={"colophon": {"translators": True}, "index": {}})
    found = []
    for names in ({}, {}, {"Made up": ["Ana"]}, {"Made up": ["Ana"]}):
        monkeypatch.setattr(translator_names, "translators", lambda config, names=names: names)
        found.append(translator_names.pages_with_other_names(SimpleNamespace(config=None), env, set(), set(), set()))
    assert found == [[], [], ["colophon"], []]
