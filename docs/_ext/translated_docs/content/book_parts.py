"""The parts of the publication: the captions of the tables of contents of its front page."""

from collections.abc import Container, Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import process_only_nodes
from sphinx.util.tags import Tags


def new_pages(env: BuildEnvironment, pages: Iterable[str], seen: set[str]) -> Iterator[str]:
    """Yield the pages, and those of their toctrees, that are not in ``seen``, and add them: a page stands in a book once."""
    for page in pages:
        if page not in seen:
            seen.add(page)
            yield page
            yield from new_pages(env, env.toctree_includes.get(page, ()), seen)


def parts_by_first_page(env: BuildEnvironment, tags: Tags, front: nodes.document, left_out: Container[str] = ()) -> dict[str, str]:
    """Return caption by page, for each page that a part begins with in the doctree of the front page; "" where one only ends.

    The front page begins the first part itself.  Toctrees for others than a builder with these tags (``only``) are none, and
    no part begins with a page that is left out.
    """
    process_only_nodes(front := front.deepcopy(), tags)
    parts, seen = {}, {env.config.root_doc}
    caption_before = ""
    for toctree in front.findall(addnodes.toctree):
        caption = toctree.get("caption") or ""
        for first in [page for page in new_pages(env, map(str, toctree["includefiles"]), seen) if page not in left_out][:1]:
            if not parts:
                parts[env.config.root_doc] = caption
            elif caption or caption_before:
                parts[first] = caption
            caption_before = caption
    return parts
