"""Where the shapes of a figure are, its parts, and the figure drawn higher, for labels of more lines.

A figure, or each of its parts, is as narrow as a phone can show at a readable size.  Parts are groups of the class
``d-part`` right below the root; they stand beside one another where there is room, and below one another elsewhere.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from translated_docs.svg.figure_document import Geometry
from translated_docs.svg.lengths import NUMBER
from translated_docs.utf8 import LineError

PART = "d-part"
# What the numbers behind each command of a path are: places, and of an arc its radii and three that are neither.
# https://www.w3.org/TR/SVG2/paths.html#PathData
PLACES = {"M": "xy", "L": "xy", "T": "xy", "H": "x", "V": "y", "C": "xyxyxy", "S": "xyxy", "Q": "xyxy", "A": "wh---xy", "Z": ""}
TOKEN = re.compile(rf"[A-Za-z]|{NUMBER}|[^\s,]")
HEIGHTS = {
    "rect": ("y", "height"), "circle": ("cy",), "line": ("y1", "y2"), "text": ("y",),
}  # fmt: skip

Box = tuple[float, float, float, float]  # left, top, right, bottom


def local_name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def classes(element: ElementTree.Element) -> list[str]:
    return element.get("class", "").split()


def parts(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the parts of a figure; the whole, if it has none."""
    return [child for child in root if PART in classes(child)] or [root]


def drawn_elements(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield an element and what is in it, but for what is only defined there."""
    if local_name(element) == "defs":
        return
    yield element
    for child in element:
        yield from drawn_elements(child)


def path_steps(data: str) -> list[tuple[str, list[float]]]:
    """Return the commands of a path, each with its numbers; raise ValueError for what is no path."""
    tokens, steps = TOKEN.findall(data), []
    command = ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        elif command in "Mm":  # the numbers behind those of a move are lines
            command = "L" if command == "M" else "l"
        count = len(PLACES.get(command.upper(), "?")) if command else 0
        if command.upper() not in PLACES or not steps and command not in "Mm" or count > len(tokens):
            raise ValueError(data)
        if not count and steps and steps[-1][0] in "Zz" and command in "Zz":
            raise ValueError(data)
        steps.append((command, [float(tokens.pop(0)) for _ in range(count)]))
    return steps


def path_points(data: str) -> list[tuple[float, float]]:
    """Return the points of a path: its ends, and those that its curves bend towards."""
    x = y = 0.0
    start, points = (0.0, 0.0), []
    for command, values in path_steps(data):
        base = (x, y) if command.islower() else (0.0, 0.0)
        if command in "Zz":
            x, y = start
        for axis, value in zip(PLACES[command.upper()], values, strict=True):
            if axis == "x":
                x = base[0] + value
            elif axis == "y":
                y = base[1] + value
            if axis == "y" or command in "Hh":
                points.append((x, y))
        if command in "Mm":
            start = (x, y)
    return points


def polyline_points(points: str) -> list[tuple[float, float]]:
    values = [float(token) for token in TOKEN.findall(points)]
    return list(zip(values[::2], values[1::2], strict=True))


def box_of(element: ElementTree.Element, geometry: Geometry) -> Box | None:
    """Return where a shape is, without its stroke; None of what is none."""
    name = local_name(element)
    if name in ("path", "polyline"):
        attribute, read = ("d", path_points) if name == "path" else ("points", polyline_points)
        try:
            points = read(element.get(attribute, ""))
        except ValueError:
            raise geometry.error(element, attribute, "not of SVG; write its points, as M10 10H90") from None
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        return (min(xs), min(ys), max(xs), max(ys)) if points else None
    if name == "rect":
        x, y, width, height = (geometry.length(element, key) for key in ("x", "y", "width", "height"))
        return x, y, x + width, y + height
    if name == "circle":
        x, y, radius = (geometry.length(element, key) for key in ("cx", "cy", "r"))
        return x - radius, y - radius, x + radius, y + radius
    if name == "line":
        x1, y1, x2, y2 = (geometry.length(element, key) for key in ("x1", "y1", "x2", "y2"))
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    return None


def union(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def shapes_box(element: ElementTree.Element, geometry: Geometry) -> Box | None:
    """Return where the shapes of an element are."""
    return union([box for shape in drawn_elements(element) if (box := box_of(shape, geometry))])


def check_parts(root: ElementTree.Element) -> None:
    """Raise LineError for what stands beside the parts of a figure, where no part would show it."""
    if parts(root) == [root]:
        return
    for child in root:
        if local_name(child) != "defs" and PART not in classes(child):
            raise LineError(child.line, f'<{local_name(child)}>: stands in no part of the figure; move it into a <g class="{PART}">')


def higher_path(data: str, times: float) -> str:
    """Return a path with all its heights multiplied."""
    steps = []
    for command, values in path_steps(data):
        kinds = PLACES[command.upper()]
        scaled = [value * times if kind in "yh" else value for kind, value in zip(kinds, values, strict=True)]
        steps.append(command + " ".join(f"{value:g}" for value in scaled))
    return "".join(steps)


def make_higher(root: ElementTree.Element, geometry: Geometry, times: float) -> None:
    """Move and lengthen the shapes of a copied figure, so that there is room for more lines, as large as before.

    ``geometry`` is that of the copy.
    """
    for element in drawn_elements(root):
        name = local_name(element)
        element.attrib |= {key: f"{geometry.length(element, key) * times:g}" for key in HEIGHTS.get(name, ()) if element.get(key)}
        if name == "path":
            element.set("d", higher_path(element.get("d", ""), times))
        elif name == "polyline":
            points = polyline_points(element.get("points", ""))
            element.set("points", " ".join(f"{x:g},{y * times:g}" for x, y in points))
