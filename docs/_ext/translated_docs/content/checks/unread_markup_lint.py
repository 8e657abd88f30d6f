"""Warn of markup that came out as it stands: MyST does not read it where it is, or it is another program's.

What pages are brought along from writes links, boxes and HTML in other ways (GitHub, wikis, MkDocs, Hugo, Obsidian,
Docusaurus, Confluence, Sphinx's reStructuredText); MyST takes all of these for words.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.checks.block_text import OTHER, blocks_with, is_linted, text_of, warn_in, without_code
from translated_docs.content.checks.foreign_markup import EMOJI, OF_LINES, SIGNS, foreign_markup
from translated_docs.content.markup.soft_breaks import AS_WRITTEN
from translated_docs.content.warnings import is_written, line_above, location, warn

# Behind a picture, a link or code. A value of other than letters, digits, "-" and "_" wants quotes
# (https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#syntax-attributes-inline).
ATTRIBUTES = re.compile(r"\{\s*(?:[.#][\w-]+|[\w-]+=[^{}\s]+)(?:\s[^{}\n]*)?\}")
UNREAD = "are attributes that nothing reads; put values with other than letters and digits in quotes"
ALONE = re.compile(r"^[ \t]*(\{\s*(?:[.#][\w-]+|[\w-]+=\S[^{}\n]*)\})[ \t]*$", re.MULTILINE)
IN_PARAGRAPH = "are attributes that nothing reads within a paragraph; write them in the line above the block that they are of"
FORMULA = re.compile(r"\$\$(?P<latex>[^$\n]+)\$\$")
# Classes that others give to a box.
BOXES = "attention caution danger details error hint important info message note seealso spoiler success tip todo warning".split()
WIDTH = re.compile(r"\|(\d+)(?:x\d+)?$")
# Names of emoji that begin paragraphs, and would be those of fields there.
MARKS = (
    "bulb construction exclamation eyes fire heavy_check_mark information_source memo point_right pushpin rocket rotating_light "
    "smile sparkles tada warning white_check_mark zap"
).split()
# Those of which there is no box, by the nearest that there is.
NEAREST = {"details": "admonition", "info": "note", "message": "note", "spoiler": "admonition", "success": "tip"}


def leftovers(block: nodes.TextElement) -> Iterator[tuple[str, str]]:
    """Yield what was left of markup in a block, and what is wrong with it, with what to do."""
    text, source = text_of(block), without_code(block.rawsource)
    if "{" in source:
        yield from unread_attributes(block, source)
    if f"${OTHER}$" in text:  # of two marks MyST takes one
        for found in FORMULA.finditer(source):
            latex = found["latex"].strip()
            yield found[0], f"is no formula within a line; write ${latex}$, or the marks in lines of their own"
    if SIGNS.search(text) or f"{OTHER}_" in text:
        yield from foreign_markup(text)
    yield from foreign_markup(source, OF_LINES, re.NOFLAG)


def unread_attributes(block: nodes.TextElement, source: str) -> Iterator[tuple[str, str]]:
    """Yield attributes that are none where they stand, and what is wrong."""
    for before, after in pairwise(block.findall(lambda node: not node.children)):
        is_behind = isinstance(before, nodes.image) or before.parent is not after.parent
        if is_behind and isinstance(after, nodes.Text) and not isinstance(after.parent, AS_WRITTEN):
            if found := ATTRIBUTES.match(after.astext()):
                yield found[0], UNREAD
    if not isinstance(block.next_node(), nodes.image):
        alone = (found for found in ALONE.finditer(source) if block.rawsource[slice(*found.span())] == found[0])  # not behind code
        yield from ((found[1], IN_PARAGRAPH) for found in alone)


def boxes(doctree: nodes.document) -> Iterator[tuple[nodes.Element, str, str, int]]:
    """Yield each block with a class that was meant for a box, what it begins with, what is wrong, and its line."""
    for block in (block for block in doctree.findall(nodes.container) if block.get("is_div")):
        name = "".join(block["classes"][-1:])
        if re.search("[{}｛｝]", name):
            yield block, f":::{name}", "is no box; write :::{note}, or another name, between braces of half the width and no blanks", block.line
        elif (box := name.partition("[")[0]) in BOXES:
            meant = NEAREST.get(box, box)
            title = " Title" if meant == "admonition" else ""
            yield block, f":::{name}", f"is no box; write :::{{{meant}}}{title}, or {{.{box}}} above a block for a class", block.line


def emoji(doctree: nodes.document) -> Iterator[tuple[nodes.Element, str, str, int]]:
    """Yield each name of a field that is an emoji's, what it begins with, what is wrong, and its line."""
    for name in doctree.findall(nodes.field_name):
        if name.astext() in MARKS:
            yield name, f":{name.astext()}:", EMOJI, line_above(name)


def widths(doctree: nodes.document) -> Iterator[tuple[nodes.Element, str, str, int]]:
    """Yield each picture whose words end with a width, that, what is wrong, and its line."""
    for picture in doctree.findall(nodes.image):
        if found := WIDTH.search(picture.get("alt", "")):
            yield picture, found[0], f"is no width of a picture here; write {{width={found[1]}}} behind its brackets", line_above(picture)


RST = re.compile(r"\.\. [a-z][\w:+-]*::")
DIRECTIVE = re.compile(r"[\s>]*(?:`{3,}|:{3,})\{(.+?)\}")


def check_directives(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of the first directive that has written reStructuredText, which Markdown takes for words."""
    made = (block for block in blocks_with(RST, doctree) if RST.match(block.rawsource))
    block = next((block for block in made if not is_written(app.env, block, block.rawsource.split("\n")[0])), None)
    if block is None:
        return
    # The lines that it has written are counted as those of the page.
    lines = app.env.doc2path(app.env.docname).read_text(encoding="utf-8").split("\n")[: line_above(block)]
    line, name = next(((line, found[1]) for line, text in reversed([*enumerate(lines, 1)]) if (found := DIRECTIVE.match(text))), (1, "…"))
    words = "'{%s}' writes reStructuredText, which comes out as words here; write it as '.. %s::' within {eval-rst}"
    warn((app.env.docname, line), "page.leftover", words, name, name)


LEFT = "'%s' %s"


def check_leftovers(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of markup that came out as it stands."""
    if not is_linted(app):
        return
    check_directives(app, doctree)
    for block in blocks_with(SIGNS, doctree):
        source = without_code(block.rawsource)
        for left, wrong in leftovers(block):
            place = re.search(rf"(?<!\\)(?<!\\\[){re.escape(left)}", source) or re.match(re.escape(left), block.rawsource)  # a fence
            if place and is_written(app.env, block, left.strip().split("\n")[0]):
                warn_in(app, block, place.start(), "page.leftover", LEFT, left, wrong)
    for block, left, wrong, line in chain(boxes(doctree), emoji(doctree), widths(doctree)):
        warn(location(app.env, block, line), "page.leftover", LEFT, left, wrong)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", check_leftovers)
