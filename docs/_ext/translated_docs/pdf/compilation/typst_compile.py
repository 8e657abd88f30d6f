"""Compile a book's Typst source to PDF.  Nothing of Sphinx is imported here: ``make live`` and the jobs need Typst alone."""

import re
from datetime import date, datetime, time, timezone
from html import unescape
from multiprocessing import get_context
from pathlib import Path

import typst

from translated_docs.fonts import USUAL, fonts
from translated_docs.paths import DRAWINGS
from translated_docs.processes import run_in_process
from translated_docs.settings import conf
from translated_docs.typst_pictures import set_asked

# In the folder that the book goes into.
SOURCE = Path("book", "book.typ")
# A line that Typst names, and what the builder notes of blocks, of some without the file, which is that of the last one.
IN_SOURCE, PLACE = re.compile(r"\bbook(?:-\d+)?\.typ:(\d+):"), re.compile(r"//(.*):(\d+)")
# Of a picture, which svg/active_content.py has named with its line.
NAMED_BEFORE = "image contains foreign object"


def compiler_of(source: Path) -> typst.Compiler:
    """Return what sets a source."""
    return typst.Compiler(source, root=source.parent, font_paths=fonts())


def is_plain(file: Path) -> bool:
    """Say whether a picture is one of those drawn here, with letters that any picture may have: a book takes it as it is."""
    return file.parent.name == DRAWINGS and USUAL.fullmatch(unescape(re.sub("<[^>]*>", "", file.read_text(encoding="utf-8")))) is not None


def settle_pictures(folder: Path) -> None:
    """Change the SVG files of a book to what it can have."""
    for file in sorted(folder.rglob("*.svg")):
        if is_plain(file):
            continue
        from translated_docs.pdf.compilation.words_in_pictures import settled  # what few books need

        svg = file.read_text(encoding="utf-8", errors="replace")
        if (found := settled(svg)) != svg:
            file.write_text(found, encoding="utf-8")


def place_of(diagnostic: str, source: Path) -> str:
    """Return ``file:line`` of the block that Typst complains of, as the builder has noted it above (inline.py)."""
    line = IN_SOURCE.search(diagnostic)
    above = source.read_text(encoding="utf-8").split("\n")[: int(line[1])] if line else []
    places = [place for text in above if (place := PLACE.fullmatch(text))]
    file = next((place[1] for place in reversed(places) if place[1]), None)
    return f"{file}:{places[-1][2]}" if file else str(source)


def errors_of(compiler: typst.Compiler, source: Path, file: Path, released: datetime) -> list[str]:
    """Set a source as PDF/UA-1; return the errors, warnings too."""
    try:
        _content, warnings = compiler.compile_with_warnings(output=file, format="pdf", pdf_standards="ua-1", timestamp=released)
    except typst.TypstError as error:
        # Warnings stand before it.
        first_error = next((part for part in error.diagnostic.split("\n\n") if part.startswith("error: ")), error.diagnostic)
        return [f"{place_of(first_error, source)}: {error.message}\n{first_error}"]
    return [f"{place_of(warning.diagnostic, source)}: {warning.diagnostic}" for warning in warnings if warning.message != NAMED_BEFORE]


def compile_book(folder: Path, name: str, released: date) -> list[str]:
    """Set the book of a folder as PDF/UA-1, dated the midnight of its release, and pack it; return the errors, warnings too."""
    source, file, midnight = folder / SOURCE, folder / name, datetime.combine(released, time(), timezone.utc)
    settle_pictures(source.parent)
    if source.stat().st_size > conf.largest_whole_book:
        from translated_docs.pdf.compilation.segments import set_in_segments  # what no smaller book needs

        errors: list[str] = []
        exitcode = run_in_process(set_in_segments, source, file, midnight, report=errors.extend, context=get_context("spawn"))
        errors += [f"{source}: its segments were not joined; largest_whole_book of conf.py can set it in one piece"] * bool(exitcode)
    else:
        errors = errors_of(compiler_of(source), source, file, midnight)
        if not errors:
            from translated_docs.pdf.compilation.compact import compact  # what whoever writes the source does not need

            compact(file)
    return errors


def compile_with_pictures(folder: Path, name: str, released: date) -> list[str]:
    """Set the pictures that are asked for, as Typst has begun here anyway, and then a book; return its errors."""
    set_asked()
    return compile_book(folder, name, released)
