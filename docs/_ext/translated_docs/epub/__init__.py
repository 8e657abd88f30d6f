"""The EPUB."""

from importlib import import_module

from sphinx.application import Sphinx

EXTENSIONS = ("builder", "cover", "valid_markup")


def setup(app: Sphinx) -> dict[str, bool]:
    for name in EXTENSIONS:
        import_module(f"{__name__}.{name}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
