"""The words of a picture that are of several fonts, and those whose letters join or pile up.

Of the first, Typst 0.15 takes the places in a picture from the first of the fonts; the second it sets in pictures wrongly,
and can't say which characters they stand for, which PDF/UA asks for.  In text it does all this well: so the places are
taken from there, and the shapes of the second, as paths.
"""

import json
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typst
from lxml import etree

from translated_docs.fonts import fonts
from translated_docs.svg.css_values import own_style
from translated_docs.svg.figure_document import SVG
from translated_docs.svg.lengths import MEDIUM, font_size, length
from translated_docs.svg.orientation import LINK

TEMPLATE = Path(__file__).with_name("word_outlines.typ")
SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # of a line's width, by its anchor
WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
# How far below its own line the letters of a text stand, in em of them, by what stands on the line.
BELOW = {"middle": 0.27, "central": 0.36, "hanging": 0.75, "text-before-edge": 0.9, "text-after-edge": -0.2, "mathematical": 0.36}
PAINTS = {"fill": "black", "stroke": "none", "stroke-width": "1", "fill-opacity": "1", "stroke-opacity": "1"}
OF_TEXT = {"x", "y", "dx", "dy"}  # all else is of its paths, too
NO_BREAK = "\u00a0"
LEVEL = ("horizontal-tb", "lr", "lr-tb", "rl", "rl-tb")


@dataclass
class Run:
    """Words in one font; ``free`` is left before them."""

    element: etree._Element
    font: str
    y: float
    free: float
    size: float
    weight: int
    spacing: float
    shape: etree._Element | None = None  # a page with nothing but the words
    width: float = 0.0


@dataclass
class Line:
    """Words one behind the other; without ``x`` they follow those before them."""

    x: float | None
    anchor: str
    is_rtl: bool
    runs: list[Run] = field(default_factory=list)


def inherited(element: etree._Element, name: str, default: str) -> str:
    """Return a property of an element, or of the next around it that says it."""
    for each in (element, *element.iterancestors()):
        value = own_style(each).get(name, each.get(name))
        if value is not None and value != "inherit":
            return value
    return default


def size_of_letters(element: etree._Element) -> float:
    around = element.getparent()
    outer = size_of_letters(around) if around is not None else MEDIUM
    own = own_style(element).get("font-size", element.get("font-size", "inherit"))
    return outer if own == "inherit" else font_size(own, outer)


def number(element: etree._Element, name: str) -> float | None:
    """Return a length that an element may have; raise ValueError for a list of them, or a share of the picture."""
    written = element.get(name)
    return None if written is None else length(written, math.nan, size_of_letters(element))


def weight(element: etree._Element) -> int:
    written = inherited(element, "font-weight", "normal")
    return WEIGHTS[written] if written in WEIGHTS else int(float(written))


def spacing(element: etree._Element) -> float:
    written = inherited(element, "letter-spacing", "normal")
    return 0.0 if written == "normal" else length(written, math.nan, size_of_letters(element))


def lines(text: etree._Element) -> Iterator[Line]:
    """Return the lines of a text whose runs are marked with their font; raise ValueError if they are no such lines."""
    line, free, y = Line(0, "start", False), 0.0, 0.0
    for element in text.iter(f"{{{SVG}}}*"):
        is_turned = "rotate" in element.attrib or etree.QName(element).localname == "textPath"
        if is_turned or inherited(element, "writing-mode", LEVEL[0]) not in LEVEL:
            raise ValueError("words that do not stand one behind the other")
        at = {name: number(element, name) for name in ("x", "y", "dx", "dy")}
        y = (at["y"] if at["y"] is not None else y) + (at["dy"] or 0)
        if at["x"] is not None or at["y"] is not None:
            yield line
            x = at["x"] if at["x"] is not None else 0 if element is text else None
            line = Line(x, inherited(element, "text-anchor", "start"), inherited(element, "direction", "ltr") == "rtl")
        free += at["dx"] or 0
        if font := element.get("font"):
            if line.is_rtl and (element.text or "").endswith(" "):  # the end is at the left
                element.text = NO_BREAK + element.text[:-1]
            line.runs.append(Run(element, font, y, free, size_of_letters(element), weight(element), spacing(element)))
            free = 0.0
    yield line


