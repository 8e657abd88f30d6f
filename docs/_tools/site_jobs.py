"""The jobs that make the outputs of every language, what each of them waits for, and the site at the end.

Importing this module takes all of Sphinx into memory: import it, then fork.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from compress import compress
from run_builder import BUILD, ROOT, run_builder
from run_jobs import Job

import conf
from accepted_catalogs import accept_catalogs
from assemble_site import assemble  # noqa: F401 - the last step, when all jobs are done


def size_label(file: Path) -> str:
    """Return the size of a file for a reader; coarse, so that it seldom changes."""
    megabytes = file.stat().st_size / 1e6
    return f"{max(megabytes, 0.1):.1f} MB"


def make_file(builder: str, language: str) -> None:
    """Make the PDF or the EPUB of a language."""
    outdir = BUILD / builder / language
    shutil.rmtree(outdir, ignore_errors=True)  # what an earlier build left there would go into the EPUB
    accept_catalogs(ROOT, language)  # Sphinx reads the words of the interface first of all
    run_builder(builder, language, outdir)


def make_html(language: str) -> None:
    """Make the pages of a language; each names the sizes of the PDF and the EPUB, if there are any."""
    files = {kind: next((BUILD / kind / language).glob(f"*.{kind}"), None) for kind in ("pdf", "epub")}
    downloads = {kind: size_label(file) for kind, file in files.items() if file}
    accept_catalogs(ROOT, language)
    outdir = BUILD / "html" / language
    run_builder("html", language, outdir, downloads=downloads)
    compress(outdir)


def make_pair(source: str, language: str) -> None:
    """Make the PDF of two languages, from what both have read."""
    run_builder("pdf-pair", source, BUILD / "pdf" / f"{source}-{language}", pair_language=language)


def jobs_for_languages(languages: list[str], kinds: tuple[str, ...], html_after: tuple[str, ...] = ()) -> list[Job]:
    """Return the jobs for each language, one kind of output after the other: the first reads the pages for all.

    ``html_after`` are other jobs that the HTML of the source waits for.
    """
    source = next(iter(conf.languages))
    jobs = []
    for kind, before in zip(kinds, [None, *kinds]):
        make = make_html if kind == "html" else partial(make_file, kind)
        for code in languages:
            after = (f"{code} {before}",) if before else ()
            waits = html_after if kind == "html" and code == source else ()
            jobs.append(Job(f"{code} {kind}", partial(make, code), after + waits))
    return jobs


def jobs_for_pairs(languages: list[str]) -> list[Job]:
    """Return the jobs for the pairs, after whichever of their two languages is read anew, for its own PDF."""
    source, *translations = conf.languages
    return [
        Job(
            f"{source}-{code}",
            partial(make_pair, source, code),
            tuple(f"{read} pdf" for read in (source, code) if read in languages),
        )
        for code in translations
    ]


def jobs_for_site(languages: list[str], kinds: tuple[str, ...]) -> list[Job]:
    """Return the jobs for everything that the languages are in."""
    pairs = [job for job in jobs_for_pairs(languages) if job.after]
    source = next(iter(conf.languages))
    # Where there is HTML already, the source's may write down anew what was read, which the pairs read.
    waits = tuple(job.name for job in pairs) if (BUILD / "html" / source).exists() else ()
    jobs = jobs_for_languages(languages, kinds, waits)
    readers = len(languages)
    return [*jobs[:readers], *pairs, *jobs[readers:]]
