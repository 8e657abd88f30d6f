"""Numbers as words, in any language: whether a text has one, and which ones it has.

The words are of Unicode's rules of spelling as unicode-rbnf reads them
(https://unicode.org/reports/tr35/tr35-numbers.html#Rule-Based_Number_Formatting), beside those that say it otherwise.
"""

import re
from contextlib import suppress
from functools import cache

from roman_numerals import RomanNumeral
from unicode_rbnf import FormatPurpose, RbnfEngine
from unicode_rbnf.engine import RbnfError

from translated_docs.catalogs.languages import EAST_ASIAN, WITH_BLANKS, known_locale, locale_of, script

COUNTERS = "つ個个件枚台"  # after a numeral that is a number, and no part of another word
UNITS = (*"万萬亿億만억",)  # by themselves a number: 万元, of a column; behind another a part of that: 3万
HOMONYMS = {("it", "sei"), ("fr", "neuf"), ("de", "elf"), ("es", "once")}
# What else says a number: how often, how many of a kind, which part, cases that CLDR has not; a blank within one is "_".
OTHER_WORDS = {
    "en": {2: "both twice double doubled twofold pair couple dual", 3: "thrice triple", 4: "quarter", 10: "tenfold", 12: "dozen noon midnight", 20: "twenties"},
    "de": {2: "beide doppel doppelt paar", 3: "drittel", 4: "viertel", 12: "dutzend mittag mitternacht"},
    "fr": {2: "double paire couple second", 3: "triple tiers", 4: "quart", 10: "dizaine", 12: "douzaine midi minuit"},
    "es": {2: "ambos ambas doble par", 3: "triple tercio", 4: "cuarto", 12: "docena mediodía medianoche"},
    "pt": {2: "ambos ambas dobro duplo par", 3: "triplo terço", 4: "quarto", 10: "dezena", 12: "dúzia meio_dia meia_noite"},
    "it": {2: "entrambi entrambe doppio paio", 3: "triplo terzo", 4: "quarto", 12: "dozzina mezzogiorno mezzanotte"},
    "ja": {2: "両方 二重", 12: "正午"},
    "zh": {2: "两 兩 双 雙", 12: "正午 中午"},
    "yue": {2: "兩 双 雙"},
    "ko": {
        2: "이틀", 3: "사흘 석_달 석_장", 4: "나흘 넉_달 넉_장", 5: "닷새", 6: "엿새", 7: "이레", 8: "여드레", 9: "아흐레", 10: "열흘", 12: "정오",
        15: "보름",
    },
    "be": {3: "трох трыма", 4: "чатырох", 5: "пяці", 6: "шасці", 7: "сямі", 8: "васьмі"},
    "cs": {2: "dvěma oba obě", 3: "třemi třem", 4: "čtyř"},
    "el": {3: "τριών", 4: "τεσσάρων"},
    "et": {2: "kahe", 3: "kolme", 4: "nelja", 5: "viie", 6: "kuue", 7: "seitsme", 10: "kümne"},
    "fil": {2: "dalawa", 3: "tatlo", 5: "lima", 6: "anim", 7: "pito", 8: "walo", 10: "sampu"},
    "ga": {2: "dhá beirt", 3: "trí triúr", 4: "ceithre", 5: "cúig", 6: "sé", 7: "seacht", 8: "ocht", 9: "naoi", 10: "deich"},
    "hu": {2: "két"},
    "is": {2: "tvo tveimur tveggja", 3: "þrjá þremur þriggja", 4: "fjóra fjórum fjögurra"},
    "lt": {3: "trijų trims trijose", 4: "keturių"},
    "lv": {3: "trij", 4: "četr"},
    "pl": {
        2: "dwoje dwojga dwukrotn oba obie obu obydw drug podwój para pary", 3: "trzeci trzykrotn troje", 4: "czwart czterokrotn", 5: "piąt", 6: "szóst",
        7: "siódm", 8: "ósm", 9: "dziewiąt", 10: "dziesiąt", 12: "tuzin południe północ",
    },
    "ru": {2: "двое двух дву оба обе дважды", 3: "трёх трех трое трижды", 4: "четырёх четырех четверо", 5: "пяти", 6: "шести", 7: "семи", 8: "восьми", 24: "сутк"},
    "sk": {3: "troch tromi", 4: "štyroch štyrmi", 5: "piati", 6: "šiesti", 7: "siedmi", 8: "ôsmi"},
    "sl": {2: "dveh dvema", 3: "treh trem"}, "sw": {2: "wili"},
    "uk": {2: "двох двома двоє дводен обидва двічі", 3: "трьох трьома тричі триден тригодин трирічн", 4: "чотирьох", 5: "п'яти", 6: "шести", 7: "семи", 8: "восьми", 24: "доба цілодобов"},
    "ar": {11: "احد_عشر", 12: "اثنا_عشر اثني_عشر"},
}
# Words for a half: of two, of an hour, of a hundred, of one.
HALVES = {
    "en": "half", "de": "halb hälfte", "fr": "demi moitié", "es": "mitad medio media", "pt": "meio meia metade",
    "it": "mezzo mezza metà", "nl": "half helft", "sv": "halv", "da": "halv", "nb": "halv", "no": "halv", "ja": "半",
    "zh": "半", "ko": "반", "ru": "половин", "uk": "половин", "pl": "pół połow", "cs": "půl polovin",
    "tr": "yarım buçuk yarı", "ar": "نصف", "he": "חצי", "hi": "आधा आधे साढ़े", "th": "ครึ่ง", "vi": "nửa rưỡi", "id": "setengah",
    "el": "μισ", "fi": "puoli puolet",
}  # fmt: skip
# Words for one and a half, and what follows a number within one word that is a half more.
ONE_AND_A_HALF = {"de": "anderthalb", "nl": "anderhalf", "ru": "полтор", "uk": "півтор", "pl": "półtor", "hi": "डेढ़"}
AND_A_HALF = {"de": "einhalb", "nl": "enhalf", "hi": "ढाई"}
HALVED = (2, 30, 50)
COMPOUNDING = {"be", "bg", "ru", "uk"} | {"da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv"}  # zwanzigjährige, восьмичасовой
ROMANCE = {"ca", "es", "fr", "gl", "it", "pt", "ro"}  # quinze, quinzaine
POSITIONAL = str.maketrans("0123456789", "〇一二三四五六七八九")
# Where a word may be broken, and what Arabic writes or leaves out: vowels, and the hamza of an alif.
UNWRITTEN = dict.fromkeys([0xAD, 0x200B, *range(0x64B, 0x653)]) | dict.fromkeys(map(ord, "أإآٱ"), "ا")
# Of Turkish İ and I Python makes small letters that are neither i nor ı; an apostrophe within a word is any of these.
UNWRITTEN |= {0x307: None, ord("ı"): "i"} | dict.fromkeys(map(ord, "’ʼ‘"), "'")
MOST_SPELT = 10**9  # a number above it is written as a word in no text
MOST_ROMAN = 39


