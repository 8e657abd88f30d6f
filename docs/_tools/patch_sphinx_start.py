"""A patch of Sphinx 9.0's start; each half can go when ``test_patches.py`` says so.

Whatever is built, Sphinx imports all of its builders, and what asks other hosts: a sixth of
the time that it takes to start, where most of a build of one changed page is its start.
To be imported before Sphinx.
"""

from __future__ import annotations

import sys
from types import ModuleType

import sphinx.application
import sphinx.util

BUILDERS = ("sphinx.builders.", "sphinxcontrib.", "alabaster")
# The parents of ours, and the one that says how catalogs are named.
NEEDED = {"sphinx.builders.html", "sphinx.builders.epub3", "sphinx.builders.gettext"}

sphinx.application.builtin_extensions = tuple(
    name for name in sphinx.application.builtin_extensions if name in NEEDED or not name.startswith(BUILDERS)
)

# Empty: a build asks no other host.
sphinx.util.requests = sys.modules["sphinx.util.requests"] = ModuleType("sphinx.util.requests")
