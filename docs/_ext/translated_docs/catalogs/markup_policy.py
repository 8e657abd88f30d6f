"""The markup policy of translations: text, emphasis, and the markup of the source in any order.

Translations are untrusted input that goes into the pages.  Each is parsed by the parser of
the pages, and markup that its source does not have is an error.  The policy is an allowlist:
markup that is not on it is an error too.
"""

import re
import unicodedata
from ast import literal_eval
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Self

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig

from translated_docs.catalogs.characters import draws, hidden
from translated_docs.catalogs.markdown_parser import create_parser
from translated_docs.catalogs.po_file import UI_DOMAIN
from translated_docs.fonts import REMEDY, missing_characters

# What may begin markup within a line: more than CommonMark and our extensions use
# (https://spec.commonmark.org/0.31.2/, conf.py), never less.
MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^§]|^\s")
ADDRESS = re.compile(r"\S[.@:]\S")  # or anything like it
# Of Markdown's inline tokens, those that change looks and order only.
FREE = {
    "text", "text_special", "softbreak", "hardbreak", "em_open", "em_close", "strong_open", "strong_close",
    "s_open", "s_close",
    "code_inline", "link_close",
}  # fmt: skip
# What is left in the text when markup was meant and did not come off.
LEFTOVER = re.compile(r"\*\*|\]\(|\[\^|`|\{[a-z:-]+\}|</?[a-zA-Z!?][^<>]*>?|<!--|:[a-z]+:`|`_\b|::\s*$|#\s*noqa")
ANGLED = re.compile(r"<[^<>]+>")  # words in angle brackets, in any script: no tag in the source, and none to a reader
AS_IN_SOURCE = "write the markup as in the source, or take it out"
# How what is left of the commonest markup is written whole.
WHOLE = {
    "`": "write as many backquotes before the code as behind it, or take them out",
    "**": "write the marks before the words and behind them, with no blank inside, or take them out",
    "](": "write [words](address), with no blank between the brackets or in the address",
}
# What Sphinx takes for its own mark, and cuts off (sphinx.transforms.i18n.parse_noqa).
# A link by reference, "[words][label]" or "[label][]": its address is defined elsewhere on the page. So it is of "[label]"
# where a page defines that; others are words in brackets.
BY_REFERENCE = re.compile(r"\]\[([^\[\]^][^\[\]]*)\]|\[([^\[\]^][^\[\]]*)\]\[\]")
IN_BRACKETS = re.compile(r"\[([^\[\]^][^\[\]]*)\]")
NOQA = re.compile(r"#\s*noqa\s*$")
# Where Sphinx ends a term of a glossary (sphinx.domains.std.split_term_classifiers).
TERM_END = re.compile("(?<! ) +: +")
# Of a format of Python's (https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting)
# what a label may need; a "%" that begins none stands for itself here, and for an exception there.
PLACEHOLDER = re.compile(r"%(?:\(\w{1,40}\))?[#0 +-]{0,3}\d{0,2}(?:\.\d{0,2})?[diouxXeEfFgGcrsa%]|%|\{\w{0,40}\}")
# Words in a formula (https://ctan.org/pkg/amsmath, section 6): a translation has its own there.
FORMULA_WORDS = re.compile(r"\\(?:text|textrm|textbf|textit|mbox|hbox)\{(?P<words>[^{}$\\]*)\}")
# Of the extension substitution (https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#substitutions-with-jinja2).
SUBSTITUTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
LINE_BREAK = re.compile(r"\\ +(?=\S)")
# What HTML reads otherwise than it stands, as large as it is read.
HTML = re.compile(r"<[^<>]{0,200}>|&#?\w{1,40};|[<>\"&`\\{}]")
# Of HTML that a page may hold (content/raw_html.py): a translation has its own words there, and all else is the source's.
SPOKEN_ATTRIBUTES = re.compile(r"\s+(?:alt|title)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
# An icon, say, which a translation may do without.
WORDLESS_ELEMENT = re.compile(r"(<(\w+)\b(?![^<>]*\b(?:alt|title|aria-label)\s*=)[^<>]*>)(</\2>)")
# Roles by what stands between their backticks (docutils.parsers.rst.roles, sphinx.roles).  Of these it is words alone,
# and a translation has its own; translatable_roles of conf.py adds a guide's.  Of all others it is a target, or words
# and a target in angle brackets: the words may change, the target not.
PROSE_ROLES = {
    "abbr", "abbreviation", "acronym", "dfn", "emphasis", "guilabel", "index", "menuselection", "strong",
    "sub", "subscript", "sup", "superscript", "t", "title", "title-reference",
}  # fmt: skip
CODE_ROLES = {
    "code", "command", "file", "kbd", "literal", "mailheader", "makevar", "mimetype", "newsgroup", "program",
    "regexp", "samp",
}  # fmt: skip
# A figure of a results file (content/lab_results.py): all of it is a target.
RESULT_ROLES = {"result", "result-spread"}
# Those that take words beside a target (sphinx.roles, sphinx.domains.std).
REFERENCE_ROLES = {
    "any", "confval", "cve", "cwe", "doc", "download", "envvar", "keyword", "manpage", "numref", "option", "pep", "ref",
    "rfc", "term", "token",
}  # fmt: skip
# Badges of sphinx-design (https://sphinx-design.readthedocs.io/en/latest/badges_buttons.html), but for those that link.
BADGE_ROLE = re.compile(r"bdg(?!-(?:link|ref)-)(?:-[a-z]+)*")
# As Sphinx reads words and a target (sphinx.util.docutils.ReferenceRole), but for "!", which takes the link away.
WITH_TARGET = re.compile(r"(?!!)(?P<words>.+)<(?P<target>[^<]*)>", re.DOTALL)
# What Sphinx formats with a number or a caption (sphinx.domains.std, {numref}), by str.format or %.
NUMBER_FORMAT = re.compile(r"%s|\{number\}|\{name\}")
NO_WORD = "\ufffc"  # stands for a code literal among the words around it (OBJECT REPLACEMENT CHARACTER)
PILED_MARKS = 4  # combining marks on one letter; no script uses more
# A translation can be longer than its source, not by a book; no paragraph is longer than this, be it of a changelog.
LENGTH_RATIO = 12
MIN_LENGTH_LIMIT = 400
MOST_CHARACTERS = 40_000
COSTLY = re.compile(r"[\\`*_{}\[\]<>&$!|~^\n:#=+-]")
MOST_NESTED = 8  # emphasis in a link in emphasis ...: each level is a few calls deeper for whoever reads it

NO_TERMS: Mapping[str, str] = {}
NO_DEFINITIONS: Mapping[str, str] = {}

KINDS = {
    "link": "link",
    "image": "picture",
    "footnote": "footnote",
    "role": "role",
    "formula": "formula",
    "substitution": "substitution",
    "block": "block",
    "html": "HTML",
    "attributes": "attributes",
    "definition": "definition of a link",
    "reference": "character",
    "other": "markup",
}
# Of blocks, those that stand within others.
BLOCK_PARTS = {"thead", "tbody", "tr", "th", "td", "dt", "dd", "list_item"}
LOST = "\ufffd"  # https://www.unicode.org/charts/PDF/UFFF0.pdf

# The names of all errors, by which a diagnostic ends; "form" is sanitize.py's.
ERRORS = {*KINDS, "characters", "form", "length", "markup", "placeholder"}


@dataclass(frozen=True)
class Diagnostic:
    """An error or a warning about a translation: the rule, what is wrong, and what to do."""

    rule: str
    words: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.words}; {self.remedy} [{self.rule}]"


