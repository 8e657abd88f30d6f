"""From MathML to Typst's own mathematics (https://typst.app/docs/reference/math/).

``content/constructs/latex_to_mathml.py`` makes the MathML; its elements are those of MathML Core, as math-core writes them.
"""

import re
from collections.abc import Iterable
from unicodedata import combining
from xml.etree.ElementTree import Element

from sphinxcontrib_typstbuilder._writer import escape_str

# What stands above or below, by its letter: functions of Typst that stretch over all that they are given.
STRETCHED = {
    "over": {"\u0332": "overline", "¯": "overline", "‾": "overline", "⏞": "overbrace", "⎴": "overbracket", "⏜": "overparen"},
    "under": {"\u0332": "underline", "_": "underline", "⏟": "underbrace", "⎵": "underbracket", "⏝": "underparen"},
}
# Of what stands above a letter, the combining form, which is what Typst knows of accents.
ACCENTS = {
    "ˆ": "\u0302", "^": "\u0302", "¯": "\u0304", "˜": "\u0303", "~": "\u0303", "˙": "\u0307", "¨": "\u0308",
    "´": "\u0301", "`": "\u0300", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a", "→": "\u20d7", "←": "\u20d6",
    "↔": "\u20e1", "⇀": "\u20d1", "↼": "\u20d0",
}  # fmt: skip
FENCES = set("()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧⟮⟯⌜⌝⌞⌟⎰⎱/\\↑↓↕⇑⇓⇕")
UNSEEN = {"\u2061", "\u2062", "\u2063", "\u2064", ""}
LARGE = set("∑∏∐⋃⋂⨁⨂⨀⨄⨆⋁⋀∫∬∭∮∯∰")
LENGTH = re.compile(r"(-?[\d.]+)r?em")


def symbol(text: str) -> str:
    """Return a text as Typst has it in a formula: a single letter or sign, or words between quotes."""
    if len(text) != 1:
        return escape_str(text) if text else ""
    return f"\\{text}" if text.isascii() and not text.isalnum() else text


def words(element: Element) -> str:
    return "".join(element.itertext())


def side_by_side(pieces: Iterable[str]) -> str:
    """Join pieces by blanks, which Typst leaves out but beside words: there it would set one."""
    line = ""
    for piece in filter(None, pieces):
        line += piece if not line or line[-1] == '"' or piece[0] == '"' else f" {piece}"
    return line


def joined(elements: Iterable[Element]) -> str:
    return side_by_side(map(typst_math, elements))


def is_fence(element: Element) -> bool:
    """Say whether an operator grows with what it stands beside."""
    grows = element.get("stretchy") != "false" and not element.get("minsize")
    return element.tag == "mo" and grows and (words(element) in FENCES or words(element) in UNSEEN)


def argument(element: Element) -> str:
    return typst_math(element) or '""'


def row(element: Element) -> str:
    """Return elements beside each other, between delimiters that grow if they have some."""
    children = list(element)
    if len(children) > 2 and is_fence(children[0]) and is_fence(children[-1]):
        inner = children[1:-1]
        if len(inner) == 1 and inner[0].tag == "mfrac" and inner[0].get("linethickness") == "0" and words(children[0]) == "(":
            return in_style(inner[0], f"maths.binom({argument(inner[0][0])}, {argument(inner[0][1])})")
        middle = [f"maths.mid({typst_math(child)})" if is_fence(child) else typst_math(child) for child in inner]
        return f"maths.lr({side_by_side([typst_math(children[0]), *middle, typst_math(children[-1])])})"
    return joined(children)


def in_style(element: Element, markup: str) -> str:
    """Return markup as large as an element says."""
    style = {"true": "display", "false": "inline"}.get(element.get("displaystyle", ""))
    return f"maths.{style}({markup})" if style and markup else markup


def identifier(element: Element) -> str:
    letter = symbol(words(element))
    return f"maths.upright({letter})" if element.get("mathvariant") == "normal" else letter


def operator(element: Element) -> str:
    """Return an operator; of the space beside it Typst knows most by itself."""
    text = words(element)
    if text in UNSEEN:
        return "#h(0.1667em)" if element.get("lspace", "0").startswith("0.1") else ""
    sign = symbol(text)
    if size := element.get("minsize"):
        return f"maths.lr(size: #{size}, {sign})"
    space = element.get("lspace", "")[:4], element.get("rspace", "")[:4]
    if space == ("0.27", "0.27"):
        return f'maths.class("relation", {sign})'
    if space == ("0.22", "0.22"):
        return f'maths.class("binary", {sign})'
    if text == "|" and element.get("form"):
        return f'maths.class("{"opening" if element.get("form") == "prefix" else "closing"}", {sign})'
    return f'maths.class("normal", {sign})' if text == "/" else sign


def space(element: Element) -> str:
    width = "-0.1667em" if "math-closer" in element.get("class", "") else element.get("width", "")
    number = LENGTH.fullmatch(width)
    return f"#h({number[1]}em)" if number else ""


def fraction(element: Element) -> str:
    above, below = map(argument, element)
    if element.get("linethickness") == "0":
        return in_style(element, f"maths.vec(delim: #none, {above}, {below})")
    return in_style(element, f"maths.frac({above}, {below})")


def scripts(element: Element) -> str:
    """Return a base with what stands right of it, above and below."""
    base, *others = element
    places = {"msub": "b", "msup": "t", "msubsup": "bt"}[element.tag]
    parts = "".join(f", {place}: {argument(other)}" for place, other in zip(places, others, strict=True))
    markup = argument(base)
    return f"maths.attach({f'maths.scripts({markup})' if words(base) in LARGE else markup}{parts})"


