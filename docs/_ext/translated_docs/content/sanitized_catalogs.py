"""Give Sphinx only the translations that may be used, and say of the others why not (catalogs/sanitize.py)."""

from sphinx.application import Sphinx
from sphinx.errors import ConfigError

from translated_docs.catalogs.po_file import missing_catalogs
from translated_docs.catalogs.sanitize import errors_of_copies
from translated_docs.content.warnings import warn


def check_catalogs(app: Sphinx) -> None:
    """Warn of each translation, and each catalog, that may not be used: they were sanitized before Sphinx read one.

    Raises `ConfigError` if the language has no catalogs at all.
    """
    missing = missing_catalogs(app.confdir, app.config.language)
    if missing and app.builder.name != "gettext":  # which makes catalogs from the pages, and so what is missing
        raise ConfigError("\n".join(missing))
    for error in errors_of_copies(app.confdir, app.config.language):
        place, _, words = error.partition(": ")
        warn(place, "catalogs.error", "%s", words)


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", check_catalogs)
