"""Set a book's Typst source as PDF: here, or in a process that has set its last edition already.

Typst remembers what it has set for as long as its process lives, and sets a book in which a
line has changed in a third of the time.  Such a process can be begun while this one imports
Sphinx, on a core that is idle then; for its sake nothing of Sphinx is imported here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timezone
from functools import lru_cache
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path

import typst

# The packages that hold the fonts.
FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold", "justmytype_intl_rtl")
# In the folder that the book goes into.
SOURCE = Path("book", "book.typ")
# Of a longer source the last edition would not be set before the next one is there to be set.
LONGEST_AHEAD = 115_000  # bytes, without its notes

processes = multiprocessing.get_context("fork")
# By folder, the way to the process that has set the last edition of a book.
ahead: dict[Path, Connection] = {}


def font_folders() -> list[Path]:
    """Return the folders that hold the fonts of all books."""
    return [Path(find_spec(package).origin).parent for package in FONTS]


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts of all books: read once, for as many as this process sets."""
    return typst.Fonts(include_system_fonts=False, font_paths=font_folders())


def compiler(folder: Path) -> typst.Compiler:
    """Return what sets the source in a folder."""
    source = folder / SOURCE
    return typst.Compiler(source, root=source.parent, font_paths=fonts())


def set_here(folder: Path, name: str, released: date) -> list[str]:
    """Set the book of a folder as PDF/UA-1, dated the midnight of its release; return the faults, warnings too."""
    source, midnight = folder / SOURCE, datetime.combine(released, time(), timezone.utc)
    try:
        _content, warnings = compiler(folder).compile_with_warnings(
            output=folder / name, format="pdf", pdf_standards="ua-1", timestamp=midnight
        )
    except typst.TypstError as error:
        first_fault = error.diagnostic.split("\n\n")[0]
        return [f"{source}: {error.message}\n{first_fault}"]
    return [f"{source}: {warning.diagnostic}" for warning in warnings]


def remember(folder: Path) -> None:
    """Lay out the pages of the edition that is there, whatever its faults, and write nothing."""
    with suppress(RuntimeError):
        compiler(folder).query("<nobody-asks-for-it>")  # there is no call that only lays out


def set_when_asked(connection: Connection, folder: Path) -> None:
    """Remember the edition that is there; then set the next one, when asked."""
    while ahead:  # nobody is left to ask when all of these ends are closed
        ahead.popitem()[1].close()
    os.nice(10)  # what it is set for comes first
    os.environ["RAYON_NUM_THREADS"] = "1"  # of Typst; the other cores are not idle
    remember(folder)
    with suppress(EOFError, OSError):  # of a full disk, say: who has asked tries too, and says so
        connection.send(set_here(*connection.recv()))


def set_ahead(folders: Iterable[Path]) -> None:
    """Begin a process for each book that is there and not too long; it ends with this one at the latest.

    To be called before Typst has set anything here: its threads are not forked.
    """
    for folder in folders:
        source = folder / SOURCE
        if source.exists() and source.stat().st_size <= LONGEST_AHEAD:
            ahead[folder], end = processes.Pipe()
            processes.Process(target=set_when_asked, args=(end, folder), daemon=True).start()
            end.close()


def set_book(folder: Path, name: str, released: date) -> list[str]:
    """Do what `set_here` does, in the process that has set the last edition if there is one."""
    if folder in ahead:
        with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # somebody has killed it
            ahead[folder].send((folder, name, released))
            return ahead[folder].recv()
    return set_here(folder, name, released)
