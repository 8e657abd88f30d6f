"""Tables that are written in HTML: what docutils knows of rows, cells and columns, from what was read of them."""

import re

from docutils import nodes

MOST = 1000  # columns or rows that a cell may reach over (https://html.spec.whatwg.org/multipage/tables.html)
# Of a table what stands in it, and what ends where such a part begins, as its own end may be left out.
PARTS: dict[str, tuple[type[nodes.Element], tuple[str, ...]]] = {
    "caption": (nodes.title, ("caption",)),
    "colgroup": (nodes.comment, ("caption", "colgroup")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (nodes.tbody, ("caption", "colgroup", "td", "th", "tr", "thead", "tbody", "tfoot"))),
    "tr": (nodes.row, ("caption", "colgroup", "td", "th", "tr")),
    **dict.fromkeys(("td", "th"), (nodes.entry, ("td", "th"))),
}
OF_HEAD = "of-head"  # a cell that names its row or its column; until the table is complete


def reach(attributes: dict[str, str], name: str) -> int:
    """Return over how many further columns or rows a cell reaches."""
    written = attributes.get(name, "").strip()
    return min(int(written[:6]), MOST) - 1 if re.fullmatch(r"[1-9][0-9]*", written) else 0


def new_cell(attributes: dict[str, str], is_of_head: bool) -> nodes.entry:
    """Return the cell that has these attributes of HTML."""
    further = {"morecols": reach(attributes, "colspan"), "morerows": reach(attributes, "rowspan")}
    return nodes.entry(**{name: count for name, count in further.items() if count}, **({OF_HEAD: True} if is_of_head else {}))


def fill(rows: list[nodes.row]) -> int:
    """Let no cell reach below the last row, give short rows empty cells, and return how many columns there are."""
    taken = [0] * len(rows)
    for at, row in enumerate(rows):
        for cell in row:
            if "morerows" in cell:
                cell["morerows"] = min(cell["morerows"], len(rows) - 1 - at)
            for below in range(at, at + cell.get("morerows", 0) + 1):
                taken[below] += cell.get("morecols", 0) + 1
    columns = max(taken)
    for row, count in zip(rows, taken):
        row += [nodes.entry() for _column in range(columns - count)]
    return columns


def head_length(rows: list[nodes.row]) -> int:
    """Return how many rows are the head: the first ones that have no other cells, and those that these reach into."""
    length = next((at for at, row in enumerate(rows) if not all(OF_HEAD in cell for cell in row)), 1)
    for at, row in enumerate(rows):
        if at < length:
            length = max([length, *(at + 1 + cell.get("morerows", 0) for cell in row)])
    return length if length < len(rows) else 0


def take_words_beside_cells(table: nodes.table, rows: list[nodes.row]) -> None:
    """Put what stands between the parts of a table before it, as browsers do."""
    around = [table, *(part for part in table if isinstance(part, nodes.tbody)), *rows]
    kinds = tuple({kind for kind, _ends in PARTS.values()})
    stray = [child for part in around for child in part if not isinstance(child, kinds)]
    for row in rows:
        row[:] = [cell for cell in row if isinstance(cell, nodes.entry)]
    place = table.parent.index(table)
    table.parent[place:place] = stray


def complete(table: nodes.table) -> None:
    """Make a head, a body and columns of the rows that a table has; one without any cell is no table."""
    rows = [row for row in table.findall(nodes.row) if table in (row.parent, row.parent.parent)]
    take_words_beside_cells(table, rows)
    rows = [row for row in rows if len(row)]
    if not rows:
        table.parent.remove(table)
        return
    caption = [child for child in table if isinstance(child, nodes.title)][:1]
    columns, length = fill(rows), head_length(rows)
    head, body = rows[:length], rows[length:]
    specs = [nodes.colspec(colwidth=max(100 // columns, 1)) for _column in range(columns)]
    if columns > 1 and all(OF_HEAD in row[0] for row in body):
        specs[0]["stub"] = 1
    table["classes"].append("colwidths-auto")
    table[:] = [*caption, nodes.tgroup("", *specs, *([nodes.thead("", *head)] if head else []), nodes.tbody("", *body), cols=columns)]
    for cell in table.findall(nodes.entry):
        cell.attributes.pop(OF_HEAD, None)
