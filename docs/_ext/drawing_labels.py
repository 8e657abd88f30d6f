"""An SVG of shapes and words: what may stand in it, the room of its labels, and how words fit in there.

Nothing of Sphinx is imported here: whoever checks a translation need not wait for it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from xml.etree import ElementTree
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

ELEMENTS = {"svg", "g", "defs", "marker", "rect", "circle", "line", "path", "polyline", "text"}
ATTRIBUTES = {
    "viewBox", "class", "id", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "rx", "cx",
    "cy", "r", "d", "points", "font-size", "text-anchor", "marker-end", "marker-start", "orient",
    "refX", "refY", "markerWidth", "markerHeight", "data-width", "data-lines",
}  # fmt: skip
OWN_REFERENCE = re.compile(r"^url\(#[\w-]+\)$")
LINE_HEIGHT = 1.3  # of the font's size
PADDING = 6  # between a box and its label, in units of the drawing
BOLD = 1.1  # how much wider than the regular weight
SCALES = (1.0, 0.92, 0.85, 0.78)  # of the label's own size
# By JIS X 4051, characters that no line begins with, and that no line ends with.
NOT_AT_START = "、。，．）」』・ー！？：；ゃゅょっャュョッ"
NOT_AT_END = "（「『"
# What stays in one piece: a Latin word, or one character of a script without blanks.
PIECE = re.compile(
    rf"[{NOT_AT_END}]*(?:[^\W぀-ヿ㐀-鿿]+|\S)[^\w\s{NOT_AT_END}＋]*[{NOT_AT_START}]*\s*"
)


class BadDrawing(Exception):
    """What is wrong with a drawing; ``line`` is its line in the file."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(fault)
        self.line = line


@lru_cache(maxsize=16)  # read, then fitted, then written
def parse_svg(text: str) -> tuple[ElementTree.Element, dict[ElementTree.Element, int]]:
    """Return the root of an SVG and the line of each element, not to be changed.

    Raises BadDrawing if it does not parse, or holds anything but shapes and words.
    """
    lines: dict[ElementTree.Element, int] = {}
    builder = ElementTree.TreeBuilder()
    # Expat itself, since ElementTree does not say on which line an element stands.
    parser = expat.ParserCreate(namespace_separator="}")

    def qualified(name: str) -> str:
        return f"{{{name}" if "}" in name else name

    def start(name: str, attributes: dict[str, str]) -> None:
        element = builder.start(
            qualified(name), {qualified(key): value for key, value in attributes.items()}
        )
        lines[element] = parser.CurrentLineNumber

    def refuse_doctype(*_declaration) -> None:
        raise BadDrawing(parser.CurrentLineNumber, "a DOCTYPE; take it out")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(qualified(name))
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise BadDrawing(error.lineno, f"does not parse ({error}); mend the XML") from error
    root = builder.close()
    for element, line in lines.items():
        refuse_foreign(element, line)
    return root, lines


def refuse_foreign(element: ElementTree.Element, line: int) -> None:
    """Raise BadDrawing unless the element and its attributes are on the short lists."""
    name = element.tag.removeprefix(f"{{{SVG}}}")
    if name not in ELEMENTS:
        raise BadDrawing(line, f"<{name}>: not allowed in a drawing; use {', '.join(sorted(ELEMENTS))}")
    for attribute, value in element.attrib.items():
        if attribute not in ATTRIBUTES:
            raise BadDrawing(line, f"<{name} {attribute}=…>: not allowed in a drawing; take it out")
        if "url(" in value and not OWN_REFERENCE.match(value):
            raise BadDrawing(line, f"<{name} {attribute}={value!r}>: refers outside the drawing; use url(#id)")


def label_rooms(root: ElementTree.Element, lines) -> dict[ElementTree.Element, tuple[float, float]]:
    """Return the room of each label, width and height in units of the drawing, in order.

    That of a heading is given for regular letters: its own are bold, and wider.
    Raises BadDrawing for a label that says no room, or lies outside it.
    """
    _x, _y, width, height = map(float, root.get("viewBox", "0 0 0 0").split())
    rooms = {}
    for parent in root.iter():
        rect = parent.find(f"{{{SVG}}}rect")
        for text in parent.findall(f"{{{SVG}}}text"):
            line, x, y = lines[text], float(text.get("x")), float(text.get("y"))
            words = f"the label {label_text(text)!r}"
            if text.get("data-width"):
                room = float(text.get("data-width"))
                left = x - room * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor"), 0.0)
                if left < 0 or left + room > width or not 0 < y < height:
                    raise BadDrawing(line, f"{words} lies outside the drawing; move it, or lessen data-width")
                size = float(text.get("font-size")) * LINE_HEIGHT
                rooms[text] = (room, size * int(text.get("data-lines", 1)))
            elif rect is not None:
                top, left = float(rect.get("y")), float(rect.get("x"))
                right, bottom = left + float(rect.get("width")), top + float(rect.get("height"))
                if not (left <= x <= right and top <= y <= bottom) or right > width or bottom > height:
                    raise BadDrawing(line, f"{words} lies outside its box; move it into the <rect>")
                rooms[text] = (right - left - 2 * PADDING, bottom - top - PADDING)
            else:
                raise BadDrawing(line, f"{words} has no box; put a <rect> beside it, or give data-width")
    in_order = {text: rooms[text] for text in root.iter(f"{{{SVG}}}text")}
    return {
        text: (width / BOLD if text.get("class") == "d-head" else width, height)
        for text, (width, height) in in_order.items()
    }


def label_text(text: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()).split())


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


def wrap(text: str, room: float) -> list[str]:
    """Break a text into lines of at most ``room`` ems, where its script allows."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def fit(text: str, size: float, room: tuple[float, float]) -> tuple[list[str], float, float]:
    """Return lines, font size, and by how much the label is too wide (0 if it fits).

    A line that a slightly smaller size would hold is not broken.
    """
    width, height = room
    whole = [scale for scale in SCALES[:3] if text_width(text) * size * scale <= width]
    for scale in whole[:1] or SCALES:
        scaled = size * scale
        lines = wrap(text, width / scaled)
        widest = max(map(text_width, lines)) * scaled
        if widest <= width and len(lines) * scaled * LINE_HEIGHT <= height:
            return lines, scaled, 0.0
    possible_lines = max(int(height // (scaled * LINE_HEIGHT)), 1)
    return lines, scaled, max(text_width(text) * scaled - possible_lines * width, widest - width, 1.0)
