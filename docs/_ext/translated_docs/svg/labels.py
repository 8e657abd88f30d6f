"""The labels of an SVG figure: their sizes, their boxes, and how text is fitted into them.

This module imports no Sphinx: `make check` uses it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from translated_docs.svg.figure_document import SVG, Geometry, parse_svg
from translated_docs.svg.line_breaks import PIECE, text_width, wrap
from translated_docs.svg.shapes import PART, Box, check_parts, classes, parts, shapes_box, union
from translated_docs.utf8 import LineError

LINE_HEIGHT = 1.3  # of the font's size
PADDING = 6  # between a box and its label, in units of the figure
BOLD = 1.1  # how much wider than the regular weight
ASCENT, DESCENT = 1.2, 0.35  # of the font's size: no font goes beyond
WIDER = 1.06  # how much wider a text is in a wide font than it is taken to be
STROKE = 2  # what a shape's line, or a tip, goes beyond it
MIDDLE = 0.36  # of the font's size: from the middle of its letters down to their baseline
# One size a role, by its class.  A unit is a pixel, where there is room: a screen of 390 pixels has 358 for a figure.
SIZES = {"d-head": 15.0, "d-text": 14.0, "d-quiet": 13.0}
SMALLEST = min(SIZES.values())
WIDEST = 420  # units of a figure, or of each of its parts: on that screen its smallest letters are 11 pixels large
SHARE_BEHIND = {"middle": 0.5, "end": 1.0}  # of the width of a text, how much is behind its place
HIGHEST_STRETCH = 3.0  # how many times as high a figure is drawn for the sake of long labels


@dataclass(frozen=True)
class Label:
    """A ``<text>`` of a figure: its place, its size, and its space, width and height in units of the figure.

    ``y`` is the middle of its box, or the baseline of a line, its first or, if it ``grows`` up, its last.
    The space of a heading is given for regular letters: its own are bold, and wider.
    """

    words: str
    line: int  # of the file
    x: float
    y: float
    size: float
    space: tuple[float, float]
    anchor: str
    grows: str  # "up", "down", or "both" of one in a box
    weight: float = 1.0  # how much wider than regular ones its letters are

    def first_baseline(self, count: int, stretch: float) -> float:
        """Return where the first of some lines stands, in a figure that many times as high."""
        above = self.size * LINE_HEIGHT * (count - 1) * {"up": 1.0, "down": 0.0, "both": 0.5}[self.grows]
        return self.y * stretch - above + (self.size * MIDDLE if self.grows == "both" else 0.0)

    def box(self, lines: list[str] | None = None, stretch: float = 1.0) -> Box:
        """Return where its lines are, or else its whole space."""
        width = self.space[0] if lines is None else min(max(map(text_width, lines)) * self.size * WIDER, self.space[0])
        width *= self.weight
        left = self.x - width * SHARE_BEHIND.get(self.anchor, 0.0)
        first = self.first_baseline(len(lines or [""]), stretch)
        bottom = first + self.size * LINE_HEIGHT * (len(lines or [""]) - 1) + self.size * DESCENT
        return left, first - self.size * ASCENT, left + width, bottom


def label_text(text: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()).split())


def label_error(text: ElementTree.Element, words: str) -> LineError:
    """Return what is wrong with a label, with its line."""
    return LineError(text.line, f"the label {label_text(text)!r} {words}")


def label_elements(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return each ``<text>`` that has words, in order."""
    return [text for text in root.iter(f"{{{SVG}}}text") if label_text(text)]


@lru_cache(maxsize=16)  # called three times: to read, to fit, to write
def labels(svg: str) -> list[Label]:
    """Return the labels of a figure, in order; do not modify the list.

    Raises LineError if the figure is invalid or too wide, or for a label without a box, or outside of it.
    """
    root = parse_svg(svg)
    geometry = Geometry(root)
    found = {text: label(text, geometry) for text in label_elements(root)}
    check_parts(root)
    for part in parts(root):
        check_width(part, geometry, found)
    return list(found.values())


def part_box(part: ElementTree.Element, geometry: Geometry, label_boxes: list[Box], stretch: float = 1.0) -> Box:
    """Return where a figure, or a part of it, shows something; of an empty one the whole."""
    left, top, width, height = geometry.box
    whole = left, top * stretch, left + width, (top + height) * stretch
    boxes = [(x1 - STROKE, y1, x2 + STROKE, y2) for x1, y1, x2, y2 in label_boxes]  # for their halo
    if shapes := shapes_box(part, geometry):
        x1, y1, x2, y2 = shapes
        boxes.append((x1 - STROKE, max(y1 - STROKE, whole[1]), x2 + STROKE, min(y2 + STROKE, whole[3])))
    boxes = [(max(x1, whole[0]), y1, min(x2, whole[2]), y2) for x1, y1, x2, y2 in boxes]
    return union(boxes) or whole


