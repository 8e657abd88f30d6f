"""Build languages side by side, each read once for all its outputs, then join them into the site.

Usage: python docs/_tools/build_site.py [LANGUAGE ...] [--only pdf epub html]

With ``--only`` no site is made, but what is named of each language: all three are a part
of the site.  Without a language the site is made from the parts that are there.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import shutil
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import kept_bytecode  # noqa: F401 - before what it keeps
from build_lock import locked
from remedies import cannot_write
from run_jobs import processes, processors, run_jobs

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

import conf  # noqa: E402
from addresses import check_addresses  # noqa: E402
from typesetting import set_ahead  # noqa: E402

UNFINISHED = BUILD / "unfinished"
# In this order: every page of the HTML names the sizes of the others.
KINDS = ("pdf", "epub", "html")
# What Sphinx does not look at when it asks what has to be built again.
MACHINERY = ("docs/_ext", "docs/_tools", "requirements.txt")


# -- What an earlier build has left --------------------------------------------


def machinery_digest() -> str:
    """Return a digest of all that makes a page out of a source; of packages, Python decides which of those in the lock."""
    files = [path for name in MACHINERY for path in [ROOT / name, *(ROOT / name).rglob("*")] if path.is_file()]
    digest = hashlib.sha256(b"%d.%d" % sys.version_info[:2])
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


def accept_ahead(languages: list[str]) -> None:
    """Accept catalogs, if it can be done: the job that needs them says what is wrong."""
    from acceptance import accept_catalogs

    with suppress(OSError):
        for code in languages:
            accept_catalogs(ROOT, code)


def import_jobs(languages: list[str], kinds: tuple[str, ...]) -> ModuleType:
    """Return the module of the jobs.  It takes a third of a second: other cores, if any, begin with what there is to do."""
    gc.disable()  # until all is imported (run_builder.py)
    others = processors() - 1
    if "pdf" in kinds:
        set_ahead([BUILD / "pdf" / code for code in languages[:others]])
    import_module("acceptance")  # what it takes into memory, the jobs need too
    helpers = [processes.Process(target=accept_ahead, args=(languages,))] if others else []
    for helper in helpers:
        helper.start()
    site_jobs = import_module("site_jobs")
    for helper in helpers:
        helper.join()
    return site_jobs


def build(languages: list[str], only: tuple[str, ...]) -> bool:
    """Build languages, and the site unless only some kinds are asked for; return whether all went well."""
    forget_if_machinery_changed()
    forget_if_a_file_is_gone()
    if not only:
        # A language that was left unfinished would go into the site as it is.
        languages = [code for code in conf.languages if code in languages or (UNFINISHED / code).exists()]
    kinds = only or KINDS
    unfinished = {code for code in languages if begin(code, kinds)}
    site_jobs = import_jobs(languages, kinds)
    jobs = site_jobs.jobs_for_languages(languages, kinds) if only else site_jobs.jobs_for_site(languages, kinds)
    if not run_jobs(jobs, meanwhile=site_jobs.prepare_html if "html" in kinds else None):
        return False
    # What is left of an unfinished language is made with all the rest of it.
    for code in set(languages) - (unfinished if kinds != KINDS else set()):
        (UNFINISHED / code).unlink()
    if not only:
        site_jobs.assemble(list(conf.languages))
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
    site_jobs = import_module("site_jobs")
    if not run_jobs(site_jobs.jobs_to_join()):
        return False
    site_jobs.assemble(list(conf.languages))
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


def end() -> NoReturn:
    """End this process at once: all is written, and to free its memory bit by bit would be a twentieth of a small build."""
    sys.stdout.flush()
    processes.active_children()  # asked for, those that have ended are let go
    os._exit(0)


if __name__ == "__main__":
    main()
    end()