@cache
def speller(language: str) -> RbnfEngine | None:
    """Return what spells numbers in a language, or None if CLDR has no rules for it."""
    locale = known_locale(language)
    parts = [locale.territory, locale.script] if locale else []
    # The words of another script have other letters.
    names = [*(f"{locale.language}_{part}" for part in parts if part), *[locale.language] * (script(language) == script(locale.language))] if locale else []
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
    own = locale_of(language).language
    others = OTHER_WORDS.get(own, {}).get(value, "").split() + HALVES.get(own, "").split() * (value in HALVED)
    found |= {word.replace("_", " ") for word in others}
    is_unit = script(language) in EAST_ASIAN and value in (10**4, 10**8)  # 万, 亿
    if value in (100, 1000, 10**6) or is_unit:  # (one) thousand, (ein)hundert
        ones = tuple(sorted(spellings(1, language), key=len, reverse=True))
        found |= {form.removeprefix(next(filter(form.startswith, ones), "")).strip() for form in found}
    if script(language) in EAST_ASIAN:
        found.add(str(value).translate(POSITIONAL))
    if own == "ar":  # another case of the tens than CLDR's: ستون, بستين
        found |= {re.sub("ون$", "ين", form) for form in found}
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
    """Return a text in which number words are looked for: in small letters, one for each that is written in two ways, its parts one blank apart."""
    return re.sub(r"[-\s\u2010\u2011\u00a0]+", " ", text.casefold().translate(UNWRITTEN))


def is_spelt(value: int, text: str, language: str) -> bool:
    """Say whether a text has a number as a word, or in Roman numerals."""
    if value <= MOST_ROMAN and value and re.search(rf"(?<!\w){RomanNumeral(value)}(?![A-Z])", text):
        return True
    text = plain(text)
    return any(has_form(form, text, language) for form in (spellings(value, language) if value <= MOST_SPELT else ()))


def has_half(text: str, language: str) -> bool:
    """Say whether a text has a word for a half."""
    return any(has_form(form, plain(text), language) for form in HALVES.get(locale_of(language).language, "").split())


def has_and_a_half(whole: int, text: str, language: str) -> bool:
    """Say whether a text has a number and a half as words: "two and a half", "zweieinhalb", "полтора"."""
    own, text = locale_of(language).language, plain(text)
    if whole == 1 and own in ONE_AND_A_HALF and has_form(ONE_AND_A_HALF[own], text, language):
        return True
    said = has_half(text, language) or AND_A_HALF.get(own, "\0") in text
    return said and (whole == 0 or is_spelt(whole, text, language))


def has_form(form: str, text: str, language: str) -> bool:
    """Say whether a text, `plain`, has a word of a number, with any ending: a case, a gender, "-fold"."""
    own, writing = locale_of(language).language, script(language)
    if form in UNITS and writing in EAST_ASIAN:
        return re.search(rf"(?<![\d一二三四五六七八九十百千]){form}", text) is not None
    if writing not in WITH_BLANKS:
        return form[: len(form) - (len(form) > 3 and writing not in EAST_ASIAN)] in text  # but for an ending
    stem = form[:-1] if own in ROMANCE and len(form) > 4 or own == "ka" and form[-1] == "ი" else form
    ending = r"\w*" if own in COMPOUNDING and len(form) > 3 else r"\w{0,6}" if len(form) > 3 else r"\w{0,2}"
    beginning = r"(?<!\w)\w{0,2}" if own == "sw" else r"(?<!\w)"  # vitatu, watatu
    return stem in text and re.search(rf"{beginning}{re.escape(stem)}{ending}(?!\w)", text) is not None
