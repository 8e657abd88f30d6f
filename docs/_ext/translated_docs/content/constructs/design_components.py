"""sphinx-design, for whoever has it among the extensions: what its tabs, cards and the like are on paper.

On the site it is as it comes.  A book can't switch tabs or open what is closed: there each tab, dropdown, card and
aside is a box with its title, and a page of an EPUB needs no script.  Nothing of the package is imported: its nodes
are known by ``design_component`` and by their names.  sphinx.ext.todo has a word of its own in the pages.
"""

import re
from itertools import groupby

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.languages import get_language
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import NodeMatcher

from translated_docs.content.ancestors import ancestors
from translated_docs.content.warnings import warn

BOXES = ("tab-item", "dropdown", "card", "aside")


def component(node: nodes.Node) -> str | None:
    """Return the name of a component of sphinx-design; None for another node."""
    return node.get("design_component") if isinstance(node, nodes.Element) else None


def parts_of(card: nodes.container) -> list[nodes.Node]:
    """Return the parts of a card itself, not those of a card within it; before a picture they have a container of theirs."""
    return [part for child in card.children for part in (child.children if component(child) == "card-overlay" else [child])]


def part_of(parts: list[nodes.Node], name: str) -> nodes.Element | None:
    return next((part for part in parts if component(part) == name), None)


def title_of(box: nodes.container) -> nodes.TextElement | None:
    """Return the title of a box: its first rubric, or what a card has in its ``card-title``."""
    if component(box) != "card":
        return box[0] if len(box) and isinstance(box[0], nodes.rubric) else None
    body = part_of(parts_of(box), "card-body")
    place = part_of(body.children, "card-title") if body is not None else None
    return place[0] if place is not None and len(place) else None


def link_of(box: nodes.container) -> nodes.Element | None:
    """Return the link that a whole card is; its text is hidden on the site."""
    parts = [part for part in parts_of(box) if component(part) is None] if component(box) == "card" else []
    links = [link for part in parts for link in part.findall(nodes.Element) if "sd-stretched-link" in link["classes"]]
    return next((link for link in links if not is_button(link)), None)  # the words of a button are shown


LINKS = (nodes.reference, nodes.footnote_reference, nodes.citation_reference, addnodes.pending_xref, addnodes.download_reference)


def holds_link(node: nodes.Node) -> bool:
    return any(isinstance(part, LINKS) for part in node.findall())


def ends_with_link(words: nodes.Element) -> bool:
    """Say whether the last of some words are those of a link; of two languages side by side, those of either."""
    if words.tagname == "pair":
        return any(map(ends_with_link, words.children))
    last = next((part for part in reversed(words.children) if part.astext().strip() and not isinstance(part, nodes.footnote_reference)), None)
    return isinstance(last, LINKS) or (isinstance(last, nodes.Element) and ends_with_link(last))


def lay_link(link: nodes.Element, words: nodes.Element) -> bool:
    """Put a link on the last of some words that have none, since none stands within another; return whether there are any.

    In a book its page stands behind it.  Where all that stands side by side holds links, as the two languages of a title
    may, each of it gets its own.
    """
    end = len(words)
    for is_linked, run in reversed([(is_linked, list(run)) for is_linked, run in groupby(words.children, holds_link)]):
        begin = end - len(run)
        if not is_linked and any(isinstance(part, nodes.Element) or part.strip() for part in run):
            laid = link.copy()
            words[begin:end] = [laid]
            laid += run
            return True
        end = begin
    inner = [part for part in words.children if isinstance(part, nodes.Element) and not isinstance(part, LINKS)]
    return any([lay_link(link, part) for part in inner])


def admonition(box: nodes.container) -> nodes.admonition:
    """Return a box as an admonition with its title, which the link of a card is on."""
    made = nodes.admonition("", ids=box["ids"], names=box["names"])
    made.source, made.line = box.source, box.line
    title, link = title_of(box), link_of(box)
    if title is not None:
        title.parent.remove(title)
        made += nodes.title(title.rawsource, "", *title.children, **title.attributes)
    if link is not None:
        link["classes"] = []
        has_page = "refid" in link or link.get("internal")  # which would stand in the middle of a title that ends with another link
        if title is not None and not (has_page and ends_with_link(made[0])) and lay_link(link, made[0]):
            part = next(part for part in (link, *ancestors(link)) if isinstance(part.parent, nodes.container))
            part.parent.remove(part)
    made += box.children
    return made


