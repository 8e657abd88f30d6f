"""Which outputs have what stands within ``{only}``: a page is read once for all, by whichever builder is the first.

What would stand at the edges of each page, in ``{header}`` and ``{footer}``, no output has there.
"""

from contextlib import suppress

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.tags import Tags

from translated_docs.content.ancestors import ancestors
from translated_docs.content.warnings import location, warn
from translated_docs.outputs import OUTPUTS


def tags_of(app: Sphinx, name: str, form: str) -> Tags:
    """Return the tags that a build with a builder of a name and a format has."""
    builder = app.builder
    own = {builder.format, builder.name, f"format_{builder.format}", f"builder_{builder.name}"}
    return Tags([*({*app.tags} - own), name, form, f"format_{form}", f"builder_{name}"])


def leaves_out(only: addnodes.only, tags: Tags) -> bool:
    """Say whether a build with some tags leaves out what is in an ``only``; Sphinx shows it, and names the expression, where that can't be read."""
    with suppress(Exception):
        return not tags.eval_condition(only["expr"])
    return False


def is_left_out(node: nodes.Node, tags: Tags) -> bool:
    """Say whether a build with some tags leaves a node out."""
    return any(isinstance(around, addnodes.only) and leaves_out(around, tags) for around in ancestors(node))


def drop_items(_app: Sphinx, tree: nodes.document, _docname: str) -> None:
    """Drop the items of lists that hold nothing in this output, or their marks would stand alone: Sphinx leaves comments there."""
    for item in list(tree.findall(nodes.list_item)):
        if item.children and all(isinstance(child, nodes.comment) for child in item.children):
            emptied = item.parent if len(item.parent) == 1 else item
            emptied.parent.remove(emptied)


def name_unseen(app: Sphinx, doctree: nodes.document) -> None:
    """Name each ``only`` that no output has."""
    tags = [tags_of(app, output.builder, "typst" if output.typst else "html") for output in OUTPUTS]
    for only in doctree.findall(addnodes.only):
        if all(leaves_out(only, of_output) for of_output in tags):
            words = "what stands within {only} %s is in no output; name html, pdf or epub, or write tags.add('…') in conf.py for a name of your own"
            warn(location(app.env, only), "output.only", words, only["expr"])


class InPlace(SphinxDirective):
    """``header`` and ``footer``, whose words stand where they are written: Sphinx would lose them."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        words = "{%s}: no output has words of a page's own at its edge, so they stand where they are written; take the first and the last line out"
        warn(self.get_location(), "output.edge", words, self.name)
        return self.parse_content_to_nodes()


def setup(app: Sphinx) -> None:
    app.add_directive("header", InPlace, override=True)
    app.add_directive("footer", InPlace, override=True)
    app.connect("doctree-read", name_unseen)
    app.connect("doctree-resolved", drop_items)
