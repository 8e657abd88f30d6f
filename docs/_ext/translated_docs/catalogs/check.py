"""Check the catalogs: what is wrong in each, and which are missing.

Nothing of Sphinx is imported here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from conf import catalog_lint_disable, exclude_patterns, languages
from translated_docs.catalogs.lint import Terms, diagnostics
from translated_docs.catalogs.po_file import (
    CATALOGS,
    UI_DOMAIN,
    catalog_path,
    missing_catalogs,
    page_path,
    parse,
    read,
    state,
)  # fmt: skip
from translated_docs.catalogs.sanitize import check_entries, glossary_terms, warnings_of_last_build
from translated_docs.paths import ROOT, is_hidden
from translated_docs.svg.document import SvgError, read_svg
from translated_docs.svg.labels import labels

SOURCE = next(iter(languages))
LINE = re.compile(r"(.*?):(\d+): (.*)", re.DOTALL)  # a name of a file may have colons, too


@cache
def label_places(root: Path) -> dict[str, list]:
    """Return figure, font size and box of each label of a figure, by its words; the build reports an invalid figure."""
    places: dict[str, list] = {}
    for path in sorted((root / "docs" / "figures").glob("[!.]*.svg")):
        with suppress(SvgError, OSError):
            for label in labels(read_svg(path)):
                place = path.relative_to(root).as_posix(), label.size, label.space
                places.setdefault(label.words, []).append(place)
    return places


agreed_terms = cache(glossary_terms)  # asked for each catalog


def unused_catalog(root: Path, language: str, domain: str) -> str | None:
    """Return what to say of a catalog that nothing asks for."""
    if domain == UI_DOMAIN:
        return None
    if language == SOURCE:
        return "the pages are written in this language, so nothing asks for this catalog; delete it"
    if not page_path(root, domain).exists():
        return "there is no page of this name; move what you need to another catalog, then delete it"
    return None


def parts(line: str, root: Path) -> tuple[str, int, str]:
    """Return file, line number and words of a line ``file:line: words``, the file relative to the project."""
    file, number, words = LINE.fullmatch(line.removeprefix(f"{root}/")).groups()
    return file, int(number), words


def check_catalog(path: Path, root: Path) -> list[tuple[int, str]]:
    """Return line number and words of each diagnostic of a catalog."""
    folder = path.relative_to(root / CATALOGS)
    language, domain = folder.parts[0], Path(*folder.parts[2:]).with_suffix("").as_posix()
    useless = unused_catalog(root, language, domain)
    found = [(1, useless)] if useless else []
    content, error = read(path)
    catalog, errors = (None, [(1, error)]) if error else parse(path, content)
    if catalog is None:
        return [*found, *errors]
    if not content.endswith(b"\n"):
        words = "the file does not end with a line break, as if cut off; compare it with Git, or run 'make catalogs'"
        found.append((content.count(b"\n") + 1, words))
    terms = Terms(agreed_terms(root, language), label_places(root))
    for entry, of_entry in check_entries(catalog, domain, root, terms.glossary):
        if not of_entry and state(entry) == "translated":
            of_entry = diagnostics(entry, domain, SOURCE, language, terms, catalog_lint_disable)
        found += [(entry.linenum, str(diagnostic)) for diagnostic in of_entry]
    return found + warnings_of_last_build(root, language, domain, content)


def pages(root: Path = ROOT) -> list[str]:
    """Return the names of all pages, but for the hidden files of an editor."""
    top = root / "docs"
    names = [path.relative_to(top) for path in sorted(top.rglob("*.md"))]
    return [
        name.with_suffix("").as_posix()
        for name in names
        if not is_hidden(name) and not any(fnmatch(name.parts[0], pattern) for pattern in exclude_patterns)
    ]


def missing_catalog_errors(root: Path, language: str) -> list[str]:
    """Return what to say, ``file:line: …``, of each catalog that a language lacks."""
    missing = missing_catalogs(root, language)
    if missing or language == SOURCE:
        return missing
    paths = [catalog_path(root, language, page) for page in pages(root)]
    return [
        f"{path}:1: is not there, so the page is not translated; run 'make catalogs', which begins it"
        for path in paths
        if not path.exists() and not path.is_symlink()
    ]
