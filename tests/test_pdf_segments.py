"""A large book is set in segments, and is the book that it would be in one piece."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pikepdf
import pymupdf
import pytest
from conftest import ROOT, SLOW, new_process
from translated_docs.pdf.compilation import segments
from translated_docs.pdf.compilation.compact import compact
from translated_docs.pdf.compilation.renumber_pages import renumber
from translated_docs.pdf.compilation.segments import CUT, Book, Segment, call, cut
from translated_docs.pdf.compilation.typst_compile import SOURCE, compile_book, compiler_of, errors_of

import conf

RELEASED = datetime(2018, 8, 1, tzinfo=timezone.utc)
BOOKS = sorted((ROOT / "build").glob("pdf*/*/book/book.typ"))
# About a tenth of a book of this publication: each segment has links to others.
SMALL = 15_000
THE_END = r'"%the \\ \"end\""'  # a label
WORD_JOINER = "\u2060"


def set_in_one_piece(source: Path, file: Path) -> list[str]:
    errors = errors_of(compiler_of(source), source, file, RELEASED)
    compact(file)
    return errors


def set_in_small_segments(source: Path, file: Path) -> tuple[list[str], list[bool]]:
    """Set a book in segments of which each leads to others; return the errors, and whether guesses could be put right in a file."""
    found: list[list[str]] = []
    put_right: list[bool] = []

    def noted(*asked) -> dict[int, bytes] | None:
        contents = renumber(*asked)
        put_right.append(contents is not None)
        return contents

    with patch.object(segments, "SEGMENT", SMALL), patch.object(segments, "renumber", noted):
        segments.set_in_segments(SimpleNamespace(send=found.append), source, file, RELEASED)
    return found[0], put_right


def set_without_digits(source: Path, file: Path) -> tuple[list[str], list[bool]]:
    with patch("translated_docs.pdf.compilation.renumber_pages.digits_of", return_value={}):
        return set_in_small_segments(source, file)


def alone(function, *arguments):
    """Call a function in a process of its own: one that has used Typst already must not be forked."""
    with new_process() as call_in_process:
        return call_in_process(function, *arguments)


def copied(book: Path, folder: Path) -> Path:
    """Return the source of a copy of a book in which each page leads to the last one."""
    source = shutil.copytree(book.parent, folder / "book") / "book.typ"
    pages = CUT.split(source.read_text(encoding="utf-8"))
    link = f"\n#internal-link({THE_END})[#\"The end\"]\n\n"
    source.write_text(f"{link.join(pages)}\n#mlabel({THE_END})The end.\n", encoding="utf-8")
    return source


@pytest.fixture(scope="module", params=BOOKS, ids=lambda source: source.parts[-3])
def books(request, tmp_path_factory):
    """A book in one piece, and the same in segments."""
    folder = tmp_path_factory.mktemp("book")
    source = copied(request.param, folder)
    files = [folder / "whole.pdf", folder / "joined.pdf"]
    assert alone(set_in_one_piece, source, files[0]) == []
    errors, put_right = alone(set_in_small_segments, source, files[1])
    assert errors == [] and sum(put_right) > 2
    assert not list(folder.rglob("book-*.pdf"))
    with pikepdf.open(files[0]) as whole, pikepdf.open(files[1]) as joined:
        yield whole, joined


def numbers(book: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(book.pages, 1)}


def links(book: pikepdf.Pdf) -> list[tuple]:
    """Return of each link its page, what is said of it, where it stands and where it leads."""
    number_of = numbers(book)

    def target(link: pikepdf.Dictionary) -> object:
        if "/Dest" not in link:
            return str(link.A.URI)
        page, _kind, *place = list(link.Dest)
        return number_of[page.objgen], *(round(float(each), 2) for each in place)

    return [
        (number, str(link.Contents), [round(float(each), 2) for each in link.Rect], target(link))
        for number, page in enumerate(book.pages, 1)
        for link in page.obj.get("/Annots", [])
    ]


def bookmarks(book: pikepdf.Pdf) -> list[tuple]:
    """Return of each bookmark how deep it is, its words, how many are below it, and the place where it leads."""
    number_of, found = numbers(book), []

    def look(item: pikepdf.Dictionary | None, depth: int) -> None:
        while item is not None:
            place = number_of[item.Dest[0].objgen], round(float(item.Dest[3]), 2)
            found.append((depth, str(item.Title), int(item.get("/Count", 0)), place))
            look(item.get("/First"), depth + 1)
            item = item.get("/Next")

    look(book.Root.Outlines.First, 0)
    return found


def tags(book: pikepdf.Pdf) -> list[tuple]:
    """Return of each structure element how deep it is, its type, its page, and what is said of it."""
    number_of, found = numbers(book), []

    def look(element: pikepdf.Object, depth: int) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                look(child, depth)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            page = number_of[element.Pg.objgen] if "/Pg" in element else None
            found.append((depth, str(element.S), page, str(element.get("/Alt", "")), str(element.get("/Lang", ""))))
            look(element.get("/K", pikepdf.Array()), depth + 1)

    look(book.Root.StructTreeRoot.K, 0)
    return found


def heads_of_cells(book: pikepdf.Pdf) -> set[bytes]:
    """Return the names of all cells that cells of tables have as their heads."""
    attributes = [each.A for each in book.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") in ("/TH", "/TD") and "/A" in each]
    each = [one for own in attributes for one in (own if isinstance(own, pikepdf.Array) else [own])]
    return {bytes(name) for one in each for name in one.get("/Headers", [])}


def words(book: pikepdf.Pdf) -> list[list[str]]:
    """Return the words of each page, but for the dots of contents, of which a line may have one less."""
    with pymupdf.open(book.filename) as document:
        return [[word for word in page.get_text().replace(WORD_JOINER, "").split() if word != "."] for page in document]


def colours(book: pikepdf.Pdf) -> list[set[int]]:
    """Return the colours of the letters of each page."""
    with pymupdf.open(book.filename) as document:
        blocks = [page.get_text("dict")["blocks"] for page in document]
    return [{span["color"] for block in page for line in block.get("lines", []) for span in line["spans"]} for page in blocks]


def rest(book: pikepdf.Pdf) -> list[str]:
    """Return what is said of the whole book."""
    about = {key: str(value) for key, value in book.trailer.Info.items()}
    return sorted([*about.items(), *(f"{name} {value}" for name, value in book.open_metadata().items() if "ID" not in name), *book.Root.keys()], key=str)


@pytest.mark.parametrize("of_book", [links, bookmarks, tags, words, colours, rest], ids=lambda facts: facts.__name__)
@SLOW
def test_a_book_in_segments_is_the_book_in_one_piece(books, of_book):
    whole, joined = map(of_book, books)
    assert len(whole) > 10
    assert joined == whole


@SLOW
def test_what_leads_from_a_page_to_its_tags_leads_to_the_right_ones(books):
    _whole, joined = books
    numbers = list(joined.Root.StructTreeRoot.ParentTree.Nums)
    tree = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert list(tree) == sorted(tree) and max(tree) < joined.Root.StructTreeRoot.ParentTreeNextKey
    keys = []
    for page in joined.pages:
        keys.append(int(page.obj.StructParents))
        for element in tree[keys[-1]]:  # one that goes on from the page before names this one beside its part here
            places = [element, *(child for child in element.K if isinstance(child, pikepdf.Dictionary) and "/Pg" in child)]
            assert page.obj.objgen in [place.Pg.objgen for place in places if "/Pg" in place]
        for link in page.obj.get("/Annots", []):
            keys.append(int(link.StructParent))
            children = tree[keys[-1]].K
            assert link.objgen in [child.Obj.objgen for child in children if isinstance(child, pikepdf.Dictionary) and "/Obj" in child]
    assert sorted(keys) == list(tree)
    names = [bytes(name) for name in list(joined.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(set(names))
    assert set() < heads_of_cells(joined) <= set(names)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('#chapter(level: 2)[#"Words"] after', '#chapter(level: 2)[#"Words"]'),
        ('#part[#pair-heading(language: "xx")[#"a ]"][#"b"]]\n[more]', '#part[#pair-heading(language: "xx")[#"a ]"][#"b"]]'),
        ('#chapter(level: 2)[#"a \\" ]"]', '#chapter(level: 2)[#"a \\" ]"]'),
    ],
)
def test_a_call_ends_where_its_last_bracket_does_whatever_its_strings_hold(source, expected):
    assert call(source, 0) == expected


def threads() -> set[str]:
    return {thread.name for thread in Path("/proc/self/task").glob("*")}


def threads_of_typst(source: Path) -> set[str]:
    """Prepare Typst for the segments of a book, with all errors; return the threads that it has begun."""
    before = threads()
    with patch.object(segments, "suppress", nullcontext):
        segments.prepare_typst(source)
    return threads() - before


def test_what_typst_reads_before_its_processes_are_forked_has_no_errors_and_starts_no_thread():
    assert alone(threads_of_typst, BOOKS[0]) == set()


@pytest.mark.parametrize(("words", "page"), [("#par", 23), ("#pair", 22)])
def test_pages_are_guessed_by_what_the_languages_need_and_not_by_contents(tmp_path, monkeypatch, words, page):
    monkeypatch.setattr(segments, "SEGMENT", 0)
    chapter = f"\n//page.md:1\n#new-page\n{words}({'x' * 4_000})"
    (tmp_path / "book.typ").write_text(f"{segments.HEAD_END}{chapter * 3}", encoding="utf-8")
    first, second, third = (book := Book(tmp_path / "book.typ")).segments
    first.layout = {"last": 20}
    assert book.guess(second, third) == page
    second.layout = {"last": 51}
    assert book.guess(second, third) == 71


def test_a_place_in_the_text_of_a_note_is_one_of_the_segment_that_refers_to_it(tmp_path):
    (tmp_path / "page.typ").write_text('#let texts = ("note": [#mlabel("%page#place-in-a-note")])', encoding="utf-8")
    segment = Segment('#mlabel("%page") #note("page", "note", 1)', tmp_path, 0)
    assert segment.labels == ["%page", "%page#place-in-a-note"]


@pytest.mark.parametrize("source", BOOKS, ids=lambda source: source.parts[-3])
def test_a_source_is_cut_in_front_of_pages_alone_and_nothing_is_lost(source, monkeypatch):
    monkeypatch.setattr(segments, "SEGMENT", SMALL)
    text = source.read_text(encoding="utf-8")
    head, texts = cut(text)
    assert f"{head}{segments.HEAD_END}{''.join(texts)}".rstrip() == text.rstrip()
    assert len(texts) > 3
    for piece in texts:
        assert len(piece.encode()) <= SMALL or not CUT.search(piece.rstrip())


def test_an_error_in_a_segment_is_told_at_its_block(tmp_path):
    source = shutil.copytree(BOOKS[0].parent, tmp_path / "book") / "book.typ"
    before, place, after = source.read_text(encoding="utf-8").rpartition("//docs/glossary.md:")
    source.write_text(f"{before}{place}7\n#no-such-function()\n//{after}", encoding="utf-8")
    ((error,), _put_right) = alone(set_in_small_segments, source, tmp_path / "joined.pdf")
    assert error.startswith("docs/glossary.md:7: unknown variable: no-such-function")


def exit_code_without_room(source: Path, file: Path) -> int:
    with patch.object(segments, "join", side_effect=OSError("no room")), pytest.raises(SystemExit) as ended:
        set_in_small_segments(source, file)
    return ended.value.code


def test_a_book_that_cannot_be_joined_ends_its_process(tmp_path):
    source = shutil.copytree(BOOKS[0].parent, tmp_path / "book") / "book.typ"
    assert alone(exit_code_without_room, source, tmp_path / "joined.pdf") == 1


@SLOW
def test_a_segment_whose_font_lacks_a_digit_is_set_again(tmp_path):
    source = copied(BOOKS[0], tmp_path)
    assert alone(set_in_one_piece, source, tmp_path / "whole.pdf") == []
    errors, put_right = alone(set_without_digits, source, tmp_path / "joined.pdf")
    assert errors == [] and put_right and not any(put_right)
    with pikepdf.open(tmp_path / "joined.pdf") as joined, pikepdf.open(tmp_path / "whole.pdf") as whole:
        assert words(joined) == words(whole)


@SLOW
def test_what_conf_py_says_decides_which_book_is_set_in_segments(tmp_path, monkeypatch):
    shutil.copytree(BOOKS[0].parent, tmp_path / SOURCE.parent)
    for size in (10**9, 0):
        monkeypatch.setattr(conf, "largest_whole_book", size)
        assert compile_book(tmp_path, f"{size}.pdf", RELEASED.date()) == []
    with pikepdf.open(tmp_path / "0.pdf") as joined, pikepdf.open(tmp_path / f"{10**9}.pdf") as whole:
        assert links(joined) == links(whole)
    assert (tmp_path / SOURCE).with_name("book-1.typ").exists()
