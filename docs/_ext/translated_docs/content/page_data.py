"""What is noted of each page when it is read, so that nobody has to read it again for that.

Sphinx keeps the notes with its environment, through its collectors
(https://www.sphinx-doc.org/en/master/extdev/collectorapi.html).
"""

from __future__ import annotations

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


def setup(app):
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}
