"""Number the messages of a page, and say of each block which message of the catalog it has.

The number is the place of the message in the source page, the same in every language:
it brings the two languages side by side, on the site and in the book of both.  A block
without a translation shows the source's words, marked as such, with the way to its message.
"""

import difflib
import json
import logging
import re
from functools import cached_property
from pathlib import Path

import polib
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages
from sphinx.writers.html5 import HTML5Translator

from translated_docs.catalogs.languages import direction, language_tag
from translated_docs.catalogs.catalog_paths import catalog_of_page, catalog_path
from translated_docs.catalogs.po_file import state
from translated_docs.catalogs.progress import message_lengths
from translated_docs.catalogs.sanitize import Sanitized, sanitized_catalog
from translated_docs.content.ancestors import is_in_link
from translated_docs.content.edit_links import edit_file, edit_link
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.pictures import width_class
from translated_docs.content.warnings import line_above
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.paths import ROOT
from translated_docs.settings import source_language

# What a reader of a difference takes for a word; Japanese puts no blanks between them.
WORD = re.compile(r"[^\W぀-ヿ㐀-鿿]+|[ァ-ヿ]+|[㐀-鿿々]+|[぀-ゟ]+|\s+|.", re.DOTALL)


# Of the page that is read: its catalog, its messages, and what is put back after Sphinx has translated them.
CATALOG, MESSAGES, RESTORED = "its catalog", "its messages", "what is restored"
VALUE = "substituted_value"  # of a block that is one substitution: the message of its value, "" if that has no words
NOTED = ("message", "msgid", "page_line", "translated")  # of a block's message, before `find_messages`
# Sphinx finds the parser of a text by how its file's name ends; warning_hints.py takes it off.
AS_PAGE = ".md"


def is_front_matter(node: nodes.Node) -> bool:
    """Say whether a node is of a page's metadata, such as ``orphan: true``: Sphinx takes them off, untranslated."""
    while node.parent is not None and not isinstance(node.parent, nodes.document):
        node = node.parent
    return isinstance(node, (nodes.field_list, nodes.docinfo))


class NumberMessages(SphinxTransform):
    """Set ``message`` (int) and ``msgid`` on each block that holds one message.

    The place of a block that has a message in the catalog is that of the message, so that whatever is warned
    of in a translation is named there.
    """

    default_priority = 15  # the text is still the source's; Locale is 20

    def apply(self, **kwargs) -> None:
        document, page = self.env.current_document, self.document["source"]
        catalog = document[CATALOG] = catalog_of(self.env, document.docname)
        path = str(path_of_catalog(self.env))
        lines = {entry.msgid: entry.linenum for entry in (catalog and catalog.entries) or () if not entry.obsolete}
        blocks, messages = [], list(extract_messages(self.document))
        document[MESSAGES] = [message for node, message in messages if not is_front_matter(node)]
        for number, (node, message) in enumerate(messages):
            if not isinstance(node, addnodes.translatable):  # several messages in one node
                node["message"], node["msgid"] = number, message
                if message in lines:
                    blocks.append((node, node.source, node.line, lines[message]))
        for node, _source, _line, line in blocks:
            node.source, node.line = path, line
        handler = TranslationPlaces(path)
        document[RESTORED] = page, blocks, handler
        if catalog:
            self.document["source"] = f"{path}{AS_PAGE}"
            logging.getLogger("sphinx").addHandler(handler)


class TranslationPlaces(logging.Handler):
    """Give what is warned of while Sphinx translates messages a place in their catalog.

    MyST names the page, and the line within the message; which message that is can be told by its words.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Change a record: Sphinx prints it when the page is read."""
        if isinstance(getattr(record, "location", None), tuple):
            record.location = f"{self.path}:"


class RestorePlaces(SphinxTransform):
    """Give blocks without a translation their own places again, and others the line where they stand in the page."""

    default_priority = 21  # Locale is 20

    def apply(self, **kwargs) -> None:
        self.document["source"], blocks, handler = self.env.current_document.pop(RESTORED)
        logging.getLogger("sphinx").removeHandler(handler)
        for node, source, line, message_line in blocks:
            if node.get("translated"):
                node["page_line"] = line
                for part in node.findall(nodes.Element):
                    part.source, part.line = handler.path, message_line
            else:
                node.source, node.line = source, line


def path_of_catalog(env: BuildEnvironment) -> Path:
    """Return where the catalog of the page that is read lies, if it has one."""
    return catalog_path(ROOT, env.config.language, catalog_of_page(env.config, env.current_document.docname))


def catalog_of(env: BuildEnvironment, docname: str) -> Sanitized | None:
    """Return what is known of the catalog of a page, if it has one."""
    if env.config.language == source_language(env.config):
        return None
    return sanitized_catalog(ROOT, env.config.language, catalog_of_page(env.config, docname))


