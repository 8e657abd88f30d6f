"""Lint: the warnings about a translation that has no error (markup_policy.py).

Each check has a name and is a function from a message to diagnostics.  The setting
``catalog_lint_disable`` of conf.py switches checks off by name.  The checks of blanks and
repeated words are translate-toolkit's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import polib
from translate.filters.checks import CheckerConfig, FilterFailure, SeriousFilterFailure, StandardChecker

from translated_docs.catalogs.languages import EAST_ASIAN, locale_of, script
from translated_docs.catalogs.markup_policy import Diagnostic, Markup, errors, shown
from translated_docs.catalogs.po_file import UI_DOMAIN, UI_LANGUAGE
from translated_docs.settings import has_style
from translated_docs.svg.labels import fit

JAPANESE = re.compile(r"[぀-ヿ㐀-鿿][぀-ヿ㐀-鿿々ー・]*")
FULL_WIDTH = re.compile(r"[、。，．「」『』（）！？：；　]")
HALF_WIDTH_IN_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿][,.!?;:](?!\w)")
# Unicode's Sentence_Terminal, as far as it ends a sentence of prose, and what may follow it.
SENTENCE_END = re.compile(r"[.!?:;…‽。！？：；।॥؟۔።]['\"’”»）)\]」』*_]*\s*$")
KANJI_NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九十")}
# Groups of digits may be apart, three each; "23 2022" is two numbers.
NUMBER = re.compile(r"\d+(?:[.,٫٬'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
SPELT_OUT = 12  # a number up to here may be written as a word
BRACKETS = ["()", "[]", "{}", "“”", "«»", "（）", "「」", "『』"]
SUPPRESSION = re.compile(r"^no-check\s+(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*)$", re.MULTILINE)


@dataclass
class Terms:
    """What the checks know beyond the message: the glossary's terms, and the boxes of labels."""

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
    """Return the numbers of the months by their names, long and short."""
    widths = [months[width] for months in locale_of(language).months.values() for width in ("wide", "abbreviated")]
    named = {name.lower().rstrip("."): number for names in widths for number, name in names.items()}
    return {name: number for name, number in named.items() if not name[:1].isdigit()}


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


def is_small(number: str) -> bool:
    """Say whether a number may be written as a word."""
    return re.fullmatch(r"\d{1,2}", number) is not None and int(number) <= SPELT_OUT


def months_named(text: str, language: str) -> set[str]:
    """Return the numbers of the months that a text names."""
    words = set(re.findall(r"\w+", text.lower()))
    return {str(number) for name, number in months(language).items() if name in words}


# -- The checks, in the order in which they report ---------------------------------


@dataclass(frozen=True)
class Message:
    """One message of a catalog; ``source`` and ``language`` are codes of languages."""

    msgid: str
    msgstr: str
    domain: str
    source: str
    language: str
    terms: Terms

    @property
    def texts(self) -> tuple[str, str]:
        """Source and translation without their markup."""
        if self.domain == UI_DOMAIN:
            return self.msgid, self.msgstr
        return Markup.of(self.msgid).prose, Markup.of(self.msgstr).prose


Check = Callable[[Message], Iterator[Diagnostic]]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under its name, which is the rule of its diagnostics.

    Its docstring has examples: a ``Bad`` message that it reports, a ``Good`` one that no check reports.
    """

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


@check("brackets")
def unbalanced_brackets(message: Message) -> Iterator[Diagnostic]:
    """A translation may leave out a pair of brackets of its source, not one of the two.

    Bad: "速い（と言う）。" -> "Fast (they say."
    Good: "速い（と言う）。" -> "Fast, they say."
    """
    msgid, msgstr = message.msgid, message.msgstr
    for opening, closing in BRACKETS:
        if msgstr.count(opening) != msgstr.count(closing) and msgid.count(opening) == msgid.count(closing):
            words = f"has a {opening} or {closing} without its other half"
            yield Diagnostic("brackets", words, "close it, or delete it")


@cache
def toolkit(language: str) -> StandardChecker:
    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=language))


def by_toolkit(name: str, message: Message, words: str, remedy: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a test of translate-toolkit fails.

    https://docs.translatehouse.org/projects/translate-toolkit/
    """
    checker = toolkit(message.language)
    checker.str1, checker.str2 = message.msgid, message.msgstr
    try:
        fails = not getattr(checker, name)(message.msgid, message.msgstr)
    except (FilterFailure, SeriousFilterFailure):
        fails = True
    if fails:
        yield Diagnostic(name, words, remedy)


