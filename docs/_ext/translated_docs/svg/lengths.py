"""Numbers and lengths as SVG writes them, in units of the figure.

Grammar: https://www.w3.org/TR/css-values-4/#numbers and #absolute-lengths, which SVG 2 refers to
(https://www.w3.org/TR/SVG2/types.html).
"""

import math
import re

NUMBER = r"[+-]?(?:[0-9]*\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?"
LENGTH = re.compile(rf"\s*({NUMBER})([a-zA-Z]*|%)\s*", re.ASCII)
BETWEEN_NUMBERS = re.compile(r"\s*,\s*|\s+", re.ASCII)
# A unit of the figure is a CSS pixel, of which an inch has 96.
UNITS = {"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72, "pc": 16}
# https://www.w3.org/TR/css-fonts-4/#absolute-size-mapping, of the default size of 16 pixels.
FONT_SIZES = {
    "xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32,
}  # fmt: skip
MEDIUM = float(FONT_SIZES["medium"])


def length(text: str, whole: float, font_size: float = MEDIUM) -> float:
    """Return a length in units of the figure; ``whole`` is what 100 % are.

    Raises ValueError for what is no length, or one that depends on more than the figure.
    """
    match = LENGTH.fullmatch(text)
    unit = match[2].lower() if match else None
    factor = {"%": whole / 100, "em": font_size}.get(unit) if unit in ("%", "em") else UNITS.get(unit)
    if factor is None or not math.isfinite(value := float(match[1]) * factor):
        raise ValueError(text)
    return value


def font_size(text: str, inherited: float) -> float:
    """Return a size of letters in units of the figure; raise ValueError for what is none above 0."""
    word = text.strip().lower()
    size = float(FONT_SIZES[word]) if word in FONT_SIZES else length(text, inherited, inherited)
    if size <= 0:
        raise ValueError(text)
    return size


def numbers(text: str) -> list[float]:
    """Return a list of numbers, with blanks or commas between them; raise ValueError for anything else."""
    words = BETWEEN_NUMBERS.split(text.strip())
    if not all(re.fullmatch(NUMBER, word) for word in words):
        raise ValueError(text)
    return [float(word) for word in words]
