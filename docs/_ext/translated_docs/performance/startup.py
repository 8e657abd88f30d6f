"""The start of a build: what is imported once, before its processes are forked, and what other cores do meanwhile."""

import dis
import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from importlib.util import resolve_name
from multiprocessing.process import BaseProcess
from subprocess import CalledProcessError
from types import FunctionType, ModuleType

from translated_docs.catalogs.languages import canonical_code, direction
from translated_docs.outputs import OUTPUTS
from translated_docs.paths import ROOT
from translated_docs.performance import is_enabled, lazy_imports
from translated_docs.processes import processors
from translated_docs.settings import conf


def disable_garbage_collection() -> None:
    """Stop it for a process that ends before it would pay, or while modules are imported: none of them is garbage."""
    if is_enabled("garbage_collection"):
        gc.disable()


def reduce_garbage_collection() -> None:
    """Keep what is in memory, and collect seldom: doctrees are many small objects that stay.

    Python's own threshold of 700 objects costs a tenth of a build.  A forked process must not touch what it
    was forked with, or the memory is there twice (https://docs.python.org/3/library/gc.html#gc.freeze).
    """
    if is_enabled("garbage_collection"):
        gc.freeze()
        gc.set_threshold(200_000)
        os.register_at_fork(after_in_child=gc.freeze)
        gc.enable()


def imported_by_setup(extension: ModuleType) -> Iterator[str]:
    """Yield the full names of what an extension of Sphinx imports only when it is set up, as MyST does."""
    setup = getattr(extension, "setup", None)
    imports = isinstance(setup, FunctionType) and dis.opmap["IMPORT_NAME"] in setup.__code__.co_code[::2]  # which few do
    code = list(dis.get_instructions(setup)) if imports else []
    for level, _, instruction in zip(code, code[1:], code[2:], strict=False):
        if instruction.opname == "IMPORT_NAME":
            yield resolve_name("." * level.argval + instruction.argval, extension.__package__)


def import_extensions(*names: str) -> None:
    """Import extensions of Sphinx, those of our packages one by one, and what they import when they are set up.

    One that can't be imported is left to Sphinx, which says so (jobs/fatal_errors.py has the remedy).
    """
    for name in names:
        with suppress(Exception):  # whatever a module of the guide raises
            extension = import_module(name)
            for further in imported_by_setup(extension):
                import_module(further)
            import_extensions(*(f"{name}.{part}" for part in getattr(extension, "EXTENSIONS", ())))


def preload() -> None:
    """Import Sphinx, all its builders and extensions, but for the theme, which only HTML needs."""
    disable_garbage_collection()
    if is_enabled("lazy_imports"):
        lazy_imports.apply()
    if is_enabled("preload"):
        from sphinx.application import builtin_extensions

        import_extensions(*builtin_extensions, *conf.extensions)
        from translated_docs.content.directives.svg_figure import printed_rules

        printed_rules()  # of every book and EPUB
        version("sphinx")  # extensions ask for theirs when they are set up, and Python lists the packages but once
        for code in conf.languages:  # each job asks Babel both
            canonical_code(code)
            direction(code)
    reduce_garbage_collection()


def preload_for_site() -> None:
    """Import what the HTML needs, and the end of a book; read the letters of books, and what Git knows."""
    if is_enabled("preload"):
        if any(output.typst for output in OUTPUTS):
            import_module("translated_docs.pdf.compilation.compact")
            import_module("translated_docs.fonts").read_letters()
        with suppress(ImportError):  # Sphinx has themes that are no modules, and says so of one that is none
            import_module(conf.html_theme)
            import_module("sphinx_basic_ng")  # by the theme, when it is set up
        if is_enabled("settings_cache"):
            import_module("translated_docs.performance.settings_cache").find_themes()
        from translated_docs.html.last_updated import commits_of_sources

        with suppress(CalledProcessError):  # the job that needs it says so
            commits_of_sources(ROOT)
    if is_enabled("garbage_collection"):
        gc.freeze()  # what has been imported since: Python would look for garbage in it when it ends


def prepare_site() -> None:
    """Make what a site needs beside its pages, while the last of them are made and a core is idle.

    What can't be written is left to `publish`, which says so.
    """
    if is_enabled("idle_cores"):
        with suppress(OSError):
            import_module("translated_docs.site.publish").prepare()


def prepare_builds(sanitizing: BaseProcess) -> None:
    """Import what builds need; another core, if there is one, begins meanwhile to sanitize the catalogs: else the process has no pid."""
    disable_garbage_collection()
    if processors() > 1 and is_enabled("idle_cores"):
        sanitizing.start()
    preload()
