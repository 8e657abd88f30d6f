"""Compressed copies beside the files of a site, so that no server compresses them again and again."""

from __future__ import annotations

import zlib
from pathlib import Path

# The rest (PDF, EPUB) is compressed already.
SUFFIXES = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
# Of no time and no system (RFC 1952, section 2.3.1). Python's and zlib's own differ from version to version.
HEADER = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"


def gzipped(content: bytes) -> bytes:
    """Return a gzip file of some content that depends on nothing else, but for whose zlib compresses it."""
    return HEADER + zlib.compress(content, level=9, wbits=31)[len(HEADER) :]  # 31: with a header and a checksum


def compress(folder: Path) -> None:
    """Put a compressed copy beside each file of text that has none, or an older one."""
    for file in folder.rglob("*"):
        copy = file.with_name(f"{file.name}.gz")
        if file.suffix not in SUFFIXES or not file.is_file():
            continue
        if not copy.exists() or copy.stat().st_mtime_ns <= file.stat().st_mtime_ns:
            copy.unlink(missing_ok=True)  # it may be a link to what is published
            copy.write_bytes(gzipped(file.read_bytes()))
