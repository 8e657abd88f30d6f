"""Mark the cells of tables that want room on a narrow screen.

Between the letters of Chinese and Japanese a line may break anywhere, so where a long word in another column takes the
room, such a cell gets a single letter's, and the table is wider than the screen all the same.  No style sheet can ask
how much text a cell has, nor how long its words are.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

# What a cell has, by the class that it gets: eight letters between which a line may break, and a word that fills half the
# line of a phone. The style sheet has their width, which is less: columns that have room are left alone.
CLASSES = {
    "wide-cell": re.compile("(?:[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff].*?){8}", re.DOTALL),
    "long-word": re.compile("[!-\u024f]{18}"),
}


class MarkCells(SphinxPostTransform):
    """Give each cell the classes of what it has."""

    default_priority = 500
    builders = ("html",)  # an EPUB's tables can't scroll: there words break

    def run(self, **kwargs: Any) -> None:
        for cell in self.document.findall(nodes.entry):
            text = cell.astext()
            cell["classes"] += [name for name, pattern in CLASSES.items() if pattern.search(text)]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(MarkCells)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