@check("doublespacing")
def double_spacing(message: Message) -> Iterator[Diagnostic]:
    """Two blanks stand together.

    Bad: "速いです。" -> "It is  fast."
    Good: "速いです。" -> "It is fast."
    """
    return by_toolkit("doublespacing", message, "has two blanks together", "leave one")


@check("doublewords")
def double_words(message: Message) -> Iterator[Diagnostic]:
    """A word stands twice in one clause; it may end one clause and begin the next.

    Bad: "速いです。" -> "It is is fast."
    Good: "CiliumはCiliumです。" -> "This is Cilium. Cilium it is."
    """
    for clause in re.split(r"(?<![.,:;!?—])[.,:;!?—]+\s", message.msgstr):
        yield from by_toolkit("doublewords", replace(message, msgstr=clause), "has a word twice", "delete one of the two")


@check("startwhitespace")
def start_whitespace(message: Message) -> Iterator[Diagnostic]:
    """Source and translation differ in the blank at their start.

    Bad: "速いです。" -> " It is fast."
    Good: " 速いです。" -> " It is fast."
    """
    words = "begins with a blank where the source does not, or the other way round"
    return by_toolkit("startwhitespace", message, words, "do as the source does")


@check("endwhitespace")
def end_whitespace(message: Message) -> Iterator[Diagnostic]:
    """Source and translation differ in the blank at their end.

    Bad: "速いです。" -> "It is fast. "
    Good: "速いです。" -> "It is fast."
    """
    words = "ends with a blank where the source does not, or the other way round"
    return by_toolkit("endwhitespace", message, words, "do as the source does")


@check("number")
def number_differs(message: Message) -> Iterator[Diagnostic]:
    """Numbers above `SPELT_OUT` are the same in source and translation; smaller ones may be words.

    Bad: "2018年に4800人が来ました。" -> "In 2018, 480 people came."
    Good: "3枚のスライドで、10億件です。" -> "There are three slides, and 1 billion transactions."
    """
    (msgid, msgstr), language = message.texts, message.language
    source = UI_LANGUAGE if message.domain == UI_DOMAIN else message.source
    before, after = numbers(msgid, source), numbers(msgstr, language)
    spelt = {str(value) for character, value in KANJI_NUMERALS.items() if character in msgid}
    for number in before.keys() - after.keys() - months_named(msgstr, language):
        if not is_small(number):
            yield Diagnostic("number", f"lacks the number {number}", "write it as in the source")
    # Which words are small numbers is known of Japanese; elsewhere one is suspect where one of the source is missing.
    may_be_word = script(source) != "Jpan" and not before.keys() - after.keys()
    for number in after.keys() - before.keys() - spelt - months_named(msgid, source):
        if may_be_word and is_small(number):
            continue
        yield Diagnostic("number", f"has the number {number}, which the source has not", "compare it with the source")


@check("punctuation")
def wrong_punctuation(message: Message) -> Iterator[Diagnostic]:
    """Punctuation has the width that the script of the language uses, and a sentence ends as one.

    Bad: "速いです。" -> "It is fast。"
    Good: "速いです。" -> "It is fast."
    """
    (msgid, msgstr), writing = message.texts, script(message.language)
    if writing not in EAST_ASIAN:
        for mark in sorted(set(FULL_WIDTH.findall(msgstr))):
            yield Diagnostic("punctuation", f"has the full-width mark {mark}", "use the one of your language")
    elif has_style("full-width-punctuation", message.language) and (half := HALF_WIDTH_IN_JAPANESE.search(msgstr)):
        words = f"has the half-width mark {half[0][-1]} after Japanese"
        yield Diagnostic("punctuation", words, "use 、 。 ！ ？ ； ：")
    if msgid.endswith("。") and not SENTENCE_END.search(msgstr):
        yield Diagnostic("punctuation", "does not end as a sentence does", "end it with a full stop")


@cache
def words_in_script(language: str) -> re.Pattern | None:
    """Return a pattern for words in the script of a language; None for Latin, in which names are written everywhere."""
    writing = script(language)
    if writing == "Jpan":
        return JAPANESE
    if writing == "Latn":
        return None
    import regex  # only now: most sources are in one of these

    names = {"Hans": ("Hani",), "Hant": ("Hani",), "Kore": ("Hang", "Hani")}.get(writing, (writing,))
    letters = "".join(rf"\p{{Script={name}}}" for name in names)
    return regex.compile(rf"[{letters}][{letters}\p{{M}}]*")


