"""Build one language: the PDF, then the HTML, from pages that are read once.

Usage: python docs/_tools/build_language.py LANGUAGE [--only {pdf,html}]

The PDF comes first because every HTML page names its size.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from remedies import Warnings

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def run_builder(builder: str, language: str, **settings: str) -> Path:
    """Run one Sphinx builder for one language and return its output folder.

    Raises SystemExit, after printing each fault with its remedy, if there is any.
    """
    started = time.monotonic()
    outdir = BUILD / builder / language
    with patch_docutils(ROOT), docutils_namespace():
        app = Sphinx(
            srcdir=ROOT / "docs",
            confdir=ROOT,
            outdir=outdir,
            # One folder a language, or the languages leak into each other.
            doctreedir=BUILD / "doctrees" / language,
            buildername=builder,
            confoverrides={"language": language, **settings},
            status=None,
            warning=Warnings(ROOT),
            warningiserror=True,
        )
        app.build()
    if app.statuscode:
        raise SystemExit(app.statuscode)
    print(f"{language}: {builder} {time.monotonic() - started:.1f} s", flush=True)
    return outdir


def size_label(pdf: Path) -> str:
    """Return the size of a file for a reader; coarse, so that it seldom changes."""
    megabytes = pdf.stat().st_size / 1e6
    return f"{max(megabytes, 0.1):.1f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("--only", choices=["pdf", "html"])
    arguments = parser.parse_args()
    settings = {}
    if arguments.only != "html":
        outdir = run_builder("pdf", arguments.language)
        (pdf,) = outdir.glob("*.pdf")
        settings["pdf_size"] = size_label(pdf)
    if arguments.only != "pdf":
        run_builder("html", arguments.language, **settings)


if __name__ == "__main__":
    try:
        main()
    except SphinxError as error:
        sys.exit(str(error).replace(f"{ROOT}/", ""))
