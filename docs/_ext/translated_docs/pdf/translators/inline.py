"""What stands within a line, and what all levels of the book's translator need (translator.py has the list of them)."""

import re
from functools import cache, partialmethod
from pathlib import Path
from unicodedata import category, normalize

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinxcontrib_typstbuilder._writer import MarkupFunction, TypstTranslator, escape_str

from translated_docs.content.ancestors import ancestors, holds_words
from translated_docs.content.constructs.design_components import component
from translated_docs.content.constructs.latex_to_mathml import mathml
from translated_docs.content.directives.foreign_words import foreign_language
from translated_docs.content.markup.html_elements import ALIGNMENTS
from translated_docs.content.markup.soft_breaks import line_break, no_blank_between
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.features.glossary_tooltips import is_term
from translated_docs.fonts import MARKED_LETTER
from translated_docs.pdf.translators.formulas import typst_math
from translated_docs.pdf.typography.line_ends import FULL_WIDTH, JOINED, UNBROKEN
from translated_docs.pdf.typography.long_words import INSET, NOTE, ROW, TEXT, TITLE
from translated_docs.pdf.typography.script_spacing import split_at_gaps, with_gaps
from translated_docs.pdf.typography.table_columns import letters_at_most
from translated_docs.settings import relative, source_language

# Functions of Typst and of the template that are given items or a string, and no body.
WITHOUT_BODY = {
    "list", "enum", "terms", "side-by-side", "field_list", "option_list",
    "desc_name", "desc_addname", "desc_returns", "desc_annotation",
    "code", "formula", "title-formula",
    "icon", "note", "picture", "rule-between", "text", "pair", "pair-heading", "pair-title", "pair-stacked",
}  # fmt: skip
# Of an abbreviation: what it stands for, in the second language too where both have one word for it (counterparts.py).
EXPLANATIONS = ("explanation", "other_explanation")
MARKED = re.compile(MARKED_LETTER)


def stands_alone(link: nodes.reference) -> bool:
    """Say whether a link is a block of its own: one around a picture that no sentence and no figure holds."""
    return not (holds_words(link.parent) or isinstance(link.parent, nodes.figure))


def words_around(link: nodes.reference) -> tuple[str, str]:
    """Return the words before and behind a link in its block, without the numbers of notes."""
    before = after = ""
    while holds_words(link.parent):
        siblings, place = link.parent.children, link.parent.index(link)
        before = "".join(map(words_of, siblings[:place])) + before
        after += "".join(map(words_of, siblings[place + 1 :]))
        link = link.parent
    return before, after


def words_of(node: nodes.Node) -> str:
    return "" if isinstance(node, nodes.footnote_reference) else node.astext()


@cache  # asked for each block
def file_of(source: str) -> str:
    """Return the source of a block as people are told it."""
    return relative(Path(source))


def open_brackets(text: str) -> int:
    """Return how many brackets are open at the end of a text."""
    count = 0
    for mark in re.findall("[()（）]", text):
        count = count + 1 if mark in "(（" else max(count - 1, 0)
    return count


def place_of_page(link: nodes.reference) -> str:
    """Return how the number of a link's page stands: "alone", or in brackets that open in front of the link in its sentence.

    There it is "bracketed" where they close behind it, or a mark follows, and "enclosed" where words do.
    """
    before, after = words_around(link)
    if not open_brackets(before):
        return "alone"
    kind = category(after.lstrip()[:1] or ")")
    return "bracketed" if kind.startswith("P") and kind not in ("Ps", "Pi") else "enclosed"


def is_grid(node: nodes.Element) -> bool:
    """Say whether a node is a grid with two or three cells, which have room beside each other."""
    return component(node) == "grid-row" and 2 <= len(node) <= 3


def is_side_by_side(block: nodes.Element) -> bool:
    """Say whether the children of a block are columns: of a list in columns, of a grid."""
    return isinstance(block, addnodes.hlist) or is_grid(block)


