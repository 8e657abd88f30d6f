"""Links that lead nowhere: their words stand alone.

No reader can follow one, and an EPUB that has one is not valid.
"""

import posixpath
from collections.abc import Iterator
from contextlib import suppress

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri

from translated_docs.content.warnings import page_line_above, source_above, warn

# Pages that Sphinx makes, and has labels for, whether it makes them or not, by what switches them on for the site.
GENERATED = {"genindex": "html_use_index", "py-modindex": "html_domain_indices", "search": "html_additional_pages"}


def is_unresolved(link: nodes.reference) -> bool:
    """Say whether a link may be one for which MyST-Parser has found no target, and has said so.

    It leads it to an anchor of that name on the page. What it has resolved is internal, or an address.
    """
    return "refid" in link and not link.get("internal")


def ids_of(doctree: nodes.document) -> set[str]:
    """Return the anchors of a page."""
    return {name for node in doctree.findall(nodes.Element) for name in node["ids"]}


def missing_pages(app: Sphinx, docname: str) -> Iterator[tuple[str, str]]:
    """Yield the address, seen from a page, and the name of each generated page that this output does not have."""
    builder = app.builder
    has = {
        "genindex": getattr(builder, "use_index", False),
        "py-modindex": "py-modindex" in [index[0] for index in getattr(builder, "domain_indices", ())],
        "search": builder.name == "html" and "search" in app.config.html_additional_pages,
    }
    for name in GENERATED:
        if not has[name] and name not in app.env.found_docs:
            with suppress(NoUri):  # of a book, where Sphinx sets the words alone
                yield builder.get_relative_uri(docname, name), name


def drop_dead_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put its words in the place of each link that leads to no anchor, or to a page that is not made."""
    links = list(doctree.findall(nodes.reference))
    unresolved = list(filter(is_unresolved, links))
    ids = ids_of(doctree) if unresolved else set()
    for link in unresolved:
        if link["refid"] not in ids:
            link.replace_self(link.children)
    missing = dict(missing_pages(app, docname))
    for link in links:
        name = missing.get(link.get("refuri", "").partition("#")[0]) if link.get("internal") else None
        if name and app.builder.name == "html":  # no other output has them
            words = "the link leads to %s, which is not made; set %s in conf.py, or take the link out"
            warn(link, "page.link", words, name, GENERATED[name])
        if name:
            link.replace_self(link.children)


def known_anchors(env: BuildEnvironment) -> set[tuple[str, str]]:
    """Return page and anchor of all that has a label, or is an object as a term is, or a class."""
    std = env.domains.standard_domain
    labels = {(page, anchor) for page, anchor, *_words in [*std.labels.values(), *std.anonlabels.values()]}
    others = (domain for domain in env.domains.sorted() if domain is not std)  # its objects take long, for the titles of pages
    return labels.union(std.objects.values(), (described[3:5] for domain in others for described in domain.get_objects()))


def drop_missing_anchors(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Lead links to what a page has no anchor for to the page itself: where a browser would go, and an EPUB is not valid.

    MyST-Parser has named each.
    """
    if app.builder.name != "epub":
        return
    known = None
    for link in doctree.findall(nodes.reference):
        address, _mark, anchor = link.get("refuri", "").partition("#") if link.get("internal") else ("", "", "")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(docname), address)).removesuffix(app.builder.out_suffix)
        if not address or not anchor or page not in app.env.found_docs:
            continue
        known = known_anchors(app.env) if known is None else known
        if (page, anchor) not in known and anchor not in ids_of(app.env.get_doctree(page)):
            link["refuri"] = address


def place_link(app: Sphinx, domain: object, link: addnodes.pending_xref) -> None:
    """Give a link that leads nowhere, and that Sphinx is about to name, a place if it has none: as the type of a parameter, it is made by a directive."""
    if not (link.source and link.line):
        source = source_above(link) or app.env.doc2path(app.env.current_document.docname)
        link.source, link.line = source, page_line_above(link) or 1


def drop_classes(app: Sphinx, env: BuildEnvironment, link: addnodes.pending_xref, words: nodes.Node) -> None:
    """Take the looks of a link off what leads nowhere, if mere text takes its place: docutils 0.22 asserts that nothing is lost."""
    if isinstance(words, nodes.Text):
        link["classes"] = []


def setup(app: Sphinx) -> None:
    app.connect("missing-reference", drop_classes, priority=900)  # after those that know where it leads
    app.connect("warn-missing-reference", place_link)
    app.connect("doctree-resolved", drop_dead_links)
    app.connect("doctree-resolved", drop_missing_anchors)