def without_key(term: str) -> str:
    """Return a glossary's term without the key that it is sorted by."""
    return TERM_END.split(term, maxsplit=1)[0]


@cache
def page_parser() -> MarkdownIt:
    """Return the parser of the pages, with the same settings; nothing is rendered."""
    import conf

    settings = {name: f"myst_{name}" for name in (setting.name for setting in fields(MdParserConfig))}
    config = MdParserConfig(**{name: getattr(conf, full) for name, full in settings.items() if hasattr(conf, full)})
    return create_parser(config, RendererHTML)


def line_break(state: StateInline, silent: bool) -> bool:
    """Read a backslash before a blank as the end of a line: a message is one line (content/soft_breaks.py)."""
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


@cache
def finds_addresses() -> bool:
    """Say whether an address is a link without any mark: by the extension linkify."""
    return bool(page_parser().options.get("linkify"))


def is_plain(text: str) -> bool:
    """Say whether a text is one paragraph of words, and of characters that all can be seen."""
    return text.isprintable() and text.strip() != "" and not MARKUP.search(text) and not (ADDRESS.search(text) and finds_addresses())


def parsing_cost(text: str) -> int:
    """Return an upper bound of the time that parsing a text takes, in microseconds.

    Measured: markup characters cost the most; footnotes and cells of tables are quadratic.  Several lines are
    parsed as a message and as a page.
    """
    if is_plain(text):
        return 0
    cells, notes = text.count("|") * text.count("\n"), text.count("[^")
    return (5 * len(text) + 50 * len(COSTLY.findall(text)) + 8 * cells + notes**2) * (2 if "\n" in text else 1)


