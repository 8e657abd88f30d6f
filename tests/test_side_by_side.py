"""The other language beside each block, on the site: from one control, to stay, to print."""

from __future__ import annotations

import pytest
from conftest import BOTH_ENGINES, CHROMIUM_ONLY, LANGUAGES, SLOW
from playwright.sync_api import expect
from test_reading import AXE, WCAG, axe_violations, watch
from test_rebuilds import CATALOG

pytestmark = BOTH_ENGINES
PAIRS = [("ja", "en"), ("en", "ja")]
PAGE = "vancouver/opendev.html"


@pytest.fixture(params=[PAIRS[0], pytest.param(PAIRS[1], marks=SLOW)], ids=["ja with en", "en with ja"])
def pair(request):
    return request.param


def opened(page, site_url, own, other, path=PAGE):
    page.goto(f"{site_url}{own}/{path}?with={other}")
    expect(page.locator("html.side-by-side")).to_be_attached(timeout=20_000)  # the script, and the other page
    return page


def test_one_control_shows_the_other_language_and_hides_it_again(open_page, site_url, pair):
    own, other = pair
    page = open_page(f"{site_url}{own}/{PAGE}")
    before = page.locator("article").inner_html()
    button = page.locator(f"button[data-side-by-side={other}]")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"h2 .other-words[lang={other}]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.locator("article").inner_html() == before


def test_every_block_stands_with_the_same_block_of_the_other_page(open_page, site_url, pair):
    own, other = pair
    # Without the ways back of a note, which a line may part from its words or not.
    words = "innerText.replace(/#$/, '').replace(/\\s*↩.*$/s, '')"
    blocks = f"es => es.map(e => [e.dataset.message, e.{words}])"
    there = open_page(f"{site_url}{other}/{PAGE}")
    texts = dict(there.eval_on_selector_all("article [data-message]", blocks))
    page = opened(open_page(), site_url, own, other)
    shown = page.eval_on_selector_all(
        "article [data-message]",
        f"es => es.map(e => [e.dataset.message, (e.querySelector('.other-words') ?? e).{words}])",
    )
    assert dict(shown) == texts


def test_it_stays_on_from_page_to_page_and_turns_over_with_the_language(open_page, site_url, pair):
    own, other = pair
    page = opened(open_page(), site_url, own, other)
    page.click(".next-page")
    page.wait_for_url(f"{site_url}{own}/vancouver/standalone-cinder.html?with={other}")
    page.click(f"a[data-language={other}]")
    page.wait_for_url(f"{site_url}{other}/vancouver/standalone-cinder.html?with={own}")
    expect(page.locator(f"h1 .other-words[lang={own}]")).to_be_visible()


def test_the_second_language_has_marks_of_lists_that_nobody_hears(open_page, site_url, pair):
    own, other = pair
    page = opened(open_page(), site_url, own, other, "vancouver/standalone-cinder.html")
    marks = "es => es.map(e => getComputedStyle(e.querySelector('.other-words'), '::before').content)"
    assert set(page.eval_on_selector_all(".slide > ul > li > [data-paired]", marks)) == {'"•" / ""'}
    assert set(page.eval_on_selector_all(".slide ul ul > li > [data-paired]", marks)) == {'"◦" / ""'}


def test_a_link_opens_it_at_its_place(open_page, site_url, pair):
    own, other = pair
    page = open_page(f"{site_url}{own}/{PAGE}?with={other}#opendev-since")
    expect(page.locator(f"#opendev-since h2 .other-words[lang={other}]")).to_be_in_viewport()


