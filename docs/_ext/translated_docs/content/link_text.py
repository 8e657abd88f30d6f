"""Links that a page gives no words: they take those of what they lead to, once that is known."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

ROLES = ("any", "doc", "eq", "myst", "numref", "ref")


def takes_words(link: nodes.Node) -> bool:
    """Say whether a link takes the title, the caption or the number of its target for its words.

    Until then its own text is the name of the target.
    """
    return isinstance(link, addnodes.pending_xref) and link["reftype"] in ROLES and not link.get("refexplicit")


def words_of_title(title: nodes.Element) -> nodes.inline:
    """Return what a link shows of a title: its words and formulas, without its notes and links."""
    shown = nodes.inline("", "", *(child.deepcopy() for child in title.children))
    for part in list(shown.findall(nodes.Element)):
        part["ids"] = []
        if isinstance(part, nodes.footnote_reference):
            part.parent.remove(part)
        elif isinstance(part, (nodes.reference, addnodes.pending_xref)):
            part.parent.replace(part, part.children)
    return shown


class FormulasOfTitles(SphinxPostTransform):
    """Give links without words the title that they lead to with its formulas: of those Sphinx takes the LaTeX."""

    default_priority = 7  # ReferencesResolver, of MyST too, is 9 and more

    def run(self, **kwargs: object) -> None:
        for link in list(self.document.findall(takes_words)):
            docname, title = self.title(link)
            if title is None or title.next_node(nodes.math) is None:
                continue
            words = words_of_title(title)
            words["classes"] = link[0]["classes"] if isinstance(link.next_node(), nodes.inline) else []
            link.children = []
            link += words
            link["reftype"], link["refexplicit"] = "myst", True  # the role {ref} takes no more than letters
            if docname:
                link["refdomain"], link["reftarget"] = "doc", docname
            else:
                link["refdomain"] = None

    def title(self, link: addnodes.pending_xref) -> tuple[str | None, nodes.Element | None]:
        """Return the page that a link leads to, None for a label, and the title of that, if it has one."""
        if link["reftype"] == "doc" or link.get("refdomain") == "doc":
            page, name = link["reftarget"].lstrip("/"), link.get("reftargetid")
            return page, self.section_title(page, name)
        if link["reftype"] not in ("any", "myst", "ref"):
            return None, None
        page, name, _words = self.env.domains.standard_domain.labels.get(link["reftarget"].lower(), (None, None, None))
        return None, self.section_title(page, name) if page else None

    def section_title(self, page: str, name: str | None) -> nodes.Element | None:
        """Return the title of a page, or of a section of it: as the table of contents has it."""
        contents = self.env.tocs.get(page)
        if contents is None:
            return None
        entries = list(contents.findall(nodes.reference))
        first = next(iter(entries), None)
        return next((entry for entry in entries if name and entry["anchorname"] == f"#{name}"), None if name else first)


def show_formulas(app: Sphinx, doctree: nodes.document) -> None:
    """Do the same for links within the page, to which MyST gives the letters of the title as soon as it is read."""
    sections = {name: section for section in doctree.findall(nodes.section) for name in section["ids"]}
    for link in doctree.findall(nodes.reference):
        section = sections.get(link.get("refid"))
        title = section.next_node(nodes.title) if section is not None else None
        if title is None or title.next_node(nodes.math) is None or len(link) != 1:
            continue
        if isinstance(link[0], nodes.inline) and "std-ref" in link[0]["classes"]:
            words = words_of_title(title)
            words["classes"] = link[0]["classes"]
            link.children = []
            link += words


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(FormulasOfTitles)
    app.connect("doctree-read", show_formulas)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
