"""The book: Typst source from doctrees, for one language or two, and its compilation."""

from translated_docs.extensions import set_up

EXTENSIONS = ("builder", "bilingual", "counterparts", "bare_words", "line_ends", "toctrees")


def setup(app) -> dict[str, int]:
    return set_up(app, __name__, EXTENSIONS)
