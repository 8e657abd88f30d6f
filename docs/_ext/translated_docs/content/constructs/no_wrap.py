"""Keep on one line what browsers break behind each sign: 12–15, 2018-08-03, and in code a short word as --help.

The books have rules of their own for their lines (pdf/typography/line_ends.py).
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.markup.soft_breaks import AS_WRITTEN

CLASS = "unbroken"
NUMBER = r"[0-9]+(?:[.,:][0-9]+)*"
# A range, or a date as ISO 8601 has it; no part of a longer name, such as a version's or an address's.
UNBROKEN = re.compile(
    rf"(?<![\w.,:/–〜～~-])({NUMBER}\s?[–〜～~]\s?{NUMBER}|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?)(?![\w/–〜～~-])", re.ASCII
)

# In a sentence, code that is one word and takes less than half of a phone's line.
SHORT_CODE = re.compile(r"(?=.*\W)\S{2,16}", re.ASCII)


def pieces(text: str) -> list[nodes.Node]:
    """Return the nodes that a text becomes."""
    words = [(piece, number % 2 == 1) for number, piece in enumerate(UNBROKEN.split(text)) if piece]
    return [nodes.inline("", piece, classes=[CLASS]) if is_found else nodes.Text(piece) for piece, is_found in words]


class KeepTogether(SphinxPostTransform):
    """Put each range and each date into an element that the style sheet does not break, and mark short words of code."""

    default_priority = 500
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for code in self.document.findall(nodes.literal):
            if SHORT_CODE.fullmatch(code.astext()):
                code["classes"].append(CLASS)
        for text in list(self.document.findall(nodes.Text)):
            if UNBROKEN.search(text) and not isinstance(text.parent, AS_WRITTEN):
                text.parent.replace(text, pieces(text))  # of texts with the same words always the first that is left


def setup(app: Sphinx) -> None:
    app.add_post_transform(KeepTogether)
