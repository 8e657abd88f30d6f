"""Break the words of a label into lines, as a reader of their script would.

A line ends between phrases: those of Japanese and Thai are found by BudouX, as browsers find them for headings
(``word-break: auto-phrase``); elsewhere they are words.  Only a phrase longer than the line is broken, between words,
and only a word longer than the line within.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# By JIS X 4051, characters that no line begins with, and that no line ends with.
NOT_AT_START = "、。，．）」』・ー！？：；々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
NOT_AT_END = "（「『"
KATAKANA = "ァ-ヺー"
LATIN = "[^\\W぀-ヿ㐀-鿿ก-๛]"
# What no line break divides: a word of Latin or of Katakana, a few ideographs, or one other character.  Python compiles
# it where a label has a phrase that is too long, and the others of many characters where one is too long.
PIECE = rf"[{NOT_AT_END}(]*(?:[{KATAKANA}]+|[ก-๛]+|[㐀-鿿]{{1,3}}|{LATIN}+(?:[-.]{LATIN}+)*|\S)[^\w\s{NOT_AT_END}(＋]*[{NOT_AT_START}]*\s*"
# Of a word that is longer than the line: letters with their marks, and what no line begins or ends with.
LETTER = rf"[{NOT_AT_END}]*\X[{NOT_AT_START}]*"
WORD = re.compile(r"\S+\s*")
KANA, THAI, WIDE = re.compile("[぀-ヿ]"), re.compile("[ก-๛]"), "[　-〿぀-ヿ㐀-鿿＀-￯]"
# Where phrases that were found are none: within a word, or where no line may begin or end.
WITHIN_WORD = rf"(?<=[\w.-])(?<![぀-ヿ㐀-鿿ก-๛])(?=[\w.-])(?![぀-ヿ㐀-鿿ก-๛])|(?<=[{KATAKANA}])(?=[{KATAKANA}])"


@cache
def phrase_parser(script: str):
    """Return BudouX's parser for a script; it is imported where a label is too long for its line, and only then."""
    import budoux  # noqa: PLC0415

    return {"kana": budoux.load_default_japanese_parser, "thai": budoux.load_default_thai_parser}[script]()


def is_in_phrases(text: str) -> bool:
    """Say whether a text is in a script whose phrases are found, and no blanks tell."""
    return bool(KANA.search(text) or THAI.search(text))


def phrases(text: str) -> list[str]:
    """Return the phrases of a text, each with the blanks behind it; of a script with blanks its words."""
    script = "kana" if KANA.search(text) else "thai" if THAI.search(text) else None
    if script is None:
        return re.findall(PIECE, text) if re.search(WIDE, text) else WORD.findall(text)
    joined = [""]
    for part in WORD.findall(text):
        for phrase in phrase_parser(script).parse(part):
            if is_within(joined[-1], phrase):
                joined[-1] += phrase
            else:
                joined.append(phrase)
    return joined[1:]


def is_within(before: str, after: str) -> bool:
    """Say whether no line may end between two phrases."""
    if not before or before[-1].isspace():
        return False
    return before[-1] in NOT_AT_END or after[0] in NOT_AT_START or bool(re.compile(WITHIN_WORD).match(before + after, len(before)))


def text_width(text: str) -> float:
    """Return the width of a text in ems, by classes of characters, rather too wide.

    Which font a reader has is not known, so the classes are those of wide ones.
    """
    width = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WFA":
            width += 1.0
        elif unicodedata.category(character) in ("Mn", "Me", "Cf"):  # marks, and what is not seen
            continue
        elif character in "iIjl.,:;'|!()[] ’":
            width += 0.36
        elif character in "mwMW@%—→":
            width += 0.88
        elif character.isupper():
            width += 0.76
        else:
            width += 0.61
    return width


def letters(word: str) -> list[str]:
    """Return the letters of a word that is broken, each with its marks and with what stays beside it."""
    import regex  # only now: few words are longer than a line

    return regex.findall(LETTER, word)


def pieces(text: str, space: float) -> Iterator[str]:
    """Yield what of a text is not divided in lines of ``space`` ems."""
    for phrase in phrases(text):
        if text_width(phrase.rstrip()) <= space:
            yield phrase
            continue
        for piece in re.findall(PIECE, phrase):
            if text_width(piece.rstrip()) <= space:
                yield piece
            else:
                yield from letters(piece)


def fill(divided: list[str], space: float) -> list[str]:
    """Return lines of at most ``space`` ems, each as full as can be."""
    lines = [""]
    for piece in divided:
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > space:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def wrap(text: str, space: float) -> list[str]:
    """Break a text into as few lines of at most ``space`` ems as there can be, about equally long."""
    if text_width(text) <= space:
        return [text]
    divided = list(pieces(text, space))
    lines = fill(divided, space)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        narrower = fill(divided, space * share)
        if len(narrower) == len(lines) and max(map(text_width, narrower)) <= space * share:
            return narrower
    return lines
