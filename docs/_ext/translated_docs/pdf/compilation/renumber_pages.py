"""Find the right contents of the pages of a segment that was set before their numbers were known (segments.py).

Such a number has a colour of its own (``templates/segment.typ``), by which it is found again.  Another one of as many digits is
as wide: those of the fonts of books all are.  The sections named are of ISO 32000-1.
"""

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Page, String

from translated_docs.palette import PALETTE
from translated_docs.pdf.compilation.join_segments import links_to_stubs

RED, GREEN = 254, 253  # of the colour of stub 0, with no blue: no letter and no drawing is likely to have it
PRINTED = [Decimal(int(PALETTE["light"]["muted"][at : at + 2], 16)) / 255 for at in (1, 3, 5)]  # `quiet` of style.typ
GLYPH = re.compile(r"<([0-9A-F]{4})> <(00[0-9A-F]{2})>$", re.MULTILINE)  # one of a font, and the letter that it stands for


def digits_of(page: Page) -> dict[str, dict[str, bytes]]:
    """Return the glyph of each digit by the name of each font of a page (9.10.3: ToUnicode)."""
    fonts = page.Resources.get("/Font", Dictionary()).items()
    pairs = {name: GLYPH.findall(font.ToUnicode.read_bytes().decode("ascii", "replace")) for name, font in fonts}
    return {name: {chr(int(letter, 16)): bytes.fromhex(glyph) for glyph, letter in found} for name, found in pairs.items()}


def stub_of(colour: list) -> int | None:
    """Return the number of the stub that a colour stands for, if it is one of those (`guess` in segment.typ)."""
    red, green, blue = (round(float(part) * 255) for part in colour) if len(colour) == 3 else (0, 0, 0)
    return (GREEN - green) * 256 + blue if red == RED else None


def with_glyphs(shown: Array | String, glyphs: list[bytes]) -> Array | String:
    """Return what an instruction shows with other glyphs in the place of its own, two bytes each."""
    if isinstance(shown, Array):
        return Array([with_glyphs(part, glyphs) if isinstance(part, String) else part for part in shown])
    return String(b"".join(glyphs.pop(0) for _glyph in range(len(bytes(shown)) // 2)))


def renumber_page(page: Page, numbers: dict[int, int]) -> bytes:
    """Return the content of a page with these numbers, by their stubs (9.4.3).

    Raises KeyError if a font lacks a digit, and IndexError or ValueError if there were more digits or fewer.
    """
    digits, stub, font, instructions = digits_of(page), None, "", []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("scn", "Q"):
            stub, place = stub_of(operands), len(instructions)
        elif name == "Tf":
            font = str(operands[0])
        elif name in ("Tj", "TJ") and stub in numbers:
            glyphs = [digits[font][digit] for digit in str(numbers[stub])]
            operands = [with_glyphs(operands[0], glyphs)]
            if glyphs:
                raise ValueError(f"a number had fewer digits than {numbers[stub]}")
            instructions[place] = (PRINTED, instructions[place][1])  # what has such a colour, and is no text, keeps it
        instructions.append((operands, operator))
    return pikepdf.unparse_content_stream(instructions)


def renumber(file: Path, numbers: dict[int, int]) -> dict[int, bytes] | None:
    """Return the contents of the pages of a segment's file with these numbers, by their places; None if it can't have them."""
    with pikepdf.open(file) as segment:
        stubs = segment.pages[-1].obj
        guessed = [(place, page) for place, page in enumerate(segment.pages) if any(stub in numbers for _link, stub in links_to_stubs(stubs, page.obj))]
        with suppress(KeyError, IndexError, ValueError):
            return {place: renumber_page(page, numbers) for place, page in guessed}
    return None
