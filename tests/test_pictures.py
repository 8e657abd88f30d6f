"""Files are found by whatever name, pictures have words for them, and are as large in each output."""

from __future__ import annotations

import unicodedata
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from docutils import nodes
from test_constructs import png
from translated_docs.content.constructs import pictures
from translated_docs.content.checks import missing_glyphs
from translated_docs.content.constructs.picture_sizes import own_size, set_sizes, shown_width, width_class
from translated_docs.content.constructs.pictures import PicturePlaces, PicturesToTry, picture_errors
from translated_docs.content.page_collector import page_data
from translated_docs.content.sources.named_files import OF_HTML, named_file
from translated_docs.content.sources.page_names import decomposed_pages
from translated_docs.content.warnings import line_above, page_line_above

# Names as cameras, phones, downloads and people make them.
NAMES = [
    "スクリーンショット 2026-11-27 10.00.00", "Screenshot 2026-11-27 at 10.00.00\u202fAM", "写真　全角", "a b", "a#b", "a$b",
    "a$(x)b", "a%20b", "100%", "a&b", "it's", 'say "x"', "a(1)", "a(b", "-dash", "--help", "a..b", "..a", "a;b",
    "a+b=c@d!", "a[1]", "a,b", "a~b^c", "UPPER", "a`b", "a{b}", "a*b", "a?b", "a|b", "a:b", "a\\b", "😀",
]  # fmt: skip
GA, APART = "がぎぐ", unicodedata.normalize("NFD", "がぎぐ")


def environment(folder: Path) -> SimpleNamespace:
    def relfn2path(name, docname):
        path = name[1:] if name.startswith("/") else str(Path(docname).parent / name)
        return path, str(folder / path)

    return SimpleNamespace(srcdir=folder, relfn2path=relfn2path)


def test_a_size_holds_on_pages_in_any_folder(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a.png").write_bytes(png(60, 30))
    document = nodes.document(None, None)
    document += nodes.image(uri="img/a.png", height="40px")  # Sphinx has completed it, from part/page say
    set_sizes(SimpleNamespace(srcdir=tmp_path), document)
    assert document[0]["width"] == "80"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("written", [str, quote])
def test_a_file_is_found_by_any_name(tmp_path, name, written):
    (tmp_path / name).touch()
    if (name, written) == ("a%20b", str):  # in Markdown this means a blank
        (tmp_path / "a b").touch()
        name = "a b"
    for way, docname in [("", "page"), ("../", "part/page"), ("/", "part/page")]:
        (tmp_path / "part").mkdir(exist_ok=True)
        assert Path(named_file(environment(tmp_path), docname, written(f"{way}{name}"))).samefile(tmp_path / name)


@pytest.mark.parametrize(("on_disk", "written"), [(GA, APART), (APART, GA), (f"{APART}/{GA}", f"{GA}/{APART}")])
def test_a_file_is_found_however_its_accents_are_written(tmp_path, on_disk, written):
    (tmp_path / on_disk).parent.mkdir(exist_ok=True)
    (tmp_path / on_disk).touch()
    assert named_file(environment(tmp_path), "page", written) == tmp_path / on_disk


@pytest.mark.parametrize("written", ["../secret", "/../secret", "%2e%2e/secret", "missing", "", ".", "a\0b", "%00"])
def test_nothing_is_found_elsewhere(tmp_path, written):
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret").touch()
    assert named_file(environment(tmp_path / "docs"), "page", written) is None


def test_a_page_whose_name_sphinx_would_miss_is_named(tmp_path):
    for name in (f"{APART}.md", f"{GA}2.md", f"{APART}.png", "page.md"):
        (tmp_path / name).touch()
    assert list(decomposed_pages(tmp_path, (".md",))) == [(tmp_path / f"{APART}.md", f"{GA}.md")]
    (tmp_path / f"{GA}.md").touch()  # as on macOS, where both names are of one file
    assert list(decomposed_pages(tmp_path, (".md",))) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "60"),
        ({"width": "120px"}, "120"),
        ({"width": "120"}, "120"),
        ({"width": "30%"}, "30%"),
        ({"width": "10em"}, "10em"),
        ({"width": "1in"}, "96"),
        ({"width": "2.54cm"}, "96"),
        ({"width": "72pt"}, "96"),
        ({"width": "10rem"}, "10em"),
        ({"height": "60px"}, "120"),
        ({"height": "2em"}, "4em"),
        ({"height": "50%"}, "60"),
        ({"width": "120px", "height": "15px"}, "30"),
        ({"width": "20px", "height": "300px"}, "20"),
        ({"scale": 50}, "30"),
        ({"width": "30%", "scale": 50}, "15%"),
    ],
)
def test_how_wide_a_picture_of_60_by_30_pixels_is_shown(options, expected):
    assert shown_width(nodes.image(**options), (60, 30)) == expected


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("width: 33.3%", "width-33"), ("width: 0.2%;", "width-1"), ("width: 300px", "width-19em"), ("width: 50", "width-3em"),
        ("width: 4 cm", "width-9em"), ("width: 99em", "width-80em"), ("", None), ("--field-indent: 2em;", None),
    ],
)  # fmt: skip
def test_a_width_that_a_style_would_give_is_that_of_a_class(style, name):
    assert width_class(style) == name


