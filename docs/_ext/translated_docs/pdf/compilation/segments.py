"""Set a large book in segments: Typst needs 1.3 MB of memory for each page that it lays out at once, and 2 MB with two languages.

A segment is some chapters, a Typst source of its own.  Behind them is a page of stubs (``templates/segment.typ``): labels and
headings of other segments, as far as links and contents lead there, each with the number of its page.  In front of them, but
for the first segment, is one with the headings that the first chapter stands below.

`Book.settle` lays out each segment, and asks where its labels and headings came to stand.  When all is known, numbers that were
guesses are put right (``renumber_pages.py``), and where one has more digits, which changes lines, the segment is laid out again.
``join_segments.py`` makes one book of the files.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import typst

from translated_docs.fonts import fonts
from translated_docs.pdf.compilation.join_segments import Place, SegmentFile, join
from translated_docs.pdf.compilation.renumber_pages import renumber
from translated_docs.pdf.compilation.typst_compile import compiler_of, errors_of
from translated_docs.processes import run_in_process

SEGMENT = 250_000  # bytes of source, about: for which Typst takes 200 to 250 MB
LETTERS_OF_PAGE = 2_000  # of source in one language, about, as long as no page is laid out
ROUNDS = 5  # as many as Typst takes itself before it says that a book does not settle
# Where the source can be cut: before a chapter or a part, with the line that says where it is written.
CUT = re.compile(r"\n(?=//[^\n]*\n#new-page\n|//[^\n]*\n#part\[)")
HEAD_END = "#show: template.with(metadata: metadata)"
STRING = r'"((?:[^"\\]|\\.)*)"'
LABEL, ANY_STRING, NOTE = re.compile(rf"mlabel\({STRING}\)"), re.compile(STRING), re.compile(rf"note(?:-again)?\({STRING}")
STRING_OR_BRACKET = re.compile(rf"{STRING}|[\[\](){{}}]")
CODE = re.compile(r'#code\(lang: ("\w*")')
HEADING = re.compile(r"#(part(?=\[)|chapter(?=\())")


def unescaped(string: str) -> str:
    """Return what stands between the quotation marks of a string of Typst, as the builder writes it."""
    return re.sub(r"\\(.)", r"\1", string)


def call(text: str, start: int) -> str:
    """Return the call of a function of Typst that begins at a place of a source, with all its arguments."""
    depth = 0
    for match in STRING_OR_BRACKET.finditer(text, start):
        depth += (match[0] in "[({") - (match[0] in "])}")
        if depth == 0 and match[0] in "])" and text[match.end() : match.end() + 1] not in ("[", "("):
            return text[start : match.end()]
    raise ValueError(f"no end of {text[start : start + 40]!r}")


class Version(NamedTuple):
    """What pages a segment has: the first of its own, those that its stubs say, and which of these are guesses."""

    first_page: int
    stubs: tuple[int, ...]
    guesses: frozenset[int]


class Stub(NamedTuple):
    """What stands in another segment: its name as the template has it, and where it is, if that is known."""

    call: str
    segment: "Segment"
    place: Place | None


class Segment:
    """Some chapters of a book: their source, and what is known of them once they are set."""

    def __init__(self, text: str, notes: Path, lead_pages: int) -> None:
        self.text, self.lead_pages = text, lead_pages  # how many its file has in front of its own
        self.headings = [call(text, match.start() + 1).replace("part[", "part()[", 1) for match in HEADING.finditer(text)]
        pages = {unescaped(page) for page in NOTE.findall(text)}
        texts = [text, *((notes / f"{page}.typ").read_text(encoding="utf-8") for page in sorted(pages))]
        self.labels = list(dict.fromkeys(LABEL.findall("".join(texts))))
        self.links = set(ANY_STRING.findall("".join(texts)))  # all strings; Book leaves the labels that links lead to
        self.version: Version | None = None  # that is laid out
        self.layout: dict[str, Any] = {}  # what the template says of where things are (`places` in segment.typ)
        self.is_set = False  # of this version there is a file
        self.contents: dict[int, bytes] | None = None  # of its pages with guesses, if the file is of a version before

    @property
    def first_level(self) -> int:
        """The level of its first heading."""
        return int(level[1]) if self.headings and (level := re.match(r"chapter\(level: (\d+)", self.headings[0])) else 1

    @property
    def pages(self) -> int:
        """How many pages of the book it has, as far as it has been set."""
        return self.layout.get("last", self.lead_pages) - self.lead_pages


def cut(text: str) -> tuple[str, list[str]]:
    """Return what stands before all chapters of a source, and the rest in pieces of about the size of a segment."""
    head, _mark, rest = text.partition(HEAD_END)
    texts, size = [""], 0
    for piece in CUT.split(rest):
        length = len(piece.encode())
        # What has the contents is laid out twice, so it has no more than those.
        if size and (size + length > SEGMENT or len(texts) == 1):
            texts.append("")
            size = 0
        texts[-1] += f"{piece}\n"
        size += length
    return head, texts


class Book:
    """A book in segments."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.head, texts = cut(source.read_text(encoding="utf-8"))
        self.segments = [Segment(text, source.parent / "notes", min(number, 1)) for number, text in enumerate(texts)]
        self.segment_of = {label: segment for segment in self.segments for label in segment.labels}
        for segment in self.segments:
            segment.links &= self.segment_of.keys()

    def file(self, segment: Segment, suffix: str) -> Path:
        """Return a file of a segment, beside the source of the book."""
        return self.source.with_name(f"{self.source.stem}-{self.segments.index(segment) + 1}{suffix}")

    def first_page(self, segment: Segment) -> int:
        return 1 + sum(other.pages for other in self.segments[: self.segments.index(segment)])

    def place(self, segment: Segment, found: dict[str, float]) -> Place:
        return Place(self.first_page(segment) + found["page"] - segment.lead_pages - 1, found["x"], found["y"])

    @cached_property
    def linked_labels(self) -> dict[Segment, list[str]]:
        """The labels of each segment that others lead to."""
        return {
            segment: [label for label in segment.labels if any(label in other.links for other in self.segments if other is not segment)]
            for segment in self.segments
        }

    def headings_of_others(self, segment: Segment) -> Iterator[tuple[Segment, int]]:
        """Yield the headings that contents in a segment have of others: the book's of all, those of its last part up to the next."""
        later = self.segments[self.segments.index(segment) + 1 :]
        is_first = segment is self.segments[0]
        if not is_first and not any(heading.startswith("part") for heading in segment.headings):
            return
        for other in later:
            for number, heading in enumerate(other.headings):
                yield other, number
                if heading.startswith("part") and not is_first:
                    return

    def stubs(self, segment: Segment) -> Iterator[Stub]:
        """Yield the stubs of a segment: labels that its links lead to, then headings of its contents."""
        for label in sorted(segment.links & self.segment_of.keys()):
            other = self.segment_of[label]
            if other is not segment:
                yield Stub(f'label("{label}")', other, self.place(other, other.layout["labels"][unescaped(label)]) if other.layout else None)
        for other, number in self.headings_of_others(segment):
            yield Stub(other.headings[number], other, self.place(other, other.layout["listed"][number]) if other.layout else None)

    def guess(self, segment: Segment, other: Segment) -> int:
        """Return a page that a later segment may have: what matters is how many digits it has."""
        known = [each for each in self.segments[1:] if each.layout]  # the first one has contents: many pages of few letters
        letters_of_page = LETTERS_OF_PAGE * (2 if "#pair(" in segment.text else 1)
        if known:
            letters_of_page = sum(len(each.text) for each in known) / sum(each.pages for each in known)
        between = self.segments[self.segments.index(segment) : self.segments.index(other)]
        return self.first_page(segment) + round(sum(len(each.text) for each in between) / letters_of_page)

    def version(self, segment: Segment) -> Version:
        """Return what pages a segment has, as far as is known now."""
        stubs = list(self.stubs(segment))
        pages = tuple(stub.place.page if stub.place else self.guess(segment, stub.segment) for stub in stubs)
        return Version(self.first_page(segment), pages, frozenset(number for number, stub in enumerate(stubs) if stub.place is None))

    def write(self, segment: Segment, version: Version) -> None:
        """Write the source of a version of a segment."""
        follows = f", follows: (pages: {version.first_page - 1}, levels: {segment.first_level - 1})" if segment.lead_pages else ""
        names = "".join(f'"{label}", ' for label in self.linked_labels[segment])
        calls = ""
        for number, (page, stub) in enumerate(zip(version.stubs, self.stubs(segment), strict=True)):
            is_guess = number in version.guesses and stub.call.startswith("label")
            calls += f"stub-{stub.call.replace('(', f'(guess({page}, {number}), ' if is_guess else f'({page}, ', 1)}, "
        self.file(segment, ".typ").write_text(
            f'{self.head}#import "templates/segment.typ": guess, segment-end, stub-chapter, stub-label, stub-part\n'
            f"{HEAD_END.replace(')', f'{follows})')}\n{segment.text}\n#segment-end(({names}), ({calls}))\n",
            encoding="utf-8",
        )

    def lay_out(self, segment: Segment, version: Version, released: datetime) -> list[str]:
        """Lay out a segment in a process of its own, as Typst keeps it in memory; return the errors.

        Contents want numbers that are known: without them there is no file.
        """
        self.write(segment, version)
        segment.version, segment.contents = version, None
        segment.is_set = all(stub.place or stub.call.startswith("label") for stub in self.stubs(segment))
        file = self.file(segment, ".pdf") if segment.is_set else None
        outcomes: list[tuple[dict[str, Any], list[str]]] = []
        exitcode = run_in_process(lay_out_source, self.file(segment, ".typ"), file, released, report=outcomes.append)
        segment.layout, errors = outcomes[0] if outcomes else ({}, [f"{self.source}: Typst ended with exit code {exitcode}"])
        return errors

    def renumber(self, segment: Segment, version: Version) -> bool:
        """Find the contents that the file of a segment has in another version; return whether it is the same but for guesses."""
        old = segment.version
        differences = {number for number, pages in enumerate(zip(old.stubs, version.stubs, strict=True)) if len(set(pages)) > 1}
        is_as_wide = all(len(str(old.stubs[number])) == len(str(version.stubs[number])) for number in differences)
        is_same = old.first_page == version.first_page and differences <= old.guesses and not version.guesses
        numbers = {number: version.stubs[number] for number in old.guesses}
        segment.contents = renumber(self.file(segment, ".pdf"), numbers) if segment.is_set and is_same and is_as_wide else None
        if segment.contents is not None:
            segment.version = version
        return segment.contents is not None

    def settle(self, released: datetime) -> list[str]:
        """Set each segment until all have the right numbers of pages; return the errors."""
        for _round in range(ROUNDS):
            is_settled = True
            for segment in self.segments:
                version = self.version(segment)
                if segment.is_set and version == segment.version:
                    continue
                is_settled = False
                if segment.version and self.renumber(segment, version):
                    continue
                if errors := self.lay_out(segment, version, released):
                    return errors
            if is_settled:
                return []
        return [f"{self.source}: its numbers of pages still change after {ROUNDS} rounds; a text of another length may settle them"]

    def finished(self, segment: Segment) -> SegmentFile:
        """Return the file of a segment, with what is needed to join it to others."""
        targets = [stub.place for stub in self.stubs(segment)]
        return SegmentFile(self.file(segment, ".pdf"), segment.lead_pages, targets, segment.layout["levels"], segment.contents or {})


