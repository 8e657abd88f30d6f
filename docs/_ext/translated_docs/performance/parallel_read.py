"""Let Sphinx read a few pages itself, and processes that read several send those alone.

Sphinx begins processes for a few pages too, be it a single one, and looks every 0.02 s
whether they are done.  Where there are many pages, each process is forked with all that
was read before, and sends back all that it knows: what others have read goes to and fro
with every few pages, and is in memory once in each process.
"""

import os
from importlib import import_module

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# What is the largest by far in an environment: all by page, and only looked at when all are read.
BY_PAGE = ("page_data", "tocs", "titles", "longtitles")
# For more pages, processes are worth what they cost where one language leaves its cores to another.
MIN_PAGES = 40
# What a process imports only with its first picture, and its first block without a source.
LATE = ("translated_docs.svg.viewport", "xml.dom.minidom")


class ProcessCount:
    """Let a few pages be read with this language's share of the cores, a single page by this process."""

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        self.parallel = app.parallel
        if len(docnames) <= MIN_PAGES:
            share = self.parallel // len(app.config.languages)
            app.parallel = max(1, min(share, len(docnames)))
        else:
            for name in LATE:  # each of many processes would for itself
                import_module(name)

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        app.parallel = self.parallel


class OwnPages:
    """Let a process that reads some pages know of no others."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.of_others = None  # kept: to let go of them is to write all over memory that is shared

    def begin(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Set aside what others have read, if this is the first page of a new process."""
        if os.getpid() != self.process:
            self.process = os.getpid()
            self.of_others = {name: getattr(app.env, name, {}) for name in BY_PAGE}
            vars(app.env).update((name, {}) for name in BY_PAGE)


def clear_merged_environment(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Empty an environment that is merged.

    Its parts refer to it and it to them.  Python finds such a cycle only by garbage
    collection, which is seldom here (startup.py).
    """
    vars(other).clear()


def setup(app: Sphinx) -> None:
    process_count = ProcessCount()
    app.connect("env-before-read-docs", process_count.begin)
    app.connect("env-updated", process_count.end)
    app.connect("source-read", OwnPages().begin)
    app.connect("env-merge-info", clear_merged_environment, priority=900)  # after all that take something over
