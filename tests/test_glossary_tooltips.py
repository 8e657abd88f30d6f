"""A term of the glossary is explained where it stands, in the glossary's own two sentences."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from conftest import ALL_ADDRESSES, BOTH_ENGINES, CHROMIUM_ONLY, LANGUAGES, SITE, SLOW, SOURCE_FIRST
from playwright.sync_api import expect
from test_reading import AXE, WCAG, axe_violations, watch

pytestmark = BOTH_ENGINES
PAGE = "kubecon/envoy-acceleration.html"
TERM = "article a:has(> .std-term)"
SENTENCE_END = {"ja": r"。", "en": r"\.(?=\s|$)"}


def soup_of(address):
    return BeautifulSoup((SITE / address).read_text(encoding="utf-8"), "html.parser")


def glossary(language):
    """Return what the written glossary says, by anchor."""
    soup = soup_of(f"{language}/glossary.html")
    return {
        term["id"]: term.find_next_sibling("dd").p.get_text() for term in soup.select("dt[id^=term-]")
    }


def anchor_of(link):
    return link.get_attribute("href").partition("#")[2]


def expect_note(page, link, language):
    """Expect the note to be open, with the glossary's words on the term."""
    expect(page.locator("#glossary-tooltip")).to_be_visible()
    expect(page.locator("#glossary-tooltip p")).to_have_text(glossary(language)[anchor_of(link)])


def tab_to_a_term(page):
    """Go on by Tab from the page's title to its first term, and return that."""
    page.locator("article h1").click()
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(f"{TERM}:focus")
        if focused.count():
            return focused
    raise AssertionError("no term within 60 steps")


@pytest.fixture(params=SOURCE_FIRST)
def language(request):
    return request.param


@pytest.fixture
def page(open_page, site_url, language):
    page = open_page(f"{site_url}{language}/{PAGE}")
    return page


def test_every_definition_is_two_sentences(language):
    counts = {a: len(re.findall(SENTENCE_END[language], text)) for a, text in glossary(language).items()}
    assert len(counts) > 20
    assert {anchor: count for anchor, count in counts.items() if count != 2} == {}


@pytest.mark.parametrize("address", ALL_ADDRESSES)
def test_a_page_brings_the_notes_of_its_own_terms_and_no_others(address):
    soup = soup_of(address)
    wanted = set()
    if not address.endswith("/glossary.html"):
        wanted = {term.parent["href"].partition("#")[2] for term in soup.select("a > .std-term")}
    notes = {note["id"]: note.get_text() for note in soup.select(".term-definitions > p")}
    said = glossary(address.split("/")[0])
    assert notes == {f"about-{anchor}": said[anchor] for anchor in wanted}
    assert bool(soup.select("script[src$='glossary-tooltips.js']")) == bool(wanted)


def test_a_term_under_the_pointer_is_explained(page, language):
    term = page.locator(TERM).nth(1)
    term.hover()
    expect_note(page, term, language)
    page.mouse.move(1, 1)
    expect(page.locator("#glossary-tooltip")).to_be_hidden()


def test_a_term_reached_by_keyboard_is_explained_until_the_focus_goes_on(page, language):
    expect_note(page, tab_to_a_term(page), language)
    page.keyboard.press("Tab")  # to the next term: the note is no stop of its own
    second = page.locator(TERM).nth(1)
    expect(second).to_be_focused()
    expect_note(page, second, language)
    page.locator("article h1").click()
    expect(page.locator("#glossary-tooltip")).to_be_hidden()


@CHROMIUM_ONLY  # Firefox can't be given a finger
def test_a_tap_explains_and_a_tap_elsewhere_puts_it_away(open_page, site_url, language):
    page = open_page(f"{site_url}{language}/{PAGE}", width=390, height=844, has_touch=True)
    term = page.locator(TERM).first
    term.tap()
    expect_note(page, term, language)
    page.locator("#glossary-tooltip p").tap()
    expect(page.locator("#glossary-tooltip")).to_be_visible()
    assert page.url == f"{site_url}{language}/{PAGE}"
    page.locator("article h1").tap()
    expect(page.locator("#glossary-tooltip")).to_be_hidden()


@CHROMIUM_ONLY  # Firefox can't be given a finger
@pytest.mark.parametrize("way_on", ["#glossary-tooltip a", TERM])
def test_a_second_tap_leads_to_the_glossary(open_page, site_url, language, way_on):
    page = open_page(f"{site_url}{language}/{PAGE}", width=390, height=844, has_touch=True)
    term = page.locator(TERM).first
    entry = anchor_of(term)
    term.tap()
    expect(page.locator("#glossary-tooltip")).to_be_visible()
    page.locator(way_on).first.tap()
    page.wait_for_url(f"{site_url}{language}/glossary.html#{entry}")
    expect(page.locator(f"#{entry}")).to_be_in_viewport()