def longest_word(text: nodes.Text) -> int:
    """Return how many letters the words of a text may have: fewer in a title, and in a column of several."""
    if len(text) < ROW // 10:
        return TEXT
    share = next((ROW // len(around) - INSET for around in ancestors(text) if is_side_by_side(around)), ROW)
    return min(share, longest_in_block(text.parent))


def room_in(table: nodes.Element) -> float:
    """Return what share of the paper's width a table has: within a cell, a column or what stands behind a name not all of it."""
    share = 1.0
    for around in ancestors(table):
        if isinstance(around, nodes.entry):
            share *= (1 + around.get("morecols", 0)) / max(around.parent.parent.parent.get("cols", 1), 1)
        elif isinstance(around, (nodes.field_body, nodes.description)):
            share *= 0.6  # named-rows of templates/constructs.typ
        elif is_side_by_side(around):
            share /= len(around)
    return share


def longest_in_block(block: nodes.Element | None) -> int:
    """Return how many letters the words of a block may have, where nothing stands beside it."""
    ends = (nodes.entry, nodes.title, nodes.footnote, nodes.section, nodes.document)
    while block is not None and not isinstance(block, ends):
        if isinstance(block, (nodes.field_name, nodes.option_group)):
            return ROW // 3
        block = block.parent
    if isinstance(block, nodes.entry):
        group = block.parent.parent.parent
        if "letters" in group:  # as many as there are, if all are wide
            return int(group["letters"][block.parent.index(block)] / 1.2)
        return letters_at_most(group.get("cols", 1), block.get("morecols", 0), room_in(group))
    return TITLE if isinstance(block, nodes.title) else NOTE if isinstance(block, nodes.footnote) else TEXT


def formula_arguments(node: nodes.math | nodes.math_block) -> tuple[dict[str, str], str]:
    """Return the parameters of a formula, its source for those who listen, and what Typst sets."""
    latex = " ".join(node.astext().split())
    return {"alt": escape_str(latex)}, typst_math(mathml(node.astext(), isinstance(node, nodes.math_block)))


class InlineTranslator(UnknownNodes, TypstTranslator):
    """Text, links and what else stands in a sentence, with gaps between scripts."""

    in_heading = False  # whether it writes the title of a page or a section, which bookmarks repeat
    heading_has_words = False  # or no more than a picture

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.explained: set[str] = set()  # abbreviations: at their first place
        self.file = ""  # that of the block that was written last
        self.before = ""  # what was written last, as long as nothing stands between it and the next text
        self.block, self.room_in_block = None, (TEXT, False)  # that of the last text, and what `room` says of it

    def absorb_fun_in_body(self) -> None:
        """Write the function that has been begun; all but a few need a body, though nothing may stand in it."""
        function = self.curr_element()
        if isinstance(function, MarkupFunction) and function.name not in WITHOUT_BODY:
            function.force_body = True
        super().absorb_fun_in_body()

    def write(self, markup: str) -> None:
        """Write Typst markup where the translator is: into the function that has been begun last."""
        self.curr_element().body.append(markup)

    def end_function(self, node: nodes.Element) -> None:
        self.absorb_fun_in_body()

    def skip(self, node: nodes.Element) -> None:
        raise nodes.SkipNode

    def keep_children(self, node: nodes.Element) -> None:
        """Write nothing for a node but what it holds."""

    def dispatch_visit(self, node: nodes.Node) -> None:
        if not isinstance(node, (nodes.Text, nodes.Inline)) or isinstance(node, nodes.footnote_reference):
            self.before = ""
        if isinstance(node.parent, nodes.section) and not isinstance(node, nodes.section) and node.source and node.line:
            self.write_place(file_of(node.source), node.line)
        super().dispatch_visit(node)

    def write_place(self, file: str, line: int) -> None:
        """Write where a block stands, for what Typst may say of it (typst_compile.py): the line, after a file's first block alone."""
        self.write(f"\n//{'' if file == self.file else file}:{line}\n")
        self.file = file

    def write_labels(self) -> None:
        """Write the labels that wait for what they are of, where nothing of their page follows: links lead there."""
        for label in self.pending_labels:
            self.write(f"#mlabel({escape_str(label)})\n")
        self.pending_labels = []

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        text = MARKED.sub(lambda letter: normalize("NFC", letter[0]), node.astext())  # fonts have them as one
        if "\n" in text and any(isinstance(around, nodes.literal_block) for around in ancestors(node)):  # parsed-literal
            self.write("#linebreak()".join(map(with_gaps, text.split("\n"))))
            self.before = ""
            return
        self.write(with_gaps(text, self.before, *(self.room(node) if len(node) >= ROW // 10 else ())))
        self.before = text

    def room(self, text: nodes.Text) -> tuple[int, bool]:
        """Return how many letters the words of a text may have, and whether its column is as wide as its longest word."""
        block = text.parent
        while isinstance(block, nodes.Inline):
            block = block.parent
        if block is not self.block:
            self.block, self.room_in_block = block, (longest_word(text), any("letters" in around for around in ancestors(text)))
        return self.room_in_block

    def visit_literal(self, node: nodes.Element) -> None:
        """Set code within a line, and what stands for keys."""
        if "kbd" in node["classes"] and len(node.astext()) <= TITLE:
            self.append_inline_fun(node, name="key")
        else:
            self.append_inline_fun(node, name="literal")

    def visit_math(self, node: nodes.math) -> None:
        """Set a formula in a line as the Latin letters that it is: with a gap beside Chinese or Japanese."""
        if len(split_at_gaps("x", self.before)) > 1:
            self.write("#gap")
        self.before = "x"
        parameters, markup = formula_arguments(node)
        name = "title-formula" if self.in_heading else "formula"
        self.append_inline_fun(node, name=name, named_params=parameters, positional_params=[f"${markup}$"])
        self.absorb_fun_in_body()
        raise nodes.SkipNode

    def visit_line_break(self, node: line_break) -> None:
        """End a line; in a heading behind a blank, if the two lines want one: a bookmark has them as one."""
        following = node.next_node(nodes.Text, ascend=True)
        if self.in_heading and following and not no_blank_between(self.before[-1:], following.astext()[:1]):
            self.write(" ")
        self.write("#linebreak()")
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.Element) -> None:
        """Set what MyST makes in HTML and in LaTeX only: words that are struck out."""
        markup = node.astext().strip() if "html" in node.get("format", "").split() else ""
        if markup == "<s>":
            self.append_inline_fun(None, name="strike")
        elif markup == "</s>":
            self.absorb_fun_in_body()
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.inline) -> None:
        code = source_language(self.config) if "source-words" in node["classes"] else foreign_language(node)
        if code:
            self.append_inline_fun(node, name="in-language", named_params={"code": escape_str(code)})
        elif "keys" in node["classes"]:
            self.append_inline_fun(node, name="keys")
        elif FULL_WIDTH in node["classes"]:
            self.append_inline_fun(node, name="full-width")
        elif JOINED in node["classes"]:
            self.write("#sym.wj")
            raise nodes.SkipNode
        elif UNBROKEN in node["classes"]:
            first = node.next_node(nodes.Text)
            if first and len(split_at_gaps(first, self.before)) > len(split_at_gaps(first)):
                self.write("#gap")  # within what is not broken it would be lost
            self.before = ""
            self.append_inline_fun(node, name="unbroken")
        else:
            super().visit_inline(node)

    def visit_reference(self, node: nodes.reference) -> None:
        """Begin a link; one that is a block of its own stands where its picture does, with its page behind it."""
        if node.get("refuri", "").startswith("#"):  # as HTML has a link within its page, and extensions make it
            node["refid"] = node.attributes.pop("refuri").removeprefix("#")
        picture = node[0] if len(node) and isinstance(node[0], nodes.image) else None
        if picture is not None:
            self.add_pending_labels(picture["ids"])  # before the link: Typst finds nothing in one that leads to itself
            picture["ids"] = []
        if stands_alone(node):
            align = picture.get("align") if picture is not None else None
            self.append_block_fun(None, name="align", positional_params=[align if align in ALIGNMENTS else "start"])
        super().visit_reference(node)
        link = self.curr_element()
        if node.next_node(is_term):
            link.name = "term-link"
        elif link.name == "internal-link" and self.in_heading:
            link.name = "title-link"
        elif link.name == "internal-link" and (place := place_of_page(node)) != "alone":
            link.name = f"{place}-link"

    def depart_reference(self, node: nodes.reference) -> None:
        link = self.curr_element()
        if "sd-btn" in node["classes"]:
            outline = str(any("outline" in name for name in node["classes"])).lower()
            link.body = [f"#button(outline: {outline})[", *link.body, "]"]
        if link.name in ("internal-link", "bracketed-link", "enclosed-link"):
            self.before = ""  # its page stands behind it
        super().depart_reference(node)
        if stands_alone(node):
            self.absorb_fun_in_body()

    def depart_abbreviation(self, node: nodes.Element) -> None:
        self.absorb_fun_in_body()
        is_of_signature = any(isinstance(around, addnodes.desc_signature) for around in ancestors(node))
        said = [words for name in EXPLANATIONS if (words := node.get(name)) and words not in self.explained]
        if said and not is_of_signature:
            self.explained.update(said)
            self.write(f"#[ (]{'#[, ]'.join(map(with_gaps, said))}#[)]")

    visit_sd_badge = partialmethod(TypstTranslator.append_inline_fun, name="badge")
    visit_abbreviation = partialmethod(TypstTranslator.append_inline_fun, name="inline")
    visit_download_reference = visit_abbreviation  # a book has no file beside it to lead to
    depart_sd_badge = depart_download_reference = end_function
    visit_task_box = skip  # it is the mark of its item
    visit_generated = depart_generated = keep_children  # the number that ``sectnum`` gives to a heading, as any words
