"""The EPUB."""

from __future__ import annotations

EXTENSIONS = (
    "builder",
)


def setup(app):
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
