"""The files that the live pages link to, each made when it is asked for."""

from pathlib import Path

from translated_docs.live import build_worker
from translated_docs.live.worker_process import run_worker
from translated_docs.outputs import Download
from translated_docs.paths import ROOT
from translated_docs.settings import conf


def make_download(download: Download, out: Path) -> list[str]:
    """Make a file of what is saved now; return the errors.

    Typst is called in this process, which stays: it remembers what it has compiled, and compiles
    a book in which a line has changed in a third of the time.
    """
    errors: list[str] = []
    builder, file = download.output.builder, out / download.made
    if exitcode := run_worker(build_worker.build_file_into, builder, download.languages, str(out), str(file.parent), report=errors.extend):
        errors.append(f"the build of {file.name} ended with exit code {exitcode}")
    if not errors and download.output.typst:
        from translated_docs.pdf.compilation.typst_compile import compile_book  # what no other output needs

        found = compile_book(file.parent, file.name, conf.release_date)
        errors += [error.replace(f"{ROOT}/", "") for error in found]
    return errors
