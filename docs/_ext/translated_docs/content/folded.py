"""The ``folded`` directive: on a phone, the sections behind the one that it stands in are folded.

.. code-block:: markdown

   ## A section

   :::{folded}
   :::

   ## Another, which a phone shows when it is asked for

They open at a tap, and where a link leads into them.  Their titles are what is tapped.  On a wider screen, on paper and
in the other outputs they stand there as any others do (``html/static/front-page.css.jinja``).
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from translated_docs.content.warnings import warn


class folded(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """On a page as it was read, the mark; on the site what is folded, with its ``title``."""


def sections_behind(section: nodes.Element) -> list[nodes.section]:
    """Return the sections that follow one, at its depth; of what is none there are no such."""
    if not isinstance(section, nodes.section):
        return []
    place = section.parent.index(section) + 1
    return [node for node in section.parent.children[place:] if isinstance(node, nodes.section)]


class FoldedDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        mark = folded()
        self.set_source_info(mark)
        return [mark]


def fold(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put the sections where they are folded, on the site; elsewhere take out the mark."""
    for mark in list(doctree.findall(folded)):
        section = mark.parent
        section.remove(mark)
        behind = sections_behind(section)
        if not behind:
            words = "nothing is folded; write ':::{folded}' at the end of a section that others follow, not within a block"
            warn(mark, "page.folded", words)
        elif app.builder.name == "html":
            mark["title"] = " · ".join(node[0].astext() for node in behind)
            section.parent.insert(section.parent.index(behind[0]), mark)
            for node in behind:
                section.parent.remove(node)
            mark.extend(behind)


def visit_folded_html(translator: HTML5Translator, node: folded) -> None:
    translator.body.append(f'<details class="folded"><summary>{translator.encode(node["title"])}</summary>\n')


def depart_folded_html(translator: HTML5Translator, node: folded) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    app.add_node(folded, html=(visit_folded_html, depart_folded_html))
    app.add_directive("folded", FoldedDirective)
    app.connect("doctree-resolved", fold)
