"""Spare a page without straight quotes the search for them.

Sphinx turns straight quotes into those of the language, word by word on every page: a tenth
of the time to read one.  Most translations hold none.
"""

import re

from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

# All that Sphinx's setting ``smartquotes_action`` stands for, quotes, dashes and dots
# (https://docutils.sourceforge.io/docs/user/smartquotes.html).
QUOTES = re.compile(r"[\"'`\\]|--|\.\.\.|\. \. \.")


class SkipSmartQuotes(SphinxTransform):
    """Leave out the search for straight quotes in a page that has none."""

    default_priority = 740  # SphinxSmartQuotes is 750

    def apply(self, **kwargs) -> None:
        if not QUOTES.search(self.document.astext()):
            self.document.settings.smart_quotes = False


def setup(app: Sphinx) -> None:
    app.add_transform(SkipSmartQuotes)
