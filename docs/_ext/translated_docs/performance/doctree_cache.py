"""A patch of Sphinx's caches; it can go when ``test_stock_behaviour.py`` says so.

Sphinx keeps the doctree of every page in memory from reading to writing, to be spared
taking it from the disk again: a hundredth of the time, and most of the memory of a large
manual.  Here none is kept for longer than the next page takes.
"""

from sphinx.application import Sphinx


def forget_doctrees(app: Sphinx, *_) -> None:
    """Drop the doctrees that Sphinx keeps in memory; each is read from its file where it is asked for again."""
    app.env._write_doc_doctree_cache.clear()
    app.env._pickled_doctree_cache.clear()


def setup(app: Sphinx) -> None:
    app.connect("source-read", forget_doctrees)
    app.connect("doctree-resolved", forget_doctrees)
