"""Compile a book in a process that has compiled its last version already.

Typst remembers what it has laid out for as long as its process lives, and lays out a book in which a
line has changed in a third of the time.  Such a process is started while this one imports Sphinx, on a
core that is idle then.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from translated_docs.pdf import typst_compile
from translated_docs.processes import processes

# Of a longer source the last version would not be laid out before the next one is there.
MAX_SOURCE = 115_000  # bytes, without its notes

# By folder, the connection to the process that has laid out the last version of a book.
ahead: dict[Path, Connection] = {}


def lay_out(folder: Path) -> None:
    """Lay out the pages of the version that is there, whatever its errors, and write nothing."""
    with suppress(RuntimeError):
        typst_compile.compiler_of(folder / typst_compile.SOURCE).query("<no-such-label>")  # there is no call that only lays out


def serve_compilation(connection: Connection, folder: Path) -> None:
    """Remember the version that is there; then set the next one, when asked."""
    while ahead:  # nobody is left to ask when all of these ends are closed
        ahead.popitem()[1].close()
    os.nice(10)  # what it is set for comes first
    os.environ["RAYON_NUM_THREADS"] = "1"  # of Typst; the other cores are not idle
    lay_out(folder)
    with suppress(EOFError, OSError):  # of a full disk, say: who has asked tries too, and says so
        connection.send(typst_compile.compile_with_pictures(*connection.recv()))


def start(folders: Iterable[Path]) -> None:
    """Begin a process for each book that is there and not too long; it ends with this one at the latest.

    To be called before Typst has set anything here: its threads are not forked.
    """
    for folder in folders:
        source = folder / typst_compile.SOURCE
        if source.exists() and source.stat().st_size <= MAX_SOURCE:
            ahead[folder], end = processes.Pipe()
            processes.Process(target=serve_compilation, args=(end, folder), daemon=True).start()
            end.close()


def compile_in_warm_process(folder: Path, name: str, released: date) -> list[str]:
    """Do what `typst_compile.compile_with_pictures` does, in the process that has set the last version if there is one."""
    if folder in ahead:
        with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # somebody has killed it
            ahead[folder].send((folder, name, released))
            return ahead[folder].recv()
    return typst_compile.compile_with_pictures(folder, name, released)
