"""The jobs that make the outputs of every language, what each of them waits for, and the site at the end."""

from __future__ import annotations

import shutil
import sys
import time
from functools import partial
from importlib import import_module
from pathlib import Path

import conf
from translated_docs.catalogs.languages import direction
from translated_docs.catalogs.sanitize import sanitize_catalogs
from translated_docs.html.alternates import edition_file, language_pairs
from translated_docs.jobs.runner import Job
from translated_docs.jobs.sphinx_build import BUILD, ROOT, run_builder
from translated_docs.performance.typst_prewarm import compile_in_warm_process
from translated_docs.site.compress import compress
from translated_docs.site.publish import assemble  # noqa: F401 - the last step, when all jobs are done


def size_label(file: Path) -> str:
    """Return the size of a file for a reader; coarse, so that it seldom changes."""
    megabytes = file.stat().st_size / 1e6
    return f"{max(megabytes, 0.1):.1f} MB"


def size_labels(language: str) -> dict[str, str]:
    """Return the sizes of the PDF and the EPUB of a language, if they are there, by kind."""
    files = {kind: next((BUILD / kind / language).glob(f"*.{kind}"), None) for kind in ("pdf", "epub")}
    return {kind: size_label(file) for kind, file in files.items() if file}


# -- What the jobs do -----------------------------------------------------------


def make_file(builder: str, language: str) -> None:
    """Make the EPUB of a language, or the Typst source of its book."""
    outdir = BUILD / builder / language
    shutil.rmtree(outdir, ignore_errors=True)  # what an earlier build left there would go into the EPUB
    sanitize_catalogs(ROOT, language)  # Sphinx reads the words of the interface first of all
    run_builder(builder, language, outdir)


def make_pair(source: str, language: str) -> None:
    """Make the Typst source of the book of two languages, from what both have read."""
    run_builder("pdf-pair", source, BUILD / "pdf" / f"{source}-{language}", pair_language=language)


def make_book(*languages: str) -> None:
    """Set the book of one language or of two.

    Raises SystemExit with all that Typst finds wrong, be it only a warning.
    """
    started, folder = time.monotonic(), BUILD / "pdf" / "-".join(languages)
    faults = compile_in_warm_process(folder, edition_file(conf, "pdf", *languages), conf.release_date)
    if faults:
        sys.exit("\n".join(faults).replace(f"{ROOT}/", ""))
    print(f"{folder.name}: book {time.monotonic() - started:.1f} s", flush=True)


def make_html(language: str, sizes: dict[str, str] | None = None) -> None:
    """Make the pages of a language; each names the sizes of the PDF and the EPUB, of those that are there if not given."""
    sanitize_catalogs(ROOT, language)
    outdir = BUILD / "html" / language
    run_builder("html", language, outdir, downloads=size_labels(language) if sizes is None else sizes)
    compress(outdir)


def are_wrong(sizes: dict[str, str], language: str) -> bool:
    """Return whether the files of a language have other sizes than those that its pages name."""
    return size_labels(language) != sizes


# -- What they wait for ---------------------------------------------------------


def jobs_for_html(language: str, kinds: tuple[str, ...], after: tuple[str, ...]) -> list[Job]:
    """Return the jobs for the pages of a language.

    A book that is set anew has seldom another size: the pages name that of its last edition,
    if there was one, and need not wait for it.
    """
    sizes, book = size_labels(language), f"{language} book"
    if "pdf" not in kinds or "pdf" not in sizes:
        waits = (book,) if "pdf" in kinds else ()
        return [Job(f"{language} html", partial(make_html, language), after + waits)]
    return [
        Job(f"{language} html", partial(make_html, language, sizes), after),
        Job(f"{language} sizes", partial(make_html, language), (f"{language} html", book), partial(are_wrong, sizes, language)),
    ]


def jobs_for_languages(languages: list[str], kinds: tuple[str, ...], html_after: tuple[str, ...] = ()) -> list[Job]:
    """Return the jobs for each language, one kind of output after the other: the first reads the pages for all.

    ``html_after`` are other jobs that the HTML of the source waits for.
    """
    source = next(iter(conf.languages))
    jobs = []
    for kind, before in zip(kinds, [None, *kinds]):
        for code in languages:
            after = (f"{code} {before}",) if before else ()
            if kind == "html":
                jobs += jobs_for_html(code, kinds, after + (html_after if code == source else ()))
            else:
                jobs.append(Job(f"{code} {kind}", partial(make_file, kind, code), after))
        if kind == "pdf":
            jobs += [Job(f"{code} book", partial(make_book, code), (f"{code} pdf",)) for code in languages]
    return jobs


def jobs_for_pairs(pairs: list[tuple[str, str]], languages: list[str]) -> list[Job]:
    """Return the jobs for pairs, after whichever of their two languages is read anew, for its own PDF."""
    jobs = []
    for pair in pairs:
        name, after = "-".join(pair), tuple(f"{code} pdf" for code in pair if code in languages)
        jobs.append(Job(f"{name} pdf", partial(make_pair, *pair), after))
        jobs.append(Job(f"{name} book", partial(make_book, *pair), (f"{name} pdf",)))
    return jobs


def jobs_for_site(languages: list[str], kinds: tuple[str, ...]) -> list[Job]:
    """Return the jobs for everything that the languages are in."""
    pairs = [pair for pair in language_pairs(conf) if set(pair) & set(languages)]
    source = next(iter(conf.languages))
    # Where there is HTML already, the source's may write down anew what was read, which the pairs read.
    has_html = (BUILD / "html" / source).exists()
    waits = tuple(f"{'-'.join(pair)} pdf" for pair in pairs) if has_html else ()
    jobs = jobs_for_languages(languages, kinds, waits)
    readers = len(languages)
    return [*jobs[:readers], *jobs_for_pairs(pairs, languages), *jobs[readers:]]


def prepare_html() -> None:
    """Take into memory what only the HTML needs, so that its jobs have it when they are forked."""
    import_module(conf.html_theme)
    import_module("sphinx_basic_ng")  # by the theme, when it is set up
    for code in conf.languages:
        direction(code)  # reads all that is known of the language


def jobs_to_join() -> list[Job]:
    """Return what is left to do when every language was built elsewhere."""
    return jobs_for_pairs(language_pairs(conf), [])
