"""Number the notes of a page as a reader meets them, in each language by its own order of words.

docutils numbers notes as they are defined, and leaves those with a number for a name as they are; a book numbers
them as they are met.  A note that {only} keeps from an output is not met there, so it has no number in it.  Their
anchors are made of their names: those of docutils are running numbers, which lead elsewhere as soon as a page has one
note or heading more.
"""

import re
from collections import defaultdict
from itertools import chain, count, groupby

from docutils import nodes
from docutils.transforms.references import Footnotes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.i18n import Locale

from translated_docs.content.ancestors import ancestors

CONDITIONAL = ("only", "ifconfig")  # blocks that some outputs may leave out, the second of sphinx.ext.ifconfig
RUNNING_NUMBER = re.compile(r"id\d+")  # what docutils takes for an id where a name gives none


class NameAnchors(SphinxTransform):
    """Name each reference after its note ("mark-NAME", "mark-NAME-2"), and a note whose name alone gives no anchor.

    By the order of the source: a translation, which may have another one, keeps the ids.
    """

    default_priority = Locale.default_priority - 1

    def apply(self, **kwargs) -> None:
        for reference in self.document.findall(nodes.footnote_reference):
            if "refname" in reference:
                self.rename(reference, f"mark-{reference['refname']}")
        for note in self.document.findall(nodes.footnote):
            if note["names"] and all(map(RUNNING_NUMBER.fullmatch, note["ids"])):
                self.rename(note, f"note-{note['names'][0]}")

    def rename(self, node: nodes.Element, name: str) -> None:
        """Give a node the only id that its name makes, with a number if there is one already."""
        ids, first = self.document.ids, nodes.make_id(name)
        for old in node["ids"]:
            ids.pop(old, None)
        node["ids"] = [next(name for name in chain([first], (f"{first}-{number}" for number in count(2))) if name not in ids)]
        ids[node["ids"][0]] = node
        self.document.nameids.update(dict.fromkeys(node["names"], node["ids"][0]))


def register(document: nodes.document, references: list[nodes.footnote_reference]) -> None:
    """Make the named references of a page those that docutils resolves.

    Sphinx registers those of a translated title nowhere, and the ids of theirs are of another document.
    """
    registered = {reference: None for same in document.footnote_refs.values() for reference in same}
    replaced, present = defaultdict(list), set(references)
    for reference in registered:
        if reference not in present:
            replaced[reference["refname"]].append(reference["ids"])
    document.footnote_refs = {}
    for reference in references:
        if reference not in registered:
            earlier = replaced[reference["refname"]]
            reference["ids"] = earlier.pop(0) if earlier else []
            document.ids.update((name, reference) for name in reference["ids"] or [document.set_id(reference)])
        document.footnote_refs.setdefault(reference["refname"], []).append(reference)
    document.autofootnote_refs = [other for other in document.autofootnote_refs if "refname" not in other]


class NumberFootnotes(SphinxTransform):
    """Number all notes with a name, and put those that stand together in the order of their numbers."""

    default_priority = Footnotes.default_priority - 1

    def apply(self, **kwargs) -> None:
        document = self.document
        references = [node for node in document.findall(nodes.footnote_reference) if "refname" in node]
        register(document, references)
        met = {name: place for place, name in enumerate(dict.fromkeys(node["refname"] for node in references))}
        notes = [note for note in document.footnotes + document.autofootnotes if note["names"]]
        notes.sort(key=lambda note: min((met[name] for name in note["names"] if name in met), default=len(met)))
        for number, note in enumerate(notes, 1):
            self.label(note, str(number))
        document.footnotes = notes
        document.autofootnotes = [note for note in document.autofootnotes if note not in notes]
        document.autofootnote_start = len(notes) + 1
        sort_neighbours(notes)

    def label(self, note: nodes.footnote, number: str) -> None:
        note.children = [nodes.label("", number), *(child for child in note.children if not isinstance(child, nodes.label))]
        note.children[0].parent = note
        for name in note["names"]:
            for reference in self.document.footnote_refs.get(name, ()):
                reference.children = []


