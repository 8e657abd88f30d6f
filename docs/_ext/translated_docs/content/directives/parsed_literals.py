"""The directive ``parsed-literal``, each line of which is a message: Sphinx has none of what keeps its lines.

What a line is indented by is no part of its message, and a line without letters is none.
"""

from collections.abc import Iterable

from docutils import nodes
from docutils.parsers.rst.directives import body
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from translated_docs.content.markup.soft_breaks import is_break
from translated_docs.content.warnings import warn


def lines_of(children: Iterable[nodes.Node]) -> list[list[nodes.Node]]:
    """Return the nodes of each line; an element stands in one."""
    lines: list[list[nodes.Node]] = [[]]
    for child in children:
        if isinstance(child, nodes.Text):
            first, *others = [[nodes.Text(words)] if words else [] for words in child.split("\n")]
            lines[-1] += first
            lines += others
        elif not isinstance(child, nodes.raw):
            lines[-1].append(child)
        elif is_break(child):  # a backslash at the end of a line, or two blanks
            lines.append([])
    return lines


def stripped(line: list[nodes.Node]) -> tuple[str, list[nodes.Node]]:
    """Return what a line is indented by, and its nodes without blanks at both ends."""
    if line and isinstance(line[-1], nodes.Text):
        line = [*line[:-1], nodes.Text(line[-1].rstrip())]
    if not line or not isinstance(line[0], nodes.Text):
        return "", line
    words = line[0].lstrip()
    return line[0][: len(line[0]) - len(words)], [nodes.Text(words), *line[1:]]


class ParsedLiteral(body.ParsedLiteral, SphinxDirective):
    """The directive of docutils, with messages."""

    def run(self) -> list[nodes.Node]:
        block, *others = super().run()
        for child in block.children:
            if isinstance(child, nodes.Element) and not isinstance(child, nodes.raw) and "\n" in child.astext():
                words = "%r goes over the end of a line, and each line is a message; write its marks in each of its lines"
                warn(self.get_location(), "page.markup", words, child.astext().split("\n")[0])
                return [block, *others]
        lines = lines_of(block.children)
        if len(lines) == len(self.content):
            block.children = []
            block.rawsource += "\n"  # where it is the same as what it shows, Sphinx highlights it as code
            for number, (line, source) in enumerate(zip(lines, self.content, strict=True)):
                block += [nodes.Text("\n")] if number else []
                block += self.line(line, source.strip(), block.line + number)
        return [block, *others]

    def line(self, line: list[nodes.Node], source: str, number: int) -> list[nodes.Node]:
        """Return a line with its message, in an element that stays when Sphinx takes the one within out."""
        indent, line = stripped(line)
        words = nodes.inline(source, "", *line, translatable=True)
        words.source, words.line = self.get_source_info()[0], number
        if not any(letter.isalpha() for letter in words.astext()):
            return [nodes.Text(indent), *line]
        goes_on = source.endswith("\\") and not words.astext().endswith("\\")  # as a command does
        around = [nodes.Text(indent), nodes.inline("", "", words), nodes.Text(" \\" if goes_on else "")]
        return [node for node in around if node.astext()]


def setup(app: Sphinx) -> None:
    app.add_directive("parsed-literal", ParsedLiteral, override=True)
