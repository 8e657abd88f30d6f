"""The book: its builders, for one language or two."""

from translated_docs.extensions import set_up

EXTENSIONS = ("builder", "bilingual", "doctrees", "typography")


def setup(app) -> dict[str, int]:
    return set_up(app, __name__, EXTENSIONS)
