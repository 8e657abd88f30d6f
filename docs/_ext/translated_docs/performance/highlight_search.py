"""A patch of Sphinx 9 (``HighlightLanguageTransform.apply``); it can go when ``test_stock_behaviour.py`` says so.

Each output goes through every node of a page for the languages of its code, twentieth parts of its time; where no
``highlight`` directive changes the language on the way, the blocks of code alone say all.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform, HighlightLanguageVisitor

stock_apply = HighlightLanguageTransform.apply


def apply(self: HighlightLanguageTransform, **kwargs) -> None:
    """Do what Sphinx does, without a walk through the page where the language of its code is everywhere the same."""
    if next(self.document.findall(addnodes.highlightlang), None):
        stock_apply(self, **kwargs)
        return
    visitor = HighlightLanguageVisitor(self.document, self.config.highlight_language)
    visitor.visit_document(self.document)
    for block in self.document.findall(nodes.literal_block):
        visitor.visit_literal_block(block)


def setup(app: Sphinx) -> None:
    HighlightLanguageTransform.apply = apply
