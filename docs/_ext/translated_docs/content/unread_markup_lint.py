"""Warn of markup that came out as it stands: MyST does not read it where it is, or it is another program's.

What pages are brought along from writes links, boxes and HTML in other ways (GitHub, wikis, MkDocs, Sphinx's
reStructuredText); MyST takes all of these for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from translated_docs.content.emphasis_lint import OTHER, text_of, without_code
from translated_docs.content.soft_breaks import AS_WRITTEN
from translated_docs.content.source_lines import line_above, location
from translated_docs.settings import source_language

logger = logging.getLogger(__name__)

# Behind a picture, a link or code. A value of other than letters, digits, "-" and "_" wants quotes
# (https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#syntax-attributes-inline).
ATTRIBUTES = re.compile(r"\{\s*(?:[.#][\w-]+|[\w-]+=[^{}\s]+)(?:\s[^{}\n]*)?\}")
UNREAD = "are attributes that nothing reads; put values with other than letters and digits in quotes"
ALONE = re.compile(r"^[ \t]*(\{\s*(?:[.#][\w-]+|[\w-]+=\S[^{}\n]*)\})[ \t]*$", re.MULTILINE)
IN_PARAGRAPH = "are attributes that nothing reads within a paragraph; write them in the line above the block that they are of"
FORMULA = re.compile(r"\$\$(?P<latex>[^$\n]+)\$\$")
# Elements of HTML that are written within Markdown.
ELEMENTS = (
    "a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|"
    "li|mark|ol|p|picture|pre|s|script|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video"
)
# Roles of Sphinx that stand in prose.
ROLES = (
    "abbr|any|command|doc|dfn|download|envvar|eq|file|guilabel|kbd|mailheader|makevar|math|menuselection|numref|option|pep|"
    "program|ref|rfc|samp|sub|sup|term"
)
HTML = "is HTML, which stands here as it is; write it in Markdown, or a backslash before it if it is meant so"
BOX = "is no box here; write :::{{note}}, its words and :::, in lines of their own"
RST = "is reStructuredText; write"
# A label, or a file of the project.
WITHIN = r"(?:[./#][^()（）<>\s]+|[^()（）<>\s]+\.(?:md|html?|png|jpe?g|svg|gif|webp|pdf)(?:#[\w-]*)?)"
NO_LINK = "is no link; write [words](address), with nothing between the brackets, and those of half the width"
NO_ITEM = "begins no item of a list; write '- ' or '1. ' before each, with a blank of half the width"
# What is left in the text of a block (OTHER stands for code), what is wrong with it and what to do. A group of the
# name "left" is what is shown, and looked for in the source.
FOREIGN = {
    re.compile(pattern, re.IGNORECASE): words
    for pattern, words in {
        r"\]\((?P<left>[^()<>\n]+ [^()<>\n]*\.\w{1,5})(?=[#\s)])":
            "has a blank, so it is the address of no link and no picture; put it in angle brackets: (<{left}>)",
        r"\]\((?P<left>(?:https?://|[./#])[^()<>\s]+|[^()<>\s]+\.(?:md|html?|png|jpe?g|svg|gif|webp|pdf)(?:#[\w-]*)?)\)":
            "is the address of no link here; between its brackets stands no other link, and no note: write those behind it",
        rf"\](?P<left>\((?:https?://|{WITHIN})[^()\n]*\)?)":
            "is the address of no link here; write both brackets, and no blank in it, or a backslash before it if it is meant so",
        rf"(?P<left>[\]］] *（{WITHIN}[)）]|］ *\({WITHIN}[)）]|\] +\({WITHIN}\))": NO_LINK,
        rf"\)(?P<left>\[{WITHIN}\])": NO_LINK,
        r"\](?P<left> ?\{[.#][\w-]+)": "begins attributes that nothing reads; write them right behind the bracket, with both braces",
        r"\[\[(?=[^\W\d])[^\[\]\n]{2,}\]\]": "is no link here; write [words](page.md)",
        r"(?<![\w\]])\[[^\[\]\n]+\]\[(?P<left>[^\[\]\n^]+)\](?![\[(])":
            "is the label of no link here; write '[{left}]: address' in a line of its own, or [words](address)",
        r"^\[!\w+\]": BOX,
        r"^(?:!!!|\?\?\?)\+? ?\w+": BOX,
        r"^\.\. (?P<name>[a-z][\w:+-]*)::": RST + " :::{{{name}}}, or put it into an {{eval-rst}}",
        rf"(?<![a-z0-9_:])(?P<left>:(?P<name>[a-z][\w:+-]*):){OTHER}": RST + " {{{name}}} before the backquotes",
        rf"(?<={OTHER})__?(?![a-z0-9_{OTHER}])": RST + " [words](address)",
        r"(?P<left>\{[a-z][\w:+-]*\}`)(?!`)": "begins a role that does not end; write a backquote behind its words too",
        rf"(?P<left>\{{(?:{ROLES})\}})\s+{OTHER}": "is a role right before a backquote only; take out the blank between them",
        rf"</?(?:{ELEMENTS})(?=[\s/>])": HTML,
        r"(?:^|\n)(?P<left>: )(?=\S)":
            "begins no definition here; write its term in one line above it, and a blank line above that",
        r"^(?P<left>`{3,}\{)": "begins no box or code, as what stands behind it has backquotes; write ::: or ~~~ in its place",
        # What Git leaves; the other marks of it are read as a title and as quotes.
        r"(?:^|\n)(?P<left><{7}(?= ))": "is of a conflict that Git left; keep one of the two versions, and delete such lines",
        # Marks that want a blank, or have the width of kana and Han.
        r"(?:^|\n)(?P<left>#{2,6}(?=[^\s#])|#{1,6}(?=[\u3000\u00a0])|＃{2,6}|＃(?=\s))":
            "begins no heading; write '#' of half the width, and a blank of it behind, as '## Words'",
        r"(?:^|\n)(?P<left>[-*+])(?=[\u3000\u00a0])": NO_ITEM,
        r"(?:^|\n)(?P<left>\[[ x]\])(?= +[^\s(（])": "is no task; write '- ' before it",
        r"(?:^|\n)(?P<left>：{3}|｀{3}|:{1,2}\{[a-z-]+\})(?s:.*)": "begins no box and no code; write ':::{{name}}', or '```', of half the width",
        r"(?P<left>｛[\w:+-]+[｝}]|\{[a-z][\w:+-]*(?:｝|\}｀))": "is no role and no box; write {{name}}, and backquotes, of half the width",
        r"(?P<left>＊＊)[^＊\n]+＊＊": "is no emphasis; write ** of half the width",
        r"［＾[^］\n]+］": "is no note; write [^name] of half the width",
        r"(?:^|\n)(?P<left>[(（][^()（）\s]+[)）] ?[=＝])": "is no label; write (name)= in a line of its own, of half the width",
        # Halves.
        r"(?P<left>\{\{[^{}\n]*+\}?+(?!\})|(?<!\{)\{ ?[\w.]+ ?\}\})": "is half of a name that is substituted; write {{{{ name }}}}",
        r"(?:^|\n)(?P<left>\$\$|\\begin\{[a-z]+\*?\})": "begins no formula; close it, with a blank line above and below, and none in it",
        "<!(?=--|\u2013)": "is a comment of HTML, which stands here as it is; write % before each of its lines",
    }.items()
}
# Of the lines of a source: in the text, those of kana and Han are joined.
OF_LINES = {
    re.compile(pattern): words
    for pattern, words in {
        r"(?:^|\n)(?P<left>-(?![\s\d-])|[・－•])[^\n]*\n(?P=left)(?s:.*)": NO_ITEM,
        r"(?:^|\n)(?P<left>(?:\d+\.|[０-９]+[．.)）])(?=[^\s\d]))[^\n]*\n(?:\d+\.|[０-９]+[．.)）])(?=[^\s\d])(?s:.*)": NO_ITEM,
        r"(?:^|\n)(?P<left>[|｜](?:[^|｜\n]*[|｜]){2,})[ \t]*(?=\n|$)(?!\n[|:\s-]*-[|:\s-]*(?:\n|$))(?s:.*)":
            "is a row of no table; write '| --- | --- |' below the head, and each row in the next line",
    }.items()
}
# Without any of these, a block has nothing of the kind.
SIGNS = re.compile(
    r"[{<#｛＃＊［]|\$\$|[\])][(（\[ ]|\[\[|\[!|!!!|\?\?\?|\.\. |:`|`_|\\begin"
    r"|(?m:^(?:: |[|｜・－•+*-]|[(（]|\[[ x]\]|：：|｀｀|\d+\.|[０-９]))", re.IGNORECASE
)
# Classes that others give to a box.
BOXES = "attention caution danger details error hint important info note seealso success tip todo warning".split()


def foreign_markup(text: str, patterns: Mapping[re.Pattern[str], str] = FOREIGN) -> Iterator[tuple[str, str]]:
    """Yield what of other programs' markup is left in the text of a block, and what is wrong with it, with what to do."""
    places = set()
    for pattern, words in patterns.items():
        for found in pattern.finditer(text):
            if found.start() in places:
                continue  # of two that begin alike, the first says more
            places.add(found.start())
            groups = found.groupdict()
            yield groups.get("left") or found[0], words.format(**groups)


