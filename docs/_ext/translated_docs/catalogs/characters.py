"""Which characters draw nothing, hide text or turn it around: by the properties that Unicode gives them.

``regex`` has these properties (https://www.unicode.org/reports/tr44/#Properties), which Python
has not.  Most texts hold nothing but letters that need no such question: it is imported
for the others.
"""

import re
from functools import cache

# Blocks in which all is drawn, or a blank: European letters, punctuation, symbols, kana, kanji.
USUAL = re.compile(
    "[\t\n\x20-\x7e\xa0-\xac\xae-\u034e\u0350-\u05ff\u2010-\u2027\u202f-\u205e\u2070-\u2fff\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]*"
)
USUALLY_DRAWN = re.compile("[\x21-\x7e\xa1-\xac\xae-\u02ff\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff]")

# Controls, ends of lines and of paragraphs, what nothing is drawn for, and what is no character.
UNSEEN = r"(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]"
# Drawn without a stroke, though Unicode calls it none of that: Braille's pattern without dots,
# and what fills the place of a letter or a note.
BLANK = r"\u2800\U00013441\U00013442\U00016fe4\U0001d159"
DRAWN = rf"[^\s\p{{C}}\p{{Z}}\p{{M}}\p{{Default_Ignorable_Code_Point}}{BLANK}]"
RIGHT_TO_LEFT = r"(?=\p{L})[\p{Bidi_Class=R}\p{Bidi_Class=AL}]"
RIGHT_TO_LEFT_MARKS = "\u061c\u200e\u200f"
# Scripts whose letters join, or don't, by a mark between them
# (https://www.unicode.org/versions/latest/core-spec/chapter-23/#G23126).
JOINING = "".join(
    rf"\p{{Script={name}}}"
    for name in (
        "Arab", "Syrc", "Mand", "Nkoo", "Adlm", "Mong", "Phag", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml",
        "Telu", "Knda", "Mlym", "Sinh", "Tibt", "Khmr", "Mymr", "Bali", "Java", "Sund", "Lana",
    )
)  # fmt: skip
# Scripts without blanks, where a mark says where a line may break.
UNSPACED = "".join(rf"\p{{Script={name}}}" for name in ("Thai", "Laoo", "Khmr", "Mymr", "Lana", "Tibt", "Java", "Bali"))
# Unseen, and needed where it stands: after what it looks back at.
NEEDED = rf"""
    [\u200c\u200d] (?<= [{JOINING}] \p{{M}}* . )
  | \u200b (?<= [{UNSPACED}] \p{{M}}* . ) (?= [{UNSPACED}] )
  | \u00ad (?<= \p{{L}} \p{{M}}* . ) (?= \p{{L}} )                              # where a word may be hyphenated
  | \u200d (?<= \p{{Extended_Pictographic}} \p{{Emoji_Modifier}}? \ufe0f? . ) (?= \p{{Extended_Pictographic}} )
  | [\ufe0e\ufe0f] (?<= \p{{Emoji}} . )
  | [\ufe00-\ufe0d] (?<= [\p{{S}}\p{{P}}\p{{Unified_Ideograph}}\p{{Script=Mymr}}\p{{Script=Phag}}] . )
  | [\U000e0100-\U000e01ef] (?<= \p{{Unified_Ideograph}} . )
  | [\u180b-\u180f] (?<= \p{{Script=Mong}} . )
  | (?<= \U0001f3f4 ) \U000e0067 \U000e0062                                     # flags: England, Scotland, Wales
    (?: \U000e0065 \U000e006e \U000e0067 | \U000e0073 \U000e0063 \U000e0074 | \U000e0077 \U000e006c \U000e0073 ) \U000e007f
"""


@cache
def pattern(source: str):
    """Return the compiled pattern; the first one takes a twentieth of a second."""
    import regex

    return regex.compile(source, regex.VERBOSE | regex.DOTALL)


def hidden(text: str) -> set[str]:
    """Return the characters of a text that hide something, or turn it around.

    What a script needs in its place is none of them: Persian's and Hindi's joiners, the
    parts of an emoji, the marks of a text with words from right to left.
    """
    if USUAL.fullmatch(text):
        return set()
    rest = pattern(NEEDED).sub("", text)
    found = set(pattern(UNSEEN).findall(rest))
    return found - set(RIGHT_TO_LEFT_MARKS) if pattern(RIGHT_TO_LEFT).search(text) else found


def draws(text: str) -> bool:
    """Say whether there is anything to see of a text."""
    return bool(USUALLY_DRAWN.search(text)) or pattern(DRAWN).search(text) is not None
