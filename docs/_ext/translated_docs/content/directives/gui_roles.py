"""The roles for what stands on a screen, where Sphinx's own differ from what its manual says of ampersands.

One at the end of a label is an ampersand (Sphinx looks for the letter behind it), and two stand for one in a label
without an accelerator key too: findings/sphinx-ampersands-of-interface-labels.sh.
"""

import re

from docutils.nodes import Node, Text, system_message
from sphinx.application import Sphinx
from sphinx.roles import GUILabel, MenuSelection

from translated_docs.catalogs.languages import direction

MIRRORED = "›"  # by https://www.unicode.org/reports/tr9/#Mirroring: what is not translated keeps its own way


class Label(GUILabel):
    amp_re = re.compile(r"(?<!&)&(?![&\s]|$)")

    def run(self) -> tuple[list[Node], list[system_message]]:
        nodes, errors = super().run()
        before_key = nodes[0][0]
        nodes[0].replace(before_key, Text(before_key.replace("&&", "&")))
        return nodes, errors


class Selection(MenuSelection, Label):
    """What is chosen one behind the other; Sphinx's triangle points to the right in any language, this sign where lines go."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        if direction(self.config.language) == "rtl":
            self.text = self.text.replace("-->", MIRRORED)
        return super().run()


def setup(app: Sphinx) -> None:
    app.add_role("guilabel", Label(), override=True)
    app.add_role("menuselection", Selection(), override=True)
