"""A patch of what Sphinx 9.0 and Furo 2025.12 import; each part can go when ``test_patches.py`` says so.

Most of a build of one changed page is its start, and a quarter of that would go into modules
that no build here has a use for.  To be imported before Sphinx.
"""

from __future__ import annotations

import sys
from types import ModuleType

import sphinx.util

# Sphinx's client for what asks other hosts, its stemmers, for an index of words that is not
# made here (search_index.py), and Beautiful Soup's CSS selectors, which Furo does not use.
# In their places stands nothing: whoever does use them is told by an AttributeError.
for name in ("sphinx.util.requests", "snowballstemmer", "soupsieve"):
    sys.modules[name] = ModuleType(name)
sphinx.util.requests = sys.modules["sphinx.util.requests"]

import sphinx.application  # noqa: E402 - with these in their places

# Whatever is built, Sphinx imports all of its builders.
BUILDERS = ("sphinx.builders.", "sphinxcontrib.", "alabaster")
# The parents of ours, and the one that says how catalogs are named.
NEEDED = {"sphinx.builders.html", "sphinx.builders.epub3", "sphinx.builders.gettext"}

sphinx.application.builtin_extensions = tuple(
    name for name in sphinx.application.builtin_extensions if name in NEEDED or not name.startswith(BUILDERS)
)
