"""Let translations follow their messages from one catalog of a language to another.

A page that is renamed takes its catalog with it.  A message that moves to another page, or comes to
stand on a second one, gets the translation that another catalog has, with its comments and its state.
No file is touched here: what is decided are lists of entries.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import polib

from translated_docs.catalogs.entries import Key, is_draft, is_written, joined, key, source_of, sources, translation, without_draft
from translated_docs.catalogs.update.merge import as_obsolete, merge, note

Entries = list[polib.POEntry]
Given = tuple[Key, list[str], str]  # source, translation and the comment that it has where it is now
Messages = Mapping[str, Collection[Key]]  # by domain, what its pages ask for
# The share of its messages that makes a page the one of a catalog: less may be headings that many pages have.
SHARE = 1 / 3


# -- Renamed pages -----------------------------------------------------------------


def renames(catalogs: Mapping[str, Iterable[polib.POEntry]], messages: Messages) -> dict[str, str]:
    """Return the new domain of each catalog whose page has another name now, by the old one.

    The page is found by its messages.  A catalog stays where its own page still has a share of them.  One
    without a written word takes no place.
    """
    live = {domain: {key(entry) for entry in catalog if not entry.obsolete} for domain, catalog in catalogs.items()}
    blank = {domain for domain, catalog in catalogs.items() if not any(map(is_written, catalog))}

    def belongs(old: str, new: str) -> bool:
        return 0 < len(live[old].intersection(messages[new])) >= SHARE * len(live[old])

    staying = {domain for domain in live if domain in messages and domain not in blank and belongs(domain, domain)}
    leaving = [old for old in live if old not in staying and not (old in blank and old in messages)]
    pairs = [(old, new) for old in leaving for new in messages if new not in staying | {old} and belongs(old, new)]

    def order(pair: tuple[str, str]) -> tuple:
        old, new = pair
        is_other_name = PurePosixPath(old).name != PurePosixPath(new).name
        return old in blank, -len(live[old].intersection(messages[new])), is_other_name, pair

    found: dict[str, str] = {}
    for old, new in sorted(pairs, key=order):
        if old not in found and new not in found.values():
            found[old] = new
    return found


def renamed(catalogs: Mapping[str, polib.POFile], names: Mapping[str, str]) -> dict[str, polib.POFile]:
    """Return catalogs by their new domains; what another held there is put aside in the one that takes its place."""
    after = {domain: catalog for domain, catalog in catalogs.items() if domain not in names}
    for old, new in names.items():
        replaced, catalog = after.get(new, polib.POFile()), deepcopy(catalogs[old])
        catalog.header = joined(catalog.header, replaced.header)
        catalog.extend(as_obsolete(entry) for entry in replaced if is_written(entry))
        after[new] = catalog
    return after


# -- Messages that moved -------------------------------------------------------------


@dataclass
class Candidate:
    """An entry of another catalog that translates a message, and how near it is: the lowest ``rank`` is taken."""

    entry: polib.POEntry
    domain: str
    rank: tuple[int, bool]


@dataclass
class Moves:
    """What the catalogs of a language take from each other."""

    # By domain: from which others how many, and how many of them have to be decided.
    taken: dict[str, Counter[str]] = field(default_factory=dict)
    undecided: Counter[str] = field(default_factory=Counter)
    given: dict[str, list[Given]] = field(default_factory=dict)  # by domain, what another took
    takers: dict[str, set[str]] = field(default_factory=dict)


def as_given(entry: polib.POEntry) -> Given:
    """Return what an entry holds."""
    return source_of(entry), translation(entry), entry.tcomment


def as_translation_of(message: Key, entry: polib.POEntry) -> polib.POEntry:
    """Return an entry for a message, in the state that it has for it."""
    found = deepcopy(entry)
    if source_of(entry) == message:
        found.msgid, found.msgctxt = message
        found.previous_msgid = found.previous_msgctxt = found.previous_msgid_plural = None
        found.obsolete, found.tcomment = False, without_draft(entry.tcomment)
        found.flags = ["fuzzy"] * is_draft(entry) + [flag for flag in entry.flags if flag != "fuzzy"]
    return found


def chosen(candidates: list[Candidate]) -> tuple[Candidate, list[Candidate]]:
    """Return the nearest candidate, and those as near that say something else."""
    candidates = sorted(candidates, key=lambda candidate: (candidate.rank, candidate.domain))
    nearest = candidates[0]
    rivals = [other for other in candidates if other.rank == nearest.rank]
    return nearest, [other for other in rivals if translation(other.entry) != translation(nearest.entry)]


class Finder:
    """Finds the translations that the catalogs of one language have for messages of each other."""

    def __init__(self, catalogs: Mapping[str, Entries], messages: Messages) -> None:
        self.catalogs, self.messages = catalogs, messages
        self.places: dict[Key, list[tuple[str, polib.POEntry]]] = {}
        for domain, catalog in catalogs.items():
            for entry in filter(translation, catalog):
                for of in {source_of(entry), key(entry)}:
                    self.places.setdefault(of, []).append((domain, entry))

    def is_left(self, domain: str, entry: polib.POEntry) -> bool:
        """Say whether a page had a message until now: its catalog has not put it aside yet."""
        return not entry.obsolete and key(entry) not in self.messages.get(domain, ())

    def rank(self, domain: str, other: str, entry: polib.POEntry) -> tuple[int, bool]:
        """Return how near an entry of another catalog is: moved, in the same section, elsewhere, put aside."""
        is_near = PurePosixPath(domain).parent == PurePosixPath(other).parent
        place = 0 if self.is_left(other, entry) else 3 if entry.obsolete else 1 if is_near else 2
        return place, is_draft(entry) or source_of(entry) != key(entry) and not entry.obsolete

    def candidates(self, domain: str, message: polib.POEntry) -> list[Candidate]:
        """Return the entries of other catalogs that translate a message which its own has no translation for."""
        of, is_plural = key(message), bool(message.msgid_plural)
        places = [place for place in self.places.get(of, ()) if bool(place[1].msgid_plural) == is_plural]
        if any(other == domain for other, _entry in places):
            return []
        return [
            Candidate(entry, other, self.rank(domain, other, entry))
            for other, entry in places
            # What was made of another sentence, and is to be looked at, moves, but serves no second page.
            if source_of(entry) == of or self.is_left(other, entry)
        ]

    def move(self, templates: Mapping[str, Iterable[polib.POEntry]]) -> Moves:
        """Give each message of the templates without a translation that of another catalog; say what was taken."""
        moves, after = Moves(), {}
        for domain, template in templates.items():
            after[domain] = list(self.catalogs.get(domain, ()))
            for message in template:
                if message.msgid and (candidates := self.candidates(domain, message)):
                    self.take(moves, after[domain], domain, key(message), candidates)
        for domain, entries in after.items():
            self.catalogs[domain][:] = entries
        return moves

    def take(self, moves: Moves, catalog: Entries, domain: str, message: Key, candidates: list[Candidate]) -> None:
        """Put the translation of another catalog into one; as a draft if others translate the message differently."""
        nearest, rivals = chosen(candidates)
        entry = as_translation_of(message, nearest.entry)
        own = next((own for own in catalog if not own.obsolete and key(own) == message), None)
        if own is not None:
            catalog.remove(own)
            entry.tcomment = joined(own.tcomment, entry.tcomment)
        for rival in rivals:
            entry.fuzzy = True
            note(entry, rival.entry)
        catalog.append(entry)
        moves.taken.setdefault(domain, Counter())[nearest.domain] += 1
        moves.undecided[domain] += bool(rivals)
        if not rivals:
            given = source_of(nearest.entry), translation(nearest.entry), entry.tcomment
            moves.given.setdefault(nearest.domain, []).append(given)
            moves.takers.setdefault(nearest.domain, set()).add(domain)

    def offers(self, domain: str, moves: Moves) -> Entries:
        """Return what pages had until now, put aside: a message of another page may be like it, if not the same."""
        given = sum(moves.given.values(), [])
        left = [
            as_obsolete(entry)
            for other, catalog in self.catalogs.items()
            for entry in catalog
            if other != domain and translation(entry) and self.is_left(other, entry)
        ]
        # What is the same was decided before, and what it holds itself is its own.
        known = sources(self.catalogs[domain]).union(self.messages[domain])
        return [entry for entry in without_given(left, given) if key(entry) not in known]

    def merged(self, domain: str, template: Iterable[polib.POEntry], moves: Moves) -> Entries:
        """Return the entries of a catalog, brought to its template, without those put aside that another has taken."""
        catalog, template = self.catalogs[domain], list(template)
        translated = sources(filter(translation, catalog))
        offers = [] if translated.issuperset(map(key, template)) else self.offers(domain, moves)
        offered = [as_given(entry) for entry in offers]
        return without_given(merge(template, [*catalog, *offers]), [*moves.given.get(domain, ()), *offered])


def without_given(entries: Iterable[polib.POEntry], given: Iterable[Given]) -> Entries:
    """Return the entries of a catalog but for those put aside that are in another one whole, since they moved there."""
    comments: dict[tuple, list[set[str]]] = {}
    for source, words, comment in given:
        comments.setdefault((source, *words), []).append({"", *comment.split("\n")})

    def is_there(entry: polib.POEntry) -> bool:
        lines = set(without_draft(entry.tcomment).split("\n"))
        return any(lines <= there for there in comments.get((key(entry), *translation(entry)), ()))

    return [entry for entry in entries if not (entry.obsolete and is_there(entry))]
