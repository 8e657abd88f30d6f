"""Build languages side by side, each read once for all its outputs, then join them into the site.

Usage: python docs/_tools/build_site.py LANGUAGE [LANGUAGE ...] [--only {pdf,epub,html}]

With ``--only`` one kind of output is made, and no site.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from functools import partial
from pathlib import Path

from build_lock import locked
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
    run_builder("html", language, BUILD / "html" / language, downloads=downloads)


def make_pair(source: str, language: str) -> None:
    """Make the PDF of two languages, from what both have read."""
    run_builder("pdf-pair", source, BUILD / "pdf" / f"{source}-{language}", pair_language=language)


def jobs_for_site(languages: list[str]) -> list[Job]:
    """Return the jobs for the languages: the PDF first, since it reads the pages for all.

    A pair's is not among them if neither of its languages is.
    """
    source, *translations = conf.languages
    read = {code: (f"{code} pdf",) if code in languages else () for code in conf.languages}
    pairs = [
        Job(f"{source}-{code}", partial(make_pair, source, code), read[source] + read[code])
        for code in translations
        if {source, code} & set(languages)
    ]
    return [
        *(Job(f"{code} pdf", partial(make_file, "pdf", code)) for code in languages),
        *pairs,
        *(Job(f"{code} epub", partial(make_file, "epub", code), read[code]) for code in languages),
        *(
            # The HTML of the source may write down what was read, which the pairs read.
            Job(f"{code} html", partial(make_html, code), (f"{code} epub", *(p.name for p in pairs if code == source)))
            for code in languages
        ),
    ]


def jobs_for_one(languages: list[str], kind: str) -> list[Job]:
    """Return the jobs for one kind of output."""
    make = make_html if kind == "html" else partial(make_file, kind)
    return [Job(code, partial(make, code)) for code in languages]


def build(languages: list[str], only: str | None) -> bool:
    """Build, and return whether all went well."""
    forget_if_machinery_changed()
    if not only:
        # A language that was left unfinished would go into the site as it is.
        languages = [code for code in conf.languages if code in languages or (UNFINISHED / code).exists()]
    kinds = ("doctrees", only) if only else KEPT
    unfinished = {code for code in languages if begin(code, kinds)}
    if not run_jobs(jobs_for_one(languages, only) if only else jobs_for_site(languages)):
        return False
    for code in set(languages) - (unfinished if only else set()):
        (UNFINISHED / code).unlink()
    return True


def build_and_publish(languages: list[str], only: str | None) -> None:
    """Build, and put the site together from what was built.

    Raises SystemExit if a job has failed: it has said why.
    """
    with locked(BUILD):
        if not build(languages, only):
            sys.exit(1)
        if not only:
            assemble(list(conf.languages))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="+", metavar="LANGUAGE")
    parser.add_argument("--only", choices=["pdf", "epub", "html"])
    arguments = parser.parse_args()
    try:
        build_and_publish(arguments.languages, arguments.only)
    except OSError as error:
        sys.exit(cannot_write(error))


if __name__ == "__main__":
    main()
