"""The EPUB."""

from translated_docs.extensions import set_up

EXTENSIONS = ("builder", "cover", "valid_markup")


def setup(app) -> dict[str, int]:
    return set_up(app, __name__, EXTENSIONS)
