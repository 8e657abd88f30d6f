"""Build languages side by side, each read once for all its outputs, then join them into the site.

Usage: python -m translated_docs.commands.build [LANGUAGE ...] [--only OUTPUT ...]

What is wrong with a translation costs its own block, which shows the source's words: it is named last, and
the exit code is 0, but for STRICT=1, which publishes nothing then and ends with 1, as ``fail_on_warning`` of conf.py
does for a page that is wrong.

With ``--only`` no site is made, but what is named of each language (outputs.py): all of them are a
part of the site.  Without a language the site is made from the parts that are there.
"""

import argparse
import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

from translated_docs.addresses import check_addresses
from translated_docs.fonts import font_folders
from translated_docs.jobs.lock import locked
from translated_docs.jobs.runner import run_and_report, run_jobs
from translated_docs.outputs import OUTPUTS, Output, language_pairs, monolingual, named
from translated_docs.paths import BUILD, NOT_SOURCES, ROOT
from translated_docs.performance import DISABLED, startup
from translated_docs.processes import processes, processors
from translated_docs.settings import IS_STRICT, conf, source_folder

UNFINISHED = BUILD / "unfinished"
LEFT_OUT = BUILD / "left-out"  # what `make` says last, also when there is nothing to do
# What Sphinx does not look at when it asks what has to be built again.
TOOLCHAIN = ("docs/_ext", "requirements.txt")


# -- What an earlier build has left --------------------------------------------


def paths_below(folder: Path) -> list[Path]:
    """Return all files and folders below a folder, sorted, but for the bytecode that Python keeps there."""
    return sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)


