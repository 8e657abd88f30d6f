"""How large pictures are shown: in every output a ``width`` alone, a number of pixels, or one with ``%`` or ``em``."""

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.directives.patches import Figure
from sphinx.util.images import get_image_size

from translated_docs.svg.lengths import UNITS

# In em what depends on the letters; all other units are those of SVG.
EMS = {"em": 1, "rem": 1, "ex": 0.5, "ch": 0.5}
MOST_WIDE = {"%": (100, ""), "em": (80, "em")}  # in widths.css, with what stands behind it in the names of classes
LENGTH = re.compile(r"([0-9]*\.?[0-9]+)\s*([a-z%]*)", re.IGNORECASE)


def measure(length: str | None) -> tuple[float, str] | None:
    """Return a length of docutils in px, % or em; None for one that is none of them.

    https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#length-units
    """
    match = LENGTH.fullmatch((length or "").strip())
    if not match:
        return None
    number, unit = float(match[1]), match[2].lower()
    if unit in UNITS:
        return number * UNITS[unit], "px"
    return (number * EMS[unit], "em") if unit in EMS else (number, "%") if unit == "%" else None


def own_size(path: Path) -> tuple[int, int] | None:
    """Return the size in pixels in which a browser shows a picture, if it is known: turned as it was held, an SVG by its drawing."""
    from translated_docs.svg.viewport import read_picture, viewport

    if path.suffix.lower() == ".svg":
        root = read_picture(path.read_bytes()) if path.is_file() else None
        size = viewport(root) if root is not None else None
        return size and (round(size[0]), round(size[1]))
    from translated_docs.svg.orientation import ON_ITS_SIDE, orientation

    if found := orientation(path):
        _format, held, (width, height) = found
        return (height, width) if held in ON_ITS_SIDE else (width, height)
    return get_image_size(path)


def shown_width(node: nodes.image, own: tuple[int, int] | None) -> str | None:
    """Return how wide a picture is shown; ``own`` is its own size in pixels, if that is known.

    It is never distorted: of a width and a height, the one counts that makes it smaller.
    """
    width, height = measure(node.get("width")), measure(node.get("height"))
    if height and height[1] != "%" and own and own[1]:
        by_height = height[0] * own[0] / own[1], height[1]
        if not width or (width[1] == by_height[1] and by_height[0] < width[0]):
            width = by_height
    width = width or (own and (own[0], "px"))
    if not width or width[0] <= 0:
        return None
    number = width[0] * float(node.get("scale", 100)) / 100
    return f"{number:.6g}{'' if width[1] == 'px' else width[1]}"


def width_class(style: str) -> str | None:
    """Return the class of ``widths.css`` for a style such as "width: 33.3%", which the content policy blocks.

    It is the nearest in whole percent, or in whole em of 16 pixels; None for a style of another kind.
    """
    name, _colon, length = style.strip().rstrip(";").partition(":")
    width = measure(length)
    if name != "width" or not width:
        return None
    number, unit = (width[0] / 16, "em") if width[1] == "px" else width
    most, suffix = MOST_WIDE[unit]
    return f"width-{min(max(round(number), 1), most)}{suffix}"


class FigureAsWideAsItsPicture(Figure):
    """The directive of figures, with ``:figwidth: image`` known: docutils looks for the picture in another folder."""

    def run(self) -> list[nodes.Node]:
        is_as_wide = self.options.get("figwidth") == "image"
        if is_as_wide:
            del self.options["figwidth"]
        made = super().run()
        if is_as_wide and isinstance(made[0], nodes.figure):
            made[0]["as_wide_as_picture"] = True
        return made


def fit_figures(doctree: nodes.document) -> None:
    """Make figures as wide as their pictures are shown, where the page says so."""
    for figure in doctree.findall(nodes.figure):
        picture = figure.next_node(nodes.image)
        if figure.attributes.pop("as_wide_as_picture", False) and picture is not None and "width" in picture:
            width = picture["width"]
            figure["width"] = width if measure(width)[1] != "px" else f"{width}px"
            if width.endswith("%"):
                picture["width"] = "100%"


def set_sizes(app: Sphinx, doctree: nodes.document) -> None:
    """Give each picture the width that it is shown with, and nothing else of its size."""
    for node in doctree.findall(nodes.image):
        path = Path(app.srcdir, node["uri"])  # Sphinx has completed it
        width = shown_width(node, own_size(path))
        for name in ("width", "height", "scale"):
            node.attributes.pop(name, None)
        if width:
            node["width"] = width
    fit_figures(doctree)


def setup(app: Sphinx) -> None:
    app.add_directive("figure", FigureAsWideAsItsPicture, override=True)
    app.connect("doctree-read", set_sizes, priority=600)  # after Sphinx has looked for them
