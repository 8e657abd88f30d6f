"""The CSS of pictures as Typst reads it: what it does not know it takes for black, as the boxes of draw.io.

Of a colour for light and one for dark paper (https://www.w3.org/TR/css-color-5/#light-dark) a book has the first; of a
variable (https://www.w3.org/TR/css-variables-1/) its value, or what is to stand for one that has none.
"""

from __future__ import annotations

import re

NESTED = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))"
LIGHT_DARK = re.compile(rf"light-dark\(\s*(?P<light>(?:[^(),]|\({NESTED}*\))+?)\s*,{NESTED}*\)")
VARIABLE = re.compile(rf"var\(\s*(?P<name>--[\w-]+)\s*(?:,\s*(?P<other>{NESTED}*))?\)")
VALUE = re.compile(r"(--[\w-]+)\s*:\s*([^;}\"'<>]+)")
CSS = re.compile(r"<style\b.*?</style>|<[^>]*>", re.DOTALL)  # tags, too: not the words between them


def plain_css(svg: str) -> str:
    """Return an SVG without variables and colours for dark paper."""
    if "light-dark(" not in svg and "var(" not in svg:
        return svg
    values = dict(reversed(VALUE.findall(svg)))  # the first one, not that of a @media for dark paper

    def plain(part: re.Match[str]) -> str:
        light = LIGHT_DARK.sub(lambda pair: pair["light"], part[0])
        return VARIABLE.sub(lambda found: values.get(found["name"], found["other"] or found[0]).strip(), light)

    return CSS.sub(plain, CSS.sub(plain, svg))  # a value may be one of them, too
