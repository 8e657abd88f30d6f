"""The ``pdf-pair`` builder: the book in two languages, block beside block.

doctrees/counterparts.py brings the words together; here they are written, and ``pair.typ`` sets the two beside or under each other.
"""

import math
from collections.abc import Callable, Iterable, Set
from pathlib import Path

import sphinx
from docutils import nodes
from docutils.utils import column_width
from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinxcontrib_typstbuilder._writer import escape_str

from translated_docs.content.ancestors import ancestors
from translated_docs.content.book_parts import parts_by_first_page
from translated_docs.content.directives.slide import number_label, slide
from translated_docs.content.messages.sphinx_messages import SphinxWords
from translated_docs.content.reading_order import publication_title
from translated_docs.pdf.builder import Gettext, PdfBuilder
from translated_docs.pdf.doctrees.counterparts import counterpart_doctree, is_heading, pair
from translated_docs.pdf.doctrees.numbering import depth_in, mark_of, number_of, numbering, numbers
from translated_docs.pdf.translators.blocks import leads_in
from translated_docs.pdf.translators.translator import BookTranslator
from translated_docs.pdf.typography.script_spacing import split_at_gaps, with_gaps

LETTERS_OF_LINE = 50  # of a column (pair-width of measures.typ), narrow ones
WHOLE = 7  # lines of a block at the most that no page is broken in


def labels(language: str, locale_dirs: Iterable[str | Path]) -> Callable[[str], str]:
    """Return what gives Sphinx's words for a label, as "Note", in a language that is not that of the build."""
    folders = [*locale_dirs, Path(sphinx.__file__).parent / "locale"]
    translator = locale.init(folders, language, namespace=f"labels of {language}")[0]
    translator.add_fallback(SphinxWords(translator, language))
    return translator.gettext


# What has less room than the page, of which a language has half; and what takes a little of it.
NARROW = (nodes.entry, nodes.footnote, nodes.citation, nodes.field_body, nodes.description, nodes.legend, addnodes.hlistcol)
INDENTED = (nodes.Admonition, nodes.block_quote)
MOST_INDENTED = 3  # of these within each other, with room for two columns


def is_narrow(block: nodes.Element) -> bool:
    """Say whether a block stands, however deep, in what has no room for two columns."""
    around = list(ancestors(block))
    indented = sum(isinstance(element, INDENTED) for element in around)
    return indented > MOST_INDENTED or any(isinstance(element, NARROW) for element in around)


def mark_of_item(block: nodes.Element) -> str:
    """Return the Typst expression of the mark before a block that begins an item of a list; "none" of one that does not."""
    item, items = block.parent, block.parent.parent
    if not isinstance(item, nodes.list_item) or item.index(block) > item.first_child_not_matching_class(nodes.Invisible):
        return "none"
    if isinstance(items, nodes.enumerated_list):
        return f"numbering({escape_str(numbering(items))}, {number_of(item)})"
    return mark_of(item)


def indent_of(items: nodes.Element) -> float:
    """Return how far the items of a list are indented, in widths of a bullet with its gap: as its widest number needs."""
    if isinstance(items, nodes.enumerated_list):
        last, kind = max(numbers(items)), items.get("enumtype", "arabic")
        letters = len(str(last)) if kind == "arabic" else min(last, 5) if kind.endswith("roman") else 1
        signs = len(numbering(items)) - 1
    elif any("task_done" in item for item in items.children):
        return 1.3  # a box
    else:
        marks = [item.get("mark", "") for item in items.children]
        letters, signs = max(len(mark.replace(".", "")) for mark in marks), max([1, *(mark.count(".") for mark in marks)])
    return max(1, 0.35 + 0.55 * letters + 0.3 * signs)


def indents(block: nodes.Element) -> list[float]:
    """Return the indents of the lists that a block stands in, the innermost first."""
    return [indent_of(around.parent) for around in ancestors(block) if isinstance(around, nodes.list_item)]


def lines_of(words: nodes.Element) -> float:
    """Return how many lines of a column words fill at the most, about; of a picture nobody knows.

    A hard break (a raw node) counts as a line; a letter of Chinese or Japanese is as wide as two others.
    """
    if words.next_node(nodes.image):
        return math.inf
    breaks = sum(isinstance(node, nodes.raw) for node in words.findall(nodes.Element))
    return breaks + column_width(words.astext()) / LETTERS_OF_LINE


