"""Read the catalogs and say what to mend, as ``file:line: what is wrong; what to do``.

Usage: python -m translated_docs.commands.check [--language CODE] [FILE ...]

In a workflow of GitHub the same lines become annotations of the pull request.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from contextlib import suppress
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from conf import catalog_lint_disable, exclude_patterns, languages
from translated_docs.catalogs.lint import Terms, diagnostics, unknown_checks
from translated_docs.catalogs.markup_policy import visible
from translated_docs.catalogs.po_file import (
    CATALOGS,
    UI_DOMAIN,
    catalog_files,
    catalog_path,
    load,
    missing_catalogs,
    page_path,
    parse,
    read,
    state,
)  # fmt: skip
from translated_docs.catalogs.sanitize import check_entries
from translated_docs.content.symbolic_links import link_faults
from translated_docs.paths import ROOT
from translated_docs.svg.document import SvgError, read_svg
from translated_docs.svg.labels import labels

SOURCE = next(iter(languages))
DIAGNOSTIC = re.compile(r"(.*?):(\d+): (.*)", re.DOTALL)  # a name of a file may have colons, too


@cache
def label_places() -> dict[str, list]:
    """Return figure, font size and room of each label of a figure, by its words; a build names a bad figure."""
    places: dict[str, list] = {}
    for path in sorted((ROOT / "docs" / "figures").glob("*.svg")):
        with suppress(SvgError, OSError):
            for label in labels(read_svg(path)):
                place = path.relative_to(ROOT).as_posix(), label.size, label.room
                places.setdefault(label.words, []).append(place)
    return places


def agreed_terms(language: str) -> dict[str, str]:
    """Return the glossary's terms and their renderings in a language."""
    path = catalog_path(ROOT, language, "glossary")
    catalog = load(path)[0] if path.exists() else None
    return {
        entry.msgid: entry.msgstr
        for entry in catalog or ()
        if not entry.obsolete and state(entry) == "translated"
    }


def without_use(language: str, domain: str) -> str | None:
    """Return what to say of a catalog that nothing asks for."""
    if domain == UI_DOMAIN:
        return None
    if language == SOURCE:
        return "the pages are written in this language, so nothing asks for this catalog; delete it"
    if not page_path(ROOT, domain).exists():
        return "there is no page of this name; move what you need to another catalog, then delete it"
    return None


def parts(fault: str) -> tuple[str, int, str]:
    """Return file, line and words of a fault, the file's name as it is in the project."""
    file, line, words = DIAGNOSTIC.fullmatch(fault.removeprefix(f"{ROOT}/")).groups()
    return file, int(line), words


def check_catalog(path: Path) -> list[tuple[int, str]]:
    """Return line and diagnostic for each thing to mend in a catalog."""
    folder = path.relative_to(ROOT / CATALOGS)
    language, domain = folder.parts[0], Path(*folder.parts[2:]).with_suffix("").as_posix()
    useless = without_use(language, domain)
    found = [(1, useless)] if useless else []
    content, fault = read(path)
    catalog, fault = (None, f"{path}:1: {fault}") if fault else parse(path, content)
    if catalog is None:
        return [*found, parts(fault)[1:]]
    if not content.endswith(b"\n"):
        words = "the file does not end with a line break, as if cut off; compare it with Git, or run 'make catalogs'"
        found.append((content.count(b"\n") + 1, words))
    terms = Terms(agreed_terms(language), label_places())
    for entry, faults in check_entries(catalog, domain, ROOT):
        if not faults and state(entry) == "translated":
            faults = diagnostics(entry, domain, SOURCE, language, terms, catalog_lint_disable)
        found += [(entry.linenum, str(fault)) for fault in faults]
    return found


def pages(root: Path = ROOT) -> list[str]:
    """Return the names of all pages, but for the hidden files of an editor."""
    top = root / "docs"
    names = [path.relative_to(top) for path in sorted(top.rglob("*.md"))]
    return [
        name.with_suffix("").as_posix()
        for name in names
        if not name.name.startswith(".") and not any(fnmatch(name.parts[0], pattern) for pattern in exclude_patterns)
    ]


def not_there(language: str) -> list[str]:
    """Return what to say, ``file:line: …``, of each catalog that a language lacks."""
    missing = missing_catalogs(ROOT, language)
    if missing or language == SOURCE:
        return missing
    paths = [catalog_path(ROOT, language, page) for page in pages(ROOT)]
    return [
        f"{path}:1: is not there, so the page is not translated; run 'make catalogs', which begins it"
        for path in paths
        if not path.exists() and not path.is_symlink()
    ]


def annotation(path: str, line: int, words: str) -> str:
    """Return a diagnostic as a workflow command of GitHub Actions.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::error file={file},line={line}::{escaped}"


def catalog_named(name: str) -> Path:
    """Return the path of a catalog; raise SystemExit, with what to name instead, for a name that is none."""
    path = Path(os.path.abspath(name))  # a link is not followed: it is refused when it is read
    if not path.is_relative_to(ROOT / CATALOGS) or path.suffix != ".po":
        sys.exit(f"{name}: not a catalog; name a .po file below {CATALOGS}/")
    language, *below = path.relative_to(ROOT / CATALOGS).parts
    if len(below) < 2 or below[0] != "LC_MESSAGES":
        sys.exit(f"{name}: not where catalogs lie; name one in {CATALOGS}/LANGUAGE/LC_MESSAGES/")
    if language not in languages:
        sys.exit(f"{name}: {language} is not one of the languages, which are {', '.join(languages)}")
    if not os.path.lexists(path):  # which, unlike Path.exists, takes a name of any length
        sys.exit(f"{name}: is not there; 'make stats' names all catalogs, 'make catalogs' begins that of a new page")
    return path


def catalogs_named(arguments: argparse.Namespace) -> list[Path]:
    """Return the catalogs to read; raise SystemExit for a name that is none."""
    for code in arguments.language:
        if code not in languages:
            sys.exit(f"{code}: not one of the languages, which are {', '.join(languages)}")
    if arguments.files:
        return [catalog_named(name) for name in arguments.files]
    return [path for code in arguments.language or languages for path in catalog_files(ROOT, code).values()]


def report(file: str, line: int, words: str) -> None:
    """Print a diagnostic; its file may have any name."""
    name = visible(file)
    print(f"{name}:{line}: {words}")
    if os.environ.get("GITHUB_ACTIONS"):
        print(annotation(name, line, words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    if error := unknown_checks(catalog_lint_disable):
        sys.exit(error)
    paths = catalogs_named(arguments)
    found = [(path.relative_to(ROOT).as_posix(), *diagnostic) for path in paths for diagnostic in check_catalog(path)]
    if not arguments.files:
        named = {file for file, *_ in found}
        faults = [fault for code in arguments.language or languages for fault in not_there(code)]
        found += [parts(fault) for fault in faults]
        for link in map(parts, link_faults(ROOT)):
            of_emacs = Path(link[0]).name.startswith(".#")  # its sign that a file is being changed
            found += [link] if link[0] not in named and not of_emacs else []
    for file, line, words in found:
        report(file, line, words)
    print(f"{len(paths)} catalogs read, {len(found) or 'nothing'} to mend", file=sys.stderr)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
