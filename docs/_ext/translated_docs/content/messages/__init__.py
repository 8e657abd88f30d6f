"""The messages of a page: which block is which message, whether it is translated, and what is substituted in it."""

from translated_docs.extensions import set_up

EXTENSIONS = ("sphinx_messages", "substituted_words", "translation_units", "translation_states", "changed_messages")


def setup(app) -> None:
    set_up(app, __name__, EXTENSIONS)