class UnreadableMarkupError(Exception):
    """The parser raised an exception for a message."""


@cache
def roles_of_words() -> frozenset[str]:
    """Return the names of the roles that hold words and no target, those of conf.py too."""
    import conf

    return frozenset(PROSE_ROLES | CODE_ROLES | set(getattr(conf, "translatable_roles", ())))


def role_parts(token: Token) -> tuple[str, str, str | None]:
    """Return a role's name, the words that it shows, and its target; None if it has none.

    Where the words are the target they count as such: nobody but the target's page knows what will be shown.
    """
    name = token.meta["name"].lower()
    if name in roles_of_words() or BADGE_ROLE.fullmatch(name):
        return name, token.content, None
    match = None if name in RESULT_ROLES else WITH_TARGET.fullmatch(token.content)
    return (name, match["words"], match["target"]) if match else (name, "", token.content)


def prose_of_role(name: str, words: str, target: str | None) -> str:
    """Return the words of a role that are prose; a term without others is one."""
    if name in CODE_ROLES:
        return ""
    return target if name == "term" and not words else NUMBER_FORMAT.sub("", words)


def formula(token: Token) -> str:
    """Return a formula as it is compared: but for its words."""
    latex = FORMULA_WORDS.sub(lambda match: match[0].replace(match["words"], "…") if match["words"] else match[0], token.content)
    return f"${' '.join(latex.split())}$"


def is_formula(token: Token) -> bool:
    """Say whether a token is a formula, of the extensions dollarmath and amsmath, or of the role."""
    is_role = token.type == "myst_role" and token.meta["name"] == "math"
    return is_role or token.type.startswith(("math_", "amsmath"))


def inline_markup(token: Token) -> tuple[str, str] | None:
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
        return "html", SPOKEN_ATTRIBUTES.sub("", token.content.strip())
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


def block_markup(tokens: list[Token], environment: dict) -> Counter[tuple[str, str]]:
    """Return kind and target of the blocks that a parser has found, and of the definitions, which leave no token."""
    found: Counter[tuple[str, str]] = Counter()
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


