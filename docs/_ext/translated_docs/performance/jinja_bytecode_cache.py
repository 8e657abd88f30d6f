"""Keep what Jinja makes of the templates, so that only the first build has to make it.

It is a third of the time that writing the pages of a small site takes.  Jinja sees by itself when a
template has changed (https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache).
"""

from __future__ import annotations

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx

from translated_docs.paths import BUILD

FOLDER = BUILD / "templates"


def bytecode_cache() -> FileSystemBytecodeCache:
    """Return the folder for what is made of templates, one for all languages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(FOLDER))


def set_bytecode_cache(app: Sphinx) -> None:
    """Give that folder to a builder that has templates."""
    templates = getattr(app.builder, "templates", None)
    if templates is not None:
        templates.environment.bytecode_cache = bytecode_cache()


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", set_bytecode_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
