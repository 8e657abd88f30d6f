"""What stays together on a line of the book, in Chinese and Japanese, which may be broken at almost any letter.

No paragraph ends with a line of a letter or two, no line is stretched at a colon behind emphasized words, the few lines
of a caption, a heading or a cell of a table end between phrases, and a short link in a table is not broken.
"""

import itertools
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import NodeMatcher

from translated_docs.content.constructs.no_wrap import CLASS as UNBROKEN, keep_numbers
from translated_docs.pdf.typography.long_words import SMALL
from translated_docs.pdf.typography.script_spacing import LETTER
from translated_docs.pdf.typography.table_columns import wide_letters
from translated_docs.svg.line_breaks import is_in_phrases, phrases

LONGEST = 16  # letters of a phrase that is not broken: a line of a caption is longer, in a column too
LAST = 5  # letters that a paragraph ends with on one line, its stop among them
JOINED, FULL_WIDTH = "joined", "full-width"  # with UNBROKEN the classes of what the translator sets so
# Where a line may begin: not with what closes or is small, nor after what opens, nor within a word of Latin letters.
NO_BEGIN = re.compile(rf"[{SMALL}、。，．！？：；）」』】〉》〕〟’”…‥]|\s")
NO_END = re.compile(r"[（「『【〈《〔〝‘“]")
AROUND = re.compile(r"([（「『【〈《〔〝‘“]*)(.*?)([、。，．！？：；）」』】〉》〕〟’”\s]*)", re.DOTALL)
SENTENCE_END = re.compile("[。．！？][）」』]?$")
FULL_WIDTH_COLONS = ("：", "；")
is_emphasized = NodeMatcher(nodes.strong, nodes.emphasis)
may_be_paragraph = NodeMatcher(nodes.paragraph, nodes.caption, nodes.title)


def may_break(text: str, at: int) -> bool:
    """Say whether a line may begin at a place of a text."""
    before, after = text[at - 1], text[at]
    words = not LETTER.match(before) and not LETTER.match(after) and not before.isspace()
    return not (NO_BEGIN.match(after) or NO_END.match(before) or words)


def place_to_cut(text: str, longest: int) -> int | None:
    """Return where the last letters of a text begin: about so many, and no more than twice of that."""
    places = range(max(len(text) - longest, 1), max(len(text) - 2 * longest, 0), -1)
    return next((at for at in places if may_break(text, at)), None)


def unbroken(*parts: nodes.Node) -> nodes.inline:
    return nodes.inline("", "", *parts, classes=[UNBROKEN])


def keep_end(words: nodes.Element) -> None:
    """Put the last letters of a paragraph, and the notes among them, into one element that no line breaks."""
    text = "".join(text for text in words.findall(nodes.Text) if not isinstance(text.parent, nodes.footnote_reference))
    if not (SENTENCE_END.search(text) and LETTER.search(text)):
        return
    kept: list[nodes.Node] = []
    left = LAST
    while words.children and left > 0:
        part = words.children[-1]
        if isinstance(part, nodes.Text):
            at = place_to_cut(part, left) if len(part) > left else 0
            if at is None:
                break
            del words[-1]  # Element.remove takes the first text of the same letters
            if at:
                words += nodes.Text(part[:at])
            kept.insert(0, nodes.Text(part[at:]))
            left -= len(part) - at
        elif isinstance(part, nodes.footnote_reference):
            del words[-1]
            kept.insert(0, part)
        else:
            if kept:  # a link, say: its page and the particle behind it
                words += nodes.inline(classes=[JOINED])
            break
    if kept:
        words += unbroken(*kept)


def keep_colons(words: nodes.Element) -> None:
    """Keep a colon behind emphasized words with their last letter: a justified line would move it."""
    for emphasized in list(words.findall(is_emphasized)):
        behind, inner = emphasized.next_node(descend=False, siblings=True), emphasized.children[-1:]
        if not isinstance(behind, nodes.Text) or not behind.startswith(FULL_WIDTH_COLONS):
            continue
        if not inner or not isinstance(inner[0], nodes.Text) or not LETTER.match(inner[0][-1:]):
            continue
        last = type(emphasized)("", inner[0][-1])
        emphasized[-1] = nodes.Text(inner[0][:-1])
        at = emphasized.parent.index(emphasized) + 1
        emphasized.parent.children[at : at + 1] = []
        emphasized.parent.insert(at, [unbroken(last, nodes.inline("", behind[0], classes=[FULL_WIDTH])), nodes.Text(behind[1:])])


def keep_phrases(words: nodes.Element, longest: float = LONGEST, last: int = 0) -> None:
    """Let the lines of words end between phrases, as far as they stand in no other element.

    ``longest`` is how many letters a phrase may have, ``last`` how many the last line has at least.
    """
    text = words.astext()
    if not is_in_phrases(text):
        return
    ends = {end for end in itertools.accumulate(map(len, phrases(text))) if len(text) - end >= last}
    begin, parts = 0, words.children
    words.children = []
    for part in parts:
        length = len(part.astext())
        if not isinstance(part, nodes.Text):
            words += part
        else:
            places = [0, *(end - begin for end in sorted(ends) if begin < end < begin + length), length]
            for start, end in itertools.pairwise(places):
                words += phrase_nodes(part[start:end], longest)
        begin += length


def phrase_nodes(phrase: str, longest: float) -> list[nodes.Node]:
    """Return a phrase as an element, and what stands around it outside: Typst halves it at the edges of a box."""
    before, inner, after = AROUND.fullmatch(phrase).groups()
    whole = unbroken(nodes.Text(inner)) if 1 < len(inner) <= longest else nodes.Text(inner)
    return [nodes.Text(before)] * bool(before) + [whole] * bool(inner) + [nodes.Text(after)] * bool(after)


def keep_links(words: nodes.Element, room: float) -> None:
    """Keep the words of a link on one line of a cell, if it has room for them."""
    for link in words.findall(nodes.reference):
        if LETTER.search(link.astext()) and len(link.astext()) <= room:
            link[:] = [unbroken(*link.children)]


def caption_words(block: nodes.Element) -> nodes.Element:
    """Return what has the words of a caption, which may be one element in it that says nothing but their language."""
    is_wrapped = len(block.children) == 1 and isinstance(block[0], nodes.inline) and not block[0]["classes"]
    return block[0] if is_wrapped else block


class KeepTogether(SphinxPostTransform):
    """Mark what no line breaks in all that is set as a paragraph."""

    default_priority = 900  # links have their words, and the blocks of two languages are joined
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        for block in list(self.document.findall(may_be_paragraph)):
            languages = block.children[0].children if [child.tagname for child in block.children] == ["pair"] else [block]
            room = wide_letters(block.parent) if isinstance(block.parent, nodes.entry) else None
            for words in languages:
                keep_colons(words)
                if room:
                    keep_phrases(caption_words(words), min(LONGEST, room), LAST)
                    keep_links(words, room)
                elif isinstance(block, nodes.paragraph):
                    keep_end(words)
                else:
                    keep_phrases(caption_words(words))
            if isinstance(block, nodes.paragraph):
                keep_numbers(block)


def setup(app: Sphinx) -> None:
    app.add_post_transform(KeepTogether)
