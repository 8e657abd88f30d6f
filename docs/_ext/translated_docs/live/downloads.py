"""The files that the live pages link to, each made when it is asked for."""

from __future__ import annotations

from pathlib import Path

import conf
from translated_docs.live import build_worker
from translated_docs.live.worker_process import run_apart
from translated_docs.outputs import Download


def make_download(download: Download, out: Path) -> list[str]:
    """Make a file of what is saved now; return the faults.

    Typst is called in this process, which stays: it remembers what it has compiled, and compiles
    a book in which a line has changed in a third of the time.
    """
    faults: list[str] = []
    file = download.made_in(out)
    exitcode = run_apart(
        build_worker.build_file_into, download.output.builder, download.languages, str(out), str(file.parent),
        report=faults.extend,
    )  # fmt: skip
    if exitcode:
        faults.append(f"the build of {file.name} ended with exit code {exitcode}")
    if not faults and download.output.typst:
        from translated_docs.pdf.typst_compile import compile_book  # what no other output needs

        found = compile_book(file.parent, file.name, conf.release_date)
        faults += [fault.replace(f"{build_worker.ROOT}/", "") for fault in found]
    return faults
