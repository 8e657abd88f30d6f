"""Keep what Jinja makes of the templates, so that only the first build has to make it.

It is a third of the time that writing the pages of a small site takes.  Jinja sees by itself when a
template has changed (https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache).
"""

from __future__ import annotations

from jinja2 import FileSystemBytecodeCache


def keep_templates(app) -> None:
    """Give the builders that have templates a folder for what is made of them, one for all languages."""
    templates = getattr(app.builder, "templates", None)
    if templates is None:
        return
    folder = app.confdir / "build" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def setup(app):
    app.connect("builder-inited", keep_templates)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
