"""The spaces, line ends and column widths of the book that Typst would not choose so itself."""

from translated_docs.extensions import set_up

EXTENSIONS = ("line_ends",)


def setup(app) -> None:
    set_up(app, __name__, EXTENSIONS)
