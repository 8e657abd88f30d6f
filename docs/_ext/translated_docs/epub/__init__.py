"""The EPUB."""

from __future__ import annotations

from sphinx.application import Sphinx

EXTENSIONS = (
    "builder",
    "cover",
    "valid_markup",
)


def setup(app: Sphinx) -> dict[str, bool]:
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
