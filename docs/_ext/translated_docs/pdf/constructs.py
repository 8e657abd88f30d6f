"""What Sphinx and MyST have for prose, as calls of the functions that ``constructs.typ`` defines.

The translator of sphinxcontrib-typstbuilder (0.1) sets the rest; here is what it leaves out: numbers of lists, lines of code, titles of admonitions, line breaks, and nodes that it does not know.
"""

import math
import re
from functools import partialmethod
from itertools import takewhile
from unicodedata import east_asian_width

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinxcontrib_typstbuilder._writer import MarkupFunction, Table, TypstTranslator, escape_raw_str, escape_str

from translated_docs.content.ancestors import ancestors
from translated_docs.content.design_components import component
from translated_docs.content.mathml import mathml
from translated_docs.content.pictures import measure
from translated_docs.content.raw_html import ALIGNMENTS
from translated_docs.content.soft_breaks import line_break
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.pdf.formulas import typst_math
from translated_docs.pdf.script_spacing import TITLE, with_gaps
from translated_docs.pdf.table_columns import column_letters, shares

NUMBERS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
# Nodes of which all is set by a function that is given no more than their content, by its name.
BLOCKS = {
    "PassthroughTextElement": "par", "citation": "citation", "hlist": "side-by-side", "rubric": "rubric", "subtitle": "strong",
    "transition": "rule-between",
}  # fmt: skip
INLINE = {
    "abbreviation": "inline", "sd_badge": "badge",
    "download_reference": "inline",  # a book has no file beside it to lead to
}  # fmt: skip
# Functions of Typst and of the template that are given items or a string, and no body.
WITHOUT_BODY = {
    "list", "enum", "terms", "side-by-side", "field_list", "option_list", "desc_parameterlist", "desc_type_parameter_list",
    "desc_name", "desc_addname", "desc_returns", "desc_annotation",
    "code", "formula", "title-formula",
    "icon", "note", "picture", "rule-between", "text", "pair", "pair-heading", "pair-title", "pair-stacked",
}  # fmt: skip


# Of an abbreviation: what it stands for, in the second language too where both have one word for it (bilingual.py).
EXPLANATIONS = ("explanation", "other_explanation")

LOW = 0.45  # of a page: the height up to which no page breaks a table
# What a page of these measures (templates/measures.typ) has room for: letters in a row of a table, lines of tables, the
# space above and below the cells of rows.
ROW_LETTERS, PAGE_LINES, PAGE_INSETS = 85, 56, 62


def numbering(node: nodes.enumerated_list) -> str:
    """Return the pattern of a list's numbers as Typst has it."""
    return f"{node.get('prefix', '')}{NUMBERS.get(node.get('enumtype'), '1')}{node.get('suffix') or '.'}"


def depth_in(kind: type[nodes.Element], block: nodes.Element) -> int:
    """Return how many elements of a kind a block stands in."""
    return len([around for around in ancestors(block) if isinstance(around, kind)])


def has_own_mark(item: nodes.list_item) -> bool:
    """Say whether an item has another mark than a bullet: a page of a toctree that numbers some its number, a task its box."""
    return "mark" in item or "task_done" in item


def mark_of(item: nodes.list_item) -> str:
    """Return the Typst expression of the mark of an item in a list without numbers."""
    if "task_done" in item:
        return f"task(done: {str(item['task_done']).lower()})"
    return escape_str(item["mark"]) if "mark" in item else f"bullet({depth_in(nodes.bullet_list, item)})"


def stands_alone(link: nodes.reference) -> bool:
    """Say whether a link is a block of its own: one around a picture that no sentence and no figure holds."""
    return not isinstance(link.parent, (nodes.TextElement, nodes.figure))


def is_placed(block: nodes.Node) -> bool:
    """Say whether a paragraph is no more than a picture that is to stand at one side."""
    is_alone = isinstance(block, nodes.paragraph) and len(block) == 1 and isinstance(block[0], nodes.image)
    return is_alone and block[0].get("align") in ALIGNMENTS


def typst_length(width: str) -> str:
    """Return a width as `content.pictures` has it in units of Typst; a CSS pixel is 0.75 pt."""
    return width if width.endswith(("em", "%")) else f"{float(width) * 0.75:g}pt"


