"""What is collected from each page when it is read, so that no page is read again for it.

Sphinx keeps the data with its environment, through its collectors
(https://www.sphinx-doc.org/en/master/extdev/collectorapi.html).
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector


class PageData(EnvironmentCollector):
    """One kind of data, whose ``name`` is that of its class.

    Its method ``collect(app, docname, doctree)`` returns the data of a page, which can be pickled; None for nothing.
    """

    name: str

    def __init_subclass__(cls) -> None:
        cls.name = cls.__name__

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        page_data(env, self.name).pop(docname, None)

    def merge_other(self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
        found = page_data(other, self.name)
        page_data(env, self.name).update((docname, found[docname]) for docname in docnames if docname in found)

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        docname = app.env.current_document.docname
        data = self.collect(app, docname, doctree)
        if data is not None:
            page_data(app.env, self.name)[docname] = data


def page_data(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return the data of one kind, by page."""
    if not hasattr(env, "page_data"):
        env.page_data = {}
    return env.page_data.setdefault(name, {})
