"""What the site has beside its pages: slide show, search, progress of the translation, tooltips, outside links."""

from importlib import import_module

from sphinx.application import Sphinx

EXTENSIONS = ("slide_show", "ways_in", "translation_progress", "external_links", "search_index", "glossary_tooltips")


def setup(app: Sphinx) -> dict[str, bool]:
    for name in EXTENSIONS:
        import_module(f"{__name__}.{name}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 5}  # as in the package content
