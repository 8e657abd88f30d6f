"""A notebook is read by its own parser; a book takes of a cell's output what it can set, and what a guide asks for goes over that."""

from __future__ import annotations

from contextlib import suppress
from types import SimpleNamespace

import pytest
from translated_docs.content.notebooks import BUILDERS, FORMAT, IN_BOOKS, add_priorities
from translated_docs.content.page_parser import PageParser, find_parser_of_notebooks


class Settings(SimpleNamespace):
    def __contains__(self, name: str) -> bool:
        return hasattr(self, name)


@pytest.mark.parametrize("builder", BUILDERS)
def test_books_take_pictures_before_words(builder):
    config = Settings(nb_mime_priority_overrides=[(builder, "text/plain", 1)])
    add_priorities(None, config)
    kinds = [kind for name, kind, _place in config.nb_mime_priority_overrides if name == builder]
    assert kinds == [*IN_BOOKS, "text/plain"]


def test_without_the_extension_nothing_is_set():
    config = Settings()
    add_priorities(None, config)
    assert vars(config) == {}


NOTEBOOKS = ["---\nfile_format: mystnb\n---\n", "---\njupytext:\n  text_representation:\n    format_name: myst\n---\n"]
PAGES = ["# Title\n", "---\nfile_format: other\n---\n", "---\njupytext: [a\n---\n", "---\njupytext: none\n---\n", "---\n- a\n---\n"]


class ReadAsPageError(Exception):
    pass


def as_page(*_: object) -> None:
    raise ReadAsPageError


@pytest.mark.parametrize("text", NOTEBOOKS + PAGES)
def test_a_notebook_in_markdown_is_read_by_the_parser_of_notebooks(text, monkeypatch):
    read = []
    of_notebooks = type("Parser", (), {"parse": lambda _self, text, _document: read.append(text)})
    monkeypatch.setattr(PageParser, "of_notebooks", None)
    monkeypatch.setattr(PageParser, "configuration", as_page)
    find_parser_of_notebooks(SimpleNamespace(registry=SimpleNamespace(get_source_parsers=lambda: {FORMAT: of_notebooks})))
    with suppress(ReadAsPageError):
        PageParser().parse(text, None)
    assert read == ([text] if text in NOTEBOOKS else [])
