"""What a style sheet says, a browser understands: it drops a slip without a word."""

from __future__ import annotations

import re
from pathlib import Path

import furo
import pytest
from conftest import LANGUAGES, MACHINERY, ROOT, SITE
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pygments.formatters import HtmlFormatter
from translated_docs.html.minify import MINIFY, TOKEN_RULES, by_declarations
from translated_docs.palette import COLOURS, PALETTE

SHEETS = sorted(path for path in MACHINERY.rglob("*.css*") if path.suffix in {".css", ".jinja"})
# What is no declaration of a rule: comments, and what describes a property of our own.
ELSEWHERE = re.compile(r"/\*.*?\*/|@property[^}]*\}", re.DOTALL)
DECLARATION = re.compile(r"(?<=[{;\s])((?:--)?[a-z][a-z-]*):\s*([^;{}]+?)\s*(?:!important)?(?=[;}])")
HEX_COLOUR = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.IGNORECASE)
TEXT = {".css", ".html", ".jinja", ".js", ".json", ".py", ".svg", ".typ", ".xml"}


def rendered(sheet):
    parts = FileSystemLoader(MACHINERY / "html" / "templates")
    return Environment(loader=parts, undefined=StrictUndefined).from_string(sheet.read_text(encoding="utf-8")).render(palette=PALETTE)


def in_full(colour):
    """Return #fff as #ffffff."""
    return colour.lower() if len(colour) > 5 else "".join(2 * c if c != "#" else c for c in colour.lower())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_declaration_is_one(keep_page, sheet):
    declarations = DECLARATION.findall(ELSEWHERE.sub("", rendered(sheet)))
    assert len(declarations) > 10
    wrong = keep_page().evaluate("all => all.filter(([name, value]) => !CSS.supports(name, value))", declarations)
    assert wrong == []


RULES = """sheet => {
  const style = document.createElement("style");
  style.textContent = sheet;
  document.head.replaceChildren(style);
  return [...style.sheet.cssRules].map(rule => rule.cssText.replaceAll(/,\\s+/g, ","));
}"""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_that_is_sent_in_fewer_letters_says_the_same_to_a_browser(keep_page, sheet):
    whole = rendered(sheet)
    page = keep_page()
    rules = page.evaluate(RULES, whole)
    assert rules
    assert page.evaluate(RULES, MINIFY[".css"](whole)) == rules


COLOURS_OF_CODE = """([sheet, classes]) => {
  document.body.innerHTML = `<style>${sheet}</style><div class="highlight">${classes.map(name => `<span class="${name}">x</span>`).join("")}</div>`;
  const looks = span => ["color", "backgroundColor", "fontWeight", "fontStyle", "borderTopColor"].map(name => getComputedStyle(span)[name]);
  return [...document.querySelectorAll("span")].map(looks);
}"""


@pytest.mark.parametrize("style", ["a11y-high-contrast-light", "default", "monokai"])
@pytest.mark.parametrize("around", ["{}", "@media screen {{{}}}"])
def test_tokens_of_one_colour_share_a_rule_and_look_as_before(keep_page, style, around):
    whole = MINIFY[".css"](around.format(HtmlFormatter(style=style).get_style_defs(".highlight")))
    short = TOKEN_RULES.sub(by_declarations, whole)
    classes = sorted(set(re.findall(r"\.highlight \.(\w+)", whole)))
    page = keep_page()
    assert len(classes) > 40 and len(short) < 0.7 * len(whole)
    assert page.evaluate(COLOURS_OF_CODE, [short, classes]) == page.evaluate(COLOURS_OF_CODE, [whole, classes])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("suffix", [".css", ".js"])
def test_nothing_of_ours_is_sent_with_comments_and_indentation(code, suffix):
    static = SITE / code / "_static"
    names = {"pygments.css", *(path.name.removesuffix(".jinja") for path in MACHINERY.glob("*/static/*"))}
    sent = [static / name for name in names if name.endswith(suffix) and (static / name).exists()]
    assert len(sent) > 5
    assert [path.name for path in sent if re.search(r"/\*|^ |^//", path.read_text("utf-8"), re.MULTILINE)] == []


def test_a_colour_of_the_palette_stands_in_no_other_file():
    colours = {colour for pair in COLOURS.values() for colour in pair}
    files = {path for path in MACHINERY.rglob("*") if path.suffix in TEXT} - {MACHINERY / "palette.py"}
    assert len(files) > 50
    assert [
        f"{path.relative_to(MACHINERY)}: {colour}"
        for path in [*files, ROOT / "conf.py"]
        for colour in HEX_COLOUR.findall(path.read_text(encoding="utf-8"))
        if in_full(colour) in colours
    ] == []


def test_the_icon_has_colours_of_the_palette():
    colours = {colour for pair in COLOURS.values() for colour in pair}
    icon = (ROOT / "docs" / "_static" / "favicon.svg").read_text(encoding="utf-8")
    assert set(HEX_COLOUR.findall(icon)) <= colours


def test_what_the_theme_says_to_readers_in_its_style_sheets_is_taken_back():
    ours = " ".join(rendered(MACHINERY / "html" / "static" / "site.css.jinja").split())
    sheets = Path(furo.__file__).parent.glob("theme/furo/static/styles/*.css")
    said = [selector for sheet in sheets for selector in re.findall(r'([^{}]+)\{content:"[^"]*\w{3}', sheet.read_text("utf-8"))]
    assert said and [selector for selector in said if f"{selector.replace(':before', '::before')} {{ content: none; }}" not in ours] == []
