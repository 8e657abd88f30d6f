"""The ``cards`` directive: a list of links, each with a few words and the outlines of a drawing.

.. code-block:: markdown

   :::{cards}
   :drawings: queue, four-ways

   - [A page](#its-label)

     What came of it.

   - [Another](#its-label)

     And of that.
   :::

The outlines are those of ``figures/queue.svg`` (svg_figure.py) without their words, which could not be read so small;
they are for the eye alone.  A book has the list.
"""

import copy
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from translated_docs.content.directives.svg_figure import PRINTED, arranged, drop_blanks, figure_path, read_figure
from translated_docs.svg.figure_document import SVG, Geometry, parse_svg
from translated_docs.svg.labels import part_box
from translated_docs.svg.shapes import drawn_elements, local_name, parts
from translated_docs.utf8 import LineError

SITE = "builder_html"  # the tag of the site's builder: only there is room for it


class card_outlines(nodes.General, nodes.Element):  # noqa: N801
    """The outlines of a drawing: ``svg`` is its source."""


def site_only(node: nodes.Element) -> addnodes.only:
    """Return what shows a node on the site, and nowhere else."""
    return addnodes.only("", node, expr=SITE)


class CardsDirective(SphinxDirective):
    has_content = True
    option_spec = {"drawings": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        found = self.parse_content_to_nodes()
        if len(found) != 1 or not isinstance(found[0], nodes.bullet_list):
            raise self.error("cards are one list; write '- [words](#label)', an empty line and two blanks before the words below")
        names = [name.strip() for name in self.options.get("drawings", "").split(",") if name.strip()]
        items = found[0].children
        if names and len(names) != len(items):
            raise self.error(f"{len(names)} drawings for {len(items)} cards; name one for each, in their order")
        for name, item in zip(names, items, strict=False):
            item.insert(0, site_only(card_outlines(svg=self.drawing(name))))
        node = nodes.container("", *found, classes=["cards"])
        self.set_source_info(node)
        return [node]

    def drawing(self, name: str) -> str:
        """Return the source of a drawing."""
        path = figure_path(self, name)
        try:
            return read_figure(self, path)
        except LineError as error:
            raise self.error(f"docs/figures/{path.name}:{error.line}: {error}") from None


def outlines_svg(svg: str) -> ElementTree.Element:
    """Return the shapes of a figure, without words, tips and names."""
    root = copy.deepcopy(parse_svg(svg))
    drop_blanks(root)
    for element in list(root.iter()):
        for child in list(element):
            if local_name(child) in ("text", "defs"):
                element.remove(child)
    geometry = Geometry(root)
    for element in drawn_elements(root):
        element.attrib.pop("marker-end", None)
        element.attrib.pop("marker-start", None)
    boxes = ((part, part_box(part, geometry, [])) for part in parts(root))
    places = [(part, (left, top, right - left, bottom - top)) for part, (left, top, right, bottom) in boxes]
    return arranged(places, PRINTED)


def visit_outlines_html(translator: HTML5Translator, node: card_outlines) -> None:
    picture = outlines_svg(node["svg"])
    picture.set("aria-hidden", "true")
    drawn = ElementTree.tostring(picture, encoding="unicode").replace(f' xmlns="{SVG}"', "")  # HTML needs none
    translator.body.append(f'<div class="card-outlines svg-figure">{drawn}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(card_outlines, html=(visit_outlines_html, None))
    app.add_directive("cards", CardsDirective)
