"""Merge a catalog with its template, through sphinx-intl.

sphinx-intl matches each message of the template with a translation: that of the same msgid,
or of a similar one that was removed.  (``update_with_fuzzy`` is ``Catalog.update`` of Babel.)
This module adds what sphinx-intl leaves out: previous msgids (``#|``), translations of a
msgid that returns, drafts, and what Babel does not write of an obsolete entry.

Nothing that a translator wrote is dropped, and no msgid occurs twice, not even as obsolete:
GNU gettext rejects such a file.
"""

from collections.abc import Iterable

import polib
from babel.messages import Catalog
from sphinx_intl.catalog import update_with_fuzzy

from translated_docs.catalogs.entries import ANOTHER, DRAFT, Key, is_draft, is_written, joined, key, source_of, translation, without_draft


def babel_catalog(entries: Iterable[polib.POEntry]) -> Catalog:
    """Return entries as sphinx-intl's functions take them; of plural forms the first stands for all.

    Not by its ``load_po``: that stops at a date that Babel can't read, such as the empty one of Poedit.
    """
    catalog = Catalog()
    for entry in entries:
        string = "".join(translation(entry)[:1]).strip()
        catalog.add(entry.msgid, string, flags={"fuzzy"} & set(entry.flags), context=entry.msgctxt)
    return catalog


# -- Matching messages with translations ---------------------------------


def rank(entry: polib.POEntry) -> int:
    """Return the rank of an entry among those of one source: the lowest is used."""
    is_own = not entry.obsolete and source_of(entry) == key(entry)
    if not is_draft(entry):
        # One that was put aside beside a draft of the same source: Babel has taken it for new.
        return 0 if is_own else 1 if entry.obsolete else 3
    return 2 if is_own else 3


def entries_by_source(catalog: Iterable[polib.POEntry]) -> dict[Key, polib.POEntry]:
    """Return the entry that holds the translation of each source: one that was made for it, if there is one."""
    translated = [entry for entry in catalog if translation(entry)]
    found: dict[Key, polib.POEntry] = {}
    for entry in sorted(translated, key=rank):
        found.setdefault(source_of(entry), entry)
    for entry in catalog:
        if not entry.obsolete:
            found.setdefault(key(entry), entry)
    return found


def translations_of(
    template: Iterable[polib.POEntry], found: dict[Key, polib.POEntry]
) -> dict[Key, polib.POEntry]:
    """Return the entry whose translation each message of the template gets, by sphinx-intl."""
    wanted = babel_catalog(template)

    def is_free(entry: polib.POEntry) -> bool:
        """Whether a new message may get the translation: no other has it."""
        return not any(wanted.get(*of) for of in {key(entry), source_of(entry)})

    # Babel gives a new message nothing of what has no translation.
    catalog = babel_catalog(
        polib.POEntry(msgid=msgid, msgctxt=context, msgstr="".join(translation(entry)) * is_free(entry))
        for (msgid, context), entry in found.items()
    )
    update_with_fuzzy(catalog, wanted)
    sources = {
        (message.id, message.context): ((*message.previous_id, message.id)[0], message.context)
        for message in catalog
    }
    return {of: found[source] for of, source in sources.items() if source in found}


# -- The entries as they are written ---------------------------------------------


def bare(entry: polib.POEntry) -> polib.POEntry:
    """Return a message as the template has it, with where it was found if conf.py wants that (``gettext_location``)."""
    return polib.POEntry(
        msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgctxt=entry.msgctxt, comment=entry.comment,
        msgstr_plural=dict(entry.msgstr_plural), flags=[flag for flag in entry.flags if flag == "python-format"],
        occurrences=entry.occurrences,
    )  # fmt: skip


def own_flags(entry: polib.POEntry) -> list[str]:
    """Return the flags besides "fuzzy" and those of formats: these are the source's, and Babel adds its own."""
    return sorted(flag for flag in entry.flags if flag != "fuzzy" and not flag.endswith("-format"))


def carry_over(message: polib.POEntry, old: polib.POEntry) -> None:
    """Give a message the translation of another entry, marked fuzzy if it is for another source."""
    message.msgstr, message.msgstr_plural = old.msgstr, dict(old.msgstr_plural)
    message.tcomment = without_draft(old.tcomment)
    message.flags += own_flags(old)
    if not translation(old):
        return
    if source_of(old) != key(message):
        message.flags.insert(0, "fuzzy")
        message.previous_msgid, message.previous_msgctxt = source_of(old)
        message.previous_msgid_plural = old.previous_msgid_plural or old.msgid_plural or None
        message.tcomment = joined(message.tcomment, DRAFT * is_draft(old))
    elif is_draft(old):
        message.flags.insert(0, "fuzzy")


def as_obsolete(entry: polib.POEntry) -> polib.POEntry:
    """Return an entry as obsolete, under the source that its translation was made for."""
    draft = bool(translation(entry)) and is_draft(entry)
    msgid, context = source_of(entry)
    return polib.POEntry(
        msgid=msgid, msgctxt=context, msgid_plural=entry.previous_msgid_plural or entry.msgid_plural,
        msgstr=entry.msgstr, msgstr_plural=dict(entry.msgstr_plural), obsolete=True,
        flags=["fuzzy"] * draft + own_flags(entry), tcomment=joined(without_draft(entry.tcomment), DRAFT * draft),
    )  # fmt: skip


def note(target: polib.POEntry, entry: polib.POEntry) -> None:
    """Keep in an entry's comment what another one of the same source says besides."""
    others = [f'{ANOTHER}"{polib.escape(text)}"' for text in translation(entry)]
    differs = translation(entry) != translation(target)
    draft = DRAFT * (DRAFT in target.tcomment.split("\n"))
    comments = map(without_draft, (target.tcomment, entry.tcomment))
    target.tcomment = joined(*comments, *others * differs, draft)


def merge(template: Iterable[polib.POEntry], catalog: list[polib.POEntry]) -> list[polib.POEntry]:
    """Return the entries of a catalog brought to its template, in the template's order."""
    messages = {key(entry): bare(entry) for entry in template if entry.msgid}
    old = translations_of(messages.values(), entries_by_source(catalog))
    used = set()
    for source, message in messages.items():
        entry = old.get(source)
        if entry is not None and bool(entry.msgid_plural) == bool(message.msgid_plural):
            carry_over(message, entry)
            if not entry.obsolete or source_of(entry) == source:
                used.add(id(entry))  # otherwise it stays for its own source to come back
    left: dict[Key, list[polib.POEntry]] = {}
    for entry in catalog:
        if id(entry) not in used and is_written(entry):
            left.setdefault(source_of(entry), []).append(entry)
    kept = dict(messages)
    for source, entries in left.items():
        if source not in kept:
            kept[source] = as_obsolete(min(entries, key=lambda entry: (not translation(entry), rank(entry))))
        for entry in entries:
            note(kept[source], entry)
    return list(kept.values())
