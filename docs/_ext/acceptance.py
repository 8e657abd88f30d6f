"""Let through only the translations that may be used: a catalog is data, and from strangers.

Each catalog in ``locale/`` is read, and what it may say goes into ``build/catalogs/``,
where Sphinx looks (``locale_dirs``).  A translation that is refused is named with file,
line and remedy, and the source's words stand in its place.

Nothing of Sphinx is imported here: one process can accept catalogs while another imports it.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import polib

from catalogs import INTERFACE, Progress, catalog_files, load, progress
from message_rules import Markup, refusals

# Beside each copy: all entries of the catalog, to be spared parsing it again for each use.
ENTRIES = ".entries"


def as_used(entry: polib.POEntry, domain: str) -> str:
    """Return the translation as Sphinx is to have it.

    Sphinx warns of links and footnotes that stand in another order than in the source,
    as if they were others.  Its mark "#noqa" says here that they have been compared.
    """
    markup = Markup.of(entry.msgstr).found
    reorderable = domain != INTERFACE and any(kind != "block" for kind, _target in markup)
    if reorderable and entry.msgid != entry.msgstr and markup == Markup.of(entry.msgid).found:
        return f"{entry.msgstr} #noqa"
    return entry.msgstr


def accepted(catalog: polib.POFile, domain: str) -> tuple[polib.POFile, list[tuple[int, str]]]:
    """Return what of a catalog may be used, and line and fault of what may not."""
    usable, faults = polib.POFile(wrapwidth=0), []
    usable.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for entry in catalog:
        if entry.obsolete or entry.fuzzy or not entry.msgstr.strip():
            continue
        refused = refusals(entry.msgid, entry.msgstr, domain)
        faults += [(entry.linenum, str(fault)) for fault in refused]
        if not refused:
            usable.append(polib.POEntry(msgid=entry.msgid, msgstr=as_used(entry, domain)))
    return usable, faults


def folder_of_copies(root: Path, language: str) -> Path:
    return root / "build" / "catalogs" / language / "LC_MESSAGES"


def entries_of_page(root: Path, language: str, docname: str) -> list[polib.POEntry] | None:
    """Return the entries of a page's catalog as it was read to be accepted; None if it has no catalog."""
    path = folder_of_copies(root, language) / f"{docname}{ENTRIES}"
    return pickle.loads(path.read_bytes()) if path.exists() else None


def is_current(copy: Path, path: Path) -> bool:
    return copy.exists() and copy.stat().st_mtime_ns == path.stat().st_mtime_ns


def accept(path: Path, copy: Path, domain: str) -> list[str]:
    """Bring the copy that Sphinx reads up to date; return the faults, ``file:line: …`` each.

    A catalog that can't be read leaves no copy.  The copy bears the time of its source;
    one with faults bears none, so that they are named in every build until they are mended.
    """
    if is_current(copy, path):
        return []
    catalog, fault = load(path)
    if fault:
        copy.unlink(missing_ok=True)
        return [fault]
    usable, faults = accepted(catalog, domain)
    copy.parent.mkdir(parents=True, exist_ok=True)
    usable.save(str(copy))
    usable.save_as_mofile(str(copy.with_suffix(".mo")))
    copy.with_suffix(ENTRIES).write_bytes(pickle.dumps(list(catalog)))
    time = 0 if faults else path.stat().st_mtime_ns
    os.utime(copy, ns=(time, time))
    return [f"{path}:{line}: {fault}" for line, fault in faults]


def accept_catalogs(root: Path, language: str) -> tuple[list[str], list[str]]:
    """Bring all copies of a language up to date.

    Returns the faults of files that can't be read, and those of single messages.  To be
    called before Sphinx starts, which reads the interface's words first of all.
    """
    folder = folder_of_copies(root, language)
    files = catalog_files(root, language)
    for copy in folder.rglob("*.po"):
        if copy.relative_to(folder).with_suffix("").as_posix() not in files:
            copy.unlink()
            for beside in (".mo", ENTRIES):
                copy.with_suffix(beside).unlink(missing_ok=True)
    unreadable, refused = [], []
    for domain, path in files.items():
        copy = folder / f"{domain}.po"
        faults = accept(path, copy, domain)
        (refused if copy.exists() else unreadable).extend(faults)
    return unreadable, refused


def translated_share(root: Path, language: str) -> int:
    """Return how much of a language is translated, in whole per cent, rounded down."""
    accept_catalogs(root, language)
    entries = [pickle.loads(path.read_bytes()) for path in folder_of_copies(root, language).rglob(f"*{ENTRIES}")]
    return sum(map(progress, entries), Progress()).percent
