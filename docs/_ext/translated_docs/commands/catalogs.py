"""Take new and changed messages over into the catalogs of every language.

Usage: python -m translated_docs.commands.catalogs LANGUAGE [LANGUAGE ...]

A catalog is always written in one form, whichever program saved it last: one line a string, no line numbers, and
who saved it when as the last commit has it.  So the only difference that is ever seen is a message that changed.
Pages give one catalog each; the words of the templates and extensions go into ``sphinx.po``, where Sphinx looks for
them.

catalogs/update/merge.py says what becomes of each message, through sphinx-intl; catalogs/update/moves.py lets translations follow
pages and messages to other catalogs; catalogs/update/repair.py undoes what other programs have done, `sphinx-intl update` by
hand among them.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from functools import partial
from itertools import chain
from pathlib import Path

import polib
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from translated_docs.catalogs.catalog_paths import NO_PAGE, UI_DOMAIN, catalog_files, catalog_path, needs_interface
from translated_docs.catalogs.diagnostics import shown
from translated_docs.catalogs.entries import Key, is_written, joined, key, source_of, sources, translation
from translated_docs.catalogs.interface import TEMPLATE, settings_words, write_template
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.catalog_header import RIGHTS, WHO_AND_WHEN, header, header_comment
from translated_docs.catalogs.update.comments import trailing_comment
from translated_docs.catalogs.update.hard_breaks import show_breaks
from translated_docs.catalogs.update.merge import merge
from translated_docs.catalogs.update.moves import Finder, Given, Moves, as_given, renamed, renames, without_given
from translated_docs.catalogs.update.repair import deleted, mend, repaired
from translated_docs.catalogs.update.weblate import settings_error, write_components
from translated_docs.jobs.runner import run_and_report
from translated_docs.paths import ROOT, write_at_once
from translated_docs.processes import processes
from translated_docs.settings import conf, relative

TEMPLATES = ROOT / "build" / "gettext"
OF_INTERFACE = [("**.py", "python"), ("**.html", "jinja2")]  # which of the programs' files say something to readers


def opened(path: Path) -> tuple[polib.POFile, list[polib.POEntry], set[Key]]:
    """Return a catalog, repaired, what the last commit has and it lost, and its new sources; an empty one if there is none.

    One that was deleted since has lost all that it had.  Raises SystemExit if it can't be read: it is left as it is.
    """
    catalog: polib.POFile | None = polib.POFile()
    if path.exists():
        mend(path)
        catalog, error = load(path)
        if catalog is None:
            sys.exit(error)
    return repaired(catalog, path)


def save(path: Path, language: str, before: polib.POFile, entries: Iterable[polib.POEntry], end: str) -> None:
    """Write entries with the header of the catalog ``before``, and ``end``, its last comment, if that changes it."""
    after = polib.POFile(wrapwidth=0)
    after.header = header_comment(before, conf.translation_license, RIGHTS)
    after.extend(entries)
    after.metadata = header(before.metadata, language, any(entry.msgid_plural and translation(entry) for entry in after))
    text = "\n".join(filter(None, [f"{after}".rstrip("\n") + "\n", end]))
    text = re.sub(r"^(#.*?) +$", r"\1", text, flags=re.MULTILINE)  # polib writes one after an empty "#"
    if not path.exists() or text != path.read_text(encoding="utf-8"):
        write_at_once(path, text.encode())  # all at once: half a catalog may look like a whole one
        print(relative(path, ROOT))


def end_of(path: Path) -> str:
    """Return the comment below the last entry of a catalog."""
    return trailing_comment(path.read_text(encoding="utf-8")) if path.exists() else ""


def counted(number: int) -> str:
    return f"{number} translation{'s' * (number != 1)}"


def put_back(path: Path, catalog: polib.POFile, lost: list[polib.POEntry]) -> None:
    """Add to a catalog what it has lost, in the place of what is empty now, and say so."""
    back = {key(entry): entry for entry in lost}
    for entry in catalog:
        if key(entry) in back:
            back[key(entry)].tcomment = joined(back[key(entry)].tcomment, entry.tcomment)
    catalog[:] = [*(entry for entry in catalog if key(entry) not in back), *lost]
    if lost:
        words = f"what it had lost, or was emptied, is back from the last commit, {len(lost)} of its entries, as {shown(lost[0].msgid)!r}"
        print(f"{relative(path, ROOT)}: {words}; to drop them, commit the file without them, or with their msgstr empty, before 'make catalogs'")


def opened_together(paths: dict[str, Path]) -> dict[str, polib.POFile]:
    """Return catalogs, given by domain, as `opened` does, with what they have lost put back, which is said.

    What has moved to another of them since the last commit, or has the same words there, is not lost.
    """
    repaired_files = {domain: opened(path) for domain, path in paths.items()}
    files = {domain: catalog for domain, (catalog, _lost, _new) in repaired_files.items()}
    came = {of for _catalog, _lost, new in repaired_files.values() for of in new}
    same = {(source_of(entry), *translation(entry)) for catalog in files.values() for entry in filter(translation, catalog)}
    for domain, (catalog, lost, _new) in repaired_files.items():
        left = [entry for entry in lost if came.isdisjoint(sources([entry])) and (source_of(entry), *translation(entry)) not in same]
        put_back(paths[domain], catalog, left)
    return files


def refresh(template: Path, catalog: Path, language: str) -> None:
    """Bring the catalog of the interface to its template; see `opened` for what is raised."""
    before = opened_together({UI_DOMAIN: catalog})[UI_DOMAIN]
    save(catalog, language, before, merge(polib.pofile(str(template)), before), end_of(catalog))


def by_pages_of_today(
    files: dict[str, polib.POFile], messages: dict[str, set[Key]]
) -> tuple[dict[str, polib.POFile], dict[str, str]]:
    """Return catalogs by the pages that they are of today, an empty one for a page that has none, and what is renamed."""
    names = renames(files, messages)
    catalogs = renamed(files, names)
    catalogs |= {domain: polib.POFile() for domain in messages if domain not in catalogs}
    for domain in files.keys() & catalogs.keys():  # with the file, whichever page it is of now, as with its commits
        catalogs[domain].metadata |= {name: files[domain].metadata.get(name, "") for name in WHO_AND_WHEN}
    return catalogs, names


def refresh_pages(templates: dict[str, Path], language: str) -> None:
    """Bring the catalogs of a language to the templates of the pages, and let translations follow their messages."""
    paths = {domain: path for domain, path in catalog_files(ROOT, language).items() if domain != UI_DOMAIN}
    gone = deleted(catalog_path(ROOT, language, UI_DOMAIN))
    paths |= {domain: path for domain in templates if (path := catalog_path(ROOT, language, domain)) in gone}
    files = {domain: catalog for domain, catalog in opened_together(paths).items() if catalog or paths[domain].exists()}
    pages = {domain: list(polib.pofile(str(path))) for domain, path in templates.items()}
    for domain in files.keys() & pages.keys():
        show_breaks(files[domain], pages[domain])
    messages = {domain: {key(entry) for entry in template} for domain, template in pages.items()}
    catalogs, names = by_pages_of_today(files, messages)
    # Which files a catalog is made from: that of its page's former name, and the one that has its name already.
    origins = {domain: [path for old, path in paths.items() if names.get(old, old) == domain] for domain in catalogs}
    ends = {domain: "".join(map(end_of, of_domain)) for domain, of_domain in origins.items()}
    finder = Finder(catalogs, messages)
    moves = finder.move(pages)
    say_moves(language, names, catalogs, moves)
    present: list[Given] = []
    for domain, template in pages.items():
        entries = finder.merged(domain, template, moves)
        present += [as_given(entry) for entry in entries if not entry.obsolete]
        path = catalog_path(ROOT, language, domain)
        if entries:
            save(path, language, catalogs[domain], entries, ends[domain])
        else:  # of a page without words; a catalog that holds no message counts as lost
            path.unlink(missing_ok=True)
    for old in names.keys() - catalogs.keys():
        paths[old].unlink()
    for domain in sorted(catalogs.keys() - pages.keys()):
        if domain not in moves.takers and not is_blank(paths[domain], catalogs[domain]):
            continue
        moves.given.setdefault(domain, []).extend(present)  # what two pages had, of which one is the other now
        put_aside(paths[domain], language, catalogs[domain], moves, domain)


def is_blank(path: Path, catalog: polib.POFile) -> bool:
    """Say whether nobody has written anything in a catalog."""
    names = header_comment(catalog, "", RIGHTS)
    return not any(map(is_written, catalog)) and names in ("", conf.translation_license) and not end_of(path)


def put_aside(path: Path, language: str, catalog: polib.POFile, moves: Moves, domain: str) -> None:
    """Keep of a catalog without a page what no other has taken; delete it if that is nothing."""
    entries = without_given(merge([], catalog), moves.given[domain])
    takers = [catalog_path(ROOT, language, taker) for taker in sorted(moves.takers.get(domain, ()))]
    if entries or end_of(path):
        save(path, language, catalog, entries, end_of(path))
        return
    for taker in takers:  # at its top stands whose words they are
        file, *_since_the_commit = opened(taker)
        file.header = joined(file.header, header_comment(catalog, "", RIGHTS))
        save(taker, language, file, file, end_of(taker))
    path.unlink()
    now = ", ".join(relative(taker, ROOT) for taker in takers)
    why = f"all that it held is in {now}" if takers else "its page is gone, and nobody has written anything in it"
    print(f"{relative(path, ROOT)}: deleted; {why}")


def say_moves(language: str, names: dict[str, str], catalogs: dict[str, polib.POFile], moves: Moves) -> None:
    """Print which catalogs are renamed, and how many translations each takes from which others."""

    def path(domain: str) -> str:
        return relative(catalog_path(ROOT, language, domain), ROOT)

    for new, old in sorted((new, old) for old, new in names.items()):
        number = sum(bool(translation(entry)) for entry in catalogs[new])
        print(f"{path(new)}: renamed from {old}.po, with {counted(number)}")
    for domain, taken in sorted(moves.taken.items()):
        for origin, number in sorted(taken.items()):
            print(f"{path(domain)}: {counted(number)} from {origin}.po")
        if undecided := moves.undecided[domain]:
            why = "as other catalogs say something else; choose one"
            print(f"{path(domain)}: {counted(undecided)} marked fuzzy, {why}")


def unreadable(language: str) -> list[str]:
    """Mend what can be mended; return what is wrong with the catalogs of a language that can't be read."""
    errors = []
    for path in catalog_files(ROOT, language).values():
        if path.is_file() and os.access(path, os.R_OK | os.W_OK):
            mend(path)
        error = load(path)[1]
        errors += [error] if error else []
    return errors


