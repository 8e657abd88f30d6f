"""Toctrees in the book: their pages follow the page that they stand on, and are its chapters.

Where Sphinx itself joins pages (``inline_all_toctrees``) it puts those of a toctree in its place: its caption and the
addresses of other sites in it are lost, and what stands below it on its page is read as the end of the last of them.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import url_re
from sphinx.util.nodes import process_only_nodes
from sphinx.util.tags import Tags

from translated_docs.content.ancestors import ancestors
from translated_docs.content.directives.svg_figure import svg_figure
from translated_docs.pdf.doctrees.numbering import page_number


class printed_toctree(nodes.General, nodes.Element):  # noqa: N801
    """A caption and a list of links, for the book alone."""


def entry_link(page: str, title: str | None, target: str) -> nodes.Element:
    """Return the link of an entry of a toctree on ``page``: without a title it takes that of the page it leads to."""
    if url_re.match(target):
        return nodes.reference("", title or target, refuri=target, internal=False)
    words = nodes.inline("", title or target)
    document = f"/{page if target == 'self' else target}"
    return addnodes.pending_xref(
        "", words, refdomain="std", reftype="doc", reftarget=document, refdoc=page, refexplicit=bool(title), refwarn=True
    )


def printed(toctree: addnodes.toctree, page: str, number: int, is_root: bool) -> printed_toctree:
    """Return what is shown for the toctree that is a page's ``number``-th, with no children if its chapters do.

    Each block has a key of its own as its message, by which the bilingual book finds its counterpart.  On the front
    page captions are parts, and the book's own contents lists the chapters; a heading there wants something below it.
    """
    caption = "" if is_root else toctree.get("caption") or ""
    outside = [entry for entry in toctree["entries"] if url_re.match(entry[1])]
    # Others that Sphinx makes, as genindex, are in no book.
    known = [entry for entry in toctree["entries"] if entry in outside or entry[1] in {"self", *toctree["includefiles"]}]
    is_below_heading = sum(isinstance(around, nodes.section) for around in ancestors(toctree)) > 1  # other than the page's title
    entries = known if (is_below_heading if is_root else caption or outside) else outside
    shown = printed_toctree()
    if caption:
        shown += nodes.rubric("", caption, message=f"toctree {number}")
    items = nodes.bullet_list(bullet="-")
    for place, (title, target) in enumerate(entries):
        paragraph = nodes.paragraph("", "", entry_link(page, title, target), message=f"toctree {number}.{place}")
        items += nodes.list_item("", paragraph)
    if entries:
        shown += items
    return shown


def add_printed(app: Sphinx, doctree: nodes.document) -> None:
    """Put before each visible toctree of a page what the book shows in its place."""
    page = app.env.current_document.docname
    for number, toctree in enumerate(list(doctree.findall(addnodes.toctree))):
        if toctree.get("hidden"):
            continue
        shown = printed(toctree, page, number, page == app.config.root_doc)
        if shown.children:
            for node in shown.findall(nodes.Element):
                node.source, node.line = toctree.source, toctree.line
            toctree.parent.insert(toctree.parent.index(toctree), shown)


def join(env: BuildEnvironment, tags: Tags, page: str, joined: set[str]) -> nodes.document:
    """Return the doctree of a page with the pages that its toctrees lead to behind its own words, and so on down.

    Each of those is a ``start_of_file``, as Sphinx's builders of one file have it, and is added to ``joined``: a page
    stands in the book once.  Toctrees for others than a builder with these tags (``only``) lead nowhere.
    """
    tree, pages = env.get_doctree(page), []  # which is read anew each time
    process_only_nodes(tree, tags)
    for toctree in list(tree.findall(addnodes.toctree)):
        toctree.parent.remove(toctree)
        for name in map(str, toctree["includefiles"]):
            if name not in joined:
                joined.add(name)
                inner = addnodes.start_of_file(docname=name)
                inner.children = join(env, tags, name, joined).children
                for section in inner.findall(nodes.section):
                    section.setdefault("docname", name)
                pages.append(inner)
    tree += pages
    return tree


class ShowInBooks(SphinxPostTransform):
    """Put the children of what is for the book alone in its place, where numbers of pages are the marks of their entries."""

    default_priority = 1
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        for shown in list(self.document.findall(printed_toctree)):
            for item in shown.findall(nodes.list_item):
                if number := self.number(item.next_node(addnodes.pending_xref)):
                    item["mark"] = number + self.config.html_secnumber_suffix.rstrip()
            shown.parent.replace(shown, shown.children)

    def number(self, entry: addnodes.pending_xref | None) -> str:
        """Return the number of the page that an entry leads to; "" of one without, and of the page it stands on itself."""
        page = entry["reftarget"].lstrip("/") if entry is not None else ""
        return page_number(self.env, page) if page and page != entry["refdoc"] else ""


class RemoveElsewhere(SphinxPostTransform):
    """Remove what is for the book alone from any other output."""

    default_priority = 2  # after ShowInBooks

    def run(self, **kwargs) -> None:
        for shown in list(self.document.findall(printed_toctree)):
            shown.parent.remove(shown)


def elements_with_page(node: nodes.Element, page: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield each element of the joined pages with the page it stands on, from the top down.

    Joining the pages leaves each one's sections their old parent: no way leads up.
    """
    left = [(page, node)]
    while left:
        page, node = left.pop()
        if isinstance(node, addnodes.start_of_file) or node.tagname == "todo_node":  # a todolist has those of other pages
            page = node["docname"]
        yield page, node
        left += [(page, child) for child in reversed(node.children) if isinstance(child, nodes.Element)]


def has_words_of(document: nodes.document, page: str) -> bool:
    """Say whether a page of the joined ones has more to read than its title."""
    title = document.next_node(nodes.title)
    return any(
        at == page and element is not title and isinstance(element, (nodes.TextElement, nodes.image, svg_figure))
        for at, element in elements_with_page(document, page)
    )


def setup(app: Sphinx) -> None:
    app.add_node(printed_toctree)
    app.connect("doctree-read", add_printed, priority=900)  # blocks of messages have been marked
    app.add_post_transform(ShowInBooks)
    app.add_post_transform(RemoveElsewhere)
