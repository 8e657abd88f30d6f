"""The ``drawing`` directive: an SVG whose labels are translated with the page.

.. code-block:: markdown

   :::{drawing} zuul-queue
   :name: fig-zuul-queue
   :alt: A few words for those who can't see it.

   The caption.

   The rest describes the drawing in full.
   :::

``docs/figures/zuul-queue.svg`` holds the labels as ``<text>`` in the source language.
They go out to the page's catalog and come back as plain words: a translation can
change what a label says, and nothing else.  A label belongs to the ``<rect>`` in its
``<g>``, or says its room with ``data-width`` (and ``data-lines``).  A longer one is
wrapped, then set smaller; one that still does not fit is named with the excess.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)
RULES = Path(__file__).parents[1] / "_static" / "drawings.css"

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


class drawing(nodes.General, nodes.Element, addnodes.translatable):  # noqa: N801
    """An SVG with labels.

    ``svg`` (str) is its source, ``file`` its path, ``alt`` a few words for it, and
    ``labels`` a dict a label: ``source``, ``text``, and, once fitted, ``lines`` and
    ``size``.  The labels stand below it as text too, where the search finds them.
    """

    def preserve_original_messages(self) -> None:
        """Do nothing: the labels are born with their source."""

    def extract_original_messages(self) -> list[str]:
        messages = [self["alt_source"], *(label["source"] for label in self["labels"])]
        return list(dict.fromkeys(messages))

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        if original_message == self["alt_source"]:
            self["alt"] = translated_message
        for label in self["labels"]:
            if label["source"] == original_message:
                label["text"] = translated_message


class drawing_description(nodes.General, nodes.Element):  # noqa: N801
    """What the drawing says, as text."""


# -- Reading ------------------------------------------------------------------


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
    return {text: rooms[text] for text in root.iter(f"{{{SVG}}}text")}


def label_text(text: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()).split())


# -- Fitting ------------------------------------------------------------------


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


class FitLabels(SphinxTransform):
    """Fit every label into its room, once it is translated."""

    default_priority = 30  # Locale is 20

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(drawing):
            root, lines = parse_svg(node["svg"])
            for label, (text, room) in zip(node["labels"], label_rooms(root, lines).items(), strict=True):
                size = float(text.get("font-size"))
                if text.get("class") == "d-head":
                    room = (room[0] / BOLD, room[1])
                label["lines"], label["size"], excess = fit(label["text"], size, room)
                if excess:
                    logger.warning(
                        "the label %r is %d units too long for its box in the language %r; "
                        "shorten it, or widen the box",
                        label["text"], round(excess), self.config.language,
                        location=f"{node['file']}:{lines[text]}", type="drawing", subtype="label_too_long",
                    )  # fmt: skip
            node += [nodes.Text(f"{label['text']} ") for label in node["labels"]]


# -- Writing ------------------------------------------------------------------


def localized_svg(node: drawing) -> ElementTree.Element:
    """Return the drawing with its labels in the language of the build."""
    root = copy.deepcopy(parse_svg(node["svg"])[0])
    name = Path(node["file"]).stem
    for element in root.iter():
        # Several drawings share a page: ids and what refers to them carry the name.
        if element.get("id"):
            element.set("id", f"{name}-{element.get('id')}")
        for attribute in ("marker-end", "marker-start"):
            if element.get(attribute):
                element.set(attribute, element.get(attribute).replace("#", f"#{name}-"))
    for text, label in zip(root.iter(f"{{{SVG}}}text"), node["labels"], strict=True):
        set_label(text, label)
    return root


def set_label(text: ElementTree.Element, label: dict) -> None:
    """Write a fitted label: in a box around its middle, elsewhere from its first line on."""
    x, y = text.get("x"), float(text.get("y"))
    step = label["size"] * LINE_HEIGHT
    if not text.get("data-width"):
        y -= step * (len(label["lines"]) - 1) / 2
    text.set("font-size", f"{label['size']:g}")
    for attribute in ("data-width", "data-lines"):
        text.attrib.pop(attribute, None)
    text.text = None
    for number, words in enumerate(label["lines"]):
        line = ElementTree.SubElement(text, f"{{{SVG}}}tspan", x=x, y=f"{y + number * step:g}")
        line.text = words


def write_printable_svg(node: drawing, folder: Path) -> str:
    """Write the drawing as a file of its own, for a book; return its name in ``folder``."""
    name = f"drawings/{Path(node['file']).stem}.svg"
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(printable_svg(node, RULES.read_text(encoding="utf-8")), encoding="utf-8")
    return name


def printable_svg(node: drawing, stylesheet: str) -> str:
    """Return the drawing with its rules in it, in the light colours."""
    light = dict(re.findall(r"(--drawing-[\w-]+):\s*([^;]+);", stylesheet.split("@media")[0]))
    rules = stylesheet.split("/* Rules */")[1].split("@media")[0]
    rules = re.sub(r"var\((--[\w-]+)\)", lambda match: light[match[1]], rules)
    root = localized_svg(node)
    style = ElementTree.Element(f"{{{SVG}}}style")
    style.text = 'text { font-family: "Noto Sans CJK JP", sans-serif }' + rules
    root.insert(0, style)
    return ElementTree.tostring(root, encoding="unicode")


class DrawingDirective(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec = {"name": directives.unchanged_required, "alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.srcdir) / "figures" / f"{self.arguments[0]}.svg"
        relative = path.relative_to(self.env.srcdir)
        self.env.note_dependency(str(relative))
        if "alt" not in self.options or "name" not in self.options:
            raise self.error("a drawing needs ':name: fig-…' and ':alt: …', a few words for it")
        try:
            svg = path.read_text(encoding="utf-8")
            root, lines = parse_svg(svg)
            labels = [label_text(text) for text in label_rooms(root, lines)]
        except FileNotFoundError:
            raise self.error(f"docs/{relative} is not there; add it, or correct the name") from None
        except BadDrawing as fault:
            logger.warning("%s", fault, location=f"{path}:{fault.line}", type="drawing")
            return []
        return [self.figure(path, svg, labels)]

    def figure(self, path: Path, svg: str, labels: list[str]) -> nodes.figure:
        image = drawing(
            svg=svg,
            file=str(path),
            alt=self.options["alt"],
            alt_source=self.options["alt"],
            labels=[{"source": text, "text": text} for text in labels],
        )
        self.set_source_info(image)
        caption_text, *description = self.parse_content_to_nodes()
        caption = nodes.caption(caption_text.rawsource, "", *caption_text.children)
        caption.source, caption.line = caption_text.source, caption_text.line
        node = nodes.figure("", image, caption, drawing_description("", *description))
        self.set_source_info(node)
        self.add_name(node)
        return node


def mark_entries(root: ElementTree.Element, node: drawing) -> None:
    """Write to each label where its entry stands, and its language if it is the source's."""
    for text, label in zip(root.iter(f"{{{SVG}}}text"), node["labels"], strict=True):
        if line := node.get("entry_lines", {}).get(label["source"]):
            text.set("data-line", str(line))
        if label["source"] in node.get("untranslated", ()):
            text.set("lang", node["source_language"])


