"""Pictures that Typst sets: the same for the same words, set by whoever has Typst at work, and once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import new_process
from sphinx.errors import SphinxError
from translated_docs import typst_pictures
from translated_docs.epub.cover import cover_picture
from translated_docs.html import share_picture
from translated_docs.outputs import Output
from translated_docs.settings import conf
from translated_docs.typst_pictures import TypstPicture, ask_for, is_early, picture_bytes, set_asked, set_picture

PNG = b"\x89PNG"
DOT = '#set page(width: 9pt, height: 9pt, fill: rgb(json(bytes(sys.inputs.given))))'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(typst_pictures, "FOLDER", tmp_path / "pictures")
    return tmp_path / "pictures"


@pytest.fixture
def dot(tmp_path, folder):
    """A picture of one colour."""
    template = tmp_path / "dot.typ"
    template.write_text(DOT, encoding="utf-8")
    return TypstPicture(template, json.dumps("#804000"), 72)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def call_in(folder: Path, function: Callable, *arguments: object) -> object:
    typst_pictures.FOLDER = folder
    return function(*arguments)


def alone(folder: Path, function: Callable, *arguments: object) -> object:
    """Call a function in another process, as Typst's threads are to stay out of this one."""
    with new_process() as call:
        return call(call_in, folder, function, *arguments)


def test_what_is_asked_for_is_set_once_and_found_by_whoever_wants_it(folder, dot):
    ask_for(dot)
    assert names(folder) == [dot.file.with_suffix(".json").name]
    alone(folder, set_asked)
    assert names(folder) == [dot.file.name]
    written = dot.file.stat().st_mtime_ns
    ask_for(dot)
    alone(folder, set_asked)
    assert picture_bytes(dot).startswith(PNG)
    assert (names(folder), dot.file.stat().st_mtime_ns) == ([dot.file.name], written)


def test_what_nobody_has_set_is_set_when_it_is_wanted(folder, dot):
    assert alone(folder, picture_bytes, dot).startswith(PNG)
    assert names(folder) == [dot.file.name]


def test_one_that_can_not_be_set_is_left_to_whoever_wants_it(folder, dot):
    dot.template.write_text("#no-such-function()", encoding="utf-8")
    ask_for(dot)
    alone(folder, set_asked)
    assert names(folder) == []


def test_other_words_another_size_template_or_font_are_another_picture(monkeypatch, dot):
    others = [dot, dot._replace(given=json.dumps("#000000")), dot._replace(dots_per_inch=144)]
    files = {picture.file for picture in others}
    dot.template.write_text(f"{DOT} // changed", encoding="utf-8")
    files.add(dot.file)
    monkeypatch.setattr(conf, "font_packages", ["made_up_fonts"])
    assert len(files | {dot.file}) == 5


def test_what_typst_can_not_set_fails_the_build_and_is_said(capfd, folder, dot):
    dot.template.write_text("#no-such-function()", encoding="utf-8")
    with pytest.raises(SphinxError, match=r"dot\.typ could not be set; the reason is above"):
        alone(folder, picture_bytes, dot)
    assert "no-such-function" in capfd.readouterr().err


def test_they_are_asked_for_by_the_builder_whose_source_typst_sets_next(monkeypatch):
    table = (
        Output("book", "typ", "pdf", "application/pdf", typst=True), Output("site", "web", "html", "text/html", site=True),
        Output("two", "pair", "pdf", "application/pdf", typst=True, bilingual=True),
    )  # fmt: skip
    monkeypatch.setattr("translated_docs.outputs.OUTPUTS", table)
    assert [builder for builder in ("typ", "web", "pair") if is_early(builder)] == ["typ"]


LONG = "A title longer than any other " * 12
SHARED = {"by": "", "language": "x", "lang": "en", "palette": share_picture.PALETTE["light"],
          "families": ["Noto Sans CJK JP", "Noto Sans", "Noto Sans Arabic"]}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("direction", "title"), [("ltr", "A title"), ("rtl", "عنوان"), ("ltr", LONG)])
def test_the_same_words_give_the_same_bytes(folder, direction, title):
    words = {"title": title, "description": "", "author": "", "affiliation": "", "edition": ""}
    shared = TypstPicture(share_picture.TEMPLATE, json.dumps({**SHARED, "title": title, "direction": direction}), 72)
    for picture in (shared, cover_picture("ar" if direction == "rtl" else "en", words)):
        found = set()
        for _ in range(2):
            alone(folder, set_picture, picture)
            found.add(picture.file.read_bytes())
        assert len(found) == 1