def report_orphans(languages: list[str], templates: set[str]) -> None:
    """Name each catalog that no page answers to; what is in it is left alone."""
    for code in languages:
        for domain, catalog in catalog_files(ROOT, code).items():
            if domain not in templates:
                print(f"{relative(catalog, ROOT)}:1: {NO_PAGE}", file=sys.stderr)


def templates_in(folder: Path) -> dict[str, Path]:
    """Return the templates of a folder by domain."""
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.pot"))}


def extract_pages(folder: Path) -> dict[str, Path]:
    """Take the messages out of the pages, of which those are read that have changed; return the templates by domain."""
    from translated_docs.jobs.sphinx_build import extract as extract_messages  # with all of Sphinx

    process = processes.Process(target=run_and_report, args=(partial(extract_messages, folder),))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)
    return templates_in(folder)


def extract() -> dict[str, Path]:
    """Take the messages out of pages, templates and extensions; return the templates by domain."""
    shutil.rmtree(TEMPLATES, ignore_errors=True)
    extract_pages(TEMPLATES)
    # Sphinx extracts the templates only; the extensions speak to readers too, and so does conf.py.
    interface = Catalog()
    for _file, _line, words, _comments, context in extract_from_dir(ROOT / "docs" / "_ext", OF_INTERFACE):
        interface.add(words, context=context)
    for words in settings_words():
        interface.add(words)
    with (TEMPLATES / f"{UI_DOMAIN}.pot").open("wb") as file:
        write_po(file, interface, no_location=True, sort_output=True)
    return templates_in(TEMPLATES)


