"""Write sanitized copies of the catalogs: translations are untrusted input.

From each catalog in ``locale/`` the translations without an error are copied to
``build/catalogs/``, where Sphinx reads them (``locale_dirs``).  An error is reported with
file, line and remedy, and the page shows the source text of that message.

This module imports no Sphinx: one process sanitizes catalogs while another imports Sphinx.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

import polib

from translated_docs import fonts
from translated_docs.catalogs.markup_policy import (
    NO_TERMS,
    Diagnostic,
    Markup,
    compared,
    draft_errors,
    errors,
    errors_before_parsing,
    parsing_cost,
)
from translated_docs.catalogs.po_file import (
    UI_DOMAIN,
    Progress,
    catalog_files,
    page_path,
    parse,
    progress,
    read,
    state,
)
from translated_docs.fonts import missing_characters
from translated_docs.paths import ROOT

# Beside each copy: the errors of its catalog, and all entries of the catalog, so
# that no other module parses it again.
ENTRIES = ".entries"
COPIES = (".po", ".mo", ENTRIES)
TERM = re.compile(r"\{term\}`(?P<words>[^`<>]+)(?:<(?P<name>[^`<>]+)>)?`")
# Limits of the parsing time of a whole catalog, in microseconds: a fixed part, and a part for
# each byte of its page.  The catalogs of this publication cost 11 a byte at most.
COST_ALWAYS = 500_000
COST_PER_BYTE = 100


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


def as_used(entry: polib.POEntry, domain: str, terms: Mapping[str, str]) -> str:
    """Return the translation as it is written to the copy.

    Sphinx warns of links and footnotes that stand in another order than in the source,
    as if they were others.  Its mark "#noqa" says here that they have been compared.
    """
    if domain == UI_DOMAIN or entry.msgid == entry.msgstr:
        return entry.msgstr
    msgstr = with_names_of_source(entry.msgid, entry.msgstr, terms)
    source, translation = compared(entry.msgid, entry.msgstr, terms)
    reorderable = any(kind != "block" for kind, _target in translation.found)
    return f"{msgstr} #noqa" if reorderable and translation.found == source.found else msgstr


def form_error(entry: polib.POEntry) -> Diagnostic | None:
    """Return the error of an entry with a context or a plural, which Sphinx never looks up; None for others."""
    is_plural = bool(entry.msgid_plural or entry.msgstr_plural)  # that of a plural may be empty
    name = "msgid_plural" if is_plural else "msgctxt" if entry.msgctxt is not None else ""
    remedy = "write one msgid and one msgstr, without it"
    return Diagnostic("form", f"has a {name}, which no page asks for", remedy) if name else None


def check_entries(
    catalog: polib.POFile, domain: str, root: Path, terms: Mapping[str, str] = NO_TERMS
) -> Iterator[tuple[polib.POEntry, list[Diagnostic]]]:
    """Yield each translated entry with its errors.

    Messages beyond the limit of parsing time are not parsed: a whole catalog could take hours.
    """
    missing_characters("".join(entry.msgstr for entry in catalog))  # asked once for all of them
    page = page_path(root, domain)
    left = COST_ALWAYS + COST_PER_BYTE * (page.stat().st_size if page.is_file() else 0)
    for entry in catalog:
        if not entry.obsolete and (diagnostic := form_error(entry)):
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
        yield entry, diagnostics or errors(entry.msgid, entry.msgstr, domain, terms)


def sanitized(
    catalog: polib.POFile, domain: str, root: Path, terms: Mapping[str, str] = NO_TERMS
) -> tuple[polib.POFile, list[polib.POEntry], list[tuple[int, str]]]:
    """Return the sanitized catalog, its entries, and line and words of each error.

    The entries include fuzzy and obsolete ones; a fuzzy one with an error has no translation,
    and those with a context or a plural are left out.
    """
    usable, dropped, found = polib.POFile(wrapwidth=0), {}, []
    usable.metadata = {"Content-Type": "text/plain; charset=utf-8"}  # ours, whatever the catalog's says
    for entry, diagnostics in check_entries(catalog, domain, root, terms):
        found += [(entry.linenum, str(diagnostic)) for diagnostic in diagnostics]
        if diagnostics and entry.fuzzy:
            dropped[entry.linenum] = polib.POEntry(msgid=entry.msgid, linenum=entry.linenum)
        elif not diagnostics and not entry.fuzzy:
            usable.append(polib.POEntry(msgid=entry.msgid, msgstr=as_used(entry, domain, terms)))
    every = [dropped.get(entry.linenum, entry) for entry in catalog if not form_error(entry)]
    return usable, every, found


# -- The copies that Sphinx reads ---------------------------------------------------


def folder_of_copies(root: Path, language: str) -> Path:
    return root / "build" / "catalogs" / language / "LC_MESSAGES"


@cache
def digest_of_rules() -> bytes:
    """Return a digest of the markup policy, the settings and the versions of the parsers."""
    rules = [Path(__file__).parent / f"{name}.py" for name in ("sanitize", "po_file", "characters", "markup_policy")]
    files = [*rules, Path(fonts.__file__), ROOT / "conf.py", ROOT / "requirements.txt"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


def digest(content: bytes, page: Path, terms: Mapping[str, str] = NO_TERMS) -> bytes:
    """Return a digest of the inputs of a copy. A modification time does not tell every change."""
    size = page.stat().st_size if page.is_file() else 0
    return hashlib.sha256(b"%s%d %s %s" % (digest_of_rules(), size, repr(sorted(terms.items())).encode(), content)).digest()


def write(path: Path, content: bytes) -> None:
    """Write a file atomically: a build may be killed, and another process may be reading the file."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def cached_errors(entries: Path, wanted: bytes) -> list[tuple[int, str]] | None:
    """Return the errors stored with a copy; None if the copy is missing or out of date."""
    if not entries.is_file():
        return None
    try:
        with entries.open("rb") as file:
            made_from, found = pickle.load(file)
    except (pickle.UnpicklingError, EOFError, TypeError, ValueError):
        return None  # written by another version
    return found if made_from == wanted else None


