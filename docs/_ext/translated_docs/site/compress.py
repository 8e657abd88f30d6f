"""Compressed copies beside the files of a site, so that no server compresses them again and again."""

from __future__ import annotations

import os
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
    for place, _folders, names in os.walk(folder):
        for name in names:
            file, copy = os.path.join(place, name), os.path.join(place, f"{name}.gz")
            if os.path.splitext(name)[1] not in SUFFIXES or not os.path.isfile(file):
                continue
            if not os.path.exists(copy) or os.stat(copy).st_mtime_ns <= os.stat(file).st_mtime_ns:
                Path(copy).unlink(missing_ok=True)  # it may be a link to what is published
                Path(copy).write_bytes(gzipped(Path(file).read_bytes()))