def measure(runs: Sequence[Run]) -> None:
    """Find the shape of each run, and its width."""
    asked = [
        {
            "words": run.element.text, "font": run.font, "size": run.size, "weight": run.weight,
            "style": "italic" if inherited(run.element, "font-style", "normal") == "italic" else "normal",
        }
        for run in runs
    ]  # fmt: skip
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs={"runs": json.dumps(asked)})
    pages = compiler.compile(format="svg")
    for run, page in zip(runs, pages if isinstance(pages, list) else [pages], strict=True):
        run.shape = etree.fromstring(page)
        run.width = float(run.shape.get("viewBox").split()[2]) + run.spacing * len(run.element.text)


def outline(run: Run, x: float) -> etree._Element:
    """Return the shape of a run at its place, in its colours."""
    baseline = inherited(run.element, "dominant-baseline", "auto")
    y = run.y + BELOW.get(baseline, 0) * run.size
    group = run.element.makeelement(f"{{{SVG}}}g", {name: inherited(run.element, name, value) for name, value in PAINTS.items()})
    group.set("transform", f"translate({x:g} {y:g})")
    glyphs = {f"#{symbol.get('id')}": symbol[0].get("d") for symbol in run.shape.iter(f"{{{SVG}}}symbol")}
    group.extend(run.shape.findall(f"{{{SVG}}}g"))
    for use in list(group.iter(f"{{{SVG}}}use")):  # whose ids may be those of others
        at = f"translate({use.get('x', '0')} {use.get('y', '0')})"
        use.getparent().replace(use, use.makeelement(f"{{{SVG}}}path", {"d": glyphs[use.get(LINK)], "transform": at}))
    return group


def placed(found: Sequence[Line]) -> Iterator[tuple[Run, float]]:
    """Return each run with the place where it begins."""
    behind = 0.0
    for line in found:
        total = sum(run.free + run.width for run in line.runs)
        share = SHARE_BEFORE.get(line.anchor, 0.0)
        behind = (behind if line.x is None else line.x) - total * (1 - share if line.is_rtl else share)
        for run in reversed(line.runs) if line.is_rtl else line.runs:
            yield run, behind + run.free
            behind += run.free + run.width


def to_be_placed(text: etree._Element, as_text: Collection[str]) -> list[Line]:
    """Return the lines of a text that is of several fonts, or of one that is not to be text; none if they are no such lines."""
    try:
        found = list(lines(text))
    except ValueError:
        return []
    is_mixed = any(len({run.font for run in line.runs}) > 1 for line in found)
    is_turned = any(line.is_rtl for line in found)  # Typst sets them all from left to right
    return found if is_mixed or is_turned or any(run.font not in as_text for line in found for run in line.runs) else []


def place(texts: Sequence[etree._Element], as_text: Collection[str]) -> None:
    """Give each run of such texts its place; those of fonts that are not to be text become paths."""
    found = [(text, each) for text in texts if (each := to_be_placed(text, as_text))]
    if found:
        measure([run for _text, each in found for line in each for run in line.runs])
    for text, each in found:
        place_one(text, [(run, x, None if run.font in as_text else outline(run, x)) for run, x in placed(each)])
    for element in (element for text in texts for element in text.iter(f"{{{SVG}}}tspan")):
        element.attrib.pop("font", None)


def place_one(text: etree._Element, runs: Sequence[tuple[Run, float, etree._Element | None]]) -> None:
    """Set the runs of a text at their places, behind it those that have become paths."""
    around = text.makeelement(f"{{{SVG}}}g", {name: value for name, value in text.attrib.items() if name not in OF_TEXT})
    for name in around.attrib:
        del text.attrib[name]
    for element in text.iter(f"{{{SVG}}}*"):
        for name in ("dx", "dy", "textLength", "lengthAdjust"):  # which is that of other letters
            element.attrib.pop(name, None)
    around.tail, text.tail = text.tail, None
    text.getparent().replace(text, around)
    around.append(text)
    for run, x, shape in runs:
        run.element.attrib.update({"x": f"{x:g}", "y": f"{run.y:g}", "text-anchor": "start", "direction": "ltr"})
        if shape is not None:
            around.append(shape)
            run.element.text = ""
