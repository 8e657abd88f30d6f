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

from translated_docs.content.markup.html_details import details, summary
from translated_docs.content.warnings import warn


class folded(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Where the sections behind begin that are folded."""


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
            title = " · ".join(node[0].astext() for node in behind)
            section.parent.insert(section.parent.index(behind[0]), box := details(classes=["folded"]))
            for node in behind:
                section.parent.remove(node)
            box += [summary("", title), *behind]


def setup(app: Sphinx) -> None:
    app.add_node(folded)
    app.add_directive("folded", FoldedDirective)
    app.connect("doctree-resolved", fold)
