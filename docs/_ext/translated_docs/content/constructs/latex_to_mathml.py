"""From LaTeX to MathML, which all outputs are made from: so a formula that one can't show, none shows.

math-core reads LaTeX strictly, and writes MathML Core (https://www.w3.org/TR/mathml-core/).  Here is what a
publication needs beside: no inline styles, which the content policy blocks, no numbers but Sphinx's own, and
faults that say what to write.
"""

import re
from copy import deepcopy
from functools import cache
from itertools import cycle
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from translated_docs.settings import conf

# Environments of amsmath (https://ctan.org/pkg/amsmath, section 3) by those that math-core knows and that do not
# number their lines: a number comes from Sphinx, and is the same in every output.
ENVIRONMENTS = {
    "align": "aligned", "alignat": "aligned", "alignedat": "aligned", "flalign": "aligned", "split": "aligned",
    "gather": "gathered", "multline": "gathered", "smallmatrix": "matrix",
    "eqnarray": "array",  # LaTeX's own
}  # fmt: skip
ENVIRONMENT = re.compile(r"\\(?P<end>begin|end)\{(?P<name>[a-z]+)\*?\}(?P<columns>(?<=at\})\{\d+\}|(?<=at\*\})\{\d+\})?")
COLUMNS = {"eqnarray": "{rcl}"}
MACROS = {
    "substack": r"\begin{matrix}#1\end{matrix}", "mbox": r"\text{#1}", "hbox": r"\text{#1}", "mathnormal": "{#1}",
    "pmb": r"\bm{#1}", "mathds": r"\mathbb{#1}", "mathbbm": r"\mathbb{#1}", "hdots": r"\ldots", "dotsc": r"\ldots",
}  # fmt: skip
# TeX's own way to end a line of a matrix.
LINE_END = re.compile(r"\\cr(?![a-zA-Z])")
# A formula among words, which math-core does not know.
WORDS_WITH_FORMULA = re.compile(r"\\(?P<command>text(?:rm|it|bf)?|[mh]box)\{(?P<words>(?:\\.|[^{}$\\]|\$[^$]*\$)*)\}", re.DOTALL)
# What has another way here, by its command.
INSTEAD = {
    "label": "write :label: in a {math} directive, and {eq}`…` where you mean it",
    "tag": "write :label: in a {math} directive, which gives a number",
    "eqref": "write {eq}`…` with the label of a {math} directive, outside of the formula",
    "ref": "write {eq}`…` with the label of a {math} directive, outside of the formula",
    "color": "leave the colour to the page, which is dark for some readers",
    "textcolor": "leave the colour to the page, which is dark for some readers",
}
COMMAND = re.compile(r"\\(\\|[a-zA-Z]+)")
# A sign behind a command, which math-core would read as a part of its name.
ASTERISK = re.compile(r"(\\(?!(?:hspace|operatorname|tag)\*)[a-zA-Z]+)\*")
# The styles that math-core writes, by the class that stands for them in math.css; others are of no use here.
CLASSES = {
    "text-align: left": "math-left",
    "text-align: right": "math-right",
    "padding-left: 0": "math-close-left",
    "padding-right: 0": "math-close-right",
    "padding-left: 1em": "math-apart",
    "padding-top: 0.1667em": "math-continued",
    "border-top: 0.05em solid currentcolor": "math-line-above",
    "border-right: 0.05em solid currentcolor": "math-line-right",
    "border-top: 0.05em dashed currentcolor": "math-dashes-above",
    "border-right: 0.05em dashed currentcolor": "math-dashes-right",
    "margin-left: -0.16666667em": "math-closer",
}
NAMESPACE = "http://www.w3.org/1998/Math/MathML"


class FormulaError(Exception):
    """A formula can't be shown; the words say what is wrong with it, and what to write."""


def macros_of_guide() -> dict[str, str]:
    """Return the macros that conf.py has for MathJax, by their names (https://docs.mathjax.org/en/latest/input/tex/macros.html).

    Raises ValueError for one that can't be used.
    """
    settings = conf.mathjax4_config or conf.mathjax3_config or {}
    try:
        found = settings.get("tex", {}).get("macros", {})
        macros = {name: macro if isinstance(macro, str) else macro[0] for name, macro in found.items()}
    except (AttributeError, LookupError, TypeError):
        raise ValueError('it has its macros in another way; write {"tex": {"macros": {"name": r"\\LaTeX"}}}') from None
    for name, macro in macros.items():
        if not (isinstance(macro, str) and re.fullmatch("[A-Za-z]+", name)):
            raise ValueError(f"the macro {name!r} has another name than letters from A to Z, or is no text; correct it")
    return macros


@cache
def converter():
    """Return math-core's converter; it is imported for pages with formulas alone."""
    from math_core import LatexToMathML

    return LatexToMathML(macros=MACROS | macros_of_guide(), fancy_error=False, allow_unreliable_rendering=True)