def test_what_is_no_text_has_no_letters_to_ask_for(tmp_path, monkeypatch):
    (tmp_path / "a.svg").write_bytes(b"\x89PNG\r\n\x1a\n\xef\xa3\xbf")
    said: list[tuple] = []
    monkeypatch.setattr(missing_glyphs, "warn", lambda *words: said.append(words))
    missing_glyphs.check_pictures(SimpleNamespace(srcdir=tmp_path), nodes.paragraph("", "", nodes.image(uri="a.svg")))
    assert not said


@pytest.mark.parametrize(("options", "expected"), [({}, None), ({"height": "60px"}, None), ({"width": "1cm"}, "37.7953")])
def test_of_a_picture_that_does_not_say_its_own_size_the_width_counts(options, expected):
    assert shown_width(nodes.image(**options), None) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="100%" height="100%" viewBox="0 0 120 60"', (120, 60)),
        ("width='auto' viewBox='-5,-5, 120.4,60.2'", (120, 60)),
        ('width="100%"', None),
        ('height="30" viewBox="0 0 120 60"', (60, 30)),
        ('viewBox="0 0 1e308 1e308"', None),
        ('width="1e300" height="30"', (300, 30)),
        ('width="10em" height="auto" viewBox="0 0 120 60"', (160, 80)),
        ('width="100"', (100, 150)),
    ],
)
def test_a_drawing_has_the_size_that_a_browser_gives_it(tmp_path, attributes, expected):
    (tmp_path / "a.svg").write_text(f'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>', encoding="utf-8")
    assert own_size(tmp_path / "a.svg") == expected


def test_a_picture_of_html_is_found_by_a_name_with_blanks(tmp_path):
    (tmp_path / "a b&c.png").touch()
    image = nodes.image("<img alt='図' src='a b&amp;c.png'>", uri="ab&c.png")
    found = OF_HTML.match(image.rawsource)
    assert named_file(environment(tmp_path), "page", unescape(found["name"])) == tmp_path / "a b&c.png"


GIF = (
    b"GIF89a\x02\x00\x02\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    + b"!\xf9\x04\x04\x0a\x00\x00\x00,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x02\x84Q\x00" * 2 + b";"
)  # fmt: skip
FILES = [
    ("a\\b.png", png(6, 3), ""),
    ("UPPER.PNG", png(6, 3), ""),
    ("moving.gif", GIF, ""),
    ("half.png", png(60, 30)[:60], "unexpected end"),
    ("png.jpg", png(6, 3), ""),
    ("heic.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "Jpeg"),
    ("empty.webp", b"", "whole buffer"),
    ("half.svg", b"<svg", "SVG"),
]


def test_a_picture_that_no_book_can_show_is_told_by_its_content(tmp_path, single_threaded):
    for name, content, _error in FILES:
        (tmp_path / name).write_bytes(content)
    found = single_threaded(picture_errors, [tmp_path / name for name, _content, _error in FILES])
    assert len(found) == len(FILES)
    for (name, _content, expected), error in zip(FILES, found, strict=True):
        assert expected in error and bool(expected) == bool(error), name


def test_a_picture_of_several_pages_is_looked_through_once_for_the_readers_of_all(tmp_path, monkeypatch):
    asked, told = [], []
    for name in ("drawing.svg", "photo.webp"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(pictures, "faults", lambda path, in_books: asked.append((path.name, in_books)) or [(3 if in_books else None, "words")])
    monkeypatch.setattr(pictures, "picture_errors", lambda paths: [""] * len(paths))
    monkeypatch.setattr(pictures, "warn", lambda place, *_words: told.append(place))
    env, to_try = SimpleNamespace(srcdir=tmp_path), PicturesToTry()
    shown = {"a": [("drawing.svg", ("a", 1), False), ("photo.webp", "part.md:9", False)], "b": [("drawing.svg", ("b", 2), True)]}
    page_data(env, PicturePlaces.name).update(shown | {"c": [("photo.webp", ("c", 3), True), ("none.svg", ("c", 4), True)]})
    to_try.begin(None, env, ["b", "a"])  # and not "c", which was read before
    to_try.warn(None, env)
    assert asked == [("drawing.svg", True), ("photo.webp", False)]
    assert told == [f"{tmp_path / 'drawing.svg'}:3", "part.md:9"]


def test_a_picture_in_a_translation_has_the_line_of_its_page():
    picture = nodes.image(uri="called.jpg")
    block = nodes.paragraph("", "", picture, page_line=11)
    picture.line = block.line = 50  # of the catalog
    assert (page_line_above(picture), line_above(picture)) == (11, 50)
    del block["page_line"]
    assert page_line_above(picture) == 50
