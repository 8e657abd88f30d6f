"""The colours of CSS as every reader of SVG knows them: names, ``rgb()`` with commas, and ``#rrggbbaa``.

https://www.w3.org/TR/css-color-4/ and https://www.w3.org/TR/css-color-5/; of a colour for light and one for dark paper
a picture has the first.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tinycss2 import parse_one_component_value, serialize
from tinycss2.ast import Node
from tinycss2.color3 import parse_color

from translated_docs.svg.css_values import parts

if TYPE_CHECKING:
    from coloraide import Color

FUNCTIONS = {
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "device-cmyk",
    "contrast-color",
}  # fmt: skip
# https://www.w3.org/TR/css-color-4/#css-system-colors, of light paper, and a name that Typst does not know
SYSTEM = {"canvas": "white", "canvastext": "black", "linktext": "#0000ee", "graytext": "#808080", "rebeccapurple": "#663399"}
PLAIN = re.compile(r"rgb\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)|#[0-9a-f]{3}(?:[0-9a-f]{3})?", re.IGNORECASE)


def part_of_mixture(tokens: Sequence[Node], current: str) -> "tuple[Color | None, float | None]":
    """Return one of the colours of a mixture, None if it is none, and its share in per cent, if it says one."""
    shares = [token.value for token in tokens if token.type == "percentage"]
    others = [token for token in tokens if token.type != "percentage"]
    return read(others[0], current) if len(others) == 1 else None, shares[0] if shares else None


def mixture(tokens: Sequence[Node], current: str) -> "Color | None":
    """Return the colour of ``color-mix(in SPACE, COLOUR SHARE, COLOUR SHARE)``; None for what is none."""
    space, *colours = parts(tokens, ",")
    way = [token.lower_value for token in space if token.type == "ident"]
    if len(colours) != 2 or len(way) < 2 or way[0] != "in":
        return None
    (one, first), (other, second) = (part_of_mixture(part, current) for part in colours)
    first = first if first is not None else 50 if second is None else 100 - second
    second = second if second is not None else 100 - first
    if one is None or other is None or first + second <= 0:
        return None
    try:
        hue = way[2] if len(way) > 2 else "shorter"
        mixed = one.mix(other, second / (first + second), space=way[1], hue=hue, premultiplied=True, powerless=True, carryforward=True)
    except ValueError:  # a space that is none
        return None
    mixed["alpha"] *= min(1, (first + second) / 100)
    return mixed


def read(token: Node, current: str) -> "Color | None":
    """Return the colour that a token is; None for what is none, or not known."""
    from coloraide import Color  # two tenths of a second

    name = token.lower_name if token.type == "function" else token.lower_value if token.type == "ident" else ""
    if name == "color-mix":
        return mixture(token.arguments, current)
    if name == "light-dark":
        light = parts(token.arguments, ",")[0]
        return read(light[0], current) if len(light) == 1 else None
    text = current if name == "currentcolor" else SYSTEM.get(name, serialize([token]))
    found = Color.match(text, fullmatch=True)
    return found.color if found else None


@lru_cache(maxsize=1000)
def written(text: str, current: str) -> str | None:
    colour = read(parse_one_component_value(text), current)
    if colour is None:
        return None
    return colour.convert("srgb").clip().to_string(hex=True)  # with a share of 1 it has six digits


def is_colour(token: Node) -> bool:
    """Say whether a token may be a colour: a name, a number in hexadecimal digits or a function."""
    if token.type == "function":
        return token.lower_name in FUNCTIONS
    return (token.type == "ident" and token.lower_value in SYSTEM) or parse_color(token) is not None


def plain_colour(token: Node, current: str) -> str | None:
    """Return a colour as every reader knows it, where ``current`` is that of the words; None for one that is not known."""
    text = serialize([token])
    if PLAIN.fullmatch(text) or (token.type == "ident" and token.lower_value not in SYSTEM):
        return text
    return written(text, current)