@CHROMIUM_ONLY  # Firefox does not report its way back
def test_enter_and_a_click_lead_to_the_glossary_at_once(page, site_url, language):
    address = f"{site_url}{language}/glossary.html#{anchor_of(tab_to_a_term(page))}"
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    page.go_back()
    page.locator(TERM).first.click()
    page.wait_for_url(address)


def test_escape_puts_the_note_away_and_leaves_the_focus(page):
    term = tab_to_a_term(page)
    expect(page.locator("#glossary-tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#glossary-tooltip")).to_be_hidden()
    expect(term).to_be_focused()


def test_the_note_stays_under_the_pointer_until_escape(page):
    page.clock.install()
    page.locator(TERM).first.hover()
    page.clock.run_for(1_000)
    note = page.locator("#glossary-tooltip")
    expect(note).to_be_visible()
    note.locator("p").hover()
    page.clock.run_for(60_000)
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    page.clock.run_for(1)
    expect(note).to_be_hidden()


def test_a_pointer_that_passes_over_a_term_opens_nothing(page):
    page.clock.install()
    page.locator(TERM).first.hover()
    page.clock.run_for(100)
    page.mouse.move(1, 1)
    page.clock.run_for(60_000)
    expect(page.locator("#glossary-tooltip")).to_be_hidden()


# Of the note of a term and of the term, at one moment: on a machine that is busy the note may be gone in the next.
BOXES = """term => term.nextElementSibling?.matches("#glossary-tooltip:popover-open")
  && [term.nextElementSibling, term].map(element => element.getBoundingClientRect().toJSON())"""


@SLOW
@pytest.mark.parametrize("address", ["index.html", "timeline.html"])
def test_every_note_lies_within_a_phones_view_and_beside_its_term(
    open_page, site_url, language, address
):
    page = open_page(f"{site_url}{language}/{address}", width=390, height=844)
    for term in page.locator(TERM).all():
        term.hover()
        box, at = page.wait_for_function(BOXES, arg=term.element_handle()).json_value()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        assert box["y"] >= 0 and box["y"] + box["height"] <= 844
        assert box["y"] >= at["y"] + at["height"] or box["y"] + box["height"] <= at["y"]


def test_the_definition_is_the_accessible_description_of_the_term(page, language):
    said = glossary(language)
    for term in page.locator(TERM).all():
        expect(term).to_have_accessible_description(said[anchor_of(term)])


@SLOW
@CHROMIUM_ONLY  # Firefox can't be told the colours
def test_axe_finds_nothing_with_a_note_open(open_page, site_url, language):
    page = open_page(width=390, color_scheme="light")
    seen = watch(page)
    page.goto(f"{site_url}{language}/{PAGE}")
    tab_to_a_term(page)
    expect(page.locator("#glossary-tooltip")).to_be_visible()
    assert seen["complaints"] == []
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    page.emulate_media(color_scheme="dark")
    assert axe_violations(page, {"type": "rule", "values": ["color-contrast"]}) == []


@pytest.mark.parametrize("other", SOURCE_FIRST)
def test_beside_another_language_each_term_is_explained_in_the_language_it_stands_in(
    open_page, site_url, other
):
    own = next(code for code in LANGUAGES if code != other)
    page = open_page(f"{site_url}{own}/vancouver/opendev.html?with={other}")
    term = page.locator(f".other-words[lang={other}] a:has(> .std-term)").first
    anchor = term.get_attribute("href").split("#")[1]
    term.hover()
    expect(page.locator("#glossary-tooltip p")).to_have_text(glossary(other)[anchor])
    expect(page.locator("#glossary-tooltip p")).to_have_attribute("lang", other)
    expect(term).to_have_accessible_description(re.compile(re.escape(glossary(other)[anchor])))


def test_a_term_without_notes_in_its_language_is_explained_in_the_pages(page, language):
    term = page.locator(TERM).first
    term.locator("xpath=..").evaluate("paragraph => { paragraph.lang = 'fr' }")
    term.hover()
    expect_note(page, term, language)


def test_a_changed_definition_reaches_the_pages_that_use_the_term(project):
    said = glossary("en")["term-0"]
    with project.changed("locale/en/LC_MESSAGES/glossary.po", said, "Changed. Twice.", "html-en"):
        assert "Changed. Twice." in project.page("en/vancouver/opendev.html")
