"""From Typst source to the file of a book: typst_compile.py sets it, a large one in segments, and what Typst can't write is written there.

Nothing of Sphinx is imported here.
"""
