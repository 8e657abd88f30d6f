"""Number the messages of a page, and let what is warned of in a translation be named at its place in the catalog.

The number is the place of the message in the source page, the same in every language: it brings the two languages side by
side, on the site and in the book of both.  While Sphinx translates (its transform Locale), a block with a message in the
catalog stands there: `NumberMessages` puts it there before, `TranslationPlaces` catches what MyST says with the line of
the page, and `RestorePlaces` gives untranslated blocks their own places again.  What the jobs make of that is in
jobs/warning_stream.py.
"""

import logging
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.directives.other import Centered
from sphinx.domains.std import ConfigurationValue
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import NodeMatcher, extract_messages

from translated_docs.catalogs.catalog_paths import catalog_of_page, catalog_path
from translated_docs.catalogs.policy.sanitize import Sanitized, sanitized_catalog
from translated_docs.catalogs.progress import message_lengths
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.warnings import line_above, source_above
from translated_docs.paths import ROOT
from translated_docs.settings import is_source

# Of the page that is read: its catalog, its messages, and what is put back after Sphinx has translated them.
CATALOG, MESSAGES, RESTORED = "its catalog", "its messages", "what is restored"
PARSED = "the message that is parsed"  # its place, as Sphinx names its document
VALUE = "substituted_value"  # of a block that is one substitution: the message of its value, "" if that has no words
# Sphinx finds the parser of a text by how its file's name ends; jobs/warning_stream.py takes it off.
AS_PAGE = ".md"


def is_front_matter(node: nodes.Node) -> bool:
    """Say whether a node is of a page's metadata, such as ``orphan: true``: Sphinx takes them off, untranslated."""
    while node.parent is not None and not isinstance(node.parent, nodes.document):
        node = node.parent
    return isinstance(node, (nodes.field_list, nodes.docinfo))


MARKS = {nodes.strong: "**", nodes.emphasis: "*", nodes.literal: "`"}


def written(words: nodes.Node) -> str:
    """Return the source of a part of a title, which no package keeps."""
    marks = MARKS.get(type(words), "")
    return f"{marks}{words.astext()}{marks}"


def message_part(document: nodes.document, words: list[nodes.Node], line: int | None) -> nodes.inline:
    """Return an element that Sphinx makes a message of, with words that have no source of their own."""
    part = nodes.inline("".join(map(written, words)), "", *words, translatable=True)
    part.source, part.line = document["source"], line
    return part


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
        messages = list(extract_messages(self.document))
        document[MESSAGES] = [message for node, message in messages if not is_front_matter(node)]
        for number, (node, message) in enumerate(messages):
            if not isinstance(node, addnodes.translatable):  # several messages in one node
                node["message"], node["msgid"] = number, message
        for node in [node for node, message in messages if node.get("msgid") in lines]:
            node["places"] = node.source, node.line, lines[node["msgid"]]
            node.source, node.line = path, lines[node["msgid"]]
        handler = TranslationPlaces(path, document)
        document[RESTORED] = page, handler
        if catalog:
            self.document["source"] = f"{path}{AS_PAGE}"
            logging.getLogger("sphinx").addHandler(handler)


class TranslationPlaces(logging.Handler):
    """Give what is warned of while Sphinx translates messages a place in their catalog.

    MyST names the page, and the line within the message: that which is parsed.
    """

    def __init__(self, path: str, document: Any) -> None:
        super().__init__()
        self.path = path
        self.document = document

    def emit(self, record: logging.LogRecord) -> None:
        """Change a record: Sphinx prints it when the page is read."""
        if isinstance(getattr(record, "location", None), tuple):
            record.location = self.document.get(PARSED, f"{self.path}:")


class RestorePlaces(SphinxTransform):
    """Give blocks without a translation their own places again, and others the line where they stand in the page."""

    default_priority = 21  # Locale is 20

    def apply(self, **kwargs) -> None:
        self.document["source"], handler = self.env.current_document.pop(RESTORED)
        logging.getLogger("sphinx").removeHandler(handler)
        for node in [node for node in self.document.findall(nodes.Element) if "places" in node]:
            source, line, message_line = node.attributes.pop("places")
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
    if is_source(env.config):
        return None
    return sanitized_catalog(ROOT, env.config.language, catalog_of_page(env.config, docname))


def place_of_translation(env: BuildEnvironment, message: str) -> str:
    """Return ``file:line`` of the entry of a message of the page that is read."""
    catalog = env.current_document[CATALOG]
    entries = (catalog and catalog.entries) or ()
    line = next((entry.linenum for entry in entries if entry.msgid == message and not entry.obsolete), 1)
    return f"{path_of_catalog(env)}:{line}"


DASHES = frozenset("-–—―−")  # alike in every language
# Words that sphinx.ext.napoleon writes into docstrings, in the language of the build.
OF_NAPOLEON = ("Example", "Examples", "Keyword Arguments", "Notes", "Other Parameters", "Receives", "References", "Warns", "Yields")


