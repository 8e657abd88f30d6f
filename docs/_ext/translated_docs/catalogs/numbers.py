"""Numbers and dates in the texts of any language: by its marks, scales and names of months.

All of these are Unicode's CLDR, as Babel has it.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from math import prod
from typing import NamedTuple

from translated_docs.catalogs.calendars import KANJI, common_years, with_usual_years
from translated_docs.catalogs.languages import (
    EAST_ASIAN,
    WITH_BLANKS,
    cldr,
    known_locale,
    language_subtag,
    locale_of,
    script,
)

# Groups of digits may be apart, three each; "23 2022" is two numbers.  One within a word is a part of a name: k8s.
NUMBER = re.compile(
    r"(?<!\w)\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*"
    r"|(?<=[^\W\d_])\d+(?:[.,]\d+)*(?![A-Za-z\d])|(?<=[\u3040-\u9fff\uac00-\ud7af])\d+(?:[.,'’]\d+)*"
)
# A date in digits: all are parted by one mark, and the year has four of them.
NUMERIC_DATE = re.compile(
    r"(?<![\d.,/-])(?P<first>\d{1,4})(?P<mark>[./-])[ \u00a0]?"
    r"(?P<second>\d{1,2})(?P=mark)[ \u00a0]?(?P<third>\d{1,4})(?![\d/-])"
)
CJK_MONTH = re.compile(r"(\d{1,2})[ \u00a0]?[月월]")
ORDINAL_MARK = r"(?:st|nd|rd|th|er|re|[.ºªº°])?"
BLANK = r"[ \u00a0,/-]{1,2}"
# What stands between a digit and 万 in East Asia, too: 3千, 2천만.
UNITS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
TENTHS = {"ja": "割", "zh": "成"}  # of a hundred: 3割 is 30 %
# An hour with a point before its minutes, as some languages write it: 15.30 Uhr, 09.00–17.00.
HOUR = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?=[ \u00a0]?(?:Uhr|uur|น\.|godz|h\b|hrs\b))|(?<=\bklo )(\d\d?)\.(\d\d)\b"
    r"|(?<![\d.,])(0\d)\.([0-5]\d)(?![.,]?\d)|(?<=0\d[.:][0-5]\d[-–])(1\d|2[0-3])\.([0-5]\d)(?![.,]?\d)"
)
COLON_HOUR = re.compile(r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
CENTURY = re.compile(r"(\d\d?)世[纪紀]([1-9]0)年代")
HALF = re.compile(r"\s?(?:時間|小[时時]|時|点|點|年|[か個个ヶ箇]月|[个個分倍]|시간|시|년|개월|배)?\s?[半반]")
# Territories whose months have other names than a language has elsewhere; a code without one is that of all.
ALSO_SPOKEN = {"ar": ("ar_SY", "ar_DZ", "ar_MA"), "de": ("de_AT",)}
DOTTED_CAPITALS = {"az", "crh", "tr", "tt"}
NO_MONTH = {"MAY"}  # in capitals a word of standards: what one may do
MOST_DIGITS = 30  # of a number that is counted with
LATIN_MARKS = str.maketrans("٫٬．，", ".,.,")


class Number(NamedTuple):
    """A number of a text, as it is written, with the values that it may be read as."""

    written: str
    values: frozenset[str]


class Day(NamedTuple):
    """A date of a text, as far as it says it."""

    year: int | None
    month: int


# -- What is known of a language -----------------------------------------------------


@cache
def scales(language: str) -> dict[str, int]:
    """Return the words that multiply a number before them: million, 億, milliard."""
    words = {}
    forms = cldr(language, "compact_decimal_formats")
    for length in forms:
        for magnitude, pattern in [item for plural in forms[length].values() for item in plural.items()]:
            written = str(pattern.pattern)
            if word := re.sub(r"['0¤\s.\u200e\u200f]", "", written):
                words[word] = int(magnitude) // 10 ** (written.count("0") - 1)
    words |= {"k": words["K"]} if "K" in words else {}  # as programmers write it
    return {**UNITS, **words} if script(language) in EAST_ASIAN else words


@cache
def months(language: str) -> dict[str, int]:
    """Return the numbers of the months by their names, long and short, with and without a case ending."""
    spoken = [language, *filter(known_locale, ALSO_SPOKEN.get(language, ()))]
    contexts = [months for one in spoken for months in cldr(one, "months").values()]
    widths = [months[width] for months in contexts for width in ("wide", "abbreviated")]
    named = {name.rstrip("."): number for names in widths for number, name in names.items()}
    named |= {in_capitals(name, language): number for name, number in named.items()}
    return {name: number for name, number in named.items() if not name[:1].isdigit() and name not in NO_MONTH}


def in_capitals(word: str, language: str) -> str:
    """Return a word in capital letters, which are not the same everywhere: "nisan" is NİSAN."""
    return (word.replace("i", "İ") if language_subtag(language) in DOTTED_CAPITALS else word).upper()


@cache
def marks(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the decimal marks and the marks of groups of a language.

    A code without a territory is that of all: Spanish has 8.000 in Spain and 8,000 in Mexico (es_419).
    """
    locale = locale_of(language)
    spoken = [locale, *filter(None, [None if locale.territory else known_locale(f"{locale.language}_419")])]
    symbols = [one.number_symbols.get("latn", {}) for one in spoken]
    decimals = {one["decimal"] for one in symbols if "decimal" in one}
    groups = {one["group"] for one in symbols if "group" in one}
    return frozenset(decimals or "."), frozenset(groups | {" ", "\u00a0", "\u202f", "'", "’"})