def toolchain_digest() -> str:
    """Return a digest of all that makes a page out of a source; of packages, Python decides which of those in the lock."""
    digest = hashlib.sha256(b"%d.%d" % sys.version_info[:2])
    digest.update(" ".join([*sorted(DISABLED), *conf.extension_requirements]).encode())
    for path in [path for name in TOOLCHAIN for path in [ROOT / name, *paths_below(ROOT / name)] if path.is_file()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def clean_if_toolchain_changed() -> None:
    """Build everything anew if something has changed that Sphinx does not look at."""
    known, now = BUILD / "toolchain", toolchain_digest()
    if not known.exists() or known.read_bytes() != now.encode():
        for name in (*(output.name for output in OUTPUTS), "doctrees", "catalogs", "licences", "pictures", "stats", "templates"):
            shutil.rmtree(BUILD / name, ignore_errors=True)
        known.write_text(now)


def source_files() -> Iterator[Path]:
    """Yield all below the folder of the pages, but for what is built or installed, if that lies there too."""
    apart = {ROOT / name for name in NOT_SOURCES}
    for folder, names, files in os.walk(source_folder()):
        names[:] = [name for name in names if Path(folder, name) not in apart and name != "__pycache__"]
        yield from (Path(folder, name) for name in [*names, *files])


def clean_html_of_removed_sources() -> None:
    """Write the HTML anew if a page, a figure or a style is gone: Sphinx leaves what it made of it."""
    known, now = BUILD / "sources", {os.fsencode(path.relative_to(ROOT)) for path in source_files()}  # a name may be of any bytes
    if known.exists() and set(known.read_bytes().split(b"\n")) - now:
        shutil.rmtree(BUILD / "html", ignore_errors=True)
    known.write_bytes(b"\n".join(sorted(now)))


def mark_unfinished(language: str, outputs: tuple[Output, ...]) -> bool:
    """Mark a language as unfinished, and return whether it bore the mark already.

    If so, the build before was killed at its work, and half a page looks like a page; or it
    failed, and a page is warned of only when it is read.  What it left of these outputs goes.
    """
    mark = UNFINISHED / language
    unfinished = mark.exists()
    for folder in ("doctrees", *(output.name for output in outputs)) if unfinished else ():
        shutil.rmtree(BUILD / folder / language, ignore_errors=True)
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
    return unfinished


# -- What is built now ----------------------------------------------------------


def sanitize_all() -> None:
    """Sanitize the catalogs of all languages: a book of two needs another one than that which is built."""
    from translated_docs.catalogs.policy.sanitize import sanitize_catalogs

    for code in conf.languages:
        sanitize_catalogs(ROOT, code, processors())


def clean_and_sanitize() -> None:
    """Remove what can't be used of an earlier build, sanitized catalogs too, and sanitize the catalogs."""
    clean_if_toolchain_changed()
    clean_html_of_removed_sources()
    sanitize_all()


def load_schedule(prepare: Callable[[], None]) -> ModuleType:
    """Prepare the catalogs, and return the module of the jobs.

    It brings all of Sphinx, and so is imported late, for other cores to begin meanwhile.  Catalogs have a process of
    their own: they may ask Typst for a font, and its threads would not be in the jobs, which are forked.
    Raises SystemExit if the copies can't be written: it has been said why.
    """
    sanitizing = processes.Process(target=run_and_report, args=(prepare,))
    startup.prepare_builds(sanitizing)
    if sanitizing.pid is None:
        sanitizing.start()
    sanitizing.join()
    if sanitizing.exitcode:
        sys.exit(1)
    return import_module("translated_docs.jobs.schedule")


def build(languages: list[str], outputs: tuple[Output, ...], is_site: bool) -> bool:
    """Build outputs of languages, and what joins them into a site if one is wanted; return whether all went well."""
    from translated_docs.catalogs.policy.sphinx_warnings import forget_warnings  # with the parser of the pages, like Sphinx

    unfinished = {code for code in languages if mark_unfinished(code, outputs)}
    # Only all outputs together find again what one of them was warned of.
    for code in languages if outputs == monolingual() else ():
        forget_warnings(ROOT, code)
    schedule = load_schedule(clean_and_sanitize)
    jobs = schedule.jobs_for_site(languages, outputs) if is_site else schedule.jobs_for_languages(languages, outputs)
    preload = startup.preload_for_site if any(output.site for output in outputs) else None
    if not run_jobs(jobs, meanwhile=preload, at_end=startup.prepare_site if is_site else None):
        return False
    # What is left of an unfinished language is made with all the rest of it.
    for code in set(languages) - (unfinished if outputs != monolingual() else set()):
        (UNFINISHED / code).unlink()
    return True


def join() -> bool:
    """Make the pairs from parts that were built elsewhere, and return whether all went well.

    Raises SystemExit if a part is missing, or is not of this version.
    """
    for code in conf.languages:
        if not (BUILD / "html" / code / "pages.json").exists():
            sys.exit(f"build/html/{code}: not there; build it with 'make part-{code}', and bring its build/ here")
    if (BUILD / "toolchain").read_text() != toolchain_digest():
        sys.exit("build/toolchain: the parts are of another version or Python than this; build them from one commit, with one Python")
    return run_jobs(load_schedule(sanitize_all).jobs_for_pairs(language_pairs(conf), []))


def report_left_out(languages: list[str]) -> str:
    """Print why translations are not used, and return what is to be said last of them, or ""."""
    from translated_docs.jobs import left_out_translations

    errors = left_out_translations.errors(languages)
    for line in left_out_translations.lines(errors):
        print(line, file=sys.stderr)
    return left_out_translations.summary(errors) if errors else ""


def build_and_publish(languages: list[str], only: tuple[Output, ...]) -> None:
    """Build languages, or without any put the site together from what was built.

    Raises SystemExit if a job has failed: it has said why.
    """
    with locked(BUILD):
        is_join, is_site = not languages, not only
        if is_join:
            is_built = join()
        else:
            if is_site:
                # A language that was left unfinished would go into the site as it is.
                languages = [code for code in conf.languages if code in languages or (UNFINISHED / code).exists()]
            is_built = build(languages, only or monolingual(), is_site)
        last_words = report_left_out(list(conf.languages) if is_site else languages)
        if not is_built or (last_words and IS_STRICT):
            sys.exit(last_words or 1)
        if is_site:
            import_module("translated_docs.site.publish").publish(list(conf.languages))
            LEFT_OUT.write_text(last_words and f"{last_words}\n", encoding="utf-8")
        if last_words and (is_join or not is_site):
            print(last_words, file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--only", nargs="+", choices=[output.name for output in monolingual()], default=())
    arguments = parser.parse_args()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Ctrl-C ends all processes without a word: there is nothing to tidy up, and the next build knows by the marks.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        check_addresses(conf)
    except ValueError as error:
        sys.exit(str(error))
    font_folders()  # raises SystemExit for one that is not there, which each book and each site would say again
    run_and_report(partial(build_and_publish, arguments.languages, named(arguments.only)))


if __name__ == "__main__":
    main()
