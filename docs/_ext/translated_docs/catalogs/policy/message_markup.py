"""What markup a message has, by the parser of the pages: `Markup.of` reads it, and judges nothing.

A message is words within a block, whatever it begins with (content/markup/message_parser.py reads it so for Sphinx); what it would
be as a page of its own says `page_blocks`.  What a translation may have of it says markup_policy.py.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Self

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig

from translated_docs.catalogs.policy.markdown_parser import create_parser
from translated_docs.catalogs.policy.roles import Role, prose_of_role, role_parts

# -- The parsers ------------------------------------------------------------------


@cache
def page_parser() -> MarkdownIt:
    """Return the parser of the pages, with the same settings; nothing is rendered."""
    import conf

    names = [setting.name for setting in fields(MdParserConfig) if hasattr(conf, f"myst_{setting.name}")]
    return create_parser(MdParserConfig(**{name: getattr(conf, f"myst_{name}") for name in names}), RendererHTML)


LINE_BREAK = re.compile(r"\\ +(?=\S)")


def line_break(state: StateInline, silent: bool) -> bool:
    """Read a backslash before a blank as the end of a line: a message is one line (content/markup/soft_breaks.py)."""
    found = LINE_BREAK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def words_alone(parser: MarkdownIt) -> MarkdownIt:
    """Let a parser of pages read messages: all is words within a paragraph, whatever it begins with."""
    parser.block.ruler.enableOnly(["paragraph"])
    parser.inline.ruler.before("escape", "line_break", line_break)
    return parser


@cache
def message_parser() -> MarkdownIt:
    return words_alone(page_parser.__wrapped__())


class UnreadableMarkupError(Exception):
    """The parser raised an exception for a message."""


# -- What a message costs ---------------------------------------------------------


# What may begin markup within a line: more than CommonMark and our extensions use
# (https://spec.commonmark.org/0.31.2/, conf.py), never less.
MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^§]|^\s")
ADDRESS = re.compile(r"\S[.@:]\S")  # or anything like it


@cache
def finds_addresses() -> bool:
    """Say whether an address is a link without any mark: by the extension linkify, or as GitHub has it."""
    import conf

    extensions = str(getattr(conf, "myst_enable_extensions", ""))  # of a wrong type MyST says so
    return "linkify" in extensions or bool(getattr(conf, "myst_gfm_only", False))


def is_plain(text: str) -> bool:
    """Say whether a text is one paragraph of words, and of characters that all can be seen."""
    return text.isprintable() and text.strip() != "" and not MARKUP.search(text) and not (ADDRESS.search(text) and finds_addresses())


COSTLY = re.compile(r"[\\`*_{}\[\]<>&$!|~^\n:#=+-]")


def parsing_cost(text: str) -> int:
    """Return an upper bound of the time that parsing a text takes, in microseconds.

    Measured: markup characters cost the most; footnotes and cells of tables are quadratic.  Several lines are
    parsed as a message and as a page.
    """
    if is_plain(text):
        return 0
    cells, notes = text.count("|") * text.count("\n"), text.count("[^")
    return (5 * len(text) + 50 * len(COSTLY.findall(text)) + 8 * cells + notes**2) * (2 if "\n" in text else 1)


# -- One token ----------------------------------------------------------------------


Piece = tuple[str, str]  # of markup: its kind, and what it leads to or is made of
# Of Markdown's inline tokens, those that change looks and order only.
FREE = {
    "text", "text_special", "softbreak", "hardbreak", "em_open", "em_close", "strong_open", "strong_close",
    "s_open", "s_close",
    "code_inline", "link_close",
}  # fmt: skip
# Of HTML that a page may hold (content/markup/raw_html.py): a translation has its own words there, and all else is the source's.
SPOKEN_ATTRIBUTES = re.compile(r"\s+(?:alt|title)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
# The end of a line, in each way that HTML has it.
LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
# A comment of HTML is shown nowhere, whatever it says: a translation says it in its own words, or not at all. Of one with
# brackets in it, some readers of HTML might make an element.
COMMENT = re.compile(r"<!--[^<>]*-->")
ANY_COMMENT = "<!-- … -->"
# Of the extension substitution (https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#substitutions-with-jinja2).
SUBSTITUTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# Words in a formula (https://ctan.org/pkg/amsmath, section 6): a translation has its own there.
FORMULA_WORDS = re.compile(r"\\(?:text|textrm|textbf|textit|mbox|hbox)\{(?P<words>[^{}$\\]*)\}")


def formula(token: Token) -> str:
    """Return a formula as it is compared: but for its words."""
    latex = FORMULA_WORDS.sub(lambda match: match[0].replace(match["words"], "…") if match["words"] else match[0], token.content)
    return f"${' '.join(latex.split())}$"


def is_formula(token: Token) -> bool:
    """Say whether a token is a formula, of the extensions dollarmath and amsmath, or of the role."""
    is_role = token.type == "myst_role" and token.meta["name"] == "math"
    return is_role or token.type.startswith(("math_", "amsmath"))


def inline_markup(token: Token) -> Piece | None:
    """Return kind and target of an inline token, or None if it is free to use."""
    if token.type == "link_open":
        # What its title says is words like any other.
        return "link", f"{token.attrGet('href')}{' with a title in quotes' if token.attrGet('title') else ''}"
    if token.type == "image":
        return "image", f"{token.attrGet('src')}{'' if token.content.strip() else ' without words for it'}"
    if token.type == "footnote_ref":
        return "footnote", f"[^{token.meta['label']}]"
    if is_formula(token):
        return "formula", formula(token)
    if token.type in ("html_inline", "html_block"):
        return "html", LINE_END.sub("<br>", SPOKEN_ATTRIBUTES.sub("", COMMENT.sub(ANY_COMMENT, token.content.strip())))
    if token.type.startswith("substitution"):
        return "substitution", f"{{{{ {token.content.strip()} }}}}"
    if token.type == "myst_role":
        name, _words, target = role_parts(token)
        return "role", f"{{{name}}}" if target is None else f"{{{name}}}`{target}`"
    if token.type in FREE and not token.attrs:
        return None
    return ("attributes", str(token.attrs)) if token.attrs else ("other", token.type)


# What a link or a picture has without braces behind it.
OWN_ATTRIBUTES = ("href", "src", "alt", "title")


def attributes_behind(token: Token) -> dict[str, str]:
    """Return the attributes in braces behind a link or a picture: its name, its classes, its width."""
    is_one = token.type in ("link_open", "image")
    return {name: value for name, value in token.attrs.items() if is_one and name not in OWN_ATTRIBUTES}


def content(token: Token) -> str:
    """Return the text of a token, with that of its attributes (which screen readers read), and nothing of a comment."""
    attributes = " ".join(str(value) for name, value in token.attrs.items() if name not in ("href", "src"))
    label = token.meta.get("label", "") if token.type == "footnote_ref" else ""
    is_silent = token.type == "inline" or (token.type == "html_inline" and COMMENT.fullmatch(token.content))
    return f"{'' if is_silent else token.content}{attributes}{label}"


# -- All of a message ---------------------------------------------------------------


TEXT = ("text", "text_special")
NO_WORD = "\ufffc"  # stands for a code literal among the words around it (OBJECT REPLACEMENT CHARACTER)


def with_children(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens and their descendants, in order."""
    for token in tokens:
        yield token
        yield from with_children(token.children or [])


