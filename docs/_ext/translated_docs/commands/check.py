"""Read the catalogs and say what to mend, as ``file:line: what is wrong; what to do``.

Usage: python -m translated_docs.commands.check [--language CODE] [FILE ...]

In a workflow of GitHub the same lines become annotations of the pull request.
"""

import argparse
import os
import sys
from pathlib import Path

import polib

from translated_docs.catalogs.catalog_paths import catalog_files, catalog_parts, files_of_catalog
from translated_docs.catalogs.diagnostics import FileError, visible
from translated_docs.catalogs.languages import same_language
from translated_docs.catalogs.lint.catalog_checks import check_catalog, missing_catalog_errors
from translated_docs.catalogs.lint.entry_warnings import unknown_checks
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.repair import last_commit
from translated_docs.catalogs.update.weblate import components_error
from translated_docs.content.sources.symbolic_links import LOCK, link_errors
from translated_docs.paths import ROOT, is_hidden
from translated_docs.settings import catalogs_folder, conf, relative, style_error

languages, catalog_lint_disable = conf.languages, conf.catalog_lint_disable


def annotation(path: str, line: int, words: str) -> str:
    """Return a diagnostic as a workflow command of GitHub Actions.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::error file={file},line={line}::{escaped}"


def catalog_named(name: str) -> Path:
    """Return the path of a catalog; raise SystemExit, with what to name instead, for a name that is none."""
    path = Path(os.path.abspath(name))  # a link is not followed: reading it gives an error
    top = catalogs_folder(ROOT)
    if not path.is_relative_to(top) or path.suffix != ".po":
        sys.exit(f"{name}: not a catalog; name a .po file below {relative(top, ROOT)}/")
    language, *below = path.relative_to(top).parts
    if len(below) < 2 or below[0] != "LC_MESSAGES":
        sys.exit(f"{name}: not where catalogs lie; name one in {relative(top, ROOT)}/LANGUAGE/LC_MESSAGES/")
    if language not in languages:
        sys.exit(f"{name}: {language} is not one of the languages, which are {', '.join(languages)}")
    if not os.path.lexists(path):  # which, unlike Path.exists, takes a name of any length
        sys.exit(f"{name}: is not there; 'make stats' names all catalogs, 'make catalogs' begins that of a new page")
    return path


def listed(code: str) -> str | None:
    """Return the code by which conf.py lists a language; None if it does not."""
    return code if code in languages else next((known for known in languages if same_language(code, known)), None)


def catalogs_named(arguments: argparse.Namespace) -> list[Path]:
    """Return the catalogs to read; raise SystemExit for a name that is none."""
    for place, code in enumerate(arguments.language):
        if not (meant := listed(code)):
            sys.exit(f"{code}: not one of the languages, which are {', '.join(languages)}")
        arguments.language[place] = meant
    if arguments.files:
        return [catalog_named(name) for name in arguments.files]
    return [path for code in arguments.language or languages for path in catalog_files(ROOT, code).values()]


def report(error: FileError) -> None:
    """Print a diagnostic; its file may have any name."""
    name = visible(relative(error.file, ROOT))
    print(f"{name}:{error.line}: {error.words}")
    if os.environ.get("GITHUB_ACTIONS"):
        print(annotation(name, error.line, error.words))


def unlisted_languages(root: Path) -> list[str]:
    """Return a line for each folder of catalogs whose language conf.py does not list, and which nothing is made of."""
    folder = catalogs_folder(root)
    codes = [path.parent.name for path in sorted(folder.glob("[!.]*/LC_MESSAGES")) if any(path.rglob("[!.]*.po"))]
    return [
        f"{relative(folder, root)}/{code}/ has catalogs, but 'languages' in conf.py does not list {code!r}, so nothing "
        f"is made of them; 'make language CODE={code}' adds it"
        for code in codes
        if not listed(code)
    ]


def misplaced(root: Path, asked: list[str]) -> list[FileError]:
    """Return what to say of each file that looks like a catalog, but lies where nobody looks for one, or in the folder of a language not ``asked`` for."""
    top, found = catalogs_folder(root), []
    for path in sorted(top.rglob("*")):
        below = path.relative_to(top)
        folder, language = below.parts[0], listed(below.parts[0])
        is_of_others = asked and language and language not in asked
        if not path.name.lower().endswith((".po", ".po.txt")) or is_of_others or is_hidden(below) or not path.is_file():
            continue
        if path.suffix != ".po":
            found.append(FileError(path, 1, "nothing is made of a catalog whose name ends so; let it end in '.po'"))
        elif below.parts[1:2] != ("LC_MESSAGES",):
            place = f"{relative(top, root)}/LANGUAGE/LC_MESSAGES/"
            found.append(FileError(path, 1, f"nothing is made of a catalog here; put it where catalogs lie, in {place}"))
        elif language and folder != language:
            found.append(FileError(path, 1, f"nothing is made of a catalog here; conf.py has the language as {language!r}, put it into that folder"))
    return found


def changed_sources(path: Path) -> list[FileError]:
    """Return what to say of each msgid that neither the pages of a catalog have nor the last commit: it was changed by hand.

    What the pages have, the last 'make catalogs' has left in `build/`; of pages that have changed since, nothing is known.
    """
    domain = catalog_parts(ROOT, path)[1]
    template, pages = ROOT / "build" / "gettext" / f"{domain}.pot", files_of_catalog(ROOT, domain)
    if not pages or not template.is_file() or any(page.stat().st_mtime > template.stat().st_mtime for page in pages):
        return []
    known = {entry.msgid for entry in polib.pofile(str(template))}
    changed = [entry for entry in load(path)[0] or () if not entry.obsolete and entry.msgid not in known]
    committed = {entry.msgid for entry in last_commit(path) or ()} if changed else ()
    words = "the page has no such msgid, so nothing shows what is below it; write it as it was, or run 'make catalogs', and change the msgstr alone"
    return [FileError(path, entry.linenum, words) for entry in changed if entry.msgid not in committed]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    if error := unknown_checks(catalog_lint_disable) or style_error():
        sys.exit(error)
    paths = catalogs_named(arguments)
    found = [FileError(path, *diagnostic) for path in paths for diagnostic in check_catalog(path, ROOT)]
    found += [error for path in paths for error in changed_sources(path)]
    if not arguments.files:
        named = {error.file for error in found}
        found += misplaced(ROOT, arguments.language)
        found += [error for code in arguments.language or languages for error in missing_catalog_errors(ROOT, code)]
        found += filter(None, [components_error(ROOT)])
        links = (link for link in link_errors(ROOT, conf.html_static_path) if link.file not in named)
        found += [link for link in links if not link.file.name.startswith(LOCK)]
    for error in found:
        report(error)
    sys.stdout.flush()
    if not arguments.files and not arguments.language:  # no mistake: a language that was taken out keeps its catalogs
        for words in unlisted_languages(ROOT):
            print(words, file=sys.stderr)
    print(f"{len(paths)} catalogs read, {len(found) or 'nothing'} to mend", file=sys.stderr)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
