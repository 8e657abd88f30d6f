"""A patch of MyST-Parser 5.2.0 and Sphinx 9; each part can go when ``test_stock_behaviour.py`` says so.

docutils' default settings come from a command-line parser of some seventy options.  MyST begins one for each of the
hundreds of messages of a translated page, Sphinx one for each page, and all find the same.
"""

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from docutils.frontend import Values, get_default_settings
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base
from sphinx.application import Sphinx
from sphinx.util import docutils as sphinx_docutils

stock_settings = sphinx_docutils._get_settings
built_once = cache(get_default_settings)
# By components, defaults and whether docutils.conf is read: what that comes to, without the environment.
of_pages: dict[tuple, Values] = {}


def copied_settings(*components):
    """Return a copy of docutils' default settings for the given components."""
    return copy.copy(built_once(*components))


def settings_of_page(*components: Any, defaults: Mapping[str, Any], read_config_files: bool = False) -> Values:
    """Return new settings for a page: a copy of those of an earlier one, with its own environment and dependencies."""
    known = {name: value for name, value in defaults.items() if name != "env"}
    kinds = tuple(each if isinstance(each, type) else type(each) for each in components)
    key = kinds, repr(known), read_config_files
    if key not in of_pages:
        of_pages[key] = stock_settings(*components, defaults=known, read_config_files=read_config_files)
    settings = copy.copy(of_pages[key])
    settings.record_dependencies = DependencyList()
    if "env" in defaults:
        settings.env = defaults["env"]
    return settings


def setup(app: Sphinx) -> None:
    base.get_default_settings = copied_settings
    sphinx_docutils._get_settings = settings_of_page
