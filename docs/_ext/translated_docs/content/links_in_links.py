"""Refuse links within the words of a link: a reader can follow one, and neither HTML nor a book has more."""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from translated_docs.content.warnings import location, warn
from translated_docs.settings import source_language


# What Sphinx marks the words of a role with that leads somewhere.
LOOK = re.compile(r"xref|std(?:-\w+)?")
LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)


def is_link(node: nodes.Node) -> bool:
    return isinstance(node, LINKS)


def refuse_inner_links(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each link, be it of a role, within the words of another, and leave its words."""
    inner = [part for link in doctree.findall(is_link) for part in link.findall(is_link) if part is not link]
    for link in dict.fromkeys(inner):
        if app.config.language == source_language(app.config):  # a translation has the links of its source
            wrong = "the link %r stands within the words of another; write it before or behind that"
            warn(location(app.env, link), "page.link_in_link", wrong, link.astext())
        for words in link.findall(nodes.Inline):  # the look of a term, which leads to the glossary
            words["classes"] = [name for name in words["classes"] if not LOOK.fullmatch(name)]
        link.parent.replace(link, link.children)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", refuse_inner_links, priority=90)
