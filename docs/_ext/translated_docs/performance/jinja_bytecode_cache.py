"""Keep what Jinja makes of the templates, so that only the first build has to make it.

It is a third of the time that writing the pages of a small site takes.  Jinja sees by itself when a
template has changed (https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache).  It keeps nothing of
those that are no files to it: style sheets and what else Sphinx fills in as it copies it.
"""

from __future__ import annotations

import hashlib
from functools import partial

from jinja2 import Environment, FileSystemBytecodeCache, Template
from sphinx.application import Sphinx

from translated_docs.paths import BUILD

FOLDER = BUILD / "templates"


def bytecode_cache() -> FileSystemBytecodeCache:
    """Return the folder for what is made of templates, one for all languages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(FOLDER))


def template_from_string(environment: Environment, source: str) -> Template:
    """Do what ``Environment.from_string`` does, with the environment's bytecode cache."""
    cache = environment.bytecode_cache
    bucket = cache.get_bucket(environment, hashlib.sha256(source.encode()).hexdigest(), None, source)
    if bucket.code is None:
        bucket.code = environment.compile(source)
        cache.set_bucket(bucket)
    return environment.template_class.from_code(environment, bucket.code, environment.make_globals(None))


def set_bytecode_cache(app: Sphinx) -> None:
    """Give that folder to a builder that has templates."""
    templates = getattr(app.builder, "templates", None)
    if templates is not None:
        templates.environment.bytecode_cache = bytecode_cache()
        templates.environment.from_string = partial(template_from_string, templates.environment)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", set_bytecode_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
