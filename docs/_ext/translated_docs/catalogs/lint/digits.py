"""A text as its numbers and dates are looked for: in digits from 0 to 9, and an hour and its minutes with a colon."""

import re
import unicodedata
from functools import lru_cache

from translated_docs.catalogs.languages import EAST_ASIAN, language_subtag, script
from translated_docs.catalogs.lint.calendars import KANJI, with_usual_years

TENTHS = {"ja": "割", "zh": "成"}  # of a hundred: 3割 is 30 %
# An hour with a point before its minutes, as some languages write it: 15.30 Uhr, 09.00–17.00.
HOUR = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?=[ \u00a0]?(?:Uhr|uur|น\.|godz|h\b|hrs\b))|(?<=\bklo )(\d\d?)\.(\d\d)\b"
    r"|(?<![\d.,])(0\d)\.([0-5]\d)(?![.,]?\d)|(?<=0\d[.:][0-5]\d[-–])(1\d|2[0-3])\.([0-5]\d)(?![.,]?\d)"
)
COLON_HOUR = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])(?::([0-5]\d)(?![\d:])|[ \u00a0]?[時时点點시](?!間|间|간)\s?(?:([0-5]?\d)[分분])?)")
# A whole number and a part of one, which is the same as a decimal: 3½, 3 1/2.
MIXED = re.compile(r"(?<=\d)(?:\s?([¼½¾])| (1/[24]|3/4)(?!\d))")
PARTS = {"¼": ".25", "½": ".5", "¾": ".75", "1/4": ".25", "1/2": ".5", "3/4": ".75"}
CENTURY = re.compile(r"(\d\d?)世[纪紀]([1-9]0)年代")
LATIN_MARKS = str.maketrans("٫٬．，", ".,.,")
MONTH_AND_DAY = re.compile(r"(?<!\d)(\d\d?)[月월]\s?(\d\d?)[日일]")


def latin_digits(text: str) -> str:
    """Return a text with its digits, whatever their script, as those from 0 to 9."""
    if text.isascii():
        return text
    # A comma of Arabic, as keyboards have it, in the place of the mark of thousands.
    text = re.sub(r"(?<=\d)،(?=\d{3}(?!\d))", "", text.translate(LATIN_MARKS))
    return "".join(map(latin_character, text))


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
    text = with_usual_years(latin_digits(MIXED.sub(lambda part: PARTS[part[part.lastindex]], text)))
    text = HOUR.sub(lambda match: ":".join(filter(None, match.groups())), text)
    if script(language) not in EAST_ASIAN:
        return text
    numeral = TENTHS.get(language_subtag(language))
    text = re.sub(rf"[二三四五六七八九](?={numeral})", lambda match: str(KANJI.index(match[0])), text) if numeral else text
    return CENTURY.sub(lambda match: f"{100 * (int(match[1]) - 1) + int(match[2])}年代", text)


def with_hours_of(text: str, other: str) -> str:
    """Return a text with a colon in what the other text has as an hour: 10.30, as many languages write 10:30 and 10時30分.

    A day and a month that the other text has get a blank between: 3.8. is 8月3日.
    """
    if not re.search(r"\d\.\d", text):
        return text
    for month, day in set(MONTH_AND_DAY.findall(latin_digits(other))):
        text = re.sub(rf"(?<![\d.,]){day}\.{month}\.(?!\d)", f"{day}. {month}.", text)
    for hour, *minutes in set(COLON_HOUR.findall(latin_digits(other))):
        hours = "|".join({str(int(hour)), str((int(hour) + 12) % 24)})  # 2:30 pm
        text = re.sub(rf"(?<![\d.,:])(0?(?:{hours}))\.({''.join(minutes).zfill(2)})(?![.,]?\d)", r"\1:\2", text)
    return text
