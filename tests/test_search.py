"""The search finds what a reader half remembers, in either language."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlparse

import pytest
from conftest import BOTH_ENGINES, CHROMIUM_ONLY, SLOW
from playwright.sync_api import expect
from test_reading import AXE, WCAG, axe_violations, watch

pytestmark = BOTH_ENGINES
QUERIES = Path(__file__).parent / "search"
# Written from the pages before the search was, never changed to suit it.
WANTED = {"ja": 58, "en": 21}

RUN = """async ([language, queries]) => {
  const search = await import(`/${language}/_static/search.js`);
  const index = search.prepare(await (await fetch(`/${language}/search-index.json`)).json());
  return queries.map(query => search.search(index, query).results.slice(0, 3).map(r => r.address));
}"""


def queries_of(language):
    lines = (QUERIES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_is_among_the_first_three_results(open_page, site_url, language):
    page = open_page()
    page.goto(f"{site_url}{language}/index.html")
    queries = queries_of(language)
    results = page.evaluate(RUN, [language, [query for query, _ in queries]])
    missed = [
        (query, wanted, found)
        for (query, wanted), found in zip(queries, results, strict=True)
        if f"{wanted}.html" not in found
    ]
    assert len(queries) - len(missed) >= WANTED[language], missed


def test_nothing_is_fetched_before_the_reader_goes_to_search(open_page, site_url):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(urlparse(request.url).path))
    page.goto(f"{site_url}ja/index.html", wait_until="load")
    assert not [path for path in asked if "search.js" in path or "search-index" in path]
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_visible()


@pytest.mark.parametrize("keys", ["/", "Control+k"])
@pytest.mark.parametrize(("language", "query"), [("ja", "鍵暗号"), ("en", "raffl")])
def test_by_keyboard_alone_from_any_page_to_the_words(open_page, site_url, language, query, keys):
    page = open_page()
    seen = watch(page)
    page.goto(f"{site_url}{language}/vancouver/summit.html")
    page.keyboard.press(keys)
    page.keyboard.type(query)
    hit = page.locator(".search-hit").first
    expect(hit.locator("mark").first).to_have_text(re.compile(query, re.I))
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kubecon/envoy-acceleration.html?highlight=*")
    mark = page.locator("article mark").first
    expect(mark).to_have_text(re.compile(query, re.I))
    expect(mark).to_be_in_viewport()
    assert seen["complaints"] == []


def test_escape_closes_the_search(open_page, site_url):
    page = open_page()
    page.goto(f"{site_url}en/index.html")
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-dialog")).not_to_be_visible()


def test_the_box_in_the_sidebar_and_the_search_page_lead_to_the_same_search(open_page, site_url):
    page = open_page()
    page.goto(f"{site_url}en/index.html")
    page.click(".sidebar-search")
    expect(page.locator("#search-dialog input")).to_be_focused()
    page.goto(f"{site_url}en/search.html?q=sockmap")
    expect(page.locator(".search-hit").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "見つかりませんでした"), ("en", "Nothing found")]
)
def test_no_answer_is_said_so_with_advice(open_page, site_url, language, words):
    page = open_page()
    page.goto(f"{site_url}{language}/search.html?q=xyzzyqwerty")
    expect(page.locator("#search-dialog [role=status]")).to_contain_text(words)


def test_a_word_found_nowhere_is_named_beside_what_the_others_found(open_page, site_url):
    page = open_page()
    page.goto(f"{site_url}en/search.html?q=sockmap%20xyzzyqwerty")
    expect(page.locator("#search-dialog [role=status]")).to_contain_text("xyzzyqwerty")
    expect(page.locator(".search-hit").first).to_be_visible()


@SLOW
@CHROMIUM_ONLY  # Firefox can't be told the colours
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_in_the_open_search(open_page, site_url, width, colours):
    page = open_page(width=width, color_scheme=colours)
    page.goto(f"{site_url}ja/search.html?q=Cilium")
    expect(page.locator(".search-hit").first).to_be_visible()
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
