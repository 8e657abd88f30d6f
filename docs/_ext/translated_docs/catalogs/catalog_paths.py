"""Which catalogs there are, where they lie, and which pages each holds."""

import os
import re
from functools import cache, lru_cache
from pathlib import Path, PurePath
from typing import Any

from translated_docs.catalogs.diagnostics import FileError
from translated_docs.paths import NOT_SOURCES, ROOT, is_hidden
from translated_docs.settings import catalogs_folder, conf, relative, source_folder, source_language

UI_DOMAIN = "sphinx"  # the domain of the words of templates and extensions
UI_LANGUAGE = "en"  # in which these are written
NO_PAGE = "there is no page of this name; move what you need to another catalog, then delete it"  # what `make catalogs` leaves
NO_PAGE_YET = (
    "there is no page of this name; run 'make catalogs', which gives what is here to the catalogs of the pages that have it now; "
    "if the file is still there then, move what you need to another one, and delete it"
)


def catalog_path(root: Path, language: str, domain: str) -> Path:
    """Return where the catalog of a domain (of pages, or of the interface) lies."""
    return catalogs_folder(root).joinpath(language, "LC_MESSAGES", f"{domain}.po")


def catalog_files(root: Path, language: str) -> dict[str, Path]:
    """Return the catalogs of a language by their domain, but for the hidden files of an editor."""
    top = catalogs_folder(root) / language / "LC_MESSAGES"
    found = []
    for folder, folders, files in os.walk(top):  # a folder of such a name too: it is said what is wrong with it
        below = PurePath(folder).relative_to(top)
        found += [below / name for name in [*folders, *files] if name.endswith(".po") and name != ".po"]
    return {name.with_suffix("").as_posix(): top / name for name in sorted(found) if not is_hidden(name)}


def catalog_parts(root: Path, path: Path) -> tuple[str, str]:
    """Return the language and the domain of a catalog by where it lies."""
    language, *below = path.relative_to(catalogs_folder(root)).parts
    return language, PurePath(*below[1:]).as_posix().removesuffix(".po")


def language_of(path: Path) -> str | None:
    """Return the language of a catalog by its folder."""
    return next((folder.parent.name for folder in path.parents if folder.name == "LC_MESSAGES"), None)


# -- Pages and catalogs ------------------------------------------------------------


def page_path(root: Path, docname: str) -> Path:
    """Return where a page lies, or would if it were Markdown."""
    top = source_folder(root)
    places = [os.path.join(top, f"{docname}{suffix}") for suffix in conf.source_suffix]
    return Path(next(filter(os.path.isfile, places), places[0]))


def pages(root: Path = ROOT) -> list[str]:
    """Return the names of all pages, but for the hidden files of an editor, and what a link leads to."""
    from sphinx.util.matching import Matcher  # only now: most that ask for a page know its name

    top, found = source_folder(root), []
    excluded = Matcher([*conf.exclude_patterns, *NOT_SOURCES])
    for folder, folders, files in os.walk(top):
        here = Path(folder).relative_to(top)
        folders[:] = [name for name in folders if not excluded((here / name).as_posix())]
        names = [here / name for name in files if Path(name).suffix in conf.source_suffix]
        found += [name for name in names if not is_hidden(name) and not excluded(name.as_posix())]
    return [name.with_suffix("").as_posix() for name in sorted(found)]


def catalog_of_page(config: Any, docname: str) -> str:
    """Return the domain of the catalog that holds a page, by ``gettext_compact``: a name of one for all pages, one for
    each folder at the top (True, Sphinx's default), or one for each page.

    As sphinx.util.i18n.docname_to_domain, without Sphinx; ``config`` is Sphinx's, or settings.conf.
    """
    if isinstance(config.gettext_compact, str):
        return config.gettext_compact
    return docname.partition("/")[0] if config.gettext_compact else docname


def pages_of_catalog(root: Path, domain: str) -> list[Path]:
    """Return the files of the pages that a catalog holds; none if there is no such page."""
    if domain == UI_DOMAIN:
        return []
    if not conf.gettext_compact:
        return [path for path in [page_path(root, domain)] if path.is_file()]
    return [page_path(root, docname) for docname in pages_by_catalog(root).get(domain, ())]


# A file that a page includes, in Markdown and in reStructuredText.
INCLUDE = re.compile(r"(?:\{include\}|\.\. +include::)[ \t]+(?P<path>\S.*)")


@lru_cache(maxsize=None)
def included_files(file: Path, _modified: int, sources: Path) -> list[Path]:
    """Return the files that a page, or a file that it includes, takes in."""
    text = file.read_text(encoding="utf-8", errors="replace")
    paths = [found["path"].strip() for found in INCLUDE.finditer(text)] if "include" in text else []
    return [Path(os.path.normpath(sources / path[1:] if path.startswith("/") else file.parent / path)) for path in paths]


def files_of_catalog(root: Path, domain: str) -> list[Path]:
    """Return the pages of a catalog, and the files that they include: their messages are of the page's catalog."""
    files = pages_of_catalog(root, domain)
    for file in files:
        included = included_files(file, file.stat().st_mtime_ns, source_folder(root))
        files += [path for path in included if path not in files and path.is_relative_to(root) and path.is_file()]
    return files


def pages_by_catalog(root: Path) -> dict[str, list[str]]:
    """Return the names of all pages by the catalog that holds them."""
    return group_pages(root, conf.gettext_compact)


@cache
def group_pages(root: Path, _compact: str | bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for docname in pages(root):
        found.setdefault(catalog_of_page(conf, docname), []).append(docname)
    return found


# -- Missing catalogs --------------------------------------------------------------


def needs_interface(language: str) -> bool:
    """Say whether a language needs a catalog of the interface; as the source it is English already."""
    return language != source_language(conf) or language != UI_LANGUAGE


def no_catalogs(root: Path, language: str) -> list[FileError]:
    """Return an error if a language has no catalog at all."""
    words = (
        f"the language {language!r} has no catalogs in {relative(catalogs_folder(root), root)}/{language}; get them back from "
        "Git, or run 'make catalogs', which begins new ones, or take the language out of 'languages'"
    )
    return [] if catalog_files(root, language) else [FileError(root / "conf.py", 1, words)]


def missing_catalogs(root: Path, language: str) -> list[FileError]:
    """Return an error if a translation can't be built, as it has no catalog at all.

    One that a page lacks is legitimate: it has just been added, and is shown in the source language.  Without that of
    the interface, which a guide of other machinery does not have, the interface is in English.
    """
    return [] if language == source_language(conf) else no_catalogs(root, language)
