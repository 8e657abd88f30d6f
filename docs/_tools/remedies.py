"""What to do about the warnings that Sphinx and MyST give."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TextIO

# By the type that Sphinx prints in brackets at the end of a warning.
REMEDIES = {
    "image.not_readable": "add the picture, or correct its path",
    "myst.role_unknown": "correct the role's name, or remove the role",
    "myst.directive_unknown": "correct the directive's name",
    "myst.xref_missing": "correct the label, or add '(label)=' above the heading it should lead to",
    "myst.header": "begin with '#' and go down one level at a time",
    "ref.footnote": "refer to the footnote with [^name], or remove it",
    "toc.not_readable": "add the page, or take it out of the toctree",
    "toc.not_included": "put the page into a toctree",
}
ANSI = re.compile(r"\x1b\[[0-9;]*m")
TYPE = re.compile(r"\[([\w.]+)\]\s*$")
# Sphinx 9.0 names the type of a warning twice if the page was read or written in another process.
TYPE_TWICE = re.compile(r"( \[[\w.]+\])\1\s*$")


class Warnings:
    """A stream for Sphinx's warnings: one line each, with the remedy at its end.

    Paths are printed relative to ``root``, so that an editor can follow them.
    """

    def __init__(self, root: Path, stream: TextIO = sys.stderr) -> None:
        self.prefix = f"{root}/"
        self.stream = stream

    def write(self, text: str) -> None:
        for line in ANSI.sub("", text).replace(self.prefix, "").splitlines():
            if not line.strip():
                continue
            line = TYPE_TWICE.sub(r"\1", line)
            kind = TYPE.search(line)
            remedy = REMEDIES.get(kind[1]) if kind else None
            print(f"{line}; {remedy}" if remedy else line, file=self.stream)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return False


def cannot_write(error: OSError) -> str:
    """Return what to do when the disk is full, or a file is not ours to write."""
    file, why = error.filename, error.strerror or error
    if isinstance(error, shutil.Error):  # a list, one entry a file that could not be copied
        file, _copy, why = error.args[0][0]
    return f"{file or 'build'}: can't be written ({why}); make room, or give it the rights"
