"""Write sanitized copies of the catalogs: translations are untrusted input.

From each catalog in ``locale/`` the translations without an error are copied to
``build/catalogs/``, where Sphinx reads them (``locale_dirs``).  An error is reported with
file, line and remedy, and the page shows the source text of that message.  So it does of
all messages of a catalog that can't be read, and of those that Sphinx has warned of.

This module imports no Sphinx: one process sanitizes catalogs while another imports Sphinx.
"""

import hashlib
import os
import pickle
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache, partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import polib

from translated_docs import fonts
from translated_docs.catalogs.markup_policy import (
    SUBSTITUTION,
    Diagnostic,
    Markup,
    compared,
    draft_errors,
    errors,
    errors_before_parsing,
    page_parser,
    parsing_cost,
    without_key,
)
from translated_docs.catalogs.po_file import (
    UI_DOMAIN,
    Error,
    catalog_files,
    catalog_path,
    pages_of_catalog,
    parse_entries,
    read,
    state,
)  # fmt: skip
from translated_docs.fonts import missing_characters
from translated_docs.paths import ROOT, write_at_once
from translated_docs.processes import processes
from translated_docs.settings import catalogs_folder, conf, source_folder, source_language

# Beside each copy: what is known of its catalog, so that no other module parses it again.
ENTRIES = ".entries"
COPIES = (".po", ".mo", ENTRIES)
TERM = re.compile(r"\{term\}`(?P<words>[^`<>]+)(?:<(?P<name>[^`<>]+)>)?`")
GLOSSARY = re.compile(r"\{glossary\}|\.\. +glossary::", re.IGNORECASE)  # as MyST has it, or reStructuredText
# Limits of the parsing time of a whole catalog, in microseconds: a fixed part, and a part for
# each byte of its page.  The catalogs of this publication cost 11 a byte at most.
COST_ALWAYS = 500_000
COST_PER_BYTE = 100
WORTH_A_PROCESS = 100  # catalogs: they take about as long as another process


class Terms(dict[str, str]):
    """The translations of the terms of a glossary, by what the source says."""

    @cached_property
    def digest(self) -> bytes:
        """Return a digest of all of them, made once for the many catalogs that may use them."""
        return hashlib.sha256("\0".join([*self, *self.values()]).encode()).digest()


NO_TERMS = Terms()


# -- Errors of entries -------------------------------------------------------------


def with_names_of_source(msgid: str, msgstr: str, terms: Mapping[str, str]) -> str:
    """Return a translation whose terms have the names that the source gives them, beside their words.

    The book of both languages knows no others.
    """
    agreed = {terms[name].casefold(): name for role, _words, name in Markup.of(msgid).roles if role == "term" and name in terms}

    def named(match: re.Match) -> str:
        name = agreed.get((match["name"] or match["words"]).casefold())
        return f"{{term}}`{match['words'].strip()} <{name}>`" if name else match[0]

    return TERM.sub(named, msgstr) if agreed else msgstr


def as_used(entry: polib.POEntry, domain: str, terms: Mapping[str, str], definitions: Mapping[str, str]) -> str:
    """Return the translation as it is written to the copy.

    Sphinx warns of links and footnotes that stand in another order than in the source,
    as if they were others.  Its mark "#noqa" says here that they have been compared.  What is the same as its source
    it does not read, though what is substituted there may have other words: a blank makes it another.
    """
    if domain == UI_DOMAIN:
        return entry.msgstr
    if entry.msgid == entry.msgstr:
        substitutes = SUBSTITUTION.search(entry.msgid) and not SUBSTITUTION.fullmatch(entry.msgid)  # alone: page_parser.py
        return f"{entry.msgstr} " if substitutes else entry.msgstr
    msgstr = with_names_of_source(entry.msgid, entry.msgstr, terms)
    source, translation = compared(entry.msgid, entry.msgstr, terms, definitions)
    reorderable = any(kind != "block" for kind, _target in translation.found)
    return f"{msgstr} #noqa" if reorderable and translation.found == source.found else msgstr


def form_error(entry: polib.POEntry, domain: str) -> Diagnostic | None:
    """Return the error of an entry with a context or a plural, which Sphinx never looks up for a page; None for others.

    The interface asks for contexts (``pgettext`` in a template), and for no plural.
    """
    is_plural = bool(entry.msgid_plural or entry.msgstr_plural)  # that of a plural may be empty
    has_context = entry.msgctxt is not None and domain != UI_DOMAIN
    name = "msgid_plural" if is_plural else "msgctxt" if has_context else ""
    remedy = "write one msgid and one msgstr, without it"
    if has_context:
        remedy += "; a page tells two meanings apart by [word]{.meaning}"
    return Diagnostic("form", f"has a {name}, which no page asks for", remedy) if name else None


