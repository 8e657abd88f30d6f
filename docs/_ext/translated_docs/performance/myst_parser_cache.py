"""A patch of MyST-Parser 5.2.0; each half can go when ``test_stock_behaviour.py`` says so.

A translated page is put together from hundreds of messages, and for each of them MyST
builds two things anew that are the same each time: docutils' default settings, through
a command-line parser of some seventy options, and its own Markdown parser.  That is
most of the time it takes to read a translation.  Here they are built once and kept.
"""

from __future__ import annotations

import copy
from functools import cache

from docutils.frontend import get_default_settings
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import sphinx_
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.config import Config

built_once = cache(get_default_settings)
last: dict[str, object] = {}


def copied_settings(*components):
    """Return a copy of docutils' default settings for the given components."""
    return copy.copy(built_once(*components))


def cached_parser(config: Config, renderer):
    """Return a Markdown parser for the configuration, the last one if it is for the same.

    ``setup_render`` gives it a clean state before each use.
    """
    if last.get("config") is not config:
        last.update(config=config, parser=create_md_parser(config, renderer))
    return last["parser"]


def setup(app: Sphinx) -> dict[str, bool]:
    base.get_default_settings = copied_settings
    sphinx_.create_md_parser = cached_parser
    return {"parallel_read_safe": True, "parallel_write_safe": True}
