"""Code can be copied at a press, and followed on a phone."""

from __future__ import annotations

import re

import pytest
from conftest import BOTH_ENGINES, LANGUAGES
from playwright.sync_api import expect


def test_a_block_of_code_has_a_button_that_copies_it(project, serve_folder, open_page):
    code = "\n```sh\nmake live\n```\n\n(colophon-"
    with project.changed("docs/colophon.md", "\n(colophon-", code, "html-ja"):
        site = serve_folder(project.folder / "build" / "html")
        page = open_page(f"{site}ja/colophon.html", permissions=["clipboard-read", "clipboard-write"])
        page.click(".copy-button")
        expect(page.locator("article [role=status]")).to_have_text("コピーしました")
        assert page.evaluate("navigator.clipboard.readText()").strip() == "make live"
        page.goto(f"{site}ja/glossary.html")
        assert page.locator("script[src*=copy-button]").count() == 0


# Where each line that is seen begins, by the line of the source: the words of one text.
LINES = """pre => {
  const text = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  const starts = [[]];
  while (text.nextNode()) {
    for (let at = 0; at < text.currentNode.length; at++) {
      const letter = document.createRange();
      letter.setStart(text.currentNode, at);
      letter.setEnd(text.currentNode, at + 1);
      if (letter.toString() === "\\n") { starts.push([]); continue; }
      const { top, left } = letter.getBoundingClientRect();
      const seen = starts.at(-1);
      if (!seen.length || top > seen.at(-1)[0] + 4) seen.push([top, Math.round(left)]);
    }
  }
  return starts.filter(seen => seen.length).map(seen => seen.map(([, left]) => left));
}"""


@BOTH_ENGINES
def test_on_a_phone_a_line_that_is_broken_goes_on_indented(open_page, site_url):
    page = open_page(f"{site_url}en/contributing/publish.html", width=390, height=844)
    lines = page.locator(".highlight pre").nth(1).evaluate(LINES)
    assert len(lines) == 4
    assert len({first for first, *_ in lines}) == 1
    rest = {left for _, *others in lines for left in others}
    assert len(rest) == 1 and min(rest) > lines[0][0]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_a_phone_no_short_word_of_code_with_signs_in_it_is_broken(open_page, site_url, code):
    page = open_page(width=390, height=844)
    for address in ("contributing/translate", "contributing/publish"):
        page.goto(f"{site_url}{code}/{address}.html")
        broken = "all => all.filter(e => e.getClientRects().length > 1).map(e => e.textContent)"
        words = page.locator("p code", has_text=re.compile(r"^(?=.*\W)\S{2,16}$"))
        assert words.count() > 5
        assert words.evaluate_all(broken) == []