@check("untranslated")
def source_words_left(message: Message) -> Iterator[Diagnostic]:
    """No words in the script of the source are left in a translation of another script.

    Bad: "本流に取り込みます。" -> "It is merged into 本流."
    Good: "本流に取り込みます。" -> "It is merged into the main branch."
    """
    if message.domain == UI_DOMAIN:
        return
    writing, others = words_in_script(message.source), {script(message.source), script(message.language)}
    if writing is None or len(others) == 1 or others <= EAST_ASIAN:
        return
    for words in dict.fromkeys(writing.findall(message.texts[1])):
        remedy = "translate it, or say why it stays (# no-check untranslated: …)"
        yield Diagnostic("untranslated", f"still has {words}", remedy)


def alike(agreed: str, used: str) -> bool:
    """Whether a rendering is the agreed one, but for its ending."""
    stems = [word[: max(3, len(word) * 2 // 3)] for word in agreed.casefold().split()]
    return all(stem in used.casefold() for stem in stems)


@check("term")
def terms_not_as_agreed(message: Message) -> Iterator[Diagnostic]:
    """Each term that the source marks has the translation of the glossary.

    Bad: "{term}`ゲーティング`です。" -> "This is {term}`gatekeeping <ゲーティング>`."
    Good: "{term}`ゲーティング`です。" -> "This is {term}`gating <ゲーティング>`."
    """
    if message.domain == UI_DOMAIN:
        return
    for target in re.findall(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`", message.msgid):
        agreed = message.terms.glossary.get(target)
        if agreed and not alike(agreed, message.msgstr):
            remedy = "use the word that the glossary has agreed on"
            yield Diagnostic("term", f"does not say {agreed!r} for {target}", remedy)


@check("label")
def label_too_long(message: Message) -> Iterator[Diagnostic]:
    """The label of an SVG figure fits its box.

    Bad: "本流" -> "the main line of the repository, which everyone shares"
    Good: "本流" -> "main"
    """
    boxes = message.terms.labels.get(message.msgid, ()) if message.domain != UI_DOMAIN else ()
    for figure, size, box in boxes:
        excess = fit(message.msgstr, size, box)[2]
        if excess:
            words = f"is {round(excess)} units too long for its place in {figure}"
            yield Diagnostic("label", words, "shorten it")


# -- All checks together ---------------------------------------------------------


def unknown_checks(disabled: Collection[str]) -> str | None:
    """Return what is wrong with ``catalog_lint_disable`` of conf.py; None if each name is one of a check."""
    unknown = [name for name in disabled if name not in CHECKS]
    if isinstance(disabled, str):
        return "conf.py:1: catalog_lint_disable is no list; write the names of checks in brackets"
    if not unknown:
        return None
    return f"conf.py:1: catalog_lint_disable names no check: {', '.join(unknown)}; the checks are {', '.join(CHECKS)}"


def warnings(message: Message, disabled: Collection[str] = ()) -> list[Diagnostic]:
    """Return what a person should look at in a translation that could be used as it is."""
    found = (diagnostic for name, run in CHECKS.items() if name not in disabled for diagnostic in run(message))
    return list(dict.fromkeys(found))


def suppressions(entry: polib.POEntry) -> dict[str, str]:
    """Return rule and reason of each translator's comment ``# no-check RULE: REASON``."""
    return {match["rule"]: match["reason"] for match in SUPPRESSION.finditer(entry.tcomment)}


def diagnostics(
    entry: polib.POEntry, domain: str, source: str, language: str, terms: Terms, disabled: Collection[str] = ()
) -> list[Diagnostic]:
    """Return the errors of a message, or its warnings, but for those suppressed with a reason.

    ``disabled`` are the names of checks that conf.py switches off.
    """
    if found := errors(entry.msgid, entry.msgstr, domain, terms.glossary):
        return found  # no comment suppresses an error
    found = warnings(Message(entry.msgid, entry.msgstr, domain, source, language, terms), disabled)
    suppressed = {rule: reason for rule, reason in suppressions(entry).items() if rule not in disabled}
    reported = [diagnostic for diagnostic in found if not suppressed.get(diagnostic.rule)]
    for rule, reason in suppressed.items():
        if rule not in {diagnostic.rule for diagnostic in found}:
            words = f"switches off {shown(rule)!r}, which finds nothing"
            reported.append(Diagnostic("no-check", words, "delete that comment"))
        elif not reason:
            words = f"switches off {rule!r} without a reason"
            reported.append(Diagnostic("no-check", words, f"write # no-check {rule}: why"))
    return reported
