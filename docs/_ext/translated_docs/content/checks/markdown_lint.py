"""Warn of what Markdown mends without a word: a fence that nothing closes, a table whose rows differ, lost attributes.

A fence that is not closed takes in all that follows; of a row, cells that are missing are
made up, and those that are too many are lost (https://github.github.com/gfm/#tables-extension-).  Attributes such as
``{attribution="words"}`` belong to the block below them; where there is none that takes them, they are dropped.
Most pages can be seen to be whole line by line.  Only of the others is it asked what the
parser makes of them.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from sphinx.application import Sphinx

from translated_docs.catalogs.policy.markdown_parser import create_parser
from translated_docs.content.sources.page_names import is_rst
from translated_docs.content.warnings import warn

Diagnostic = tuple[int, str]  # line and words

# What may stand before a block on its line: quotes, and items of lists and definitions that it is in.
BEFORE = re.compile(r"[ \t>]*(?:(?:[-+*:~]|\d{1,9}[.)])[ \t]+[ \t>]*)*")
FENCE = re.compile(rf"(?P<before>{BEFORE.pattern})(?P<marks>`{{3,}}|~{{3,}}|:{{3,}})(?P<info>.*)")
DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
ATTRIBUTES = re.compile(rf"{BEFORE.pattern}\{{.*\}}[ \t]*")
# By the token that a block begins with, what MyST (5.2) reads beside classes and a label.
ATTRIBUTES_OF = {
    "fence": ("lineno-start", "emphasize-lines"), "code_block": ("lineno-start", "emphasize-lines"),
    "blockquote_open": ("attribution",), "ordered_list_open": ("style", "start"),
}  # fmt: skip
SENTENCE = re.compile(r"^[^#/*\n]*[ぁ-ん][^#/*\n]*。$", re.MULTILINE)  # no comment of a program
INDENTED = re.compile(r"(?: {4}|\t)[^\n]*。$")
TOO_MUCH = re.compile(r"(?:`{3,}|~{3,}|:{3,})[ \t]*[^\s{`~:]\S*[ \t]+\S")
OF_OTHERS = re.compile(r"\A\+{3}|^%%\s*$", re.MULTILINE)  # settings of a page in Hugo, a comment in Obsidian
TAG = re.compile(r"\{%.*\}")
DIRECTIVE = re.compile(r"\s*\{([\w:.-]+)\}")
# Directives whose content is no Markdown: it may show a fence or a table that is none.
LITERAL = {
    "code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "math", "raw", "eval-rst",
    "csv-table", "toctree", "highlight", "productionlist", "doctest",
}  # fmt: skip


def holds_markdown(info: str) -> bool:
    """Say whether what stands in a fence is read as Markdown too; ``info`` is what follows its marks."""
    directive = DIRECTIVE.match(info)
    return directive is not None and directive[1] not in LITERAL


def cells(row: str) -> int:
    """Return how many cells a row has, as the parser counts them."""
    parts = escapedSplit(row[BEFORE.match(row).end() :].strip())
    return len(parts) - (parts[0] == "") - (len(parts) > 1 and parts[-1] == "")


def delimits(row: str) -> bool:
    """Say whether a line could be the one between the head of a table and the rest."""
    return "|" in row and "-" in row and DELIMITERS.fullmatch(row, BEFORE.match(row).end()) is not None


# -- Line by line ----------------------------------------------------------------


def fences_match(lines: list[str]) -> bool:
    """Say whether every fence is closed by a line that begins as its own does, and none by another's."""
    around: list[tuple[int, str, bool]] = []  # of each that is open: where on its line it begins, marks, holds_markdown
    for line in lines:
        fence = FENCE.match(line) if "```" in line or ":::" in line or "~~~" in line else None
        if not fence:
            continue
        before, marks, info = fence.groups()
        place = len(before.expandtabs(4))
        if not around:
            around.append((place, marks, holds_markdown(info)))
            continue
        outer_place, outer_marks, is_markdown = around[-1]
        is_same_kind = marks[0] == outer_marks[0]
        if is_same_kind and not info.strip():
            if (place, marks) != (outer_place, outer_marks) or before.strip(" \t>"):
                return False
            around.pop()
        elif is_markdown:
            if is_same_kind and len(marks) >= len(outer_marks):
                return False
            around.append((place, marks, holds_markdown(info)))
    return not around


