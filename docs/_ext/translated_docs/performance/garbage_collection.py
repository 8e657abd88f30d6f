"""Look for no garbage while the source of a book is written: all of its pages stay till the end, and the job ends with them.

`startup` says how seldom it is looked for before.
"""

from sphinx.application import Sphinx
from sphinx.builders import Builder

from translated_docs.performance.startup import disable_garbage_collection


def keep_books(_app: Sphinx, builder: Builder) -> None:
    if builder.format == "typst":
        disable_garbage_collection()


def setup(app: Sphinx) -> None:
    app.connect("write-started", keep_books)
