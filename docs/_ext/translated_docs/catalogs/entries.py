"""What an entry of a catalog says: its source, its translation, in what state that is, and what a translator noted."""

from collections.abc import Iterable

import polib

Key = tuple[str, str | None]  # msgid and msgctxt
# The line of a translator's comment that tells a draft when "#, fuzzy" says something
# else (the source changed), or is not written (by Babel, of an obsolete entry).
DRAFT = "was fuzzy before its source changed or went"
ANOTHER = "another translation: "  # before what another entry of the same source says


def key(entry: polib.POEntry) -> Key:
    return entry.msgid, entry.msgctxt


def translation(entry: polib.POEntry) -> list[str]:
    """Return what stands in msgstr: several strings if it has plural forms, none if it is empty."""
    strings = [text for _number, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]
    return strings if any(strings) else []


def source_of(entry: polib.POEntry) -> Key:
    """Return msgid and msgctxt of the source that an entry translates: the previous one of a fuzzy entry."""
    # Of an obsolete entry Babel writes no flag.
    if entry.previous_msgid and (entry.fuzzy or entry.obsolete) and translation(entry):
        return entry.previous_msgid, entry.previous_msgctxt
    return key(entry)


def sources(entries: Iterable[polib.POEntry]) -> set[Key]:
    """Return the sources that entries stand at, or are translations of."""
    return {of for entry in entries for of in (key(entry), source_of(entry))}


def is_draft(entry: polib.POEntry) -> bool:
    """Whether a person marked the translation as fuzzy, also if the source has changed since."""
    if entry.fuzzy and not entry.previous_msgid:
        return True
    return (entry.fuzzy or bool(entry.obsolete)) and DRAFT in entry.tcomment.split("\n")


def is_written(entry: polib.POEntry) -> bool:
    """Say whether a translator has written anything in an entry."""
    return bool(translation(entry) or without_draft(entry.tcomment))


def joined(*comments: str) -> str:
    """Return comments of a translator as one; lines that it has already are not repeated."""
    whole: list[str] = []
    for lines in (comment.split("\n") for comment in comments if comment):
        if not set(lines) <= set(whole):
            whole += lines
    return "\n".join(whole)


def without_draft(comment: str) -> str:
    return "\n".join(line for line in comment.split("\n") if line != DRAFT)


def state(entry: polib.POEntry) -> str:
    """Return "translated", "fuzzy" or "untranslated"."""
    first = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    if not first.strip():
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "translated"
