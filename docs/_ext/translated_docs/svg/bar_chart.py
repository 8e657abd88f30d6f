"""Draw a chart of bars as an SVG figure: groups of bars below one another, the words for each beside it.

A chart is as narrow as the screen of a phone, so that nothing of it has to be moved there.  Labels are those of any
figure (labels.py); one that is a number has the class ``d-number``.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from translated_docs.svg.figure_document import HIGHEST, SVG
from translated_docs.svg.labels import LINE_HEIGHT, SIZES, WIDEST
from translated_docs.svg.line_breaks import text_width

WIDTH = WIDEST
SIZE = SIZES["d-text"]  # of letters
BAR, STEP = 18, 26  # how high a bar is, and from one to the next
GROUP = 30  # from the top of a group to its first bar
GAP = 8
NAMES = 128  # what the names of bars have
MOST_TICKS = 4
CLASSES = ("d-box", "d-main", "d-good", "d-bad")  # of the bars of a group, in turn (svg-figures.css)


class ChartError(Exception):
    """Why a chart can't be drawn; and what to do."""


@dataclass(frozen=True)
class Bar:
    """A bar: its value, from where to where the runs went, and the number beside it."""

    value: float
    low: float
    high: float
    number: str


def ticks(highest: float) -> list[float]:
    """Return the values of the axis, from 0 on: multiples of 1, 2 or 5 times a power of ten, five at most."""
    highest = highest or 1
    step = 10.0 ** math.floor(math.log10(highest / MOST_TICKS))
    step *= next(factor for factor in (1, 2, 5, 10) if highest <= MOST_TICKS * step * factor)
    digits = max(-math.floor(math.log10(step)), 0)
    return [
        round(step * number, digits) for number in range(MOST_TICKS + 1) if number == 0 or step * (number - 1) < highest
    ]


def label(x: float, y: float, width: float, words: str, kind: str, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}" '
        f'data-width="{width:g}">{escape(words)}</text>'
    )


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"/>'


@dataclass(frozen=True)
class Scale:
    """Where values are: 0 at ``left``, ``most`` at the end of ``width``."""

    left: float
    width: float
    most: float

    def x(self, value: float) -> float:
        return self.left + self.width * value / self.most


def number_width(number: str) -> float:
    """Return the space that a number takes, which is never too small for it."""
    return math.ceil(text_width(number) * SIZE) + 2


def drawn_bar(bar: Bar, kind: str, top: float, scale: Scale) -> Iterator[str]:
    """Yield a bar, its whisker, and its number in a column: at the end of the whisker it would seem to be that of the end."""
    middle, end = top + BAR / 2, max(scale.x(bar.value), scale.left + 1)
    yield f'<rect class="{kind}" x="{scale.left:g}" y="{top:g}" width="{end - scale.left:.2f}" height="{BAR}"/>'
    if bar.low < bar.high:
        low, high = scale.x(bar.low), scale.x(bar.high)
        yield line("d-whisker", low, middle, high, middle)
        yield from (line("d-whisker", x, middle - 4, x, middle + 4) for x in (low, high))
    yield label(WIDTH - 2, middle + SIZE * 0.36, number_width(bar.number), bar.number, "d-text d-number", anchor="end")


def drawn_axis(values: list[tuple[float, str]], words: str, bottom: float, scale: Scale) -> Iterator[str]:
    """Yield the axis with its numbers, and the words for what they are."""
    yield line("d-axis", scale.left, bottom, scale.x(values[-1][0]), bottom)
    for value, number in values:
        x, width = scale.x(value), number_width(number)
        yield line("d-axis", x, bottom, x, bottom + 5)
        x = min(max(x, width / 2), WIDTH - width / 2)
        yield label(x, bottom + 4 + SIZE, width, number, "d-quiet d-number", anchor="middle")
    if words:
        yield label(WIDTH - 2, bottom + 2 * SIZE * LINE_HEIGHT, WIDTH - 4, words, "d-quiet", anchor="end")


def bar_chart(
    groups: list[tuple[str, list[Bar]]],
    names: list[str],
    values: list[tuple[float, str]],
    axis: str = "",
    mark: float | None = None,
) -> str:
    """Return a chart as SVG: each group with its words, and its bars, as many as ``names`` has.

    ``values`` are those of the axis with their numbers, from 0 on; ``mark`` is one with a line through the
    bars of each group.
    Raises ChartError if a bar is below 0, or the chart higher than a figure may be.
    """
    bars = [bar for _words, found in groups for bar in found]
    if any(bar.low < 0 for bar in bars):
        raise ChartError("a bar below 0, which a chart has no room for; show it in a table")
    left = NAMES + GAP if any(names) else 2
    room = max(number_width(bar.number) for bar in bars) + GAP
    scale = Scale(left, WIDTH - left - room, max(values[-1][0], *(bar.high for bar in bars), mark or 0))
    parts, top, first = [], 0.0, int(len(names) == 1)
    for words, found in groups:
        parts.append(label(2, top + GROUP - GAP, WIDTH - 4, words, "d-text"))
        top += GROUP
        for place, (name, bar) in enumerate(zip(names, found, strict=True)):
            if name:
                parts.append(label(NAMES, top + BAR / 2 + SIZE * 0.36, NAMES - 2, name, "d-text", anchor="end"))
            parts += drawn_bar(bar, CLASSES[(first + place) % len(CLASSES)], top, scale)
            top += STEP
        begin = top - STEP * len(found)
        parts.append(line("d-axis", left, begin - 4, left, top - 4))
        if mark is not None:
            parts.append(line("d-mark", scale.x(mark), begin - 4, scale.x(mark), top - 4))
    bottom = top
    height = bottom + (2 if axis else 1) * SIZE * LINE_HEIGHT + GAP
    if height > HIGHEST * WIDTH:
        raise ChartError("more bars than a page has room for; show fewer rows, or two charts")
    drawn = [*drawn_axis(values, axis, bottom, scale), *parts]
    return f'<svg xmlns="{SVG}" viewBox="0 0 {WIDTH} {height:g}">\n' + "\n".join(drawn) + "\n</svg>"
