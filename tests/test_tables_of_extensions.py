"""A table whose rows are not of one width, as an extension may make one, is set as a browser shows it."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document
from translated_docs.content.constructs.table_cells import CompleteRows


def cell(words: str, **reach: int) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", words), **reach)


def completed(*rows: list[nodes.entry], columns: int, head: list[nodes.entry] | None = None) -> nodes.tgroup:
    """Return a table of so many columns after the transform."""
    parts = [nodes.thead("", nodes.row("", *head))] if head else []
    group = nodes.tgroup("", *(nodes.colspec(colwidth=3) for _column in range(columns)), *parts, nodes.tbody("", *(nodes.row("", *row) for row in rows)))
    document = new_document("page.md")
    document += nodes.table("", group)
    CompleteRows(document).run()
    return group


def test_a_short_row_gets_empty_cells():
    group = completed([cell("wide", morecols=1), cell("one")], [cell("alone")], [cell("a"), cell("b"), cell("c")], columns=3, head=[cell("head")])
    assert [[part.astext() for part in row] for row in group.findall(nodes.row)] == [["head", "", ""], ["wide", "one"], ["alone", "", ""], ["a", "b", "c"]]
    assert len(list(group.findall(nodes.colspec))) == 3


def test_there_are_as_many_columns_as_the_widest_row_reaches_over():
    group = completed([cell("a"), cell("far", morecols=2)], [cell("a"), cell("b")], columns=2)
    assert [spec["colwidth"] for spec in group.findall(nodes.colspec)] == [3, 3, 3, 3]
    assert [type(part) for part in group] == [nodes.colspec] * 4 + [nodes.tbody]


def test_a_cell_that_reaches_down_counts_in_the_rows_below():
    group = completed([cell("down", morerows=4), cell("b")], [cell("c")], columns=2)
    assert [[part.astext() for part in row] for row in group.findall(nodes.row)] == [["down", "b"], ["c"]]
    assert group.next_node(nodes.entry)["morerows"] == 1
