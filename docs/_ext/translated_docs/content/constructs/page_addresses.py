"""Addresses as the site has them, which directives and roles take as they are: of a page, a link to it in every output.

Of anything else books have no file: there the words stand alone.
"""

import posixpath
from urllib.parse import urlsplit

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


def is_of_site(link: nodes.reference) -> bool:
    """Say whether a link leads to a place of the site that is no page."""
    address = link.get("refuri", "#")
    return not link.get("internal") and not address.startswith(("#", "%")) and not any(urlsplit(address)[:2])


def leave_words(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Leave the words of links to anything else of the site in books, which have no such file."""
    if app.builder.name in ("pdf", "pdf-pair", "epub"):
        for link in list(doctree.findall(nodes.reference)):
            if is_of_site(link):
                link.parent.replace(link, nodes.inline("", "", *link.children, ids=link["ids"], classes=link["classes"]))


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", lead_to_pages)
    app.connect("doctree-resolved", leave_words)
