"""Blocks of a page, as calls of the functions that the templates define: boxes, pictures, tables, lists, code.

Those of any prose are in ``constructs.typ``, slides in ``slides.typ``.
"""

import math
import re
from functools import partialmethod
from itertools import takewhile

from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinxcontrib_typstbuilder._writer import Table, escape_raw_str, escape_str

from translated_docs.content.ancestors import ancestors, holds_words
from translated_docs.content.constructs.picture_sizes import measure
from translated_docs.content.directives.slide import number_label, slide
from translated_docs.content.directives.svg_figure import PRINTED, svg_figure, svg_figure_description, write_printable_svg
from translated_docs.content.markup.html_elements import ALIGNMENTS
from translated_docs.content.unknown_nodes import UnknownNodes, source_of
from translated_docs.pdf.compilation.typst_compile import SOURCE
from translated_docs.pdf.doctrees.numbering import has_own_mark, mark_of, numbering, numbers
from translated_docs.pdf.translators.inline import InlineTranslator, formula_arguments, is_grid
from translated_docs.pdf.typography.script_spacing import with_gaps
from translated_docs.pdf.typography.table_columns import column_letters, shares

# Blocks of which all is set by a function that is given no more than their content, by its name.
BLOCKS = {
    "PassthroughTextElement": "par", "citation": "citation", "hlist": "side-by-side", "rubric": "rubric", "subtitle": "strong",
    "transition": "rule-between", "versionmodified": "version-note", "block_quote": "quoted",
    **dict.fromkeys(("admonition", "topic", "sidebar", "todo_node"), "admonition"),  # the last one is of sphinx.ext.todo
}  # fmt: skip
LOW = 0.45  # of a page: the height up to which no page breaks a table
FEW_LINES = 20  # of a row, and breaks between its blocks: no page breaks it
# What a page of these measures (templates/measures.typ) has room for: letters in a row of a table, lines of tables, the
# space above and below the cells of rows.
ROW_LETTERS, PAGE_LINES, PAGE_INSETS = 85, 56, 62
TALL = PRINTED / 2  # units of a figure, a third of a page: where no page has room left, text fills it


def is_placed(block: nodes.Node) -> bool:
    """Say whether a paragraph is no more than a picture that is to stand at one side."""
    is_alone = isinstance(block, nodes.paragraph) and len(block) == 1 and isinstance(block[0], nodes.image)
    return is_alone and block[0].get("align") in ALIGNMENTS


def side_of(block: nodes.container | nodes.paragraph) -> str:
    """Return where a block stands, of those that ``ALIGNMENTS`` names; "" if nobody says so."""
    return next((side for side in ALIGNMENTS if f"align-{side}" in block["classes"]), "")


def leads_in(block: nodes.Node) -> bool:
    """Say whether a paragraph is a few lines that a list or a quote follows: no page ends between them."""
    parts = (nodes.bullet_list, nodes.enumerated_list, nodes.block_quote, nodes.literal_block)
    is_part = isinstance(block.parent, nodes.section) and isinstance(block.next_node(descend=False, siblings=True), parts)
    return is_part and column_width(block.astext()) < 3 * ROW_LETTERS


def may_float(figure: nodes.Element) -> bool:
    """Say whether text may stand before a figure that is written behind it: not if the figure is of a slide."""
    is_of_slide = isinstance(figure.previous_sibling(), slide)
    return isinstance(figure, nodes.figure) and isinstance(figure.parent, nodes.section) and not is_of_slide


def typst_length(width: str) -> str:
    """Return a width as `content.picture_sizes` has it in units of Typst; a CSS pixel is 0.75 pt."""
    return width if width.endswith(("em", "%")) else f"{float(width) * 0.75:g}pt"


