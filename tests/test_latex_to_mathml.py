"""LaTeX becomes MathML and Typst's mathematics, or is refused with what to write."""

from __future__ import annotations

import re
from collections import Counter
from types import SimpleNamespace
from xml.etree.ElementTree import Element, tostring

import pytest
import typst
from sphinx.errors import ConfigError
from translated_docs.catalogs.policy.markup_policy import errors
from translated_docs.content.constructs import latex_to_mathml as mathml_module
from translated_docs.content.constructs.formulas import check_macros
from translated_docs.content.constructs.latex_to_mathml import FormulaError, converter, mathml, mathml_markup
from translated_docs.fonts import fonts
from translated_docs.pdf.translators.formulas import typst_math

# LaTeX, and a part of what Typst is given for it.
FORMULAS = [
    (r"\frac{a}{b} = \sqrt{c}", "maths.frac(a, b) \\= maths.sqrt(c)"),
    (r"\sqrt[3]{x}", "maths.root(3, x)"),
    (r"2*\pi*\operatorname*{argmax} x", '2 maths.class("binary", ∗) π maths.class("binary", ∗)"argmax"'),
    (r"\binom{n}{k}", "maths.binom(n, k)"),
    (r"{a \atop b}", "maths.vec(delim: #none, a, b)"),
    (r"\sum_{i=1}^{n} i", "maths.attach(∑, b: i \\= 1, t: n)"),
    (r"\sum\limits_i", "maths.attach(maths.limits(∑), b: i)"),
    (r"\lim_{x \to 0} f", 'maths.attach(maths.limits("lim"), b: x → 0)'),
    (r"x_i^2", "maths.attach(x, b: i, t: 2)"),
    (r"\sideset{_a}{}{\sum}", "bl: a"),
    (r"\left( x \middle| y \right]", "maths.lr(\\( x maths.mid(\\|) y \\])"),
    (r"\left. x \right|", "maths.lr(x \\|)"),
    (r"\bigl( x", "maths.lr(size: #1.2em, \\() x"),
    (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "a, b; c, d"),
    (r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{else} \end{cases}", 'x, "if\xa0"x \\> 0; 0, "else"'),
    (r"\begin{array}{r|l} a & b \\ \hline c & d \end{array}", "augment: #(hline: (1,), vline: (1,))"),
    (r"\begin{align} a &= b \\ &= c \end{align}", "maths.display(a) & maths.display(\\= b)"),
    (r"\begin{multline*} a \\ b \end{multline*}", "maths.display(a); maths.display(b)"),
    (r"a \\ b", "maths.display(a); maths.display(b)"),
    ("a\n\nb", "maths.display(a); maths.display(b)"),
    (r"\begin{equation} a \end{equation}", "a"),
    (r"\hat{a} \vec{b} \dot{c}", 'maths.accent(a, "\u0302") maths.accent(b, "\u20d7") maths.accent(c, "\u0307")'),
    (r"\overline{ab} \underline{c}", "maths.overline(a b) maths.underline(c)"),
    (r"\overbrace{a}^{n}", "maths.attach(maths.limits(maths.overbrace(a)), t: n)"),
    (r"\overset{!}{=}", "maths.attach(maths.limits(\\=), t: \\!)"),
    (r"\xrightarrow{f}", "maths.stretch(→"),
    (r"\mathbb{R} \mathcal{L} \mathrm{d}", "ℝ"),
    (r"\mathrm{Var}(X)", '"Var"\\( X \\)'),
    (r"\operatorname{argmax}_x f", 'maths.attach("argmax", b: x)'),
    (r"f\colon X \to Y", "f"),
    (r"x \quad \text{if $y_{1}$ or $z$ \& so on}", '"if\xa0"maths.attach(y, b: 1)"\xa0or\xa0"z"\xa0&so\xa0on"'),
    (r"\text{\$5 for $x$} + \text{\$6}", '"$5\xa0for\xa0"x \\+"$6"'),
    (r"\text{速度} = v", '"速度"\\= v'),
    (r"\boxed{a} \cancel{b} \phantom{c}", "boxed(a) maths.cancel(b) unseen(c)"),
    (r"a \, b \quad c \! d", "a #h(0.16666667em) b #h(1em) c #h(-0.1667em) d"),
    (r"\tfrac{a}{b} \dfrac{a}{b}", "maths.inline(maths.frac(a, b)) maths.display(maths.frac(a, b))"),
    (r"\sum_{\substack{a \\ b}}", "maths.script(a); maths.script(b)"),
    (r"\newcommand{\half}{\frac12} \half", "maths.frac(1, 2)"),
    (r"\begin{bmatrix} a & b \cr c & d \end{bmatrix}", "a, b; c, d"),
    (r"a \cr b", "maths.display(a); maths.display(b)"),
    (r"\begin{eqnarray*} a &=& b \\ c &=& d \end{eqnarray*}", "a&, \\=, &b; c&, \\=, &d"),
    (r"\mathbbm{1} \hdots \pmb{x}", "𝟙"),
    (r"50\% \; \$5 \& \# \_ \{ \} / < >", "\\%"),
]
# LaTeX, and what is said of it.
REFUSED = [
    (r"\foo{x}", r"the formula has \foo, which can't be shown in every output; write it with other commands"),
    (r"\includegraphics{x}", r"the formula has \includegraphics, "),
    (r"\href{https://example.org}{x}", r"the formula has \href, "),
    (r"\begin{CD} A \end{CD}", r"the formula has \begin{CD}, "),
    (r"\frac{a}", "the formula can't be read at its end: Expected argument"),
    (r"{a", "the formula can't be read at its end: "),
    (r"a^b^c", "the formula can't be read at '^c'"),
    (r"\label{x} a", r"the formula has \label; write :label: in a {math} directive"),
    (r"\begin{align} a \tag{1} \end{align}", r"the formula has \tag; write :label:"),
    (r"\eqref{x}", r"the formula has \eqref; write {eq}"),
    (r"\color{red} x", r"the formula has \color; leave the colour to the page"),
    (r"\def\x{\x\x}\x", "the formula can't be read"),
    (" ", "the formula is empty; write one"),
]


@pytest.fixture
def of_guide(monkeypatch):
    """Let a guide have settings of MathJax."""

    def have(settings: object) -> None:
        monkeypatch.setattr(mathml_module, "conf", SimpleNamespace(mathjax4_config=None, mathjax3_config=settings))
        converter.cache_clear()
        mathml.cache_clear()

    yield have
    converter.cache_clear()


def test_a_guide_has_macros_as_mathjax_has_them(of_guide):
    of_guide({"tex": {"macros": {"argmax": r"\operatorname*{argmax}", "norm": [r"\lVert #1 \rVert", 1]}}})
    assert typst_math(mathml(r"\argmax_x \norm{y}", True)) == typst_math(mathml(r"\operatorname*{argmax}_x \lVert y \rVert", True))


@pytest.mark.parametrize(
    "settings, words",
    [
        ({"tex": {"macros": {"p2": "x"}}}, "the macro 'p2' has another name than letters"),
        ({"tex": {"macros": {"p": 2}}}, 'write {"tex": {"macros": '),
        ({"tex": {"macros": {"p": [2]}}}, "the macro 'p' has another name than letters from A to Z, or is no text"),
        ({"tex": ["macros"]}, 'write {"tex": {"macros": '),
        ("tex", 'write {"tex": {"macros": '),
    ],
)
def test_macros_that_can_not_be_used_are_named_before_anything_is_built(of_guide, settings, words):
    of_guide(settings)
    with pytest.raises(ConfigError, match=r"^conf.py:1: mathjax3_config: ") as found:
        check_macros(None, None)
    assert words in str(found.value) and "; " in str(found.value)  # or its place would be said once more


@pytest.mark.parametrize("latex, part", FORMULAS)
def test_a_formula_becomes_typst(latex, part):
    assert part in typst_math(mathml(latex, True))
    typst_math(mathml(latex, False))


def test_typst_sets_every_formula_with_an_alternative_text():
    both = [typst_math(mathml(latex, is_block)) for latex, _part in FORMULAS for is_block in (True, False)]
    head = '#set document(title: "-")\n#let maths = math\n#let (boxed, unseen) = (body => body, body => hide(body))\n'
    source = head + "\n\n".join(f'#math.equation(alt: "-", ${markup}$.body)' for markup in both)
    typst.Compiler(source.encode(), font_paths=fonts()).compile(format="pdf", pdf_standards="ua-1")


@pytest.mark.parametrize("latex, _part", FORMULAS)
def test_its_markup_needs_nothing_that_the_content_policy_blocks(latex, _part):
    markup = mathml_markup(latex, True)
    assert " style=" not in markup and "&" not in markup.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert markup.startswith('<math xmlns="http://www.w3.org/1998/Math/MathML" ') and 'alttext="' in markup


@pytest.mark.parametrize("latex, words", REFUSED)
def test_what_can_not_be_shown_is_refused_with_a_remedy(latex, words):
    with pytest.raises(FormulaError) as refused:
        mathml(latex, True)
    assert str(refused.value).startswith(words)


def test_an_element_that_typst_has_no_way_for_is_no_surprise():
    with pytest.raises(KeyError):
        typst_math(Element("mglyph"))


def test_a_formula_has_no_number_of_its_own():
    for name in ("align", "gather", "equation", "multline", "alignat", "flalign"):
        columns = "{2}" if name == "alignat" else ""
        found = tostring(mathml(rf"\begin{{{name}}}{columns} a \end{{{name}}}", True), encoding="unicode")
        assert Counter(found)["("] == 0, found


# A source, a translation, and the rule that it breaks ("" if none).
TRANSLATIONS = [
    ("$a^2$です。", "It is $a^2$.", ""),
    ("$a$と$b$です。", "These are $b$ and $a$.", ""),
    (r"$v = \text{速度}$です。", r"It is $v = \text{speed}$.", ""),
    ("{math}`a`です。", "It is {math}`a`.", ""),
    ("$a^2$です。", "It is $a^3$.", "formula"),
    ("$a^2$です。", "It is a².", "formula"),
    ("文です。", "It is $a$.", "formula"),
    ("{math}`a`です。", "It is {math}`b`.", "formula"),
    (r"$v = \text{速度}$です。", r"It is $w = \text{speed}$.", "formula"),
    ("$a$です。", r"It is $a\href{https://example.org}{b}$.", "formula"),
    ("文です。", "$$\na\n$$", "block"),
    ("料金は$5から$6です。", "It costs $5 to $6.", ""),
]


@pytest.mark.parametrize("source, translation, rule", TRANSLATIONS)
def test_a_translation_leaves_a_formula_as_it_is(source, translation, rule):
    found = {diagnostic.rule for diagnostic in errors(source, translation, "page")}
    assert rule in found if rule else not found, found


@pytest.mark.parametrize("latex", [r"\begin{aligned} a &= b \\ c &= d \end{aligned}", r"\begin{cases} a \\ \begin{matrix} b & c \end{matrix} \end{cases}"])
def test_a_table_has_no_level_of_scripts_itself(latex):
    markup = mathml_markup(latex, is_block=True)
    assert "scriptlevel" not in "".join(re.findall(r"<mtable[^>]*>", markup))
    assert markup.count("<mtable") == markup.count("</mtable>")
    assert any("scriptlevel" in element.attrib for element in mathml(latex, True).iter("mtable")) == ("<mstyle scriptlevel" in markup)
