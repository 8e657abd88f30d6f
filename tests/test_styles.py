"""What a style sheet says, a browser understands: it drops a slip without a word."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

SHEETS = sorted((ROOT / "docs").rglob("_*/**/*.css"))
# What is no declaration of a rule: comments, and what describes a property of our own.
ELSEWHERE = re.compile(r"/\*.*?\*/|@property[^}]*\}", re.DOTALL)
DECLARATION = re.compile(r"(?<=[{;\s])([a-z][a-z-]*):\s*([^;{}]+?)\s*(?:!important)?(?=[;}])")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_declaration_is_one(open_page, sheet):
    declarations = DECLARATION.findall(ELSEWHERE.sub("", sheet.read_text(encoding="utf-8")))
    assert len(declarations) > 10
    wrong = open_page().evaluate("all => all.filter(([name, value]) => !CSS.supports(name, value))", declarations)
    assert wrong == []
