"""Build languages side by side, each read once for all its outputs, then join them into the site.

Usage: python -m translated_docs.commands.build [LANGUAGE ...] [--only pdf epub html]

With ``--only`` no site is made, but what is named of each language: all three are a part
of the site.  Without a language the site is made from the parts that are there.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from importlib import import_module
from types import ModuleType

import conf
from translated_docs.addresses import check_addresses
from translated_docs.jobs.lock import locked
from translated_docs.jobs.runner import run_jobs
from translated_docs.jobs.warning_hints import cannot_write
from translated_docs.paths import BUILD, ROOT
from translated_docs.performance import DISABLED, startup

UNFINISHED = BUILD / "unfinished"
# In this order: every page of the HTML names the sizes of the others.
KINDS = ("pdf", "epub", "html")
# What Sphinx does not look at when it asks what has to be built again.
MACHINERY = ("docs/_ext", "requirements.txt")


# -- What an earlier build has left --------------------------------------------


def machinery_digest() -> str:
    """Return a digest of all that makes a page out of a source; of packages, Python decides which of those in the lock."""
    files = [path for name in MACHINERY for path in [ROOT / name, *(ROOT / name).rglob("*")] if path.is_file()]
    digest = hashlib.sha256(b"%d.%d" % sys.version_info[:2])
    digest.update(" ".join(sorted(DISABLED)).encode())
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def forget_if_machinery_changed() -> None:
    """Build everything anew if something has changed that Sphinx does not look at."""
    known, now = BUILD / "machinery", machinery_digest()
    if not known.exists() or known.read_text() != now:
        for name in (*KINDS, "doctrees", "catalogs", "licences"):
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


# -- What is built now ----------------------------------------------------------


def load_schedule(languages: list[str], kinds: tuple[str, ...]) -> ModuleType:
    """Return the module of the jobs, and with it all of Sphinx: it is imported late, for other cores to begin meanwhile."""
    startup.prepare_builds(languages, kinds)
    return import_module("translated_docs.jobs.schedule")


def build(languages: list[str], only: tuple[str, ...]) -> bool:
    """Build languages, and the site unless only some kinds are asked for; return whether all went well."""
    forget_if_machinery_changed()
    forget_if_a_file_is_gone()
    if not only:
        # A language that was left unfinished would go into the site as it is.
        languages = [code for code in conf.languages if code in languages or (UNFINISHED / code).exists()]
    kinds = only or KINDS
    unfinished = {code for code in languages if begin(code, kinds)}
    schedule = load_schedule(languages, kinds)
    jobs = schedule.jobs_for_languages(languages, kinds) if only else schedule.jobs_for_site(languages, kinds)
    if not run_jobs(jobs, meanwhile=startup.preload_html if "html" in kinds else None):
        return False
    # What is left of an unfinished language is made with all the rest of it.
    for code in set(languages) - (unfinished if kinds != KINDS else set()):
        (UNFINISHED / code).unlink()
    if not only:
        schedule.assemble(list(conf.languages))
    return True


def join() -> bool:
    """Make the pairs and the site from parts that were built elsewhere, and return whether all went well.

    Raises SystemExit if a part is missing, or is not of this version.
    """
    for code in conf.languages:
        if not (BUILD / "html" / code / "pages.json").exists():
            sys.exit(f"build/html/{code}: not there; build it with 'make part-{code}', and bring its build/ here")
    if (BUILD / "machinery").read_text() != machinery_digest():
        sys.exit("build/machinery: the parts are of another version or Python than this; build them from one commit, with one Python")
    schedule = load_schedule([], ())
    if not run_jobs(schedule.jobs_to_join()):
        return False
    schedule.assemble(list(conf.languages))
    return True


def build_and_publish(languages: list[str], only: tuple[str, ...]) -> None:
    """Build languages, or without any put the site together from what was built.

    Raises SystemExit if a job has failed: it has said why.
    """
    with locked(BUILD):
        if not (build(languages, only) if languages else join()):
            sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=())
    arguments = parser.parse_args()
    try:
        check_addresses(conf)
    except ValueError as error:
        sys.exit(str(error))
    try:
        build_and_publish(arguments.languages, tuple(kind for kind in KINDS if kind in arguments.only))
    except OSError as error:
        sys.exit(cannot_write(error))


if __name__ == "__main__":
    main()
