"""The messages of the interface: what the catalog ``sphinx.po`` of each language has to translate.

To find them takes a second, so no build does it: `make catalogs` writes those of the programs to ``interface.pot``.
"""

from collections.abc import Collection, Iterable
from functools import cache

import polib

from translated_docs.catalogs.entries import Key, key
from translated_docs.catalogs.progress import Progress, progress
from translated_docs.paths import PACKAGE
from translated_docs.settings import conf

TEMPLATE = PACKAGE / "interface.pot"
# Settings whose words readers see: messages of the interface like those of templates.
TRANSLATED_SETTINGS = ("author", "affiliation", "description", "epub_contributor", "epub_publisher", "html_short_title")


def settings_words() -> list[str]:
    """Return the words of settings that readers see."""
    return [words for name in TRANSLATED_SETTINGS if (words := getattr(conf, name))]


@cache
def messages_of_programs() -> frozenset[Key]:
    return frozenset(map(key, polib.pofile(str(TEMPLATE))))


def interface_messages() -> set[Key]:
    """Return msgid and msgctxt of all messages of the interface."""
    return {*messages_of_programs(), *((words, None) for words in settings_words())}


def write_template(extracted: Iterable[polib.POEntry]) -> bool:
    """Write the template of what was extracted of the programs and of settings, without these; say if it changed."""
    words, known = settings_words(), messages_of_programs() if TEMPLATE.exists() else ()
    template = polib.POFile(wrapwidth=0)
    template.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for entry in extracted:
        if entry.msgid not in words or key(entry) in known:
            template.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, flags=entry.flags))
    text = f"{template}".rstrip("\n") + "\n"
    if TEMPLATE.exists() and text == TEMPLATE.read_text(encoding="utf-8"):
        return False
    TEMPLATE.write_text(text, encoding="utf-8")
    messages_of_programs.cache_clear()
    return True


def progress_of_interface(catalog: Collection[polib.POEntry], rejected: Collection[int] = ()) -> Progress:
    """Return how much of the interface a catalog translates; what it lacks is untranslated."""
    lacking = interface_messages() - {key(entry) for entry in catalog if not entry.obsolete}
    return progress(catalog, rejected, [len(msgid) for msgid, _context in lacking])
