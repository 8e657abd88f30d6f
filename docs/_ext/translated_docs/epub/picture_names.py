"""The names of the pictures of an EPUB: each has the small suffix of what it is, which says its media type in the package.

Many a PNG is called ``.jpg``, which no browser minds, and an EPUB is not valid for.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from translated_docs.content.constructs.pictures import own_suffix


def own_names(images: Mapping[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each picture, by its path below a folder, with the name that it has in the EPUB; ``images`` has that of the site.

    What it is stands behind the suffix that it has: so no two of them have one name.
    """
    for file, name in images.items():
        path = PurePosixPath(name)
        as_called, own = path.suffix.lower(), own_suffix(folder / file)
        yield file, str(path.with_suffix(as_called if own == as_called else f"{as_called}{own}"))
