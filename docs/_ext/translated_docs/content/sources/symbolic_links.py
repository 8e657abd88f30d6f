"""Symbolic links among the sources, those that may not be followed; and pipes, which would be read forever.

What a link leads to is published as if it were part of the project, whatever file of the
machine that builds it is.  A link from one file below ``docs`` to another is the exception:
what it leads to is published anyway, under its own name.

Nothing of Sphinx is imported here: whoever reads a source without Sphinx can ask as well.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from translated_docs.catalogs.diagnostics import FileError
from translated_docs.paths import NOT_SOURCES
from translated_docs.settings import catalogs_folder, source_folder

# What Emacs begins the name of the link with that says who is editing a file; it leads nowhere.
# https://www.gnu.org/software/emacs/manual/html_node/emacs/Interlocking.html
LOCK = ".#"


def links_below(folder: Path, apart: Collection[str] = ()) -> Iterator[Path]:
    """Yield all below a folder that is neither file nor folder: links, and pipes, devices and sockets.

    Folders that a link leads to, and those that are ``apart`` by name, are not looked into.
    """
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if place != str(folder) or name not in apart)
        paths = (os.path.join(place, name) for name in sorted([*folders, *files]))
        yield from (Path(path) for path in paths if stat.S_IFMT(os.lstat(path).st_mode) not in (stat.S_IFREG, stat.S_IFDIR))


def link_error(link: Path, top: Path) -> str | None:
    """Return what is wrong with a link, if anything; it may lead to a file below ``top``."""
    if not link.is_symlink():
        return "is neither a file nor a folder; take it out"
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a RuntimeError, until Python 3.13, for links in a circle
        if link.name.startswith(LOCK):
            return None
        return "is a link that leads nowhere; put the file itself there, or take the link out"
    if link == top or not target.is_relative_to(top.resolve()):
        return f"is a link that leads out of {top.name}; put the file itself there"
    if target.is_dir():
        return "is a link to a folder, whose files would be published twice; put a folder of its own there"
    return None


def link_errors(root: Path, static_paths: Iterable[str] = ()) -> list[FileError]:
    """Return what is wrong with each link among the sources that is not to be followed.

    ``static_paths`` is Sphinx's ``html_static_path``: folders and files, which may be outside of the sources.
    """
    errors, tops = [], [source_folder(root), catalogs_folder(root)]
    for path in (Path(os.path.normpath(root / name)) for name in static_paths):
        if not any(path.is_relative_to(top) for top in tops):
            tops.append(path)
    for top in tops:
        links = [top] if top.is_symlink() else links_below(top, NOT_SOURCES if top == root else ()) if top.is_dir() else ()
        errors += [FileError(link, 1, error) for link in links if (error := link_error(link, top))]
    return errors
