"""How much of a catalog is translated, of what its pages ask for."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Self

import polib

from translated_docs.catalogs.entries import state


@dataclass(frozen=True)
class Progress:
    """How far a catalog is: messages by state, and the characters of source left."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    characters_left: int = 0
    first_open: int = 0  # the line of the first entry to do; 0 if there is none

    @property
    def total(self) -> int:
        return self.translated + self.fuzzy + self.untranslated

    @property
    def percent(self) -> int:
        """The share of the messages that is translated, rounded down."""
        return 100 * self.translated // max(self.total, 1)

    def __add__(self, other: Self) -> Self:
        *counts, first_open = zip(astuple(self), astuple(other), strict=True)
        return Progress(*map(sum, counts), first_open=first_open[0] or first_open[1])


@lru_cache(maxsize=2**16)
def message_digest(msgid: str) -> bytes:
    """Return what a message is known by where its words would take too much room."""
    return hashlib.blake2b(msgid.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def message_lengths(messages: Iterable[str]) -> dict[bytes, int]:
    """Return the number of characters of each message, by its digest."""
    return {message_digest(message): len(message) for message in messages}


def progress_of_messages(
    asked: Mapping[bytes, int], catalog: Iterable[polib.POEntry], rejected: Collection[int] = ()
) -> Progress:
    """Return how many of the messages that pages ask for (`message_lengths`) a catalog translates.

    What it holds besides counts for nothing; what it lacks is untranslated, as the first entry to do on its line 1.
    """
    entries = {message_digest(entry.msgid): entry for entry in catalog if not entry.obsolete and entry.msgctxt is None}
    lacking = [length for message, length in asked.items() if message not in entries]
    return progress([entries[message] for message in asked if message in entries], rejected, lacking)


def progress(catalog: Iterable[polib.POEntry], rejected: Collection[int] = (), lacking: Collection[int] = ()) -> Progress:
    """Return how many entries of a catalog are translated; it lacks messages of so many characters each.

    ``rejected`` are the lines of translations that can't be used: they are to be looked at again, as fuzzy ones.
    """
    entries = [entry for entry in catalog if not entry.obsolete]
    states = [
        "fuzzy" if entry.linenum in rejected and state(entry) == "translated" else state(entry) for entry in entries
    ]
    left = [entry for entry, of_entry in zip(entries, states) if of_entry != "translated"]
    return Progress(
        **Counter([*states, *["untranslated"] * len(lacking)]),
        characters_left=sum(len(entry.msgid) for entry in left) + sum(lacking),
        first_open=min((entry.linenum for entry in left), default=int(bool(lacking))),
    )
