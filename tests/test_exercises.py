"""The titles of sphinx-exercise are those of a page as it is read, in its language; the extension is known by its nodes alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.constructs.figure_numbers import complete_titles


def exercise(*subtitle, **attributes):
    """Return an exercise as its extension makes it, with the message of its subtitle in an element of its own."""
    title = nodes.title("", "Exercise", *(nodes.subtitle("", "", nodes.inline("", "", *words), message=3) for words in subtitle), built_in=1)
    return nodes.admonition("", title, ids=["a"], **attributes)


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (exercise([nodes.Text("An "), nodes.strong("", "easy"), nodes.Text(" one")]), "Exercise (An easy one)"),
        (exercise([nodes.Text("Easy")], number_format="Exercise %s"), " (Easy)"),
        (exercise(number_format="Exercise %s"), ""),
    ],
)
def test_an_exercise_has_its_title_and_what_its_solution_takes_it_from_is_in_the_language_too(read, words):
    document, kept, written = new_document("page.md"), nodes.admonition("", nodes.title()), read[0].astext()
    document += read
    document.ids["a"] = read
    env = SimpleNamespace(docname="page", sphinx_exercise_registry={"a": {"docname": "page", "node": kept}, "b": {"docname": "other", "node": None}})
    complete_titles(SimpleNamespace(builder=SimpleNamespace(name="html"), env=env), document)
    assert (read[0].astext(), read[0].get("message"), read[0]["built_in"]) == (words, 3 if words else None, 1)
    assert kept[0].astext() == written and not list(kept.findall(nodes.inline))


def test_one_that_is_hidden_keeps_what_its_extension_has_of_it():
    document, hidden, kept = new_document("page.md"), exercise(), exercise()
    document.ids["a"] = hidden
    env = SimpleNamespace(docname="page", sphinx_exercise_registry={"a": {"docname": "page", "node": kept}})
    complete_titles(SimpleNamespace(builder=SimpleNamespace(name="html"), env=env), document)
    assert kept.astext() == hidden.astext() == "Exercise"
