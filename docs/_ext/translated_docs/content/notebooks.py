"""myst_nb, for whoever has it among the extensions: which pages it reads, and what of a cell's output the books have.

A notebook is read by its parser, and every other page by ours (page_parser.py).  Nothing of the package is imported.
"""

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

FORMAT = "myst-nb"  # the name of what its parser reads

# The best first (https://myst-nb.readthedocs.io/en/latest/render/format_code_cells.html#outputs).
IN_BOOKS = ("image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/latex", "text/plain")
BUILDERS = ("pdf", "pdf-pair")


def is_notebook(front_matter: dict[str, Any] | None) -> bool:
    """Say whether a page of Markdown is a notebook (https://myst-nb.readthedocs.io/en/latest/authoring/text-notebooks.html)."""
    found: Any = front_matter or {}
    if found.get("file_format") == "mystnb":
        return True
    for key in ("jupytext", "text_representation", "format_name"):
        found = found.get(key) if isinstance(found, dict) else None
    return found == "myst"


def add_priorities(app: Sphinx, config: Config) -> None:
    """Say for the builders of books, which myst_nb knows nothing of, which form of an output they take."""
    if "nb_mime_priority_overrides" in config:
        ours = [(builder, kind, place) for builder in BUILDERS for place, kind in enumerate(IN_BOOKS)]
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]


def setup(app: Sphinx) -> None:
    app.connect("config-inited", add_priorities)
