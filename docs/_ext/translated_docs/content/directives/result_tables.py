"""The directive ``result-table``: a table of what a lab measured.

.. code-block:: markdown

   :::{result-table} queue
   :name: table-queue
   :cells: kept.{row}.{column}
   :rows: none, one-*
   :columns: off, on, ratio

   The caption.

   :rows: The heading above the rows
   :none: What a row is called
   :one-proxy: What another is
   :off: What a column is called
   :true: What a cell says for true, or for a code of this name
   :::

``:spread:`` puts the lowest and the highest run behind each median; with ``:gaps:`` a cell that the file has nothing
for is left empty, and is no error.

The names are messages of the page.  A cell that is a number is none, and is written in the language of the build.
"""

import re
from typing import ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from translated_docs.content.directives.lab_results import (
    Quantity,
    ResultError,
    Results,
    Value,
    median_words,
    read_results,
    spread_words,
)

Names = dict[str, nodes.paragraph]
CORNER = "rows"  # the name of the heading above the rows
ONE_COLUMN = "value"  # and of that of the only column, where none are named


def listed(argument: str) -> list[str]:
    """Return what stands between commas or blanks; raise ValueError if there is nothing."""
    found = re.split(r"[\s,]+", directives.unchanged_required(argument).strip(" ,"))
    return list(dict.fromkeys(found))


def pattern(cells: str, row: str, column: str) -> re.Pattern[str]:
    """Return what the paths of the cells of a row match; ``*`` in it stands for any one part, or for a piece of one."""
    one = "".join("[^.]*" if piece == "*" else re.escape(piece) for piece in re.split(r"(\*)", row))
    before, _row, after = (re.escape(part.replace("{column}", column)) for part in cells.partition("{row}"))
    return re.compile(f"{before}(?P<row>{one}){after}")


def matching_rows(results: Results, cells: str, row: str, columns: list[str]) -> list[str]:
    """Return the rows that a row with ``*`` stands for, in the order of the file, one or several times."""
    patterns = [pattern(cells, row, column) for column in columns]
    matches = [one.fullmatch(path) for path in results.values for one in patterns]
    return [match["row"] for match in matches if match]


def found_rows(results: Results, cells: str, rows: list[str], columns: list[str]) -> list[str]:
    """Return the rows that are asked for: without ``*`` as they are, of others all that the file has, in its order.

    Raises ResultError for one that nothing matches.
    """
    found: dict[str, None] = {}
    for row in rows:
        matching = dict.fromkeys(matching_rows(results, cells, row, columns) if "*" in row else [row])
        if not matching:
            known = next(iter(results.values), "")
            raise ResultError(
                f"{results.name} has nothing for the rows {row!r}; write others, its paths are such as {known!r}"
            )
        found |= matching
    return list(found)


class Cells(NamedTuple):
    """What a table or a chart shows: by its rows the values of the columns, None for one that the file has not."""

    columns: list[str]
    values: dict[str, list[Value | None]]