def check_width(part: ElementTree.Element, geometry: Geometry, found: dict[ElementTree.Element, Label]) -> None:
    """Raise LineError for a part that is wider than a phone can show."""
    left, _top, right, _bottom = part_box(part, geometry, [found[text].box() for text in label_elements(part)])
    if right - left > WIDEST and label_elements(part):
        raise LineError(
            part.line,
            f"is {right - left:g} units wide, and its letters too small on a phone; draw it in {WIDEST} units, "
            f'or divide it into groups of that width, <g class="{PART}">',
        )


def label_size(text: ElementTree.Element, geometry: Geometry) -> float:
    """Return the size of a label: that of its role, or else its own, which is no smaller than that of any role."""
    roles = (SIZES[name] for element in geometry.ancestors(text) for name in classes(element) if name in SIZES)
    return next(roles, None) or geometry.font_size(text)


def label(text: ElementTree.Element, geometry: Geometry) -> Label:
    """Return the label that a ``<text>`` is; raise LineError if it has no space, or letters that are too small."""
    is_free = text.get("data-width")
    size = label_size(text, geometry)
    width, height, y = free_space(text, geometry, size) if is_free else box_space(text, geometry)
    weight = BOLD if any("d-head" in classes(element) for element in geometry.ancestors(text)) else 1.0
    if size < SMALLEST:
        remedy = f"give it one of the classes {', '.join(SIZES)}, or letters of {SMALLEST:g} units"
        raise label_error(text, f"has letters of {size:g} units, too small on a phone; {remedy}")
    grows = ("up" if text.get("data-grow") == "up" else "down") if is_free else "both"
    return Label(
        label_text(text), text.line, geometry.length(text, "x"), y, size, (width / weight, height),
        geometry.inherited(text, "text-anchor", "start"), grows, weight,
    )  # fmt: skip


def free_space(text: ElementTree.Element, geometry: Geometry, size: float) -> tuple[float, float, float]:
    """Return the space that a label's attributes give, ``data-width``, and ``data-lines`` lines of text, and its baseline."""
    left, top, width, height = geometry.box
    x, y, space = (geometry.length(text, name) for name in ("x", "y", "data-width"))
    share = SHARE_BEHIND.get(geometry.inherited(text, "text-anchor", "start"), 0.0)
    if space <= 0 or not re.fullmatch("[1-9][0-9]?", text.get("data-lines", "1")):
        raise label_error(text, "has no space; make data-width more than 0, and data-lines a whole number")
    begins = x - space * share
    if begins < left or begins + space > left + width or not top < y < top + height:
        raise label_error(text, "lies outside the figure; move it, or lessen data-width")
    return space, size * LINE_HEIGHT * int(text.get("data-lines", "1")), y


def box_space(text: ElementTree.Element, geometry: Geometry) -> tuple[float, float, float]:
    """Return the space of a label in the box beside it, and the middle of that."""
    rect = geometry.parents[text].find(f"{{{SVG}}}rect")
    if rect is None:
        raise label_error(text, "has no box; put a <rect> beside it, or give data-width")
    left, top, width, height = geometry.box
    x, y = geometry.length(text, "x"), geometry.length(text, "y")
    box_left, box_top, box_width, box_height = (geometry.length(rect, name) for name in ("x", "y", "width", "height"))
    if not (box_left <= x <= box_left + box_width and box_top <= y <= box_top + box_height):
        raise label_error(text, "lies outside its box; move it into the <rect>")
    within = left <= box_left and box_left + box_width <= left + width
    if not (within and top <= box_top and box_top + box_height <= top + height):
        raise LineError(rect.line, f"the box of the label {label_text(text)!r} lies outside the figure; move it")
    return box_width - 2 * PADDING, box_height - PADDING, box_top + box_height / 2


def fit(text: str, size: float, space: tuple[float, float]) -> tuple[list[str], float, float]:
    """Return the lines of a label, how many times as high its space has to be for them, and by how much it is too long.

    Its letters keep their size. A label is too long if the figure would have to be drawn higher than it is, or if
    one of its words is wider than its space.
    """
    width, height = space
    lines = wrap(text, width / size)
    stretch = max(len(lines) * size * LINE_HEIGHT / height, 1.0) if height > 0 else HIGHEST_STRETCH + 1
    excess = 0.0
    if stretch > HIGHEST_STRETCH:
        possible_lines = max(int(height * HIGHEST_STRETCH // (size * LINE_HEIGHT)), 1)
        excess = max(text_width(text) * size - possible_lines * width, 1.0)
    widest_word = max(text_width(word.rstrip()) for word in re.findall(PIECE, text)) * size
    return lines, min(stretch, HIGHEST_STRETCH), max(excess, widest_word - width, 0.0)
