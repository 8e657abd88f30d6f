"""Addresses of pages as the site has them, which directives take as they are: a link to that page in every output."""

import posixpath

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def page_of(address: str, docname: str, env: BuildEnvironment) -> str | None:
    """Return the page that an address of the site leads to, seen from another page; None if it leads to none."""
    if not address.endswith(".html") or ":" in address or address.startswith("/"):
        return None
    page = posixpath.normpath(posixpath.join(posixpath.dirname(docname), address)).removesuffix(".html")
    return page if page in env.found_docs else None


def lead_to_pages(app: Sphinx, doctree: nodes.document) -> None:
    """Let links that name ``page.html`` be resolved as those are that name ``page.md``: a book has no such file."""
    docname = app.env.current_document.docname
    for link in list(doctree.findall(nodes.reference)):
        address, _mark, anchor = link.get("refuri", "").partition("#")
        page = page_of(address, docname, app.env)
        if page is not None:
            words = nodes.inline("", "", *link.children)
            made = addnodes.pending_xref(
                "", words, refdomain="doc", reftype="myst", reftarget=page, reftargetid=anchor or None, refexplicit=True,
                refdoc=docname, classes=link["classes"],
            )  # fmt: skip
            made.source, made.line = link.source, link.line
            link.replace_self(made)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", lead_to_pages)
