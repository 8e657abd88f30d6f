"""A patch of Sphinx 9.0 to 9.2 (``HighlightLanguageTransform.apply``); it can go when ``test_stock_behaviour.py`` says so.

Sphinx goes through all nodes of a page for the language of its code, in each output.  It is that of the settings where
no ``highlight`` directive says another: then only code is looked for.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform, HighlightLanguageVisitor

stock_apply = HighlightLanguageTransform.apply


def apply(self: HighlightLanguageTransform, **arguments: object) -> None:
    """Give each block of code its language, as Sphinx does."""
    if next(self.document.findall(addnodes.highlightlang), None) is not None:
        stock_apply(self, **arguments)
        return
    visitor = HighlightLanguageVisitor(self.document, self.config.highlight_language)
    visitor.visit_document(self.document)
    for block in self.document.findall(nodes.literal_block):
        if type(block).__name__ == "literal_block":  # by which Sphinx knows it: an extension's own may have another
            visitor.visit_literal_block(block)


def setup(app: Sphinx) -> None:
    HighlightLanguageTransform.apply = apply
