"""The messages of a page: which block is which message, whether it is translated, and what is substituted in it."""

EXTENSIONS = ("sphinx_messages", "substituted_words", "translation_units", "translation_states", "changed_messages")
