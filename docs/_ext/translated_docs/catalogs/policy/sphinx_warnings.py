"""Translations that Sphinx has warned of: which they are, and the copies of catalogs without them.

It is the second line of defence, behind markup_policy.py: what that lets through costs its block all the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from translated_docs.catalogs.diagnostics import Error
from translated_docs.catalogs.policy.glossary_terms import Terms, glossary_terms
from translated_docs.catalogs.policy.markup_policy import role_faults
from translated_docs.catalogs.policy.message_markup import Markup
from translated_docs.catalogs.policy.sanitize import (
    ENTRIES,
    Sanitized,
    cached_errors,
    digest,
    folder_of_copies,
    sanitized_catalog,
    update_copy,
)

# What a warning names, where nothing but that decides whether there is one: a page that has it too is warned of itself.
NAMED = re.compile(
    r"^(?=Unknown target name:|invalid \w+ number |Invalid \w+ content: |raw \(and|Unparseable C|[^;]*number is not assigned:"
    r"|(?!.*\[docutils\]).*\[(?:myst\.(?:[ix]ref_missing|role_unknown|substitution)|mystnb\.glue|ref\.\w+"
    r"|page\.(?:character|formula|icon|link)|sources\.file|\w+\.not_readable)\])"
    r"[^;]*?(?:(?P<mark>['\"])(?:\w+ \w+: )?(?P<quoted>[^'\";]+)(?P=mark)(?! reference target)(?=[^'\";]*(?:;|\[))"
    r"|(?:leads to|(?:target|equation) not found:|file not readable:|invalid \w+ number|assigned:) (?P<bare>[^\s'\";,]+)(?=, | \[|;)"
    r"|(?:holds|has) (?P<listed>[^\s,]+(?: [^\s,]+)*), |^(?P<role>raw) )"
)
# A link to nothing or no picture, of which a warning has no name: [words](), [words](#), <a href="#">.
TO_NOTHING = re.compile(r"\]\(\s*(?:#|<#?>)?(?:\s[^)]*)?\)|\bhref\s*=\s*(['\"]?)#?\1[\s/>]", re.IGNORECASE)
WITHOUT_WORDS = "A title or caption not found"  # what a link decides that has no words of its own: `label`


def is_of_source(msgid: str, words: str) -> bool:
    """Say whether what Sphinx has warned of in a translation stands in its source, and is wrong there."""
    if words.startswith("invalid") and " index entry " in words:
        return any(role_faults(Markup.of(msgid).roles))
    found = NAMED.match(words)
    if not found:
        return "''" in words and bool(TO_NOTHING.search(msgid))
    names = (found["quoted"] or found["bare"] or found["listed"] or found["role"]).split(" ")
    if WITHOUT_WORDS in words:
        names = [f"`{found['quoted']}`"]
    elif "iref_missing" in words:  # of another manual: "manual:domain:type:name", with "*" for what is not given
        names = re.split(r"[:*]+\.?", found["quoted"])
    elif re.search(r"source document|\[sources\.file\]|\.not_readable\]", words):  # from the top on; the link may go from its page on
        names = [names[0].rpartition("/")[2]]
    return all(unquote(name).casefold() in unquote(msgid).casefold() for name in names)  # Sphinx writes labels in small letters


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
        update_copy(root, language, terms, domain, [*before.warnings, *new])
    return is_less


def warnings_of_last_build(root: Path, language: str, domain: str, content: bytes, terms: Terms) -> list[Error]:
    """Return what Sphinx has warned of in a catalog of this content, with these terms of its language, if it was built."""
    copy = folder_of_copies(root, language) / f"{domain}{ENTRIES}"
    known = cached_errors(copy, digest(content, root, domain, terms))
    return known[1] if known else []


def forget_warnings(root: Path, language: str) -> None:
    """Let Sphinx try again what it has warned of: another message may have been mended, or the page."""
    for path in folder_of_copies(root, language).rglob(f"*{ENTRIES}"):
        known = cached_errors(path)
        if known and known[1]:
            path.unlink()
