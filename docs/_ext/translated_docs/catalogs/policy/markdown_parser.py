"""The Markdown parser of pages and of translations: MyST's, with emphasis beside the punctuation of East Asia.

CommonMark takes ``**`` for emphasis by what stands beside it, as scripts with blanks between
words write: of ``これは**「重要」**です`` it makes none.  The amendments that other parsers have
(https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md) are these few lines.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, partial

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline, emphasis, strikethrough
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

# They change the looks of the character before them (https://www.unicode.org/reports/tr37/).
VARIATION_SELECTORS = "".join(map(chr, range(0xFE00, 0xFE0F)))
IDEOGRAPHIC_SELECTORS = range(0xE0100, 0xE01F0)


@cache
def is_hangul(character: str) -> bool:
    return "HANGUL" in unicodedata.name(character, "")


@cache
def is_cjk(character: str) -> bool:
    """Say whether a character is one of Chinese, Japanese or Korean, as the amendments have it."""
    if character.isascii():
        return False
    if ord(character) in IDEOGRAPHIC_SELECTORS or is_hangul(character):
        return True
    if unicodedata.east_asian_width(character) not in ("W", "F", "H"):
        return False
    if unicodedata.category(character) != "So":
        return True
    import regex  # only now: most pages hold none of these

    return not regex.match(r"\p{Emoji_Presentation}", character)


def is_blank(character: str) -> bool:
    return isWhiteSpace(ord(character))


def is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def separates(character: str) -> bool:
    """Say whether a character is punctuation of scripts that set words apart."""
    return is_punctuation(character) and not is_cjk(character)


def faces_words(inner: str, outer: str) -> bool:
    """Say whether marks may open or close an emphasis by what stands on its side of them, and on the other."""
    return not is_blank(inner) and (not separates(inner) or is_blank(outer) or separates(outer) or is_cjk(outer))


def delimiter_run(state: StateInline, silent: bool, tokenize: Callable[[StateInline, bool], bool]) -> bool:
    """Read a run of ``*``, ``_`` or ``~`` as its rule does, but for what it may open and close beside such a character."""
    start, count = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    before = state.src[max(start - 2, 0) : start].rstrip(VARIATION_SELECTORS)[-1:] or " "
    after = state.src[state.pos : state.posMax][:1] or " "
    if not (is_cjk(before) or is_cjk(after)):
        return True
    opens, closes = faces_words(after, before), faces_words(before, after)
    if state.src[start] == "_":  # never within a word
        opens, closes = opens and (not closes or is_punctuation(before)), closes and (not opens or is_punctuation(after))
    for delimiter in state.delimiters[count:]:
        delimiter.open, delimiter.close = opens, closes
    return True


# Of quotes, lists and their items within one another: of a page with more, what follows is lost.  Markdown-it has 20.
MOST_LEVELS = 60


def create_parser(config: MdParserConfig, renderer: Callable[[MarkdownIt], RendererProtocol]) -> MarkdownIt:
    """Return a Markdown parser for MyST's configuration."""
    parser = create_md_parser(config, renderer)
    parser.options["maxNesting"] = MOST_LEVELS
    parser.inline.ruler.at("emphasis", partial(delimiter_run, tokenize=emphasis.tokenize))
    parser.inline.ruler.at("strikethrough", partial(delimiter_run, tokenize=strikethrough.tokenize))  # on where the extension is
    return parser
