"""How large an SVG is by itself, as browsers have it (https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS)."""

import math

from lxml import etree

from translated_docs.svg.lengths import length, numbers

WIDTH, HEIGHT = 300, 150  # of one that says nothing of a side
LARGEST = 99_999  # pixels; a larger picture has no size here: Typst sets none of it, and its digits would need an exponent


def read_picture(content: bytes) -> etree._Element | None:
    """Return the root of an SVG; None for what is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def side(root: etree._Element, name: str) -> float | None:
    try:
        found = length(root.get(name, ""), math.nan)
    except ValueError:
        return None
    return found if 0 < found <= LARGEST else None


def viewport(root: etree._Element) -> tuple[float, float] | None:
    """Return the width and height of a picture in pixels; None if it says neither, nor a shape."""
    width, height = side(root, "width"), side(root, "height")
    try:
        _left, _top, *box = numbers(root.get("viewBox", ""))
    except ValueError:
        box = []
    if len(box) == 2 and 0 < min(box) <= max(box) <= LARGEST:
        shape = box[0] / box[1]
        return width or (height * shape if height else box[0]), height or (width / shape if width else box[1])
    return (width or WIDTH, height or HEIGHT) if width or height else None
