"""The ``pdf-pair`` builder: the book in two languages, block beside block.

It reads nothing anew: the source language's pages come as its own PDF had them, and
each block takes its counterpart, the block of the same message, from the pages as the other
language's PDF had them.  ``book.typ`` sets the two beside or under each other.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib_typstbuilder._writer import escape_str

from translated_docs.content.formulas import formula
from translated_docs.content.translation_units import blocks_by_message
from translated_docs.pdf.builder import PdfBuilder
from translated_docs.pdf.script_gaps import split_at_gaps
from translated_docs.pdf.translator import BookTranslator, elements_with_page


class pair(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """One block's words in two languages: two children, each an ``inline``."""


def without_ids(counterpart: nodes.Element) -> list[nodes.Node]:
    """Return copies of a block's children; an anchor can stand in one place only."""
    copies = [child.deepcopy() for child in counterpart.children]
    for copied in copies:
        for element in copied.findall(nodes.Element):
            element["ids"] = []
    return copies


class PairBlocks(SphinxPostTransform):
    """Give each block its counterpart, before links are resolved, so that the counterpart's are too."""

    default_priority = 5
    builders = ("pdf-pair",)

    def run(self, **kwargs: Any) -> None:
        folder = Path(self.env.doctreedir).parent / self.config.pair_language
        counterparts: dict[str, dict[int, nodes.Element]] = {}
        formulas: dict[str, dict[int, nodes.Element]] = {}
        for page, block in list(elements_with_page(self.document, self.config.root_doc)):
            if not isinstance(block, formula) and ("message" not in block or isinstance(block, nodes.image)):
                continue  # a picture has words, but shows none
            if page not in counterparts:
                doctree = pickle.loads((folder / f"{page}.doctree").read_bytes())
                counterparts[page] = blocks_by_message(doctree)
                formulas[page] = {found["place"]: found for found in doctree.findall(formula)}
            if isinstance(block, formula):
                self.add_formula(block, formulas[page][block["place"]])
            else:
                self.join(block, counterparts[page][block["message"]])

    def add_formula(self, block: formula, counterpart: formula) -> None:
        """Put the formula of the other language below, where its words are others; its number is the same."""
        if counterpart.astext() != block.astext():
            other = formula(counterpart.rawsource, counterpart.astext())
            block.parent.insert(block.parent.index(block) + 1, other)

    def join(self, block: nodes.Element, counterpart: nodes.Element) -> None:
        untranslated = "untranslated" in counterpart["classes"]
        # Names are the same in both languages: once is enough.
        if counterpart.astext() == block.astext() and not untranslated:
            return
        own = nodes.inline("", "", *block.children)
        other = nodes.inline("", "", *without_ids(counterpart))
        block.children = []
        block += pair("", own, other, untranslated=untranslated)


class PairTranslator(BookTranslator):
    def visit_paragraph(self, node: nodes.Element) -> None:
        """Set a pair as the block it is, not inside a paragraph; in a table's cell it is no block."""
        is_part = "lost-picture" in node["classes"] or isinstance(node.parent, nodes.entry)
        if isinstance(node.next_node(descend=True), pair) and not is_part:
            self.append_unprocessed(node)
        else:
            super().visit_paragraph(node)

    def has_columns(self, node: nodes.Element) -> bool:
        """Say that no grid has columns: the languages have them."""
        return False

    def visit_pair(self, node: nodes.Element) -> None:
        block = node.parent
        if isinstance(block, (nodes.title, nodes.term, nodes.inline, nodes.reference)):
            name = "pair-title"
        elif isinstance(block, nodes.caption) or isinstance(block.parent, (nodes.entry, nodes.footnote)):
            name = "pair-stacked"
        else:
            name = "pair"
        parameters = {
            "language": escape_str(self.config.language if node["untranslated"] else self.config.pair_language),
            "state": escape_str(_("not translated yet") if node["untranslated"] else ""),
        }
        self.append_inline_fun(None, name=name, named_params=parameters)
        for words in node.children:
            self.append_markup_arg(None)
            self.before = ""
            for child in words.children:
                child.walkabout(self)
            argument = self.pop_el()
            self.curr_element().positional_params.append(argument)
        self.absorb_fun_in_body()
        raise nodes.SkipNode


class PairPdfBuilder(PdfBuilder):
    name = "pdf-pair"
    default_translator_class = PairTranslator

    @property
    def languages(self) -> list[str]:
        return [self.config.language, self.config.pair_language]

    def cover(self) -> dict[str, object]:
        root = Path(self.doctreedir).parent / self.config.pair_language / f"{self.config.root_doc}.doctree"
        title = pickle.loads(root.read_bytes()).next_node(nodes.title)
        counterpart = {"language": self.config.pair_language, "title": split_at_gaps(title.astext())}
        return {**super().cover(), "counterpart": counterpart}


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("pair_language", "", "")
    app.add_node(pair)
    app.add_post_transform(PairBlocks)
    app.add_builder(PairPdfBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
