"""What is substituted within sentences, ``{{ name }}``, is a message of each page that does so.

MyST writes the value into a sentence before Sphinx looks for messages, and into its translation as well: there it would
stay in the language of the pages.  What stands by itself is a block with messages of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import REGEX_DIRECTIVE_START, DocutilsRenderer
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from translated_docs.catalogs.entries import state
from translated_docs.catalogs.policy.message_markup import SUBSTITUTION
from translated_docs.content.messages.translation_units import catalog_of

TRANSLATIONS = "translations of the page"  # by message, until it is read

# An address or a version, which no language has another word for.
NO_WORDS = re.compile(r"\w+://\S*|\S*\d\S*|[\W\d_]*")
# A tag of HTML with no words in it, as those of an icon.
TAG = re.compile(r"<(?![^<>]*\s(?:alt|title|aria-label)=)[^<>]*>")


class substituted_words(nodes.General, nodes.TextElement):  # noqa: N801 (a node)
    """A value that the page substitutes within sentences; it stands at the end of the document until that is read."""


def message_of(value: object) -> str | None:
    """Return the message that a value is, as Sphinx has messages; None of one that has no words, or is a directive."""
    words = str(value).replace("\n", " ").strip()
    return None if NO_WORDS.fullmatch(TAG.sub("", words)) or REGEX_DIRECTIVE_START.match(words) else words


def add_messages(document: nodes.document, values: dict[str, object], used: dict[str, int | None]) -> None:
    """Add the values that a page has used, by name with the line, to the messages of its document."""
    lines: dict[str, int] = {}
    for name, line in used.items():
        if line and name in values and (message := message_of(values[name])):
            lines.setdefault(message, line)
    for message, line in lines.items():
        node = substituted_words(message, message)
        node.source, node.line = document["source"], line
        document += node


def is_usable(value: str, translation: str) -> bool:
    """Say whether a translation takes the place of words alone: MyST would run a directive, and compute what is new in it.

    The policy of markup allows neither; here it is not asked again, as a page is read by another parser.
    """
    added = set(SUBSTITUTION.findall(translation)) - set(SUBSTITUTION.findall(value))
    return not REGEX_DIRECTIVE_START.match(translation) and not added


def translations(env: BuildEnvironment) -> dict[str, str]:
    """Return the translations of the page that is read, by message."""
    known = env.current_document.get(TRANSLATIONS)
    if known is None:
        catalog = catalog_of(env, env.current_document.docname)
        usable = [entry for entry in (catalog and catalog.entries) or () if entry.linenum not in catalog.rejected]
        usable = [entry for entry in usable if state(entry) == "translated" and is_usable(entry.msgid, entry.msgstr)]
        known = env.current_document[TRANSLATIONS] = {entry.msgid: entry.msgstr for entry in usable}
    return known


def message_around(token: SyntaxTreeNode) -> str:
    """Return the message that a substitution within a sentence stands in."""
    while token.type != "inline":
        token = token.parent
    return token.content.replace("\n", " ").strip()


def is_read_once(env: BuildEnvironment, message: str) -> bool:
    """Say whether Sphinx reads no translation of a message: it is the same, or all would be that of the value."""
    return translations(env).get(message) == message or SUBSTITUTION.fullmatch(message) is not None


@contextmanager
def substituting_translations(renderer: DocutilsRenderer) -> Iterator[None]:
    """Let a renderer of MyST substitute what the catalog of the page has for its values."""
    config, known = renderer.md_config, translations(renderer.sphinx_env)
    values = {name: known.get(message_of(value) or "", value) for name, value in config.substitutions.items()}
    renderer.md_config = config.copy(substitutions=values)
    try:
        yield
    finally:
        renderer.md_config = config


def take_off(app: Sphinx, doctree: nodes.document) -> None:
    """Take the values off the page; ``make catalogs`` needs them."""
    if app.builder.name != "gettext":
        for node in list(doctree.findall(substituted_words)):
            node.parent.remove(node)


def setup(app: Sphinx) -> None:
    app.add_node(substituted_words)
    app.connect("doctree-read", take_off, priority=90)  # before what is on the page is looked at