class PairTranslator(BookTranslator):
    def admonition_title(self, node: nodes.Element) -> str:
        """Return the title in both languages, where they have two words for it."""
        label = "See also" if isinstance(node, addnodes.seealso) else node.tagname.capitalize()  # as Sphinx's messages
        return self.in_both("pair-title", super().admonition_title(node), with_gaps(self.builder.labels(label)))

    def in_both(self, name: str, own: str, other: str) -> str:
        """Return the call of a function of the template for the markup of the same words in both languages."""
        if not other or own == other:
            return own
        return f"#{name}(language: {escape_str(self.config.pair_language)})[{own}][{other}]"

    def part_title(self, docname: str) -> str:
        return self.in_both("pair-heading", super().part_title(docname), with_gaps(self.builder.counterpart_parts.get(docname, "")))

    def front_title(self) -> str:
        return self.in_both("pair-heading", super().front_title(), with_gaps(self.builder.counterpart_title))

    def slide_label(self, node: slide) -> str:
        return self.in_both("pair", super().slide_label(node), with_gaps(number_label(node, self.builder.labels)))

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Set a pair as the block it is, not inside a paragraph; where the two stand under each other it is no block."""
        is_part = "lost-picture" in node["classes"] or is_narrow(node)
        if not isinstance(node.next_node(descend=True), pair) or is_part:
            super().visit_paragraph(node)
            return
        self.begin_at_side(node)
        if leads_in(node):
            self.append_block_fun(node, name="block", named_params={"sticky": "true"})
        else:
            self.append_unprocessed(node)

    def visit_PassthroughTextElement(self, node: nodes.Element) -> None:  # noqa: N802
        """Set a pair as the block it is, as of a paragraph: the link of a card without a title."""
        if isinstance(node.next_node(descend=True), pair):
            self.append_unprocessed(node)
        else:
            super().visit_PassthroughTextElement(node)

    def visit_figure(self, node: nodes.figure) -> None:
        """Set the drawing of the other language by the rules of that."""
        if "language" in node:
            self.write(f"#in-language-of(code: {escape_str(node['language'])})[\n")
        super().visit_figure(node)

    def depart_figure(self, node: nodes.figure) -> None:
        super().depart_figure(node)
        if "language" in node:
            self.write("]\n")

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        super().visit_block_quote(node)
        self.curr_element().named_params["in-columns"] = "true"

    def has_columns(self, node: nodes.Element) -> bool:
        """Say that no grid has columns: the languages have them."""
        return False

    def visit_pair(self, node: nodes.Element) -> None:
        block = node.parent
        if isinstance(block, nodes.caption) or isinstance(block.parent, (nodes.entry, nodes.footnote, nodes.literal_block, nodes.table)):
            name = "pair-stacked"
        elif is_heading(block):
            name = "pair-heading"
        elif isinstance(block.parent, slide):
            name = "pair"
        elif isinstance(block, (nodes.attribution, nodes.classifier, nodes.field_name, nodes.title, nodes.term, nodes.inline, nodes.reference)):
            name = "pair-title"
        else:
            name = "pair-stacked" if is_narrow(block) else "pair"
        parameters = {
            "language": escape_str(self.config.language if node["untranslated"] else self.config.pair_language),
            "state": escape_str(_("not translated yet") if node["untranslated"] else ""),
        }
        if name == "pair" and max(map(lines_of, node.children)) <= WHOLE:
            parameters["whole"] = "true"
        if name == "pair" and (lists := indents(block)):
            parameters |= {"outer": f"{sum(lists[1:]):g}", "indent": f"{lists[0]:g}", "mark": mark_of_item(block)}
        if name == "pair" and (quotes := depth_in(nodes.block_quote, block)):
            parameters["quotes"] = str(quotes)
        if name == "pair-title" and any("sd-btn" in around["classes"] for around in (block, block.parent)):
            parameters["colour"] = "none"  # that of the button's own words
        self.append_inline_fun(None, name=name, named_params=parameters)
        for words in node.children:
            self.append_markup_arg(None)
            self.before = ""
            self.write_number(block.parent, words.get("number_format"))
            for child in words.children:
                child.walkabout(self)
            argument = self.pop_el()
            self.curr_element().positional_params.append(argument)
        self.absorb_fun_in_body()
        raise nodes.SkipNode


class PairPdfBuilder(PdfBuilder):
    name = "pdf-pair"
    default_translator_class = PairTranslator

    def init(self) -> None:
        super().init()
        self.tags.add(PdfBuilder.name)  # what is {only} of the book is of this one too
        self.labels = labels(self.config.pair_language, (self.srcdir / folder for folder in self.config.locale_dirs))
        self.counterpart_parts: dict[str, str] = {}
        self.counterpart_title = ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        super().prepare_writing(docnames)
        front = counterpart_doctree(self._app, self.config.root_doc)
        self.counterpart_parts = parts_by_first_page(self.env, self.tags, front)
        top = front.next_node(nodes.section)
        self.counterpart_title = top.next_node(nodes.title).astext() if top else publication_title(self.env)

    def gettext(self, code: str) -> Gettext:
        return super().gettext(code) if code == self.config.language else self.labels

    @property
    def languages(self) -> list[str]:
        return [self.config.language, self.config.pair_language]

    def cover(self) -> dict[str, object]:
        code = self.config.pair_language
        words = {"progress": "", "title": self.counterpart_title, **self.cover_words(code)}
        printed = {name: split_at_gaps(text) for name, text in words.items()}
        return {**super().cover(), "counterpart": {"language": code, "printed": printed}}


def setup(app: Sphinx) -> None:
    app.add_config_value("pair_language", "", "")
    app.add_builder(PairPdfBuilder)
