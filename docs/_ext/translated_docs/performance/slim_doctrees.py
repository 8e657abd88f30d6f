"""Let a page's doctree hold the page alone.

A translated message is parsed as a document of its own.  Its nodes go into the page but
remember that document, whose settings remember the environment: so Sphinx writes all
that it knows of every page into the file of each page, and reads it back each time.
"""

from docutils import nodes
from sphinx.application import Sphinx


def set_document(app: Sphinx, doctree: nodes.document) -> None:
    """Make the page the document of all of its nodes, wherever they come from."""
    for node in doctree.findall():
        node.document = doctree


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", set_document, priority=900)  # after all that put nodes in
