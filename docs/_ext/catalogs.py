"""Read catalogs: where they lie, what is wrong with one, how much of it is translated.

What a gettext tool skips or mends without a word is named here: one line with the file,
the line and the remedy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib

CATALOGS = "locale"  # the folder, in the repository
INTERFACE = "sphinx"  # the domain of the words of templates and extensions
# Every line of a catalog, by
# https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html: a comment, or a
# quoted string, with or without a keyword before it.
LINE = re.compile(
    r"""\s* (?: \#.* | (?: (?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) \s+ )?
    "(?:[^"\\]|\\.)*" \s* )? $""",
    re.VERBOSE,
)
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
MOST_BYTES = 10_000_000  # our longest has a fiftieth of a megabyte
MENDED = "run 'make catalogs', which mends it"


def catalog_path(root: Path, language: str, domain: str) -> Path:
    """Return where the catalog of a domain (a page, or the interface) lies."""
    return root / CATALOGS / language / "LC_MESSAGES" / f"{domain}.po"


def catalog_files(root: Path, language: str) -> dict[str, Path]:
    """Return the catalogs of a language by their domain."""
    folder = root / CATALOGS / language / "LC_MESSAGES"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.rglob("*.po"))
    }


# -- What is wrong with a file --------------------------------------------------


def encoding_fault(content: bytes) -> tuple[int, str] | None:
    if content.startswith(b"\xef\xbb\xbf"):
        return 1, f"begins with a byte-order mark; {MENDED}"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return line, "not UTF-8; save the file again with the encoding UTF-8"
    if "\r" in text:
        line = text.split("\r")[0].count("\n") + 1
        return line, f"lines end as on Windows (CR LF); {MENDED}"
    return None


def line_fault(text: str) -> tuple[int, str] | None:
    """Return the first line that is none of a catalog, or a message that is cut off."""
    last = (0, "")
    for number, line in enumerate(text.split("\n"), 1):
        if CONFLICT.match(line):
            return number, (
                "a conflict that Git left; keep one of the two versions, and delete the lines "
                "that begin with <<<<<<<, ======= and >>>>>>>"
            )
        match = LINE.match(line)
        if not match:
            return number, (
                f"not a line of a catalog: {line.strip()!r}; close its quotation mark, or take "
                "out what does not belong there"
            )
        keyword = (match["keyword"] or "").partition("[")[0]
        if keyword in ("msgid", "msgctxt") and last[1] == "msgid":
            return last[0], "this msgid has no msgstr; add the line msgstr \"\" below it"
        if keyword:
            last = number, keyword
    if last[1] == "msgid":
        return last[0], "the file ends after this msgid; add the line msgstr \"\", or get the rest of the file back"
    return None


def language_of(path: Path) -> str | None:
    """Return the language of a catalog by its folder."""
    folder = path.parent
    while folder.name and folder.name != "LC_MESSAGES":
        folder = folder.parent
    return folder.parent.name or None


def entry_fault(catalog: polib.POFile, language: str | None) -> tuple[int, str] | None:
    """Return an entry that stands twice, or a header for another language."""
    first: dict[tuple[str, str | None], int] = {}
    for entry in catalog:
        key = entry.msgid, entry.msgctxt
        if not entry.obsolete and key in first:
            return entry.linenum, (
                f"the same msgid as on line {first[key]}; keep the better translation, delete the other entry"
            )
        if not entry.obsolete:
            first[key] = entry.linenum
    said = catalog.metadata.get("Language")
    if said and language and said.replace("-", "_") != language.replace("-", "_"):
        return 1, (
            f"the header says Language: {said}, but the file is one of {language!r}; put it into "
            f"the right folder, or write Language: {language}"
        )
    return None


def load(path: Path) -> tuple[polib.POFile | None, str | None]:
    """Return the catalog at ``path``, to be read only, and what is wrong with it as ``file:line: …``.

    One of the two is None: a catalog is whole, or not read at all.
    """
    if path.is_symlink():
        # Its faults would be quoted, whatever file of the machine it leads to.
        return None, f"{path}:1: is a link to another file; put the catalog itself there"
    try:
        status = path.stat()
        if status.st_size > MOST_BYTES:
            return None, f"{path}:1: is larger than {MOST_BYTES // 10**6} MB; a catalog holds one page"
        return load_at(path, status.st_mtime_ns)
    except OSError as error:
        return None, f"{path}:1: can't be read ({error.strerror}); give the file rights to be read"


@lru_cache(maxsize=64)  # several ask for the same one; of a large manual, soon after each other
def load_at(path: Path, _modified: int) -> tuple[polib.POFile | None, str | None]:
    """Return what `load` does, of the file as it was when modified.

    Raises OSError if the file can't be read.
    """
    content = path.read_bytes()
    fault = encoding_fault(content) or line_fault(content.decode("utf-8"))
    if not fault:
        try:
            # The file itself: given its text, polib takes U+2028 for the end of a line.
            catalog = polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError) as error:
            place = re.search(r"line (\d+)", str(error))
            fault = int(place[1]) if place else 1, f"does not parse ({error}); compare it with its neighbours"
    fault = fault or entry_fault(catalog, language_of(path))
    return (None, f"{path}:{fault[0]}: {fault[1]}") if fault else (catalog, None)


# -- What is left to do ---------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How far a catalog is: messages by state, and the characters of source left."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    characters_left: int = 0
    first_open: int = 0  # the line of the first entry to do; 0 if there is none

    @property
    def total(self) -> int:
        return self.translated + self.fuzzy + self.untranslated

    @property
    def percent(self) -> int:
        """The share of the messages that is translated, rounded down."""
        return 100 * self.translated // max(self.total, 1)

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
            self.characters_left + other.characters_left,
        )


def state(entry: polib.POEntry) -> str:
    """Return "translated", "fuzzy" or "untranslated"."""
    first = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    if not first.strip():
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "translated"


def progress(catalog: Iterable[polib.POEntry]) -> Progress:
    """Return how much of a catalog is translated."""
    entries = [entry for entry in catalog if not entry.obsolete]
    left = [entry for entry in entries if state(entry) != "translated"]
    return Progress(
        **Counter(map(state, entries)),
        characters_left=sum(len(entry.msgid) for entry in left),
        first_open=left[0].linenum if left else 0,
    )


def progress_by_domain(root: Path, language: str) -> dict[str, Progress]:
    """Return how much of each catalog of a language is translated.

    One that can't be read counts nothing: the build names it.
    """
    return {
        domain: progress(load(path)[0] or ())
        for domain, path in catalog_files(root, language).items()
    }
