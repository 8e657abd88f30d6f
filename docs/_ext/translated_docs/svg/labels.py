"""The labels of an SVG figure: their boxes, and how text is fitted into them.

This module imports no Sphinx: `make check` uses it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from translated_docs.svg.document import SVG, Geometry, SvgError, parse_svg

LINE_HEIGHT = 1.3  # of the font's size
PADDING = 6  # between a box and its label, in units of the figure
BOLD = 1.1  # how much wider than the regular weight
SCALES = (1.0, 0.92, 0.85, 0.78)  # of the label's own size
# By JIS X 4051, characters that no line begins with, and that no line ends with.
NOT_AT_START = "、。，．）」』・ー！？：；々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
NOT_AT_END = "（「『"
# What no line break divides: a Latin word, or one character of a script without blanks.
PIECE = re.compile(
    rf"[{NOT_AT_END}]*(?:[^\W぀-ヿ㐀-鿿]+|\S)[^\w\s{NOT_AT_END}＋]*[{NOT_AT_START}]*\s*"
)


@dataclass(frozen=True)
class Label:
    """A ``<text>`` of a figure: its place, its size, and its space, width and height in units of the figure.

    The space of a heading is given for regular letters: its own are bold, and wider.
    """

    words: str
    line: int  # of the file
    x: float
    y: float
    size: float
    space: tuple[float, float]


def label_text(text: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()).split())


def label_elements(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return each ``<text>`` that has words, in order."""
    return [text for text in root.iter(f"{{{SVG}}}text") if label_text(text)]


@lru_cache(maxsize=16)  # called three times: to read, to fit, to write
def labels(svg: str) -> list[Label]:
    """Return the labels of a figure, in order; do not modify the list.

    Raises SvgError if the figure is invalid, or for a label without a box, or outside of it.
    """
    root, lines = parse_svg(svg)
    geometry = Geometry(root, lines)
    return [label(text, geometry) for text in label_elements(root)]


def label(text: ElementTree.Element, geometry: Geometry) -> Label:
    width, height = free_space(text, geometry) if text.get("data-width") else box_space(text, geometry)
    if any("d-head" in element.get("class", "").split() for element in geometry.ancestors(text)):
        width /= BOLD
    return Label(
        label_text(text), geometry.lines[text], geometry.length(text, "x"), geometry.length(text, "y"),
        geometry.font_size(text), (width, height),
    )  # fmt: skip


def free_space(text: ElementTree.Element, geometry: Geometry) -> tuple[float, float]:
    """Return the space that a label's attributes give: ``data-width``, and ``data-lines`` lines of text."""
    left, top, width, height = geometry.box
    x, y, space = (geometry.length(text, name) for name in ("x", "y", "data-width"))
    share = {"middle": 0.5, "end": 1.0}.get(geometry.inherited(text, "text-anchor", "start"), 0.0)
    if space <= 0 or not re.fullmatch("[1-9][0-9]?", text.get("data-lines", "1")):
        raise SvgError(
            geometry.lines[text],
            f"the label {label_text(text)!r} has no space; make data-width more than 0, and data-lines a whole number",
        )
    begins = x - space * share
    if begins < left or begins + space > left + width or not top < y < top + height:
        raise SvgError(
            geometry.lines[text],
            f"the label {label_text(text)!r} lies outside the figure; move it, or lessen data-width",
        )
    return space, geometry.font_size(text) * LINE_HEIGHT * int(text.get("data-lines", "1"))


def box_space(text: ElementTree.Element, geometry: Geometry) -> tuple[float, float]:
    """Return the space of a label in the box beside it."""
    rect = geometry.parents[text].find(f"{{{SVG}}}rect")
    words = f"the label {label_text(text)!r}"
    if rect is None:
        raise SvgError(geometry.lines[text], f"{words} has no box; put a <rect> beside it, or give data-width")
    left, top, width, height = geometry.box
    x, y = geometry.length(text, "x"), geometry.length(text, "y")
    box_left, box_top, box_width, box_height = (geometry.length(rect, name) for name in ("x", "y", "width", "height"))
    if not (box_left <= x <= box_left + box_width and box_top <= y <= box_top + box_height):
        raise SvgError(geometry.lines[text], f"{words} lies outside its box; move it into the <rect>")
    within = left <= box_left and box_left + box_width <= left + width
    if not (within and top <= box_top and box_top + box_height <= top + height):
        raise SvgError(geometry.lines[rect], f"the box of {words} lies outside the figure; move it")
    return box_width - 2 * PADDING, box_height - PADDING


def text_width(text: str) -> float:
    """Return the width of a text in ems, by classes of characters, rather too wide.

    Which font a reader has is not known, so the classes are those of wide ones.
    """
    width = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WFA":
            width += 1.0
        elif character in "iIjl.,:;'|!()[] ’":
            width += 0.36
        elif character.isupper() or character in "mwMW@%—→":
            width += 0.76
        else:
            width += 0.6
    return width


def wrap(text: str, space: float) -> list[str]:
    """Break a text into lines of at most ``space`` ems, where its script allows."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > space:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def fit(text: str, size: float, space: tuple[float, float]) -> tuple[list[str], float, float]:
    """Return lines, font size, and by how much the label is too wide (0 if it fits).

    A line that a slightly smaller size would hold is not broken.
    """
    width, height = space
    whole = [scale for scale in SCALES[:3] if text_width(text) * size * scale <= width]
    for scale in whole[:1] or SCALES:
        scaled = size * scale
        lines = wrap(text, width / scaled)
        widest = max(map(text_width, lines)) * scaled
        if widest <= width and len(lines) * scaled * LINE_HEIGHT <= height:
            return lines, scaled, 0.0
    possible_lines = max(int(height // (scaled * LINE_HEIGHT)), 1)
    return lines, scaled, max(text_width(text) * scaled - possible_lines * width, widest - width, 1.0)
