"""Where a line of the book may be broken within a word that is longer than the line."""

import re
from functools import cache

# No line begins with one of these (https://www.unicode.org/reports/tr14/, the classes CJ and NS).
SMALL = "々ぁぃぅぇぉっゃゅょゎゕゖゝゞァィゥェォッャュョヮヵヶ・ーヽヾｧ-ｰﾞﾟ"
# A name of so many letters moves to the next line whole; the line that it leaves would be stretched
# until each of its gaps is a blank.
LONG_NAME = re.compile(r"[!-,.0-~]{16}")
INSET = 5  # letters that a column of a grid has less than its share of a row: its gap, and the frame of a card
# As many letters fit into a line of the text (in a book of two languages it is half as long), of a note, of a title, and
# of a table's whole row, even if they are capitals.
TEXT, NOTE, TITLE, ROW = 30, 54, 24, 60
# What words are made of that no script's rules break (https://www.unicode.org/reports/tr14/), but after these two: letters
# from Latin to Arabic, of India, Georgia and Ethiopia.
RUN = r"[!-~\u00a1-\u06ff\u0900-\u0dff\u10a0-\u10ff\u1200-\u13ff\u1c80-\u1cbf\u1d00-\u1fff\u2c60-\u2ddf\ua640-\ua69f\ua720-\ua7ff\uab00-\uabbf]"
# Thai, Lao, Myanmar, Khmer: lines end where a model sees the end of a word. It sees none where letters only recur.
SPACELESS = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]"
RECURRING = rf"(?P<unit>(?=[^\W_]){SPACELESS}{{1,12}}?)(?P=unit){{4,}}"
# Signs in a row that some rule keeps together: dots, dashes, arrows, frames, closing marks, small kana.
SIGNS = rf"[{SMALL}\u2010-\u2bff\u3001-\u3030\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5b-\uff65\U0001d400-\U0001d7ff]"
ROW_OF_SIGNS = re.compile(rf"{SIGNS}+|([!(),.:;?])\1{{9,}}")
WORD = re.compile(rf"{ROW_OF_SIGNS.pattern}|{RECURRING}|(?:(?![-/](?=[A-Za-z])|(?P<sign>[!(),.:;?])(?P=sign){{9}}){RUN})*[-/]?")
# Between two of them nothing else lets a line end: whoever copies such a row has these too.
BLANK_WITHOUT_WIDTH = "\u200b"
JOINED = re.compile(r"[\u0600-\u06ff]")  # letters that are others where a word is broken
BETWEEN_PARTS = re.compile(r"(?<=[^\w\s])|(?<=_)")


@cache
def long_run(longest: int) -> re.Pattern[str]:
    return re.compile(f"{RUN}{{{longest + 1}}}|(?:{SIGNS}|{SPACELESS}){{{longest // 2 + 1}}}")


def letters_of(word: str) -> list[str]:
    """Return the letters of a word, each with its marks; of one whose letters are joined, the word."""
    if word.isascii():
        return list(word)
    import regex  # only now: most words are of ASCII

    return [word] if JOINED.search(word) else regex.findall(r"\X", word)


def parts_of(match: re.Match[str], longest: int, has_room_for_parts: bool) -> list[str]:
    """Return the parts of a word between which a line may be broken; none of one that is not too long."""
    word, unit = match[0], match["unit"]
    is_of_signs = ROW_OF_SIGNS.fullmatch(word)
    if len(word) <= (longest // 2 if is_of_signs or unit else longest):  # most of these are as wide as two letters
        return []
    if is_of_signs:
        return [BLANK_WITHOUT_WIDTH.join(letters_of(word))]
    if unit:
        return [unit] * (len(word) // len(unit))
    parts = BETWEEN_PARTS.split(word)
    if not has_room_for_parts and any(len(part) > longest for part in parts):
        parts = [letter for part in parts for letter in letters_of(part)]
    return parts


def split_long_words(text: str, longest: int, has_room_for_parts: bool = False) -> list[str]:
    """Return a text in pieces between which a line may be broken: one, but for words that could fit into no line.

    Those are broken between their parts, and where that is not enough (``has_room_for_parts``) between any two letters.
    """
    if len(text) <= longest // 2 or not long_run(longest).search(text):
        return [text]
    pieces, done = [""], 0
    for match in WORD.finditer(text):
        parts = parts_of(match, longest, has_room_for_parts)
        if parts:
            pieces[-1] += text[done : match.start()] + parts[0]
            pieces += [part for part in parts[1:] if part]
            done = match.end()
    pieces[-1] += text[done:]
    return pieces
