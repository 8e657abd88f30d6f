"""A patch of MyST-Parser 5.2.0; it can go when ``test_stock_behaviour.py`` says so.

A translated page is put together from hundreds of messages, and for each of them MyST
builds docutils' default settings anew, through a command-line parser of some seventy
options.  Here they are built once and copied.
"""

from __future__ import annotations

import copy
from functools import cache

from docutils.frontend import get_default_settings
from myst_parser.mdit_to_docutils import base
from sphinx.application import Sphinx

built_once = cache(get_default_settings)


def copied_settings(*components):
    """Return a copy of docutils' default settings for the given components."""
    return copy.copy(built_once(*components))


def setup(app: Sphinx) -> dict[str, bool]:
    base.get_default_settings = copied_settings
    return {"parallel_read_safe": True, "parallel_write_safe": True}