# A file that a page includes, in Markdown and in reStructuredText.
INCLUDE = re.compile(r"(?:\{include\}|\.\. +include::)[ \t]+(?P<path>\S.*)")


@lru_cache(maxsize=None)
def included_files(file: Path, _modified: int, sources: Path) -> list[Path]:
    """Return the files that a page, or a file that it includes, takes in."""
    paths = [found["path"].strip() for found in INCLUDE.finditer(file.read_text(encoding="utf-8", errors="replace"))]
    return [Path(os.path.normpath(sources / path[1:] if path.startswith("/") else file.parent / path)) for path in paths]


def files_of_catalog(root: Path, domain: str) -> list[Path]:
    """Return the pages of a catalog, and the files that they include: their messages are of the page's catalog."""
    files = pages_of_catalog(root, domain)
    for file in files:
        included = included_files(file, file.stat().st_mtime_ns, source_folder(root))
        files += [path for path in included if path not in files and path.is_relative_to(root) and path.is_file()]
    return files


def size_of_pages(root: Path, domain: str) -> int:
    """Return how many bytes the pages of a catalog have, with what they include."""
    return sum(file.stat().st_size for file in files_of_catalog(root, domain))


# Where a link by reference leads: "[label]: address" (https://spec.commonmark.org/0.31.2/#link-reference-definitions).
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]^][^\[\]]*\]:[ \t]*\S.*$", re.MULTILINE)


@lru_cache(maxsize=None)
def definitions_of_page(page: Path, _modified: int) -> dict[str, str]:
    """Return the addresses that a page defines for its links by reference, by label as the parser has it."""
    environment: dict = {}
    if lines := DEFINITION.findall(page.read_text(encoding="utf-8", errors="replace")):
        page_parser().parse("\n\n".join(lines), environment)
    return {label: definition["href"] for label, definition in environment.get("references", {}).items()}


def definitions(root: Path, domain: str) -> dict[str, str]:
    """Return the addresses of links by reference on the pages of a catalog, but for labels that differ between these."""
    found: dict[str, set[str]] = {}
    for page in files_of_catalog(root, domain):
        for label, address in definitions_of_page(page, page.stat().st_mtime_ns).items():
            found.setdefault(label, set()).add(address)
    return {label: addresses.pop() for label, addresses in found.items() if len(addresses) == 1}


def check_entries(
    catalog: polib.POFile, domain: str, root: Path, terms: Mapping[str, str] = NO_TERMS
) -> Iterator[tuple[polib.POEntry, list[Diagnostic]]]:
    """Yield each translated entry with its errors.

    Messages beyond the limit of parsing time are not parsed: a whole catalog could take hours.
    """
    missing_characters("".join(entry.msgstr for entry in catalog))  # asked once for all of them
    left, defined = COST_ALWAYS + COST_PER_BYTE * size_of_pages(root, domain), definitions(root, domain)
    for entry in catalog:
        if not entry.obsolete and (diagnostic := form_error(entry, domain)):
            yield entry, [diagnostic]
            continue
        if entry.obsolete or not entry.msgstr.strip():
            continue
        if entry.fuzzy:  # the page shows it as words, with what has changed in its source
            drafts = (entry.msgstr, entry.previous_msgid or "")
            yield entry, [diagnostic for draft in drafts for diagnostic in draft_errors(entry.msgid, draft)]
            continue
        diagnostics = errors_before_parsing(entry.msgid, entry.msgstr)
        if not diagnostics and domain != UI_DOMAIN:
            left -= parsing_cost(entry.msgid) + parsing_cost(entry.msgstr)
        if left < 0:
            words, remedy = "comes after more markup than its page has", "run 'make catalogs'; delete what no page has"
            diagnostics = diagnostics or [Diagnostic("length", words, remedy)]
        yield entry, diagnostics or errors(entry.msgid, entry.msgstr, domain, terms, defined)


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


def folder_of_copies(root: Path, language: str) -> Path:
    return Path(*locale_dirs(root), language, "LC_MESSAGES")


@cache
def digest_of_rules() -> bytes:
    """Return a digest of the markup policy, the settings and the versions of the parsers."""
    rules = [Path(__file__).parent / f"{name}.py" for name in ("sanitize", "po_file", "characters", "markup_policy")]
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
    return stored(path) if path.exists() else None


def is_readable(path: Path) -> bool:
    """Say whether a catalog has been read, of which some of it may not be used."""
    copy = ROOT / "build" / "catalogs" / path.relative_to(catalogs_folder()).with_suffix(ENTRIES)
    return copy.exists() and stored(copy).entries is not None


