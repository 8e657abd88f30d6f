"""The conditions of ``@media`` and ``@supports``, as a browser takes them that shows a picture on light paper."""

from collections.abc import Callable, Sequence

from tinycss2 import serialize
from tinycss2.ast import Node

from translated_docs.svg.css_values import parts, significant
from translated_docs.svg.lengths import UNITS

Test = Callable[[Node], bool]
# Of what asks for more than a size (https://www.w3.org/TR/mediaqueries-5/), what is so.
TRUE = {
    "screen", "all", "color", "(color)", "(prefers-color-scheme)", "(prefers-color-scheme: light)", "(prefers-reduced-motion: no-preference)",
    "(forced-colors: none)", "(prefers-contrast: no-preference)",
}  # fmt: skip


def holds(tokens: Sequence[Node], test: Test) -> bool:
    """Say whether a condition holds, of whose parts a test says so."""
    choices = parts(tokens, ",", "or")
    return any(holds_one(choice, test) for choice in choices) if len(choices) > 1 else holds_one(choices[0], test)


def holds_one(tokens: Sequence[Node], test: Test) -> bool:
    """Say whether a condition holds that has no alternatives: parts joined by ``and``, or what ``not`` stands before."""
    words = [token for token in tokens if not (token.type == "ident" and token.lower_value == "only")]
    if words and words[0].type == "ident" and words[0].lower_value == "not":  # of "not screen and (…)" the whole
        return not holds_one(words[1:], test)
    units = parts(words, "and")
    if len(units) > 1:
        return all(holds_one(unit, test) for unit in units)
    return all(holds(token.content, test) if is_nested(token) else test(token) for token in units[0])


def is_nested(token: Node) -> bool:
    """Say whether brackets hold other conditions, and not a property or a feature."""
    if token.type != "() block":
        return False
    inner = significant(token.content)
    return bool(inner) and (inner[0].type == "() block" or (inner[0].type == "ident" and inner[0].lower_value == "not"))


def on_screen(width: float, height: float) -> Test:
    """Return what says whether a part of a media query holds for a picture of a size in pixels."""
    sizes = {"width": width, "height": height}

    def test(token: Node) -> bool:
        text = " ".join(serialize([token]).lower().split()).replace(" :", ":")
        if text in TRUE:
            return True
        if token.type != "() block":
            return False
        inner = significant(token.content)
        name = inner[0].lower_value if inner and inner[0].type == "ident" else ""
        bound, _dash, side = name.rpartition("-")
        if side not in sizes or len(inner) != 3 or inner[2].type not in ("dimension", "number"):
            return False
        limit = inner[2].value * UNITS.get(getattr(inner[2], "lower_unit", ""), 16)
        return {"min": sizes[side] >= limit, "max": sizes[side] <= limit, "": sizes[side] == limit}.get(bound, False)

    return test