def block_markup(tokens: list[Token], environment: dict) -> Counter[Piece]:
    """Return kind and target of the blocks that a parser has found, and of the definitions, which leave no token."""
    found: Counter[Piece] = Counter()
    own = {label: one for label, one in environment.get("references", {}).items() if "of_page" not in one}
    for label, definition in [*own.items(), *((one["label"], one) for one in environment.get("duplicate_refs", ()))]:
        found["definition", f"[{label}]: {definition['href']}"] += 1
    for token in tokens:
        if token.type != "inline" and token.nesting >= 0:
            found["block", token.type.removesuffix("_open")] += 1
            if token.attrs:
                found["attributes", str(token.attrs)] += 1
            if is_formula(token) or token.type.startswith("substitution"):
                found[inline_markup(token)] += 1
    return found


def pieces(token: Token) -> Iterator[Piece]:
    """Yield the markup that a token within a block is, and that within its words."""
    if not token.block and (markup := inline_markup(token)):
        yield markup
    if attributes := attributes_behind(token):
        yield "attributes", str(attributes)
    if token.type in TEXT:  # an end of a line within words, or a tab, was written as a character reference
        yield from (("reference", f"U+{ord(mark):04X}") for mark in re.findall(r"[\t\n]", token.content))


def plain_words(before: Token, token: Token) -> tuple[str, str]:
    """Return the words of a token that are its author's own, and what it is within its sentence; ``before`` stands before it."""
    if token.type in TEXT:
        is_bare_address = before.type == "link_open" and before.info == "auto"  # it stands for itself, and is no words
        return ("", "") if is_bare_address else (token.content, token.content)
    if token.type == "code_inline":
        return "", NO_WORD
    if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and LINE_END.fullmatch(token.content)):
        return "", "\n"
    if is_formula(token):
        words = "".join(FORMULA_WORDS.findall(token.content))
        return words, words
    return "", prose_of_role(role_parts(token)) if token.type == "myst_role" else ""


@dataclass
class Markup:
    """What the parser makes of a message: how often it has which markup, and its words."""

    found: Counter[Piece]
    text: str  # its plain words
    content: str  # all that is drawn or read out of it
    nested: int = 0  # how deep its markup is within other markup
    roles: tuple[Role, ...] = ()  # none is parsed any further
    prose: str = ""  # its plain words, with those of roles, with `NO_WORD` for a code literal
    code: tuple[str, ...] = ()  # its code literals
    breaks: int = 0  # ends of lines that its author wants

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, message: str, labels: frozenset[str] = frozenset()) -> Self:
        """Read a message of a page that defines these labels of links; raises UnreadableMarkupError if the parser can't."""
        if is_plain(message):
            return cls(Counter([("block", "paragraph")]), message, message, prose=message)
        environment: dict = {"references": {normalizeReference(label): {"href": label, "title": "", "of_page": True} for label in labels}}
        try:
            tokens = message_parser().parse(message, environment)
        except Exception as error:  # whatever it is: it comes from the text
            raise UnreadableMarkupError from error
        every = [*with_children(tokens)]
        found = block_markup(tokens, environment)
        found.update(piece for token in every for piece in pieces(token))
        said = [plain_words(before, token) for before, token in pairwise([Token("", "", 0), *every])]
        return cls(
            found,
            text="".join(words for words, _prose in said),
            content="".join(map(content, every)),
            nested=max(accumulate((token.nesting for token in every), initial=0)),
            roles=tuple(role_parts(token) for token in every if token.type == "myst_role" and not is_formula(token)),
            prose="".join(prose for _words, prose in said),
            code=tuple(token.content for token in every if token.type == "code_inline"),
            breaks=sum(token.type == "hardbreak" for token in every),
        )


def page_blocks(text: str) -> Counter[Piece]:
    """Return the blocks that a text of several lines would be on a page."""
    environment: dict = {}
    try:
        found = block_markup(page_parser().parse(text, environment), environment)
    except Exception as error:  # whatever it is: it comes from the text
        raise UnreadableMarkupError from error
    return found + Counter([("block", "settings")] if text.startswith("---") else [])
