"""The terms of the glossary with their translations, and by which of the two names a translation refers to one."""

import hashlib
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from translated_docs.catalogs.catalog_paths import catalog_files, pages_of_catalog
from translated_docs.catalogs.entries import state
from translated_docs.catalogs.po_file import parse_entries, read
from translated_docs.catalogs.policy.message_markup import Markup

# Where Sphinx ends a term of a glossary (sphinx.domains.std.split_term_classifiers).
TERM_END = re.compile("(?<! ) +: +")


def without_key(term: str) -> str:
    """Return a glossary's term without the key that it is sorted by."""
    return TERM_END.split(term, maxsplit=1)[0]


GLOSSARY = re.compile(r"\{glossary\}|\.\. +glossary::", re.IGNORECASE)  # as MyST has it, or reStructuredText
TERM = re.compile(r"\{term\}`(?P<words>[^`<>]+)(?:<(?P<name>[^`<>]+)>)?`")


class Terms(dict[str, str]):
    """The translations of the terms of a glossary, by what the source says."""

    @cached_property
    def digest(self) -> bytes:
        """Return a digest of all of them, made once for the many catalogs that may use them."""
        return hashlib.sha256("\0".join([*self, *self.values()]).encode()).digest()


NO_TERMS = Terms()


@lru_cache(maxsize=None)
def has_glossary(page: Path, _modified: int) -> bool:
    return GLOSSARY.search(page.read_text(encoding="utf-8", errors="replace")) is not None


def glossary_terms(root: Path, language: str) -> Terms:
    """Return the translations of all pages with a glossary, by what the source says: its terms are among them."""
    found = {}
    for domain, path in catalog_files(root, language).items():
        if not any(has_glossary(page, page.stat().st_mtime_ns) for page in pages_of_catalog(root, domain)):
            continue
        content, error = read(path)
        entries = () if error else parse_entries(path, content)[0] or ()
        found |= {entry.msgid: entry.msgstr for entry in entries if not entry.obsolete and state(entry) == "translated"}
    return Terms({without_key(term): without_key(translated) for term, translated in found.items()} | found)


def with_names_of_source(msgid: str, msgstr: str, terms: Mapping[str, str]) -> str:
    """Return a translation whose terms have the names that the source gives them, beside their words.

    The book of both languages knows no others.
    """
    if not TERM.search(msgstr):
        return msgstr
    agreed = {terms[name].casefold(): name for role, _words, name in Markup.of(msgid).roles if role == "term" and name in terms}

    def named(match: re.Match) -> str:
        name = agreed.get((match["name"] or match["words"]).casefold())
        return f"{{term}}`{match['words'].strip()} <{name}>`" if name else match[0]

    return TERM.sub(named, msgstr) if agreed else msgstr
