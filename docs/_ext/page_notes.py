"""What is noted of each page when it is read, so that nobody has to read it again for that.

Sphinx keeps the notes with its environment, through its collectors
(https://www.sphinx-doc.org/en/master/extdev/collectorapi.html).
"""

from __future__ import annotations

import os
from typing import Any

from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector


class PageNotes(EnvironmentCollector):
    """One kind of notes: give it a ``name``, and say what there is to note."""

    name: str

    def note(self, app, docname: str, doctree: nodes.document) -> Any:
        """Return what to note of a page, which can be pickled; None for nothing."""
        raise NotImplementedError

    def clear_doc(self, app, env, docname) -> None:
        notes(env, self.name).pop(docname, None)

    def merge_other(self, app, env, docnames, other) -> None:
        found = notes(other, self.name)
        notes(env, self.name).update((docname, found[docname]) for docname in docnames if docname in found)

    def process_doc(self, app, doctree) -> None:
        docname = app.env.current_document.docname
        noted = self.note(app, docname, doctree)
        if noted is not None:
            notes(app.env, self.name)[docname] = noted


def notes(env, name: str) -> dict[str, Any]:
    """Return the notes of one kind, by page."""
    if not hasattr(env, "page_notes"):
        env.page_notes = {}
    return env.page_notes.setdefault(name, {})


class OwnNotes:
    """Let a process that reads some pages for Sphinx send their notes alone.

    It is forked with those of all pages that were read before, and would send them back,
    each one, every time: most of what it sends, and most of its memory.
    """

    def __init__(self) -> None:
        self.process = os.getpid()
        self.of_others = None  # kept: to let go of them is to write all over memory that is shared

    def begin(self, app, docname, source) -> None:
        if os.getpid() != self.process:
            self.process = os.getpid()
            self.of_others, app.env.page_notes = getattr(app.env, "page_notes", None), {}


def setup(app):
    app.connect("source-read", OwnNotes().begin)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