def entries_of_page(root: Path, language: str, docname: str) -> list[polib.POEntry] | None:
    """Return the entries of a page's catalog, as `sanitized` returns them; None if the page has no catalog."""
    path = folder_of_copies(root, language) / f"{docname}{ENTRIES}"
    return all_entries(path) if path.exists() else None


def all_entries(path: Path) -> list[polib.POEntry]:
    with path.open("rb") as file:
        pickle.load(file)  # the digest and errors, see cached_errors
        return pickle.load(file)


def update_copy(path: Path, copy: Path, domain: str, root: Path, terms: Mapping[str, str] = NO_TERMS) -> list[str]:
    """Update the copy of a catalog; return its errors, ``file:line: …`` each.

    ``copy`` is the path of the copies without suffix.  An unreadable catalog has no copy.
    """
    content, error = read(path)
    error = f"{path}:1: {error}" if error else None
    wanted = digest(content, page_path(root, domain), terms)
    entries = copy.with_name(f"{copy.name}{ENTRIES}")
    found = None if error else cached_errors(entries, wanted)
    if found is None:
        catalog, error = (None, error) if error else parse(path, content)
        if catalog is None:
            remove(copy)
            return [error]
        usable, every, found = sanitized(catalog, domain, root, terms)
        copy.parent.mkdir(parents=True, exist_ok=True)
        write(copy.with_name(f"{copy.name}.po"), f"{usable}\n".encode())
        write(copy.with_name(f"{copy.name}.mo"), usable.to_binary())
        # Written last: its presence means that the others are complete.
        write(entries, pickle.dumps((wanted, found)) + pickle.dumps(every))
    return [f"{path}:{line}: {error}" for line, error in found]


def remove(copy: Path) -> None:
    for suffix in reversed(COPIES):
        copy.with_name(f"{copy.name}{suffix}").unlink(missing_ok=True)


def catalogs_in_use(root: Path, language: str) -> dict[str, Path]:
    """Return the catalogs of a language that Sphinx looks up, by domain.

    Catalogs without a page are left out.  The source language has the catalog of the interface
    alone: another one would replace the source text.
    """
    from conf import languages

    is_source = language == next(iter(languages))
    return {
        domain: path
        for domain, path in catalog_files(root, language).items()
        if domain == UI_DOMAIN or (not is_source and page_path(root, domain).is_file())
    }


@lru_cache(maxsize=None)
def has_glossary(page: Path, _modified: int) -> bool:
    return "{glossary}" in page.read_text(encoding="utf-8", errors="replace")


@lru_cache(maxsize=64)
def translations(path: Path, content: bytes) -> dict[str, str]:
    catalog = parse(path, content)[0] or ()
    return {entry.msgid: entry.msgstr for entry in catalog if not entry.obsolete and state(entry) == "translated"}


def glossary_terms(root: Path, language: str) -> dict[str, str]:
    """Return the translations of all pages with a glossary, by what the source says: its terms are among them."""
    found = {}
    for domain, path in catalog_files(root, language).items():
        page = page_path(root, domain)
        if domain == UI_DOMAIN or not page.is_file() or not has_glossary(page, page.stat().st_mtime_ns):
            continue
        content, error = read(path)
        found |= {} if error else translations(path, content)
    return found


def sanitize_catalogs(root: Path, language: str) -> tuple[list[str], list[str]]:
    """Update all copies of a language.

    Returns the errors of unreadable catalogs, and those of single messages.  Call it before
    Sphinx starts, which loads the catalog of the interface first.
    """
    folder, files = folder_of_copies(root, language), catalogs_in_use(root, language)
    wanted = {folder / f"{domain}{suffix}" for domain in files for suffix in COPIES}
    for file in folder.rglob("*"):
        if file.suffix in COPIES and file not in wanted:
            file.unlink(missing_ok=True)
    unreadable, invalid, terms = [], [], glossary_terms(root, language)
    for domain, path in files.items():
        copy = folder / domain
        found = update_copy(path, copy, domain, root, terms)
        (invalid if copy.with_name(f"{copy.name}{ENTRIES}").exists() else unreadable).extend(found)
    return unreadable, invalid


def translated_share(root: Path, language: str) -> int:
    """Return the translated share of a language, in whole per cent, rounded down."""
    sanitize_catalogs(root, language)
    entries = [all_entries(path) for path in sorted(folder_of_copies(root, language).rglob(f"*{ENTRIES}"))]
    return sum(map(progress, entries), Progress()).percent
