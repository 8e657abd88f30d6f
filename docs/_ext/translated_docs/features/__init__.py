"""What the site has beside its pages: slide show, search, progress of the translation, tooltips, outside links."""

from translated_docs.extensions import set_up

EXTENSIONS = ("slide_show", "ways_in", "translation_progress", "external_links", "search_index", "glossary_tooltips")


def setup(app) -> dict[str, int]:
    return set_up(app, __name__, EXTENSIONS, env_version=5)  # as in the package content