def visit_drawing_html(translator, node: drawing) -> None:
    root = localized_svg(node)
    mark_entries(root, node)
    root.set("role", "img")
    root.set("aria-label", node["alt"])
    attributes = {"tabindex": "0", "role": "group", "aria-label": node["alt"]}
    if line := node.get("entry_lines", {}).get(node["alt_source"]):
        attributes["data-line"] = str(line)
    translator.body.append(
        translator.starttag(node, "div", CLASS="drawing-frame", **attributes)
        + ElementTree.tostring(root, encoding="unicode")
        + "</div>\n"
    )
    raise nodes.SkipChildren


def depart_drawing_html(translator, node: drawing) -> None:
    """Do nothing: the whole drawing is written at once."""


def visit_description_html(translator, node: drawing_description) -> None:
    summary = translator.encode(_("What the drawing says"))
    translator.body.append(f'<details class="drawing-description"><summary>{summary}</summary>\n')


def depart_description_html(translator, node: drawing_description) -> None:
    translator.body.append("</details>\n")


def skip(translator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app):
    app.add_node(drawing, html=(visit_drawing_html, depart_drawing_html), latex=(skip, None), text=(skip, None))
    app.add_node(
        drawing_description,
        html=(visit_description_html, depart_description_html),
        latex=(skip, None),
        text=(skip, None),
    )
    app.add_directive("drawing", DrawingDirective)
    app.add_transform(FitLabels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
