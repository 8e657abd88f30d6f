"""The ``slide`` directive: a frame that holds the speaker's words and nothing else.

.. code-block:: markdown

   :::{slide} 4 A title
   - a line of the slide
   :::

The argument is our number of the slide, then its title as the speaker has it.  The
anchor is ``slide-4`` in every language; a link may name it by ``:name:``, too.
"""

import re
from collections.abc import Callable
from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.reading_order import ordered_docnames
from translated_docs.content.warnings import warn

SHOW_PAGE = "slideshow"  # where slide_show.py presents the slides
NUMBER = re.compile("[0-9]{1,4}")


class slide(nodes.admonition):  # noqa: N801 - docutils names nodes so
    """A frame around one slide: a title, then the slide's text.

    ``number`` (str) is the number we gave it; ``is_first`` (bool) says whether it is the first one of its page.
    """


def number_label(node: slide, _: Callable[[str], str] = _) -> str:
    """Return the words that mark the frame as a slide, in the language of the build or that of a translator.

    The first one of a page says whose numbers they are.
    """
    label = _("Slide %(number)s (numbered by the editors)") if node.get("is_first") else _("Slide %(number)s")
    return label % {"number": node["number"]}


class SlideDirective(SphinxDirective):
    required_arguments = 2
    final_argument_whitespace = True
    has_content = True
    option_spec = {"name": directives.unchanged, "class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        written, title_text = self.arguments
        if not NUMBER.fullmatch(written):
            raise self.error(
                f"the slide has no number from 0 to 9999; write ':::{{slide}} 4 {' '.join(self.arguments)}'"
            )
        number = str(int(written))  # 04 is 4
        node = slide(number=number, ids=[f"slide-{number}"], classes=self.options.get("class", []), is_first="slide" not in self.env.temp_data)
        self.add_name(node)
        self.env.temp_data["slide"] = number
        self.set_source_info(node)
        children, messages = self.parse_inline(title_text, lineno=self.lineno)
        title = nodes.title(title_text, "", *children)
        self.set_source_info(title)
        node += [title, *messages, *self.parse_content_to_nodes()]
        return [node]


def refuse_inner_slides(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each slide within another, which no show can have, and leave its words there."""
    inner = [part for node in doctree.findall(slide) for part in node.findall(slide) if part is not node]
    for node in dict.fromkeys(inner):
        wrong = "slide %s stands within another; end that one with its colons above it"
        warn(node, "page.slide_in_slide", wrong, node["number"])
        title, *words = node.children
        node.parent.replace(node, [nodes.rubric("", "", *title.children), *words])


class SlideNumbers(PageData):
    """Of a page, its slides: a list of (number, line)."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> list[tuple[str, int]] | None:
        slides = list(doctree.findall(slide))
        check_labels(doctree, slides)
        return [(node["number"], node.line or 1) for node in slides] or None


def check_labels(doctree: nodes.document, slides: list[slide]) -> None:
    """Warn of each slide of a page whose anchor is that of a label too: one of the two could not be linked to."""
    for node in slides:
        anchor = node["ids"][0]
        if doctree.ids.get(anchor, node) is not node:  # which has a name
            words = "%r is the anchor of this slide and a label too; rename the label"
            warn(node, "page.slide_twice", words, anchor)


def check_numbers(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each slide whose number another one has: one of the two could not be linked to."""
    first: dict[str, str] = {}
    noted = page_data(env, SlideNumbers.name)
    for docname in ordered_docnames(env):
        for number, line in noted.get(docname, ()):
            if number in first:
                words = "slide %s is in %s already; give one of the two another number"
                warn((docname, line), "page.slide_twice", words, number, first[number])
            first.setdefault(number, f"{env.doc2path(docname)}:{line}")


def present_link(builder: Builder, node: slide) -> str:
    """Return the HTML of a link from the frame to its slide in the slide show.

    Empty for formats made like HTML that have no slide show.
    """
    if builder.name != "html":
        return ""
    show = builder.get_relative_uri(builder.current_docname, SHOW_PAGE)
    address, words = escape(f"{show}#{node['ids'][0]}"), escape(_("Slide show"))
    return f' <a class="slide-present" href="{address}">{words}</a>'


def visit_slide_html(translator: HTML5Translator, node: slide) -> None:
    label = translator.encode(number_label(node)) + present_link(translator.builder, node)
    translator.body.append(
        translator.starttag(node, "div", CLASS="admonition slide", role="group")
        + f'<p class="slide-number">{label}</p>\n'
    )


def depart_slide_html(translator: HTML5Translator, node: slide) -> None:
    translator.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    app.add_node(slide, html=(visit_slide_html, depart_slide_html))  # other formats set it as the admonition that it is
    app.add_directive("slide", SlideDirective)
    app.add_env_collector(SlideNumbers)
    app.connect("doctree-read", refuse_inner_slides, priority=90)
    app.connect("env-check-consistency", check_numbers)