class StartTable(Table):
    """A table whose cells begin where lines do: on the right, from right to left; a low one stands on one page.

    ``placement`` says how wide it is, and where it stands, as far as its page does.
    """

    def __init__(self, node: nodes.table, placement: dict[str, str]) -> None:
        super().__init__(node)
        self.is_low = height_of(node) <= LOW
        self.placement = placement
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
    wide = [sum(2 if east_asian_width(letter) in "WF" else 1 for letter in each.astext()) for each in languages]
    return sum(max(math.ceil(width / letters), 1) for width in wide)


def height_of(table: nodes.table) -> float:
    """Return how high a table is, about, as a share of what a page has for text."""
    group = table.next_node(nodes.tgroup)
    widths = [column.get("colwidth", 1) for column in table.findall(nodes.colspec)]
    if group is None or not widths or table.next_node(nodes.image):
        return math.inf
    rows = [
        max(lines_in(cell, ROW_LETTERS * width / sum(widths)) for cell, width in zip(row.children, widths, strict=False))
        for row in table.findall(nodes.row)
    ]
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


class ConstructTranslator(UnknownNodes, TypstTranslator):
    """From doctree to Typst for what a page of prose can hold."""

    in_heading = False  # whether it writes the title of a page or a section, which bookmarks repeat

    def absorb_fun_in_body(self) -> None:
        """Write the function that has been begun; all but a few need a body, though nothing may stand in it."""
        function = self.curr_element()
        if isinstance(function, MarkupFunction) and function.name not in WITHOUT_BODY:
            function.force_body = True
        super().absorb_fun_in_body()

    # Boxes with a title

    def admonition_title(self, node: nodes.Element) -> str:
        """Return the Typst markup of the title that an admonition has by its name."""
        return with_gaps(admonitionlabels[node.tagname])

    def visit_named_admonition(self, node: nodes.Element) -> None:
        title = f"[{self.admonition_title(node)}]"
        self.append_block_fun(node, name="admonition", named_params={"title": title}, force_body=True)

    def visit_admonition(self, node: nodes.Element) -> None:
        self.append_block_fun(node, name="admonition", force_body=True)

    visit_topic = visit_sidebar = visit_todo_node = visit_admonition  # the last one is of sphinx.ext.todo
    depart_todo_node = TypstTranslator.depart_admonition

    def visit_autosummary_table(self, node: nodes.Element) -> None:
        """Set the table that stands in it; to docutils it is a comment, which is set nowhere."""

    depart_autosummary_table = visit_autosummary_table

    def unknown_visit(self, node: nodes.Node) -> None:
        """Set an admonition of an extension, such as a theorem, as one, whose title it holds."""
        if isinstance(node, nodes.Admonition):
            self.visit_admonition(node)
        else:
            UnknownNodes.unknown_visit(self, node)

    def unknown_departure(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Admonition):
            self.depart_admonition(node)

    # Of sphinx-design: content/design_components.py has made boxes of the rest

    def visit_container(self, node: nodes.Element) -> None:
        """Set the cells of a grid beside each other, code with its caption, and all else as what it holds."""
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
            cell = self.pop_el()
            self.curr_element().positional_params.append(cell)
        else:
            super().depart_container(node)

    def has_columns(self, node: nodes.Element) -> bool:
        """Say whether a node is a grid with two or three cells, which have room beside each other, as none within one has."""
        is_grid = component(node) == "grid-row" and 2 <= len(node) <= 3
        return is_grid and not any(map(self.has_columns, ancestors(node)))

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

    def end_function(self, node: nodes.Element) -> None:
        self.absorb_fun_in_body()

    depart_sd_badge = depart_PassthroughTextElement = depart_subtitle = depart_download_reference = end_function  # noqa: N815

    def visit_versionmodified(self, node: nodes.Element) -> None:
        self.append_block_fun(node, name="version-note", force_body=True)

    def visit_centered(self, node: nodes.Element) -> None:
        self.append_block_fun(node, name="align", positional_params=["center"])

    # Pictures

    def visit_graphviz(self, node: nodes.Element) -> None:
        """Set the source of a drawing of Graphviz: the builder's own visitor looks for its picture in another folder."""
        UnknownNodes.unknown_visit(self, node)

    depart_graphviz = UnknownNodes.unknown_departure

    def visit_image(self, node: nodes.Element) -> None:
        """Set a picture as wide as the page has it (content/pictures.py); never more than the paper has room for."""
        parameters = {"alt": escape_str(node.get("alt", ""))}
        if node.hasattr("width"):
            parameters["width"] = typst_length(node["width"])
        holder = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
        is_link = isinstance(node.parent, nodes.reference) and not isinstance(node.parent, addnodes.download_reference)
        if not is_placed(node.parent) and (isinstance(holder, nodes.TextElement) or is_link):  # whose page stands behind it
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

    def visit_reference(self, node: nodes.reference) -> None:
        """Begin a link; one that is a block of its own stands where its picture does, with its page behind it."""
        picture = node[0] if len(node) and isinstance(node[0], nodes.image) else None
        if picture is not None:
            self.add_pending_labels(picture["ids"])  # before the link: Typst finds nothing in one that leads to itself
            picture["ids"] = []
        if stands_alone(node):
            align = picture.get("align") if picture is not None else None
            self.append_block_fun(None, name="align", positional_params=[align if align in ALIGNMENTS else "start"])
        super().visit_reference(node)

    def depart_reference(self, node: nodes.reference) -> None:
        super().depart_reference(node)
        if stands_alone(node):
            self.absorb_fun_in_body()

    def placement(self, figure: nodes.figure | nodes.table) -> dict[str, str]:
        """Return how wide a figure or a table with its caption is, and where it stands, as far as the page says so."""
        parameters = {}
        if width := measure(figure.get("width")):
            parameters["width"] = typst_length(f"{width[0]:g}{'' if width[1] == 'px' else width[1]}")
        if figure.get("align") in ALIGNMENTS:
            parameters["side"] = figure["align"]
        return parameters

    def visit_legend(self, node: nodes.Element) -> None:
        self.append_unprocessed(node)

    def depart_legend(self, node: nodes.Element) -> None:
        legend = self.pop_el()
        caption = self.curr_element().named_params.get("caption", "[]")
        self.curr_element().named_params["caption"] = f"{caption[:-1]}\n{legend}]"

    # Tables

    def visit_table(self, node: nodes.Element) -> None:
        table = StartTable(node, self.placement(node))
        table.labels = self.label_refs(node["ids"]) + self.pending_labels
        self.pending_labels = []
        self.append_el(table)

    def depart_entry(self, node: nodes.entry) -> None:
        """Set what stands in a head, or in a stub column, in bold letters, and a line below the last row of a head."""
        cell = self.curr_element()
        if is_head_cell(node):
            cell.body = ["#head-cell[", *cell.body, "]"]
        if isinstance(node.parent.parent, nodes.thead) and ends_with(node.parent.parent, node):
            cell.named_params["stroke"] = "head-stroke"
        super().depart_entry(node)

    # Lists

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        parameters = {"tight": "false", "numbering": escape_str(numbering(node)), "start": str(node.get("start", 1))}
        self.append_block_fun(node, name="enum", named_params=parameters)

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """Set a list; the boxes of a task list are its marks, and the numbers of the pages of a toctree its own."""
        if not any(map(has_own_mark, node.children)):
            super().visit_bullet_list(node)
            return
        marks = ", ".join(map(mark_of, node.children))
        parameters = {"tight": "false", "indent": "0.2em", "numbering": f"n => ({marks},).at(n - 1)"}
        self.append_block_fun(node, name="enum", named_params=parameters)

    def visit_hlistcol(self, node: nodes.Element) -> None:
        self.append_markup_arg(node)

    def depart_hlistcol(self, node: nodes.Element) -> None:
        column = self.pop_el()
        self.curr_element().positional_params.append(column)

    def visit_acks(self, node: nodes.Element) -> None:
        pass

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """Set terms under each other, and then their definitions as one: Typst's terms have one of each."""
        parts = [
            " + linebreak() + ".join(self.term_of(node, number) for number in range(len(node)) if isinstance(node[number], nodes.term)),
            " + parbreak() + ".join(self.content_of(child) for child in node.children if isinstance(child, nodes.definition)),
        ]
        self.curr_element().positional_params.append(f"terms.item({', '.join(parts)})")
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

    def visit_classifier(self, node: nodes.Element) -> None:
        """Set it where it stands alone: `term_of` has it with its term."""

    depart_classifier = visit_classifier

    # Code

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

    def visit_thead(self, node: nodes.thead) -> None:
        """Begin the head of a table; one with a link, or a place that links lead to, can't stand on each page."""
        super().visit_thead(node)
        links = (nodes.reference, nodes.footnote_reference)  # PDF/UA has none in what is there again
        if node.next_node(lambda part: isinstance(part, links) or (isinstance(part, nodes.Element) and part["ids"])):
            self.curr_element().named_params["repeat"] = "false"

    def visit_generated(self, node: nodes.generated) -> None:
        """Set the number that ``sectnum`` gives to a heading, as any words."""

    depart_generated = visit_generated

    def visit_meta(self, _node: nodes.meta) -> None:
        raise nodes.SkipNode  # it is said of a page of the site

    def visit_productionlist(self, node: nodes.Element) -> None:
        for named in node.findall(nodes.Element):
            self.add_pending_labels(named["ids"])
        lines = "\n".join(production.astext() for production in node.children)
        self.append_block_fun(None, name="code", named_params={"lang": '"text"'}, positional_params=[escape_raw_str(lines)])
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    # Formulas

    def formula(self, node: nodes.Element) -> tuple[dict[str, str], str]:
        """Return the parameters of a formula, its source for those who listen, and what Typst sets."""
        latex = " ".join(node.astext().split())
        return {"alt": escape_str(latex)}, typst_math(mathml(node.astext(), isinstance(node, nodes.math_block)))

    def visit_math(self, node: nodes.math) -> None:
        parameters, markup = self.formula(node)
        name = "title-formula" if self.in_heading else "formula"
        self.append_inline_fun(node, name=name, named_params=parameters, positional_params=[f"${markup}$"])
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        parameters, markup = self.formula(node)
        if node.get("number"):
            parameters["number"] = escape_str(f"({node['number']})")
        self.append_block_fun(
            node, name="formula", named_params={"block": "true", **parameters}, positional_params=[f"$ {markup} $"]
        )
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    # Within a line

    def visit_raw(self, node: nodes.Element) -> None:
        """Set what MyST makes in HTML and in LaTeX only: words that are struck out."""
        markup = node.astext().strip() if "html" in node.get("format", "").split() else ""
        if markup == "<s>":
            self.append_inline_fun(None, name="strike")
        elif markup == "</s>":
            self.absorb_fun_in_body()
        raise nodes.SkipNode

    def visit_task_box(self, node: nodes.Element) -> None:
        raise nodes.SkipNode  # it is the mark of its item

    def visit_line_break(self, node: line_break) -> None:
        self.curr_element().body.append("#linebreak()")
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.Element) -> None:
        """Set code within a line, and what stands for keys."""
        if "kbd" in node["classes"] and len(node.astext()) <= TITLE:
            self.append_inline_fun(node, name="key")
        else:
            self.append_inline_fun(node, name="literal")

    def depart_abbreviation(self, node: nodes.Element) -> None:
        self.absorb_fun_in_body()
        is_of_signature = any(isinstance(around, addnodes.desc_signature) for around in ancestors(node))
        said = [words for name in EXPLANATIONS if (words := node.get(name)) and words not in self.explained]
        if said and not is_of_signature:
            self.explained.update(said)
            self.curr_element().body.append(f"#[ (]{'#[, ]'.join(map(with_gaps, said))}#[)]")


for name in admonitionlabels:
    setattr(ConstructTranslator, f"visit_{name}", ConstructTranslator.visit_named_admonition)
for name, function in BLOCKS.items():
    setattr(ConstructTranslator, f"visit_{name}", partialmethod(ConstructTranslator.append_block_fun, name=function))
for name, function in INLINE.items():
    setattr(ConstructTranslator, f"visit_{name}", partialmethod(ConstructTranslator.append_inline_fun, name=function))
