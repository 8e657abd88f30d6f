"""Write the values of ``myst_substitutions`` into blocks of code that ask for it with ``:class: substituted``.

MyST writes them into sentences alone.  Other blocks stay as they are: they may be about templates.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from translated_docs.content.warnings import warn

CLASS = "substituted"
PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class SubstituteInCode(SphinxTransform):
    """Put the values in place of ``{{ name }}``, and warn of a name that has none."""

    default_priority = 210

    def apply(self, **kwargs) -> None:
        for block in list(self.document.findall(nodes.literal_block)):
            if CLASS in block["classes"]:
                block["classes"].remove(CLASS)
                words = PLACE.sub(lambda place, block=block: self.value(place, block), block.astext())
                block.rawsource = words
                block[:] = [nodes.Text(words)]

    def value(self, place: re.Match[str], block: nodes.literal_block) -> str:
        """Return what stands for a place in a block; warn of a name that has no value."""
        known = self.config.myst_substitutions
        if place[1] not in known:
            names = ", ".join(sorted(known))
            words = "%s has no value; name one of myst_substitutions in conf.py (%s), or add it there"
            warn(block, "page.substitution", words, place[0], names)
        return str(known.get(place[1], place[0]))


def setup(app: Sphinx) -> None:
    app.add_transform(SubstituteInCode)
