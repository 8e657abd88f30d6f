"""Write sanitized copies of the catalogs: translations are untrusted input.

From each catalog in ``locale/`` the translations without an error are copied to
``build/catalogs/``, where Sphinx reads them (``locale_dirs``).  An error is reported with
file, line and remedy, and the page shows the source text of that message.  So it does of
all messages of a catalog that can't be read, and of those that Sphinx has warned of.

This module imports no Sphinx: one process sanitizes catalogs while another imports Sphinx.
"""

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import polib

from translated_docs import fonts
from translated_docs.catalogs.catalog_paths import UI_DOMAIN, catalog_files, catalog_parts, catalog_path, pages_of_catalog
from translated_docs.catalogs.diagnostics import Error, FileError
from translated_docs.catalogs.interface import progress_of_interface
from translated_docs.catalogs.po_file import parse_entries, read
from translated_docs.catalogs.policy.entry_errors import check_entries, form_error, size_of_pages
from translated_docs.catalogs.policy.glossary_terms import NO_TERMS, Terms, glossary_terms, with_names_of_source
from translated_docs.catalogs.policy.link_targets import definitions
from translated_docs.catalogs.policy.markup_policy import compared
from translated_docs.catalogs.policy.message_markup import SUBSTITUTION
from translated_docs.catalogs.progress import Progress, progress_of_messages
from translated_docs.paths import PACKAGE, ROOT, write_at_once
from translated_docs.processes import processes
from translated_docs.settings import conf, source_language

# Beside each copy: what is known of its catalog, so that no other module parses it again.
ENTRIES = ".entries"
COPIES = (".po", ".mo", ENTRIES)
WORTH_A_PROCESS = 100  # catalogs: they take about as long as another process


# -- What is copied -----------------------------------------------------------------


def as_used(entry: polib.POEntry, domain: str, terms: Mapping[str, str], definitions: Mapping[str, str]) -> str:
    """Return the translation as it is written to the copy.

    Sphinx warns of links and footnotes that stand in another order than in the source,
    as if they were others.  Its mark "#noqa" says here that they have been compared.  What is the same as its source
    it does not read, though what is substituted there may have other words: a blank makes it another.  No other blank
    stands at an end: it would make a second term of one that is the same in both languages.
    """
    if domain == UI_DOMAIN:
        return entry.msgstr
    words = entry.msgstr.strip()
    if entry.msgid == words:
        substitutes = SUBSTITUTION.search(entry.msgid) and not SUBSTITUTION.fullmatch(entry.msgid)  # alone: page_parser.py
        return f"{words} " if substitutes else words
    msgstr = with_names_of_source(entry.msgid, words, terms)
    source, translation = compared(entry.msgid, words, terms, definitions)
    reorderable = any(kind != "block" for kind, _target in translation.found)
    return f"{msgstr} #noqa" if reorderable and translation.found == source.found else msgstr


def sanitized(
    catalog: polib.POFile, domain: str, root: Path, terms: Mapping[str, str] = NO_TERMS
) -> tuple[polib.POFile, list[polib.POEntry], list[Error]]:
    """Return the sanitized catalog, its entries, and line and words of each error.

    The entries include fuzzy and obsolete ones; a fuzzy one with an error has no translation.  One with
    a context or a plural is there without it, if it is translated and no other has its msgid.
    """
    usable, dropped, found, defined = polib.POFile(wrapwidth=0), {}, [], definitions(root, domain)
    usable.metadata = {"Content-Type": "text/plain; charset=utf-8"}  # ours, whatever the catalog's says
    for entry, diagnostics in check_entries(catalog, domain, root, terms):
        found += [(entry.linenum, str(diagnostic)) for diagnostic in diagnostics]
        if diagnostics and entry.fuzzy:
            dropped[entry.linenum] = polib.POEntry(msgid=entry.msgid, linenum=entry.linenum)
        elif not diagnostics and not entry.fuzzy:
            words = as_used(entry, domain, terms, defined)
            usable.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=words))
    plain = {entry.msgid for entry in catalog if not form_error(entry, domain)}
    every = []
    for entry in catalog:
        if not form_error(entry, domain):
            every.append(dropped.get(entry.linenum, entry))
        elif entry.msgid not in plain and (words := entry.msgstr_plural.get(0) or entry.msgstr):
            every.append(polib.POEntry(msgid=entry.msgid, msgstr=words, linenum=entry.linenum))
            plain.add(entry.msgid)
    return usable, every, found


