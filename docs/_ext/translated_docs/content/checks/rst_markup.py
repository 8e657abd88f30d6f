"""Refuse links, footnotes and roles of reStructuredText in a page's ``{eval-rst}``: a translation of their sentence is
read as Markdown, which has no such markup."""

import re
import sys

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from translated_docs.catalogs.policy.message_markup import Markup, UnreadableMarkupError
from translated_docs.content.warnings import warn

HAS_RST = "page has eval-rst"  # until the page is read
# Within `code` of Markdown, as `:ref:`, it is none.
ROLE = re.compile(r"(?<![`\w]):([a-z][\w:+-]*):`[^`]+`|`[^`]+`:([a-z][\w:+-]*):(?!`)")
POINTING = (
    nodes.citation_reference, nodes.footnote_reference, nodes.reference, nodes.substitution_reference,
    addnodes.download_reference, addnodes.pending_xref,
)  # fmt: skip


def note_rst(app: Sphinx, docname: str, source: list[str]) -> None:
    """Note whether a page has reStructuredText, of which messages may be that are translated."""
    app.env.current_document[HAS_RST] = "{eval-rst}" in source[0] and len(app.config.languages) > 1


class RstMarkup(SphinxTransform):
    """Warn of each message that points to more than it does as Markdown, or has a role; in the docstring of a program it is none."""

    default_priority = 12  # before Locale

    def apply(self, **kwargs) -> None:
        if not self.env.current_document.pop(HAS_RST, False):
            return
        for node, message in list(extract_messages(self.document)):
            found, role = [part for part in node.findall(nodes.Element) if isinstance(part, POINTING)], ROLE.search(message)
            if is_summed_up(node) or names_types(node, message) or (found or role) and ":docstring of " in f"{node.source}":  # a program has no Markdown
                node["translatable"] = False
                continue
            if message == node.astext() and isinstance(node.parent, (nodes.citation, nodes.footnote)):
                continue  # of a bibliography, made by an extension
            if found and len(found) > in_markdown(message):
                words = (
                    "%r points somewhere as reStructuredText, which no translation can; write the paragraph in Markdown, "
                    "outside of eval-rst, with %s"
                )
                warn(node, "page.rst_markup", words, found[0].rawsource or found[0].astext(), in_its_place(found[0]))
            elif role and role[0] not in node.astext():
                words = (
                    "%r is a role as reStructuredText has it, and no translation; write the paragraph in Markdown, outside of "
                    "eval-rst, with {%s}`words`"
                )
                warn(node, "page.rst_markup", words, role[0], role[1] or role[2])


def is_summed_up(node: nodes.Element) -> bool:
    """Say whether a block is the name of what an ``autosummary`` sums up beside it, with its parameters: code, in any language."""
    return f"{node.source}".endswith("<autosummary>") and isinstance(node.children[0] if node.children else None, addnodes.pending_xref)


def names_types(node: nodes.Element, message: str) -> bool:
    """Say whether Sphinx has made the links of a field whose text has none, as it does for the type of an attribute: code, in any language."""
    return isinstance(node.parent, nodes.field_body) and message == node.astext() and node.next_node(addnodes.pending_xref) is not None


def in_its_place(node: nodes.Element) -> str:
    """Return what says the same in Markdown."""
    if isinstance(node, (nodes.footnote_reference, nodes.citation_reference)):
        return "[^name], and what it says as '[^name]: text'"
    if isinstance(node, nodes.substitution_reference):
        return "{{ name }}, and its words under 'myst: substitutions:' between two lines of '---' at the head of the page"
    return "[words](#label) or {ref}`label`"


def in_markdown(message: str) -> int:
    """Return how often a message points somewhere, read as Markdown; a substitution may do so any number of times."""
    try:
        found = Markup.of(message).found
    except UnreadableMarkupError:
        return 0
    if any(kind == "substitution" for kind, _target in found):
        return sys.maxsize
    return sum(count for (kind, _target), count in found.items() if kind in ("link", "footnote", "role"))


def setup(app: Sphinx) -> None:
    app.connect("source-read", note_rst)
    app.add_transform(RstMarkup)