# -- Numbers ------------------------------------------------------------------------


def latin_digits(text: str) -> str:
    """Return a text with its digits, whatever their script, as those from 0 to 9."""
    if text.isascii():
        return text
    return "".join(map(latin_character, text.translate(LATIN_MARKS)))


@lru_cache(maxsize=4096)
def latin_character(character: str) -> str:
    """Return what a character is in digits from 0 to 9: "٣" is 3, "½" is 1/2, "④" 4; itself if it is none of these."""
    if character.isascii() or not character.isnumeric():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    in_digits = unicodedata.decomposition(character).startswith(("<fraction>", "<circle>"))
    return f" {unicodedata.normalize('NFKC', character)} " if in_digits else character


def readable(text: str, language: str) -> str:
    """Return a text as its numbers are looked for: in digits from 0 to 9, an hour and its minutes with a colon."""
    text = with_usual_years(latin_digits(text))
    text = HOUR.sub(lambda match: ":".join(filter(None, match.groups())), text)
    if script(language) not in EAST_ASIAN:
        return text
    numeral = TENTHS.get(language_subtag(language))
    text = re.sub(rf"[二三四五六七八九](?={numeral})", lambda match: str(KANJI.index(match[0])), text) if numeral else text
    return CENTURY.sub(lambda match: f"{100 * (int(match[1]) - 1) + int(match[2])}年代", text)


def with_hours_of(text: str, other: str) -> str:
    """Return a text with a colon in what the other text has as an hour with one: 10.30, as many languages write 10:30."""
    if "." not in text or ":" not in other:
        return text
    for hour, minutes in set(COLON_HOUR.findall(latin_digits(other))):
        hours = "|".join({str(int(hour)), str((int(hour) + 12) % 24)})  # 2:30 pm
        text = re.sub(rf"(?<![\d.,:])(0?(?:{hours}))\.({minutes})(?![.,]?\d)", r"\1:\2", text)
    return text


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
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


@cache
def scale_pattern(language: str) -> re.Pattern:
    """Return a pattern of a scale after a number; words of letters end where it ends."""
    words = any_of(scales(language))
    if script(language) in EAST_ASIAN:  # one unit may multiply another: 2천만
        return re.compile(rf"[ \u00a0]?((?:{words})+)(?![a-z])")
    return re.compile(rf"\s?({words})(?![A-Za-z\d])")


def scale_factor(words: str, language: str) -> int:
    """Return what a word of a scale, or several together, multiply a number with."""
    known = scales(language)
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
    """Return how a number is said elsewhere: an hour of the afternoon, a decade by its last two digits."""
    written, text = match[0], match.string
    if re.fullmatch(r"\d\d\d0", written) and text[match.end() :][:1] == "s":
        return {written[2:]}
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
    text = NUMERIC_DATE.sub(lambda match: re.sub(r"[./-]", " ; ", match[0]) if day(match, language) else match[0], text)
    for match in NUMBER.finditer(text):
        scale = scale_pattern(language).match(text, match.end())
        factor = scale_factor(scale[1], language) if scale else 1
        read = frozenset(times(value, factor) for value in values(match[0], language)) | also_read(match, language)
        read |= values(match[0], language) if scale and re.fullmatch("[A-Z]", scale[1]) else set()  # "4K" is a name, too
        read |= common_years(match[0], *around(match), language_subtag(language))
        addable = {value.isdigit() and len(value) <= MOST_DIGITS for value in read}
        between = text[end_of_scaled or match.start() : match.start()]
        follows = end_of_scaled and (not between or scale and between.isspace())
        if follows and addable == {True} and all(map(str.isdigit, found[-1].values)):  # 1億2000万
            before = found.pop()
            read = frozenset(str(int(one) + int(other)) for one in before.values for other in read)
        found.append(Number(match[0], read))
        end_of_scaled = scale.end() if scale else None
    return found