def update(languages: list[str]) -> None:
    """Bring the catalogs of all languages to what the pages say; the source language is the first.

    Raises SystemExit if one can't be read, and changes none of its language: an entry may be on its way to another file.
    """
    if error := settings_error():
        sys.exit(str(error))
    errors = {code: found for code in languages if (found := unreadable(code))}
    readable = [code for code in languages if code not in errors]
    unchanged = f"no catalog of {', '.join(errors)} is changed while one can't be read; mend what is named, and run this again"
    unread = "\n".join([*chain(*errors.values()), unchanged])
    if not readable:
        sys.exit(unread)
    templates = extract()
    if write_template(polib.pofile(str(templates[UI_DOMAIN]))):
        print(relative(TEMPLATE, ROOT))
    for code in readable:
        if code != languages[0]:  # the source has no page to translate, only the interface
            refresh_pages({domain: path for domain, path in templates.items() if domain != UI_DOMAIN}, code)
        if needs_interface(code):
            refresh(templates[UI_DOMAIN], catalog_path(ROOT, code, UI_DOMAIN), code)
    if written := write_components(ROOT):
        print(relative(written, ROOT))
    report_orphans([code for code in readable if code != languages[0]], set(templates))
    if errors:
        sys.exit(unread)


if __name__ == "__main__":
    run_and_report(partial(update, sys.argv[1:]))