def leftovers(block: nodes.TextElement) -> Iterator[tuple[str, str]]:
    """Yield what was left of markup in a block, and what is wrong with it, with what to do."""
    for before, after in pairwise(block.findall(lambda node: not node.children)):
        is_behind = isinstance(before, nodes.image) or before.parent is not after.parent
        if is_behind and isinstance(after, nodes.Text) and not isinstance(after.parent, AS_WRITTEN):
            if found := ATTRIBUTES.match(after.astext()):
                yield found[0], UNREAD
    if f"${OTHER}$" in text_of(block):  # of two marks MyST takes one
        for found in FORMULA.finditer(without_code(block.rawsource)):
            latex = found["latex"].strip()
            yield found[0], f"is no formula within a line; write ${latex}$, or the marks in lines of their own"
    if not isinstance(block.next_node(), nodes.image):
        yield from ((attributes, IN_PARAGRAPH) for attributes in ALONE.findall(without_code(block.rawsource)))
    yield from foreign_markup(text_of(block))
    yield from foreign_markup(without_code(block.rawsource), OF_LINES)


def boxes(doctree: nodes.document) -> Iterator[tuple[nodes.Element, str, str, int]]:
    """Yield each block with a class that was meant for a box, what it begins with, what is wrong, and its line."""
    for block in doctree.findall(lambda node: isinstance(node, nodes.container) and node.get("is_div")):
        name = "".join(block["classes"][-1:])
        if re.search("[{}｛｝]", name):
            yield block, f":::{name}", "is no box; write :::{note}, or another name, between braces of half the width and no blanks", block.line
        elif name in BOXES:
            yield block, f":::{name}", f"is no box; write :::{{{name}}}, or {{.{name}}} above a block for a class", block.line


def check_leftovers(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of markup that came out as it stands."""
    if app.config.language != source_language(app.config):
        return  # of translations, catalogs/markup_policy.py says it

    def warn(block: nodes.Element, left: str, wrong: str, line: int) -> None:
        logger.warning("'%s' %s", left, wrong, location=location(app.env, block, line), type="page", subtype="leftover")

    for block in doctree.findall(nodes.TextElement):
        if isinstance(block.parent, nodes.TextElement) or isinstance(block, AS_WRITTEN):
            continue
        if not SIGNS.search(block.rawsource):
            continue
        source = without_code(block.rawsource)
        for left, wrong in leftovers(block):
            place = re.search(rf"(?<!\\){re.escape(left)}", source) or re.match(re.escape(left), block.rawsource)  # a fence
            if place:
                line = line_above(block) + source.count("\n", 0, place.start())
                warn(block, left, wrong, line)
    for box, left, wrong, line in boxes(doctree):
        warn(box, left, wrong, line)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("doctree-read", check_leftovers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
