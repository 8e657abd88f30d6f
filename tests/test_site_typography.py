"""The site as a publisher would set it: spaces around headings and captions, ends of lines, links, contrast, paper."""

from __future__ import annotations

import zipfile

import pytest
from conftest import LANGUAGES, SITE, SOURCE_FIRST

import conf

TALK = "kubecon/envoy-acceleration"
MOST_LINES = 6  # that Chromium balances: https://developer.mozilla.org/en-US/docs/Web/CSS/Reference/Properties/text-wrap-style
# The last line of each element that a selector finds, as a share of its longest; of one line, 1; and how many it has.
LAST_LINES = """elements => elements.map(element => {
  const words = document.createRange();
  words.selectNodeContents(element);
  const lines = {};
  for (const { bottom, left, right } of words.getClientRects()) {
    const line = Object.keys(lines).find(other => Math.abs(other - bottom) < 8) ?? bottom;
    const [from, to] = lines[line] ?? [left, right];
    lines[line] = [Math.min(from, left), Math.max(to, right)];
  }
  const widths = Object.keys(lines).sort((a, b) => a - b).map(line => lines[line][1] - lines[line][0]);
  return [element.textContent, widths.at(-1) / Math.max(...widths), widths.length];
})"""


def short_ends(page, selector):
    """Return what ends with a line of less than a quarter of its longest, of what a browser balances."""
    return [words for words, share, lines in page.locator(selector).evaluate_all(LAST_LINES) if share < 0.25 and lines <= MOST_LINES]