def place_of_translation(env: BuildEnvironment, message: str) -> str:
    """Return ``file:line`` of the entry of a message of the page that is read."""
    catalog = env.current_document[CATALOG]
    entries = (catalog and catalog.entries) or ()
    line = next((entry.linenum for entry in entries if entry.msgid == message and not entry.obsolete), 1)
    return f"{path_of_catalog(env)}:{line}"


class NameSources(SphinxTransform):
    """Give paragraphs that MyST has parsed within a directive, as cells of tables, the source that they stand in.

    Sphinx extracts and translates no block without one: it takes it for its own words. Some are: docutils says, in a
    language that has names of its own for directives, that it has taken the English one.
    """

    default_priority = 8  # before PreserveTranslatableMessages, which is the first to ask

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(nodes.TextElement):
            if node.source is None and isinstance(node, (nodes.paragraph, nodes.term, nodes.subtitle, addnodes.centered)) and not is_built_in(node):
                node.source, node.line = self.document["source"], node.line or line_above(node)
        for name in self.document.findall(nodes.field_name):
            if name.parent.source is None:  # a word of Sphinx's own: "Type", "Returns"
                name["translatable"] = False
        for contents in self.document.findall(nodes.topic):
            title = contents.next_node(nodes.title)
            if "contents" in contents["classes"] and title is not None and not title.rawsource:  # a word of docutils' own
                title["translatable"] = False


def is_built_in(block: nodes.Element) -> bool:
    """Say whether a block has words of docutils' own, or of Sphinx's around a part that is a message."""
    parts = (part for part in block.findall(nodes.inline) if part.get("translatable"))
    return isinstance(block.parent, nodes.system_message) or next(parts, None) is not None


# What may have words for a translator in an element of their own.
HOLDERS = (nodes.paragraph, nodes.reference, addnodes.pending_xref, nodes.inline)


class KeepInlineMessages(SphinxTransform):
    """Note the message of a part of a paragraph, or of a link, with that: Sphinx takes out the element that has it."""

    default_priority = 25  # Locale is 20

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(nodes.inline):
            if "message" in node and isinstance(node.parent, HOLDERS):
                for name in ("message", "msgid", "translated"):
                    if name in node:
                        node.parent[name] = node[name]


def word_difference(old: str, new: str) -> list[tuple[str, str]]:
    """Return the way from one text to another: pieces that are kept (=), gone (-), new (+)."""
    before, after = WORD.findall(old), WORD.findall(new)
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("=", "".join(before[a:b])))
            continue
        pieces += [(sign, "".join(text)) for sign, text in (("-", before[a:b]), ("+", after[c:d])) if text]
    return pieces


def describe(node: nodes.Element, entry: polib.POEntry | None) -> None:
    """Write to a block where its translation stands, and what state that is in."""
    node["message_line"] = entry.linenum if entry else 0
    node["message_state"] = state(entry) if entry else "untranslated"
    if entry and entry.fuzzy and entry.previous_msgid:
        node["message_change"] = word_difference(entry.previous_msgid, entry.msgid)
        node["message_before"] = entry.msgstr


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


def source_line(lines: list[str], message: str, about: int) -> int:
    """Return the line of a page that holds a message: the nearest to where the parser put it.

    The parser does not know the place of a cell or of a glossary's entry; of a paragraph it has the first line.
    """
    beginning = message.split("\n")[0]
    holding = [number for number, line in enumerate(lines, 1) if beginning in line]
    return min(holding, key=lambda number: abs(number - about), default=about)


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
            node["classes"] += [f"language-{source}", "untranslated"]
            describe_rejected(node, catalog)
    for node in doctree.findall(addnodes.translatable):
        if not isinstance(node, addnodes.toctree):
            describe_svg_figure(node, entries, catalog, source)


def describe_rejected(node: nodes.Element, catalog: Sanitized) -> None:
    """Write to a block whose translation is not used that this is so, and where it stands, or why there is none."""
    if catalog.entries is None:
        node["message_state"], node["message_line"] = "rejected", catalog.errors[0][0]
    elif node["message_state"] == "translated" or node.get("message_line") in catalog.rejected:
        node["message_state"] = "rejected"


# What a page has no words of its own in: code, comments, signatures, numbers of notes, and what stands in a line.
WITHOUT_BUILT_IN_WORDS = (nodes.FixedTextElement, nodes.Invisible, addnodes.desc_signature, nodes.label, nodes.Inline)


def number_built_in_words(app: Sphinx, doctree: nodes.document) -> None:
    """Set ``built_in`` (int) on each block whose words are no message: those of Sphinx and of extensions, such as "Todo".

    It is its place among these of the page, the same in every language.
    """
    left, number = list(reversed(doctree.children)), 0
    while left:
        node = left.pop()
        if not isinstance(node, nodes.Element) or isinstance(node, WITHOUT_BUILT_IN_WORDS):
            continue
        if not isinstance(node, nodes.TextElement) or not all(isinstance(part, (nodes.Text, nodes.Inline)) for part in node.children):
            left += reversed(node.children)
        elif not isinstance(node, addnodes.translatable) and not any("message" in part for part in node.findall(nodes.Element)):
            node["built_in"] = number = number + 1


