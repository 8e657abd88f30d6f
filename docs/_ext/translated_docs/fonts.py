"""The fonts of the book: which packages hold them, and which characters none of them has.

Typst is imported for characters that few fonts have, and Sphinx never.
"""

import json
import re
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from translated_docs.settings import conf, place

if TYPE_CHECKING:
    import typst

# The packages that hold the fonts.
FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold", "manimgx_fonts")
# In this order Typst looks for a character, and then in all the others that the packages hold.
CJK, ALPHABETS, EMOJI = "Noto Sans CJK JP", "Noto Sans", "Noto Emoji"
MONOSPACE = "DejaVu Sans Mono"  # which Typst holds itself
OTHERS = (ALPHABETS, "Noto Sans Symbols", EMOJI, "Noto Sans Arabic", "Noto Sans Hebrew")
# Of these the first family has a few, and marks without places: č would be a c, and its mark anywhere.
BEYOND_LATIN_1 = "\u0100-\u1fff\u20d0-\u20ff"
MARKED_LETTER = r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff][\u0300-\u036f]+"
# What one family has to set whole: a letter with a mark that Unicode has no letter for, and a key.
WHOLE = {MARKED_LETTER: ALPHABETS, r"[0-9#*]\ufe0f?\u20e3": EMOJI}
MANY = 100  # of so many letters one beyond Latin-1: the language has them, and all are of one family
# The scripts (ISO 15924) that they have letters for.
SCRIPTS = {
    "Latn", "Grek", "Cyrl", "Jpan", "Hans", "Hant", "Kore", "Arab", "Hebr", "Armn", "Beng", "Deva", "Ethi", "Geor",
    "Gujr", "Guru", "Khmr", "Knda", "Laoo", "Mlym", "Mymr", "Orya", "Sinh", "Taml", "Telu", "Thai",
}  # fmt: skip
# Of the first two packages: all of these (tests/test_fonts.py).
USUAL = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\xff\u2010-\u2016\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2025\u2026\u203b"
    "\u2190-\u2193\u21d2\u21d4\u2460-\u2473\u25a0\u25a1\u25b2\u25b3\u25bc\u25bd\u25c6\u25c7\u25cb\u25ce\u25cf\u2605\u2606"
    "\u3000-\u301f\u3041-\u3096\u3099-\u30ff\u4e00-\u9fef\uff01-\uff5e]*"
)

# Packages for scripts that these have not, as font_packages has them: nobody else need install them.
MORE = {"Tfng": "matplotlib, as matplotlib/mpl-data/fonts/ttf"}

# What to do about a character that no font has.
REMEDY = (
    "write it in other characters, describe it in words, or name a package that has a font of it in font_packages of conf.py"
)

LONGEST = 16  # code points that one character is looked at by; the longest emoji has ten

known: dict[str, bool] = {}  # by cluster: whether a font has it


def families(text: str, is_east_asian: bool) -> list[str | dict[str, str]]:
    """Return the families for a text, as Typst's ``text`` takes them (but for the regular expression, a string)."""
    beyond = len(re.findall(f"[{BEYOND_LATIN_1}]", text))
    if not beyond:
        return [CJK, *OTHERS]
    if not is_east_asian and beyond * MANY > len(text):
        return [*OTHERS, CJK]
    return [{"name": CJK, "covers": f"[^{BEYOND_LATIN_1}]"}, *OTHERS]


def set_whole(text: str) -> list[list[str]]:
    """Return expression and family for what one family has to set whole, as far as the text has any."""
    return [[expression, family] for expression, family in WHOLE.items() if re.search(expression, text)]


def font_folder(name: str) -> Path:
    """Return the folder of an installed package, or one in it: ``package`` or ``package/folder``.

    Raises SystemExit if there is none.
    """
    package, _mark, below = name.partition("/")
    found = None
    with suppress(ImportError, ValueError):  # of a name with a dot
        found = find_spec(package)
    folder = Path(found.origin).parent / below if found and found.origin else None
    if folder is None or not folder.is_dir():
        sys.exit(f"{place('font_packages')}: font_packages names {name!r}, which is not installed; name its package in extension_requirements")
    return folder


def font_folders() -> list[Path]:
    """Return the folders that hold the fonts of all books; raises SystemExit if one is not installed."""
    return [font_folder(name) for name in [*FONTS, *conf.font_packages]]


def without_letters(script: str) -> str | None:
    """Return what to do before a language of a script (ISO 15924) can have a book; None if it can."""
    if script in SCRIPTS or conf.font_packages:
        return None
    known = f" ({MORE[script]})" if script in MORE else ""
    return f"name a package that has a font of it{known} in extension_requirements of conf.py, and in font_packages"


@lru_cache(maxsize=1)
def fonts() -> "typst.Fonts":
    """Return the fonts of all books: read once, for as many as this process sets."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=font_folders())


def read_letters() -> None:
    """Let Typst read the letters of most books once, for all processes that are forked from this one.

    It reads a font when it first sets a letter of it. What it sets as HTML it sets without threads, which no forked process has.
    """
    import typst

    words = f"#html.frame[#set text(font: {json.dumps(CJK)})\n字*字*]"
    typst.Compiler(words.encode(), font_paths=fonts()).compile(format="html")


def clusters(text: str) -> set[str]:
    """Return what a reader takes for one character each (https://www.unicode.org/reports/tr29/), but for the usual."""
    import regex

    return {cluster[:LONGEST] for cluster in regex.findall(r"\X", text) if not USUAL.fullmatch(cluster)}


def missing_lines(lines: list[str]) -> set[int]:
    """Return the numbers, from 0 on, of those lines that have a character that no font has: Typst says so itself."""
    import typst

    written = ['#"' + "".join("\\u{%x}" % ord(character) for character in line) + '"' for line in lines]
    head = f'#set document(title: "-"); #set text(font: {json.dumps([CJK, *OTHERS])[1:-1].join("()")})'
    source = "\n\n".join([head, *written])
    try:
        typst.Compiler(source.encode(), font_paths=fonts()).compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        places = re.findall(r"could not be displayed.*\n.*\.typ:(\d+):", error.diagnostic)
        return {(int(place) - 3) // 2 for place in places}
    return set()


def missing_characters(text: str) -> list[str]:
    """Return the characters of a text that no font of the book has, in a fixed order.

    Letters of a language's own and emoji are there, see SCRIPTS; most texts hold none that need be asked for.
    """
    if USUAL.fullmatch(text):
        return []
    found = clusters(text)
    asked = sorted(found - known.keys())
    if asked:
        missing = missing_lines(asked)
        known.update((cluster, number not in missing) for number, cluster in enumerate(asked))
    return sorted(cluster for cluster in found if not known[cluster])
