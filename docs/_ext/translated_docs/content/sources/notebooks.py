"""myst_nb, for whoever has it among the extensions: which pages it reads, what of a cell's output the books have, and where its pictures lie.

A notebook is read by its parser, and every other page by ours (page_parser.py).  Nothing of the package is imported.
"""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

from translated_docs.content.ancestors import holds_words
from translated_docs.paths import BUILD

DRAWN = BUILD / "jupyter_execute"  # what cells have drawn, and the values that pages take from others
FORMAT = "myst-nb"  # the name of what its parser reads

# The best first (https://myst-nb.readthedocs.io/en/latest/render/format_code_cells.html#outputs).
IN_BOOKS = ("image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/latex", "text/plain")
BUILDERS = ("pdf", "pdf-pair", "gettext")  # the last for the words of pictures, which are messages
# Of a role that puts a value of the page there: what stands before the name, and no other page before it.
VALUE = re.compile(r"(\{glue(?::\w+)?\}`)(?=(?:[^`:]|:(?!:))+`)")


def with_page(message: str, page: Path) -> str:
    """Return a translation whose roles name the page that their values are of: its own notebook is read, and closed, by then."""
    return VALUE.sub(rf"\1{page.name}::", message) if "{glue" in message else message


class ValuesInSentences(SphinxTransform):
    """Take the best form of each value that stands among words: a book can't have all of them there, nor can the search."""

    default_priority = 28  # before BlocksInParagraphs; Locale is 20

    def apply(self, **kwargs) -> None:
        for value in list(self.document.findall(nodes.container)):
            if value.get("nb_element") == "mime_bundle" and holds_words(value.parent):
                forms = {form["mime_type"]: form.children for form in value.children}
                value.replace_self(next((forms[kind] for kind in IN_BOOKS if kind in forms), []))


def is_notebook(front_matter: dict[str, Any] | None) -> bool:
    """Say whether a page of Markdown is a notebook (https://myst-nb.readthedocs.io/en/latest/authoring/text-notebooks.html)."""
    found: Any = front_matter or {}
    if found.get("file_format") == "mystnb":
        return True
    for key in ("jupytext", "text_representation", "format_name"):
        found = found.get(key) if isinstance(found, dict) else None
    return found == "myst"


def is_drawn(path: Path) -> bool:
    """Say whether a picture is what a cell has drawn."""
    return path.resolve().is_relative_to(DRAWN)


def keep_for_all_outputs(app: Sphinx) -> None:
    """Have values and pictures of cells in one place: a page is read once, and its own place is that of the output which reads it."""
    if hasattr(app.env, "mystnb_config"):
        app.env.mystnb_config.output_folder = DRAWN / app.config.language


def add_priorities(app: Sphinx, config: Config) -> None:
    """Say for the builders of books, which myst_nb knows nothing of, which form of an output they take."""
    if "nb_mime_priority_overrides" in config:
        ours = [(builder, kind, place) for builder in BUILDERS for place, kind in enumerate(IN_BOOKS)]
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]


def setup(app: Sphinx) -> None:
    app.add_transform(ValuesInSentences)
    app.connect("config-inited", add_priorities)
    app.connect("builder-inited", keep_for_all_outputs, priority=900)  # after the package's own
