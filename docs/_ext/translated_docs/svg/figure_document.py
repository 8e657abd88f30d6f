"""Parse and validate SVG figures: an allowlist of elements and attributes, and their geometry.

This module imports no Sphinx: `make check` uses it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from translated_docs.svg.lengths import MEDIUM, font_size, length, numbers
from translated_docs.svg.xml_reader import XmlReader
from translated_docs.utf8 import LineError, decode

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

ELEMENTS = {"svg", "g", "defs", "marker", "rect", "circle", "line", "path", "polyline", "text"}
ATTRIBUTES = {
    "viewBox", "class", "id", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "rx", "cx",
    "cy", "r", "d", "points", "font-size", "text-anchor", "marker-end", "marker-start", "orient",
    "refX", "refY", "markerWidth", "markerHeight", "data-width", "data-lines", "data-grow",
}  # fmt: skip
OWN_REFERENCE = re.compile(r"^url\(#[\w-]+\)$")
MOST_BYTES = 1_000_000  # the largest here has a hundredth of that
MOST_LEVELS = 50  # of nested elements: ElementTree serializes them by recursion
# At the width of a page, some 720 pixels, letters of 14 units could not be read in a wider figure.
MOST_UNITS = 2000
HIGHEST = 3  # times as high as wide: more than a page
VIEW_BOX = 'write viewBox="0 0 720 400", its left, top, width and height'


def read_svg(path: Path) -> str:
    """Return the text of a figure; raise LineError if it is not UTF-8, or too large.

    Raises OSError if it can't be read.
    """
    content = path.read_bytes()
    if len(content) > MOST_BYTES:
        raise LineError(1, f"is larger than {MOST_BYTES // 10**6} MB; draw it with fewer shapes")
    return decode(content).removeprefix("\ufeff")


class FigureElement(ElementTree.Element):
    """An element of a figure, with its line; a copy has none."""

    line: int


class TreeReader(XmlReader):
    """The elements of a figure as a tree."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ElementTree.TreeBuilder(FigureElement)
        self.level = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.level += 1
        if self.level > MOST_LEVELS:
            self.reject(f"more than {MOST_LEVELS} elements in one another; take some out")
        element = self.builder.start(qualified(name), {qualified(key): value for key, value in attributes.items()})
        element.line = self.parser.CurrentLineNumber

    def end(self, name: str) -> None:
        self.level -= 1
        self.builder.end(qualified(name))

    def words(self, text: str) -> None:
        self.builder.data(text)

    def doctype(self, *_declaration) -> None:
        self.reject("a DOCTYPE; take it out")


def qualified(name: str) -> str:
    """Return a name of expat as ElementTree writes it."""
    return f"{{{name}" if "}" in name else name


@lru_cache(maxsize=16)  # called three times: to read, to fit, to write
def parse_svg(text: str) -> FigureElement:
    """Return the root of an SVG, not to be changed.

    Raises LineError if it does not parse, or holds anything but shapes and words.
    """
    reader = TreeReader()
    reader.read(text)
    root = reader.builder.close()
    if root.tag != f"{{{SVG}}}svg":
        raise LineError(root.line, f'not an SVG; begin it with <svg xmlns="{SVG}">')
    for element in root.iter():
        reject_foreign(element)
    return root


def reject_foreign(element: FigureElement) -> None:
    """Raise LineError unless the element and its attributes are on the allowlists."""
    namespace, _, name = element.tag.rpartition("}")
    if namespace != f"{{{SVG}":
        raise LineError(element.line, f"<{name}>: not of SVG; take it out")
    if name not in ELEMENTS:
        raise LineError(element.line, f"<{name}>: not allowed in a figure; use {', '.join(sorted(ELEMENTS))}")
    for attribute, value in element.attrib.items():
        if attribute not in ATTRIBUTES:
            raise LineError(element.line, f"<{name} {attribute}=…>: not allowed in a figure; take it out")
        if "url(" in value and not OWN_REFERENCE.match(value):
            raise LineError(element.line, f"<{name} {attribute}={value!r}>: refers outside the figure; use url(#id)")


class Geometry:
    """Where the elements of a figure are, in its units, by SVG's own defaults.

    ``box`` is left, top, width and height of the whole.  Every method raises LineError for a
    value that SVG does not have, or that depends on more than the figure.
    """

    def __init__(self, root: ElementTree.Element) -> None:
        self.root = root
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.box = self.view_box(root)

    def error(self, element: ElementTree.Element, attribute: str, remedy: str) -> LineError:
        name = element.tag.rpartition("}")[2]
        return LineError(element.line, f"<{name} {attribute}={element.get(attribute)!r}>: {remedy}")

    def view_box(self, root: ElementTree.Element) -> tuple[float, float, float, float]:
        """Return what part of its plane the figure shows: its viewBox, or else its width and height."""
        try:
            if root.get("viewBox") is None:
                left, top, width, height = 0.0, 0.0, *(length(root.get(name, ""), 0) for name in ("width", "height"))
            else:
                left, top, width, height = numbers(root.get("viewBox"))
        except ValueError:
            raise LineError(root.line, f"<svg> has no viewBox of four numbers; {VIEW_BOX}") from None
        if not (0 < width <= MOST_UNITS and 0 < height <= min(MOST_UNITS, HIGHEST * width)):
            limits = f"both above 0, {MOST_UNITS} at most, and the height at most {HIGHEST} times the width"
            raise LineError(root.line, f"<svg> is {width:g} units wide and {height:g} high; make {limits}")
        return left, top, width, height

    def length(self, element: ElementTree.Element, attribute: str) -> float:
        """Return a coordinate or a length; 0 if the element has none."""
        text, whole = element.get(attribute, "0"), self.box[2] if attribute in ("x", "width", "data-width") else self.box[3]
        try:
            return length(text, whole, self.font_size(element) if "m" in text else MEDIUM)
        except ValueError:
            raise self.error(element, attribute, "not one length; write a number of the figure's units") from None

    def font_size(self, element: ElementTree.Element) -> float:
        """Return the size of the letters in an element: its own, or that of what it stands in."""
        parent = self.parents.get(element)
        inherited = MEDIUM if parent is None else self.font_size(parent)
        try:
            return font_size(element.get("font-size", "1em"), inherited)
        except ValueError:
            raise self.error(element, "font-size", "no size of letters; write a number of the figure's units") from None

    def ancestors(self, element: ElementTree.Element) -> Iterator[ElementTree.Element]:
        """Yield an element, and each that it stands in."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def inherited(self, element: ElementTree.Element, attribute: str, default: str) -> str:
        """Return an attribute of an element, or of the nearest that it stands in."""
        return next((found for above in self.ancestors(element) if (found := above.get(attribute))), default)
