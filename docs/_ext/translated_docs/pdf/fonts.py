"""The fonts of the book; ``templates/style.typ`` names them.  Nothing of Sphinx or Typst is imported here."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

# The packages that hold the fonts.
FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold", "justmytype_intl_rtl")
# The scripts (ISO 15924) that they have letters for.
SCRIPTS = {"Latn", "Grek", "Cyrl", "Jpan", "Hans", "Hant", "Kore", "Arab", "Hebr"}


def font_folders() -> list[Path]:
    """Return the folders that hold the fonts of all books."""
    return [Path(find_spec(package).origin).parent for package in FONTS]
