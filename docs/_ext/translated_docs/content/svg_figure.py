"""The ``drawing`` directive: an SVG whose labels are translated with the page.

.. code-block:: markdown

   :::{drawing} queue
   :name: fig-queue
   :alt: A few words for those who can't see it.

   The caption.

   The rest describes the figure in full.
   :::

``figures/queue.svg``, below the folder of the pages, holds the labels as ``<text>`` in the source language.
They go out to the page's catalog and come back as plain words: a translation can
change what a label says, and nothing else.  A label belongs to the ``<rect>`` in its
``<g>``, or says its space with ``data-width`` (and ``data-lines``).  A longer one is
wrapped, then set smaller; one that still does not fit is named with the excess.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from zlib import crc32

from docutils import nodes
from docutils.parsers.rst import directives
from jinja2 import Template
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from translated_docs.content.pictures import find_file
from translated_docs.content.translation_units import place_of_translation
from translated_docs.palette import PALETTE
from translated_docs.svg.document import SVG, Geometry, SvgError, parse_svg, read_svg
from translated_docs.svg.labels import LINE_HEIGHT, fit, label_elements, labels

logger = logging.getLogger(__name__)

# Of one file in the folder of figures, and no hidden one.
FILE_NAME = re.compile(r"[^./\0][^/\0]*|\.\.[^/\0]+")
RULES = Path(__file__).parents[1] / "html" / "static" / "svg-figures.css.jinja"


class svg_figure(nodes.General, nodes.Element, addnodes.translatable):  # noqa: N801
    """An SVG with labels.

    ``svg`` (str) is its source, ``file`` its path ("" of a chart, which a directive draws), ``name`` what its ids begin
    with, which no other figure's do, ``alt`` a few words for it, and
    ``labels`` a dict a label: ``source``, ``text``, ``number`` if it is one and no message, and, once fitted,
    ``lines``, ``size``, ``y`` (of the source's) and ``place`` (file and line of its words).  ``print_width`` is its
    width in a book.  The labels stand below it as text too, where the search finds them.
    """

    def preserve_original_messages(self) -> None:
        """Do nothing: the labels are born with their source."""

    def extract_original_messages(self) -> list[str]:
        messages = [self["alt_source"], *(label["source"] for label in self["labels"] if not label.get("number"))]
        return list(dict.fromkeys(messages))

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        if original_message == self["alt_source"]:
            self["alt"] = translated_message
        for label in self["labels"]:
            if label["source"] == original_message and not label.get("number"):
                label["text"] = translated_message


class svg_figure_description(nodes.General, nodes.Element):  # noqa: N801
    """What the figure says, as text."""


class FitLabels(SphinxTransform):
    """Fit every label into its space, once it is translated."""

    default_priority = 30  # Locale is 20

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(svg_figure):
            for label, place in zip(node["labels"], labels(node["svg"]), strict=True):
                label["lines"], label["size"], excess = fit(label["text"], place.size, place.space)
                label["y"] = place.y
                is_translated = label["text"] != label["source"]
                figure = f"{node['file']}:{place.line}" if node["file"] else f"{node.source}:{node.line}"
                label["place"] = place_of_translation(self.env, label["source"]) if is_translated else figure
                if excess:
                    logger.warning(
                        "the label %r is %d units too long for its box in the language %r; shorten it%s",
                        label["text"], round(excess), self.config.language, ", or widen the box" if node["file"] else "",
                        location=label["place"], type="drawing", subtype="label_too_long",
                    )  # fmt: skip
            node += [nodes.Text(f"{label['text']} ") for label in node["labels"]]


# -- Writing ------------------------------------------------------------------


def localized_svg(node: svg_figure) -> ElementTree.Element:
    """Return the figure with its labels in the language of the build."""
    original, lines = parse_svg(node["svg"])
    root, name = copy.deepcopy(original), node["name"]
    for element in root.iter():
        # Several figures share a page: ids and what refers to them carry the name.
        if element.get("id"):
            element.set("id", f"{name}-{element.get('id')}")
        for attribute in ("marker-end", "marker-start"):
            if element.get(attribute):
                element.set(attribute, element.get(attribute).replace("#", f"#{name}-"))
    root.set("viewBox", " ".join(f"{number:g}" for number in Geometry(original, lines).box))
    for attribute in ("width", "height"):  # the page says how large it is shown
        root.attrib.pop(attribute, None)
    for text, label in zip(label_elements(root), node["labels"], strict=True):
        set_label(text, label)
    return root


def set_label(text: ElementTree.Element, label: dict) -> None:
    """Write a fitted label: in a box around its middle, elsewhere from its first line on."""
    x, y = text.get("x", "0"), label["y"]
    step = label["size"] * LINE_HEIGHT
    if not text.get("data-width"):
        y -= step * (len(label["lines"]) - 1) / 2
    text.set("font-size", f"{label['size']:g}")
    for attribute in ("data-width", "data-lines"):
        text.attrib.pop(attribute, None)
    text.text = None
    for number, words in enumerate(label["lines"]):
        line = ElementTree.SubElement(text, f"{{{SVG}}}tspan", x=x, y=f"{y + number * step:g}")
        line.text = words


@cache
def figure_stylesheet() -> str:
    """Return the figures' style sheet as it is on the site."""
    return Template(RULES.read_text(encoding="utf-8")).render(palette=PALETTE)


def write_printable_svg(node: svg_figure, folder: Path) -> str:
    """Write the figure as a file of its own, for a book; return its name in ``folder``."""
    name = f"drawings/{node['name']}.svg"
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(printable_svg(node, figure_stylesheet()), encoding="utf-8")
    return name


@cache
def printed_rules(stylesheet: str) -> str:
    """Return the rules of the figures' style sheet, with the light colours in the place of their names."""
    light = dict(re.findall(r"(--figure-[\w-]+):\s*([^;]+);", stylesheet.split("@media")[0]))
    rules = stylesheet.split("/* Rules */")[1].split("@media")[0]
    return re.sub(r"var\((--[\w-]+)\)", lambda match: light[match[1]], rules)


def printable_svg(node: svg_figure, stylesheet: str) -> str:
    """Return the figure with its rules in it, in the light colours."""
    root = localized_svg(node)
    style = ElementTree.Element(f"{{{SVG}}}style")
    style.text = 'text { font-family: "Noto Sans CJK JP", sans-serif }' + printed_rules(stylesheet)
    root.insert(0, style)
    return ElementTree.tostring(root, encoding="unicode")


def id_of(name: str) -> str:
    """Return what the ids of a figure begin with; docutils takes all letters but ASCII's out of a name."""
    words = nodes.make_id(name)
    return words if words and name.isascii() else f"{words or 'figure'}-{crc32(name.encode()):08x}"


class SvgFigureDirective(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"name": directives.unchanged_required, "alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if not FILE_NAME.fullmatch(name) or name.endswith(".svg"):
            raise self.error(f"{name!r} is not the name of a drawing; write that of a file in docs/figures, without '.svg'")
        if "alt" not in self.options or "name" not in self.options:
            raise self.error("a drawing without a name or words for it; write ':name: fig-…' and ':alt: …' below its first line")
        caption, *description = self.parse_content_to_nodes() or [None]
        if not isinstance(caption, nodes.paragraph):
            raise self.error("a drawing without a caption; write it as the first paragraph, and then what the drawing says")
        path = Path(self.env.srcdir) / "figures" / f"{name}.svg"
        path = find_file(path) or path
        self.env.note_dependency(str(path.relative_to(self.env.srcdir)))
        try:
            svg = read_svg(path)
            found = labels(svg)
        except OSError as error:
            raise self.error(f"docs/figures/{name}.svg can't be read ({error.strerror}); add it, or correct the name") from None
        except SvgError as error:
            logger.warning("%s", error, location=f"{path}:{error.line}", type="svg_figure")
            return []
        labels_found = [{"source": label.words, "text": label.words} for label in found]
        image = svg_figure(svg=svg, file=str(path), labels=labels_found)
        return [captioned(self, image, caption, description)]


def captioned(
    directive: SphinxDirective, image: svg_figure, caption_text: nodes.paragraph, description: list[nodes.Node]
) -> nodes.figure:
    """Return the figure of a drawing or a chart, with the name and the words that the directive's options give it."""
    image["name"] = id_of(directive.options["name"])
    image["alt"] = image["alt_source"] = directive.options["alt"]
    directive.set_source_info(image)
    caption = nodes.caption(caption_text.rawsource, "", *caption_text.children)
    caption.source, caption.line = caption_text.source, caption_text.line
    node = nodes.figure("", image, caption)
    if description:
        node += svg_figure_description("", *description)
    directive.set_source_info(node)
    directive.add_name(node)
    return node


def mark_labels(root: ElementTree.Element, node: svg_figure) -> None:
    """Write to each label where its message stands, and its language if it is the source's."""
    for text, label in zip(label_elements(root), node["labels"], strict=True):
        if line := node.get("message_lines", {}).get(label["source"]):
            text.set("data-line", str(line))
        if label["source"] in node.get("untranslated", ()):
            text.set("lang", node["source_language"])


def visit_svg_figure_html(translator: HTML5Translator, node: svg_figure) -> None:
    root = localized_svg(node)
    mark_labels(root, node)
    root.set("role", "img")
    root.set("aria-label", node["alt"])
    attributes = {"tabindex": "0", "role": "group", "aria-label": node["alt"]}
    if line := node.get("message_lines", {}).get(node["alt_source"]):
        attributes["data-line"] = str(line)
    translator.body.append(
        translator.starttag(node, "div", CLASS="svg-figure", **attributes)
        + ElementTree.tostring(root, encoding="unicode")
        + "</div>\n"
    )
    raise nodes.SkipChildren


def depart_svg_figure_html(translator: HTML5Translator, node: svg_figure) -> None:
    """Do nothing: the whole figure is written at once."""


def visit_description_html(translator: HTML5Translator, node: svg_figure_description) -> None:
    summary = translator.encode(_("What the drawing says"))
    translator.body.append(f'<details class="svg-figure-description"><summary>{summary}</summary>\n')


def depart_description_html(translator: HTML5Translator, node: svg_figure_description) -> None:
    translator.body.append("</details>\n")


def skip(translator: nodes.NodeVisitor, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(svg_figure, html=(visit_svg_figure_html, depart_svg_figure_html), latex=(skip, None), text=(skip, None))
    app.add_node(
        svg_figure_description,
        html=(visit_description_html, depart_description_html),
        latex=(skip, None),
        text=(skip, None),
    )
    app.add_directive("drawing", SvgFigureDirective)
    app.add_transform(FitLabels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
