"""What becomes of doctrees before the book is written: one tree of all pages, or of two languages, and its numbers."""

from translated_docs.extensions import set_up

EXTENSIONS = ("counterparts", "bare_words", "toctrees")


def setup(app) -> None:
    set_up(app, __name__, EXTENSIONS)
