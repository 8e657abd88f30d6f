"""Read a catalog: its entries by polib, and all that is wrong with the file.

What a gettext tool skips or mends without a word is named here: one line with the file,
the line and the remedy.  The bytes of a file are read once, and all that is asked of a
catalog is asked of what was parsed from them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import polib

from translated_docs.catalogs.catalog_paths import language_of
from translated_docs.catalogs.diagnostics import Error, FileError
from translated_docs.catalogs.entries import Key, key, state, translation
from translated_docs.catalogs.po_encoding import decoded, without_traces_of_windows
from translated_docs.catalogs.po_lines import GET_BACK, MOST_ERRORS, Text, line_errors
from translated_docs.settings import catalogs_folder, conf
from translated_docs.utf8 import LineError

MOST_BYTES = 4_000_000  # the largest here has 30 KB


def has_symbolic_link(path: Path) -> bool:
    """Say whether a catalog, or a folder between it and that of all catalogs, is a link."""
    top = catalogs_folder().name
    below = path.parents[: next((n for n, parent in enumerate(path.parents) if parent.name == top), 0)]
    return any(part.is_symlink() for part in (path, *below))


def read(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a catalog, or why there are none to read: one of the two is empty."""
    if has_symbolic_link(path):
        # Its errors would quote any file of the machine that it leads to.
        return b"", "is a link, or in a folder that is one; put the catalog itself there"
    if path.is_dir():
        return b"", "is a folder; take '.po' out of its name, and put a catalog in its place"
    if not path.exists():
        return b"", "is not there; run 'make catalogs', which begins it, or correct the name"
    if not path.is_file():
        return b"", "is no file; put a catalog in its place"
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return b"", f"can't be read ({error.strerror}); give the file rights to be read"
    if not content:
        return b"", f"is empty; {GET_BACK}"
    if len(content) > MOST_BYTES:
        return b"", f"is larger than {MOST_BYTES // 10**6} MB; a catalog holds one page"
    return content, ""


def is_same(said: str, language: str) -> bool:
    """Say whether two codes that differ mean one language; most do not differ, and need no CLDR.

    Crowdin and others name a territory, "ar_SA" for "ar": that is the same where the guide has no such language apart.
    """
    from translated_docs.catalogs.languages import is_variety, same_language

    is_listed = any(same_language(said, listed) for listed in conf.languages)
    return same_language(said, language) or is_variety(said, language) and not is_listed


def message_errors(catalog: polib.POFile, language: str | None) -> Iterator[Error]:
    """Yield each entry that stands twice, and a header for another language."""
    said = catalog.metadata.get("Language")
    if said and language and said.replace("-", "_") != language.replace("-", "_") and not is_same(said, language):
        yield 1, (
            f"the header says Language: {said}, but the file is one of {language!r}; put it into "
            f"the right folder, or write Language: {language}"
        )
    for first, entry in of_one_message(catalog):
        if differ(first, entry):
            yield entry.linenum, f"the same msgid as on line {first.linenum}; keep the better translation, delete the other entry"


def of_one_message(catalog: polib.POFile) -> Iterator[tuple[polib.POEntry, polib.POEntry]]:
    """Yield each entry whose msgid an entry before it has, behind that."""
    firsts: dict[Key, polib.POEntry] = {}
    for entry in catalog:
        if not entry.obsolete and (first := firsts.setdefault(key(entry), entry)) is not entry:
            yield first, entry


def differ(first: polib.POEntry, entry: polib.POEntry) -> bool:
    """Say whether a translator has written other words in one of two entries of a message: places are the program's."""
    words, others = ((translation(each), each.fuzzy, each.tcomment) for each in (first, entry))
    return words != others


def repeated(content: bytes) -> list[Error]:
    """Return what to say of entries that say what those before them say.

    Branches that Git has merged leave them, and `sphinx-intl update`. Nothing is lost with them: they are read as one.
    """
    msgids = re.findall(rb'^msgid .*(?:\r?\n".*)*', content, re.MULTILINE)
    if len(set(msgids)) == len(msgids):
        return []
    catalog = polib.pofile(Text(decoded(without_traces_of_windows(content))), encoding="utf-8")
    same = [(first, entry) for first, entry in of_one_message(catalog) if not differ(first, entry)]
    return [(entry.linenum, f"the same entry as on line {first.linenum}; run 'make catalogs', which takes it out") for first, entry in same]


@lru_cache(maxsize=64)  # several callers read the same file
def parse(path: Path, content: bytes) -> tuple[polib.POFile | None, list[Error]]:
    """Return a catalog, to be read only, of the bytes that were read, or None and all that is wrong with them."""
    try:
        text = decoded(content)
    except LineError as error:
        return None, [(error.line, str(error))]
    if errors := line_errors(text)[0]:
        return None, errors
    try:
        catalog = polib.pofile(Text(text), encoding="utf-8")
    except (OSError, ValueError) as error:
        place = re.search(r"line (\d+)", str(error))
        return None, [(int(place[1]) if place else 1, f"does not parse ({error}); compare it with its neighbours")]
    errors = list(message_errors(catalog, language_of(path)))[:MOST_ERRORS]
    catalog[:] = one_of_each(catalog)
    return (None, errors) if errors else (catalog, [])


def one_of_each(catalog: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Return the entries of a catalog, of those with the same msgid the first that is translated."""
    kept: dict[Any, polib.POEntry] = {}
    for entry in catalog:
        name = id(entry) if entry.obsolete else key(entry)
        if name not in kept or (state(entry) == "translated" != state(kept[name])):
            kept[name] = entry
    return list(kept.values())


def parse_entries(path: Path, content: bytes) -> tuple[polib.POFile | None, list[Error]]:
    """Return a catalog, to be read only, and all that is wrong with it; None for one that costs its pages.

    What is wrong with an entry costs that entry, and what an editor on Windows leaves costs nothing.
    """
    content = without_traces_of_windows(content)
    catalog, errors = parse(path, content)
    if catalog is not None:
        return catalog, errors
    try:
        of_lines, lines, unread = line_errors(decoded(content))
        rest = polib.pofile(Text("\n".join(lines)), encoding="utf-8")
    except (LineError, OSError, ValueError):
        return None, errors
    of_messages = list(message_errors(rest, language_of(path)))
    if len(of_lines) >= MOST_ERRORS or not rest.metadata or not rest or any(line == 1 for line, _words in of_messages):
        return None, errors
    rest[:] = one_of_each([*rest, *unread])
    return rest, sorted({*errors, *of_messages})[:MOST_ERRORS]


def load(path: Path) -> tuple[polib.POFile | None, str | None]:
    """Return the catalog at ``path``, to be read only, and what is wrong with it, a line ``file:line: …`` each.

    One of the two is None: a catalog is whole, or not read at all.
    """
    content, error = read(path)
    catalog, errors = (None, [(1, error)]) if error else parse(path, content)
    return catalog, "\n".join(str(FileError(path, *error)) for error in errors) or None


