"""Compressed copies beside the files of a site, so that no server compresses them again and again."""

from __future__ import annotations

import gzip
from pathlib import Path

# The rest (PDF, EPUB) is compressed already.
SUFFIXES = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}


def compress(folder: Path) -> None:
    """Put a compressed copy beside each file of text that has none, or an older one.

    The bytes depend on the file alone (and on Python's zlib), not on the time.
    """
    for file in folder.rglob("*"):
        copy = file.with_name(f"{file.name}.gz")
        if file.suffix not in SUFFIXES or not file.is_file():
            continue
        if not copy.exists() or copy.stat().st_mtime_ns <= file.stat().st_mtime_ns:
            copy.unlink(missing_ok=True)  # it may be a link to what is published
            copy.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