class BoxesOnPaper(SphinxPostTransform):
    """Make boxes of what opens and closes on the site."""

    default_priority = 150  # what makes HTML of them is 199 and more
    builders = ("pdf", "pdf-pair", "epub")

    def run(self, **kwargs) -> None:
        for tabs in self.document.findall(NodeMatcher(nodes.container, design_component="tab-set")):
            for tab in tabs.children:
                tab.parent = tabs  # sphinx-design 0.8 says so of no tab of {tab-set-code}
        for box in [box for box in self.document.findall(nodes.container) if component(box) in BOXES]:
            box.replace_self(admonition(box))


def with_sources(directive: type[Directive]) -> type[Directive]:
    """Return the directive of a card, made to keep what translators need of the words that it is given in one line.

    sphinx-design keeps no source of them, and Sphinx takes their letters alone for the message: marks of notes,
    formulas and emphasis are lost.  What is said of the link to those who listen is no message at all.
    """

    class Card(directive):
        def run(self) -> list[nodes.Node]:
            made = super().run()
            card = next(node for node in made[0].findall() if component(node) == "card")
            parts = parts_of(card)
            for words, source in (
                (title_of(card), self.arguments[0] if self.arguments else ""),
                (next(iter(part_of(parts, "card-header") or ()), None), self.options.get("header")),
                (next(iter(part_of(parts, "card-footer") or ()), None), self.options.get("footer")),
            ):
                if source and words is not None and not words.rawsource:
                    words.rawsource = source
            if self.options.get("link-alt"):
                said = link_of(card).next_node(nodes.inline)
                said["translatable"] = True
                said.source, said.line = card.source, card.line
            return made

    return Card


class DropdownTitles(SphinxPostTransform):
    """Name a dropdown that has no title: three dots say nothing to those who listen."""

    default_priority = 150
    builders = ("html",)

    def run(self, **kwargs) -> None:
        for box in self.document.findall(NodeMatcher(nodes.container, design_component="dropdown")):
            if not box["has_title"]:
                words = _("Details")
                box.insert(0, nodes.rubric(words, words))
                box["has_title"] = True


def is_button(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.reference, addnodes.pending_xref)) and "sd-btn" in node["classes"]


class tooltip(nodes.General, nodes.TextElement):  # noqa: N801 (a node)
    """What the button before it says to a pointer: a message of the page, until it has been translated."""


def take_tooltips(app, doctree: nodes.document) -> None:
    """Note the tooltips of buttons, in the language of the build; ``make catalogs`` needs them where they are."""
    if app.builder.name == "gettext":
        return
    for node in list(doctree.findall(tooltip)):
        node.previous_sibling()["tooltip"] = node.astext()
        node.parent.remove(node)


def set_tooltips(app, doctree: nodes.document, _docname: str) -> None:
    """Give links their tooltips; of one to a label Sphinx has lost it."""
    for paragraph in doctree.findall(nodes.paragraph):
        for link in paragraph.findall(nodes.reference) if "tooltip" in paragraph else ():
            link["reftitle"] = paragraph["tooltip"]


def with_messages(button: type[Directive]) -> type[Directive]:
    """Return a directive of sphinx-design, which makes a button, as a class that lets translators have its words.

    sphinx-design keeps no source of them, and with a message of their letters alone Sphinx would lose what is emphasized.
    A button without words has the address or the title of what it leads to, and no message.  Its tooltip is one by itself.
    """

    class ButtonWithMessage(button):
        def run(self) -> list[nodes.Node]:
            made = super().run()
            for link in (link for node in made for link in node.findall(is_button) if self.content):
                words = link[0]
                if not any(part.get("translatable") for part in words.findall(nodes.inline)):
                    inner = nodes.inline("", "", *words.children, translatable=True)
                    self.set_source_info(inner)
                    words[:] = [inner]
                if words[0].get("translatable"):  # lines of their own have a message each
                    words[0].rawsource = "\n".join(self.content)
            if said := self.options.get("tooltip"):
                made.append(tooltip(said, said))
                self.set_source_info(made[-1])
            return made

    return ButtonWithMessage


