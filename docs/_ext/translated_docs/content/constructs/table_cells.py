"""Complete the rows of tables for the books, and mark the cells that want room on a narrow screen.

Between the letters of Chinese and Japanese a line may break anywhere, so where a long word in another column takes the
room, such a cell gets a single letter's, and the table is wider than the screen all the same.  What a row is called is
kept on one line if it is short ("100 kB"), and in sight while the table scrolls if the names of all its rows are.  No style
sheet can ask how much text a cell has, nor how long its words are.
"""

import re

from docutils import nodes
from docutils.utils import column_width
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.constructs.no_wrap import CLASS
from translated_docs.content.markup.html_tables import fill

# What a cell has, by the class that it gets: eight letters between which a line may break, and a word that fills half the
# line of a phone. The style sheet has their width, which is less: columns that have room are left alone.
CLASSES = {
    "wide-cell": re.compile("(?:[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff].*?){8}", re.DOTALL),
    "long-word": re.compile("[!-\u024f]{18}"),
}

SHORT = 12  # in letters of the Latin script; others are twice as wide
SHORT_STUBS = "short-stubs"


def is_short(cell: nodes.entry) -> bool:
    """Say whether the words of a cell take little room."""
    return column_width(cell.astext()) <= SHORT


def stubs(group: nodes.tgroup) -> list[nodes.entry]:
    """Return the cells that say what the rows of a table are called: the first of each, where the first column is for that."""
    if not group[0].get("stub"):
        return []
    return [row[0] for body in group.children if isinstance(body, nodes.tbody) for row in body.children]


class MarkCells(SphinxPostTransform):
    """Give each cell the classes of what it has, and a table one if all of its rows have short names."""

    default_priority = 500
    builders = ("html",)  # an EPUB's tables can't scroll: there words break

    def run(self, **kwargs) -> None:
        for cell in self.document.findall(nodes.entry):
            text = cell.astext()
            cell["classes"] += [name for name, pattern in CLASSES.items() if pattern.search(text)]
        for group in self.document.findall(nodes.tgroup):
            names = stubs(group)
            short = [cell for cell in names if is_short(cell)]
            for cell in short:
                cell["classes"].append(CLASS)
            if names and len(short) == len(names):
                group.parent["classes"].append(SHORT_STUBS)


class CompleteRows(SphinxPostTransform):
    """Give the tables of extensions as many columns as the widest row reaches over, and short rows empty cells.

    A browser does so itself. Typst puts the next row into what a short one leaves free, and makes no book of cells that
    reach over more columns than there are.
    """

    default_priority = 8
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        for group in self.document.findall(nodes.tgroup):
            rows = [row for body in group if isinstance(body, (nodes.thead, nodes.tbody)) for row in body]
            specs = [part for part in group if isinstance(part, nodes.colspec)]
            missing = (fill(rows) if rows else 0) - len(specs)
            group[len(specs) : len(specs)] = [nodes.colspec(colwidth=specs[-1]["colwidth"] if specs else 1) for _column in range(missing)]


def setup(app: Sphinx) -> None:
    app.add_post_transform(CompleteRows)
    app.add_post_transform(MarkCells)
