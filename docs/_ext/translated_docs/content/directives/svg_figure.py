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
``<g>``, or says its space with ``data-width`` (and ``data-lines``, and ``data-grow="up"`` if more lines than those
stand above it).  Its class says its role, which has one size in every figure: ``d-head``, ``d-text`` or ``d-quiet``.
A longer one is wrapped, and the whole figure drawn higher, as far as its lines need; one that still does not fit is
named with the excess.

A figure is as narrow as a phone, 420 units.  One that is wider is divided into groups of the class ``d-part``, none
wider than that, with all shapes in one of them.  They stand beside one another where there is room for them, and
below one another elsewhere.
"""

import copy
import re
from functools import cache
from html import escape
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
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from translated_docs.catalogs.languages import language_tag
from translated_docs.content.messages.translation_units import place_of_translation
from translated_docs.content.sources.named_files import find_file
from translated_docs.content.unknown_nodes import SKIPPED
from translated_docs.content.warnings import warn
from translated_docs.palette import PALETTE
from translated_docs.paths import DRAWINGS, PACKAGE
from translated_docs.svg.figure_document import SVG, Geometry, parse_svg, read_svg
from translated_docs.svg.labels import LINE_HEIGHT, SHARE_BEHIND, Label, fit, label_elements, labels, part_box
from translated_docs.svg.shapes import Box, box_of, classes, drawn_elements, local_name, make_higher, parts
from translated_docs.utf8 import LineError

# Of one file in the folder of figures, and no hidden one.
FILE_NAME = re.compile(r"[^./\0][^/\0]*|\.\.[^/\0]+")
RULES = PACKAGE / "html" / "static" / "svg-figures.css.jinja"
# By the class of what a label stands on; on a colour it has none.
HALOS = {"d-paper": ["d-halo"], "d-gone": ["d-halo"], "d-zone": ["d-halo", "d-on-zone"], "d-box": ["d-halo", "d-on-box"]}
PRINTED_HALO = "2"  # Typst draws letter by letter: a wider halo would take away of the letter before
GAP = 16  # between the parts of a figure
PRINTED = 760  # units across a page of a book: its smallest letters are 7 points large
EM = 16  # units of a figure
ENLARGED = 1.5  # pixels a unit of the picture alone


class svg_figure(nodes.General, nodes.Element, addnodes.translatable):  # noqa: N801
    """An SVG with labels.

    ``svg`` (str) is its source, ``file`` its path ("" of a chart, which a directive draws), ``name`` what its ids begin
    with, which no other figure's do, ``alt`` a few words for it, and
    ``labels`` a dict a label: ``source``, ``text``, ``number`` if it is one and no message, and, once fitted,
    ``lines``, ``halo`` (classes) and ``place`` (file and line of its words).  ``stretch`` is how many times as high it is drawn for them.
    The labels stand below it as text too, where the search finds them.
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
            excesses = fit_labels(node)
            for label, place, excess in zip(node["labels"], labels(node["svg"]), excesses, strict=True):
                is_translated = label["text"] != label["source"]
                figure = f"{node['file']}:{place.line}" if node["file"] else f"{node.source}:{node.line}"
                label["place"] = place_of_translation(self.env, label["source"]) if is_translated else figure
                if excess:
                    words = "the label %r is %d units too long for its box in the language %r; shorten it%s"
                    remedy = ", or widen the box" if node["file"] else ""
                    warn(label["place"], "drawing.label_too_long", words, label["text"], round(excess), self.config.language, remedy)
            node += [nodes.Text(f"{label['text']} ") for label in node["labels"]]


def fit_labels(node: svg_figure) -> list[float]:
    """Break the labels of a figure into lines, and make it as high as these need; return by how much each is too long.

    Whether one has a halo is looked for here, once for all outputs.
    """
    excesses, stretches = [], [1.0]
    for label, place in zip(node["labels"], labels(node["svg"]), strict=True):
        label["lines"], stretch, excess = fit(label["text"], place.size, place.space)
        excesses.append(excess)
        stretches.append(stretch)
    stretch = node["stretch"] = max(stretches)
    geometry = Geometry(higher_svg(node))
    for text, label, place in zip(label_elements(geometry.root), node["labels"], labels(node["svg"]), strict=True):
        box = place.box(label["lines"], stretch)
        label["halo"] = halo_classes(text, box, geometry) if place.grows != "both" else []
    return excesses