def tables_are_even(lines: list[str]) -> bool:
    """Say whether all lines around each line of delimiters, up to the next blank one, have as many cells."""
    for number in range(1, len(lines)):
        if delimits(lines[number]):
            below = takewhile(lambda row: row.strip(" \t>"), lines[number:])
            if len(set(map(cells, [lines[number - 1], *below]))) > 1:
                return False
    return True


def say_too_much(lines: list[str]) -> bool:
    """Say whether a fence that begins no directive may have more behind its name, which is lost."""
    return any(TOO_MUCH.match(line, BEFORE.match(line).end()) for line in lines if "```" in line or ":::" in line or "~~~" in line)


def have_attributes(lines: list[str]) -> bool:
    """Say whether a line may be attributes of the block below it."""
    return any("}" in line and ATTRIBUTES.fullmatch(line) for line in lines)


# -- As the parser has it ---------------------------------------------------------


def is_open(token: Token) -> bool:
    """Say whether nothing closes a fence."""
    first, after_last = token.map
    return token.content.count("\n") != after_last - first - 2


def is_left_over(token: Token) -> bool:
    """Say whether a fence is the last line of one that another within it has ended, having as many marks."""
    return token.type in ("fence", "colon_fence") and not token.info.strip() and is_open(token)


def fence_errors(token: Token, line: int, around: int | None, ends_it: bool) -> Iterator[Diagnostic]:
    opening = f"{token.markup}{token.info}".strip()
    if is_open(token) and ends_it:
        yield line, f"the fence {opening!r} ends that of line {around}, which it stands in; begin and end that with {token.markup + token.markup[0]!r}"
    elif is_open(token):
        or_outer = f", or where that of line {around} does" if around else ""
        or_none = "" if token.info.strip() else "take it out if it was to end another, which has ended, or "
        yield line, f"the fence {opening!r} is not closed; {or_none}write {token.markup!r} where it ends{or_outer}"


def info_errors(token: Token, line: int) -> Iterator[Diagnostic]:
    """Yield the line of a fence with more behind its name, of which the parser takes nothing."""
    name, _blank, rest = token.info.strip().partition(" ")
    if rest.strip() and not name.startswith("{"):
        is_code = token.type == "fence"
        what = f"{{code-block}} {name}, with :caption:, :linenos: or :emphasize-lines: below it" if is_code else f"{{admonition}} {rest.strip()}"
        yield line, f"{rest.strip()!r} behind {token.markup + name!r} is lost; write {token.markup}{what}"


def indent_errors(token: Token, line: int) -> Iterator[Diagnostic]:
    """Yield the line of sentences that are code, as four blanks or a tab stand before them."""
    if found := SENTENCE.search(token.content):
        yield line + token.content.count("\n", 0, found.start()), "four blanks or a tab make code of this sentence; take them out, or put it between lines of ```"


def ends_empty(row: str) -> bool:
    """Say whether a row may mean an empty cell behind its last mark, as none stands before its first: ``a | b |``."""
    row = row[BEFORE.match(row).end() :].strip()
    return row.endswith("|") and not row.startswith("|")


def table_errors(rows: list[str], line: int) -> Iterator[Diagnostic]:
    wanted = cells(rows[0])
    for number, found in enumerate(map(cells, rows)):
        if found != wanted and not (found == wanted - 1 and ends_empty(rows[number])):
            remedy = f"write {wanted}, empty ones too, or a blank line before it if it is no row"
            yield line + number, f"a row with {found} cell(s) in a table of {wanted}; {remedy}"


def paragraph_errors(rows: list[str], line: int) -> Iterator[Diagnostic]:
    """Yield the line of a paragraph that would make a table of it, had it as many cells as the one before."""
    for number in range(1, len(rows)):
        if delimits(rows[number]) and "|" in rows[number - 1]:
            wanted, found = cells(rows[number - 1]), cells(rows[number])
            yield line + number, f"{found} cell(s) of dashes under a head of {wanted}, so no table; write {wanted}"