def stored(path: Path) -> Sanitized:
    """Return what is known of a catalog, to be read only."""
    return stored_once(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)  # a catalog may hold many pages, which are read one after the other
def stored_once(path: Path, _modified: int) -> Sanitized:
    with path.open("rb") as file:
        _digest, errors, warnings = pickle.load(file)
        return Sanitized(errors, warnings, pickle.load(file))


def update_copy(
    path: Path, copy: Path, domain: str, root: Path, terms: Terms = NO_TERMS, warnings: list[Error] | None = None,
) -> list[Error]:  # fmt: skip
    """Update the copy of a catalog, which is empty if the catalog can't be read; return its errors and warnings.

    ``copy`` is the path of the copies without suffix.  Messages that have ``warnings`` of Sphinx are not
    copied; those that were given the last time stay, as long as the catalog is the same.
    """
    content, error = read(path)
    wanted = digest(content + error.encode(), root, domain, terms)
    entries = copy.with_name(f"{copy.name}{ENTRIES}")
    known = cached_errors(entries, wanted)
    if known and warnings in (None, known[1]):
        return sum(known, [])
    catalog, errors = (None, [(1, error)]) if error else parse_entries(path, content)
    usable, every, of_entries = sanitized(catalog or polib.POFile(), domain, root, terms)
    errors, every = (errors, None) if catalog is None else ([*errors, *of_entries], every)
    warned = {line for line, _words in warnings or ()}
    unusable = {entry.msgid for entry in every or () if entry.linenum in warned}
    usable[:] = [entry for entry in usable if entry.msgid not in unusable]
    write_at_once(copy.with_name(f"{copy.name}.po"), f"{usable}\n".encode())
    write_at_once(copy.with_name(f"{copy.name}.mo"), usable.to_binary())
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


@lru_cache(maxsize=None)
def has_glossary(page: Path, _modified: int) -> bool:
    return GLOSSARY.search(page.read_text(encoding="utf-8", errors="replace")) is not None


@lru_cache(maxsize=64)
def translations(path: Path, content: bytes) -> dict[str, str]:
    catalog = parse_entries(path, content)[0] or ()
    return {entry.msgid: entry.msgstr for entry in catalog if not entry.obsolete and state(entry) == "translated"}


def glossary_terms(root: Path, language: str) -> Terms:
    """Return the translations of all pages with a glossary, by what the source says: its terms are among them."""
    found = {}
    for domain, path in catalog_files(root, language).items():
        if not any(has_glossary(page, page.stat().st_mtime_ns) for page in pages_of_catalog(root, domain)):
            continue
        content, error = read(path)
        found |= {} if error else translations(path, content)
    return Terms({without_key(term): without_key(translated) for term, translated in found.items()} | found)


def update_copies(files: Mapping[str, Path], folder: Path, root: Path, terms: Terms) -> dict[Path, list[Error]]:
    """Update the copies of catalogs, given by domain, in their folder; return what each has of errors and warnings."""
    return {path: update_copy(path, folder / domain, domain, root, terms) for domain, path in files.items()}


def update_side_by_side(
    files: Mapping[str, Path], folder: Path, root: Path, terms: Terms, workers: int
) -> dict[Path, list[Error]]:
    """Do what `update_copies` does, in so many processes."""
    from concurrent.futures import ProcessPoolExecutor  # what few catalogs do not need

    parts = [dict([*files.items()][first::workers]) for first in range(workers)]
    with ProcessPoolExecutor(workers, mp_context=processes) as pool:
        found = pool.map(partial(update_copies, folder=folder, root=root, terms=terms), parts)
        errors = {path: errors for part in found for path, errors in part.items()}
    return {path: errors[path] for path in files.values()}


