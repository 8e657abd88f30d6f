"""A notebook is read by its own parser; a book takes of a cell's output what it can set, and what a guide asks for goes over that."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.sources.notebooks import (
    BUILDERS,
    DRAWN,
    FORMAT,
    IN_BOOKS,
    ValuesInSentences,
    add_priorities,
    keep_for_all_outputs,
    with_page,
)
from translated_docs.content.markup.page_parser import PageParser, find_parser_of_notebooks


class Settings(SimpleNamespace):
    def __contains__(self, name: str) -> bool:
        return hasattr(self, name)


@pytest.mark.parametrize("builder", BUILDERS)
def test_books_take_pictures_before_words(builder):
    config = Settings(nb_mime_priority_overrides=[(builder, "text/plain", 1)])
    add_priorities(None, config)
    kinds = [kind for name, kind, _place in config.nb_mime_priority_overrides if name == builder]
    assert kinds == [*IN_BOOKS, "text/plain"]


def test_of_a_value_among_words_the_best_form_stands_there_and_of_a_cell_all_do():
    document = new_document("page.md")
    forms = [nodes.container("", part, mime_type=kind) for kind, part in (("text/html", nodes.raw("", "<b>2</b>")), ("text/plain", nodes.inline("", "2")))]
    value = nodes.container("", *forms, nb_element="mime_bundle")
    document += [nodes.paragraph("", "", nodes.Text("is "), value.deepcopy()), nodes.container("", value)]
    ValuesInSentences(document).apply()
    assert [type(part) for part in document[0].children] == [nodes.Text, nodes.inline]
    assert document[1][0] is value and len(value) == 2


@pytest.mark.parametrize(
    ("translation", "read"),
    [
        ("Der Wert {glue}`a` und {glue:text}`b:.2f`", "Der Wert {glue}`a.md::a` und {glue:text}`a.md::b:.2f`"),
        ("{glue}`../other.md::a`", "{glue}`../other.md::a`"),
    ],
)
def test_a_translation_takes_a_value_from_its_page(translation, read):
    assert with_page(translation, Path("docs/a.md")) == read


def test_what_cells_draw_lies_in_one_place_for_all_outputs():
    config = SimpleNamespace(output_folder=Path("build/html/jupyter_execute"))
    keep_for_all_outputs(SimpleNamespace(env=SimpleNamespace(mystnb_config=config), config=SimpleNamespace(language="de")))
    assert config.output_folder == DRAWN / "de"
    keep_for_all_outputs(SimpleNamespace(env=SimpleNamespace()))  # without the extension


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
