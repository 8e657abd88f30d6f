"""Numbers in the texts of any language: by its marks, scales and halves of the day.

All of these are Unicode's CLDR, as Babel has it.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from math import prod
from typing import NamedTuple

from translated_docs.catalogs.languages import EAST_ASIAN, UNSPACED, cldr, known_locale, language_subtag, locale_of, script
from translated_docs.catalogs.lint.calendars import common_years
from translated_docs.catalogs.lint.dates import NUMERIC_DATE, numeric_month
from translated_docs.catalogs.lint.digits import TENTHS, readable

# Groups of digits may be apart, three each; "23 2022" is two numbers.  One within a word is a part of a name: k8s.
NUMBER = re.compile(
    r"(?<![\w.])\.\d+(?!\.?\d)|(?<!\w)\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*"
    r"|(?<=[\u3040-\u9fff\uac00-\ud7af])\d+(?:[.,'’]\d+)*|(?<=[^\W\d_])\d+(?:[.,]\d+)*(?![A-Za-z\d])"
)
# Where a language without a territory has other marks: Spanish has 8.000 in Spain and 8,000 in Mexico.
ELSEWHERE = {"es": "es_419", "ar": "ar_MA"}
BOTH_DECIMALS = ("CH", "LI")  # a point in prices, and a comma elsewhere
# What stands between a digit and 万 in East Asia, too: 3千, 2천만.
UNITS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
# A form of CLDR: "0 mil millones", "milioni 0;milioni -0".
COMPACT = re.compile(r"(?P<before>[^0;]*)(?P<zeros>0+)(?P<after>[^0;]*)")
OTHER_SCALES = {"ar": {"تريليون": 10**12}, "hi": {"हजार": 1000}, "ne": {"करोड": 10**7}}  # as they are spelt, too; CLDR's Nepali has a tenth
HALF = re.compile(r"\s?(?:時間|小[时時]|時|点|點|年|[か個个ヶ箇]月|[个個分倍]|시간|시|년|개월|배)?\s?[半반]")
# What stands before the second year of two that is shortened: 2020/21, 2020–21.
LONG_YEAR = re.compile(r"(?<!\d)(\d\d)\d\d[/\-‐‑–~〜～]\Z")
MOST_DIGITS = 30  # of a number that is counted with


class Number(NamedTuple):
    """A number of a text, as it is written, with the values that it may be read as."""

    written: str
    values: frozenset[str]


# -- What is known of a language -----------------------------------------------------


@cache
def scales(language: str, place: str = "after") -> dict[str, int]:
    """Return the words that multiply a number before them (million, 億, mil millones), or `place` "before": milioni 2."""
    words: dict[str, int] = {}
    forms = cldr(language, "compact_decimal_formats")
    for length in forms:
        for magnitude, pattern in [item for plural in forms[length].values() for item in plural.items()]:
            form = COMPACT.match(re.sub(r"['¤.\u200e\u200f]", "", str(pattern.pattern)))
            if form and (word := " ".join(form[place].split())) and not (form["before"].strip() and form["after"].strip()):
                words[word] = int(magnitude) // 10 ** (len(form["zeros"]) - 1)
    if place == "before":
        return words
    words |= OTHER_SCALES.get(language_subtag(language), {})
    words |= {"k": words["K"]} if "K" in words else {}  # as programmers write it
    return {**UNITS, **words} if script(language) in EAST_ASIAN else words


@cache
def marks(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the decimal marks and the marks of groups of a language; a code without a territory is that of all."""
    locale = locale_of(language)
    others = [] if locale.territory else [known_locale(ELSEWHERE.get(locale.language, ""))]
    spoken = [locale, *filter(None, others)]
    symbols = [one.number_symbols.get("latn", {}) for one in spoken]
    decimals = {one["decimal"] for one in symbols if "decimal" in one}
    decimals |= {".", ","} if locale.territory in BOTH_DECIMALS else set()
    groups = {one["group"] for one in symbols if "group" in one}
    return frozenset(decimals or "."), frozenset(groups | {" ", "\u00a0", "\u202f", "'", "’"})


# -- Numbers ------------------------------------------------------------------------


def normal(digits: str) -> str:
    """Return a number without zeros before it; one after the point is kept: 3.10 may be a version, and is not 3.1."""
    whole, point, rest = digits.partition(".")
    return f"{whole.lstrip('0') or '0'}{point}{rest}"


def values(written: str, language: str) -> set[str]:
    """Return what digits with marks between them can be read as; a version is what is written."""
    parts = re.split(r"([^\d])", written)
    groups, between = parts[::2], parts[1::2]
    decimals, grouping = marks(language)
    found = set()
    if not between:
        return {normal(written)}
    even = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    indian = len(groups) > 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])
    if set(between) <= grouping and (even or indian) and len(set(between)) == 1:
        found.add(normal("".join(groups)))
    if between[-1] in decimals and set(between[:-1]) <= grouping - {between[-1]}:
        found.add(normal(f"{''.join(groups[:-1])}.{groups[-1]}"))
    return found or {normal(written) if written.count(".") == 1 else written}