# By the names of directives of sphinx-design.
WRAPPED = {"card": with_sources, "grid-item-card": with_sources, "button-link": with_messages, "button-ref": with_messages}


class ButtonsInTemplates(SphinxPostTransform):
    """Let templates of catalogs have the words of buttons and cards that lead to a page: Sphinx makes others of them first."""

    default_priority = 5  # ReferencesResolver is 10
    builders = ("gettext",)

    def run(self, **kwargs) -> None:
        for link in list(self.document.findall(nodes.Element)):
            if is_button(link) or (isinstance(link, addnodes.pending_xref) and "sd-stretched-link" in link["classes"]):
                link.replace_self(link.children)


class TodoTitles(SphinxTransform):
    """Keep the title of a todo, a word of Sphinx's own, from the catalogs of pages."""

    default_priority = 8

    def apply(self, **kwargs) -> None:
        for title in self.document.findall(nodes.title):
            if title.parent.tagname == "todo_node":
                title["translatable"] = False


def todos(document: nodes.document) -> list[nodes.Element]:
    return [note for note in document.findall(nodes.Admonition) if note.tagname == "todo_node"]


def mark_hidden_todos(app, doctree: nodes.document) -> None:
    """Mark the todos that ``todo_include_todos`` hides, which no search finds (features/search_index.py)."""
    for todo in todos(doctree):
        todo["hidden"] = not app.config.todo_include_todos


class HiddenTodos(SphinxPostTransform):
    """Take out the todos that ``todo_include_todos`` hides.

    sphinx.ext.todo leaves them to each translator, and ours are none of its own.
    """

    default_priority = 5

    def run(self, **kwargs) -> None:
        if not self.config.todo_include_todos:
            for todo in todos(self.document):
                todo.parent.remove(todo)


def refuse_icons(app, doctree: nodes.document) -> None:
    """Warn of an icon that is a letter of a font of another host, and take it out."""
    for icon in list(doctree.findall(lambda node: node.tagname == "fontawesome")):
        words = "the icon %r is a letter of a font that the site has not; write {octicon}`…` or {material-regular}`…`"
        warn(icon, "page.icon", words, icon["icon"])
        parent, place = icon.parent, icon.parent.index(icon)
        parent.remove(icon)
        if not place and isinstance(after := next(iter(parent), None), nodes.Text):
            parent.replace(after, nodes.Text(after.lstrip()))


# The name of an icon, among its classes (sphinx_design/icons.py).
ICON_NAME = re.compile(r'class="sd-(?:octicon|material-icon) sd-(?:octicon|material-icon)-([\w-]+)')


def complete_icons(app, doctree: nodes.document) -> None:
    """Let an icon be drawn in an EPUB too, in the colour of the words, and have a name where it stands alone.

    As XHTML a picture without its namespace is none (https://www.w3.org/TR/SVG2/struct.html#Namespace).
    """
    for icon in doctree.findall(lambda node: node.tagname == "sd_icon"):
        icon["svg"] = icon["svg"].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor" ', 1)
        name = ICON_NAME.search(icon["svg"])
        if name and not icon.parent.astext().strip():
            icon["name"] = name[1].replace("-", " ").replace("_", " ")
            icon["svg"] = icon["svg"].replace('aria-hidden="true"', f'role="img" aria-label="{icon["name"]}"', 1)


def join_in(app, config) -> None:
    """Do all this only where the extensions are that it is for."""
    if "sphinx.ext.todo" in app.extensions:
        app.add_transform(TodoTitles)
        app.add_post_transform(HiddenTodos)
        app.connect("doctree-read", mark_hidden_todos, priority=100)  # before the search reads them
    if "sphinx_design" in app.extensions:
        app.add_node(tooltip)
        app.connect("doctree-read", take_tooltips, priority=90)
        app.connect("doctree-resolved", set_tooltips)
        for name, wrap in WRAPPED.items():
            app.add_directive(name, wrap(directives.directive(name, get_language("en"), None)[0]), override=True)
        app.add_post_transform(ButtonsInTemplates)
        app.add_post_transform(BoxesOnPaper)
        app.add_post_transform(DropdownTitles)
        app.connect("doctree-read", refuse_icons)
        app.connect("doctree-read", complete_icons)


def setup(app):
    app.connect("config-inited", join_in)