def as_known(match: re.Match[str]) -> str:
    """Return the beginning or end of an environment of amsmath as math-core knows it."""
    if match["name"] in ("equation", "subequations"):
        return ""
    known = ENVIRONMENTS.get(match["name"])
    columns = COLUMNS.get(match["name"], "") if match["end"] == "begin" else ""
    return f"\\{match['end']}{{{known}}}{columns}" if known else match[0]


def with_words_apart(latex: str) -> str:
    r"""Return a formula without formulas among its words: ``\text{if $a$}`` is ``\text{if }a``."""

    def apart(match: re.Match[str]) -> str:
        pieces = re.split(r"(?<!\\)\$([^$]*)\$", match["words"])
        return "".join(
            piece if is_formula else f"\\{match['command']}{{{piece}}}" for piece, is_formula in zip(pieces, cycle((False, True))) if piece
        )

    return WORDS_WITH_FORMULA.sub(apart, latex) if "$" in latex else latex


def with_lines(latex: str) -> str:
    r"""Return a displayed formula as one: parts between blank lines under each other, lines at ``\\`` too, as in Sphinx.

    https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-math
    """
    parts = [part.strip() for part in re.split(r"\n\s*\n", latex) if part.strip()]
    aligned = [rf"\begin{{aligned}}{part}\end{{aligned}}" if has_lines(part) else part for part in parts]
    return aligned[0] if len(aligned) == 1 else "\\begin{gathered}" + r"\\".join(aligned) + "\\end{gathered}"


def has_lines(latex: str) -> bool:
    """Say whether a line ends, or a column begins, outside of all environments and braces."""
    depth = 0
    for piece in re.findall(r"\\begin\b|\\end\b|\\.|[{}&]", latex, re.DOTALL):
        if depth == 0 and piece in ("\\\\", "&"):
            return True
        depth += (piece in ("{", "\\begin")) - (piece in ("}", "\\end"))
    return False


def fault(latex: str, words: str) -> FormulaError:
    """Return the error for what math-core says of a formula: ``OFFSET: words``."""
    offset, _, words = words.partition(": ")
    near = " ".join(latex[int(offset) :][:30].split()) if offset.isdigit() else ""
    if unknown := re.fullmatch(r'Unknown (command|environment) "(.*)"\.', words):
        name = unknown[2] if unknown[1] == "command" else rf"\begin{{{unknown[2]}}}"
        remedy = r"write it with other commands of LaTeX or amsmath, as words in \text{…}, or make it a macro (mathjax4_config)"
        return FormulaError(f"the formula has {name}, which can't be shown in every output; {remedy}")
    place = f" at {near!r}" if near else " at its end"
    return FormulaError(f"the formula can't be read{place}: {words.rstrip('.')}; mend it, as LaTeX has it")


def without_styles(math: Element) -> None:
    """Put classes in the place of styles: the content policy blocks what stands in an element."""
    for element in math.iter():
        if element.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover"):
            for table in (table for script in element[1:] for table in script.iter("mtable")):
                table.attrib.pop("scriptlevel", None)  # as small as a script is
        style = element.attrib.pop("style", "")
        declarations = (re.sub(r"\s*:\s*", ": ", part.strip()) for part in style.split(";"))
        classes = [CLASSES[declaration] for declaration in declarations if declaration in CLASSES]
        if classes:
            element.set("class", " ".join(classes))


@cache
def mathml(latex: str, is_block: bool) -> Element:
    """Return a formula as an element ``math`` without a namespace.

    Raises FormulaError for what LaTeX does not know, or one of our outputs can't show.
    """
    from math_core import LatexError

    for command in COMMAND.findall(latex):
        if command in INSTEAD:
            raise FormulaError(rf"the formula has \{command}; {INSTEAD[command]}")
    if not latex.strip():
        raise FormulaError("the formula is empty; write one, or take it out")
    known = ENVIRONMENT.sub(as_known, LINE_END.sub(r"\\\\", ASTERISK.sub(r"\1 *", with_words_apart(latex))))
    known = with_lines(known) if is_block else known
    try:
        markup = converter().convert_with_local_state(known, displaystyle=is_block)
    except LatexError as error:
        raise fault(known, str(error)) from error
    math = ElementTree.fromstring(markup.replace("&ApplyFunction;", "\u2061"))
    without_styles(math)
    math.set("alttext", " ".join(latex.split()))
    return math


def with_levels_of_styles(math: Element) -> Element:
    """Return a formula whose tables have their level of scripts from a ``mstyle``: as EPUB has MathML 3, they have none themselves."""
    math = deepcopy(math)
    for parent in list(math.iter()):
        for place, element in enumerate(parent):
            if element.tag == "mtable" and "scriptlevel" in element.attrib:
                style = Element("mstyle", scriptlevel=element.attrib.pop("scriptlevel"))
                style.tail, element.tail = element.tail, None
                style.append(element)
                parent[place] = style
    return math


def mathml_markup(latex: str, is_block: bool) -> str:
    """Return a formula as markup for HTML and for XHTML."""
    math = with_levels_of_styles(mathml(latex, is_block))
    return ElementTree.tostring(math, encoding="unicode").replace("<math ", f'<math xmlns="{NAMESPACE}" ', 1)
