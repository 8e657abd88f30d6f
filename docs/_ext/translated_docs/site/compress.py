"""Compressed copies beside the files of a site, so that no server compresses them again and again."""

import os
from pathlib import Path

import deflate

# The rest (PDF, EPUB) is compressed already.
SUFFIXES = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
# Of 12; 9 finds nothing more, and 10 takes three times as long for a thirtieth of the bytes, which 11 and 12 have too. That
# is for the index of the search, which a phone loads whole.
LEVEL, LEVELS = 8, {".json": 10}


def compress(folder: Path) -> None:
    """Put a compressed copy beside each file of text that has none, or an older one."""
    for place, _folders, names in os.walk(folder):
        for name in names:
            file, copy = os.path.join(place, name), os.path.join(place, f"{name}.gz")
            suffix = os.path.splitext(name)[1]
            if suffix not in SUFFIXES or not os.path.isfile(file):
                continue
            if not os.path.exists(copy) or os.stat(copy).st_mtime_ns <= os.stat(file).st_mtime_ns:
                Path(copy).unlink(missing_ok=True)  # it may be a link to what is published
                Path(copy).write_bytes(deflate.gzip_compress(Path(file).read_bytes(), LEVELS.get(suffix, LEVEL)))
