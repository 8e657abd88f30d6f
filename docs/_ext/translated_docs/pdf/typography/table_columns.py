"""How wide the columns of a table are if some word of it would be broken between two letters, though there is room for it.

Typst gives the same width to all columns that want more than there is, however short the words of some are.  Here each
has its longest word, or of a word that has parts the longest of them, and of what is left the more the more it has to say.
"""

import re

from docutils import nodes
from sphinx import addnodes

from translated_docs.pdf.typography.long_words import BETWEEN_PARTS, ROW, RUN

# In pt, of templates/measures.typ: the room of a row, what a cell has around its words, and a small letter of them.
WIDTH, INSET, LETTER = 436, 10, 5
WIDE = re.compile(r"[A-Z@%mw]")
NARROWEST = 4  # letters: a sign, or two of Chinese


def letters_at_most(columns: int, joined: int = 0, room: float = 1) -> int:
    """Return how many letters a word may have that is not broken, in a table of so many columns of one width.

    ``joined`` is how many other columns its cell reaches into, ``room`` what share of the paper's width the table has.
    """
    return max(int(ROW * room) // max(columns, 1) * (1 + joined), 8 if room == 1 else NARROWEST)


def width_of(word: str) -> float:
    """Return how wide a word is, about, in small letters."""
    return len(word) + 0.2 * len(WIDE.findall(word))


def parts_of(cell: nodes.Element) -> list[str]:
    """Return the parts of the words of a cell between which a line may end."""
    words = (word for text in cell.findall(nodes.Text) for word in re.findall(f"{RUN}+", text))
    return [part for word in words for part in BETWEEN_PARTS.split(word)]


def columns_of(table: nodes.table) -> list[list[nodes.Element]]:
    """Return the cells of each column; none if some are joined, or if the table says itself how wide they are."""
    rows = [list(row.children) for row in table.findall(nodes.row)]
    is_plain = not any(cell.get("morecols") or cell.get("morerows") for row in rows for cell in row)
    if "colwidths-given" in table["classes"] or not is_plain or len({len(row) for row in rows}) != 1:
        return []
    return [list(column) for column in zip(*rows, strict=True)]


def wide_letters(cell: nodes.entry) -> float:
    """Return how many letters as wide as high a line of a cell has room for: as wide as its table says its column is."""
    group = cell.parent.parent.parent
    widths = [part["colwidth"] for part in group.children if isinstance(part, nodes.colspec) and isinstance(part.get("colwidth"), int)]
    at = cell.parent.index(cell)
    share = widths[at] / sum(widths) if len(widths) == len(cell.parent) else 1 / len(cell.parent)
    return (WIDTH * share - INSET) / LETTER / 2


def column_letters(table: nodes.table) -> list[float] | None:
    """Return for how many letters each column of a table has room; None if Typst may decide."""
    columns = columns_of(table) if isinstance(table.parent, (nodes.section, nodes.document, addnodes.start_of_file)) else []
    parts = [[part for cell in column for part in parts_of(cell)] for column in columns]
    if not any(len(part) > letters_at_most(len(columns)) for column in parts for part in column):
        return None
    least = [max([NARROWEST, *map(width_of, column)]) for column in parts]
    wanted = [max(width_of(cell.astext()) for cell in column) for column in columns]
    left = (WIDTH - INSET * len(columns)) / LETTER - sum(least)
    more = [max(most - few, 0) for most, few in zip(wanted, least, strict=True)]
    if left < 0 or sum(more) <= left:
        return None
    return [few + left * share / sum(more) for few, share in zip(least, more, strict=True)]


def shares(letters: list[float]) -> list[int]:
    """Return how wide columns are beside each other that have room for some letters."""
    return [round(number * LETTER + INSET) for number in letters]
