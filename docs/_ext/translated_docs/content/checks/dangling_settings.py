"""Name each setting that names a page, a folder, a role or a language that is not there: Sphinx passes over them.

What ends a build, or is named by Sphinx itself, is not looked at again.
"""

import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from docutils.parsers.rst import languages, roles
from docutils.utils import new_document
from pygments.util import ClassNotFound
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.highlighting import PygmentsBridge

from translated_docs.catalogs.languages import canonical_code
from translated_docs.content.constructs.missing_targets import ids_of
from translated_docs.content.warnings import warn
from translated_docs.settings import conf, place

FOLDERS = ("templates_path", "epub_static_path", "typst_templates_path")  # from that of conf.py on
WILD = frozenset("*?[")
REDIRAFFE = "rediraffe_redirects"  # of sphinxext-rediraffe, which passes over all builders but two of Sphinx, and says nothing
# Pages, or pages and labels, that settings lead to.
PAGES = ("translators_page", "rights_page")


def warn_of_setting(name: str, words: str, *values: object) -> None:
    warn(place(name), "config.file", f"{name} names %r, {words}", *values)


def check_files(app: Sphinx, config: Config) -> None:
    """Warn of folders and pages that are not there, and of codes that are of no language."""
    for name in FOLDERS:
        for folder in config[name] if name in config else ():
            if not (app.confdir / folder).is_dir():
                warn_of_setting(name, "which is no folder; correct it, or take it out", folder)
    for folder in conf.locale_dirs[1:]:  # the first is begun by `make catalogs`
        if not any((start / folder).is_dir() for start in (app.srcdir, app.confdir)):
            warn_of_setting("locale_dirs", "which is no folder; correct it, or take it out", folder)
    if getattr(import_module("conf"), REDIRAFFE, None):
        warn(place(REDIRAFFE), "config.file", "%s makes no pages here, so no old address leads on; write redirects = {\"old/page\": \"new/page\"} instead", REDIRAFFE)
    for page in conf.exclude_patterns:
        if page.endswith(tuple(conf.source_suffix)) and WILD.isdisjoint(page) and not os.path.lexists(app.srcdir / page):
            warn_of_setting("exclude_patterns", "and there is no such page; correct it, or take it out", page)
    for name in ("house_style", "catalog_lint_disable"):
        value = getattr(conf, name)
        for code in value if isinstance(value, dict) else ():
            if code not in config.languages and canonical_code(code) is None:
                warn_of_setting(name, "which is the code of no language; write one as 'en' or 'pt_BR'", code)


def check_styles(app: Sphinx, config: Config) -> None:
    """Raise ConfigError for colours of code that Pygments does not know, which would end the build later."""
    for name in ("pygments_style", "pygments_dark_style"):
        style = getattr(import_module("conf"), name, None)  # the theme adds one of the two later
        try:
            PygmentsBridge(stylename=style) if isinstance(style, str) else None
        except (ClassNotFound, ImportError, AttributeError) as error:
            raise ConfigError(f"{place(name)}: {name} is {style!r}, which is no style ({error}); name one of Pygments, or 'module.Class'") from None


def check_roles(app: Sphinx) -> None:
    """Warn of roles and domains that nothing has added."""
    for name in conf.translatable_roles:
        if not is_role(app.env, name):
            warn_of_setting("translatable_roles", "which is no role; correct it, or take it out", name)
    domains = {domain.name for domain in app.env.domains.sorted()}
    for name in app.config.myst_ref_domains or ():
        if name not in domains:
            warn_of_setting("myst_ref_domains", "which is no domain; name one of these: %s", name, ", ".join(sorted(domains)))


def is_role(env: BuildEnvironment, name: str) -> bool:
    """Say whether docutils or a domain has a role: ``name``, or ``domain:name``."""
    domain, _colon, own = name.rpartition(":")
    known = [each for each in env.domains.sorted() if each.name == (domain or "std")]
    if any(each.role(own) for each in known):
        return True
    return roles.role(name, languages.get_language("en"), 0, new_document("conf.py").reporter)[0] is not None


def targets(config: Config) -> Iterator[tuple[str, str]]:
    """Yield each page, or page and label, that a setting leads to, with the setting's name."""
    yield from ((name, config[name]) for name in PAGES if config[name])
    yield from (("redirects", target) for target in config.redirects.values())


def check_pages(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Warn of pages, and labels on them, that settings lead to; of a page that redirects lead to the site's job says it."""
    for name, target in targets(app.config) if app.builder.name == "html" else ():
        page, _mark, label = target.partition("#")
        if page not in app.env.found_docs:
            if name != "redirects":
                near = get_close_matches(page, app.env.found_docs, 1)
                warn_of_setting(name, "and there is no such page; write it as %r, or \"\" for none", target, near[0] if near else "folder/page")
        elif label and label not in ids_of(app.env.get_doctree(page)):
            warn_of_setting(name, "and the page has no such label; correct it, or add '(%s)=' above the heading that it should lead to", target, label)
    return ()


def setup(app: Sphinx) -> None:
    app.connect("config-inited", check_files, priority=60)  # when those of conf.py are complete, and before ours are added
    app.connect("config-inited", check_styles, priority=60)
    app.connect("builder-inited", check_roles)
    app.connect("html-collect-pages", check_pages)
