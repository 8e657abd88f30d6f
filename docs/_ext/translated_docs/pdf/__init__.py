"""The book: Typst source from doctrees, for one language or two, and its compilation."""

from __future__ import annotations

EXTENSIONS = (
    "builder",
    "bilingual",
)


def setup(app):
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
