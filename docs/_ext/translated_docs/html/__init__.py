"""What every page of the site needs beside its words."""

from __future__ import annotations

EXTENSIONS = (
    "navigation",
    "incremental",
    "alternates",
    "downloads",
    "manifest",
    "opengraph",
    "last_updated",
    "copy_button",
    "pruned_assets",
)


def setup(app):
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
