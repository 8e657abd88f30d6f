"""Tables and formulas that may be wider than the page, in the boxes that the theme scrolls: a keyboard reaches them.

https://dequeuniversity.com/rules/axe/4.11/scrollable-region-focusable
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

WRAPPERS = {"table-wrapper", "math-wrapper"}  # as Furo names them


class scrollable_block(nodes.container):
    """What a narrow screen scrolls sideways."""


class MakeScrollable(SphinxPostTransform):
    """Take the theme's wrappers for scrollable blocks, after it has put them there (priority 500)."""

    formats = ("html",)
    default_priority = 510

    def run(self, **kwargs: Any) -> None:
        for wrapper in list(self.document.findall(nodes.container)):
            if WRAPPERS.intersection(wrapper["classes"]):
                wrapper.replace_self(scrollable_block("", *wrapper.children, **wrapper.attributes))


def visit_scrollable_block(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="docutils container", tabindex="0"))


def depart_scrollable_block(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</div>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(scrollable_block, html=(visit_scrollable_block, depart_scrollable_block))
    app.add_post_transform(MakeScrollable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
