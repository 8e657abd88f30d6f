"""Lines of a paragraph: broken where its author says so, else joined, without a blank where the script has none.

Browsers and books make a blank of the end of a line, in Chinese and Japanese too.  Where it
goes is said by CSS (https://drafts.csswg.org/css-text-4/#line-break-transform), which no
browser does: between two wide characters, neither of them Hangul.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.writers.html5 import HTML5Translator

from translated_docs.catalogs.policy.markdown_parser import is_hangul
from translated_docs.catalogs.update.hard_breaks import SHOWN, without_breaks
from translated_docs.content.ancestors import holds_words
from translated_docs.content.messages.substituted_words import translations
from translated_docs.content.unknown_nodes import SKIPPED

AS_WRITTEN = (nodes.FixedTextElement, nodes.literal, nodes.raw, nodes.math, nodes.comment)
IN_TITLES_LANGUAGE = "字"  # what stands for the words that a link will get from where it leads
# Of links that are written as roles until then with their target, by role.
WORDS_TO_COME = {"ref": IN_TITLES_LANGUAGE, "doc": IN_TITLES_LANGUAGE, "numref": f"{IN_TITLES_LANGUAGE}1", "eq": "(1)"}
# Of two ways to end a line, each hard to see in a message; a line that ends with an escaped backslash; and code.
CODE_OR_BREAK = re.compile(
    r"(?P<code>(?<!`)(?P<marks>`+)(?!`)(?s:.*?)(?<!`)(?P=marks)(?!`))"
    r"|(?<!\\)(?P<escaped>(?:\\\\)*)(?:(?P<break>[ \t]*\\| {2,})|(?<=\\))\n[ \t]*"
)
STRIKE = ("<s>", "</s>")  # around words that are struck out MyST writes raw HTML


@cache
def is_wide(character: str, beside_wide: bool = False) -> bool:
    """Say whether no blank belongs beside a character; punctuation as … takes after the other side."""
    width = unicodedata.east_asian_width(character)
    if beside_wide and width == "A" and unicodedata.category(character).startswith("P"):
        return True
    return width in ("W", "F", "H") and not is_hangul(character)


def no_blank_between(before: str, after: str) -> bool:
    """Say whether the end of a line between two characters goes; either may be "" for none."""
    if not before or not after:
        return False
    return is_wide(before, is_wide(after)) and is_wide(after, is_wide(before))


def pieces(block: nodes.TextElement) -> Iterator[tuple[nodes.Text | None, str]]:
    """Yield what is read in a block, in order: each text that may be changed, with its words, or None with others.

    What stands for itself, as a picture, is yielded as a blank; the mark of a footnote is not read.
    """
    for node in block.children:
        if isinstance(node, nodes.Text):
            yield node, str(node)
        elif isinstance(node, (nodes.footnote_reference, nodes.target, addnodes.index)):
            continue
        elif isinstance(node, nodes.raw) and node.astext() in STRIKE:
            continue
        elif isinstance(node, AS_WRITTEN):
            yield None, node.astext() or " "
        elif isinstance(node, addnodes.pending_xref) and not node.astext():
            yield None, IN_TITLES_LANGUAGE
        elif isinstance(node, addnodes.pending_xref) and not node.get("refexplicit") and node.get("reftype") in WORDS_TO_COME:
            yield None, WORDS_TO_COME[node["reftype"]]
        elif node.children:
            yield from pieces(node)
        else:
            yield None, " "


def join_lines(block: nodes.TextElement) -> None:
    """Take out of a block the ends of lines that are no blanks."""
    read = list(pieces(block))
    text = "".join(words for _node, words in read)
    place = 0
    for node, words in read:
        if node is not None and "\n" in words:
            kept = [
                character
                for at, character in enumerate(words, place)
                if character != "\n" or not no_blank_between(text[max(at - 1, 0) : at], text[at + 1 : at + 2])
            ]
            # By identity: each end of a line is a text of its own, and to `replace` they are all the same.
            number = next(number for number, child in enumerate(node.parent.children) if child is node)
            node.parent[number] = nodes.Text("".join(kept))
        place += len(words)


class line_break(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The end of a line that its author wants, a backslash; MyST has HTML and LaTeX for it, which is no text."""

    def astext(self) -> str:
        return "\n"


def is_break(node: nodes.Node) -> bool:
    """Say whether a node is what MyST writes for a line break, in HTML."""
    return isinstance(node, nodes.raw) and (node["format"], node.astext()) == ("html", "<br />\n")


def name_line_breaks(document: nodes.document) -> None:
    """Put a node that knows what it is in the place of the markup that MyST writes for a line break."""
    for node in list(filter(is_break, document.findall(nodes.raw))):
        following = node.next_node(descend=False, siblings=True)
        if isinstance(following, nodes.raw) and following["format"] == "latex":
            following.parent.remove(following)
        node.replace_self(line_break())


def with_breaks_in_view(source: str, count: int) -> str:
    """Return the source of a block with a backslash between blanks in the place of each end of a line that is wanted.

    As it was written if it has not so many: then some are of formulas.
    """
    breaks = 0

    def in_view(found: re.Match[str]) -> str:
        nonlocal breaks
        if found["code"]:
            return found["code"]
        breaks += found["break"] is not None
        # Where a line ends with a backslash, be it an escaped one, Sphinx drops it.
        return f"{found['escaped']}{' ' if found['escaped'] else chr(10)}{chr(92) + ' ' if found['break'] else ''}"

    shown = CODE_OR_BREAK.sub(in_view, source)
    return shown if breaks == count else source


class ShowBreaks(SphinxTransform):
    """Let messages show where a line ends: Sphinx drops a backslash there, and two blanks nobody sees.

    In the message it is a backslash between two blanks, which is read as a break (catalogs/policy/message_markup.py).
    The lines of the source stay as many: of what is wrong in it the line is counted.
    """

    default_priority = 8  # before PreserveTranslatableMessages, which is the first to ask

    def apply(self, **kwargs) -> None:
        for block in self.document.findall(nodes.TextElement):
            if ("\\\n" in block.rawsource or "  \n" in block.rawsource) and not isinstance(block, AS_WRITTEN):
                shown = with_breaks_in_view(block.rawsource, sum(map(is_break, block.findall(nodes.raw))))
                block.rawsource = block.rawsource if self.is_known_without(shown) else shown

    def is_known_without(self, message: str) -> bool:
        """Say whether the page's catalog has the translation of a message by what it was before it showed breaks."""
        words = without_breaks(message)
        alike = [each for each in translations(self.env) if without_breaks(each) == words]
        return bool(alike) and not any(SHOWN in each for each in alike)


class JoinLines(SphinxTransform):
    """Join the lines of a paragraph as its language does: those of Japanese without a blank."""

    default_priority = 26  # Locale is 20

    def apply(self, **kwargs) -> None:
        name_line_breaks(self.document)
        blocks = {}  # by identity: the outermost element of text around each end of a line
        for node in self.document.findall(nodes.Text):
            if "\n" in node:
                block = node.parent
                while holds_words(block.parent):
                    block = block.parent
                blocks[id(block)] = block
        for block in blocks.values():
            if holds_words(block) and not isinstance(block, AS_WRITTEN):
                join_lines(block)


def visit_line_break_html(translator: HTML5Translator, node: line_break) -> None:
    translator.body.append("<br />\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    app.add_node(line_break, html=(visit_line_break_html, None), **SKIPPED)
    app.add_transform(ShowBreaks)
    app.add_transform(JoinLines)