class PageMessages(PageData):
    """The messages that a page asks its catalog for: of each the digest and the number of characters, in few bytes.

    They are the same in each language, so the book of two knows from the source's how far the other is.
    """

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> bytes:
        asked = message_lengths(app.env.current_document.get(MESSAGES, ()))
        return b"".join(digest + length.to_bytes(4, "big") for digest, length in asked.items())


def page_messages(env: BuildEnvironment, *docnames: str) -> dict[bytes, int]:
    """Return what pages ask their catalog for, as `progress.message_lengths` does."""
    known = page_data(env, PageMessages.name)
    joined = b"".join(known.get(docname, b"") for docname in docnames)
    return {joined[at : at + 8]: int.from_bytes(joined[at + 8 : at + 12], "big") for at in range(0, len(joined), 12)}


class MessageTranslator(UnknownNodes, HTML5Translator):
    """Sphinx's writer; blocks carry the line of their message, those to be translated a badge."""

    def visit_meta(self, node: nodes.meta) -> None:
        """Write what a page says of itself; base.html writes the description."""
        if self.builder.name != "html" or node.get("name") != "description":
            super().visit_meta(node)

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Say how many digits the numbers of a list have, which more than three need room for (site.css.jinja)."""
        digits = len(str(node.get("start", 1) + len(node) - 1))
        if digits > 3 and node.get("enumtype", "arabic") == "arabic":
            node["classes"] = [*node["classes"], f"digits-{digits}"]
        super().visit_enumerated_list(node)

    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes) -> str:
        """Write the beginning of an element, with its message, and with what the theme and the content policy want."""
        # Of a caption's two elements the inner one holds the words alone.
        if isinstance(node, nodes.Element) and "message" in node and tagname != "figcaption":
            attributes["data-message"] = str(node["message"])
            if node["message_line"]:
                attributes["data-line"] = str(node["message_line"])
            if "untranslated" in node["classes"]:
                attributes["dir"] = direction(source_language(self.config))
        if isinstance(node, nodes.container) and "table-wrapper" in node["classes"]:
            attributes["tabindex"] = "0"  # the theme scrolls it: a keyboard has to reach it (axe, scrollable-region)
        if isinstance(node, nodes.container) and not {"table-wrapper", "math-wrapper"}.isdisjoint(node["classes"]):
            node["ids"] = []  # the theme copies them from the table or the formula, which has them still
        if attributes.get("ROLE") == "heading":  # the caption of a toctree (axe, aria-required-attr)
            attributes["aria-level"] = "2"
        if tagname == "th" and "morecols" not in node:
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        if name := width_class(attributes.get("style", "")):
            del attributes["style"]
            attributes["classes"] = [*attributes.get("classes", ()), name]
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def image_size(self, node) -> dict[str, str]:
        """Return how large a picture is shown, as attributes: the content policy allows no style of its own; and its tooltip."""
        width, said = node.get("width", ""), {"title": node["title"]} if node.get("title") else {}
        if width.endswith("%"):
            return {"style": f"width: {width}", **said}  # `starttag` makes it a class: the attribute is a whole number of pixels
        letters = 16 if width.endswith("em") else 1  # those of the site have 16 pixels
        return {"width": f"{max(round(float(width.removesuffix('em')) * letters), 1)}", **said} if width else said

    def dispatch_departure(self, node) -> None:
        if isinstance(node, nodes.Element) and node.get("message_state", "translated") != "translated":
            self.body.append(self.badge(node))
        super().dispatch_departure(node)

    @cached_property
    def edited(self) -> str:
        """The file that holds the words of the page."""
        return edit_file(self.config, self.docnames[0])

    def badge(self, node: nodes.Element) -> str:
        """Return the mark of a block in the source language, inviting to translate it."""
        words = {
            "untranslated": _("not translated yet"),
            "fuzzy": _("changed since it was translated"),
            "rejected": _("the translation can’t be used"),
        }[node["message_state"]]
        attributes = {"class": "message-state", "lang": language_tag(self.config.language)}
        link = edit_link(self.config, self.edited, node["message_line"])
        link = None if is_in_link(node) else link  # no link stands in another
        if link:
            attributes["href"] = link
        if "message_change" in node:
            attributes["data-change"] = json.dumps(node["message_change"], ensure_ascii=False)
            attributes["data-before"] = node["message_before"]
        tag = "a" if link else "span"
        written = "".join(f' {name}="{self.attval(value)}"' for name, value in attributes.items())
        return f" <{tag}{written}>{self.encode(words)}</{tag}>"


def setup(app: Sphinx) -> None:
    app.add_transform(NameSources)
    app.add_transform(NumberMessages)
    app.add_transform(RestorePlaces)
    app.add_transform(KeepInlineMessages)
    app.add_env_collector(PageMessages)
    app.connect("doctree-read", find_messages)
    app.connect("doctree-read", number_built_in_words)
    app.set_translator("html", MessageTranslator)