def with_children(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens and their descendants, in order."""
    waiting = tokens[::-1]
    while waiting:
        token = waiting.pop()
        yield token
        waiting += (token.children or [])[::-1]


def content(token: Token) -> str:
    """Return the text of a token, with that of its attributes (which screen readers read)."""
    attributes = " ".join(str(value) for name, value in token.attrs.items() if name not in ("href", "src"))
    label = token.meta.get("label", "") if token.type == "footnote_ref" else ""
    return f"{token.content if token.type != 'inline' else ''}{attributes}{label}"


@dataclass
class Markup:
    """The markup of a message: how often which target, its plain words, and all that the parser makes of it."""

    found: Counter[tuple[str, str]]
    text: str
    content: str
    nested: int = 0  # how deep its markup is within other markup
    roles: tuple[tuple[str, str, str | None], ...] = ()  # name, words and target of each; none is parsed any further
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
        found = block_markup(tokens, environment)
        words, prose, code, before, nested, depth, roles, breaks = [], [], [], None, 0, 0, [], 0
        for token in with_children(tokens):
            nested, depth = nested + token.nesting, max(depth, nested)
            if not token.block and (markup := inline_markup(token)):
                found[markup] += 1
            if attributes := attributes_behind(token):
                found["attributes", str(attributes)] += 1
            # An address that stands for itself is no words.
            bare_address = before is not None and before.type == "link_open" and before.info == "auto"
            if token.type in ("text", "text_special"):
                # An end of a line within words, or a tab, was written as a character reference.
                found.update(("reference", f"U+{ord(character):04X}") for character in re.findall(r"[\t\n]", token.content))
                words += [token.content] if not bare_address else []
                prose += [token.content] if not bare_address else []
            elif token.type == "code_inline":
                code.append(token.content)
                prose.append(NO_WORD)
            elif token.type in ("softbreak", "hardbreak"):
                prose.append("\n")
                breaks += token.type == "hardbreak"
            elif is_formula(token):
                words += FORMULA_WORDS.findall(token.content)
                prose += FORMULA_WORDS.findall(token.content)
            elif token.type == "myst_role":
                roles.append(role_parts(token))
                prose.append(prose_of_role(*roles[-1]))
            before = token
        everything = "".join(map(content, with_children(tokens)))
        return cls(found, "".join(words), everything, depth, tuple(roles), "".join(prose), tuple(code), breaks)


def visible(text: str) -> str:
    """Return a text with each invisible character written as its code point."""
    unseen = hidden(text)
    return "".join(
        character if character.isprintable() and character not in unseen else f"<U+{ord(character):04X}>"
        for character in text
    )


def shown(piece: str) -> str:
    """Return a piece of a text for a diagnostic: visible, and at most 80 characters."""
    piece = visible(piece[:81])
    return piece if len(piece) <= 80 else f"{piece[:77]}..."


def written(kind: str, target: str) -> str:
    """Return what a piece of markup leads to or is made of, as people write it."""
    if kind == "attributes":
        attributes = literal_eval(target)
        classes = [f".{name}" for name in str(attributes.pop("class", "")).split()]
        target = f"{{{' '.join([*classes, *(f'{name}={value}' for name, value in attributes.items())])}}}"
    return shown(target)


def named(kind: str, target: str) -> str:
    return f"the {KINDS[kind]} {written(kind, target)}"


def told(pieces: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pieces of markup that a diagnostic is of: parts of another among them go without saying."""
    has_whole = any(kind == "block" and target not in BLOCK_PARTS for kind, target in pieces)
    parts = {("block", part) for part in BLOCK_PARTS} if has_whole else set()
    parts |= {("other", "span_close")} if any(kind == "attributes" for kind, _target in pieces) else set()
    return [piece for piece in pieces if piece not in parts]


def hidden_characters(source: str, text: str) -> list[Diagnostic]:
    """Return a diagnostic for each character of a text that hides something, and that its source does not have."""
    diagnostics = [
        Diagnostic("characters", f"holds the character U+{ord(character):04X}", "delete it; nothing of it can be seen")
        for character in sorted(hidden(text) - set(source))
    ]
    if LOST in text and LOST not in source:
        diagnostics.append(Diagnostic("characters", "holds \ufffd, which another encoding has left of a letter", "write that letter"))
    run = 0
    for character in text if not text.isascii() else "":
        run = run + 1 if unicodedata.combining(character) else 0
        if run > PILED_MARKS:
            remedy = "write the letter with the marks that it has in its language"
            diagnostics.append(Diagnostic("characters", "piles up marks on one letter", remedy))
            break
    return diagnostics


def without_font(source: str, text: str) -> list[Diagnostic]:
    """Return a diagnostic for characters that no font of the book has, and that the source does not have either."""
    missing = [cluster for cluster in missing_characters(text) if cluster not in source]
    if not missing:
        return []
    words = f"holds {shown(' '.join(missing[:8]))}, for which the book has no font"
    return [Diagnostic("characters", words, REMEDY)]


def new_substitutions(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return a diagnostic for each substitution that the source has not, be it code: MyST runs it as Jinja's.

    By its letters, before anything is parsed; what gets through is not run all the same (content/message_parser.py).
    """
    if "{{" not in msgstr:
        return []
    added = Counter(SUBSTITUTION.findall(msgstr)) - Counter(SUBSTITUTION.findall(msgid))
    if not added and msgstr.count("{{") > msgid.count("{{"):
        added["{{"] = 1
    remedy = "keep those of the source as they are; write { { for two braces"
    return [Diagnostic("substitution", f"adds the substitution {shown(piece)}", remedy) for piece in added]


def wrong_blanks(msgid: str, msgstr: str) -> list[Diagnostic]:
    if re.search(r"^ {4}|\t", msgstr) and not re.search(r"^ {4}|\t", msgid):
        return [Diagnostic("characters", "begins with an indent, or holds a tab", "delete it")]
    return []


def too_long(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return a diagnostic for a source, or a translation, of more characters than is allowed."""
    if len(msgid) > MOST_CHARACTERS:
        words = f"has a source of {len(msgid)} characters"
        return [Diagnostic("length", words, f"cut the paragraph in the page: it can have {MOST_CHARACTERS} at most")]
    most = min(max(LENGTH_RATIO * len(msgid), MIN_LENGTH_LIMIT), MOST_CHARACTERS)
    if len(msgstr) <= most:
        return []
    words = f"has {len(msgstr)} characters where its source has {len(msgid)}"
    return [Diagnostic("length", words, f"say it in {most} at most")]


def unformattable(words: str) -> bool:
    """Say whether words are none that Sphinx can put a number into, by {number}, or by %s if they say no "number"."""
    return bool(re.search(r"[%{}]", NUMBER_FORMAT.sub("", words))) or ("%s" in words and "number" in words)


def role_faults(roles: Iterable[tuple[str, str, str | None]]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each role whose words Sphinx can't read."""
    for name, words, target in roles:
        if name == "numref" and target is not None and words:
            if unformattable(words):
                remedy = f"write {{numref}}`words {{number}} <{shown(target)}>`"
                yield Diagnostic("role", f"has {{numref}}`{shown(words)}…`, which can't be formatted", remedy)


def new_markup(source: Markup, translation: Markup) -> list[Diagnostic]:
    """Return one diagnostic for each piece of markup that the source does not have, or not so often."""
    diagnostics = []
    for kind, target in told(translation.found - source.found):
        has = [t for k, t in source.found if k == kind]
        if kind == "block":
            remedy = "write one paragraph on one line"
        elif source.found[kind, target]:
            remedy = f"keep it {source.found[kind, target]} time(s), as in the source"
        elif kind == "role" and (kept := with_target_of_source(target, source, translation)):
            remedy = f"write {kept}, as what stands in angle brackets is the source's"
        elif kind == "image" and len(has) == 1:
            name, dot, suffix = has[0].rpartition(".")
            remedy = f"name {shown(has[0])}, and save what this language shows beside it as {shown(f'{name}.LANGUAGE{dot}{suffix}')}"
        else:
            remedy = f"take it out; the source has {', '.join(written(kind, each) for each in has) or 'none'}"
        diagnostics.append(Diagnostic(kind, f"adds {named(kind, target)}", remedy))
    return diagnostics


def page_blocks(text: str) -> Counter[tuple[str, str]]:
    """Return the blocks that a text of several lines would be on a page."""
    environment: dict = {}
    try:
        found = block_markup(page_parser().parse(text, environment), environment)
    except Exception as error:  # whatever it is: it comes from the text
        raise UnreadableMarkupError from error
    return found + Counter([("block", "settings")] if text.startswith("---") else [])


def new_blocks(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return one diagnostic for each block that the source has not.

    All would come out as the words of one paragraph, which is not what was meant.
    """
    return [
        Diagnostic(kind, f"adds {named(kind, target)}", "write one paragraph on one line")
        for kind, target in told(page_blocks(msgstr) - page_blocks(msgid))
    ]


def with_target_of_source(role: str, source: Markup, translation: Markup) -> str:
    """Return how to write a role of a translation with the target that the source has; "" if it has none such."""
    written = {f"{{{name}}}`{target}`": (name, words or target) for name, words, target in translation.roles if target}
    name, words = written.get(role, ("", ""))
    targets = [target for other, _words, target in source.roles if other == name in REFERENCE_ROLES]
    return f"{{{name}}}`{shown(words.strip())} <{shown(targets[0])}>`" if targets else ""


@cache
def language_in_address() -> re.Pattern[str]:
    """Return what matches a part of an address that names a language of the publication, of some region or of none."""
    from translated_docs.settings import conf

    codes = "|".join(sorted({re.split("[-_]", code)[0] for code in conf.languages}))
    return re.compile(rf"(?<=[/.=])(?:{codes})(?:[-_][a-z]{{2,4}})?(?:[/.]|(?=[&#\s]|$))", re.IGNORECASE)


def without_language(address: str) -> str:
    """Return an address of another site without the parts behind its host that name a language."""
    match = re.match(r"https?://[^/?#\s]+", address)
    return f"{match[0]}{language_in_address().sub('', address[match.end() :])}" if match else address


def agreed_links(
    source: Markup, translation: Markup, definitions: Mapping[str, str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return those links of a translation that lead where one of the source leads, with the source's.

    That is to the same page in another language, or to what a label is defined as, which one of them may name.
    """

    def leads_to(target: str) -> str:
        return without_language(definitions.get(normalizeReference(target), target)).removeprefix("./")

    new = [piece for piece in translation.found if piece[0] == "link" and piece not in source.found]
    known = {leads_to(target): (kind, target) for kind, target in source.found if kind == "link"} if new else {}
    return {piece: known[address] for piece in new if (address := leads_to(piece[1])) in known}


def labels_of_links(text: str, definitions: Mapping[str, str]) -> frozenset[str]:
    """Return the labels of the links by reference of a text."""
    named = (label for found in BY_REFERENCE.findall(text) for label in found if label)
    alone = (words for words in IN_BRACKETS.findall(text) if normalizeReference(words) in definitions) if definitions else ()
    return frozenset([*named, *alone])


def compared(
    msgid: str, msgstr: str, terms: Mapping[str, str], definitions: Mapping[str, str] = NO_DEFINITIONS
) -> tuple[Markup, Markup]:
    """Return the markup of source and translation, with the source's names of terms, and its links for those that lead to the same place.

    The glossary's translation names a term too, as Sphinx looks both up (sphinx.domains.std.make_glossary_term).
    """
    labels = labels_of_links(f"{msgid}\n\n{msgstr}", definitions)
    source, translation = Markup.of(msgid, labels), Markup.of(msgstr, labels)
    agreed = {
        ("role", f"{{term}}`{terms[target]}`".casefold()): ("role", f"{{term}}`{target}`")
        for name, _words, target in source.roles
        if name == "term" and target in terms
    }
    links = agreed_links(source, translation, definitions)
    found: Counter[tuple[str, str]] = Counter()
    for (kind, target), count in translation.found.items():
        found[links.get((kind, target)) or agreed.get((kind, target.casefold()), (kind, target))] += count
    return source, replace(translation, found=found) if agreed or links else translation


def leftovers(source: str, translation: str) -> list[str]:
    """Return what is left of markup in the text of a translation, and not in that of its source.

    Words in angle brackets may be others, as many as the source has.
    """
    left = Counter(LEFTOVER.findall(translation)) - Counter(LEFTOVER.findall(source))
    own_words = (Counter(ANGLED.findall(source)) - Counter(ANGLED.findall(translation))).total()
    tags = [piece for piece in left.elements() if ANGLED.fullmatch(piece)]
    return [*(Counter(left) - Counter(tags)), *dict.fromkeys(tags[own_words:])]


def added_markup(
    msgid: str, msgstr: str, terms: Mapping[str, str], definitions: Mapping[str, str] = NO_DEFINITIONS
) -> list[Diagnostic]:
    """Return a diagnostic for all markup that is new, in whichever way the translation is read."""
    source, translation = compared(msgid, msgstr, terms, definitions)
    diagnostics = [*new_markup(source, translation), *role_faults(translation.roles)]
    if "\n" in msgstr and not diagnostics:
        diagnostics = new_blocks(msgid, msgstr)
    for piece in leftovers(source.text, translation.text):
        diagnostics.append(
            Diagnostic("markup", f"holds {shown(piece)}, which will not render", WHOLE.get(piece, AS_IN_SOURCE))
        )
    if NOQA.search(msgstr) and not diagnostics:
        diagnostics.append(Diagnostic("markup", "ends with #noqa", "take it out"))
    term = without_key(msgstr)
    if term != msgstr and not diagnostics:
        remedy = "take out the blank before the colon: a glossary's term ends there"
        diagnostics += [replace(diagnostic, remedy=remedy) for diagnostic in new_markup(*compared(msgid, term, terms, definitions))]
    if translation.nested > max(source.nested, MOST_NESTED):
        words = f"has markup within markup, {translation.nested} deep"
        diagnostics.append(Diagnostic("markup", words, "write the emphasis as in the source"))
    return diagnostics


def missing_markup(
    msgid: str, msgstr: str, terms: Mapping[str, str], definitions: Mapping[str, str] = NO_DEFINITIONS
) -> list[Diagnostic]:
    """Return one diagnostic for each piece of markup that the translation leaves out."""
    source, translation = compared(msgid, msgstr, terms, definitions)
    missing = source.found - translation.found
    for opening, _name, closing in WORDLESS_ELEMENT.findall(msgid):
        element = Counter([("html", opening), ("html", closing)])
        missing -= element if element <= missing else Counter()
    return [
        Diagnostic(kind, f"leaves out {named(kind, target)}", f"put it where it belongs in the sentence{by_label(kind, target)}")
        for kind, target in told(missing)
        if kind != "block"
    ]


def by_label(kind: str, target: str) -> str:
    """Return how a link by reference is written with words of a translation; "" if it is none."""
    return f", as [words][{target}]" if kind == "link" and not re.search(r"[/#.:]", target) else ""


def nothing_to_see(source: str, text: str) -> list[Diagnostic]:
    """Return a diagnostic for a translation of which nothing is drawn."""
    if draws(text) or not draws(source):
        return []
    return [Diagnostic("block", "leaves out all words", "write words that show: this would render as nothing")]


def placeholders_fit(wanted: list[str], msgstr: str) -> bool:
    """Say whether Python can format a label with what it formats the source with."""
    values = {piece: 1 if piece[-1] in "diouxXeEfFgGc" else "x" for piece in wanted if piece[-1] not in "%}"}
    named = {piece[2 : piece.index(")")]: value for piece, value in values.items() if piece[1] == "("}
    try:
        _ = msgstr % (named or tuple(values[piece] for piece in wanted if piece in values))
    except (TypeError, ValueError, KeyError):
        return False
    return True


def ui_errors(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return the errors of a message of the interface, which templates write into HTML unescaped."""
    diagnostics = [
        Diagnostic("markup", f"holds {shown(piece)}", "take it out; a label of the interface is plain text")
        for piece in Counter(HTML.findall(msgstr)) - Counter(HTML.findall(msgid))
    ]
    wanted, given = PLACEHOLDER.findall(msgid), PLACEHOLDER.findall(msgstr)
    order = "in any order" if all(piece[:2] == "%(" or piece[0] != "%" for piece in wanted) else "in their order"
    differ = Counter(wanted) - Counter({"%%": len(wanted)}) != Counter(given) - Counter({"%%": wanted.count("%%")})
    if differ or ("%" not in wanted and any(piece[0] == "%" for piece in wanted) and not placeholders_fit(wanted, msgstr)):
        diagnostics.append(
            Diagnostic("placeholder", f"has the placeholders {shown(', '.join(given)) or 'none'}",
                  f"keep those of the source, {order}: {shown(', '.join(wanted)) or 'none'}")
        )  # fmt: skip
    return diagnostics


def errors_before_parsing(msgid: str, msgstr: str) -> list[Diagnostic]:
    """Return the errors that are found without the parser."""
    found = hidden_characters(msgid, msgstr) + wrong_blanks(msgid, msgstr) + too_long(msgid, msgstr)
    return found + new_substitutions(msgid, msgstr)


def errors(
    msgid: str, msgstr: str, domain: str, terms: Mapping[str, str] = NO_TERMS, definitions: Mapping[str, str] = NO_DEFINITIONS
) -> list[Diagnostic]:
    """Return the errors of a translation; a translation with one is not used.

    ``domain`` is the catalog's: the interface ("sphinx") has no markup at all.  ``terms`` are the translations of
    the glossary's terms, by what the source calls them; ``definitions`` are the addresses of its page's links by
    reference, by label.
    """
    if diagnostics := errors_before_parsing(msgid, msgstr):
        return diagnostics
    if domain == UI_DOMAIN:
        return nothing_to_see(msgid, msgstr) + without_font(msgid, msgstr) + ui_errors(msgid, msgstr)
    try:
        source, translation = Markup.of(msgid).content, Markup.of(msgstr).content
        diagnostics = nothing_to_see(source, translation) + hidden_characters(source, translation)
        diagnostics += without_font(source, translation)
        return diagnostics + added_markup(msgid, msgstr, terms, definitions) + missing_markup(msgid, msgstr, terms, definitions)
    except UnreadableMarkupError:
        return [Diagnostic("markup", "holds markup that can't be read", AS_IN_SOURCE)]


def draft_errors(msgid: str, draft: str) -> list[Diagnostic]:
    """Return the errors of a fuzzy translation, or of its previous source, which the page shows as plain text."""
    return hidden_characters(msgid, draft) + too_long(msgid, draft)
