"""``<details>`` of HTML: what a reader opens on the site, a box with a title in the books."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator


class details(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What the reader opens: a ``summary`` and blocks."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    pass


class DetailsOnPaper(SphinxPostTransform):
    """Make a box of what opens and closes on the site."""

    default_priority = 150
    builders = ("pdf", "pdf-pair", "epub")

    def run(self, **kwargs) -> None:
        for box in list(self.document.findall(details)):
            words = next(box.findall(summary), summary("", _("Details")))
            if words.parent is not None:
                words.parent.remove(words)
            made = nodes.admonition("", nodes.title(words.rawsource, "", *words.children, **words.attributes), *box.children)
            made.source, made.line = box.source, box.line
            box.replace_self(made)


def visit(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, node.tagname, ""))


def depart(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(f"</{node.tagname}>\n")


def setup(app: Sphinx) -> None:
    app.add_node(details, html=(visit, depart))
    app.add_node(summary, html=(visit, depart))
    app.add_post_transform(DetailsOnPaper)
