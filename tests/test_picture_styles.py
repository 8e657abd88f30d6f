"""A book shows a picture as a browser does, or the writer is told where and what to write instead.

The samples of ``pictures/`` are set by Typst and shown by a browser.  Words are set in other letters there, so of samples
whose name begins with "words" it is asked how far they reach.
"""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pymupdf
import pytest
import typst
from conftest import ROOT
from docutils import nodes
from PIL import Image, ImageChops, ImageDraw
from sphinx.addnodes import only
from translated_docs.content.constructs.output_tags import is_left_out, tags_of
from translated_docs.content.constructs.picture_sizes import own_size
from translated_docs.content.constructs.pictures import faults
from translated_docs.fonts import fonts
from translated_docs.pdf.compilation.words_in_pictures import settled
from translated_docs.svg.orientation import TURNED
from translated_docs.svg.styles import plain_picture

SAMPLES = sorted((ROOT / "tests" / "pictures").glob("*.svg"), key=lambda path: path.stem)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120" viewBox="0 0 240 120">{}</svg>'
SOURCE = b'#set page(width: auto, height: auto, margin: 0pt)\n#set document(title: "-")\n#image(bytes(sys.inputs.svg), format: "svg", alt: "-")'
SEEN, DOTS = 60, 2  # how far two greys differ that an eye tells apart; dots for each pixel
EDGES = 0.02  # the share of what is drawn otherwise at edges


def in_a_book(svg: str) -> Image.Image:
    """Return a picture as a book shows it."""
    compiler = typst.Compiler(SOURCE, font_paths=fonts(), sys_inputs={"svg": settled(svg)})
    (page,) = pymupdf.open(stream=compiler.compile(format="pdf", pdf_standards="ua-1"))
    dots = page.get_pixmap(matrix=pymupdf.Matrix(DOTS * 96 / 72, DOTS * 96 / 72))
    return Image.frombytes("RGB", (dots.width, dots.height), dots.samples)