# -- Writing ------------------------------------------------------------------


def higher_svg(node: svg_figure) -> ElementTree.Element:
    """Return a copy of the figure that is as high as its labels need."""
    root = copy.deepcopy(parse_svg(node["svg"]))
    make_higher(root, Geometry(root), node.get("stretch", 1.0))
    return root


def localized_svg(node: svg_figure) -> ElementTree.Element:
    """Return the figure with its labels in the language of the build, not cropped."""
    root, name = higher_svg(node), node["name"]
    drop_blanks(root)
    for element in root.iter():
        # Several figures share a page: ids and what refers to them carry the name.
        if element.get("id"):
            element.set("id", f"{name}-{element.get('id')}")
        for attribute in ("marker-end", "marker-start"):
            if element.get(attribute):
                element.set(attribute, element.get(attribute).replace("#", f"#{name}-"))
    for text, label, place in zip(label_elements(root), node["labels"], labels(node["svg"]), strict=True):
        if label["halo"]:
            text.set("class", " ".join([*classes(text), *label["halo"]]))
        set_label(text, label["text"], label["lines"], place, node.get("stretch", 1.0))
    return root


def drop_blanks(root: ElementTree.Element) -> None:
    """Drop the line breaks of a file between its elements."""
    for element in root.iter():
        element.tail = None
        if local_name(element) != "text":
            element.text = None


def halo_classes(text: ElementTree.Element, box: Box, geometry: Geometry) -> list[str]:
    """Return the classes that keep what is behind a label out of its letters: a halo as the ground that it stands on.

    ``box`` is where the label is, with the room that the tallest letters need.  It has none where nothing runs through
    it: in a book each letter of a halo is drawn a second time, as curves.
    """
    x, y = geometry.length(text, "x"), geometry.length(text, "y")
    left, top, right, bottom = box
    ground, is_crossed = "d-paper", False
    for element in drawn_elements(geometry.root):
        if element is text:
            break
        if (behind := box_of(element, geometry)) is None:
            continue
        x1, y1, x2, y2 = behind
        if local_name(element) == "rect" and x1 <= x <= x2 and y1 <= y <= y2:
            ground = (classes(element) or [""])[0]
        is_around = local_name(element) == "rect" and x1 <= left and y1 <= top and right <= x2 and bottom <= y2
        if not is_around and x1 <= right and left <= x2 and y1 <= bottom and top <= y2:
            is_crossed = True
    return HALOS.get(ground, []) if is_crossed else []


BLANK = 0.26  # in ems, as fonts have it


def set_label(text: ElementTree.Element, label: str, lines: list[str], place: Label, stretch: float) -> None:
    """Write a fitted label; a blank stays between two lines that have one: who listens hears, and who copies gets, two words."""
    y, step = place.first_baseline(len(lines), stretch), place.size * LINE_HEIGHT
    text.set("font-size", f"{place.size:g}")
    for attribute in ("data-width", "data-lines", "data-grow"):
        text.attrib.pop(attribute, None)
    text.text = None
    rest = label
    for number, words in enumerate(lines):
        rest = rest.lstrip().removeprefix(words)
        blank = " " if rest[:1].isspace() else ""
        x = place.x + len(blank) * BLANK * place.size * SHARE_BEHIND.get(place.anchor, 0.0)  # it has a width
        line = ElementTree.SubElement(text, f"{{{SVG}}}tspan", x=f"{x:g}", y=f"{y + number * step:g}")
        line.text, line.tail = words, blank


Place = tuple[float, float, float, float]  # left, top, width and height


def cropped(node: svg_figure, root: ElementTree.Element) -> list[tuple[ElementTree.Element, Place]]:
    """Return the parts of a localized figure, each with where its shapes and labels are; all begin at one height."""
    geometry, stretch = Geometry(root), node.get("stretch", 1.0)
    fitted = zip(labels(node["svg"]), node["labels"], strict=True)
    boxes = [place.box(label["lines"], stretch) for place, label in fitted]
    places = dict(zip(label_elements(root), boxes, strict=True))
    found = [(part, *part_box(part, geometry, [places[text] for text in label_elements(part)], stretch)) for part in parts(root)]
    first = min(y1 for _part, _x1, y1, _x2, _y2 in found)
    return [(part, (x1, first, x2 - x1, y2 - first)) for part, x1, _y1, x2, y2 in found]


