"""The ``slide`` directive: a frame that holds the speaker's words and nothing else.

.. code-block:: markdown

   :::{slide} 4 OpenDev CI/CD
   - OpenStack 用にがんばって作った Zuul を他でも流行らせたい
   :::

The argument is our number of the slide, then its title as the deck has it.  The
anchor is ``slide-4`` in every language.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective

SHOW_PAGE = "slideshow"  # where slide_show.py presents the slides


class slide(nodes.Admonition, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A frame around one slide: a title, then the slide's text.

    ``number`` (str) is the number we gave it.
    """


def number_label(node: slide) -> str:
    """Return the words that mark the frame as a slide, in the language of the build."""
    return _("Slide %s (numbered by the editors)") % node["number"]


class SlideDirective(SphinxDirective):
    required_arguments = 2
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        number, title_text = self.arguments
        if not number.isdecimal():
            raise self.error(
                f"the slide has no number: write ':::{{slide}} 4 {' '.join(self.arguments)}'"
            )
        node = slide(number=number, ids=[f"slide-{number}"])
        self.set_source_info(node)
        children, messages = self.parse_inline(title_text, lineno=self.lineno)
        title = nodes.title(title_text, "", *children)
        self.set_source_info(title)
        node += [title, *messages, *self.parse_content_to_nodes()]
        return [node]


def present_link(builder, node: slide) -> str:
    """Return the HTML of a link from the frame to its slide in the slide show.

    Empty for formats made like HTML that have no slide show.
    """
    if builder.name != "html":
        return ""
    show = builder.get_relative_uri(builder.current_docname, SHOW_PAGE)
    words = _("Present")
    return f' <a class="slide-present" href="{show}#{node["ids"][0]}">{words}</a>'


def visit_slide_html(translator, node: slide) -> None:
    label = translator.encode(number_label(node)) + present_link(translator.builder, node)
    translator.body.append(
        translator.starttag(node, "div", CLASS="admonition slide", role="group")
        + f'<p class="slide-number">{label}</p>\n'
    )


def depart_slide_html(translator, node: slide) -> None:
    translator.body.append("</div>\n")


def visit_slide(translator, node: slide) -> None:
    """Set the frame as any admonition, in the formats that we give no looks of its own."""
    translator.visit_admonition(node)


def depart_slide(translator, node: slide) -> None:
    translator.depart_admonition(node)


def setup(app):
    app.add_node(
        slide,
        html=(visit_slide_html, depart_slide_html),
        latex=(visit_slide, depart_slide),
        text=(visit_slide, depart_slide),
    )
    app.add_directive("slide", SlideDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
