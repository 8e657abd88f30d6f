"""A heading within what some outputs leave out is named where it stands, whichever directive it is."""

from __future__ import annotations

import re
from io import StringIO

from sphinx.application import Sphinx

SETTINGS = """
extensions = ["myst_parser", "sphinx.ext.ifconfig", "translated_docs.content.checks.conditional_headings"]
myst_enable_extensions = ["colon_fence"]

def setup(app):
    app.add_config_value("draft", True, "env")
"""
PAGE = """# Title

::::{ifconfig} draft

## One

Words.

## Two
::::

:::{only} html
## Three
:::

## Four
"""


def test_each_heading_is_named_in_their_order_and_no_other(tmp_path):
    (tmp_path / "conf.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "index.md").write_text(PAGE, encoding="utf-8")
    said = StringIO()
    Sphinx(tmp_path, tmp_path, tmp_path / "html", tmp_path / "trees", "html", status=None, warning=said).build()
    assert re.findall(r"index\.md:(\d+): .*? heading '(\w+)' stands within \{(\w+)\}", said.getvalue()) == [
        ("5", "One", "ifconfig"), ("9", "Two", "ifconfig"), ("13", "Three", "only"),
    ]  # fmt: skip