def times(number: str, scale: int) -> str:
    """Return a number of digits and at most one point, multiplied."""
    if scale == 1 or len(number) > MOST_DIGITS or not re.fullmatch(r"\d+(?:\.\d+)?", number):
        return number
    return f"{(Decimal(number) * scale).normalize():f}"


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))).replace(r"\ ", r"\s") or "(?!)"


@cache
def scale_pattern(language: str) -> re.Pattern:
    """Return a pattern of a scale after a number; words of letters end where it ends, or have endings if they are long."""
    words = scales(language)
    if script(language) in EAST_ASIAN:  # one unit may multiply another: 2천만
        return re.compile(rf"[ \u00a0]?((?:{any_of(words)})+)(?![a-z])")
    short = {word for word in words if len(word) < 4 and script(language) not in UNSPACED}  # "23 м" is no part of "23 мамыр"
    return re.compile(rf"\s?((?:{any_of(words.keys() - short)})(?![A-Za-z\d])|(?:{any_of(short)})(?!\w))")


@cache
def scale_before(language: str) -> re.Pattern:
    """Return a pattern of a scale at the end of what stands before a number."""
    return re.compile(rf"({any_of(scales(language, 'before'))})\s?\Z")


def scale_factor(words: str, language: str) -> int:
    """Return what a word of a scale, or several together, multiply a number with."""
    known, words = {**scales(language, "before"), **scales(language)}, " ".join(words.split())
    if words in known:
        return known[words]
    return prod(known[unit] for unit in re.findall(any_of(known), words))


@cache
def half_day(language: str, name: str) -> str:
    """Return a pattern of what makes 15 of the hour 3 ("pm"), or 0 of 12 ("am")."""
    periods = [width.get(name) for form in cldr(language, "day_periods").values() for width in form.values()]
    usual = {name, f"{name[0]}.m.", name.upper()}
    return any_of({*usual, *filter(None, periods)} - {"p", "a"})


def is_in(half: str, match: re.Match, language: str) -> bool:
    """Say whether a number is an hour of one half of the day."""
    (before, after), name = around(match), half_day(language, half)
    return bool(re.match(rf"(?:[:.h]\d\d)?\s?(?:{name})(?!\w)", after) or re.search(rf"(?:{name})\s?$", before))


def around(match: re.Match) -> tuple[str, str]:
    """Return what stands before and after a number, as far as it says what the number is of."""
    return match.string[max(0, match.start() - 16) : match.start()], match.string[match.end() : match.end() + 16]


def also_read(match: re.Match, language: str) -> set[str]:
    """Return how a number is said elsewhere: an hour of the afternoon, a decade by its last two digits, a year by all four."""
    written, text = match[0], match.string
    if re.fullmatch(r"\d\d\d0", written) and text[match.end() :][:1] == "s":
        return {written[2:]}
    if re.fullmatch(r"\d\d", written) and (year := LONG_YEAR.search(text[: match.start()])):
        return {year[1] + written}
    has_half = script(language) in EAST_ASIAN and written.isdigit() and HALF.match(text, match.end())
    found = {f"{normal(written)}.5"} if has_half else set()
    if (tenths := TENTHS.get(language_subtag(language))) and text.startswith(tenths, match.end()):
        found |= {times(value, 10) for value in values(written, language)}
    if re.fullmatch(r"0?[1-9]|1[01]", written) and is_in("pm", match, language):
        found.add(str(int(written) + 12))
    if written in ("12", "0", "00") and is_in("am", match, language):
        found |= {"0", "12"}
    return found


@lru_cache(maxsize=64)  # several checks ask of one message
def numbers(text: str, language: str) -> list[Number]:
    """Return the numbers that a text has in digits, in their order, those of dates among them."""
    text, found, end_of_scaled = readable(text, language), [], None
    text = NUMERIC_DATE.sub(lambda match: re.sub(r"[./-]", " ; ", match[0]) if numeric_month(match, language) else match[0], text)
    for match in NUMBER.finditer(text):
        scale = scale_pattern(language).match(text, match.end())
        before = None if scale else scale_before(language).search(text[: match.start()])
        factor = scale_factor((scale or before)[1], language) if scale or before else 1
        read = frozenset(times(value, factor) for value in values(match[0], language)) | also_read(match, language)
        read |= values(match[0], language) if scale and re.fullmatch("[A-Za-z]", scale[1]) else set()  # "4K" and "2k" are names, too
        read |= common_years(match[0], *around(match), language_subtag(language))
        addable = {value.isdigit() and len(value) <= MOST_DIGITS for value in read}
        between = text[end_of_scaled or match.start() : match.start()]
        follows = end_of_scaled and (not between or scale and between.isspace())
        if follows and addable == {True} and all(map(str.isdigit, found[-1].values)):  # 1億2000万
            last = found.pop()
            read = frozenset(str(int(one) + int(other)) for one in last.values for other in read)
        found.append(Number(match[0], read))
        end_of_scaled = scale.end() if scale else None
    return found
