"""The terms of the glossary, with their translations, as the file that Weblate and PO editors read."""

from __future__ import annotations

import pytest
from conftest import ROOT
from translate.storage.tbx import tbxfile
from translated_docs.commands.glossary import tbx, terms, terms_of

PAGES = {
    "MyST": ":::{glossary}\nA term\n  What it is.\n\nAnother\n  More.\n:::\n\nNo term\n",
    "backticks, with an option": "```{glossary}\n:sorted:\n\nA term\n: What it is.\n```\n",
    "reStructuredText": ".. glossary::\n   :sorted:\n\n   A term\n      What it is.\n\n   Another\n      More.\n\nNo term\n",
    "two terms of one definition": ":::{glossary}\nA term\nAnother\n  Both.\n:::\n",
    "a key to sort by": ":::{glossary}\nA term : a\n  What it is.\n:::\n",
    "no glossary": "A term\n  What it is.\n",
}
TERMS = {
    "MyST": ["A term", "Another"], "backticks, with an option": ["A term"], "reStructuredText": ["A term", "Another"],
    "two terms of one definition": ["A term", "Another"], "a key to sort by": ["A term"], "no glossary": [],
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_these_terms(page):
    assert [term for term, _definition in terms_of(PAGES[page])] == TERMS[page]


def test_other_programs_read_the_terms_that_are_translated():
    content = tbx({"用語": "定義", "語": "定義"}, {"用語": "term", "定義": "definition <1>"}, "ja", "qtz")
    [unit] = tbxfile.parsestring(content).units
    assert (unit.source, unit.target, unit.getnotes(origin="definition")) == ("用語", "term", "definition <1>")


def test_ours_are_those_of_the_page():
    assert len(terms(ROOT)) > 20 and "ゲーティング" in terms(ROOT)
