"""The words of the pictures of a book, which Typst 0.15 sets by other rules than those of its text.

In a picture it looks for one font after the other, each for all letters: of Arabic beside Hebrew it finds none.  So what
few fonts have is given its family here.  PDF/UA wants to know of each shape which characters it stands for: of what joins
or piles up in a picture, as Arabic and Devanagari, Typst can't say it, and sets no book at all.  So such a picture is set
as dots.  Nothing of Sphinx is imported here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b64encode
from html import unescape
from itertools import groupby
from pathlib import Path

import typst
from lxml import etree

from translated_docs.fonts import ALPHABETS, CJK, EMOJI, USUAL, fonts
from translated_docs.svg.styles import plain_picture

TEMPLATE = Path(__file__).with_name("picture_alone.typ")
TEXT, WORDS = re.compile(r"<text\b.*?</text>", re.DOTALL), re.compile(r"(?<=>)[^<]+(?=<)")
# By the first word of a letter's name; of other scripts the family is called as they are.
FAMILIES = {
    **dict.fromkeys(("LATIN", "GREEK", "CYRILLIC", "COMBINING"), ALPHABETS),
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH"), CJK),
}
DOTS_PER_INCH, MOST_DOTS = 288, 3000  # the most along the longer side
DOTS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:image/png;base64,{png}"/></svg>'
)


def family(letter: str) -> str | None:
    """Return the family for what a reader takes for one letter; None if any will do."""
    import regex

    if regex.match(r"\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[0-9#*]\u20e3", letter):
        return EMOJI
    if USUAL.fullmatch(letter) or not letter[0].isalpha():
        return None
    script = unicodedata.name(letter[0], "").partition(" ")[0]
    return FAMILIES.get(script, f"{ALPHABETS} {script.title()}")


def with_families(words: re.Match[str]) -> str:
    """Return words of an SVG with the families that they need."""
    if USUAL.fullmatch(words[0]):
        return words[0]
    import regex

    runs = ((name, "".join(letters)) for name, letters in groupby(regex.findall(r"\X", words[0]), family))
    return "".join(f"<tspan style=\"font-family: '{name}'\">{run}</tspan>" if name else run for name, run in runs)


def dots(compiler: typst.Compiler) -> str:
    """Return a picture that stands alone as an SVG of the same size that holds dots."""
    size = json.loads(compiler.query("<size>", field="value", one=True))
    png = compiler.compile(format="png", ppi=min(DOTS_PER_INCH, 72 * MOST_DOTS / max(size)))
    width, height = (f"{points * 96 / 72:g}" for points in size)
    return DOTS.format(width=width, height=height, png=b64encode(png).decode())


def is_usual(svg: str) -> bool:
    """Say whether all words of an SVG are of letters that are set in pictures as anywhere."""
    words = (words for text in TEXT.findall(svg) for words in WORDS.findall(text))
    return "<![CDATA[" not in svg and all(USUAL.fullmatch(unescape(each)) for each in words)


def settled(svg: str) -> str:
    """Return an SVG as a book can have it."""
    root, _unread = plain_picture(svg)
    if root is None:  # it is named elsewhere
        return svg
    svg = etree.tostring(root, encoding="unicode")
    if is_usual(svg):
        return svg
    svg = TEXT.sub(lambda text: WORDS.sub(with_families, text[0]), svg)
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs={"svg": svg})
    try:
        compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        if error.message.startswith("PDF/UA"):  # of all else the book's own compiler says where it stands
            return dots(compiler)
    return svg


def settle_words(folder: Path) -> None:
    """Change the SVG files of a book to what it can have."""
    for file in sorted(folder.rglob("*.svg")):
        svg = file.read_text(encoding="utf-8", errors="replace")
        if (found := settled(svg)) != svg:
            file.write_text(found, encoding="utf-8")
