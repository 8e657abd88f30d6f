"""What hides in a text is found, and what a language needs is left in peace."""

from __future__ import annotations

import sys

import pytest
import regex
from conftest import SLOW
from translated_docs.catalogs.characters import DRAWN, UNSEEN, USUAL, USUALLY_DRAWN, draws, hidden
from translated_docs.catalogs.policy.markup_policy import errors

NEEDED = {
    "Persian, a plural": "کتاب\u200cها",
    "Persian, an abbreviation": "۱۳۹۷ ه\u200d.ش",
    "Hindi, a half letter": "क्\u200dष",
    "Malayalam, a chillu": "ന്\u200d",
    "Bengali, ya after ra": "র\u200d্য",
    "Sinhala": "ශ්\u200dරී",
    "Thai, where a line may break": "ภาษา\u200bไทย",
    "Khmer, where a line may break": "ភាសា\u200bខ្មែរ",
    "Mongolian, a variant": "ᠮᠣᠩ\u180b",
    "Hebrew beside Latin": "שפת C++\u200e היא",
    "Arabic, a mark of direction": "\u200fلغة \u061cC",
    "German, a hyphenation": "Silben\u00adtrennung",
    "French, blanks that do not break": "« rapide\u202f» \u00a0: 2\u2009€",
    "Vietnamese, two marks": "ti\u0302\u0301ng",
    "Japanese, a variant of a name": "葛\U000e0100城市",
    "an emoji in colours": "❤\ufe0f",
    "an emoji of several": "👩🏽\u200d💻, 👁\ufe0f\u200d🗨\ufe0f",
    "a key": "1\ufe0f\u20e3",
    "the flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "mathematics, a variant": "≨\ufe00",
    "a number in Arabic": "\u0600١",
}  # fmt: skip
HIDING = {
    "turned around": "\u202ehcraes",
    "isolated": "a\u2066b",
    "a blank without width": "pass\u200bword",
    "a joiner between Latin letters": "a\u200db",
    "a joiner after a Latin letter with a mark": "e\u0301\u200cb",
    "a break within words of Latin": "ab\u2060c",
    "a break after Thai, before Latin": "ไทย\u200ba",
    "a second variant": "❤\ufe0f\ufe0e",
    "a variant of a letter": "a\ufe01",
    "a mark of direction without words that need one": "a\u200eb",
    "a letter written as tag": "🏴\U000e0041",
    "a hyphenation at the end": "word\u00ad",
    "a filler": "word\u3164",
    "a form feed": "a\x0cb",
    "an end of a line": "a\u2028b",
    "no character": "a\ufdd0",
}  # fmt: skip
NOTHING = ["", " ", "\u00a0\u3000", "\u200b", "\u00ad", "\ufe0f", "\u2800", "\u3164", "\uffa0", "\u115f\u1160", "\u0301", "\U000e0100", "\ue000"]
DRAWS = ["a", "—", "…", "☃", "한", "ไ", "ا", "क", "🎉", "1", "ー", "\u20ac"]


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_what_a_language_needs_is_no_error(text):
    assert hidden(text) == set()
    found = [*errors("言葉です。", text, "page"), *errors("Word", text, "sphinx")]
    assert [error for error in found if "no font" not in error.words] == []


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_what_hides_or_turns_text_is_found(text):
    assert len(hidden(text)) == 1
    assert errors("言葉です。", text, "page")
    assert not errors(text, text, "page")  # as its source has it


@pytest.mark.parametrize(("texts", "drawn"), [(NOTHING, False), (DRAWS, True)], ids=["nothing", "something"])
def test_what_is_drawn_is_known(texts, drawn):
    assert [draws(text) for text in texts] == [drawn] * len(texts)


@SLOW
def test_the_short_cuts_agree_with_the_properties():
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [c for c in every if USUAL.fullmatch(c) and regex.match(UNSEEN, c)] == []
    assert [c for c in every if USUALLY_DRAWN.match(c) and not regex.match(DRAWN, c)] == []
