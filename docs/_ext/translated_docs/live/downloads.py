"""The PDFs and EPUBs that the live pages link to, each made when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import conf
from translated_docs.html.alternates import MEDIA_TYPES, edition_file, language_pairs
from translated_docs.live import build_worker
from translated_docs.live.worker_process import run_apart
from translated_docs.pdf.typst_compile import compile_book


@dataclass(frozen=True)
class Download:
    """The builder that makes a file, and the languages whose pages it makes it of."""

    builder: str
    codes: tuple[str, ...]

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.suffix]

    @property
    def suffix(self) -> str:
        return "epub" if self.builder == "epub" else "pdf"

    def made_in(self, out: Path) -> Path:
        """Return the file, in the folder of all that is built."""
        return out / self.builder / "-".join(self.codes) / edition_file(conf, self.suffix, *self.codes)


def downloads() -> dict[str, Download]:
    """Return every file that a page links to, by its address in the site."""
    alone = {
        f"{code}/{edition_file(conf, kind, code)}": Download(kind, (code,))
        for code in conf.languages
        for kind in build_worker.DOWNLOADS
    }
    pairs = {edition_file(conf, "pdf", *pair): Download("pdf-pair", pair) for pair in language_pairs(conf)}
    return alone | pairs


def make_download(download: Download, out: Path) -> list[str]:
    """Make a file of what is saved now; return the faults.

    A book is set in this process, which stays: Typst remembers what it has set, and sets
    a book in which a line has changed in a third of the time.
    """
    faults: list[str] = []
    file = download.made_in(out)
    exitcode = run_apart(
        build_worker.build_file_into, download.builder, download.codes, str(out), str(file.parent), report=faults.extend
    )
    if exitcode:
        faults.append(f"the build of {file.name} ended with exit code {exitcode}")
    if not faults and download.suffix == "pdf":
        found = compile_book(file.parent, file.name, conf.release_date)
        faults += [fault.replace(f"{build_worker.ROOT}/", "") for fault in found]
    return faults
