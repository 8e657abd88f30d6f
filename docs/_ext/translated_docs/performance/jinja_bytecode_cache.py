"""Keep what Jinja makes of the templates, so that only the first build has to make it.

It is a third of the time that writing the pages of a small site takes.  Jinja sees by itself when a
template has changed (https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache).
"""

from __future__ import annotations

from jinja2 import FileSystemBytecodeCache

from translated_docs.paths import BUILD

KEPT = BUILD / "templates"


def kept_templates() -> FileSystemBytecodeCache:
    """Return the folder for what is made of templates, one for all languages."""
    KEPT.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(KEPT))


def keep_templates(app) -> None:
    """Give that folder to a builder that has templates."""
    templates = getattr(app.builder, "templates", None)
    if templates is not None:
        templates.environment.bytecode_cache = kept_templates()


def setup(app):
    app.connect("builder-inited", keep_templates)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
