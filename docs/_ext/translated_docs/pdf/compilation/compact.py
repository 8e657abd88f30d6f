"""Write a book's file half as large: nothing is lost, and its first page is seen before the last has come."""

from pathlib import Path

import pikepdf
from pikepdf import Pdf

from translated_docs.pdf.compilation.note_links import link_notes


last: list[Pdf] = []  # not closed before the next: to free all objects would be a tenth of the time, and a job ends here


def compact(file: Path) -> None:
    """Write the file of a book again in its place."""
    packed = file.with_suffix(".packed.pdf")
    last[:] = [pikepdf.open(file)]
    save_compact(last[0], packed)
    packed.replace(file)


def save_compact(pdf: Pdf, file: Path) -> None:
    """Link the notes of a book, pack its objects into streams, and order them for the web (linearized).

    Typst writes each of the many small objects that tags are by itself.  The bytes depend on the book and on the
    version of qpdf alone: what is compressed already stays as it is.
    ISO 32000-1, 7.5.7 (object streams) and annex F (linearized PDF).
    """
    link_notes(pdf)
    pdf.save(
        file,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
        linearize=True,
        deterministic_id=True,
        fix_metadata_version=False,  # it is the same, and would cost each book an import of lxml
    )
