"""Years of other calendars: 平成30年, พ.ศ. 2561, ۱۳۹۷ and 民國107年 are all 2018.

Which calendars a language has, and when their eras begin, is CLDR's (https://github.com/unicode-org/cldr,
supplemental/calendarData.xml and calendarPreferenceData); Babel has none but the Gregorian one.  A year of another one
may begin in the middle of ours: it is read as both.
"""

import re
from datetime import date

# The year before the first one of each Japanese era.
JAPANESE = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867,
    "Reiwa": 2018, "Heisei": 1988, "Showa": 1925, "Shōwa": 1925, "Taisho": 1911, "Taishō": 1911, "Meiji": 1867,
}  # fmt: skip
# The name or the sign of a calendar, and by how much its years are less than ours.
NAMED_BEFORE = {
    **{name: (years,) for name, years in JAPANESE.items()},
    "民[國国]|주체": (1911,), "단기|檀[紀紀纪]": (-2333,),
    r"พ\.\s?ศ|พุทธศักราช|ພ\.\s?ສ|ព\.\s?ស|\bB\.?E": (-543,),
    r"वि[.॰]?\s?सं|\b(?:Bikram|Vikram) Sambat|\bVS": (-56, -57), r"शक(?: संवत)?|শকাব্দ|\bSaka": (78, 79),
    "বঙ্গাব্দ": (593, 594),
}  # fmt: skip
NAMED_AFTER = {
    r"\s?B\.?E\b": (-543,), r"\s?ዓ\.?\s?ም": (7, 8), r"\s?বঙ্গাব্দ": (593, 594), r"\s?(?:ه\W{0,2})?ش(?!\w)": (621, 622),
}  # fmt: skip
BEFORE = [(re.compile(rf"(?:{name})[.\s（(]{{0,3}}$"), years) for name, years in NAMED_BEFORE.items()]
AFTER = [(re.compile(name), years) for name, years in NAMED_AFTER.items()]
LETTER = re.compile(r"(?<![A-Za-z])[RHSTM]$")  # H30年
LETTERS = dict(zip("RHSTM", (2018, 1988, 1925, 1911, 1867)))
# The lunar calendar of Islam has shorter years than ours.
HIJRI_BEFORE, HIJRI_AFTER = re.compile(r"\bA\.?H\.?\s?$"), re.compile(r"\s?(?:هـ?(?!\w)|A\.?H\b)")
# Where it is the usual calendar, nothing says which one it is: the years that are meant, and by how much they are less.
USUAL = {
    "th": (range(2400, 2700), (-543,)),
    "fa": (range(1250, 1500), (621, 622)),
    "ps": (range(1250, 1500), (621, 622)),
    "he": (range(5600, 5900), (-3760, -3761)),
}
KANJI = "〇一二三四五六七八九"
KANJI_YEAR = re.compile(rf"(?<=令和|平成|昭和|大正|明治|民國|民国)\s?(元|[{KANJI}十百]+)(?=\s?[年（(])")
PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
PERSIAN_DAY = re.compile(
    rf"\b([12]?\d|3[01])(?:ا?م)?\s({'|'.join(PERSIAN_MONTHS)})\s(?:ماه\s)?(?:سال\s)?(1[2-4]\d\d)\b"
)
HIJRI_MONTHS = [
    "محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال", "ربيع الأول", "ربيع الآخر", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة",
    "ذو القعدة", "ذو الحجة", "ذي القعدة", "ذي الحجة",
]  # fmt: skip
# A date with a month that begins within one of ours.
OTHER_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join([*PERSIAN_MONTHS, *HIJRI_MONTHS])})\s(?:ماه\s)?(?:عام\s|سال\s)?\d")


def kanji_value(written: str) -> int:
    """Return the number that kanji say, up to 999: 六, 三十, 一〇七; 元 is the first year of an era."""
    if written == "元":
        return 1
    if not set("十百") & set(written):
        return int("".join(str(KANJI.index(character)) for character in written))
    hundreds, hundred, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    digits = (hundreds or "一") * bool(hundred) or "〇", (tens or "一") * bool(ten) or "〇", ones or "〇"
    return sum(KANJI.find(digit[-1]) * factor for digit, factor in zip(digits, (100, 10, 1)))


def persian_day(match: re.Match[str]) -> str:
    """Return a day of the Persian calendar as ours has it; by its cycle of 33 years, sound from 1178 to 1633."""
    day, month, year = int(match[1]), PERSIAN_MONTHS.index(match[2]) + 1, int(match[3])
    days = 365 * (year - 1) + (8 * year + 21) // 33 + 31 * (month - 1) - max(0, month - 7) + day - 1
    return date.fromordinal(226895 + days).isoformat()


def with_usual_years(text: str) -> str:
    """Return a text, whose digits are those from 0 to 9, with kanji years in digits, and Persian days as ours."""
    if text.isascii():
        return text
    text = KANJI_YEAR.sub(lambda match: str(kanji_value(match[1])), text)
    return PERSIAN_DAY.sub(persian_day, text)


def common_years(year: str, before: str, after: str, language: str) -> set[str]:
    """Return the years of our calendar that a number between two pieces of text can be; none if it is no such year."""
    if not year.isdecimal() or len(year) > 4:
        return set()
    number = int(year)
    shifts = [years for name, years in BEFORE if name.search(before)]
    shifts += [years for name, years in AFTER if name.match(after)]
    if (letter := LETTER.search(before)) and after.startswith("年"):
        shifts.append((LETTERS[letter[0]],))
    if HIJRI_BEFORE.search(before) or HIJRI_AFTER.match(after):
        first = int(number * 0.970224 + 621.5774)
        shifts.append((first - number, first + 1 - number))
    usual, years = USUAL.get(language, (range(0), ()))
    shifts += [years] if number in usual else []
    return {str(number + less) for years in shifts for less in years}
