"""A book is set by Typst: what is wrong, and the words of its pictures."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from conftest import ROOT, new_process
from translated_docs.pdf.compilation.typst_compile import PLACE, SOURCE, compile_book
from translated_docs.pdf.compilation.words_in_pictures import settled

RELEASED = date(2018, 8, 1)
WORDS = '#set document(title: "A book")\n#set text(lang: "en", font: "Noto Sans CJK JP")\nWords.#footnote[A note.]\n'


def alone(function, *arguments):
    """Call a function in a process of its own: one that has used Typst already must not be forked."""
    with new_process() as call:
        return call(function, *arguments)


@pytest.fixture
def book(tmp_path):
    """The folder of a book."""
    (tmp_path / SOURCE).parent.mkdir()
    (tmp_path / SOURCE).write_text(WORDS, encoding="utf-8")
    return tmp_path


def test_a_warning_is_an_error(book):
    (book / SOURCE).write_text(WORDS.replace("Noto Sans CJK JP", "No Such Font"), encoding="utf-8")
    assert "unknown font family" in alone(compile_book, book, "here.pdf", RELEASED)[0]


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><foreignObject width="9" height="9"/></svg>'


def test_of_a_picture_with_html_in_it_which_is_named_where_it_lies_nothing_is_said_and_errors_come_first(book):
    (book / SOURCE).with_name("picture.svg").write_text(PICTURE, encoding="utf-8")
    source = WORDS + '#image("picture.svg", alt: "A picture")\n'
    (book / SOURCE).write_text(source, encoding="utf-8")
    assert alone(compile_book, book, "here.pdf", RELEASED) == []
    repeated = "#table(table.header(link(\"https://example.org\")[x]), ..range(200).map(each => [x]))\n"
    (book / SOURCE).write_text(source + repeated, encoding="utf-8")
    (error,) = alone(compile_book, book, "here.pdf", RELEASED)
    assert "foreign" not in error and "book.typ:" in error and "table.header" in error


WORDS_IN_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text x="9" y="20">{}</text></svg>'


IN_THAI = "font-family: 'Noto Sans Thai'"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("漢字 and words", ">漢字 and words</text>"),
        ("漢字&amp;ไทย", f'>漢字&amp;</tspan><tspan style="{IN_THAI}" x="'),
        ("नमस्ते", "<path "),
        ("⚠\ufe0f", "<path "),
        ('<textPath href="#line">नमस्ते</textPath>', "data:image/png;base64,"),
    ],
)
def test_the_words_of_a_picture_are_set_in_a_font_that_has_them_as_paths_or_as_dots(words, expected):
    line = '<path id="line" d="M9 20H200" fill="none"/>'
    picture = alone(settled, WORDS_IN_PICTURE.format(words).replace("<text", f"{line}<text") if "textPath" in words else WORDS_IN_PICTURE.format(words))
    assert expected in picture and 'width="200" height="30"' in picture


@pytest.mark.parametrize(
    ("above", "place"),
    [
        ("//docs/page.md:4\n\nWords.\n\n//:9\n", "docs/page.md:9"),
        ("//docs/page.md:4\n\nWords.\n\n//locale/xx/LC_MESSAGES/page.po:12\n", "locale/xx/LC_MESSAGES/page.po:12"),
        ("Words.\n", None),
    ],
)
def test_an_error_is_told_at_the_block_that_it_is_of(book, above, place):
    (book / SOURCE).write_text(f"{WORDS}{above}#no-such-function()\n//docs/other.md:1\n", encoding="utf-8")
    (error,) = alone(compile_book, book, "here.pdf", RELEASED)
    assert error.startswith(f"{place or book / SOURCE}: unknown variable: no-such-function")


@pytest.mark.parametrize("source", sorted((ROOT / "build" / "pdf").glob("*/book/book.typ")), ids=lambda path: path.parts[-3])
def test_the_blocks_of_a_book_are_noted_where_they_stand(source):
    places = [place for line in source.read_text(encoding="utf-8").splitlines() if (place := PLACE.fullmatch(line))]
    assert len(places) > 100
    for file, line in (place.groups() for place in places):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines() if file else lines
        assert lines[int(line) - 1].strip(), (file, line)


def test_the_scripts_and_fonts_are_known_without_sphinx_and_typst():
    code = "import sys, translated_docs.fonts; print({'sphinx', 'typst'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "set()\n"
