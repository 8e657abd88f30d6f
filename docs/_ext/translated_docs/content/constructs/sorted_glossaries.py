"""The terms of a glossary with ``:sorted:`` in the order of the language; Sphinx's is that of Unicode's numbers.

No dependency knows the order that languages have (CLDR's collation).  So terms are compared, one after the other, by

1. their letters: those of the alphabets below by their places there, all others behind them, by Unicode's numbers, as
   the letter without marks that they are made of: "é" is "e", "ぱ" and "ハ" are "は";
2. their marks, and small or capital letters.

Signs stand before digits, and digits before letters.  Kanji are not read: they stand behind kana, by Unicode's numbers.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from translated_docs.catalogs.languages import language_subtag

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
SOUTH_SLAVIC = "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž"
# Of languages with letters of their own that Unicode's numbers have elsewhere, or that are more than another with a mark:
# https://github.com/unicode-org/cldr/tree/main/common/collation
ALPHABETS = {
    **dict.fromkeys(("da", "nb", "nn", "no"), f"{LATIN} æ ø å"),
    **dict.fromkeys(("fi", "sv"), f"{LATIN} å ä ö"),
    **dict.fromkeys(("bs", "hr", "sl"), SOUTH_SLAVIC),
    "az": "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z",
    "be": "а б в г д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fa": "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö ő p q r s sz t ty u ü ű v w x y z zs",
    "is": "a á b c d ð e é f g h i í j k l m n o ó p q r s t u ú v w x y ý z þ æ ö å",
    "lt": "a b c č d e f g h i y j k l m n o p q r s š t u v w x z ž",
    "lv": "a b c č d e f g ģ h i y j k ķ l ļ m n ņ o p q r s š t u v w x z ž",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sr": f"а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш {SOUTH_SLAVIC}",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "vi": "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z",
}
TWO_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
DOTTED = {"tr": {"I": "ı", "İ": "i"}, "az": {"I": "ı", "İ": "i"}}
THAI_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")  # written before the letter that it is spoken behind


@cache
def places(language: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(ALPHABETS.get(language, "").split())}


@cache
def letter_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern of one letter of a language, which may be written as several characters."""
    return re.compile("|".join([*sorted(places(language), key=len, reverse=True), "."]), re.DOTALL)


def without_mark(letter: str) -> str:
    """Return the letter that another is made of, itself if it is made of none."""
    parts = unicodedata.decomposition(letter).split()
    if parts and not parts[0].startswith("<"):
        return chr(int(parts[0], 16))
    name = unicodedata.name(letter, "")
    plain = name.partition(" WITH ")[0]
    if name.startswith(("HIRAGANA LETTER", "KATAKANA LETTER")):
        plain = name.replace("KATAKANA", "HIRAGANA").replace("LETTER SMALL", "LETTER")
    try:
        return unicodedata.lookup(plain) if plain != name else letter
    except KeyError:
        return letter


def weights(words: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield what each letter of some words in small letters counts."""
    order, vowel = places(language), ""
    for written in letter_pattern(language).findall(words):
        base = vowel if written == "ー" and vowel else written
        while base not in order and (plain := without_mark(base)) != base:
            base = plain
        for one in [base] if base in order else base.translate(TWO_LETTERS):
            if unicodedata.combining(one[0]):
                continue
            kind = 2 if one in order else 3 if one.isalpha() else int(one.isdigit())
            yield kind, order.get(one) if one in order else ord(one)
        name = unicodedata.name(base[0], "")
        vowel = unicodedata.lookup(f"HIRAGANA LETTER {name[-1]}") if re.fullmatch("HIRAGANA LETTER .*[AEIOU]", name) else ""


def sort_key(words: str, language: str) -> tuple[list[tuple[int, int]], str, str]:
    """Return by what some words stand before or behind others in a list of a language."""
    language = language_subtag(language)
    words = unicodedata.normalize("NFKC", words.strip())
    small = unicodedata.normalize("NFC", words.translate(str.maketrans(DOTTED.get(language, {}))).casefold())
    spoken = THAI_VOWEL.sub(r"\2\1", small)
    return list(weights(spoken, language)), unicodedata.normalize("NFD", small), words.swapcase()


class SortGlossaries(SphinxTransform):
    """Sort the terms of glossaries, in the words of the build's language."""

    default_priority = 501  # after Sphinx has, which leaves no other trace

    def apply(self, **kwargs) -> None:
        for glossary in self.document.findall(addnodes.glossary):
            if glossary["sorted"]:
                terms = glossary.next_node(nodes.definition_list)
                terms[:] = sorted(terms, key=lambda item: sort_key(item[0].astext(), self.config.language))


def setup(app: Sphinx) -> None:
    app.add_transform(SortGlossaries)