class StartTable(Table):
    """A table whose cells begin where lines do: on the right, from right to left; a low one stands on one page.

    ``placement`` says how wide it is, and where it stands, as far as its page does.
    """

    def __init__(self, node: nodes.table, placement: dict[str, str]) -> None:
        super().__init__(node)
        self.is_low = height_of(node) <= LOW
        self.placement = placement
        if not self.is_low:
            keep_rows_whole(node)
        self.letters = None if "width" in placement else column_letters(node)
        if self.letters:
            node.next_node(nodes.tgroup)["letters"] = self.letters
        self.colwidths_given |= "width" in placement  # columns that share it

    def to_text(self) -> str:
        """Return the Typst markup of the table."""
        # Inside: what is written ahead of a table that goes to the next page stays on the page before.
        labels = "".join(f"#mlabel({escape_str(label)})" for label in self.labels)
        self.labels = []
        if self.letters:
            self.colwidths, self.colwidths_given = shares(self.letters), True
        if caption := self.named_params.get("caption"):
            self.named_params["caption"] = f"[{labels}{caption[1:]}"
        else:
            self.body.append(labels)
        table = super().to_text().replace("#table(align: left,", "#table(align: start,", 1)
        if self.placement:
            table = f"#placed({', '.join(f'{name}: {value}' for name, value in self.placement.items())})[{table}]\n"
        return f"#on-one-page[{table}]\n" if self.is_low else table


def lines_in(words: nodes.Element, letters: float) -> int:
    """Return how many lines words fill where one has so many letters, about; those of two languages are below each other."""
    languages = next((list(found.children) for found in words.findall(nodes.Element) if found.tagname == "pair"), [words])
    return sum(max(math.ceil(column_width(each.astext()) / letters), 1) for each in languages)


def row_lines(table: nodes.table) -> list[int]:
    """Return how many lines the rows of a table fill, about; none if that can't be told."""
    widths = [column.get("colwidth", 1) for column in table.findall(nodes.colspec)]
    if not widths or table.next_node(nodes.image):
        return []
    return [
        max(lines_in(cell, ROW_LETTERS * width / sum(widths)) for cell, width in zip(row.children, widths, strict=False))
        for row in table.findall(nodes.row)
    ]


def keep_rows_whole(table: nodes.table) -> None:
    """Mark the rows of a few lines that no page is to break: by their first cell, which Typst takes for the row."""
    for row, lines in zip(table.findall(nodes.row), row_lines(table), strict=False):
        if lines + row.astext().count("\n") <= FEW_LINES and not row[0].get("morerows"):
            row[0]["is_whole"] = True


def height_of(table: nodes.table) -> float:
    """Return how high a table is, about, as a share of what a page has for text."""
    rows = row_lines(table)
    if not rows:
        return math.inf
    captions = [lines_in(title, ROW_LETTERS) for title in table.children if isinstance(title, nodes.title)]
    return (sum(rows) + sum(captions)) / PAGE_LINES + len(rows) / PAGE_INSETS


def is_head_cell(node: nodes.entry) -> bool:
    """Say whether a cell is one of the head, or of a column of stubs."""
    body = node.parent.parent
    if isinstance(body, nodes.thead):
        return True
    column = sum(1 + cell.get("morecols", 0) for cell in node.parent.children[: node.parent.index(node)])
    columns = [child for child in body.parent.children if isinstance(child, nodes.colspec)]
    return column < len(columns) and bool(columns[column].get("stub"))


def ends_with(head: nodes.thead, node: nodes.entry) -> bool:
    """Say whether a cell reaches down to the last row of a head."""
    return head.index(node.parent) + node.get("morerows", 0) >= len(head) - 1


