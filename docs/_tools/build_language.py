"""Build one language: the PDF, the EPUB, then the HTML, from pages that are read once.

Usage: python docs/_tools/build_language.py LANGUAGE [--only {pdf,epub,html}]
       python docs/_tools/build_language.py LANGUAGE --beside LANGUAGE

The HTML comes last because every page of it names the sizes of the others.  The second
form makes the PDF of two languages, from what both have read.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from remedies import Warnings

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from accepted_catalogs import accept_catalogs  # noqa: E402


@contextmanager
def forgotten_if_it_fails(doctrees: Path) -> Iterator[None]:
    """Read every page again after a build that failed: a page is warned of only when it is read."""
    try:
        yield
    except BaseException:
        shutil.rmtree(doctrees, ignore_errors=True)
        raise


def run_builder(builder: str, language: str, outdir: Path, **settings: object) -> None:
    """Run one Sphinx builder for one language.

    Raises SystemExit, after printing each fault with its remedy, if there is any.
    """
    started = time.monotonic()
    # One folder a language, or the languages leak into each other.
    doctrees = BUILD / "doctrees" / language
    with patch_docutils(ROOT), docutils_namespace(), forgotten_if_it_fails(doctrees):
        app = Sphinx(
            srcdir=ROOT / "docs",
            confdir=ROOT,
            outdir=outdir,
            doctreedir=doctrees,
            buildername=builder,
            confoverrides={"language": language, **settings},
            status=None,
            warning=Warnings(ROOT),
            warningiserror=True,
        )
        app.build()
        if app.statuscode:
            raise SystemExit(app.statuscode)
    print(f"{outdir.name}: {builder} {time.monotonic() - started:.1f} s", flush=True)


def size_label(file: Path) -> str:
    """Return the size of a file for a reader; coarse, so that it seldom changes."""
    megabytes = file.stat().st_size / 1e6
    return f"{max(megabytes, 0.1):.1f} MB"


def build_language(language: str, builders: list[str]) -> None:
    downloads = {}
    for builder in builders:
        outdir = BUILD / builder / language
        if builder == "html":
            run_builder("html", language, outdir, downloads=downloads)
            continue
        # What an earlier build left there would go into the EPUB.
        shutil.rmtree(outdir, ignore_errors=True)
        run_builder(builder, language, outdir)
        (file,) = outdir.glob(f"*.{builder}")
        downloads[builder] = size_label(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("--only", choices=["pdf", "epub", "html"])
    parser.add_argument("--beside", metavar="LANGUAGE")
    arguments = parser.parse_args()
    language, other = arguments.language, arguments.beside
    accept_catalogs(ROOT, language)  # Sphinx reads the words of the interface first of all
    if other:
        run_builder("pdf-pair", language, BUILD / "pdf" / f"{language}-{other}", pair_language=other)
    else:
        builders = [arguments.only] if arguments.only else ["pdf", "epub", "html"]
        build_language(language, builders)


if __name__ == "__main__":
    try:
        main()
    except SphinxError as error:
        sys.exit(str(error).replace(f"{ROOT}/", ""))
