"""The directive ``result-chart``: bars of what a lab measured, drawn at build time.

.. code-block:: markdown

   :::{result-chart} queue
   :name: fig-queue
   :alt: A few words for those who can't see it.
   :cells: kept.{row}.{column}
   :rows: none, one-*
   :columns: off, on
   :mark: 1

   The caption.

   :none: The words for a group of bars
   :one-proxy: Those for another
   :off: What a bar of each group is called
   :axis: What the numbers of the axis are

   The rest describes the figure in full.
   :::

Bars are medians, with a whisker from the lowest to the highest run.  From there on a chart is a figure as a drawing is
(svg_figure.py): its words are labels, which are messages of the page; its numbers are none.
"""

import math
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from translated_docs.content.directives.lab_results import Quantity, ResultError, Value, decimals, format_number, median_words
from translated_docs.content.directives.result_tables import Cells, ResultDirective
from translated_docs.content.directives.svg_figure import captioned, svg_figure
from translated_docs.svg.bar_chart import Bar, ChartError, bar_chart, ticks
from translated_docs.svg.figure_document import parse_svg
from translated_docs.svg.labels import label_elements, label_text

AXIS = "axis"  # the name of the words for its numbers


def chart_labels(svg: str) -> list[dict]:
    """Return the labels of a chart as those of a figure: which of them are numbers, its classes say."""
    elements = label_elements(parse_svg(svg))
    return [
        {"source": label_text(text), "text": label_text(text), "number": "d-number" in text.get("class").split()}
        for text in elements
    ]


def value_of_mark(argument: str) -> float:
    """Return the value that a line is drawn at; raise ValueError for one that no axis has."""
    value = float(argument)
    if not 0 <= value < math.inf:
        raise ValueError(f"{argument!r} is no number from 0 on")
    return value


class ResultChart(ResultDirective):
    option_spec: ClassVar = {**ResultDirective.option_spec, "alt": directives.unchanged_required, "mark": value_of_mark}
    kind = "chart"

    def make(self, caption: nodes.paragraph, asked: Cells, others: list[nodes.Node]) -> nodes.figure:
        if "alt" not in self.options:
            raise ResultError("a chart without words for it; write ':alt: …' below its first line")
        names = [self.label(column, "column") if column else "" for column in asked.columns]
        groups = [(self.label(row, "row"), [self.bar(row, value) for value in found]) for row, found in asked.values.items()]
        self.check_units(asked.values)
        axis = self.label(AXIS, "axis") if AXIS in self.names else ""
        marks = ticks(max([bar.high for _row, bars in groups for bar in bars] + [self.options.get("mark", 0)]))
        places = decimals(marks[1]) and len(f"{marks[1]:g}".partition(".")[2])
        numbers = [(value, format_number(value, self.config.language, places)) for value in marks]
        try:
            svg = bar_chart(groups, names, numbers, axis, self.options.get("mark"))
        except ChartError as error:
            raise ResultError(str(error)) from None
        image = svg_figure(svg=svg, file="", labels=chart_labels(svg), classes=["chart"])
        return captioned(self, image, caption, others)

    def label(self, name: str, what: str) -> str:
        """Return the words of a label, which have no markup."""
        words = self.called(name, what)
        if not all(isinstance(child, nodes.Text) for child in words):
            raise ResultError(f"the {what} {name!r} has markup, which no label of a chart can have; write plain words")
        return " ".join(words.astext().split())

    def bar(self, row: str, value: Value) -> Bar:
        """Return the bar of a value; raise ResultError if it is no number."""
        if isinstance(value, (bool, str)):
            raise ResultError(f"the row {row!r} has {value!r}, which is no number; choose other rows or columns")
        if isinstance(value, Quantity):
            return Bar(value.median, value.low, value.high, median_words(value, self.config.language))
        return Bar(value, value, value, median_words(value, self.config.language))

    def check_units(self, values: dict[str, list[Value]]) -> None:
        """Raise ResultError if the bars are not of one unit."""
        units = {}
        for row, found in values.items():
            for value in found:
                units.setdefault(value.unit if isinstance(value, Quantity) else "no unit", row)
        if len(units) > 1:
            listed = ", ".join(f"{unit} ({row!r})" for unit, row in units.items())
            raise ResultError(f"a chart of several units: {listed}; choose rows and columns of one")


def setup(app: Sphinx) -> None:
    app.add_directive("result-chart", ResultChart)