def in_a_browser(page, svg: str) -> Image.Image:
    """Return a picture as a browser shows it."""
    page.set_content(f'<body style="margin: 0"><img style="display: block" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">')
    return Image.open(BytesIO(page.locator("img").screenshot())).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return which share of two pictures an eye tells apart."""
    seen = ImageChops.difference(one, other.resize(one.size)).convert("L").point(lambda grey: 255 * (grey > SEEN))
    return seen.histogram()[255] / (one.width * one.height)


def reach(picture: Image.Image) -> tuple[int, ...]:
    """Return left, top, right and bottom of what is not white, in pixels."""
    return tuple(edge // DOTS for edge in ImageChops.invert(picture.convert("L")).point(lambda grey: 255 * (grey > SEEN)).getbbox())


def lines(picture: Image.Image) -> list[tuple[int, ...]]:
    """Return how far each of the lines of a sample reaches, of which there is one in thirty pixels."""
    high = 30 * DOTS
    strips = [picture.crop((0, top + 6, picture.width, top + high + 6)) for top in range(0, picture.height - high, high)]
    return [reach(strip)[::2] for strip in strips if ImageChops.invert(strip.convert("L")).point(lambda grey: 255 * (grey > SEEN)).getbbox()]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_book_shows_a_picture_as_a_browser_does(sample, open_page):
    svg = sample.read_text(encoding="utf-8")
    assert plain_picture(svg)[1] == []
    book, browser = in_a_book(svg), in_a_browser(open_page(device_scale_factor=DOTS), svg)
    assert difference(book, in_a_book(settled(svg))) < EDGES  # whoever sets the book again
    assert [abs(a - b) <= DOTS for a, b in zip(book.size, browser.size, strict=True)] == [True, True]
    if sample.stem.startswith("words"):
        for one, other in zip(lines(book), lines(browser), strict=True):
            assert one == pytest.approx(other, abs=4)
    else:
        assert difference(book, browser) < EDGES


RELATIVE, SHAPE = "rgb(from red r g 128)", "circle(20px)"
TOLD = [
    (f'<rect fill="{RELATIVE}"/>', f"'fill: {RELATIVE}': browsers show it, and no book does; write the colour as #rrggbb"),
    (f'<rect style="clip-path: {SHAPE}"/>', f"'clip-path: {SHAPE}': browsers show it, and no book does; draw a <clipPath>"),
    ('<rect style="transform: translate(-50%, 0)"/>', "'transform: translate(-50%, 0)': browsers show it, and no book does; write it as transform"),
    ('<rect style="rotate: 10deg"/>', "'rotate: 10deg': browsers show it, and no book does; write it as transform"),
    ('<rect style="all: unset"/>', "'all: unset': browsers show it, and no book does; name each property"),
    ('<text style="text-transform: uppercase">a</text>', "'text-transform: uppercase': browsers show it, and no book does; write the words"),
    ('<g style="--a: bold 9px serif"><text style="font: var(--a)">a</text></g>', "'font: bold 9px serif': browsers show it, and no book does; write font-size"),
    (
        '<switch><text systemLanguage="ja">海</text> <text>sea</text></switch>',
        "systemLanguage: browsers show what is in their reader's language, and books what is in English; make a picture for each",
    ),
    ('<rect><animate attributeName="x" to="9"/><set attributeName="y" to="9"/></rect>', "moves, and a book shows it as it begins; put it within :::{only} html"),
    ("<style>@keyframes k { to { opacity: 0 } } rect { animation: k 2s }</style><rect/><rect/>", "moves, and a book shows it as it begins"),
    ("<style>@scope (g) { rect { fill: red } }</style>", "@scope: browsers show it, and no book does; write its rules without it"),
    ("<style>rect:dir(ltr) { fill: red }</style>", "the selector 'rect:dir(ltr)': browsers show it, and no book does; give what it means a class"),
]  # fmt: skip
NOT_TOLD = [
    '<rect fill="bogus" style="fill: 12; stroke: #"/>',  # which no browser knows
    '<text style="color: currentColor; fill: color-mix(in srgb, currentColor, red); font: inherit">a</text>',
    "<style>rect:hover, rect::before { fill: red } @font-face { font-family: x } @keyframes k { to { opacity: 0 } }</style>",
    '<rect style="-inkscape-stroke: none; text-transform: none; clip-path: url(#a); transform-box: view-box; cursor: pointer"/>',
]


@pytest.mark.parametrize(("content", "words"), TOLD)
def test_what_no_book_shows_is_told_with_its_line(content, words, tmp_path):
    (tmp_path / "a.svg").write_text(SVG.format(f"\n{content}\n"), encoding="utf-8")
    ((line, told),) = faults(tmp_path / "a.svg")
    assert line == 2 and told.startswith(words)


def test_of_a_picture_that_no_book_has_nothing_is_told(tmp_path):
    (tmp_path / "a.svg").write_text(SVG.format(TOLD[0][0]), encoding="utf-8")
    assert faults(tmp_path / "a.svg", in_books=False) == []


@pytest.mark.parametrize(("expression", "left_out"), [("html", True), ("pdf", False), ("not html", False), ("html and (", False)])
def test_what_is_of_the_site_alone_is_in_no_book(expression, left_out):
    picture = nodes.image()
    only("", nodes.paragraph("", "", picture), expr=expression)
    app = SimpleNamespace(builder=SimpleNamespace(name="html", format="html"), tags={"html", "builder_html"})
    assert is_left_out(picture, tags_of(app, "pdf", "typst")) is left_out


@pytest.mark.parametrize("content", NOT_TOLD)
def test_of_what_no_browser_shows_nothing_is_told(content):
    assert plain_picture(SVG.format(content))[1] == []


def held(form: str, orientation: int, **options) -> bytes:
    """Return a picture of 60 by 30 pixels that a camera held in one of eight ways, red in one corner and blue in another."""
    picture, noted, file = Image.new("RGB", (60, 30), "white"), Image.Exif(), BytesIO()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 20, 10), "red")
    draw.rectangle((40, 20, 60, 30), "blue")
    noted[0x112] = orientation
    picture.save(file, form, exif=noted, **options)
    return file.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_it_was_held(form, orientation, tmp_path, open_page):
    assert form in TURNED
    content = held(form, orientation)
    path = tmp_path / f"a.{form.lower()}"
    path.write_bytes(content)
    image = f'<image x="5" y="5" height="100" href="data:image/{form.lower()};base64,{b64encode(content).decode()}"/>'
    page = open_page(device_scale_factor=DOTS)
    browser = in_a_browser(page, SVG.format(image))
    assert max(difference(in_a_book(svg), browser) for svg in (SVG.format(image), settled(SVG.format(image)))) < EDGES
    page.set_content(f'<img src="data:image/{form.lower()};base64,{b64encode(content).decode()}">')
    shown = page.locator("img").evaluate("each => each.decode().then(() => [each.naturalWidth, each.naturalHeight])")
    assert tuple(shown) == own_size(path) == ((30, 60) if orientation > 4 else (60, 30))
    assert faults(path) == []


def test_of_webp_which_browsers_do_not_turn_it_is_told(tmp_path):
    (tmp_path / "a.webp").write_bytes(held("WEBP", 6))
    ((_line, told),) = faults(tmp_path / "a.webp")
    assert told.startswith("the picture 'a.webp' is to be turned")
    (tmp_path / "a.webp").write_bytes(held("WEBP", 1))
    assert faults(Path(tmp_path / "a.webp")) == []