def test_turning_it_on_keeps_the_block_that_is_being_read(open_page, site_url):
    page = open_page(f"{site_url}ja/{PAGE}#opendev-since")
    heading = page.locator("#opendev-since > h2")
    # The browser glides there: what is pressed on the way stops it.
    page.wait_for_function("() => document.querySelector('#opendev-since > h2').getBoundingClientRect().top < 200")
    page.eval_on_selector("button[data-side-by-side=en]", "button => button.click()")
    expect(page.locator("html.side-by-side")).to_be_attached(timeout=20_000)  # the script, and the other page
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (390, False)])
def test_beside_where_there_is_room_and_under_it_on_a_phone(open_page, site_url, width, beside):
    page = opened(open_page(width=width), site_url, "ja", "en")
    own = page.locator("p[data-paired] > .own-words").first.bounding_box()
    other = page.locator("p[data-paired] > .other-words").first.bounding_box()
    assert (other["x"] >= own["x"] + own["width"]) is beside
    assert (other["y"] >= own["y"] + own["height"]) is not beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@CHROMIUM_ONLY  # Firefox can't be told to show what it would print
def test_it_prints(open_page, site_url):
    page = opened(open_page(), site_url, "ja", "en")
    page.emulate_media(media="print")
    assert page.locator("p[data-paired] > .other-words").first.is_visible()


@CHROMIUM_ONLY  # Firefox does not count layout shifts
def test_nothing_moves_while_the_second_language_arrives(open_page, site_url):
    page = opened(open_page(width=390), site_url, "en", "ja")
    shifts = page.evaluate(
        "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().length))"
        ".observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 100))"
    )
    assert shifts == 0


def test_anchors_stay_one_of_a_kind_and_links_lead_somewhere(open_page, site_url, pair):
    page = opened(open_page(), site_url, *pair)
    ids = page.eval_on_selector_all("[id]", "es => es.map(e => e.id)")
    assert len(ids) == len(set(ids))
    targets = page.eval_on_selector_all(
        "article a[href^='#']", "es => es.map(e => e.getAttribute('href').slice(1))"
    )
    assert set(targets) <= set(ids)


@CHROMIUM_ONLY  # a build is enough once
def test_an_untranslated_block_shows_the_source_with_its_language_and_a_badge(
    open_page, project, serve_folder
):
    with project.changed(CATALOG, 'msgstr "Background"', 'msgstr ""', "html"):
        site = serve_folder(project.folder / "build" / "html")
        page = open_page(f"{site}en/{PAGE}")
        block = page.locator("article .untranslated")
        expect(block).to_have_attribute("lang", "ja")
        expect(block.locator(".message-state")).to_have_text("not translated yet")
        page = opened(open_page(), site, "ja", "en")
        counterpart = page.locator(".other-words:has(.message-state)")
        expect(counterpart).to_have_attribute("lang", "ja")
        expect(counterpart.locator(".message-state")).to_have_attribute("lang", "en")


def test_a_page_that_cannot_be_fetched_is_said_so(open_page, site_url):
    page = open_page(f"{site_url}en/{PAGE}")
    page.route("**/ja/**", lambda route: route.abort())
    page.click("button[data-side-by-side=ja]")
    expect(page.locator(".page-tools [role=status]")).to_contain_text("could not be fetched")
    expect(page.locator("article h1")).to_be_visible()


@SLOW
@CHROMIUM_ONLY  # Firefox can't be told the colours
@pytest.mark.parametrize(
    "address",
    # Prose and slides, figures, a table, definitions, a cover.
    ["ja/vancouver/opendev.html", "en/kubecon/envoy-acceleration.html", "en/timeline.html",
     "ja/glossary.html", "en/index.html"],
)  # fmt: skip
def test_axe_finds_nothing_and_the_policy_holds(open_page, site_url, address):
    own, path = address.split("/", 1)
    page = open_page(color_scheme="light")
    seen = watch(page)
    opened(page, site_url, own, next(code for code in LANGUAGES if code != own), path)
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    assert seen["complaints"] == []


def test_the_caption_of_a_table_stays_above_it_in_both_languages(open_page, site_url, pair):
    own, other = pair
    page = opened(open_page(), site_url, own, other, "kubecon/envoy-acceleration.html")
    caption, head = page.locator("table caption").first, page.locator("table thead").first
    expect(caption.locator(f".other-words[lang={other}]")).to_be_visible()
    above, below = caption.bounding_box(), head.bounding_box()
    assert above["y"] + above["height"] <= below["y"] + 1
