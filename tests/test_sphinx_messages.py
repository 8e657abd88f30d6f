"""A language without a catalog of the interface has Sphinx's words, and the book none that Typst says in English."""

from __future__ import annotations

import gettext
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
import sphinx
from conftest import SLOW, new_process
from pypdf import PdfReader
from sphinx import locale
from translated_docs.catalogs.policy.interface_policy import PLACEHOLDER
from translated_docs.content.messages.sphinx_messages import SPHINX_WORDS, SphinxWords
from translated_docs.pdf.bilingual import labels
from translated_docs.pdf.builder import OF_TYPST, edition, progress

WORDS = [
    ("ar", "Table of contents", "قائمة المحتويات"),
    ("he", "Table of contents", "תוכן"),  # by the second of Sphinx's messages
    ("de", "Next", "Weiter"),
    ("de", "(page %(page)s)", "(Seite %(page)s)"),
    ("ko", "Edition %(release)s", "릴리스 %(release)s"),
    ("el", "Footnote", "Σημειώσεις υποσέλιδου"),
    ("ko", "Not one of ours", "Not one of ours"),
    ("xx", "Next", "Next"),
    ("he", "Some words of ours.", "\u2066Some words of ours.\u2069"),  # or the full stop would stand before them
    ("he", "Words of ours (%s)", "\u2066Words of ours (%s)\u2069"),
    ("he", "Words: %(words)s", "Words: %(words)s"),
    ("xx", "Some words of ours.", "Some words of ours."),
]


def translator(language, **own):
    """The catalogs of a build: one of the project, with the messages given, and Sphinx's."""
    folder = Path(sphinx.__file__).parent / "locale"
    project = SimpleNamespace(gettext=lambda message: own.get(message) or found.gettext(message))
    found = gettext.translation("sphinx", folder, [language], fallback=True)
    found.add_fallback(SphinxWords(found, language))
    return project


@pytest.mark.parametrize(("language", "message", "words"), WORDS)
def test_words_that_the_project_has_not_are_sphinxs(language, message, words):
    assert translator(language).gettext(message) == words


@pytest.mark.parametrize(("language", "label", "words"), [("ja", "Note", "注釈"), ("de", "See also", "Siehe auch"), ("xx", "Note", "Note")])
def test_the_book_of_two_languages_has_the_labels_of_the_other(language, label, words):
    assert labels(language, [])(label) == words


def test_the_projects_own_words_come_first():
    assert translator("de", Next="Vorwärts").gettext("Next") == "Vorwärts"


@pytest.mark.parametrize("message", SPHINX_WORDS)
def test_some_language_has_each_of_them_with_what_is_put_into_it(message):
    found = [words for code in ("de", "zh_CN") if (words := translator(code).gettext(message)) != message]
    assert found
    assert all(PLACEHOLDER.findall(words) == PLACEHOLDER.findall(message) for words in found)


@pytest.mark.parametrize(
    ("code", "words", "share"),
    [("en", "River edition 2.0", "40% translated"), ("en_GB", "River edition 2.0", "40% translated"), ("ar", "River · 2.0", "40%")],
)
def test_a_cover_has_no_english_in_a_language_without_its_words(monkeypatch, code, words, share):
    monkeypatch.setattr(locale, "translators", {})  # none is left of what was built before
    assert (edition("River", "2.0", code), progress(40, code)) == (words, share)


def said_of_links(languages):
    """Return what Typst says of a link to a note, by language."""
    import typst

    said = {}
    for language in languages:
        source = f'#set document(title: "-")\n#set text(lang: "{language}")\nA#footnote[B]'
        pdf = typst.Compiler(source.encode()).compile(format="pdf", pdf_standards="ua-1")
        page = PdfReader(io.BytesIO(pdf)).pages[0]
        said[language] = {str(link.get_object().get("/Contents")) for link in page["/Annots"]}
    return said


@SLOW  # what only a version of Typst changes
def test_typst_has_the_word_for_a_note_in_the_languages_that_are_named():
    others = {"ar", "el", "en", "ja", "ko"}
    with new_process() as call:
        said = call(said_of_links, sorted(OF_TYPST | others))
    assert {language for language, words in said.items() if "Footnote 1" in words} == others
