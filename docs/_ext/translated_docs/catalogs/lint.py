"""What to tell a translator about one message, on top of what is refused anyway.

Each check is a function from source and translation to diagnostics.  Those on blanks and
repeated words are translate-toolkit's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import polib
from translate.filters.checks import CheckerConfig, FilterFailure, SeriousFilterFailure, StandardChecker

from translated_docs.catalogs.languages import locale_of, script
from translated_docs.catalogs.markup_policy import Diagnostic, Markup, errors, shown
from translated_docs.catalogs.po_file import UI_DOMAIN
from translated_docs.svg.labels import fit

EAST_ASIAN = {"Jpan", "Hans", "Hant", "Kore"}  # scripts with full-width punctuation
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿][぀-ヿ㐀-鿿々ー・]*")
FULL_WIDTH = re.compile(r"[、。，．「」『』（）！？：；　]")
HALF_WIDTH_IN_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿][,.!?;:](?!\w)")
# Unicode's Sentence_Terminal, as far as it ends a sentence of prose, and what may follow it.
SENTENCE_END = re.compile(r"[.!?:;…‽。！？：；।॥؟۔።]['\"’”»）)\]」』*_]*\s*$")
KANJI_NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九十")}
NUMBER = re.compile(r"\d+(?:[.,٫٬'’  ]\d+)*")
SPELT_OUT = 12  # a number up to here may be written as a word
BRACKETS = ["()", "[]", "{}", "“”", "«»", "（）", "「」", "『』"]
# Those of translate-toolkit's tests that hold for any pair of languages.
TOOLKIT = {
    "doublespacing": ("has two blanks together", "leave one"),
    "doublewords": ("has a word twice", "delete one of the two"),
    "startwhitespace": ("begins with a blank where the source does not, or the other way round", "do as the source does"),
    "endwhitespace": ("ends with a blank where the source does not, or the other way round", "do as the source does"),
}
SUPPRESSION = re.compile(r"^no-check\s+(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*)$", re.MULTILINE)


@dataclass
class Terms:
    """What the checks know beyond the message: agreed terms, and the rooms of labels."""

    glossary: dict[str, str] = field(default_factory=dict)
    labels: dict[str, list[tuple[str, float, tuple[float, float]]]] = field(default_factory=dict)


# -- Numbers --------------------------------------------------------------------


@cache
def scales(language: str) -> dict[str, int]:
    """Return the words that multiply a number before them: million, 億, milliard."""
    words = {}
    forms = locale_of(language).compact_decimal_formats
    for length in forms:
        for magnitude, pattern in [item for plural in forms[length].values() for item in plural.items()]:
            written = str(pattern.pattern)
            if word := re.sub(r"['0¤\s.]", "", written):
                words[word] = int(magnitude) // 10 ** (written.count("0") - 1)
    return words


@cache
def months(language: str) -> dict[str, int]:
    names = locale_of(language).months["format"]["wide"]
    return {name.lower(): number for number, name in names.items() if not name[:1].isdigit()}


def value(digits: str, language: str) -> str:
    """Return a number without the marks that group its digits."""
    symbols = locale_of(language).number_symbols["latn"]
    grouped = rf"(?<=\d)(?:[{re.escape(symbols['group'])}\u00a0\u202f ])(?=\d{{3}}(?!\d))"
    return re.sub(grouped, "", digits).replace(symbols["decimal"], ".")


def numbers(text: str, language: str) -> Counter[str]:
    """Return the numbers that are written with digits, as values."""
    text = unicodedata.normalize("NFKC", text)
    words = "|".join(sorted(map(re.escape, scales(language)), key=len, reverse=True))
    found: Counter[str] = Counter()
    for match in re.finditer(rf"({NUMBER.pattern})(?:\s?({words})(?![a-z]))?", text):
        number, scale = value(match[1], language), scales(language).get(match[2], 1)
        if scale > 1 and re.fullmatch(r"\d+(?:\.\d+)?", number):
            number = f"{round(float(number) * scale, 6):.10g}"
        found[re.sub(r"^(\d+)\.0+$", r"\1", number)] += 1
    return found


def months_named(text: str, language: str) -> set[str]:
    """Return the numbers of the months that a text names."""
    words = set(re.findall(r"\w+", text.lower()))
    return {str(number) for name, number in months(language).items() if name in words}


def number_differs(msgid: str, msgstr: str, source: str, language: str) -> Iterator[Diagnostic]:
    """Numbers of more than a dozen must be the same; smaller ones may be spelt out."""
    before, after = numbers(msgid, source), numbers(msgstr, language)
    spelt = {str(value) for character, value in KANJI_NUMERALS.items() if character in msgid}
    for number in before.keys() - after.keys() - months_named(msgstr, language):
        if not (re.fullmatch(r"\d{1,2}", number) and int(number) <= SPELT_OUT):
            yield Diagnostic("number", f"lacks the number {number}", "write it as in the source")
    for number in after.keys() - before.keys() - spelt - months_named(msgid, source):
        yield Diagnostic("number", f"has the number {number}, which the source has not", "compare it with the source")


# -- Words ----------------------------------------------------------------------


def wrong_punctuation(msgid: str, msgstr: str, source: str, language: str) -> Iterator[Diagnostic]:
    if script(language) not in EAST_ASIAN:
        for mark in sorted(set(FULL_WIDTH.findall(msgstr))):
            yield Diagnostic("punctuation", f"has the full-width mark {mark}", "use the one of your language")
    elif script(language) == "Jpan" and (half := HALF_WIDTH_IN_JAPANESE.search(msgstr)):
        yield Diagnostic("punctuation", f"has the half-width mark {half[0][-1]} after Japanese", "use 、 。 ！ ？ ； ：")
    if msgid.endswith("。") and not SENTENCE_END.search(msgstr):
        yield Diagnostic("punctuation", "does not end as a sentence does", "end it with a full stop")


def source_words_left(msgid: str, msgstr: str, source: str, language: str) -> Iterator[Diagnostic]:
    if script(language) in EAST_ASIAN:
        return
    for words in dict.fromkeys(JAPANESE.findall(msgstr)):
        remedy = "translate it, or say why it stays (# no-check untranslated: …)"
        yield Diagnostic("untranslated", f"still has {words}", remedy)


def alike(agreed: str, used: str) -> bool:
    """Whether a rendering is the agreed one, but for its ending."""
    stems = [word[: max(3, len(word) * 2 // 3)] for word in agreed.casefold().split()]
    return all(stem in used.casefold() for stem in stems)


def terms_not_as_agreed(msgid: str, msgstr: str, glossary: dict[str, str]) -> Iterator[Diagnostic]:
    """Each term that the source marks must appear in the translation as the glossary has it."""
    for target in re.findall(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`", msgid):
        agreed = glossary.get(target)
        if agreed and not alike(agreed, msgstr):
            remedy = "use the word that the glossary has agreed on"
            yield Diagnostic("term", f"does not say {agreed!r} for {target}", remedy)


def label_too_long(msgid: str, msgstr: str, rooms) -> Iterator[Diagnostic]:
    for figure, size, room in rooms:
        excess = fit(msgstr, size, room)[2]
        if excess:
            yield Diagnostic("label", f"is {round(excess)} units too long for its place in {figure}", "shorten it")


# -- All together ---------------------------------------------------------------


def unbalanced_brackets(msgid: str, msgstr: str) -> Iterator[Diagnostic]:
    """A translation may do without a bracket of its source, not without one half of it."""
    for opening, closing in BRACKETS:
        if msgstr.count(opening) != msgstr.count(closing) and msgid.count(opening) == msgid.count(closing):
            words = f"has a {opening} or {closing} without its other half"
            yield Diagnostic("brackets", words, "close it, or delete it")


@cache
def toolkit(language: str) -> StandardChecker:
    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=language))


def fails(checker: StandardChecker, name: str, msgid: str, msgstr: str) -> bool:
    checker.str1, checker.str2 = msgid, msgstr
    try:
        return not getattr(checker, name)(msgid, msgstr)
    except (FilterFailure, SeriousFilterFailure):
        return True


def toolkit_warnings(msgid: str, msgstr: str, language: str) -> Iterator[Diagnostic]:
    checker = toolkit(language)
    for name, (words, remedy) in TOOLKIT.items():
        # A word may end one clause and begin the next.
        clauses = re.split(r"(?<![.,:;!?—])[.,:;!?—]+\s", msgstr) if name == "doublewords" else [msgstr]
        if any(fails(checker, name, msgid, clause) for clause in clauses):
            yield Diagnostic(name, words, remedy)


def warnings(msgid: str, msgstr: str, domain: str, source: str, language: str, terms: Terms) -> list[Diagnostic]:
    """Return what a person should look at in a translation that could be used as it is.

    ``source`` and ``language`` are codes of languages.
    """
    diagnostics = unbalanced_brackets(msgid, msgstr), toolkit_warnings(msgid, msgstr, language)
    if domain == UI_DOMAIN:
        plain = msgid, msgstr
        diagnostics += (number_differs(*plain, "en", language), wrong_punctuation(*plain, "en", language))
    else:
        plain = Markup.of(msgid).text, Markup.of(msgstr).text
        diagnostics += (
            number_differs(*plain, source, language),
            wrong_punctuation(*plain, source, language),
            source_words_left(*plain, source, language),
            terms_not_as_agreed(msgid, msgstr, terms.glossary),
            label_too_long(msgid, msgstr, terms.labels.get(msgid, ())),
        )
    return list(dict.fromkeys(diagnostic for found in diagnostics for diagnostic in found))


def suppressions(entry: polib.POEntry) -> dict[str, str]:
    """Return rule and reason of each translator's comment ``# no-check RULE: REASON``."""
    return {match["rule"]: match["reason"] for match in SUPPRESSION.finditer(entry.tcomment)}


def diagnostics(entry: polib.POEntry, domain: str, source: str, language: str, terms: Terms) -> list[Diagnostic]:
    """Return what is to be said of a message: its diagnostics, but for those suppressed with a reason."""
    if found := errors(entry.msgid, entry.msgstr, domain):
        return found  # no comment makes these harmless
    diagnostics = warnings(entry.msgid, entry.msgstr, domain, source, language, terms)
    suppressed = suppressions(entry)
    said = [diagnostic for diagnostic in diagnostics if not suppressed.get(diagnostic.rule)]
    for rule, reason in suppressed.items():
        if rule not in {diagnostic.rule for diagnostic in diagnostics}:
            words = f"switches off {shown(rule)!r}, which finds nothing"
            said.append(Diagnostic("no-check", words, "delete that comment"))
        elif not reason:
            words = f"switches off {rule!r} without a reason"
            said.append(Diagnostic("no-check", words, f"write # no-check {rule}: why"))
    return said
