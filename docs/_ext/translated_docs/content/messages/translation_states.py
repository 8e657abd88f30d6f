"""Say of each block of a page which message of the catalog it has, and whether that is used as it is.

A block without a translation shows the source's words, marked as such, with the way to its message.
"""

import difflib
import re

import polib
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from translated_docs.catalogs.entries import state
from translated_docs.catalogs.languages import language_tag
from translated_docs.catalogs.policy.sanitize import Sanitized
from translated_docs.content.messages.translation_units import CATALOG, VALUE
from translated_docs.settings import source_language

NOTED = ("message", "msgid", "page_line", "translated")  # of a block's message, before `find_messages`


def find_messages(app: Sphinx, doctree: nodes.document) -> None:
    """Lead each block of a page to its message: of the catalog, or of the page in the source language."""
    docname = app.env.current_document.docname
    source = source_language(app.config)
    for node in doctree.findall(nodes.meta):  # no output shows one, and each would write all that is noted of it
        node.attributes = {name: value for name, value in node.attributes.items() if name not in NOTED}
    blocks = [node for node in doctree.findall(nodes.Element) if "message" in node]
    if app.config.language == source:
        lines = app.env.doc2path(docname).read_text(encoding="utf-8").split("\n")
        for node in blocks:
            node["message_line"] = source_line(lines, node["msgid"], node.line or 1)
            node["message_state"] = "translated"
        return
    catalog = app.env.current_document.pop(CATALOG, None) or Sanitized([], [], [])
    entries = {entry.msgid: entry for entry in catalog.entries or () if not entry.obsolete}
    for node in blocks:
        entry = entries.get(node["msgid"])
        if VALUE in node and (entry is None or not node.get("translated") or entry.msgstr == entry.msgid):
            entry = entries.get(node[VALUE])
            node["translated"] = not node[VALUE] or (entry is not None and state(entry) == "translated" and entry.linenum not in catalog.rejected)
        describe(node, entry)
        if not node.get(VALUE, True):  # a number, a version
            node["message_state"] = "translated"
        if not node.get("translated"):
            node["classes"] += [f"language-{language_tag(source)}", "untranslated"]
            describe_rejected(node, catalog)
    for node in doctree.findall(addnodes.translatable):
        if not isinstance(node, addnodes.toctree):
            describe_svg_figure(node, entries, catalog, source)


def source_line(lines: list[str], message: str, about: int) -> int:
    """Return the line of a page that holds a message: the nearest to where the parser put it.

    The parser does not know the place of a cell or of a glossary's entry; of a paragraph it has the first line.
    """
    beginning = message.split("\n")[0]
    holding = [number for number, line in enumerate(lines, 1) if beginning in line]
    return min(holding, key=lambda number: abs(number - about), default=about)


def describe(node: nodes.Element, entry: polib.POEntry | None) -> None:
    """Write to a block where its translation stands, and what state that is in."""
    node["message_line"] = entry.linenum if entry else 0
    node["message_state"] = state(entry) if entry else "untranslated"
    if entry and entry.fuzzy and entry.previous_msgid:
        node["message_change"] = word_difference(entry.previous_msgid, entry.msgid)
        node["message_before"] = entry.msgstr


# What a reader of a difference takes for a word; Japanese puts no blanks between them.
WORD = r"[^\W぀-ヿ㐀-鿿]+|[ァ-ヿ]+|[㐀-鿿々]+|[぀-ゟ]+|\s+|(?s:.)"


def word_difference(old: str, new: str) -> list[tuple[str, str]]:
    """Return the way from one text to another: pieces that are kept (=), gone (-), new (+)."""
    before, after = re.findall(WORD, old), re.findall(WORD, new)
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("=", "".join(before[a:b])))
            continue
        pieces += [(sign, "".join(text)) for sign, text in (("-", before[a:b]), ("+", after[c:d])) if text]
    return pieces


def describe_svg_figure(
    node: nodes.Element, entries: dict[str, polib.POEntry], catalog: Sanitized, source: str
) -> None:
    """Write to a node of several messages where each stands, and which show the source's words."""
    found = {message: entries.get(message) for message in node.extract_original_messages()}
    node["message_lines"] = {message: entry.linenum for message, entry in found.items() if entry}
    node["source_language"] = source
    node["untranslated"] = [
        message
        for message, entry in found.items()
        if not entry or state(entry) != "translated" or entry.linenum in catalog.rejected
    ]
    if node["untranslated"]:
        describe(node, entries.get(node["untranslated"][0]))
        describe_rejected(node, catalog)


def describe_rejected(node: nodes.Element, catalog: Sanitized) -> None:
    """Write to a block whose translation is not used that this is so, and where it stands, or why there is none."""
    if catalog.entries is None:
        node["message_state"], node["message_line"] = "rejected", catalog.errors[0][0]
    elif node["message_state"] == "translated" or node.get("message_line") in catalog.rejected:
        node["message_state"] = "rejected"


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", find_messages, priority=400)  # before extensions copy blocks into other pages, at 500
