"""The pages that are joined into one doctree for the book: what stands on which of them."""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from translated_docs.content.svg_figure import svg_figure


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
