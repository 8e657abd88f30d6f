"""A patch of what Sphinx and Furo import; each part can go when ``test_stock_behaviour.py`` says so.

Most of a build of one changed page is its start, and a quarter of that would go into modules
that no build here has a use for.  To be imported before Sphinx.
"""

import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType

import pygments.lexers

from translated_docs.outputs import OUTPUTS


class LazyModule(ModuleType):
    """Stands for a module until something of it is asked for."""

    def loaded(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name != "__version__":  # Python itself asks, whenever something is imported
            raise AttributeError(name)
        return getattr(self.loaded(), name)


def rst_lexer(**options: object) -> "pygments.lexer.Lexer":
    """Return Pygments' lexer for reStructuredText: with its class, twenty other languages are imported."""
    return pygments.lexers.get_lexer_by_name("rst", **options)


# Sphinx's client for what asks other hosts, its stemmers, for an index of words that is not
# made here (features/search_index.py), its tests of code in pages, of which it trims marks from a
# Python console, and of Beautiful Soup CSS selectors, which Furo does not use, and what guesses the encoding of bytes.
# Of docutils what tells the size of a picture, for `scale`, of what it reads addresses with, encrypted connections, and
# formulas as HTML, which are MathML here.
UNUSED = ("sphinx.util.requests", "snowballstemmer", "sphinx.ext.doctest", "soupsieve", "charset_normalizer", "PIL.Image", "ssl", "docutils.utils.math.math2html")
# Whatever is built, Sphinx imports all of its builders.
BUILDERS = ("sphinx.builders.", "sphinxcontrib.", "alabaster")
# The one that says how catalogs are named, those that make an output, and the parents of ours (epub3).
NEEDED = ("sphinx.builders.gettext", *(f"sphinx.builders.{output.builder}" for output in OUTPUTS))


def apply() -> None:
    """Put stand-ins in the places of modules that no build uses, before Sphinx is imported."""
    for name in UNUSED:
        sys.modules.setdefault(name, LazyModule(name))
    with suppress(ImportError):  # docutils does without it; `import PIL.Image` asks the package, which has what it has imported
        import_module("PIL").Image = sys.modules["PIL.Image"]
    # Furo's navigation has its place taken (html/navigation.py), so it is asked to draw none: that needs no Beautiful Soup.
    navigation = sys.modules.setdefault("furo.navigation", LazyModule("furo.navigation"))
    navigation.get_navigation_tree = lambda toctree: toctree and navigation.loaded().get_navigation_tree(toctree)
    pygments.lexers.RstLexer = rst_lexer
    import sphinx.application

    sphinx.application.builtin_extensions = tuple(
        name
        for name in sphinx.application.builtin_extensions
        if name.startswith(NEEDED) or not name.startswith(BUILDERS)
    )
