"""A patch of MyST-Parser 5.2.0; it can go when ``test_stock_behaviour.py`` says so.

docutils' default settings come from a command-line parser of some seventy options.  MyST begins one for each of the
hundreds of messages of a translated page, and all find the same.
"""

import copy
from functools import cache

from docutils.frontend import get_default_settings
from myst_parser.mdit_to_docutils import base
from sphinx.application import Sphinx

built_once = cache(get_default_settings)


def copied_settings(*components):
    """Return a copy of docutils' default settings for the given components."""
    return copy.copy(built_once(*components))


def setup(app: Sphinx) -> None:
    base.get_default_settings = copied_settings