def sanitize_catalogs(root: Path, language: str, workers: int = 1) -> list[str]:
    """Update all copies of a language; return all that is left out of them, ``file:line: why; remedy`` each.

    Call it before Sphinx starts, which loads the catalog of the interface first.  ``workers`` is how many processes
    may be begun for many catalogs, where nothing else has begun threads.
    """
    folder, files = folder_of_copies(root, language), catalogs_in_use(root, language)
    wanted = {f"{folder}/{domain}{suffix}" for domain in files for suffix in COPIES}
    for file in folder.rglob("*"):
        if file.suffix in COPIES and str(file) not in wanted:
            file.unlink(missing_ok=True)
    terms, workers = glossary_terms(root, language), min(workers, 1 + len(files) // WORTH_A_PROCESS)
    if workers > 1:
        return said(update_side_by_side(files, folder, root, terms, workers))
    return said(update_copies(files, folder, root, terms))


def errors_of_copies(root: Path, language: str) -> list[str]:
    """Return what `sanitize_catalogs` has said of the copies that are there, without looking at the catalogs again."""
    folder, files = folder_of_copies(root, language), catalogs_in_use(root, language)
    known = {path: cached_errors(folder / f"{domain}{ENTRIES}") for domain, path in files.items()}
    return said({path: sum(errors, []) for path, errors in known.items() if errors})


def said(errors: Mapping[Path, list[Error]]) -> list[str]:
    """Return the errors of catalogs as they are told, by line."""
    return [
        f"{path}:{line}: {words}" for path, found in errors.items() for line, words in sorted(found, key=itemgetter(0))
    ]


# -- Warnings of Sphinx --------------------------------------------------------------


# What a warning names, where nothing but that decides whether there is one: a page that has it too is warned of itself.
NAMED = re.compile(
    r"^[^;]*?(?:(?P<mark>['\"])(?P<quoted>[^'\";]+)(?P=mark)(?=[^'\";]*(?:;|\[))"
    r"|(?:leads to|target not found:) (?P<bare>[^\s'\";,]+)(?=,| \[)|(?:holds|has) (?P<listed>\S+(?: \S+)*?), )"
    r".*\[(?:myst\.(?:[ix]ref_missing|role_unknown|substitution)|mystnb\.glue|ref\.\w+|page\.(?:character|formula|icon|link))\]"
)
# A link to nothing, of which a warning has no name: [words](), [words](#), <a href="#">.
TO_NOTHING = re.compile(r"\]\(\s*(?:#|<#?>)?(?:\s[^)]*)?\)|\bhref\s*=\s*(['\"]?)#?\1[\s/>]", re.IGNORECASE)
WITHOUT_WORDS = "A title or caption not found"  # what a link decides that has no words of its own: `label`


def is_of_source(msgid: str, words: str) -> bool:
    """Say whether what Sphinx has warned of in a translation stands in its source, and is wrong there."""
    found = NAMED.match(words)
    if not found:
        return "target not found: ''" in words and bool(TO_NOTHING.search(msgid))
    names = (found["quoted"] or found["bare"] or found["listed"]).split(" ")
    if WITHOUT_WORDS in words:
        names = [f"`{found['quoted']}`"]
    elif "iref_missing" in words:  # of another manual: "manual:domain:type:name", with "*" for what is not given
        names = re.split(r"[:*]+\.?", found["quoted"])
    elif "source document" in words:  # from the top on; the link may go from its page on
        names = [found["quoted"].rpartition("/")[2]]
    return all(name.casefold() in msgid.casefold() for name in names)  # Sphinx writes labels in small letters


def reject(root: Path, language: str, warnings: Iterable[tuple[str, int, str]]) -> bool:
    """Take the messages that Sphinx has warned of (domain, line and words each) out of the copies.

    Return whether there is any less in them, so that another build will say less.  What could not be
    taken out is kept as an error of the catalog all the same. What a message has from its source is no reason.
    """
    found: dict[str, list[Error]] = {}
    for domain, line, words in warnings:
        found.setdefault(domain, []).append((line, words))
    is_less, terms = False, glossary_terms(root, language)
    for domain, of_catalog in found.items():
        before = sanitized_catalog(root, language, domain) or Sanitized([], [], [])
        sources = {entry.linenum: entry.msgid for entry in before.entries or () if not entry.obsolete}
        lines = sorted(sources)
        of_messages = [(lines[max(bisect_right(lines, line), 1) - 1], words) for line, words in of_catalog if lines]
        own = [(line, words) for line, words in of_messages if not is_of_source(sources[line], words)]
        new = [error for error in dict.fromkeys(own) if error not in before.warnings]
        if not new:
            continue
        is_less = is_less or any(line not in before.rejected for line, _words in new)
        copy = folder_of_copies(root, language) / domain
        update_copy(catalog_path(root, language, domain), copy, domain, root, terms, [*before.warnings, *new])
    return is_less


def warnings_of_last_build(root: Path, language: str, domain: str, content: bytes) -> list[Error]:
    """Return what Sphinx has warned of in a catalog of this content, if it was built."""
    copy = folder_of_copies(root, language) / f"{domain}{ENTRIES}"
    known = cached_errors(copy, digest(content, root, domain, glossary_terms(root, language)))
    return known[1] if known else []


def forget_warnings(root: Path, language: str) -> None:
    """Let Sphinx try again what it has warned of: another message may have been mended, or the page."""
    for path in folder_of_copies(root, language).rglob(f"*{ENTRIES}"):
        known = cached_errors(path)
        if known and known[1]:
            path.unlink()
