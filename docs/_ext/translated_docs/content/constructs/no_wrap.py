"""Keep on one line what browsers break behind each sign or blank: 12–15, 2018-08-03, 64 KiB, $8 trillion, and in code a short word as --help.

The books have more rules for their lines (pdf/typography/line_ends.py).
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.markup.soft_breaks import AS_WRITTEN

CLASS = "unbroken"
NUMBER = r"[0-9]+(?:[.,:][0-9]+)*"
UNIT = "(?:[kKMGT]i?)?(?:B|bit|Hz)|ms|(?:[Mm]|[Bb]|[Tt]r)illion"
# A range, a date as ISO 8601 has it, or a number with its unit; no part of a longer name, such as a version's or an address's.
UNBROKEN = re.compile(
    rf"(?<![\w.,:/–〜～~-])({NUMBER}\s?[–〜～~]\s?{NUMBER}|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?|{NUMBER}\s(?:{UNIT}))(?![\w/–〜～~-])",
    re.ASCII,
)

# In a sentence, code that is one word and takes less than half of a phone's line.
SHORT_CODE = re.compile(r"(?=.*\W)\S{2,16}", re.ASCII)


def pieces(text: str) -> list[nodes.Node]:
    """Return the nodes that a text becomes."""
    words = [(piece, number % 2 == 1) for number, piece in enumerate(UNBROKEN.split(text)) if piece]
    return [nodes.inline("", piece, classes=[CLASS]) if is_found else nodes.Text(piece) for piece, is_found in words]


def keep_numbers(words: nodes.Element) -> None:
    """Put each range, date and number with a unit into an element that no line breaks."""
    for around in list(words.findall(nodes.Element)):
        # By what a text stands in: titles and their links share theirs, which know one of the two.
        if not isinstance(around, AS_WRITTEN) and any(isinstance(child, nodes.Text) and UNBROKEN.search(child) for child in around.children):
            around[:] = [part for child in around.children for part in (pieces(child) if isinstance(child, nodes.Text) else [child])]


class KeepTogether(SphinxPostTransform):
    """Mark what the style sheet does not break: numbers that belong together, and short words of code."""

    default_priority = 500
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for code in self.document.findall(nodes.literal):
            if SHORT_CODE.fullmatch(code.astext()):
                code["classes"].append(CLASS)
        keep_numbers(self.document)


def setup(app: Sphinx) -> None:
    app.add_post_transform(KeepTogether)
