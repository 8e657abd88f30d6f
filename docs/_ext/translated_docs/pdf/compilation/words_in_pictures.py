"""The words of the pictures of a book, which Typst 0.15 sets by other rules than those of its text.

In a picture it looks for one font after the other, each for all letters: of Arabic beside Hebrew it finds none.  So what
few fonts have is given its family here, and then its place (word_places.py).  PDF/UA wants to know of each shape which
characters it stands for: where Typst can't say it, as of Arabic along a curve, it sets no book at all.  So such a picture
is set as dots.  Nothing of Sphinx is imported here.
"""

import json
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path

import typst
from lxml import etree

from translated_docs.fonts import ALPHABETS, CJK, EMOJI, USUAL, fonts
from translated_docs.pdf.compilation.word_places import place
from translated_docs.svg.figure_document import SVG
from translated_docs.svg.styles import plain_picture

TEMPLATE = Path(__file__).with_name("picture_alone.typ")
BLANKS = re.compile(r"[\t\n\r ]+")
# By the first word of a letter's name; of other scripts the family is called as they are.
FAMILIES = {
    **dict.fromkeys(("LATIN", "GREEK", "CYRILLIC", "COMBINING"), ALPHABETS),
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH"), CJK),
}
# Whose letters stand one behind the other: Typst sets them in a picture as anywhere.
AS_TEXT = {CJK, ALPHABETS} | {
    f"{ALPHABETS} {script}" for script in ("Armenian", "Ethiopic", "Georgian", "Hebrew", "Lao", "Symbols", "Thai", "Tifinagh")
}
DOTS_PER_INCH, MOST_DOTS = 288, 3000  # the most along the longer side
DOTS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:image/png;base64,{png}"/></svg>'
)


def family(letter: str) -> str | None:
    """Return the family for what a reader takes for one letter; None if that of the letters before it will do."""
    import regex

    if regex.match(r"\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[0-9#*]\u20e3", letter):
        return EMOJI
    if not letter[0].isalpha():
        return None
    if USUAL.fullmatch(letter):
        return CJK
    script = unicodedata.name(letter[0], "").partition(" ")[0]
    return FAMILIES.get(script, f"{ALPHABETS} {script.title()}")


def runs(words: str) -> Iterator[tuple[str, str]]:
    """Return words in parts that one family has, each with that."""
    import regex

    letters = regex.findall(r"\X", words)
    families = [family(letter) for letter in letters]
    first = next((each for each in families if each), CJK)
    known = accumulate([first, *families], lambda before, own: own or (CJK if before == EMOJI else before))  # whose blanks are wide
    for name, part in groupby(zip(letters, list(known)[1:], strict=True), key=itemgetter(1)):
        yield name, "".join(letter for letter, _name in part)


def spans(words: str | None, holder: etree._Element, is_kept: bool) -> list[etree._Element]:
    """Return an element for each part of some words that one family has."""
    found = []
    for name, part in runs((words or "") if is_kept else BLANKS.sub(" ", words or "")):
        span = holder.makeelement(f"{{{SVG}}}tspan", {"style": f"font-family: '{name}'", "font": name})
        span.text = part
        found.append(span)
    return found


def divide(element: etree._Element) -> None:
    """Put the words of a text into elements for one family each."""
    is_kept = element.xpath("string(ancestor-or-self::*[@xml:space][1]/@xml:space)") == "preserve"
    for child in list(element):
        if etree.QName(child).localname in ("tspan", "a", "textPath"):
            divide(child)
        at = element.index(child) + 1
        element[at:at], child.tail = spans(child.tail, element, is_kept), None
    element[0:0], element.text = spans(element.text, element, is_kept), None


def trim(text: etree._Element) -> None:
    """Take out the blanks that a browser takes out: at both ends, and behind others."""
    if text.xpath("string(ancestor-or-self::*[@xml:space][1]/@xml:space)") == "preserve":
        return
    before, last = " ", None
    for span in [each for each in text.iter(f"{{{SVG}}}tspan") if each.get("font")]:
        span.text = span.text.lstrip(" ") if before.endswith(" ") else span.text
        before, last = (span.text, span) if span.text else (before, last)
    if last is not None:
        last.text = last.text.rstrip(" ")


def dots(compiler: typst.Compiler) -> str:
    """Return a picture that stands alone as an SVG of the same size that holds dots."""
    size = json.loads(compiler.query("<size>", field="value", one=True))
    png = compiler.compile(format="png", ppi=min(DOTS_PER_INCH, 72 * MOST_DOTS / max(size)))
    width, height = (f"{points * 96 / 72:g}" for points in size)
    return DOTS.format(width=width, height=height, png=b64encode(png).decode())


def settled(svg: str) -> str:
    """Return an SVG as a book can have it."""
    root, _unread = plain_picture(svg)
    if root is None:  # it is named elsewhere
        return svg
    unusual = [text for text in root.iter(f"{{{SVG}}}text") if not USUAL.fullmatch("".join(text.itertext()))]
    for text in unusual:
        divide(text)
        trim(text)
    place(unusual, AS_TEXT)
    svg = etree.tostring(root, encoding="unicode")
    if not unusual:
        return svg
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs={"svg": svg})
    try:
        compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        if error.message.startswith("PDF/UA"):  # of all else the book's own compiler says where it stands
            return dots(compiler)
    return svg

