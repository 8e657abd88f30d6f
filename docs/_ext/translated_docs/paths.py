"""Where the project's own folders are, what in them is nobody's page or catalog, and how a file is written there."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[2]
BUILD = ROOT / "build"
# What is built or installed at the top of a project, where the pages may lie too.
NOT_SOURCES = ("build", ".venv", ".git")

DRAWINGS = "drawings"  # the folder of an output with the figures that are drawn here, as files of their own


def is_hidden(path: PurePath) -> bool:
    """Say whether a relative path goes through a name with a dot before it: one of an editor, a system or a tool."""
    return any(part.startswith(".") for part in path.parts)


def visible_files(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder but for hidden ones, which are an editor's, what is built, and what lies beside the machinery."""
    apart = {PACKAGE.parent, BUILD}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if Path(place, name) not in apart and not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))


def write_at_once(file: Path, content: bytes) -> None:
    """Write a file, in a folder that is made if need be, atomically: a build may be killed, and others may read or write it too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(file)
