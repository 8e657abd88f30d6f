"""Leave out of our style sheets, as they are sent, what browsers read over: comments, indentation, blank lines.

One rule a line is left, for who looks at what was sent.  The sources stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from translated_docs.html import PARTS

# What is kept as it is, what goes, what stands between two signs, and the blanks between two words.
PIECE = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\))"""
    r"|(?:\s|/\*.*?\*/|;(?=\s*}))*(?P<sign>[{};,])(?:\s|/\*.*?\*/)*"
    r"|(?P<colon>:)\s+"
    r"|(?P<blanks>(?:\s|/\*.*?\*/)+)",
    re.DOTALL,
)


def piece(found: re.Match[str]) -> str:
    """Return what stands for a piece of a style sheet."""
    sign = found["sign"] or found["colon"]
    return found["kept"] or ("}\n" if sign == "}" else sign) or (" " if found["blanks"] else "")


def compact(sheet: str) -> str:
    """Return a style sheet that says the same in fewer letters."""
    return PIECE.sub(piece, sheet).strip() + "\n"


def sheets(folders: Iterable[Path]) -> set[str]:
    """Return the names that the style sheets of some folders have on the site."""
    return {path.name.removesuffix(".jinja") for folder in folders for path in folder.glob("*.css*")}


def compact_styles(app: Sphinx) -> None:
    """Write our own sheets anew; those of a guide and of its theme are sent as they are."""
    ours = PARTS["html_static_path"]
    others = [Path(app.confdir, folder) for folder in app.config.html_static_path if folder not in ours]
    for name in sheets(map(Path, ours)) - sheets(others):
        path = Path(app.outdir, "_static", name)
        path.write_text(compact(path.read_text(encoding="utf-8")), encoding="utf-8")


class BeforeTheFirstPage:
    """Compacts the sheets once a build: when Sphinx has copied them, and has not yet put their checksums into a page.

    The first page is written before others are in processes of their own.
    """

    def __init__(self) -> None:
        self.is_due = False

    def begin(self, _app: Sphinx, builder: Builder) -> None:
        self.is_due = builder.name == "html"

    def end(self, app: Sphinx, *_page: object) -> None:
        if self.is_due:
            self.is_due = False
            compact_styles(app)


def setup(app: Sphinx) -> dict[str, bool]:
    before = BeforeTheFirstPage()
    app.connect("write-started", before.begin)
    app.connect("html-page-context", before.end)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