def attribute_errors(token: Token, below: Token | None, line: int, config: MdParserConfig) -> Iterator[Diagnostic]:
    """Yield the line of attributes that the block below them does not have, which MyST drops without a word."""
    if below is None or below.nesting < 0:
        yield line, "attributes above no block, so nothing has them; write them in the line above their block"
    elif "attribution" in token.attrs and below.type != "blockquote_open":
        yield line, "an attribution above no quote, so it is lost; write it in the line above its quote"
    elif below.type != "fence" or below.info.split(" ")[0] not in config.fence_as_directive:  # whose options they are
        directive = DIRECTIVE.match(below.info) if below.type in ("fence", "colon_fence") else None
        read = set() if directive else {"class", "id", *ATTRIBUTES_OF.get(below.type, ())}
        lost = ", ".join(repr(name) for name in token.attrs if name not in read)
        if lost and directive:
            yield line, f"{lost} above a directive, which reads none; write it as an option below its name, as ':name: value'"
        elif lost:
            remedy = "write ```{code-block} with options below it, as ':caption: words'" if below.type == "fence" else "take it out, or write it as words"
            yield line, f"{lost} above what has no such attribute, so it is lost; {remedy}"


def errors(text: str, parser: MarkdownIt, line: int = 1, around: int | None = None, ends_it: bool = False) -> Iterator[Diagnostic]:
    """Yield what is wrong with a text, and with what stands in its directives.

    ``line`` is that of its first line, ``around`` that of the directive it stands in, which a fence in it may end.
    """
    lines = f"{text}\n".split("\n")
    tokens = parser.parse(f"{text}\n", {})
    left_over: list[int] = []  # behind directives that others within them have ended
    for place, token in enumerate(tokens):
        here = line + token.map[0] if token.map else line
        if token.type in ("fence", "colon_fence"):
            yield from fence_errors(token, here, around, ends_it) if place not in left_over else ()
            yield from info_errors(token, here)
            if holds_markdown(token.info):
                behind = [place for place, other in enumerate(tokens[place:], place) if other.markup == token.markup and is_left_over(other)]
                inner = [*errors(token.content, parser, here + 1, here, bool(behind))]
                left_over += behind if inner else []
                yield from inner
        elif token.type == "code_block":
            yield from indent_errors(token, here)
        elif token.type == "myst_block_break" and here == 1:
            yield here, "'+++' begins no settings of a page; write them as 'name: value' between two lines of '---', or take them out"
        elif token.type == "myst_line_comment" and token.content.strip() == "%":
            yield here, "'%%' is a comment by itself, and what stands between two is none; write % before each line of a comment"
        elif token.type == "table_open":
            yield from table_errors(lines[slice(*token.map)], here)
        elif token.type == "attrs_block" and (tag := TAG.search(lines[token.map[0]])):
            yield here, f"{tag[0]!r} is a tag of a template, which nothing reads here, and is lost; write what it stands for, or the tag as `code`"
        elif token.type == "attrs_block":
            below = next((other for other in tokens[place + 1 :] if other.type != "attrs_block"), None)
            yield from attribute_errors(token, below, here, parser.options["myst_config"])
        elif token.type == "inline":
            yield from paragraph_errors(token.content.split("\n"), here)


def check_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Warn, with its line, of each fence that is not closed, row that has not its table's cells, and lost attributes."""
    if not is_rst(app.env.doc2path(docname), app.config):
        check_text(app, docname, source[0])


def check_included(app: Sphinx, file: Path, _parent: str, source: list[str]) -> None:
    """Warn of the same in a file that a page includes."""
    if file.suffix == ".txt" or file.suffix in app.config.source_suffix and not is_rst(file, app.config):
        check_text(app, app.srcdir / file, source[0])


def check_text(app: Sphinx, place: str | Path, text: str) -> None:
    """Warn of what is wrong with the Markdown of a page, by its name, or of a file, by its path."""
    lines = text.split("\n")
    is_whole = fences_match(lines) and tables_are_even(lines) and not have_attributes(lines) and not say_too_much(lines)
    if is_whole and not any(map(INDENTED.match, lines)) and not OF_OTHERS.search(text):
        return
    parser = create_parser(app.env.myst_config, RendererHTML)
    if "attrs_block" in app.env.myst_config.enable_extensions:
        parser.core.ruler.disable("attr")  # which takes the attributes away
    for line, words in errors(text, parser):
        where = f"{place}:{line}" if isinstance(place, Path) else (place, line)
        warn(where, "page.markup", "%s", words)


def setup(app: Sphinx) -> None:
    app.connect("source-read", check_page)
    app.connect("include-read", check_included)
