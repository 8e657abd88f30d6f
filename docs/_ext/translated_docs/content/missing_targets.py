"""Links that lead nowhere: their words stand alone.

No reader can follow one, and an EPUB that has one is not valid.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)

# Pages that Sphinx makes, and has labels for, whether it makes them or not, by what switches them on for the site.
GENERATED = {"genindex": "html_use_index", "py-modindex": "html_domain_indices", "search": "html_additional_pages"}


def is_unresolved(node: nodes.Node) -> bool:
    """Say whether a node may be a link for which MyST-Parser has found no target, and has said so.

    It leads it to an anchor of that name on the page. What it has resolved is internal, or an address.
    """
    return isinstance(node, nodes.reference) and "refid" in node and not node.get("internal")


class DropDeadLinks(SphinxPostTransform):
    default_priority = 11  # after MystReferenceResolver of MyST-Parser 5.2, and Sphinx's own

    def run(self, **kwargs) -> None:
        links = list(self.document.findall(is_unresolved))
        ids = {name for node in self.document.findall(nodes.Element) for name in node["ids"]} if links else set()
        for link in links:
            if link["refid"] not in ids:
                link.replace_self(link.children)
        missing = dict(self.missing_pages())
        for link in list(self.document.findall(nodes.reference)):
            if (name := missing.get(link.get("refuri", "").partition("#")[0])) and link.get("internal"):
                self.drop(link, name)

    def missing_pages(self) -> Iterator[tuple[str, str]]:
        """Yield the address, seen from this page, and the name of each generated page that this output does not have."""
        builder, config = self.app.builder, self.config
        has = {
            "genindex": getattr(builder, "use_index", False),
            "py-modindex": "py-modindex" in [index[0] for index in getattr(builder, "domain_indices", ())],
            "search": builder.name == "html" and "search" in config.html_additional_pages,
        }
        for name in GENERATED:
            if not has[name] and name not in self.env.found_docs:
                with suppress(NoUri):  # of a book, where Sphinx sets the words alone
                    yield builder.get_relative_uri(self.env.docname, name), name

    def drop(self, link: nodes.Element, name: str) -> None:
        if self.app.builder.name == "html":  # no other output has them
            logger.warning(
                "the link leads to %s, which is not made; set %s in conf.py, or take the link out",
                name, GENERATED[name], location=link, type="page", subtype="link",
            )  # fmt: skip
        link.replace_self(link.children)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(DropDeadLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
