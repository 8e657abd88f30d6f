"""The errors of each entry of a catalog, within a limit of time: of its form, its text, its markup, or of a draft."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from translated_docs.catalogs.catalog_paths import UI_DOMAIN, files_of_catalog
from translated_docs.catalogs.diagnostics import Diagnostic
from translated_docs.catalogs.policy.glossary_terms import NO_TERMS
from translated_docs.catalogs.policy.link_targets import definitions
from translated_docs.catalogs.policy.markup_policy import errors_of_parsed
from translated_docs.catalogs.policy.message_markup import parsing_cost
from translated_docs.catalogs.policy.text_policy import draft_errors, errors_before_parsing
from translated_docs.fonts import missing_characters

# Limits of the parsing time of a whole catalog, in microseconds: a fixed part, and a part for
# each byte of its page.  The catalogs of this publication cost 11 a byte at most.
COST_ALWAYS = 500_000
COST_PER_BYTE = 100


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


def size_of_pages(root: Path, domain: str) -> int:
    """Return how many bytes the pages of a catalog have, with what they include."""
    return sum(file.stat().st_size for file in files_of_catalog(root, domain))


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
        yield entry, diagnostics or errors_of_parsed(entry.msgid, entry.msgstr, domain, terms, defined)