@pytest.mark.parametrize("selector", ["article figcaption > p", ".sidebar-tree .caption"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_caption_ends_with_a_line_of_one_word(open_page, site_url, code, selector):
    page = open_page(f"{site_url}{code}/{TALK}.html", width=1280)
    assert page.locator(selector).count() >= 4
    assert short_ends(page, selector) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_point_of_a_slide_ends_with_a_line_of_a_letter(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/slideshow.html", width=1280, height=720)
    assert short_ends(page, ".show-words li > p:first-child, .show-words li:not(:has(p))") == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_paragraph_of_a_page_that_is_not_there_ends_so(open_page, site_url, code):
    assert short_ends(open_page(f"{site_url}{code}/404.html"), "main p") == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_heading_in_an_epub_ends_so(open_page, tmp_path, code):
    with zipfile.ZipFile(SITE / code / f"{conf.project}-{code}.epub") as epub:
        epub.extractall(tmp_path)
    page = open_page(width=390, java_script_enabled=False)
    for name in ("index", TALK):
        page.goto((tmp_path / f"{name}.xhtml").as_uri())
        assert short_ends(page, "h1, h2, figcaption p") == []


def test_the_lines_of_a_title_in_the_navigation_and_the_search_do_not_touch(open_page, site_url):
    page = open_page(f"{site_url}ja/kubecon/card-payments.html", width=1280)
    page.keyboard.press("/")
    page.keyboard.type("Kubernetes")
    page.locator(".search-hit").first.wait_for()
    lines = "all => all.map(e => parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize))"
    for title in (".sidebar-tree .reference", ".sidebar-tree .caption-text", ".related-pages .title", ".search-hit-page", ".toc-tree .reference"):
        assert min(page.locator(title).evaluate_all(lines)) >= 1.3, title


# The rooms above and below each heading of a section in a section, from the words before it to those behind.
AROUND_HEADINGS = """() => [...document.querySelectorAll("article section section > h3")].map(heading => {
  const { top, bottom } = heading.getBoundingClientRect();
  const before = heading.parentElement.previousElementSibling.getBoundingClientRect().bottom;
  return [top - before, heading.nextElementSibling.getBoundingClientRect().top - bottom];
})"""


@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_a_heading_is_nearer_to_what_it_is_the_heading_of(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/vancouver/preemptible-instances.html")
    around = page.evaluate(AROUND_HEADINGS)
    assert len(around) > 4
    assert all(above > 1.5 * below for above, below in around), around


def test_the_number_of_a_caption_and_the_table_below_it_stand_apart_from_its_words(open_page, site_url):
    page = open_page(f"{site_url}en/{TALK}.html")
    apart = page.locator("article .caption-number").evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).marginInlineEnd))")
    assert len(apart) > 5 and min(apart) > 5
    assert page.locator("article caption").first.evaluate("e => parseFloat(getComputedStyle(e).paddingBlockEnd)") > 5


# How much a link's line differs from the page's ground; and whether it has one.
LINES_OF_LINKS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255);
    const [r, g, b] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("article p a.reference:not(.footnote-reference)")].map(link => {
    const { textDecorationLine, textDecorationColor } = getComputedStyle(link);
    const line = light(textDecorationColor);
    return textDecorationLine === "underline" ? Math.max(line, ground) / Math.min(line, ground) : 0;
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_link_is_told_from_words_by_more_than_its_colour(open_page, site_url, scheme):
    """Its line has three times the contrast of the page's ground (WCAG 2.2, 1.4.11)."""
    found = open_page(f"{site_url}ja/{TALK}.html", color_scheme=scheme).evaluate(LINES_OF_LINKS)
    assert len(found) > 20
    assert min(found) >= 3


# By how much the middle of an icon beside the tools of a page is below that of the tools.
BELOW = """() => {
  const middle = selector => {
    const { top, bottom } = [...document.querySelectorAll(selector)].find(e => e.checkVisibility()).getBoundingClientRect();
    return (top + bottom) / 2;
  };
  return middle(".content-icon-container svg") - middle(".page-tools summary");
}"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_icons_beside_the_tools_of_a_page_stand_on_their_line(open_page, site_url, code):
    assert abs(open_page(f"{site_url}{code}/{TALK}.html", width=1280).evaluate(BELOW)) < 1


CUT_OFF = """() => [...document.querySelectorAll(".page-tools *")].filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.textContent)"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_a_phone_with_letters_twice_as_large_no_tool_of_a_page_is_cut_off(open_page, site_url, code):
    """WCAG 2.2, 1.4.4: as wide as 390 pixels are in such letters."""
    page = open_page(f"{site_url}{code}/index.html", width=195, height=422)
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_who_wants_more_contrast_sees_no_pale_words(open_page, site_url, scheme):
    page = open_page(f"{site_url}ja/{TALK}.html", color_scheme=scheme, contrast="more")
    colour = "e => getComputedStyle(e).color"
    ink = page.locator("article h2").first.evaluate(colour)
    for pale in ("article h1 + p", ".slide-number", ".sidebar-tree .caption-text", ".page-tools summary"):
        assert page.locator(pale).first.evaluate(colour) == ink, pale


@pytest.mark.parametrize("address", ["index", TALK])
@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_on_paper_there_is_nothing_to_press(open_page, site_url, code, address):
    page = open_page(f"{site_url}{code}/{address}.html")
    pressed = page.locator("article :is(button, summary, .ways-in, .backrefs, .headerlink, .slide-present)")
    assert pressed.filter(visible=True).count() > 0
    page.emulate_media(media="print")
    assert pressed.filter(visible=True).all_inner_texts() == []


# How far apart the tops of the parts of a figure are.
STEPS = """all => all.map(figure => {
  const tops = [...figure.querySelectorAll("svg")].map(part => part.getBoundingClientRect().top);
  return Math.max(...tops) - Math.min(...tops);
})"""


def test_a_sheet_of_paper_is_read_as_a_wide_screen(open_page, site_url):
    page = open_page(f"{site_url}ja/{TALK}.html", width=680)  # A4, with its margins
    parts = page.locator("article .svg-figure:has(svg + svg)")
    assert min(parts.evaluate_all(STEPS)) > 100
    page.emulate_media(media="print")
    assert set(parts.evaluate_all(STEPS)) == {0}
    style = "(all, name) => all.map(e => getComputedStyle(e)[name])"
    assert set(page.locator("article table").evaluate_all(style, "breakInside")) == {"avoid"}
    page.goto(f"{site_url}ja/timeline.html")
    assert page.locator("article table").evaluate_all(style, "breakInside") == ["auto"]  # it is too long for a page
    assert set(page.locator("article tr").evaluate_all(style, "display")) == {"table-row"}
