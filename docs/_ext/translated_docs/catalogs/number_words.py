"""Numbers as words, in any language: whether a text has one, and which ones it has.

The words are of Unicode's rules of spelling as unicode-rbnf reads them
(https://unicode.org/reports/tr35/tr35-numbers.html#Rule-Based_Number_Formatting), beside those that say it otherwise.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache

from roman_numerals import RomanNumeral
from unicode_rbnf import FormatPurpose, RbnfEngine
from unicode_rbnf.engine import RbnfError

from translated_docs.catalogs.languages import EAST_ASIAN, WITH_BLANKS, known_locale, locale_of, script

COUNTERS = "つ個个件枚台"  # after a numeral that is a number, and no part of another word
HOMONYMS = {("it", "sei"), ("fr", "neuf"), ("de", "elf"), ("es", "once")}
# What else says a number: how often, how many of a kind, which part.
OTHER_WORDS = {
    "en": {2: "both twice double doubled pair couple half dual", 3: "thrice triple", 4: "quarter", 12: "dozen"},
    "de": {2: "beide doppel doppelt paar halb hälfte", 3: "drittel", 4: "viertel", 12: "dutzend"},
    "fr": {2: "double paire moitié demi couple", 3: "triple tiers", 4: "quart", 12: "douzaine"},
    "es": {2: "ambos ambas doble par mitad medio", 3: "triple tercio", 4: "cuarto", 12: "docena"},
    "pt": {2: "ambos ambas dobro duplo par metade meio", 3: "triplo terço", 4: "quarto", 12: "dúzia"},
    "it": {2: "entrambi entrambe doppio paio metà mezzo", 3: "triplo terzo", 4: "quarto", 12: "dozzina"},
    "ja": {2: "両方 二重 半"},
}
POSITIONAL = str.maketrans("0123456789", "〇一二三四五六七八九")
MOST_SPELT = 10**9  # a number above it is written as a word in no text
MOST_ROMAN = 39


@cache
def speller(language: str) -> RbnfEngine | None:
    """Return what spells numbers in a language, or None if CLDR has no rules for it."""
    locale = known_locale(language)
    names = [f"{locale.language}_{locale.script}", locale.language] if locale else []
    for name in [*names, *(["no"] if "nb" in names else [])]:  # CLDR's file of Bokmål has nothing but its parent
        with suppress(ValueError):
            engine = RbnfEngine.for_language(name)
            if spelt(3, engine, FormatPurpose.CARDINAL):
                return engine
    return None


def spelt(value: int, engine: RbnfEngine, purpose: FormatPurpose) -> list[str]:
    """Return the forms of a number for one purpose; none where the language has no rule for it."""
    try:
        return [plain(form) for form in engine.format_number(value, purpose).text_by_ruleset.values()]
    except (ValueError, RbnfError):
        return []


@cache
def spellings(value: int, language: str) -> frozenset[str]:
    """Return how a language spells a number: as cardinal and ordinal, in each gender and case."""
    engine, purposes = speller(language), (FormatPurpose.CARDINAL, FormatPurpose.ORDINAL)
    found = {form for purpose in purposes for form in spelt(value, engine, purpose)} if engine else set()
    found |= set(OTHER_WORDS.get(locale_of(language).language, {}).get(value, "").split())
    found |= {form.partition(" ")[2] for form in found if value in (100, 1000, 10**6) and " " in form}  # (one) thousand
    if script(language) in EAST_ASIAN:
        found.add(str(value).translate(POSITIONAL))
        found |= {"两", "兩"} if value == 2 and script(language) != "Jpan" else set()
    return frozenset(form for form in found if form and not form.isascii() or len(form) > 1)


@cache
def cardinals(language: str) -> dict[str, int]:
    """Return the words for the numbers from three on that mean nothing else, as far as is known; two may be "both"."""
    if script(language) in EAST_ASIAN:
        return {f"{character}{counter}": value for value, character in enumerate("三四五六七八九", 3) for counter in COUNTERS}
    engine, found = speller(language), {}
    for value in range(3, 13) if engine and script(language) in WITH_BLANKS else ():
        found |= {form: value for form in spelt(value, engine, FormatPurpose.CARDINAL) if form.isalpha()}
    return {word: value for word, value in found.items() if (locale_of(language).language, word) not in HOMONYMS}


def cardinals_in(text: str, language: str) -> dict[str, int]:
    """Return the numbers that a text has as words, by their words."""
    text = plain(text)
    if script(language) in EAST_ASIAN:
        pattern = r"(?<![一二三四五六七八九十百千万数第]){}"
    else:
        pattern = r"(?<![\w’']){}(?!\w)"
    known = {word: value for word, value in cardinals(language).items() if word in text}
    return {word: value for word, value in known.items() if re.search(pattern.format(word), text)}


def plain(text: str) -> str:
    """Return a text in which number words are looked for: in small letters, their parts one blank apart."""
    return re.sub(r"[-\s\u2010\u2011\u00a0]+", " ", text.replace("\u00ad", "").casefold())


def is_spelt(value: int, text: str, language: str) -> bool:
    """Say whether a text has a number as a word, or in Roman numerals."""
    if value <= MOST_ROMAN and value and re.search(rf"(?<!\w){RomanNumeral(value)}(?![A-Z])", text):
        return True
    text, writing = plain(text), script(language)
    with_blanks, east_asian = writing in WITH_BLANKS, writing in EAST_ASIAN
    for form in spellings(value, language) if value <= MOST_SPELT else ():
        if not with_blanks and form[: len(form) - (len(form) > 3 and not east_asian)] in text:  # but for an ending
            return True
        ending = r"\w{0,6}" if len(form) > 3 else r"\w{0,2}"  # a case, a gender, "-fold"
        if with_blanks and form in text and re.search(rf"(?<!\w){re.escape(form)}{ending}(?!\w)", text):
            return True
    return False
