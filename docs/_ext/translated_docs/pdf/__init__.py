"""The book: Typst source from doctrees, for one language or two, and its compilation."""

from importlib import import_module

EXTENSIONS = ("builder", "bilingual", "counterparts", "bare_words", "line_ends", "toctrees")


def setup(app) -> dict[str, bool]:
    for name in EXTENSIONS:
        import_module(f"{__name__}.{name}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
