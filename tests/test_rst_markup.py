"""What points somewhere as reStructuredText is told from what Markdown has in a page with ``{eval-rst}``."""

from __future__ import annotations

import sys

import pytest
from translated_docs.content.rst_markup import ROLE, in_markdown


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("see :ref:`label`", ":ref:`label`"),
        ("see `label`:py:obj:", "`label`:py:obj:"),
        ("the `:py:obj:` role, or a `#` link", None),  # code of Markdown
        ("{py:obj}`label`", None),
    ],
)
def test_a_role_within_code_is_none(message, role):
    found = ROLE.search(message)
    assert (found and found[0]) == role


def test_a_substitution_may_point_anywhere():
    assert in_markdown("[a](b.md) and {{ directive }}") == sys.maxsize
    assert in_markdown("[a](b.md) and words") == 1