def sort_neighbours(notes: list[nodes.footnote]) -> None:
    """Put those of the notes that follow each other in a block into the given order."""
    place = {note: number for number, note in enumerate(notes)}
    for parent in dict.fromkeys(note.parent for note in notes):
        runs = [(are_notes, [*run]) for are_notes, run in groupby(parent.children, place.__contains__)]
        parent.children = [child for are_notes, run in runs for child in (sorted(run, key=place.__getitem__) if are_notes else run)]


class NotesForAllOutputs(SphinxTransform):
    """Put notes that are written within what some outputs leave out to the others, or behind it: all may meet them."""

    default_priority = NumberFootnotes.default_priority - 1

    def apply(self, **kwargs) -> None:
        notes = {note: [place for place in ancestors(note) if place.tagname in CONDITIONAL] for note in self.document.findall(nodes.footnote)}
        others = [note for note, around in notes.items() if not around]
        for note, around in notes.items():
            if around:
                note.parent.remove(note)
                before = others[-1] if others else around[-1]
                before.parent.insert(before.parent.index(before) + 1, note)
                others.append(note)


def met_notes(doctree: nodes.document, references: list[nodes.footnote_reference]) -> list[nodes.footnote]:
    """Return the notes that references lead to, in the order in which they are met, and those that have none anywhere."""
    notes = list(doctree.findall(nodes.footnote))
    by_id = {name: note for note in notes for name in note["ids"]}
    met = dict.fromkeys(by_id[reference["refid"]] for reference in references if reference.get("refid") in by_id)
    return [*met, *(note for note in notes if note not in met and not note["backrefs"])]


def renumber_notes(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Of a page of which this output leaves out references, number the notes that are met in it, and drop the others.

    A book does so by itself: it has them at the foot of its pages.
    """
    if app.builder.name in ("pdf", "pdf-pair"):
        return
    lead_back_to_references(doctree)
    while True:  # what is dropped may have references itself
        references = list(doctree.findall(nodes.footnote_reference))
        there = {name for reference in references for name in reference["ids"]}
        lost = [note for note in doctree.findall(nodes.footnote) if not there.issuperset(note["backrefs"])]
        if not lost:
            break
        for note in lost:
            note["backrefs"] = [name for name in note["backrefs"] if name in there]
            if not note["backrefs"]:
                note.parent.remove(note)
        renumber(doctree)


def lead_back_to_references(doctree: nodes.document) -> None:
    """Let each source of a bibliography lead back to what refers to it, and once.

    Of a reference in a translation sphinxcontrib-bibtex has the id twice, and others that are of the sentence alone.
    """
    sources, places = list(doctree.findall(nodes.citation)), defaultdict(set)
    for link in doctree.findall(nodes.reference) if sources else ():
        places[link.get("refid")].update(link.parent["ids"])
    for source in sources:
        names, own = dict.fromkeys(source["backrefs"]), set().union(*(places[name] for name in source["ids"]))
        source["backrefs"] = list(filter(own.__contains__, names)) or list(names)


def renumber(doctree: nodes.document) -> None:
    """Number the notes with a name as the references that are left lead to them."""
    references = list(doctree.findall(nodes.footnote_reference))
    notes = [note for note in met_notes(doctree, references) if note["names"]]
    for number, note in enumerate(notes, 1):
        note[0][:] = [nodes.Text(str(number))]
        for reference in references:
            if reference.get("refid") in note["ids"]:
                reference[:] = [nodes.Text(str(number))]
    sort_neighbours(notes)


def write_numbers(app: Sphinx, doctree: nodes.document) -> None:
    """Write the numbers into the references, once titles and the words for the search are taken, which have none."""
    for note in doctree.footnotes:
        for reference in (reference for name in note["names"] for reference in doctree.footnote_refs.get(name, ())):
            reference += nodes.Text(note[0].astext())


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", write_numbers, priority=800)
    app.add_transform(NameAnchors)
    app.add_transform(NotesForAllOutputs)
    app.add_transform(NumberFootnotes)
    app.connect("doctree-resolved", renumber_notes, priority=900)  # sphinx.ext.ifconfig takes out its blocks at 500
