"""Lengths, calculations and transformations of CSS, as the attributes of SVG have them."""

import math
from collections.abc import Callable, Sequence

from lxml import etree
from tinycss2 import parse_blocks_contents, serialize
from tinycss2.ast import Node

from translated_docs.svg.lengths import FONT_SIZES, MEDIUM, UNITS

Quantity = tuple[float, str]  # a number and its unit: "", "px", "%" or "em"
ANGLES = {"": 1, "deg": 1, "turn": 360, "rad": 180 / math.pi, "grad": 0.9}
# https://www.w3.org/TR/css-transforms-1/#two-d-transform-functions: the name in SVG, and its numbers.
TRANSFORMS: dict[str, tuple[str, Callable[..., tuple[float, ...]]]] = {
    "translate": ("translate", lambda x, y=0: (x, y)),
    "translatex": ("translate", lambda x: (x, 0)),
    "translatey": ("translate", lambda y: (0, y)),
    "scale": ("scale", lambda x, y=None: (x, x if y is None else y)),
    "scalex": ("scale", lambda x: (x, 1)),
    "scaley": ("scale", lambda y: (1, y)),
    "rotate": ("rotate", lambda *numbers: numbers),  # three are those of an attribute
    "rotatez": ("rotate", lambda angle: (angle,)),
    "skewx": ("skewX", lambda angle: (angle,)),
    "skewy": ("skewY", lambda angle: (angle,)),
    "matrix": ("matrix", lambda a, b, c, d, e, f: (a, b, c, d, e, f)),
}


def own_style(element: etree._Element) -> dict[str, str]:
    """Return what the attribute ``style`` of an element says."""
    found = parse_blocks_contents(element.get("style", ""))
    return {each.lower_name: serialize(each.value).strip() for each in found if each.type == "declaration"}


def significant(tokens: Sequence[Node]) -> list[Node]:
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def divided(tokens: Sequence[Node], *signs: str) -> tuple[list[list[Node]], list[str]]:
    """Return what stands between signs such as commas, or words such as ``and``, and these."""
    found: list[list[Node]] = [[]]
    between: list[str] = []
    for token in tokens:
        sign = token.lower_value if token.type == "ident" else token.value if token.type == "literal" else None
        if sign in signs:
            between.append(sign)
            found.append([])
        else:
            found[-1].append(token)
    return found, between


def parts(tokens: Sequence[Node], *signs: str) -> list[list[Node]]:
    """Return what stands between signs, without comments and blanks."""
    return divided(significant(tokens), *signs)[0]


def quantity(token: Node) -> Quantity | None:
    """Return the number of a token and its unit; None for what is no number, or one whose unit depends on more."""
    if token.type == "number":
        return token.value, ""
    if token.type == "percentage":
        return token.value, "%"
    if token.type == "dimension":
        unit = token.lower_unit
        if unit == "em":
            return token.value, unit
        factor = MEDIUM if unit == "rem" else UNITS.get(unit)
        return (token.value * factor, "px") if factor else (token.value * ANGLES[unit], "deg") if unit in ANGLES else None
    if token.type == "() block":
        return calculated(token.content)
    if token.type != "function":
        return None
    if token.lower_name == "calc":
        return calculated(token.arguments)
    return bounded(token) if token.lower_name in ("min", "max", "clamp") else None


def calculated(tokens: Sequence[Node]) -> Quantity | None:
    """Return the sum of products that ``calc()`` holds (https://www.w3.org/TR/css-values-4/#calc-func)."""
    terms, signs = divided(significant(tokens), "+", "-")
    products = [product(term) for term in terms]
    if None in products or len({unit for _number, unit in products}) != 1:
        return None
    total = products[0][0] + sum(each[0] if sign == "+" else -each[0] for sign, each in zip(signs, products[1:], strict=True))
    return total, products[0][1]


def product(tokens: Sequence[Node]) -> Quantity | None:
    """Return a product of ``calc()``; None where units do not go together."""
    factors, signs = divided(tokens, "*", "/")
    found = [quantity(factor[0]) if len(factor) == 1 else None for factor in factors]
    if None in found:
        return None
    number, unit = found[0]
    for sign, (other, other_unit) in zip(signs, found[1:], strict=True):
        if (unit and other_unit) or (sign == "/" and (other_unit or not other)):
            return None
        number, unit = (number * other, unit or other_unit) if sign == "*" else (number / other, unit)
    return number, unit


def bounded(token: Node) -> Quantity | None:
    """Return what ``min()``, ``max()`` and ``clamp()`` give."""
    found = [calculated(part) for part in parts(token.arguments, ",")]
    if None in found or len({unit for _number, unit in found}) != 1:
        return None
    numbers = [number for number, _unit in found]
    if token.lower_name == "clamp":
        return (max(numbers[0], min(numbers[1:])), found[0][1]) if len(numbers) == 3 else None
    return {"min": min, "max": max}[token.lower_name](numbers), found[0][1]


def resolved(token: Node) -> str | None:
    """Return the text of a calculation, or of a length in a unit that SVG 1.1 has not; None for any other token."""
    is_new = token.type == "dimension" and token.lower_unit in ("rem", "q")
    found = quantity(token) if is_new or token.type == "function" else None
    return f"{found[0]:.6g}{found[1]}" if found else None


def font_parts(tokens: Sequence[Node]) -> dict[str, list[Node]]:
    """Return the properties that ``font`` is short for (https://www.w3.org/TR/css-fonts-4/#font-prop); none if it names a font of the system."""
    words = significant(tokens)
    at = next((number for number, token in enumerate(words) if is_size(token)), None)
    if at is None:
        return {}
    found = {"font-size": [words[at]]}
    for token in words[:at]:
        word = serialize([token]).lower()
        name = "font-style" if word in ("italic", "oblique") else "font-variant" if word == "small-caps" else "font-weight"
        if word != "normal":
            found[name] = [token]
    family = words[at + 3 :] if words[at + 1 : at + 2] == ["/"] else words[at + 1 :]  # behind "/" the height of a line
    start = tokens.index(family[0]) if family else len(tokens)
    return {**found, "font-family": tokens[start:]}


def is_size(token: Node) -> bool:
    return token.type in ("dimension", "percentage", "function") or (token.type == "ident" and token.lower_value in FONT_SIZES)


def plain_transform(tokens: Sequence[Node]) -> str | None:
    """Return a transformation as an attribute has it; None for one that depends on the size of something, or is none."""
    found = []
    for token in significant(tokens):
        if token.type == "ident" and token.lower_value == "none":
            continue
        numbers = [quantity(each) for each in significant(getattr(token, "arguments", ())) if each != ","]
        name, arrange = TRANSFORMS.get(getattr(token, "lower_name", ""), ("", None))
        if arrange is None or None in numbers or any(unit in ("%", "em") and number for number, unit in numbers):
            return None
        try:
            found.append(f"{name}({' '.join(f'{number:.6g}' for number in arrange(*(number for number, _unit in numbers)))})")
        except TypeError:  # more or fewer numbers than it takes
            return None
    return " ".join(found)