def one_svg(node: svg_figure, room: float = PRINTED) -> ElementTree.Element:
    """Return the figure as one picture, its parts in rows of at most so many units."""
    root = localized_svg(node)
    picture = arranged(cropped(node, root), room)
    for number, child in enumerate(child for child in root if local_name(child) == "defs"):
        picture.insert(number, child)
    return picture


def arranged(placed: list[tuple[ElementTree.Element, Place]], room: float) -> ElementTree.Element:
    """Return parts with their places as one picture, in rows of at most so many units."""
    picture = ElementTree.Element(f"{{{SVG}}}svg")
    x = y = width = row = 0.0
    for part, (left, top, part_width, part_height) in placed:
        if x and x + part_width > room:
            x, y, row = 0.0, y + row + GAP, 0.0
        moved = ElementTree.SubElement(picture, f"{{{SVG}}}g", transform=f"translate({x - left:g} {y - top:g})")
        moved.extend(child for child in part if local_name(child) != "defs")
        width, row, x = max(width, x + part_width), max(row, part_height), x + part_width + GAP
    picture.set("viewBox", f"0 0 {width:g} {y + row:g}")
    return picture


def parted_svgs(node: svg_figure, root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return a picture for each part of a localized figure, as large as its letters are those of a page."""
    pictures = []
    for number, (part, (left, top, width, height)) in enumerate(cropped(node, root)):
        picture = ElementTree.Element(f"{{{SVG}}}svg", viewBox=f"{left:g} {top:g} {width:g} {height:g}")
        picture.set("width", f"{width / EM:.3f}em")
        if part is root:
            picture.extend(root)
        else:  # what is defined once is found from everywhere in a page
            picture.extend(child for child in root if local_name(child) == "defs" and not number)
            picture.append(part)
        pictures.append(picture)
    return pictures


@cache
def figure_stylesheet() -> str:
    """Return the figures' style sheet as it is on the site."""
    return Template(RULES.read_text(encoding="utf-8")).render(palette=PALETTE)


def write_printable_svg(node: svg_figure, folder: Path, room: float = PRINTED) -> tuple[str, float, float]:
    """Write the figure as a file of its own, for a book or a screen; return its name in ``folder``, its width and height."""
    name = f"{DRAWINGS}/{node['name']}.svg"
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = printable_svg(node, room)
    target.write_text(ElementTree.tostring(picture, encoding="unicode"), encoding="utf-8")
    return name, *map(float, picture.get("viewBox").split()[2:])


@cache
def printed_rules() -> dict[str, dict[str, str]]:
    """Return the rules of the figures' style sheet by their classes, with the light colours in the place of names."""
    stylesheet = figure_stylesheet()
    light = dict(re.findall(r"(--figure-[\w-]+):\s*([^;]+);", stylesheet.split("@media")[0]))
    rules = stylesheet.split("/* Rules */")[1].split("@media")[0]
    rules = re.sub(r"var\((--[\w-]+)\)", lambda match: light[match[1]], rules)
    return {
        name: dict(re.findall(r"([\w-]+):\s*([^;]+);", declared))
        for name, declared in re.findall(r"\.([\w-]+) \{([^}]*)\}", rules)
    }


def printable_svg(node: svg_figure, room: float) -> ElementTree.Element:
    """Return the figure in the light colours, without a style sheet, which a policy may forbid where it stands alone."""
    picture = one_svg(node, room)
    rules = printed_rules()
    for element in picture.iter():
        names = classes(element)
        for name, declared in rules.items() if names else ():
            if name in names:
                element.attrib.update(declared)
        if "d-halo" in names:
            element.set("stroke-width", PRINTED_HALO)
        element.attrib.pop("class", None)
    picture.set("font-family", "Noto Sans CJK JP, sans-serif")
    _left, _top, width, height = map(float, picture.get("viewBox").split())
    picture.set("width", f"{width * ENLARGED:g}")
    picture.set("height", f"{height * ENLARGED:g}")
    return picture


def id_of(name: str) -> str:
    """Return what the ids of a figure begin with; docutils takes all letters but ASCII's out of a name."""
    words = nodes.make_id(name)
    return words if words and name.isascii() else f"{words or 'figure'}-{crc32(name.encode()):08x}"


def figure_path(directive: SphinxDirective, name: str) -> Path:
    """Return the file of a drawing that a directive names, on which the page then depends."""
    if not FILE_NAME.fullmatch(name) or name.endswith(".svg"):
        raise directive.error(f"{name!r} is not the name of a drawing; write that of a file in docs/figures, without '.svg'")
    path = Path(directive.env.srcdir) / "figures" / f"{name}.svg"
    path = find_file(path) or path
    directive.env.note_dependency(str(path.relative_to(directive.env.srcdir)))
    return path


def read_figure(directive: SphinxDirective, path: Path) -> str:
    """Return what a drawing holds; raise the directive's error if it can't be read, or LineError if it is none."""
    try:
        svg = read_svg(path)
    except OSError as error:
        raise directive.error(f"docs/figures/{path.name} can't be read ({error.strerror}); add it, or correct the name") from None
    labels(svg)
    return svg


class SvgFigureDirective(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"name": directives.unchanged_required, "alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        path = figure_path(self, self.arguments[0])
        if "alt" not in self.options or "name" not in self.options:
            raise self.error("a drawing without a name or words for it; write ':name: fig-…' and ':alt: …' below its first line")
        caption, *description = self.parse_content_to_nodes() or [None]
        if not isinstance(caption, nodes.paragraph):
            raise self.error("a drawing without a caption; write it as the first paragraph, and then what the drawing says")
        try:
            svg = read_figure(self, path)
        except LineError as error:
            warn(f"{path}:{error.line}", "svg_figure", "%s", error)
            return []
        labels_found = [{"source": label.words, "text": label.words} for label in labels(svg)]
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
            text.set("lang", language_tag(node["source_language"]))


def figure_html(node: svg_figure) -> str:
    """Return the parts of a figure; the first has the words for all."""
    root = localized_svg(node)
    mark_labels(root, node)
    first, *others = parted_svgs(node, root)
    first.set("role", "img")
    first.set("aria-label", node["alt"])
    for other in others:
        other.set("aria-hidden", "true")
    return "".join(ElementTree.tostring(svg, encoding="unicode") for svg in (first, *others))


def visit_svg_figure_html(translator: HTML5Translator, node: svg_figure) -> None:
    attributes = {"role": "group", "aria-label": node["alt"]}
    if line := node.get("message_lines", {}).get(node["alt_source"]):
        attributes["data-line"] = str(line)
    translator.body.append(
        translator.starttag(node, "div", "", CLASS="svg-figure", **attributes)
        + figure_html(node) + enlarging_link(translator, node) + "</div>\n"
    )  # fmt: skip
    raise nodes.SkipNode


def enlarging_link(translator: HTML5Translator, node: svg_figure) -> str:
    """Write the figure as a file of its own, and return the link to it, which covers the figure on a small screen."""
    folder = translator.builder.imagedir
    name, *_size = write_printable_svg(node, Path(translator.builder.outdir) / folder)
    address = f"{translator.builder.imgpath}/{name}" if translator.builder.imgpath else f"{folder}/{name}"
    words = _("Enlarge: %s") % node["alt"]
    return f'<a class="svg-figure-enlarge" href="{escape(address)}" aria-label="{escape(words)}"></a>'


def visit_description_html(translator: HTML5Translator, node: svg_figure_description) -> None:
    summary = translator.encode(_("What the figure says"))
    translator.body.append(f'<details class="svg-figure-description"><summary>{summary}</summary>\n')


def depart_description_html(translator: HTML5Translator, node: svg_figure_description) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    app.add_node(svg_figure, html=(visit_svg_figure_html, None), **SKIPPED)
    app.add_node(svg_figure_description, html=(visit_description_html, depart_description_html), **SKIPPED)
    app.add_directive("drawing", SvgFigureDirective)
    app.add_transform(FitLabels)