class BlockTranslator(InlineTranslator):
    """From doctree to Typst for the blocks that a page can hold."""

    # What stands in the middle, or at a side

    def begin_at_side(self, node: nodes.container | nodes.paragraph) -> None:
        if side := side_of(node):
            self.append_block_fun(None, name="at-side", positional_params=[side])

    def end_at_side(self, node: nodes.container | nodes.paragraph) -> None:
        if side_of(node):
            self.absorb_fun_in_body()

    # Boxes with a title

    def admonition_title(self, node: nodes.Element) -> str:
        """Return the Typst markup of the title that an admonition has by its name."""
        return with_gaps(admonitionlabels[node.tagname])

    def visit_named_admonition(self, node: nodes.Element) -> None:
        title = f"[{self.admonition_title(node)}]"
        self.append_block_fun(node, name="admonition", named_params={"title": title})

    def visit_autosummary_table(self, node: nodes.Element) -> None:
        """Set the table that stands in it; to docutils it is a comment, which is set nowhere."""

    depart_autosummary_table = visit_autosummary_table

    def unknown_visit(self, node: nodes.Node) -> None:
        """Set an admonition of an extension, such as a theorem, as one, whose title it holds."""
        if isinstance(node, nodes.Admonition):
            self.visit_admonition(node)
        else:
            self.add_pending_labels([] if source_of(node) else node["ids"])  # the source of a diagram has them
            super().unknown_visit(node)

    def unknown_departure(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Admonition):
            self.depart_admonition(node)

    # Of sphinx-design: content/constructs/design_components.py has made boxes of the rest

    def visit_container(self, node: nodes.Element) -> None:
        """Set the cells of a grid beside each other, code with its caption, and all else as what it holds."""
        self.begin_at_side(node)
        if self.has_columns(node):
            self.append_block_fun(node, name="side-by-side")
        elif self.has_columns(node.parent):
            self.append_markup_arg(node)
        elif "literal-block-wrapper" in node["classes"]:
            self.append_block_fun(node, name="figure", named_params={"kind": "raw"})
        else:
            self.add_pending_labels(node["ids"])

    def depart_container(self, node: nodes.Element) -> None:
        if self.has_columns(node):
            self.absorb_fun_in_body()
        elif self.has_columns(node.parent):
            self.depart_list_item(node)
        else:
            super().depart_container(node)
        self.end_at_side(node)

    def has_columns(self, node: nodes.Element) -> bool:
        """Say whether the cells of a node stand beside each other, as in none within such a one."""
        return is_grid(node) and not any(map(self.has_columns, ancestors(node)))

    def visit_sd_icon(self, node: nodes.Element) -> None:
        """Set an icon as the picture that it is, as high as the page has it."""
        height = re.search(r'\bheight="([\d.]+)(\w+)"', node["svg"])
        number, unit = (float(height[1]), height[2]) if height else (1, "em")
        parameters = {"height": f"{number * 0.75:g}pt" if unit == "px" else f"{number:g}em"}
        if "name" in node:
            parameters["alt"] = escape_str(node["name"])
        svg = escape_raw_str(node["svg"])
        self.append_inline_fun(None, name="icon", named_params=parameters, positional_params=[svg])
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    # Slides

    def visit_slide(self, node: slide) -> None:
        params = {"number": f"[{self.slide_label(node)}]"}
        if isinstance(node.next_node(descend=False, siblings=True), nodes.figure):
            params["has-figure"] = "true"
        self.append_block_fun(node, name="slide", named_params=params)

    def slide_label(self, node: slide) -> str:
        """Return the Typst markup of what marks the frame as a slide."""
        return with_gaps(number_label(node))

    # Pictures

    # Of a drawing of Graphviz the source is set: the builder's own visitor looks for its picture in another folder.
    visit_graphviz, depart_graphviz = UnknownNodes.unknown_visit, UnknownNodes.unknown_departure

    def visit_image(self, node: nodes.Element) -> None:
        """Set a picture as wide as the page has it (content/constructs/picture_sizes.py); never more than the paper has room for.

        Of one that is all of a heading its words are set, which PDF/UA and the contents want there.
        """
        if self.in_heading and not self.heading_has_words:
            self.write(with_gaps(node.get("alt", "")))
            raise nodes.SkipNode
        parameters = {"alt": escape_str(node.get("alt", ""))}
        if node.hasattr("width"):
            parameters["width"] = typst_length(node["width"])
        holder = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
        is_link = isinstance(node.parent, nodes.reference) and not isinstance(node.parent, addnodes.download_reference)
        if not is_placed(node.parent) and (holds_words(holder) or is_link):  # whose page stands behind it
            parameters["inline"] = "true"
        elif node.get("align") in ALIGNMENTS:
            parameters["align"] = node["align"]
        self.append_inline_fun(
            node, name="picture", named_params=parameters,
            positional_params=[escape_raw_str("/" + self.builder.images.get(node["uri"], node["uri"]))],
        )  # fmt: skip

    def depart_image(self, node: nodes.Element) -> None:
        self.curr_element().body = []
        self.absorb_fun_in_body()

    def placement(self, figure: nodes.figure | nodes.table) -> dict[str, str]:
        """Return how wide a figure or a table with its caption is, and where it stands, as far as the page says so."""
        parameters = {}
        if width := measure(figure.get("width")):
            parameters["width"] = typst_length(f"{width[0]:g}{'' if width[1] == 'px' else width[1]}")
        if figure.get("align") in ALIGNMENTS:
            parameters["side"] = figure["align"]
        return parameters

    def visit_figure(self, node: nodes.figure) -> None:
        if placement := self.placement(node):
            of_figure, self.pending_labels = self.pending_labels, []
            self.append_block_fun(None, name="placed", named_params=placement)
            self.pending_labels = of_figure
        self.append_block_fun(node, name="figure")
        # Inside: what is written ahead of a figure that goes to the next page stays on the page before.
        figure = self.curr_element()
        figure.body += [f"#mlabel({escape_str(label)})" for label in figure.labels]
        figure.labels = []

    def depart_figure(self, node: nodes.figure) -> None:
        super().depart_figure(node)
        if self.placement(node):
            self.absorb_fun_in_body()

    def depart_legend(self, node: nodes.Element) -> None:
        legend = self.pop_el()
        caption = self.curr_element().named_params.get("caption", "[]")
        self.curr_element().named_params["caption"] = f"{caption[:-1]}\n{legend}]"

    def visit_svg_figure(self, node: svg_figure) -> None:
        """Set the figure from a file of its own; its description goes to those who listen."""
        said = node.parent.next_node(svg_figure_description)
        name, width, height = write_printable_svg(node, self.builder.outdir / SOURCE.parent)
        share = min(100 * width / PRINTED, 100)  # letters are equally large in all of them
        if height > TALL and may_float(node.parent):
            self.curr_element().named_params["placement"] = "auto"
        alternative = f"{node['alt']} {said.astext() if said else ''}".strip()
        self.write(f"#image({escape_str(name)}, alt: {escape_str(alternative)}, width: {share:.2f}%)\n")
        raise nodes.SkipNode

    # Tables

    def visit_table(self, node: nodes.Element) -> None:
        table = StartTable(node, self.placement(node))
        table.labels = self.label_refs(node["ids"]) + self.pending_labels
        self.pending_labels = []
        self.append_el(table)

    def visit_thead(self, node: nodes.thead) -> None:
        """Begin the head of a table; one with a link, or a place that links lead to, can't stand on each page."""
        super().visit_thead(node)
        links = (nodes.reference, nodes.footnote_reference)  # PDF/UA has none in what is there again
        if node.next_node(lambda part: isinstance(part, links) or (isinstance(part, nodes.Element) and part["ids"])):
            self.curr_element().named_params["repeat"] = "false"

    def depart_entry(self, node: nodes.entry) -> None:
        """Set what stands in a head, or in a stub column, in bold letters, and a line below the last row of a head."""
        cell = self.curr_element()
        if is_head_cell(node):
            cell.body = ["#head-cell[", *cell.body, "]"]
        if isinstance(node.parent.parent, nodes.thead) and ends_with(node.parent.parent, node):
            cell.named_params["stroke"] = "head-stroke"
        if "is_whole" in node:
            cell.named_params["breakable"] = "false"
        super().depart_entry(node)

    # Lists

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """Set a list; the numbers of one that does not count up by one stand in a table."""
        counted, start = escape_str(numbering(node)), node.get("start", 1)
        if any("value" in item for item in node.children):
            counted, start = f"n => numbering({counted}, ({', '.join(map(str, numbers(node)))},).at(n - 1))", 1
        self.append_block_fun(node, name="enum", named_params={"tight": "false", "numbering": counted, "start": str(start)})

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """Set a list; the boxes of a task list are its marks, and the numbers of the pages of a toctree its own."""
        if not any(map(has_own_mark, node.children)):
            super().visit_bullet_list(node)
            return
        marks = ", ".join(map(mark_of, node.children))
        parameters = {"tight": "false", "indent": "0.2em", "numbering": f"n => ({marks},).at(n - 1)"}
        self.append_block_fun(node, name="enum", named_params=parameters)

    visit_hlistcol, depart_hlistcol = InlineTranslator.visit_list_item, InlineTranslator.depart_list_item

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """Set terms under each other, and then their definitions as one: Typst's terms have one of each."""
        parts = [
            " + linebreak() + ".join(self.term_of(node, number) for number in range(len(node)) if isinstance(node[number], nodes.term)),
            " + parbreak() + ".join(self.content_of(child) for child in node.children if isinstance(child, nodes.definition)),
        ]
        self.curr_element().positional_params.append(f"terms.item(term({parts[0]}), definition({parts[1]}))")
        raise nodes.SkipNode

    def content_of(self, node: nodes.Element) -> str:
        """Return the children of a node, with its labels, as a block of Typst's content: ``[…]``."""
        self.append_markup_arg(node)
        for child in node.children:
            child.walkabout(self)
        return self.pop_el()

    def term_of(self, node: nodes.definition_list_item, number: int) -> str:
        """Return a term, and what it is said to be: its classifiers stand behind it."""
        classifiers = takewhile(lambda child: isinstance(child, nodes.classifier), node[number + 1 :])
        return " + [ : ] + ".join(self.content_of(child) for child in (node[number], *classifiers))

    # Quotes, code and formulas

    def visit_literal_block(self, node: nodes.Element) -> None:
        if node.next_node(nodes.Element):  # of parsed-literal
            self.append_block_fun(node, name="parsed-code")
            return
        options = node.get("highlight_args", {})
        parameters = {"lang": escape_str(node.get("language", "text"))}
        if node.get("linenos"):
            parameters["first"] = str(options.get("linenostart", 1))
        if options.get("hl_lines"):
            parameters["marked"] = f"({', '.join(map(str, options['hl_lines']))},)"
        self.append_block_fun(node, name="code", named_params=parameters, positional_params=[escape_raw_str(node.astext().removesuffix("\n"))])

    def depart_literal_block(self, node: nodes.Element) -> None:
        if self.curr_element().name == "code":
            self.curr_element().body = []
        self.absorb_fun_in_body()

    visit_doctest_block = visit_literal_block
    depart_doctest_block = depart_literal_block

    def visit_productionlist(self, node: nodes.Element) -> None:
        for named in node.findall(nodes.Element):
            self.add_pending_labels(named["ids"])
        lines = "\n".join(production.astext() for production in node.children)
        self.append_block_fun(None, name="code", named_params={"lang": '"text"'}, positional_params=[escape_raw_str(lines)])
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        parameters, markup = formula_arguments(node)
        if node.get("number"):
            parameters["number"] = escape_str(f"({node['number']})")
        self.append_block_fun(
            node, name="formula", named_params={"block": "true", **parameters}, positional_params=[f"$ {markup} $"]
        )
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    # Signatures

    def visit_parameters(self, node: nodes.Element, brackets: str) -> None:
        """Set parameters in brackets; Typst has an argument for each, and none for those that may be left out."""
        self.write_sign(brackets[0])
        self.write_parameters(node, is_first=True)
        self.write_sign(brackets[1])
        raise nodes.SkipNode

    visit_desc_parameterlist = partialmethod(visit_parameters, brackets="()")
    visit_desc_type_parameter_list = partialmethod(visit_parameters, brackets="[]")

    def write_parameters(self, node: nodes.Element, is_first: bool) -> bool:
        """Set parameters with a comma between them, and say whether none has been set yet: a(b[, c])."""
        for child in node.children:
            if isinstance(child, addnodes.desc_optional):
                self.write_sign("[")
                is_first = self.write_parameters(child, is_first)
                self.write_sign("]")
            else:
                self.write_sign("" if is_first else ", ")
                self.append_inline_fun(None, name="desc_parameter")
                for part in child.children:
                    part.walkabout(self)
                self.absorb_fun_in_body()
                is_first = isinstance(child, addnodes.desc_annotation)  # the type of a value in an address, which stands before its name
        return is_first

    def write_sign(self, sign: str) -> None:
        self.write(f"#{escape_str(sign)}" if sign else "")

    depart_PassthroughTextElement = depart_subtitle = depart_slide = depart_todo_node = InlineTranslator.end_function  # noqa: N815
    visit_meta = visit_svg_figure_description = InlineTranslator.skip  # said of a page of the site; with its figure
    visit_classifier = depart_classifier = InlineTranslator.keep_children  # where it stands alone: `term_of` has it with its term


for name in admonitionlabels:
    setattr(BlockTranslator, f"visit_{name}", BlockTranslator.visit_named_admonition)
for name, function in BLOCKS.items():
    setattr(BlockTranslator, f"visit_{name}", partialmethod(BlockTranslator.append_block_fun, name=function))
