"""What becomes of doctrees before the book is written: one tree of all pages, or of two languages, and its numbers."""

EXTENSIONS = ("counterparts", "bare_words", "toctrees")
