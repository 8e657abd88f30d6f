"""One Sphinx builder for one language, with its errors in words that say what to do."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TextIO

from sphinx.application import Sphinx
from sphinx.errors import ConfigError, ExtensionError, SphinxError, SphinxParallelError, ThemeError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from translated_docs.catalogs.catalog_paths import pages_of_catalog
from translated_docs.catalogs.policy.sanitize import locale_dirs
from translated_docs.catalogs.policy.sphinx_warnings import forget_warnings, reject
from translated_docs.jobs.fatal_errors import cannot_write, not_imported, not_listed, sphinx_error, unexpected_error
from translated_docs.jobs.printed_once import print_once
from translated_docs.jobs.runner import AGAIN
from translated_docs.jobs.warning_stream import Warnings
from translated_docs.paths import BUILD, ROOT
from translated_docs.processes import processors
from translated_docs.settings import IS_STRICT, conf, extension_error, relative, source_folder, type_error

logging.disable(logging.INFO)  # there is nobody to read it (status=None)


def application(
    builder: str, language: str, outdir: Path, doctrees: Path, warnings: TextIO, parallel: int = 0, **settings: object
) -> Sphinx:
    """Return Sphinx with one builder for one language and its sanitized catalogs; ``settings`` go over those of ``conf.py``.

    Where the catalogs are is said at once: Sphinx compiles that of the interface before it asks any extension.
    Raises ConfigError for a setting that the Makefile has not seen, as one of its command line, or the lack of an extension.
    """
    if error := type_error() or extension_error():
        raise ConfigError(error)
    return Sphinx(
        srcdir=source_folder(), confdir=ROOT, outdir=outdir, doctreedir=doctrees, buildername=builder,
        confoverrides={"language": language, "locale_dirs": locale_dirs(ROOT), **settings},
        status=None, warning=warnings, parallel=parallel,
    )  # fmt: skip


def current_page(app: Sphinx | None) -> str:
    """Return the file that Sphinx was reading or writing, as far as that is known: before it has begun, its settings."""
    if app is None:
        return "conf.py:1"
    builder = getattr(app, "builder", None)
    docname = getattr(builder, "current_docname", "") or (builder and builder.env.current_document.docname)
    return f"{relative(builder.env.doc2path(docname))}:1" if docname else relative(source_folder())


def fails_on_warning() -> bool:
    """Say whether a page that is warned of costs the build: by conf.py, or by STRICT=1."""
    return conf.fail_on_warning or IS_STRICT


def read_again(warnings: Warnings) -> set[str]:
    """Return the pages that another build reads again, as translations of theirs are left out."""
    return {relative(page) for _language, domain, *_ in warnings.rejected() for page in pages_of_catalog(ROOT, domain)}


def reject_warned(warnings: Warnings) -> bool:
    """Leave out the translations that were warned of; return whether another build will warn of less.

    None is left out if another page is wrong that fails the build: the other build would not read that one again.
    """
    if fails_on_warning() and warnings.files - read_again(warnings):
        return False
    found: dict[str, list[tuple[str, int, str]]] = {}
    for language, *warning in warnings.rejected():
        found.setdefault(language, []).append(tuple(warning))
    return any([reject(ROOT, language, of_language) for language, of_language in found.items()])


def run_builder(builder: str, language: str, outdir: Path, **settings: object) -> None:
    """Run one Sphinx builder for one language; ``settings`` go over those of ``conf.py``.

    Each warning is printed with its remedy.  Raises SystemExit if one fails the build (``fail_on_warning``); with
    `AGAIN` if some are in translations: another build leaves these out, and says of their pages what is then
    still to be said.
    """
    printed, is_again = StringIO(), False
    warnings = Warnings(ROOT, printed)
    try:
        build(builder, language, outdir, warnings, settings)
    except SystemExit as end:
        is_again = end.code == AGAIN
        raise
    finally:
        said_again = read_again(warnings) if is_again else set()
        lines = (
            line
            for line in printed.getvalue().splitlines(keepends=True)
            # What has no page, of the settings, is said by the other build.
            if not is_again or (":" in (file := line.partition(": ")[0]) and file.partition(":")[0] not in said_again)
        )
        print_once(lines)


def says_itself(error: BaseException) -> bool:
    """Say whether the words of an error are meant for people: Sphinx's, and those of our checks of conf.py."""
    return isinstance(error, SphinxError) and not isinstance(error, (ExtensionError, SphinxParallelError))


def in_words(error: BaseException, place: str, file: str) -> str:
    """Return what to do about an error that has ended a build at a place; ``file`` is for one that nobody has foreseen."""
    raised = getattr(error, "orig_exc", None)  # in an extension
    if isinstance(raised, ImportError):
        return not_imported(error)
    if isinstance(raised, PermissionError):
        return cannot_write(raised)
    if isinstance(error, BaseExceptionGroup) and "could not import" in error.message:
        return not_listed(error)
    if says_itself(error):
        return sphinx_error(error)
    return unexpected_error(error, place, BUILD / file)


@contextmanager
def errors_told(file: str) -> Iterator[None]:
    """Raise SystemExit that says what to do about what ends Sphinx, where a command asks it for more than a build; ``file`` as for `in_words`."""
    try:
        yield
    except (Exception, BaseExceptionGroup) as error:
        sys.exit(in_words(error, "conf.py:1", file))


def built(builder: str, language: str, outdir: Path, doctrees: Path, warnings: Warnings, **options: object) -> int:
    """Run Sphinx, with the options of `application`, and return its exit code.

    Raises SystemExit that says what to do about what has ended it; of a value of conf.py that has been said.
    """
    app = None
    try:
        with patch_docutils(ROOT), docutils_namespace():
            app = application(builder, language, outdir, doctrees, warnings, **options)
            app.build()
    except OSError:
        raise  # who runs the job knows what to do
    except (Exception, BaseExceptionGroup) as error:  # a group is what autosummary raises, and Sphinx lets through
        # The setting that Sphinx could not begin with, or whose value of another type it could not use later.
        is_named = (app is None and "conf.py" in warnings.files or warnings.has_wrong_type) and (not says_itself(error) or isinstance(error, ThemeError))
        sys.exit(1 if is_named else in_words(error, current_page(app), f"traceback-{builder}-{language}.txt"))
    return app.statuscode


def extract(folder: Path) -> None:
    """Write the templates of all pages, and raise SystemExit with Sphinx's exit code; those that are wrong are named."""
    sys.exit(built("gettext", conf.language, folder, folder / ".doctrees", Warnings(ROOT)))


def build(builder: str, language: str, outdir: Path, warnings: Warnings, settings: dict[str, object]) -> None:
    """Run one builder as `run_builder` says; its warnings go to a stream."""
    started, doctrees = time.monotonic(), BUILD / "doctrees" / language  # one a language, or they leak into each other
    exitcode = built(builder, language, outdir, doctrees, warnings, parallel=processors(), **settings)
    if reject_warned(warnings):
        sys.exit(AGAIN)
    if exitcode or (warnings.errors and fails_on_warning()):
        forget_warnings(ROOT, language)  # a translation says again what is wrong in its page
        sys.exit(exitcode or 1)
    print(f"{outdir.name}: {builder} {time.monotonic() - started:.1f} s", flush=True)
