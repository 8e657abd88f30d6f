"""Give Sphinx only the translations that may be used, and say of the others why not (acceptance.py)."""

from __future__ import annotations

from sphinx.errors import ConfigError
from sphinx.util import logging

from acceptance import accept_catalogs
from catalogs import catalog_files

logger = logging.getLogger(__name__)


def check_catalogs(app, config) -> None:
    """Warn of each refused message.

    Raises `ConfigError` if the language has no catalogs, or one that can't be read.
    """
    if not catalog_files(app.confdir, config.language) and config.language != next(iter(config.languages)):
        raise ConfigError(
            f"{app.confdir / 'conf.py'}:1: the language {config.language!r} has no catalogs in "
            f"locale; run 'make language CODE={config.language}', or take it out of 'languages'"
        )
    unreadable, refused = accept_catalogs(app.confdir, config.language)
    if unreadable:
        raise ConfigError("\n".join(unreadable))
    for fault in refused:
        place, _, words = fault.partition(": ")
        logger.warning("%s", words, location=place, type="catalogs", subtype="refused")


def setup(app):
    app.connect("config-inited", check_catalogs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
