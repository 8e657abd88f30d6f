"""The names of the pictures of an EPUB: each has the small suffix of what it is, which says its media type in the package.

Many a PNG is called ``.jpg``, which no browser minds, and an EPUB is not valid for.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from sphinx.builders._epub_base import MEDIA_TYPES

# How they begin (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern), by the suffix of their kind.
BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n"), ".jpg": re.compile(rb"\xff\xd8\xff"), ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}  # fmt: skip


def own_suffix(file: Path) -> str:
    """Return the suffix of a picture by what is in it, or, if that is nothing known, its own."""
    suffix = file.suffix.lower()
    try:
        with file.open("rb") as opened:
            beginning = opened.read(12)
    except OSError:  # Sphinx names it
        return suffix
    found = next((own for own, pattern in BEGINNINGS.items() if pattern.match(beginning)), suffix)
    return suffix if MEDIA_TYPES.get(suffix) == MEDIA_TYPES.get(found) else found


def own_names(images: Mapping[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each picture, by its path below a folder, with the name that it has in the EPUB; ``images`` has that of the site.

    What it is stands behind the suffix that it has: so no two of them have one name.
    """
    for file, name in images.items():
        path = PurePosixPath(name)
        as_called, own = path.suffix.lower(), own_suffix(folder / file)
        yield file, str(path.with_suffix(as_called if own == as_called else f"{as_called}{own}"))