# -- Dates --------------------------------------------------------------------------


@cache
def has_day_first(language: str) -> bool:
    """Say whether a language writes the day before the month, in digits."""
    pattern = locale_of(language).date_formats["short"].pattern
    return pattern.find("d") < pattern.find("M")


def day(match: re.Match, language: str) -> Day | None:
    """Return the date that digits are, or None if they are none: a version, an address, parts of one."""
    first, second, third = (int(match[name]) for name in ("first", "second", "third"))
    lengths = len(match["first"]), len(match["third"])
    if lengths[0] == 4 and lengths[1] <= 2:
        year, month, date = first, second, third
    elif lengths[1] == 4 and lengths[0] <= 2:
        date, month = (first, second) if has_day_first(language) else (second, first)
        date, month, year = (month, date, third) if month > 12 else (date, month, third)
    else:
        return None
    return Day(year, month) if 1 <= month <= 12 and 1 <= date <= 31 and 1000 <= year <= 2999 else None


@cache
def has_capital_months(language: str) -> bool:
    """Say whether a language writes the names of months with a capital letter."""
    return all(name[0].isupper() for name in months(language))


def month_flags(language: str) -> re.RegexFlag:
    return re.NOFLAG if has_capital_months(language) else re.IGNORECASE


@cache
def has_cases(language: str) -> bool:
    """Say whether the name of a month has another ending in a date than alone."""
    named = cldr(language, "months")
    return named["format"]["wide"] != named["stand-alone"]["wide"]


def name_pattern(name: str, language: str) -> str:
    """Return a pattern of the name of a month, with any ending if it is long."""
    if len(name) < 5 or name[-1].isdigit() or script(language) not in WITH_BLANKS:
        return re.escape(name)
    return re.escape(name[:-1] if has_cases(language) else name) + r"\w{0,4}"


@cache
def named_date(language: str) -> re.Pattern:
    """Return a pattern of the name of a month beside a number; "may 2" has no capital letter where May has one."""
    names = "|".join(name_pattern(name, language) for name in sorted(months(language), key=len, reverse=True)) or "(?!)"
    if script(language) in EAST_ASIAN:
        return re.compile(rf"(?<=[\d年]) ?(?P<before>{names})|(?P<after>{names}) ?\d")
    name, of = rf"(?<!\w)(?P<name>{names})(?!\w)\.?", r"(?:\w{1,3}[ \u00a0])?"
    after = rf"{name.replace('name', 'after', 1)}{BLANK}{of}\d"
    return re.compile(rf"\d{ORDINAL_MARK}{BLANK}{of}{name.replace('name', 'before', 1)}|{after}", month_flags(language))


@lru_cache(maxsize=64)
def days(text: str, language: str) -> list[Day]:
    """Return the dates of a text: in digits, with a month's name beside a number, and as 8月 and 8월."""
    if not re.search(r"\d", text):
        return []
    text = readable(text, language)
    found = [one for match in NUMERIC_DATE.finditer(text) if (one := day(match, language))]
    if script(language) in EAST_ASIAN:
        found += [Day(None, int(match[1])) for match in CJK_MONTH.finditer(text) if 1 <= int(match[1]) <= 12]
    names = (match["before"] or match["after"] for match in named_date(language).finditer(text))
    return found + [Day(None, month_of(name, language)) for name in names]


@lru_cache(maxsize=4096)
def month_of(word: str, language: str) -> int:
    """Return the number of the month that a word names; 0 if it names none."""
    names = months(language).items()
    found = (number for name, number in names if re.fullmatch(name_pattern(name, language), word, month_flags(language)))
    return next(found, 0)


def month_name(number: int, language: str) -> str:
    """Return the name of a month as it stands alone."""
    return cldr(language, "months")["stand-alone"]["wide"][number]


def months_named(text: str, language: str) -> set[str]:
    """Return the numbers of the months that a text names anywhere."""
    if script(language) not in WITH_BLANKS:
        return {str(number) for name, number in months(language).items() if name in text}
    return {str(month_of(word, language)) for word in re.findall(r"\w+", text)} - {"0"}
