"""Whether a translation has the word that was agreed on for a term, in whatever form its language gives it there."""

import re
import unicodedata
from difflib import SequenceMatcher

from translated_docs.catalogs.languages import EAST_ASIAN, language_subtag, script
from translated_docs.catalogs.lint.number_words import ROMANCE, plain

STEMS_STAY = {"en"} | ROMANCE  # languages whose words have other endings, and hardly another letter within
SLAVIC = {"be", "bg", "bs", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"}
VOWELS = re.compile("[aeiouyаеёиоуыэюяіїєўйьъ'’]")
NO_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
MOST_CHANGING = 5  # letters of a word that may change within: of a longer one the beginning is the same


def alike(agreed: str, used: str) -> bool:
    """Whether a rendering is the agreed one, but for its ending."""
    stems, used = [word[: max(3, len(word) * 2 // 3)] for word in plain(agreed).split()], plain(used)
    return all(stem in used for stem in stems)


def is_inflected(agreed: str, shown_words: str, language: str) -> bool:
    """Whether each word of a term is shown in another form, as far as short ones change within: улей, в улье; Haus, Häuser."""
    if language_subtag(language) in STEMS_STAY or script(language) in EAST_ASIAN:
        return False
    words, used = (NO_MARKS.sub("", unicodedata.normalize("NFD", plain(text))).split() for text in (agreed, shown_words))
    forms = [is_form, *([has_lost_vowel] if language_subtag(language) in SLAVIC else [])]
    return bool(words) and all(any(is_same(word, other) for is_same in forms for other in used) for word in words)


def is_form(word: str, other: str) -> bool:
    """Whether a word may be a form of a short one: with three of five of its letters, in their order, and few more."""
    same = sum(block.size for block in SequenceMatcher(None, word, other, autojunk=False).get_matching_blocks())
    few = len(word) <= MOST_CHANGING and len(other) - len(word) <= MOST_CHANGING
    return word == other or few and same * 5 >= len(word) * 3


def has_lost_vowel(word: str, other: str) -> bool:
    """Whether a word may be a form of another without one of its vowels: день, дня; ocet, octa."""
    stem, found = (VOWELS.sub("", text) for text in (word, other))
    return len(stem) > 1 and found.startswith(stem) and other[0] == word[0] and len(other) - len(word) <= MOST_CHANGING