def limits(element: Element) -> str:
    """Return a base with what stands over and under it: accents, braces, the limits of a sum."""
    base, *others = element
    places = {"munder": ["under"], "mover": ["over"], "munderover": ["under", "over"]}[element.tag]
    if len(others) == 1 and others[0].tag == "mo" and (sign := words(others[0])):
        stretched = STRETCHED[places[0]].get(sign) if others[0].get("stretchy") != "false" else None
        if stretched:
            return f"maths.{stretched}({argument(base)})"
        if places == ["over"] and element.get("accent") == "true" and (sign in ACCENTS or combining(sign)):
            return f"maths.accent({argument(base)}, {escape_str(ACCENTS.get(sign, sign))})"
    parts = "".join(
        f", {place[0].replace('u', 'b').replace('o', 't')}: {argument(other)}"
        for place, other in zip(places, others, strict=True)
    )
    movable = words(base) in LARGE and base.get("movablelimits") != "false"
    base_markup = argument(base) if movable else f"maths.limits({long_arrow(base)})"
    return f"maths.attach({base_markup}{parts})"


def long_arrow(base: Element) -> str:
    """Return the base; an arrow with words at it is as long as they are."""
    grows = base.tag == "mo" and base.get("stretchy") != "false" and words(base) in "→←↔⇒⇐⇔↦↪↩⇌"
    return f"maths.stretch({typst_math(base)}, size: #(100% + 1.6em))" if grows else argument(base)


def corners(element: Element) -> str:
    """Return a base with what stands at its four corners (``mmultiscripts``)."""
    base, *others = element
    split = next((number for number, child in enumerate(others) if child.tag == "mprescripts"), len(others))
    parts = [*zip(("b", "t"), others[:split]), *zip(("bl", "tl"), others[split + 1 :])]
    given = "".join(f", {place}: {typst_math(child)}" for place, child in parts if typst_math(child))
    return f"maths.attach(maths.scripts({argument(base)}){given})"


def alignment(cell: Element) -> str:
    classes = cell.get("class", "").split()
    return "left" if "math-left" in classes else "right" if "math-right" in classes else "center"


def cells_of(table: Element) -> list[list[Element]]:
    """Return the cells of each row, but for the empty ones that only take up room at both ends."""
    rows = [list(row) for row in table]
    for end in (0, -1):
        if all(len(row) > 1 and len(row[end]) == 0 and not row[end].text and alignment(row[end]) == "center" for row in rows):
            for row in rows:
                row.pop(end)
    return rows


def table(element: Element) -> str:
    """Return a table as a matrix; columns that meet, as those of ``aligned``, are one with points of alignment."""
    rows = cells_of(element)
    is_large = element.get("displaystyle") == "true"
    style = "display" if is_large else "" if element.get("scriptlevel") else "script"
    written = [[f"maths.{style}({joined(cell)})" if style and len(cell) else joined(cell) for cell in row] for row in rows]
    columns = [alignment(cell) for cell in max(rows, key=len, default=[])]
    options = ["delim: #none", f"row-gap: #{'0.8em' if is_large else '0.4em'}"]
    if "math-close-left" in " ".join(cell.get("class", "") for row in rows for cell in row) and len(columns) > 1:
        body = "; ".join(" & ".join(cells) or '""' for cells in written)
        return f"maths.mat({', '.join(options)}, {body})"
    options.append(f"align: #{columns[0] if len(set(columns)) == 1 else 'center'}")
    if any("math-apart" in cell.get("class", "") for row in rows for cell in row):
        options.append("column-gap: #1em")
    options += lines(rows)
    if len(set(columns)) > 1:
        marks = {"left": "&{}", "right": "{}&", "center": "{}"}
        written = [[marks[alignment(cell)].format(text) for cell, text in zip(*pair, strict=True)] for pair in zip(rows, written, strict=True)]
    return f"maths.mat({', '.join(options)}, {'; '.join(', '.join(cells) for cells in written)})"


def lines(rows: list[list[Element]]) -> list[str]:
    """Return the option for the lines between the rows and columns of a table, if it has some."""
    classes = [[cell.get("class", "") for cell in row] for row in rows]
    horizontal = [number for number, row in enumerate(classes) if any("above" in cell for cell in row)]
    vertical = sorted({number + 1 for row in classes for number, cell in enumerate(row) if re.search("(line|dashes)-right", cell)})
    if not horizontal and not vertical:
        return []
    return [f"augment: #(hline: ({''.join(f'{n},' for n in horizontal)}), vline: ({''.join(f'{n},' for n in vertical)}))"]


def enclosed(element: Element) -> str:
    notation, inner = element.get("notation", ""), joined(element)
    if notation == "box":
        return f"boxed({inner})"
    cross = "cross: #true, " if " " in notation else "inverted: #true, " if notation.startswith("down") else ""
    return f"maths.cancel({cross}{inner})"


MATHML = {
    "math": row, "mrow": lambda element: in_style(element, row(element)), "mstyle": row, "mpadded": row,
    "mi": identifier, "mn": lambda element: symbol(words(element)), "mo": operator,
    "mtext": lambda element: escape_str(words(element)), "mspace": space,
    "mfrac": fraction, "msqrt": lambda element: f"maths.sqrt({row(element)})",
    "mroot": lambda element: f"maths.root({argument(element[1])}, {argument(element[0])})",
    "msub": scripts, "msup": scripts, "msubsup": scripts,
    "munder": limits, "mover": limits, "munderover": limits, "mmultiscripts": corners,
    "mtable": table, "menclose": enclosed, "mphantom": lambda element: f"unseen({row(element)})",
}  # fmt: skip


def typst_math(element: Element) -> str:
    """Return an element as Typst has it between dollars; raise KeyError for one that is not MathML Core's."""
    return MATHML[element.tag](element)