def prepare_typst(source: Path) -> None:
    """Let Typst read fonts, templates, and the rules of each language of code once for all segments, whose processes are forked.

    What it sets as HTML it sets without threads, which no forked process has.
    """
    text = source.read_text(encoding="utf-8")
    code = "".join({match[1]: call(text, match.start()) for match in CODE.finditer(text)}.values())
    words = f'#import "/templates/book.typ": *\n#html.frame[#set text(font: body-font)\n字*字*{code}]'
    with suppress(RuntimeError):  # what is wrong with it a segment says
        typst.Compiler(words.encode(), root=source.parent, font_paths=fonts()).compile(format="html")


def lay_out_source(connection: Connection, source: Path, file: Path | None, released: datetime) -> None:
    """Lay out the source of a segment, and set it as a file if one is named; send what the template says of it, and the errors."""
    compiler = compiler_of(source)
    with suppress(RuntimeError):  # the file tells of the errors
        found = json.loads(compiler.query("<places>", field="value", one=True))
        if file is None:
            connection.send((found, []))
            return
    errors = errors_of(compiler, source, file or source.with_suffix(".pdf"), released)
    connection.send(({} if errors else found, errors))


def set_in_segments(connection: Connection, source: Path, file: Path, released: datetime) -> None:
    """Set a book in segments and join them; send the errors.  To be called where Typst has set nothing: its threads are not forked."""
    prepare_typst(source)
    book = Book(source)
    if not (errors := book.settle(released)):
        exitcode = run_in_process(join, [book.finished(segment) for segment in book.segments], file, report=errors.extend)
        if exitcode:
            sys.exit(exitcode)  # Python has said why
    for segment in book.segments:
        book.file(segment, ".pdf").unlink(missing_ok=True)
    connection.send(errors)
