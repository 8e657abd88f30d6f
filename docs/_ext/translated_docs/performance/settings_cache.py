"""A patch of MyST-Parser 5.2.0 and Sphinx 9; each part can go when ``test_stock_behaviour.py`` says so.

docutils' default settings come from a command-line parser of some seventy options.  MyST begins one for each of the
hundreds of messages of a translated page, Sphinx one for each page, and all find the same.  And for each title and each
page, docutils looks for its own style sheets, of which Sphinx uses nothing.  Each output of each language asks all
installed packages for themes.
"""

import copy
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from docutils.frontend import Values, get_default_settings
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base
from sphinx import theming
from sphinx.application import Sphinx
from sphinx.util import docutils as sphinx_docutils

stock_settings = sphinx_docutils._get_settings
built_once = cache(get_default_settings)
entry_points_once = cache(entry_points)
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


def forget_style_sheets(app: Sphinx) -> None:
    """Take docutils' own style sheets out of the settings of pages, and of what is rendered alone."""
    app.env.settings["stylesheet_path"] = ""
    if hasattr(app.builder, "_settings"):
        app.builder._settings.stylesheet_path = ""


def find_themes() -> None:
    """Ask for themes, for all outputs that other processes make."""
    entry_points_once(group="sphinx.html_themes")


def setup(app: Sphinx) -> None:
    theming.entry_points = entry_points_once
    base.get_default_settings = copied_settings
    sphinx_docutils._get_settings = settings_of_page
    app.connect("builder-inited", forget_style_sheets)
