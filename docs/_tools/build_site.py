"""Build languages side by side, each read once for all its outputs, then join them into the site.

Usage: python docs/_tools/build_site.py [LANGUAGE ...] [--only {pdf,epub,html,part}]

With ``--only`` one kind of output is made, or all that is of one language alone (a part),
and no site.  Without a language the site is made from parts that are there.
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
KEPT = ("doctrees", "html", "pdf", "epub")
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
        for name in (*KEPT, "catalogs"):
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
    for kind in kinds if unfinished else ():
        shutil.rmtree(BUILD / kind / language, ignore_errors=True)
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


def jobs_for_languages(languages: list[str], html_after: tuple[str, ...] = ()) -> list[Job]:
    """Return the jobs for each language: the PDF first, since it reads the pages for all.

    ``html_after`` are other jobs that the HTML of the source waits for.
    """
    source = next(iter(conf.languages))
    return [
        *(Job(f"{code} pdf", partial(make_file, "pdf", code)) for code in languages),
        *(Job(f"{code} epub", partial(make_file, "epub", code), (f"{code} pdf",)) for code in languages),
        *(
            Job(f"{code} html", partial(make_html, code), (f"{code} epub", *(html_after if code == source else ())))
            for code in languages
        ),
    ]


def jobs_for_pairs(languages: list[str]) -> list[Job]:
    """Return the jobs for the pairs, after whichever of their two languages is read anew."""
    source, *translations = conf.languages
    return [
        Job(
            f"{source}-{code}",
            partial(make_pair, source, code),
            tuple(f"{read} pdf" for read in (source, code) if read in languages),
        )
        for code in translations
    ]


def jobs_for_site(languages: list[str]) -> list[Job]:
    """Return the jobs for everything that the languages are in."""
    source = next(iter(conf.languages))
    pairs = [job for job in jobs_for_pairs(languages) if job.after]
    # The HTML of the source may write down what was read, which the pairs read.
    jobs = jobs_for_languages(languages, tuple(job.name for job in pairs))
    pdfs = len(languages)
    return [*jobs[:pdfs], *pairs, *jobs[pdfs:]]


def jobs_for_one(languages: list[str], kind: str) -> list[Job]:
    """Return the jobs for one kind of output."""
    make = make_html if kind == "html" else partial(make_file, kind)
    return [Job(code, partial(make, code)) for code in languages]


def build(languages: list[str], only: str | None) -> bool:
    """Build languages, and return whether all went well."""
    forget_if_machinery_changed()
    forget_if_a_file_is_gone()
    if not only:
        # A language that was left unfinished would go into the site as it is.
        languages = [code for code in conf.languages if code in languages or (UNFINISHED / code).exists()]
    kinds = ("doctrees", only) if only in KEPT else KEPT
    unfinished = {code for code in languages if begin(code, kinds)}
    if only == "part":
        jobs = jobs_for_languages(languages)
    else:
        jobs = jobs_for_one(languages, only) if only else jobs_for_site(languages)
    if not run_jobs(jobs):
        return False
    for code in set(languages) - (unfinished if only in KEPT else set()):
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


def build_and_publish(languages: list[str], only: str | None) -> None:
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
    parser.add_argument("--only", choices=["pdf", "epub", "html", "part"])
    arguments = parser.parse_args()
    try:
        build_and_publish(arguments.languages, arguments.only)
    except OSError as error:
        sys.exit(cannot_write(error))


if __name__ == "__main__":
    main()
