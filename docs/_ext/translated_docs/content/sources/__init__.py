"""Which files are pages, which a page names, and what both may hold: page_names.py, named_files.py, source_policy.py."""

from translated_docs.extensions import set_up

EXTENSIONS = ("notebooks", "named_files", "source_policy", "page_names")


def setup(app) -> None:
    set_up(app, __name__, EXTENSIONS)
