"""Build languages side by side, each read once for all its outputs, then join them into the site.

Usage: python docs/_tools/build_site.py [LANGUAGE ...] [--only pdf epub html]

With ``--only`` no site is made, but what is named of each language: all three are a part
of the site.  Without a language the site is made from the parts that are there.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from functools import partial
from pathlib import Path

from build_lock import locked
from compress import compress
from remedies import cannot_write
from run_builder import BUILD, ROOT, run_builder
from run_jobs import Job, run_jobs

import conf
from accepted_catalogs import accept_catalogs
from assemble_site import assemble

UNFINISHED = BUILD / "unfinished"
# In this order: every page of the HTML names the sizes of the others.
KINDS = ("pdf", "epub", "html")
# What Sphinx does not look at when it asks what has to be built again.
MACHINERY = ("docs/_ext", "docs/_tools", "requirements.txt")


# -- What an earlier build has left --------------------------------------------


def machinery_digest() -> str:
    """Return a digest of all that makes a page out of a source."""
    files = [path for name in MACHINERY for path in [ROOT / name, *(ROOT / name).rglob("*")] if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def forget_if_machinery_changed() -> None:
    """Build everything anew if something has changed that Sphinx does not look at."""
    known, now = BUILD / "machinery", machinery_digest()
    if not known.exists() or known.read_text() != now:
        for name in (*KINDS, "doctrees", "catalogs"):
            shutil.rmtree(BUILD / name, ignore_errors=True)
        known.write_text(now)


def forget_if_a_file_is_gone() -> None:
    """Write the HTML anew if a page, a drawing or a style is gone: Sphinx leaves what it made of it."""
    known, now = BUILD / "files", {str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*")}
    if known.exists() and set(known.read_text(encoding="utf-8").splitlines()) - now:
        shutil.rmtree(BUILD / "html", ignore_errors=True)
    known.write_text("\n".join(sorted(now)), encoding="utf-8")


def begin(language: str, kinds: tuple[str, ...]) -> bool:
    """Mark a language as unfinished, and return whether it bore the mark already.

    If so, the build before was killed at its work, and half a page looks like a page; or it
    failed, and a page is warned of only when it is read.  What it left of these kinds goes.
    """
    mark = UNFINISHED / language
    unfinished = mark.exists()
    for folder in ("doctrees", *kinds) if unfinished else ():
        shutil.rmtree(BUILD / folder / language, ignore_errors=True)
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
    return unfinished


# -- The jobs ------------------------------------------------------------------


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
    """Return the jobs for the pairs, after whichever of their two languages is read anew."""
    source, *translations = conf.languages
    return [
        Job(
            f"{source}-{code}",
            partial(make_pair, source, code),
            tuple(f"{read} {KINDS[0]}" for read in (source, code) if read in languages),
        )
        for code in translations
    ]


def jobs_for_site(languages: list[str]) -> list[Job]:
    """Return the jobs for everything that the languages are in."""
    pairs = [job for job in jobs_for_pairs(languages) if job.after]
    source = next(iter(conf.languages))
    # Where there is HTML already, the source's may write down anew what was read, which the pairs read.
    waits = tuple(job.name for job in pairs) if (BUILD / "html" / source).exists() else ()
    jobs = jobs_for_languages(languages, KINDS, waits)
    readers = len(languages)
    return [*jobs[:readers], *pairs, *jobs[readers:]]


def build(languages: list[str], only: tuple[str, ...]) -> bool:
    """Build languages, and return whether all went well."""
    forget_if_machinery_changed()
    forget_if_a_file_is_gone()
    if not only:
        # A language that was left unfinished would go into the site as it is.
        languages = [code for code in conf.languages if code in languages or (UNFINISHED / code).exists()]
    unfinished = {code for code in languages if begin(code, only or KINDS)}
    if not run_jobs(jobs_for_languages(languages, only) if only else jobs_for_site(languages)):
        return False
    # What is left of an unfinished language is made with all the rest of it.
    for code in set(languages) - (unfinished if only and only != KINDS else set()):
        (UNFINISHED / code).unlink()
    return True


def join() -> bool:
    """Make the pairs from parts that were built elsewhere, and return whether all went well.

    Raises SystemExit if a part is missing, or is not of this version.
    """
    for code in conf.languages:
        if not (BUILD / "html" / code / "pages.json").exists():
            sys.exit(f"build/html/{code}: not there; build it with 'make part-{code}', and bring its build/ here")
    if (BUILD / "machinery").read_text() != machinery_digest():
        sys.exit("build/machinery: the parts are of another version than this; build them from one commit")
    return run_jobs(jobs_for_pairs([]))


def build_and_publish(languages: list[str], only: tuple[str, ...]) -> None:
    """Build, and put the site together from what was built.

    Raises SystemExit if a job has failed: it has said why.
    """
    with locked(BUILD):
        if not (build(languages, only) if languages else join()):
            sys.exit(1)
        if not only:
            assemble(list(conf.languages))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=())
    arguments = parser.parse_args()
    try:
        build_and_publish(arguments.languages, tuple(kind for kind in KINDS if kind in arguments.only))
    except OSError as error:
        sys.exit(cannot_write(error))


if __name__ == "__main__":
    main()
