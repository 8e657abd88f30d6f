"""Register our settings with Sphinx, complete those that need one another (settings.py), and give it the sanitized catalogs."""

from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module

import sphinx
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config, check_confval_types
from sphinx.errors import ConfigError

from translated_docs.addresses import check_addresses
from translated_docs.catalogs.catalog_paths import UI_DOMAIN, missing_catalogs
from translated_docs.catalogs.languages import error_of_list
from translated_docs.catalogs.policy.sanitize import errors_of_copies, locale_dirs, sanitize_catalogs
from translated_docs.content.warnings import warn
from translated_docs.paths import NOT_SOURCES, ROOT
from translated_docs.settings import SETTINGS, conf, in_order, place, source_folder, style_error

NEAR = 0.87  # as "exclude_pattern" is to "exclude_patterns", and "langauges" to "languages"


def complete_settings(app: Sphinx, config: Config) -> None:
    """Put the language of the pages first, and leave out what is no page.

    Raises ConfigError, with what to write, for settings that can't be used.
    """
    source = conf.language  # Sphinx has that of the build
    config.languages = in_order(config.languages or {source: source}, source)
    if source not in config.languages:
        raise ConfigError(f"{place('language')}: language is {source!r}, which is not in 'languages'; add it there, or correct it")
    if error := error_of_list(config.languages):
        raise ConfigError(f"{place('languages')}: languages: {error}")
    if error := style_error():
        raise ConfigError(error)
    if config.gettext_compact == UI_DOMAIN:
        raise ConfigError(f"{place('gettext_compact')}: gettext_compact is {UI_DOMAIN!r}, the catalog of the interface; write another name")
    config.release_date = conf.release_date
    config.author, config.project = conf.author, conf.project  # not Sphinx's words for none
    config.math_numfig = False  # of what it would number by chapters, content/constructs/figure_numbers.py has no numbers
    config.suppress_warnings = [*config.suppress_warnings, "myst.strikethrough"]  # that no book has it; ours has
    # Where the pages lie beside conf.py, so does all that is no page.
    top = source_folder()
    for folder in [ROOT / name for name in (*NOT_SOURCES, "docs/_ext")]:
        if folder.is_relative_to(top):
            config.exclude_patterns = [*config.exclude_patterns, folder.relative_to(top).as_posix()]


def complete_addresses(app: Sphinx, config: Config) -> None:
    """Complete the addresses; raise ConfigError if one of them can't be used."""
    try:
        check_addresses(config)
    except ValueError as error:
        raise ConfigError(str(error)) from None


def check_types(app: Sphinx, config: Config) -> None:
    """Warn of values of other types before anybody meets them; Sphinx does it at 800, and is asked for the rest then."""
    with suppress(TypeError):  # of a source_suffix that is not in Sphinx's own form yet
        check_confval_types(app, config)


def name_misspelt(app: Sphinx, config: Config) -> None:
    """Name what conf.py sets that is no setting, and nearly called like one that it does not set: Sphinx passes over it."""
    written = {name for name, value in vars(import_module("conf")).items() if not name.startswith("_") and not callable(value)}
    known = {option.name for option in config}
    for name in sorted(written - known):
        # Those with more letters that the other has not are not near, and quick to see.
        near = [other for other in known - written if len(set(name) ^ set(other)) <= (1 - NEAR) * len(name + other)]
        for meant in get_close_matches(name, near, 1, cutoff=NEAR):
            words = "there is no setting %r; write %r, or give it a name that is less like it"
            warn(place(name), "config.misspelt", words, name, meant)


def use_sanitized_catalogs(app: Sphinx, config: Config) -> None:
    """Let Sphinx read the sanitized catalogs (catalogs/policy/sanitize.py).

    Where it was started by hand, it has read the words of the interface already, as they stand in the catalog.
    """
    copies = locale_dirs(app.confdir)
    if config.locale_dirs == copies:
        return
    config.locale_dirs = copies
    for code in filter(None, (config.language, getattr(config, "pair_language", ""))):  # of a book of two languages
        sanitize_catalogs(app.confdir, code)
    locale.translators.clear()
    app.translator, _has_any = locale.init([*copies, None, sphinx.package_dir / "locale"], config.language)


def check_catalogs(app: Sphinx) -> None:
    """Warn of each translation, and each catalog, that may not be used: they were sanitized before Sphinx read one.

    Raises `ConfigError` if the language has no catalogs at all.
    """
    missing = missing_catalogs(app.confdir, app.config.language)
    if missing and app.builder.name != "gettext":  # which makes catalogs from the pages, and so what is missing
        raise ConfigError("\n".join(map(str, missing)))
    for error in errors_of_copies(app.confdir, app.config.language):
        warn(f"{error.file}:{error.line}", "catalogs.error", "%s", error.words)


def setup(app: Sphinx) -> None:
    for name, (default, rebuild, types) in SETTINGS.items():
        if name not in app.config:  # sphinx-sitemap has a site_url too, of the same meaning
            app.add_config_value(name, default, rebuild, types or ())
    app.connect("config-inited", check_types, priority=1)
    app.connect("config-inited", complete_settings, priority=50)  # before all that ask them
    app.connect("config-inited", complete_addresses)
    app.connect("config-inited", use_sanitized_catalogs, priority=51)
    app.connect("config-inited", name_misspelt, priority=900)
    app.connect("builder-inited", check_catalogs)
