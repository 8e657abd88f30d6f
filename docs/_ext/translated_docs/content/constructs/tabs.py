"""sphinx-tabs and sphinx-inline-tabs, for whoever has one among the extensions: boxes with titles on paper, as of sphinx-design.

Nothing of the packages is imported: their nodes are known by class and name.  sphinx-tabs makes tabs for a list of
builders alone, when a page is read; all outputs have the same pages, so here all of them are in that list.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.messages.translation_units import message_part

OF_SPHINX_TABS, OF_INLINE_TABS = "sphinx_tabs.tabs", "sphinx_inline_tabs"
PANEL = "sphinx-tabs-panel"


def tabs_of(document: nodes.document) -> Iterator[tuple[nodes.Element, list[tuple[nodes.Element, nodes.Element]]]]:
    """Yield what holds tabs, with the title and the content of each; the inner ones first.

    Its first child holds the titles; between the panels may stand what is none: comments, or what is of one output only.
    """
    for holder in reversed(list(document.findall(nodes.container))):
        if "sphinx-tabs" in holder["classes"] and len(holder):
            panels = {name: panel for panel in holder.findall(nodes.container) if PANEL in panel["classes"] for name in panel["ids"]}
            yield holder, [(title, panels[title["aria-controls"]]) for title in holder[0].children]
        elif holder.tagname == "TabContainer":
            yield holder, [(holder[0], holder[1])]


class TabTitles(SphinxTransform):
    """Let translators have the titles of tabs: of what has no source of its own Sphinx makes no message.

    It is of an element within the title, as the packages write all attributes of that into the page.
    """

    default_priority = 6  # before FindWords, and NameSources, which gives a source to what holds no such element

    def apply(self, **kwargs) -> None:
        for holder, tabs in tabs_of(self.document):
            for title, content in tabs:
                placed = next((node for node in (title, holder, *content.findall(nodes.Element)) if node.line), self.document)
                title[:] = [nodes.inline("", "", message_part(self.document, title.children, placed.line))]


class TabsOnPaper(SphinxPostTransform):
    """Make a box of each tab where it stands: a book can't switch them, and a page of an EPUB needs no script."""

    default_priority = 150  # what makes HTML of them is 200
    builders = ("pdf", "pdf-pair", "epub")

    def run(self, **kwargs) -> None:
        for holder, tabs in tabs_of(self.document):
            for title, content in tabs:
                content.replace_self(box(title, content))
            holder.replace_self(holder.children[1:])


def box(title: nodes.Element, content: nodes.Element) -> nodes.admonition:
    made = nodes.admonition("", nodes.title("", "", *title.children), *content.children)
    made.source, made.line = title.source, title.line
    return made


def allow_all(app: Sphinx) -> None:
    app.config.sphinx_tabs_valid_builders = [*app.config.sphinx_tabs_valid_builders, app.builder.name]


def join_in(app: Sphinx, config: Config) -> None:
    """Do this only where one of the extensions is that it is for."""
    if OF_SPHINX_TABS in app.extensions:
        app.connect("builder-inited", allow_all)
    if not {OF_SPHINX_TABS, OF_INLINE_TABS}.isdisjoint(app.extensions):
        app.add_transform(TabTitles)
        app.add_post_transform(TabsOnPaper)


def setup(app: Sphinx) -> None:
    app.connect("config-inited", join_in)