class NameSources(SphinxTransform):
    """Give paragraphs that MyST has parsed within a directive, as cells of tables, the source that they stand in.

    Sphinx extracts and translates no block without one: it takes it for its own words. Some are: docutils says, in a
    language that has names of its own for directives, that it has taken the English one.
    """

    default_priority = 8  # before PreserveTranslatableMessages, which is the first to ask

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(nodes.TextElement):
            if not node.source and isinstance(node, (nodes.paragraph, nodes.term, nodes.subtitle, nodes.caption, addnodes.centered)) and not is_built_in(node):
                node.source, node.line = self.document["source"], node.line or line_above(node)
            is_made = isinstance(node, nodes.title) and type(node) is not nodes.title and not node.rawsource  # "Solution to", of an extension
            if is_made or len(node) == 1 and node[0] in DASHES:  # a cell of a table without words
                node["translatable"] = False
        for title in self.document.findall(nodes.subtitle):
            if isinstance(title.parent, nodes.title):  # of an exercise: its extension keeps no source, and only what is within it
                title.parent["translatable"] = title["translatable"] = False
                title[:] = [message_part(self.document, title.children, line_above(title))]
        for name in self.document.findall(nodes.field_name):
            if name.parent.source is None:  # a word of Sphinx's own: "Type", "Returns"
                name["translatable"] = False
        for name in self.document.findall(NodeMatcher(nodes.field_name, nodes.rubric, nodes.title)):
            if ":docstring of " in (source_above(name) or "") and name.astext() in {_(words) for words in OF_NAPOLEON}:
                name["translatable"] = False
        for contents in self.document.findall(nodes.topic):
            title = contents.next_node(nodes.title)
            if "contents" in contents["classes"] and title is not None and not title.rawsource:  # a word of docutils' own
                title["translatable"] = False


class CenteredWords(Centered):
    """Keep the source of the line: Sphinx would take its letters alone for the message."""

    def run(self) -> list[nodes.Node]:
        made = super().run()
        made[0].rawsource = self.arguments[0]
        return made


class ConfigurationValueWords(ConfigurationValue):
    """Make a paragraph of the words of each option: Sphinx extracts none that stand in a field without one."""

    def format_type(self, type_: str) -> tuple[nodes.field, list[nodes.system_message]]:
        return self.with_paragraph(type_, *super().format_type(type_))

    def format_default(self, default: str) -> tuple[nodes.field, list[nodes.system_message]]:
        return self.with_paragraph(default, *super().format_default(default))

    def with_paragraph(self, words: str, field: nodes.field, messages: list) -> tuple[nodes.field, list[nodes.system_message]]:
        paragraph = nodes.paragraph(words, "", *field[1].children)
        self.set_source_info(paragraph)
        field[1].children = []
        field[1] += paragraph
        return field, messages


def is_built_in(block: nodes.Element) -> bool:
    """Say whether a block has words of docutils' own, or of Sphinx's around a part that is a message, or is the type of a value."""
    parts = (part for part in block.findall(nodes.inline) if part.get("translatable"))
    return isinstance(block.parent, nodes.system_message) or next(parts, None) is not None or is_type(block)


def is_type(block: nodes.Element) -> bool:
    """Say whether Sphinx has made a block of names of types, as of ``:rtype:``: it links them, as no translation can."""
    return isinstance(block.parent, nodes.field_body) and block.parent.parent.source is None and not block.rawsource and bool(list(block.findall(addnodes.pending_xref)))


# What may have words for a translator in an element of their own.
HOLDERS = (nodes.paragraph, nodes.subtitle, nodes.reference, addnodes.pending_xref, nodes.inline)


class KeepInlineMessages(SphinxTransform):
    """Note the message of a part of a paragraph, or of a link, with that: Sphinx takes out the element that has it."""

    default_priority = 25  # Locale is 20

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(nodes.inline):
            if "message" in node and isinstance(node.parent, HOLDERS):
                node.parent.attributes |= {name: node[name] for name in ("message", "msgid", "translated") if name in node}


# What a page has no words of its own in: code, comments, signatures, names of options, numbers of notes, and what stands in a line.
WITHOUT_BUILT_IN_WORDS = (nodes.FixedTextElement, nodes.Invisible, addnodes.desc_signature, nodes.option_group, nodes.label, nodes.Inline)


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


def setup(app: Sphinx) -> None:
    app.add_directive("centered", CenteredWords, override=True)
    app.add_directive_to_domain("std", "confval", ConfigurationValueWords, override=True)
    app.add_transform(NameSources)
    app.add_transform(NumberMessages)
    app.add_transform(RestorePlaces)
    app.add_transform(KeepInlineMessages)
    app.add_env_collector(PageMessages)
    app.connect("doctree-read", number_built_in_words)
