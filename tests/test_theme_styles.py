"""Furo's style sheet is sent in parts, and what a page has is set as it would be by the whole."""

from __future__ import annotations

import re
from pathlib import Path

import furo
import pytest
from bs4 import BeautifulSoup
from conftest import ALL_ADDRESSES, SITE
from docutils import nodes
from sphinx import addnodes
from translated_docs.content.directives.slide import slide
from translated_docs.html.theme_styles import NOWHERE, PARTS, move_icons, split, used_parts

FURO = (Path(furo.__file__).parent / "theme" / "furo" / "static" / "styles" / "furo.css").read_text(encoding="utf-8")
BOXES, CODE, DEFINITIONS = PARTS


# Each selector, its declarations, and the conditions around it, as a browser reads them.
RULES = """sheet => {
  const style = document.createElement("style");
  style.textContent = sheet;
  document.head.replaceChildren(style);
  const rules = (list, around) => [...list].flatMap(rule => {
    if (rule.constructor.name === "CSSMediaRule") return rules(rule.cssRules, [...around, rule.conditionText]);
    const selectors = rule.selectorText ? rule.selectorText.split(/,(?![^(\\[]*[)\\]])/) : [rule.cssText];
    return selectors.map(one => [around.join(" and "), one.trim(), rule.style?.cssText ?? ""]);
  });
  return rules(style.sheet.cssRules, []);
}"""


def rules(page, css):
    """Return each rule of a style sheet: its conditions, one selector and what it declares."""
    return [tuple(rule) for rule in page.evaluate(RULES, css)]


@pytest.mark.parametrize(
    ("css", "parts"),
    [
        ("p{top:0}.admonition.note,a:not(b,i){left:0}", {"": "p{top:0}a:not(b,i){left:0}", BOXES: ".admonition.note{left:0}"}),
        ("@media print{.highlight{top:0}p{top:0}}", {"": "@media print{p{top:0}}", CODE: "@media print{.highlight{top:0}}"}),
        (".field-list dd{top:0}@keyframes a{to{top:0}}", {"": "@keyframes a{to{top:0}}", DEFINITIONS: ".field-list dd{top:0}"}),
        ("@media not print{@media(width>1px){a,.highlight{top:0}}}", {"": "@media not print{@media(width>1px){a{top:0}}}", CODE: "@media not print{@media(width>1px){.highlight{top:0}}}"}),
        (".sidebar-tree,.announcement a{top:0}.sidebar .x{top:0}", {"": ".sidebar-tree{top:0}", BOXES: ".sidebar .x{top:0}"}),
    ],
)
def test_a_rule_goes_to_the_part_of_its_selector(css, parts):
    assert {name: rules for name, rules in split(css).items() if rules} == parts


def test_no_rule_of_furo_is_lost_or_changed(keep_page):
    page = keep_page()
    kept = [rule for rule in rules(page, FURO) if not NOWHERE.search(rule[1])]
    assert len(kept) > 500
    assert sorted(rule for css in split(FURO).values() for rule in rules(page, css)) == sorted(kept)


def test_each_part_has_the_icons_that_it_shows():
    parts = split(FURO)
    move_icons(parts)
    for css in parts.values():
        for icon in re.findall(r"var\((--icon-[\w-]+)\)", css):
            assert f"{icon}:" in css or f"{icon}:" in parts[""]
    assert sum(css.count("--icon-flame:") for css in parts.values()) == 1 == parts[BOXES].count("--icon-flame:")
    assert not any(split(parts[""])[name] for name in PARTS)


@pytest.mark.parametrize("address", ALL_ADDRESSES)
def test_no_page_has_what_has_no_rules(address):
    soup = BeautifulSoup((SITE / address).read_text(encoding="utf-8"), "html.parser")
    marks = [f".{name}" for tag in soup.select("[class]") for name in tag["class"]] + [f"#{tag['id']}" for tag in soup.select("[id]")]
    assert not [mark for mark in marks if re.fullmatch(f"(?:{NOWHERE.pattern}).*", mark) and mark != ".sidebar-logo-container"]


@pytest.mark.parametrize(
    ("kinds", "classes", "parts"),
    [
        ({nodes.paragraph, slide}, {"x"}, set()),
        ({nodes.warning, slide}, set(), {BOXES}),
        ({addnodes.versionmodified}, set(), {BOXES}),
        ({nodes.container}, {"admonition"}, {BOXES}),
        ({nodes.literal_block}, set(), {CODE}),
        ({nodes.definition_list, addnodes.desc_inline}, set(), {DEFINITIONS}),
    ],
)
def test_a_page_needs_the_parts_of_what_it_has(kinds, classes, parts):
    assert used_parts(kinds, classes) == parts
