"""Dates in the texts of any language: in digits, by its order of day and month, and by its names of months.

All of these are Unicode's CLDR, as Babel has it.
"""

import re
from functools import cache, lru_cache
from unicodedata import normalize

from translated_docs.catalogs.languages import EAST_ASIAN, WITH_BLANKS, cldr, known_locale, language_subtag, locale_of, script
from translated_docs.catalogs.lint.digits import readable

# A date in digits: all are parted by one mark, and the year has four of them.
NUMERIC_DATE = re.compile(
    r"(?<![\d.,/-])(?P<first>\d{1,4})(?P<mark>[./-])[ \u00a0]?"
    r"(?P<second>\d{1,2})(?P=mark)[ \u00a0]?(?P<third>\d{1,4})(?![\d/-])"
)
CJK_MONTH = re.compile(r"(\d{1,2})[ \u00a0]?[月월]")
ORDINAL_MARK = r"(?:st|nd|rd|th|er|re|[.ºªº°])?"
BLANK = r"[ \u00a0,/-]{1,2}"
# Territories whose months have other names than a language has elsewhere; a code without one is that of all.
ALSO_SPOKEN = {"ar": ("ar_SY", "ar_DZ", "ar_MA"), "de": ("de_AT",)}
CAPITAL_MONTHS = {"cy", "en", "tr"}  # in which a name in small letters is another word: may, mai, ocak
ENDINGS_UNSAID = {"lv"}  # of which CLDR has "augusts" alone, and no "augustā"
DOTTED_CAPITALS = {"az", "crh", "tr", "tt"}
# A number, what CLDR has where nobody told it a name, and a word of standards: what one may do.
NO_NAME = re.compile(r"M?\d|MAY$")


@cache
def months(language: str) -> dict[str, int]:
    """Return the numbers of the months by their names, long and short, with and without a case ending; none where nobody knows them."""
    spoken = filter(known_locale, [language, *ALSO_SPOKEN.get(language, ())])
    contexts = [months for one in spoken for months in cldr(one, "months").values()]
    widths = [months[width] for months in contexts for width in ("wide", "abbreviated")]
    named = {normalize("NFC", name.rstrip(".")): number for names in widths for number, name in names.items()}
    named |= {in_capitals(name, language): number for name, number in named.items()}
    return {name: number for name, number in named.items() if not NO_NAME.match(name)}


def in_capitals(word: str, language: str) -> str:
    """Return a word in capital letters, which are not the same everywhere: "nisan" is NİSAN."""
    return (word.replace("i", "İ") if language_subtag(language) in DOTTED_CAPITALS else word).upper()


@cache
def has_day_first(language: str) -> bool:
    """Say whether a language writes the day before the month, in digits."""
    pattern = locale_of(language).date_formats["short"].pattern
    return pattern.find("d") < pattern.find("M")


def numeric_month(match: re.Match, language: str) -> int | None:
    """Return the month of the date that digits are, or None if they are none: a version, an address, parts of one."""
    first, second, third = (int(match[name]) for name in ("first", "second", "third"))
    lengths = len(match["first"]), len(match["third"])
    if lengths[0] == 4 and lengths[1] <= 2:
        year, month, date = first, second, third
    elif lengths[1] == 4 and lengths[0] <= 2:
        date, month = (first, second) if has_day_first(language) else (second, first)
        date, month, year = (month, date, third) if month > 12 else (date, month, third)
    else:
        return None
    return month if 1 <= month <= 12 and 1 <= date <= 31 and 1000 <= year <= 2999 else None


def month_flags(language: str) -> re.RegexFlag:
    return re.NOFLAG if language_subtag(language) in CAPITAL_MONTHS else re.IGNORECASE


@cache
def has_cases(language: str) -> bool:
    """Say whether the name of a month has another ending in a date than alone."""
    named = cldr(language, "months")
    return named["format"]["wide"] != named["stand-alone"]["wide"] or language_subtag(language) in ENDINGS_UNSAID


def name_pattern(name: str, language: str) -> str:
    """Return a pattern of the name of a month, with any ending if it is long."""
    if len(name) < 5 or name[-1].isdigit() or script(language) not in WITH_BLANKS:
        return re.escape(name)
    return re.escape(name[:-1] if has_cases(language) else name) + r"\w{0,5}"


@cache
def any_month(language: str) -> str:
    """Return a pattern of the name of any month, the longest first."""
    return "|".join(name_pattern(name, language) for name in sorted(months(language), key=len, reverse=True)) or "(?!)"


@cache
def named_date(language: str) -> re.Pattern:
    """Return a pattern of the name of a month beside a number; "may 2" has no capital letter where May has one.

    Before a number that another month follows it is a day: Welsh has one name for March and Tuesday.
    """
    names = any_month(language)
    if script(language) in EAST_ASIAN:
        return re.compile(rf"(?<=[\d年]) ?(?P<before>{names})|(?P<after>{names}) ?\d")
    name, of = rf"(?<!\w)(?P<name>{names})(?!\w)\.?", r"(?:\w{1,3}[ \u00a0])?"
    behind = rf"{ORDINAL_MARK}{BLANK}{of}"
    after = rf"{name.replace('name', 'after', 1)}{BLANK}{of}\d(?!\d?{behind}(?:{names})(?!\w))"
    return re.compile(rf"\d{behind}{name.replace('name', 'before', 1)}|{after}", month_flags(language))


@lru_cache(maxsize=64)
def dated_months(text: str, language: str) -> frozenset[int]:
    """Return the months of the dates of a text: in digits, with a month's name beside a number, and as 8月 and 8월."""
    if not re.search(r"\d", text):
        return frozenset()
    text = readable(text, language)
    found = {month for match in NUMERIC_DATE.finditer(text) if (month := numeric_month(match, language))}
    if script(language) in EAST_ASIAN:
        found |= {int(match[1]) for match in CJK_MONTH.finditer(text) if 1 <= int(match[1]) <= 12}
    names = (match["before"] or match["after"] for match in named_date(language).finditer(text))
    return frozenset(found | {month_of(name, language) for name in names})


@lru_cache(maxsize=4096)
def month_of(word: str, language: str) -> int:
    """Return the number of the month that a word names; 0 if it names none."""
    names = sorted(months(language).items(), key=lambda item: -len(item[0]))  # one may begin another
    found = (number for name, number in names if re.fullmatch(name_pattern(name, language), word, month_flags(language)))
    return next(found, 0)


def month_name(number: int, language: str) -> str:
    """Return the name of a month as it stands alone."""
    return cldr(language, "months")["stand-alone"]["wide"][number]


def months_named(text: str, language: str) -> set[str]:
    """Return the numbers of the months that a text names anywhere."""
    if script(language) not in WITH_BLANKS:
        return {str(number) for name, number in months(language).items() if name in text}
    found = re.findall(rf"(?<!\w)(?:{any_month(language)})(?!\w)", text, month_flags(language))  # some have two words: tháng 5
    return {str(month_of(name, language)) for name in found}
