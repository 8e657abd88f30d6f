"""The directive ``synonyms``: other words that a reader may search for, and the page does not use.

It stands in the definition of a term, or in a section, is a message of the page like any other, and is shown nowhere:
the search finds the term, or the section, by these words (features/search_index.py).
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from translated_docs.content.ancestors import ancestors

BETWEEN = re.compile(r"\s*[,;、，；،\n]\s*")


class synonyms(nodes.General, nodes.TextElement):  # noqa: N801 (a node)
    """Other words for the term or the section that they stand in."""


class Synonyms(SphinxDirective):
    """``{synonyms} one, another``."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        node = synonyms(self.arguments[0], self.arguments[0])
        self.set_source_info(node)
        return [node]


def take_synonyms(app: Sphinx, doctree: nodes.document) -> None:
    """Note them on their term's definition or their section, and take them out of the page.

    ``make catalogs`` needs them where they are.
    """
    if app.builder.name == "gettext":
        return
    for node in list(doctree.findall(synonyms)):
        place = next(around for around in ancestors(node) if isinstance(around, (nodes.definition, nodes.section, nodes.document)))
        place["synonyms"] = [*place.get("synonyms", ()), *filter(None, BETWEEN.split(node.astext()))]
        node.parent.remove(node)


def setup(app: Sphinx) -> None:
    app.add_node(synonyms)
    app.add_directive("synonyms", Synonyms)
    app.connect("doctree-read", take_synonyms, priority=90)  # before files are looked for, at 100
