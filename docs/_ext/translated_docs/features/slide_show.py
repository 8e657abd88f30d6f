"""The slide show: all slides on one page, each filling the screen.

The page is made from the same frames as the other pages, so its words cannot
differ from theirs.  ``templates/slideshow.html`` is its markup; ``static/slideshow.css``
alone makes it work, and ``static/slideshow.js`` adds the keyboard and the buttons.
"""

import pickle
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import admonitionlabels
from sphinx.util.docutils import new_document

from translated_docs.content.constructs.figure_numbers import caption_number
from translated_docs.content.directives.slide import SHOW_PAGE, number_label, slide
from translated_docs.content.directives.svg_figure import one_svg, svg_figure
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.reading_order import ordered_docnames
from translated_docs.content.sources.page_names import reserve_page


def svg_figure_after(node: slide) -> str:
    """Return the SVG of the figure that stands for the slide's lost picture, or ''."""
    figure = node.next_node(descend=False, siblings=True)
    image = figure.next_node(svg_figure) if isinstance(figure, nodes.figure) else None
    if image is None:
        return ""
    svg = one_svg(image)
    svg.set("role", "img")
    svg.set("aria-label", image["alt"])
    return ElementTree.tostring(svg, encoding="unicode")


def alone(node: slide, doctree: nodes.document) -> slide:
    """Return a copy of a slide that does not remember its page, with the numbers of its notes."""
    copied = node.deepcopy()
    for part in copied.findall():
        part.document = None
    for mark in copied.findall(nodes.footnote_reference):
        mark[:] = [nodes.Text(doctree.ids[mark["refid"]][0].astext())]
    return copied


class Slides(PageData):
    """Of a page, its slides, each with its figure; in bytes, since only the show wants to see them."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> bytes | None:
        slides = [(alone(node, doctree), svg_figure_after(node)) for node in doctree.findall(slide)]
        return pickle.dumps(slides) if slides else None


def with_titles(words: list[nodes.Node]) -> nodes.compound:
    """Return the words of a slide with containers in the place of boxes without a title: asked for a part, docutils looks for titles of its own."""
    whole = nodes.compound("", *words)
    for box in list(whole.findall(nodes.Admonition)):
        name = type(box).__name__
        if isinstance(box.next_node(), nodes.title):  # as one of an extension has: a task, a theorem
            box.replace_self(nodes.admonition("", *box.children, classes=box["classes"]))
        else:
            title = [nodes.paragraph("", admonitionlabels[name], classes=["admonition-title"])] if name in admonitionlabels else []
            box.replace_self(nodes.container("", *title, *box.children, classes=["admonition", name]))
    return whole


def shown_slide(builder: StandaloneHTMLBuilder, docname: str, node: slide, drawn: str) -> dict[str, Any]:
    """Return what the template shows of one slide, in HTML, and the address of its frame."""
    anchor = node["ids"][0]
    title, *words = node.children
    return {
        "anchor": anchor,
        "number": int(node["number"]),
        "label": number_label(node),
        "title": builder.render_partial(nodes.inline("", "", *title.children))["fragment"],
        "words": words and builder.render_partial(with_titles(words))["fragment"],
        "figure": drawn,
        "frame": f"{builder.get_relative_uri(SHOW_PAGE, docname)}#{anchor}",
    }


def complete_numbers(app: Sphinx, docname: str, doctree: nodes.document) -> None:
    """Give the slides of a page what their page has beside them: the words that number titles, and notes, which the marks lead to."""
    app.builder.fignumbers = app.env.toc_fignumbers.get(docname, {})  # for captions
    for box in doctree.findall(nodes.Admonition):  # as of a theorem, to which its extension writes them
        if isinstance(title := box.next_node(), nodes.title) and (words := caption_number(app.env, docname, box, box.get("number_format", ""))):
            title.insert(0, nodes.inline("", f"{words} ", classes=["caption-number"]))
    for mark in list(doctree.findall(nodes.footnote_reference)):
        address = f"{app.builder.get_relative_uri(SHOW_PAGE, docname)}#{mark['refid']}"
        mark.replace_self(nodes.superscript("", "", nodes.reference("", f"[{mark.astext()}]", refuri=address, internal=True)))


def slides_of_page(app: Sphinx, docname: str, noted: bytes) -> list[dict[str, Any]]:
    """Return the slides of a page, with links from where the show is."""
    slides = pickle.loads(noted)
    doctree = new_document(app.env.doc2path(docname))
    doctree.settings.env = app.env
    doctree += [node for node, _ in slides]
    app.env.resolve_references(doctree, SHOW_PAGE, app.builder)
    complete_numbers(app, docname, doctree)
    return [shown_slide(app.builder, docname, node, drawn) for node, drawn in slides]


def slides_in_order(app: Sphinx) -> list[dict[str, Any]]:
    """Return every slide of the publication, in the order of their numbers."""
    noted = page_data(app.env, Slides.name)
    shown = [
        entry
        for docname in ordered_docnames(app.env)
        if docname in noted
        for entry in slides_of_page(app, docname, noted[docname])
    ]
    return sorted(shown, key=lambda entry: entry["number"])


def add_show(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of the show, if there is a slide; it stands in no toctree and in no search."""
    if app.builder.name == "html" and (slides := slides_in_order(app)):
        yield SHOW_PAGE, {"slides": slides}, "slideshow.html"


def setup(app: Sphinx) -> None:
    reserve_page(SHOW_PAGE)
    app.add_env_collector(Slides)
    app.connect("html-collect-pages", add_show)
