"""One build of one language for ``make live``, in a process of its own."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

# Imported before the process is forked: this is what makes a build short.
import sphinx.builders.html  # noqa: F401
from sphinx.application import builtin_extensions
from sphinx.util.docutils import docutils_namespace, patch_docutils

from translated_docs.catalogs.catalog_paths import catalog_of_page, catalog_path
from translated_docs.catalogs.diagnostics import FileError
from translated_docs.catalogs.lint.catalog_checks import check_catalog, missing_catalog_errors
from translated_docs.catalogs.lint.entry_warnings import unknown_checks
from translated_docs.catalogs.policy.message_markup import message_parser, page_parser
from translated_docs.catalogs.policy.sanitize import sanitize_catalogs
from translated_docs.catalogs.policy.sphinx_warnings import forget_warnings
from translated_docs.jobs.runner import AGAIN
from translated_docs.jobs.sphinx_build import application, in_words, reject_warned
from translated_docs.jobs.warning_stream import Warnings
from translated_docs.outputs import monolingual
from translated_docs.paths import ROOT
from translated_docs.performance import is_enabled, startup
from translated_docs.settings import conf, relative, source_folder

if is_enabled("preload"):
    startup.import_extensions(*builtin_extensions, *conf.extensions, conf.html_theme, "sphinx_basic_ng")
page_parser(), message_parser()

# The outputs that a page links to, each with what stands for its size: it is made when it is asked for.
DOWNLOADS = {output.name: "live" for output in monolingual() if not output.site}


class Errors(list):
    """A stream that keeps each warning as one line."""

    def write(self, text: str) -> None:
        self.extend(line for line in text.splitlines() if line.strip())


@contextmanager
def collect_errors(errors: Errors) -> Iterator[Warnings]:
    """Run Sphinx apart from others; what it warns of, and what is raised, is collected as an error."""
    warnings = Warnings(ROOT, errors)
    try:
        with patch_docutils(ROOT), docutils_namespace():
            yield warnings
    except (Exception, BaseExceptionGroup) as error:  # whatever it is, the browser shows it
        errors.write(in_words(error, relative(source_folder()), "traceback-live.txt"))


def build(code: str, out: Path, report: Callable[[dict], None]) -> bool:
    """Build the HTML of one language, and report it twice: the pages as soon as they are
    written, then what is made of all pages together (the slide show, the search).

    A report has ``pages`` (the names of those written since the last one), ``diagnostics``
    (of the check, by page), ``errors`` (lines) and ``done`` (whether it is the last).

    Returns whether it is to be built again, in a new process, without translations that Sphinx has warned of.
    """
    errors, pages = Errors(filter(None, [unknown_checks(conf.catalog_lint_disable)])), []

    def tell(done: bool) -> None:
        said = [*errors, *warnings.of_catalogs]
        report({"pages": pages[:], "diagnostics": diagnostics(code, pages), "errors": said, "done": done})
        pages.clear()

    with collect_errors(errors) as warnings:
        sanitize_catalogs(ROOT, code)
        app = application("html", code, out / "html" / code, out / "doctrees" / code, warnings, downloads=DOWNLOADS)
        app.connect("env-get-outdated", lambda app, env, added, changed, removed: pages.extend(delete(out, code, removed)) or [])
        app.connect("html-page-context", lambda app, page, *rest: pages.append(page))
        app.connect("html-collect-pages", lambda app: tell(done=False) or [], priority=1)
        app.build()
    is_less = reject_warned(warnings)
    if warnings.errors and not is_less:
        forget_warnings(ROOT, code)
    tell(done=not is_less)
    return is_less


def delete(out: Path, code: str, removed: set[str]) -> set[str]:
    """Delete what was made of pages whose sources have gone, which Sphinx leaves; return them."""
    for page in removed:
        (out / "html" / code / f"{page}.html").unlink(missing_ok=True)
    return removed


def diagnostics(code: str, pages: list[str]) -> dict[str, list[str]]:
    """Return what the check says of the catalogs of some pages."""
    found, missing = {}, {error.file: [str(error)] for error in missing_catalog_errors(ROOT, code)}
    for page in pages:
        path = catalog_path(ROOT, code, catalog_of_page(conf, page))
        found[page] = missing.get(path, [])
        if path.exists():
            said = check_catalog(path, ROOT, page if conf.gettext_compact else None)
            found[page] = [str(FileError(path, *error)) for error in said]
    return found


def build_into(connection: Connection, code: str, out: str) -> None:
    """Build, and send the reports through a connection."""
    startup.disable_garbage_collection()
    sys.exit(AGAIN if build(code, Path(out), connection.send) else 0)


def build_file_into(connection: Connection, builder: str, codes: tuple[str, ...], out: str, outdir: str) -> None:
    """Run the builder of a download, or of its Typst source, for one language or two; send the errors."""
    startup.disable_garbage_collection()
    errors = Errors()
    shutil.rmtree(outdir, ignore_errors=True)  # what an earlier build left there would go into an archive
    language, *second = codes
    settings = {"pair_language": second[0]} if second else {}
    with collect_errors(errors) as warnings:  # the page says what is left out
        for code in codes:
            sanitize_catalogs(ROOT, code)
        application(builder, language, Path(outdir), Path(out, "doctrees", language), warnings, **settings).build()
    connection.send(list(errors))
    sys.exit(AGAIN if reject_warned(warnings) else 0)
