"""One Sphinx builder for one language, with its errors in words that say what to do."""

from __future__ import annotations

import logging
import sys
import time
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from translated_docs.catalogs.po_file import pages_of_catalog
from translated_docs.catalogs.sanitize import forget_warnings, locale_dirs, reject
from translated_docs.jobs.runner import AGAIN
from translated_docs.jobs.warning_hints import Warnings, unexpected_error
from translated_docs.paths import BUILD, ROOT
from translated_docs.processes import processors
from translated_docs.settings import relative, source_folder

logging.disable(logging.INFO)  # there is nobody to read it (status=None)


def current_page(app: Sphinx | None) -> str:
    """Return the file that Sphinx was reading or writing, as far as that is known."""
    builder = getattr(app, "builder", None)
    docname = getattr(builder, "current_docname", "") or (builder and builder.env.current_document.docname)
    return f"{relative(builder.env.doc2path(docname))}:1" if docname else relative(source_folder())


def reject_warned(warnings: Warnings) -> bool:
    """Leave out the translations that were warned of; return whether another build will warn of less.

    None is left out if another page is wrong: the other build would not read that one again, and say nothing of it.
    """
    read_again = {relative(page) for _language, domain, *_ in warnings.rejected() for page in pages_of_catalog(ROOT, domain)}
    if warnings.files - read_again:
        return False
    found: dict[str, list[tuple[str, int, str]]] = {}
    for language, *warning in warnings.rejected():
        found.setdefault(language, []).append(tuple(warning))
    return any([reject(ROOT, language, of_language) for language, of_language in found.items()])


def run_builder(builder: str, language: str, outdir: Path, **settings: object) -> None:
    """Run one Sphinx builder for one language; ``settings`` go over those of ``conf.py``.

    Raises SystemExit, after each error is printed with its remedy, if there is any; with `AGAIN`, and
    nothing printed, if some are in translations: another build leaves these out, and says of the pages
    what is then still to be said.
    """
    printed = StringIO()
    try:
        build(builder, language, outdir, Warnings(ROOT, printed), settings)
    except SystemExit as end:
        if end.code == AGAIN:
            printed.truncate(0)
        raise
    finally:
        print(printed.getvalue(), end="", file=sys.stderr, flush=True)


def build(builder: str, language: str, outdir: Path, warnings: Warnings, settings: dict[str, object]) -> None:
    started, app = time.monotonic(), None
    try:
        with patch_docutils(ROOT), docutils_namespace():
            app = Sphinx(
                srcdir=source_folder(),
                confdir=ROOT,
                outdir=outdir,
                # One folder a language, or the languages leak into each other.
                doctreedir=BUILD / "doctrees" / language,
                buildername=builder,
                confoverrides={"language": language, "locale_dirs": locale_dirs(ROOT), **settings},
                status=None,
                warning=warnings,
                parallel=processors(),
            )
            app.build()
    except OSError:
        raise  # who runs the job knows what to do
    except Exception as error:
        if isinstance(error, SphinxError) and not isinstance(error, (ExtensionError, SphinxParallelError)):
            sys.exit(str(error).replace(f"{ROOT}/", ""))
        sys.exit(unexpected_error(error, current_page(app), BUILD / f"traceback-{builder}-{language}.txt"))
    if reject_warned(warnings):
        sys.exit(AGAIN)
    if app.statuscode or warnings.errors:
        forget_warnings(ROOT, language)  # a translation says again what is wrong in its page
        sys.exit(app.statuscode or 1)
    print(f"{outdir.name}: {builder} {time.monotonic() - started:.1f} s", flush=True)
