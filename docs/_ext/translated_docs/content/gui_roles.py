"""The roles for what stands on a screen, with an ampersand at the end as one: Sphinx looks for the letter behind it."""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.roles import GUILabel, MenuSelection


class Label(GUILabel):
    amp_re = re.compile(r"(?<!&)&(?![&\s]|$)")


class Selection(MenuSelection):
    amp_re = Label.amp_re


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_role("guilabel", Label(), override=True)
    app.add_role("menuselection", Selection(), override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