# -- The copies that Sphinx reads ---------------------------------------------------


def locale_dirs(root: Path) -> list[str]:
    """Return what ``locale_dirs`` is in a build, whatever conf.py says."""
    return [str(root / "build" / "catalogs")]


@cache
def folder_of_copies(root: Path, language: str) -> Path:
    return Path(*locale_dirs(root), language, "LC_MESSAGES")


@cache
def digest_of_rules() -> bytes:
    """Return a digest of the rules for catalogs, the settings and the versions of the parsers."""
    rules = sorted((PACKAGE / "catalogs").rglob("*.py"))
    files = [*rules, Path(fonts.__file__), ROOT / "conf.py", ROOT / "requirements.txt"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


def digest(content: bytes, root: Path, domain: str, terms: Terms = NO_TERMS) -> bytes:
    """Return a digest of the inputs of a copy, among them the size of its pages, and what they define.

    A modification time does not tell every change.
    """
    of_pages = f"{size_of_pages(root, domain)} {sorted(definitions(root, domain).items())}".encode()
    return hashlib.sha256(b"%s%s %s %s" % (digest_of_rules(), of_pages, terms.digest, content)).digest()


class Sanitized(NamedTuple):
    """What is known of a catalog that was sanitized."""

    errors: list[Error]  # of the catalog and its messages
    warnings: list[Error]  # of Sphinx, see `reject`
    entries: list[polib.POEntry] | None  # as `sanitized` returns them; None if the catalog can't be read

    @property
    def rejected(self) -> dict[int, str]:
        """What is wrong with each translation that is not used, by its line."""
        return dict([*self.errors, *self.warnings][::-1])


def cached_errors(entries: Path, wanted: bytes | None = None) -> tuple[list[Error], list[Error]] | None:
    """Return the errors and warnings stored with a copy; None if it is missing, or not made from what is ``wanted``."""
    try:
        with entries.open("rb") as file:
            made_from, errors, warnings = pickle.load(file)
    except (OSError, pickle.UnpicklingError, EOFError, TypeError, ValueError):
        return None  # there is none, or one written by another version
    return (errors, warnings) if wanted in (None, made_from) else None


def sanitized_catalog(root: Path, language: str, domain: str) -> Sanitized | None:
    """Return what is known of a catalog that was sanitized; None if there is no catalog."""
    path = folder_of_copies(root, language) / f"{domain}{ENTRIES}"
    return stored(path, path.stat().st_mtime_ns) if path.exists() else None


def is_readable(path: Path) -> bool:
    """Say whether a catalog has been read, of which some of it may not be used."""
    known = sanitized_catalog(ROOT, *catalog_parts(ROOT, path))
    return known is not None and known.entries is not None


@lru_cache(maxsize=1)  # a catalog may hold many pages, which are read one after the other
def stored(path: Path, _modified: int) -> Sanitized:
    """Return what is known of a catalog, to be read only."""
    with path.open("rb") as file:
        _digest, errors, warnings = pickle.load(file)
        return Sanitized(errors, warnings, pickle.load(file))


def progress_of(catalog: Sanitized | None, asked: Mapping[bytes, int] | None = None) -> Progress:
    """Return how many of the messages that pages ask for (`message_lengths`) a catalog translates, if there is one.

    Without any it is that of the interface, which has to have all that the interface says.
    """
    count = progress_of_interface if asked is None else partial(progress_of_messages, asked)
    if catalog and catalog.entries is not None:
        return count(catalog.entries, catalog.rejected)
    return replace(count(()), first_open=0)


def update_copy(root: Path, language: str, terms: Terms, domain: str, warnings: list[Error] | None = None) -> list[Error]:
    """Update the copy of a catalog, which is empty if the catalog can't be read; return its errors and warnings.

    Messages that have ``warnings`` of Sphinx are not copied; those that were given the last time stay, as long as the
    catalog is the same.
    """
    path = catalog_path(root, language, domain)
    content, error = read(path)
    wanted = digest(content + error.encode(), root, domain, terms)
    catalog_copy, compiled, entries = (folder_of_copies(root, language) / f"{domain}{suffix}" for suffix in COPIES)
    known = cached_errors(entries, wanted)
    if known and warnings in (None, known[1]):
        return sum(known, [])
    catalog, errors = (None, [(1, error)]) if error else parse_entries(path, content)
    usable, every, of_entries = sanitized(catalog or polib.POFile(), domain, root, terms)
    errors, every = (errors, None) if catalog is None else ([*errors, *of_entries], every)
    warned = {line for line, _words in warnings or ()}
    unusable = {entry.msgid for entry in every or () if entry.linenum in warned}
    usable[:] = [entry for entry in usable if entry.msgid not in unusable]
    write_at_once(catalog_copy, f"{usable}\n".encode())
    write_at_once(compiled, usable.to_binary())
    # Written last: its presence means that the others are complete.
    write_at_once(entries, pickle.dumps((wanted, errors, warnings or [])) + pickle.dumps(every))
    return [*errors, *(warnings or [])]


def catalogs_in_use(root: Path, language: str) -> dict[str, Path]:
    """Return the catalogs of a language that Sphinx looks up, by domain.

    Catalogs without a page are left out.  The source language has the catalog of the interface
    alone: another one would replace the source text.
    """
    is_source = language == source_language(conf)
    return {
        domain: path
        for domain, path in catalog_files(root, language).items()
        if domain == UI_DOMAIN or (not is_source and pages_of_catalog(root, domain))
    }


def sanitize_catalogs(root: Path, language: str, workers: int = 1) -> list[FileError]:
    """Update all copies of a language; return all that is left out of them.

    Call it before Sphinx starts, which loads the catalog of the interface first.  ``workers`` is how many processes
    may be begun for many catalogs, where nothing else has begun threads.
    """
    folder, files = folder_of_copies(root, language), catalogs_in_use(root, language)
    wanted = {f"{folder}/{domain}{suffix}" for domain in files for suffix in COPIES}
    for file in folder.rglob("*"):
        if file.suffix in COPIES and str(file) not in wanted:
            file.unlink(missing_ok=True)
    update = partial(update_copy, root, language, glossary_terms(root, language))
    workers = min(workers, 1 + len(files) // WORTH_A_PROCESS)
    if workers == 1:
        return said(dict(zip(files.values(), map(update, files))))
    from concurrent.futures import ProcessPoolExecutor  # what few catalogs do not need

    with ProcessPoolExecutor(workers, mp_context=processes) as pool:
        return said(dict(zip(files.values(), pool.map(update, files, chunksize=1 + len(files) // (4 * workers)))))


def errors_of_copies(root: Path, language: str) -> list[FileError]:
    """Return what `sanitize_catalogs` has said of the copies that are there, without looking at the catalogs again."""
    folder, files = folder_of_copies(root, language), catalogs_in_use(root, language)
    known = {path: cached_errors(folder / f"{domain}{ENTRIES}") for domain, path in files.items()}
    return said({path: sum(errors, []) for path, errors in known.items() if errors})


def said(errors: Mapping[Path, list[Error]]) -> list[FileError]:
    """Return the errors of catalogs, by line."""
    return [FileError(path, *error) for path, found in errors.items() for error in sorted(found, key=itemgetter(0))]