class ResultDirective(SphinxDirective):
    """What a table and a chart have in common: which results, and what they are called.

    Their method ``make`` returns the node that stands on the page; its ``others`` are what follows the caption beside the
    names.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        "name": directives.unchanged_required,
        "cells": directives.unchanged_required,
        "rows": listed,
        "columns": listed,
    }
    kind = "table"

    def run(self) -> list[nodes.Node]:
        for option in ("name", "rows"):
            if option not in self.options:
                raise self.error(f"a {self.kind} without {option}; write ':{option}: …' below its first line")
        caption, *rest = self.parse_content_to_nodes() or [None]
        if not isinstance(caption, nodes.paragraph):
            remedy = "write it as the first paragraph, and then ':name: words' for what is in it"
            raise self.error(f"a {self.kind} without a caption; {remedy}")
        self.names = self.read_names(rest)
        self.unused = set(self.names)
        try:
            others = [node for node in rest if not isinstance(node, nodes.field_list)]
            made = self.make(caption, self.read_cells(), others)
        except ResultError as error:
            raise self.error(str(error)) from None
        if self.unused:
            unused = ", ".join(map(repr, sorted(self.unused)))
            raise self.error(f"{unused}: names of nothing in this {self.kind}; correct them, or take them out")
        return [made]

    def read_cells(self) -> Cells:
        """Return what the cells hold; raise ResultError if one is not there.

        A table with ``:gaps:`` has None for it.
        """
        results = read_results(self.env, self.arguments[0])
        columns = self.options.get("columns", [""])
        cells = self.options.get("cells", "{row}.{column}" if columns != [""] else "{row}")
        if "{row}" not in cells or ("{column}" in cells) != (columns != [""]):
            raise ResultError(f"{cells!r} is no way to a cell; write ':cells: …{{row}}…', with {{column}} if there are columns")
        rows = found_rows(results, cells, self.options["rows"], columns)
        paths = {row: [cells.replace("{row}", row).replace("{column}", column) for column in columns] for row in rows}
        found = {row: [self.value(results, path) for path in of_row] for row, of_row in paths.items()}
        for row, values in found.items():
            if all(value is None for value in values):
                results.value(paths[row][0])  # says what is near
        return Cells(columns, found)

    def value(self, results: Results, path: str) -> Value | None:
        return None if "gaps" in self.options and path not in results.values else results.value(path)

    def read_names(self, found: list[nodes.Node]) -> Names:
        """Return what things are called, by name: the fields."""
        names: Names = {}
        for node in found:
            for field in node.children if isinstance(node, nodes.field_list) else ():
                name, body = field[0].astext(), field[1]
                if len(body) != 1 or not isinstance(body[0], nodes.paragraph):
                    raise self.error(f"{name!r} is not called anything; write ':{name}: words', in one paragraph")
                if name in names:
                    raise self.error(f"{name!r} is called something twice; take one out")
                names[name] = body[0]
        return names

    def called(self, name: str, what: str) -> nodes.paragraph:
        """Return a copy of the words for a row or a column; raise ResultError if there are none."""
        if name not in self.names:
            raise ResultError(f"the {what} {name!r} has no words; write ':{name}: words' below the caption")
        self.unused.discard(name)
        return self.names[name].deepcopy()


class ResultTable(ResultDirective):
    option_spec: ClassVar = {**ResultDirective.option_spec, "spread": directives.flag, "gaps": directives.flag}

    def make(self, caption: nodes.paragraph, asked: Cells, others: list[nodes.Node]) -> nodes.table:
        if others:
            raise ResultError("a table with more than a caption and names; write the rest below the table")
        corner = self.called(CORNER, "heading") if CORNER in self.names else nodes.paragraph(translatable=False)
        heads = [corner, *(self.called(column or ONE_COLUMN, "column") for column in asked.columns)]
        body = [[self.called(row, "row"), *map(self.cell, cells)] for row, cells in asked.values.items()]
        for head, *cells in zip(heads, *body, strict=True):
            head["number"] = all(cell.get("number") for cell in cells)
        title = nodes.title(caption.rawsource, "", *caption.children)
        title.source, title.line = caption.source, caption.line
        group = nodes.tgroup(cols=1 + len(asked.columns))
        group += [nodes.colspec(colwidth=1, stub=1), *(nodes.colspec(colwidth=1) for _column in asked.columns)]
        group += [nodes.thead("", table_row(heads)), nodes.tbody("", *map(table_row, body))]
        table = nodes.table("", title, group)
        self.set_source_info(table)
        self.add_name(table)
        return table

    def cell(self, value: Value | None) -> nodes.paragraph:
        """Return what a cell holds: the page's words for a code or a boolean, or else the value itself."""
        if value is None:
            return nodes.paragraph("", "–", translatable=False)
        code = str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else None
        if code is not None and (code in self.names or isinstance(value, bool)):
            return self.called(code, "value")
        words = spread_words if "spread" in self.options and isinstance(value, Quantity) else median_words
        return nodes.paragraph("", words(value, self.config.language), translatable=False, number=code is None)


def table_row(cells: list[nodes.paragraph]) -> nodes.row:
    """Return a row of a table; numbers stand at the end of their cells, as their digits do, and what is above them with them."""
    return nodes.row(
        "", *(nodes.entry("", cell, classes=["text-right"] if cell.get("number") else []) for cell in cells)
    )


def setup(app: Sphinx) -> None:
    app.add_directive("result-table", ResultTable)
