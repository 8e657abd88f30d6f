"""What a reader meets in a real browser."""

from __future__ import annotations

import gzip
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlparse

import axe_playwright_python
import pytest
from conftest import ALL_ADDRESSES, FIREFOX_ONLY, LANGUAGES, SITE, SLOW, SOURCE_FIRST, one_worker_each
from playwright.sync_api import expect
from translated_docs.features.external_links import shows_address

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIRST_VIEW = 41_500  # bytes, gzipped
REQUESTS = 12
CONTENT = [a for a in ALL_ADDRESSES if not a.endswith(("404.html", "search.html", "slideshow.html", "progress.html"))]


def watch(page):
    """Collect what the browser complains of and every host it asks."""
    seen = {"complaints": [], "hosts": set()}
    page.on(
        "console",
        lambda message: message.type in ("error", "warning")
        and seen["complaints"].append(message.text),
    )
    page.on("pageerror", lambda error: seen["complaints"].append(str(error)))
    page.on("request", lambda request: seen["hosts"].add(urlparse(request.url).netloc))
    return seen


class Visit:
    """A page opened at a desk, nothing cached, and what was seen until it had loaded."""

    def __init__(self, page, address: str) -> None:
        self.page = page
        self.seen = watch(page)
        self.answers = []
        page.on("response", lambda answer: self.answers.append(answer))
        page.goto(address, wait_until="load")
        self.bytes = sum(len(gzip.compress(answer.body(), mtime=0)) for answer in self.answers)
        self.shifts = page.evaluate(SHIFTS)


SHIFTS = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().map(e => e.value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done([])));
})"""


@pytest.fixture(scope="module")
def visit(request, chromium, site_url):
    """One visit a page, for every test of that page."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 900}, locale="en-GB", color_scheme="light"
    )
    yield Visit(context.new_page(), site_url + request.param)
    context.close()


# One of each kind, and those with the most in them; the others are among the slow tests.
KINDS = [
    "index.html#choose", "404.html", *(f"{LANGUAGES[0]}/{page}.html" for page in (
        "index", "glossary", "search", "slideshow", "progress", "contributing/translate", "kubecon/card-payments",
    )),
]  # fmt: skip


def of_each_kind(addresses: list[str]) -> pytest.MarkDecorator:
    pages = one_worker_each(addresses)
    marked = [pytest.param(*page.values, marks=[*page.marks, *([] if page.values[0] in KINDS else [SLOW])]) for page in pages]
    return pytest.mark.parametrize("visit", marked, indirect=True)


every_kind_of_page = of_each_kind(["index.html#choose", "404.html", *ALL_ADDRESSES])
every_kind_of_content = of_each_kind(CONTENT)
every_page_of_content = pytest.mark.parametrize("visit", one_worker_each(CONTENT), indirect=True)


@every_kind_of_page
def test_a_page_keeps_the_strict_policy_and_asks_no_other_host(visit, site_url):
    assert visit.seen == {"complaints": [], "hosts": {urlparse(site_url).netloc}}


# Pages of one kind differ in their words only: Firefox sees one of each kind.
@FIREFOX_ONLY
@pytest.mark.parametrize(
    "address",
    ["index.html#choose", "en/kubecon/envoy-acceleration.html", "ja/search.html", "en/slideshow.html"],
)
def test_firefox_agrees(open_page, site_url, address):
    page = open_page()
    seen = watch(page)
    page.goto(site_url + address, wait_until="load")
    assert seen == {"complaints": [], "hosts": {urlparse(site_url).netloc}}


@every_kind_of_content
def test_the_first_view_is_light_and_stands_still(visit):
    assert visit.shifts == []
    assert len(visit.answers) <= REQUESTS
    assert visit.bytes <= FIRST_VIEW


# The notes whose number stands on another line than the letter before it.
TORN_OFF = """() => [...document.querySelectorAll("a.footnote-reference")].filter(note => {
  const words = note.previousSibling;
  if (words?.nodeType !== Node.TEXT_NODE) return false;
  const letter = document.createRange();
  letter.setStart(words, words.length - 1);
  letter.setEnd(words, words.length);
  return note.getBoundingClientRect().left < letter.getBoundingClientRect().left;
}).map(note => note.id)"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_line_begins_with_the_number_of_a_note(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/vancouver/opendev.html")
    for width in range(320, 420, 10):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(TORN_OFF) == []


# The notes whose way back, if it is the only one, stands on another line than the letter before it.
ALONE = """() => [...document.querySelectorAll(".backrefs a:only-child")].filter(link => {
  const words = document.createTreeWalker(link.closest("p"), NodeFilter.SHOW_TEXT);
  let last;
  while (words.nextNode() && !link.contains(words.currentNode)) {
    if (/[^\\s\\u2060]/.test(words.currentNode.data)) last = words.currentNode;
  }
  const letter = document.createRange();
  letter.selectNodeContents(last);
  return link.getBoundingClientRect().top > [...letter.getClientRects()].at(-1).bottom;
}).map(link => link.closest("aside").id)"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_way_back_stands_behind_the_last_word_of_its_note(open_page, site_url, code):
    page = open_page()
    for name in ("vancouver/opendev", "kubecon/card-payments"):
        page.goto(f"{site_url}{code}/{name}.html")
        for width in (*range(320, 430, 5), 768, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(ALONE) == [], width
            assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_line_of_an_address_ends_behind_a_slash(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/kubecon/card-payments.html", width=390)
    lines = """link => [...link.childNodes].filter(node => node.data).map(words => {
      const range = document.createRange();
      range.selectNodeContents(words);
      return [words.data, range.getClientRects().length];
    })"""
    assert page.locator("#hnc a.external").evaluate(lines) == [["https://github.com/", 1], ["kubernetes/", 1], ["org/", 1], ["issues/", 1], ["5484", 1]]


# The widths of the table's cells when all of it is there, and of those in its first rows when no other is.
WIDTHS = """() => {
  const widths = () => [...document.querySelectorAll("table.events tr")].slice(0, 2)
    .flatMap(row => [...row.cells].map(cell => cell.getBoundingClientRect().width));
  const whole = widths();
  document.querySelectorAll("table.events tbody tr:not(:first-child)").forEach(row => row.remove());
  return [whole, widths()];
}"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_rows_that_come_late_move_no_column(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/timeline.html")
    whole, begun = page.evaluate(WIDTHS)
    assert len(whole) == 6
    assert whole == begun


@pytest.mark.parametrize("address", ["ja/index.html", "en/timeline.html", "ja/vancouver/opendev.html"])
def test_on_a_phone_it_stands_still_too(open_page, site_url, address):
    visit = Visit(open_page(width=390), site_url + address)
    assert visit.shifts == []


# What slides away when a window becomes narrow lies over the page meanwhile: axe takes it for a dialog.
AXE_AT_REST = """async runOnly => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
  return axe.run({ runOnly, resultTypes: ['violations'] });
}"""


def axe_violations(page, run_only):
    found = page.evaluate(AXE_AT_REST, run_only)["violations"]
    return [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found
        for node in rule["nodes"]
    ]


# What a narrow window can change: sizes and places, not names and roles.
NARROW = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "region"]


@every_kind_of_page
def test_axe_finds_nothing_at_a_desk_or_on_a_phone_in_light_or_dark(visit):
    page = visit.page
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert axe_violations(page, {"type": "rule", "values": [*NARROW, "color-contrast"]}) == []


CLIPPED = """() => [...document.querySelectorAll("article *, .page-tools *, .related-pages *")].filter(e => {
  if (!e.clientHeight || (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1)) return false;
  const { overflowX, overflowY } = getComputedStyle(e);
  return [overflowX, overflowY].some(o => ["hidden", "clip"].includes(o));
}).map(e => e.outerHTML.slice(0, 80))"""


@every_kind_of_page
def test_nothing_is_wider_than_the_window_or_cut_off(visit):
    """On a phone, and at a desk zoomed to 200 and to 400 per cent (WCAG 2.2, 1.4.10: 1280 / 4)."""
    for width, height in [(390, 844), (1366 // 2, 450), (320, 256)]:
        visit.page.set_viewport_size({"width": width, "height": height})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        if not visit.page.url.endswith("slideshow.html"):  # a strip of slides is wider by intent
            assert visit.page.evaluate(CLIPPED) == [], width


MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
  const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(e);
  const longest = Math.max(...`${transitionDuration}, ${animationDuration}`.split(",").map(parseFloat));
  return longest > 0.001 || scrollBehavior === "smooth";
}).map(e => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("address", ["en/kubecon/envoy-acceleration.html", "ja/slideshow.html"])
def test_nothing_moves_for_a_reader_who_wants_no_motion(open_page, site_url, address):
    page = open_page(site_url + address, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


def test_the_switch_keeps_the_page_and_the_place_in_it(open_page, site_url):
    page = open_page(f"{site_url}ja/kubecon/card-payments.html#slide-9")
    page.click("a[data-language=en]")
    page.wait_for_url(f"{site_url}en/kubecon/card-payments.html#slide-9")
    expect(page.locator("#slide-9")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("browser_language", "language"),
    [("ja-JP", "ja"), ("en-US", "en"), ("ja", "ja")],
)
def test_the_landing_page_opens_the_pages_of_the_browsers_language(
    open_page, site_url, browser_language, language
):
    page = open_page(site_url, locale=browser_language)
    page.wait_for_url(f"{site_url}{language}/index.html")


def test_the_landing_page_remembers_a_readers_choice(open_page, site_url):
    page = open_page(f"{site_url}en/index.html", locale="en-US")
    page.click("a[data-language=ja]")
    page.wait_for_url(f"{site_url}ja/index.html")
    page.goto(site_url)
    page.wait_for_url(f"{site_url}ja/index.html")


def test_the_landing_page_lets_a_reader_of_another_language_choose(open_page, site_url):
    page = open_page(site_url, locale="fr-FR")
    assert page.url == site_url
    assert page.locator("a[data-language]").count() == len(LANGUAGES)


class TestWithoutJavaScript:
    def test_the_landing_page_shows_a_plain_link_a_language(self, open_page, site_url):
        page = open_page(site_url, java_script_enabled=False)
        for code in LANGUAGES:
            assert page.locator(f"a[href='{code}/index.html']").is_visible()

    def test_the_switch_and_the_pdf_are_plain_links(self, open_page, site_url):
        page = open_page(f"{site_url}ja/vancouver/opendev.html", java_script_enabled=False)
        page.click(".page-tools summary")
        assert page.locator(".download-pdf a").first.is_visible()
        page.click("a[data-language=en]")
        page.wait_for_url(f"{site_url}en/vancouver/opendev.html")

    def test_the_menu_opens_on_a_phone(self, open_page, site_url):
        page = open_page(f"{site_url}en/vancouver/opendev.html", width=390, height=844, java_script_enabled=False)
        link = page.locator(".sidebar-tree a").first
        expect(link).not_to_be_in_viewport()
        page.locator(".nav-overlay-icon").click()
        expect(link).to_be_in_viewport()

    def test_dark_colours_follow_the_system(self, open_page, site_url):
        page = open_page(f"{site_url}en/index.html", java_script_enabled=False, color_scheme="dark")
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        channels = [int(c) for c in background.strip("rgb()").split(",")]
        assert max(channels) < 60


    @pytest.mark.parametrize("address", ["index.html", "kubecon/envoy-acceleration.html", "progress.html", "404.html"])
    @pytest.mark.parametrize("code", SOURCE_FIRST)
    def test_no_control_is_shown_that_does_nothing(self, open_page, site_url, code, address):
        page = open_page(f"{site_url}{code}/{address}", java_script_enabled=False)
        assert page.locator("button:not(form *):visible").count() == 0

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_every_page_and_every_download_is_reached_by_links(self, code):
        reached, left = set(), [SITE / code / "index.html"]
        while left:
            path = left.pop()
            if path not in reached and path.is_file():
                reached.add(path)
                links = re.findall(r'<a [^>]*href="([^"#:]+)', path.read_text("utf-8")) if path.suffix == ".html" else []
                left += [(path.parent / unquote(unescape(link))).resolve() for link in links]
        unlinked = {"404.html", "search.html"}  # where hosts and the search box lead
        assert [path.name for path in (SITE / code).glob("**/*") if path.suffix in (".html", ".pdf", ".epub")
                and path not in reached and path.name not in unlinked] == []  # fmt: skip


# Each landmark of a page: its kind, its name, and the language that the name is in.
LANDMARKS = """() => [...document.querySelectorAll(
  "aside:not([role]), nav, footer, header, main, [role=main], [role=search], section[aria-label]:not([role])",
)].map(e => [
  e.getAttribute("role") ?? e.localName,
  e.getAttribute("aria-label") ?? document.getElementById(e.getAttribute("aria-labelledby"))?.textContent ?? "",
  e.closest("[lang]").lang,
])"""


@every_kind_of_page
def test_each_landmark_that_is_not_the_only_one_of_its_kind_has_a_name_of_its_own(visit):
    found = visit.page.evaluate(LANDMARKS)
    assert found
    for kind in {kind for kind, _name, _language in found}:
        names = [name for other, name, _language in found if other == kind]
        assert len(names) == 1 or (all(names) and len({*names}) == len(names)), (kind, names)
    for _kind, name, language in found:
        assert not name or bool(re.search("[ぁ-んァ-ン一-龯]", name)) == (language == "ja"), (name, language)


# The parts of a page that can be moved sideways, and those that a keyboard stops at because they might be.
SCROLLED = """() => [...document.querySelectorAll("article *:not(svg *)")].filter(e =>
  e.scrollWidth > e.clientWidth && e.clientWidth && ["auto", "scroll"].includes(getComputedStyle(e).overflowX))
  .map(e => e.outerHTML.slice(0, 80))"""
STOPS = "es => es.map(e => e.outerHTML.replace(/^(<[^>]*) tabindex=.0./, '$1').slice(0, 80))"


@pytest.mark.parametrize("width", [1366, 390])
def test_a_keyboard_stops_at_what_can_be_moved_and_at_nothing_else(open_page, site_url, width):
    page = open_page(f"{site_url}ja/kubecon/envoy-acceleration.html", width=width)
    stops = page.locator("article [tabindex='0']")
    expect(stops).to_have_count(len(page.evaluate(SCROLLED)))
    assert page.locator("article .svg-figure").count()


# The links of the navigation whose ring would be cut off: it goes beyond the box that scrolls.
CUT_RINGS = """() => [...document.querySelectorAll(".sidebar-drawer :is(a, input.sidebar-search), .toc-tree a")].filter(link => {
  if (!link.checkVisibility()) return false;
  link.focus({ focusVisible: true });
  const { outlineOffset, outlineWidth, outlineStyle } = getComputedStyle(link);
  const ring = parseFloat(outlineOffset) + parseFloat(outlineWidth);
  const scrolled = [...document.querySelectorAll(".sidebar-scroll, .sidebar-container, .toc-scroll")].find(e => e.contains(link));
  const box = link.getBoundingClientRect(), edge = scrolled.getBoundingClientRect();
  return outlineStyle === "none" || box.left - ring < edge.left || box.right + ring > edge.right;
}).map(link => link.outerHTML.slice(0, 80))"""


def test_the_ring_of_the_focus_is_whole_in_the_navigation(open_page, site_url):
    page = open_page(f"{site_url}ja/kubecon/envoy-acceleration.html")
    page.keyboard.press("Tab")
    assert page.evaluate(CUT_RINGS) == []


@pytest.mark.parametrize("width", [390, 683, 1200])  # of a phone, and of a screen that is enlarged
def test_a_keyboard_never_stops_beside_the_screen(open_page, site_url, width):
    page = open_page(f"{site_url}ja/speaker.html", width=width)
    focused = page.locator(":focus")
    page.keyboard.press("Tab")
    stops = 0
    while focused.count():
        expect(focused).to_be_in_viewport(ratio=0.9)
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 20


# What is seen of a page beside its text, and what of it, or in it, is laid over the text.
ON_PAPER = """() => {
  const text = document.querySelector("article, main");
  const seen = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().height > 1;
  const beside = [...document.body.querySelectorAll("*")].filter(
    e => seen(e) && !text.contains(e) && !e.contains(text) && !e.closest("svg svg, svg > *"));
  const over = [...text.querySelectorAll("*:not(svg *)")].filter(e => {
    if (!seen(e) || !["fixed", "absolute", "sticky"].includes(getComputedStyle(e).position)) return false;
    const box = e.getBoundingClientRect();
    const words = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      if (!words.currentNode.data.trim() || e.contains(words.currentNode)) continue;
      const range = document.createRange();
      range.selectNodeContents(words.currentNode);
      for (const line of range.getClientRects())
        if (line.left < box.right && box.left < line.right && line.top < box.bottom && box.top < line.bottom) return true;
    }
    return false;
  });
  return [beside, over].map(found => found.map(e => e.outerHTML.slice(0, 80)));
}"""
# Each link of the text that leads out: its address, and what of it is printed.
PRINTED_LINKS = """() => [...document.querySelectorAll("article a[href*=':']")].map(a => {
  const after = getComputedStyle(a, "::after").content;
  return [a.getAttribute("href"), a.innerText + (after === "none" ? "" : after), !!a.closest(".slide")];
})"""


@every_kind_of_page
def test_on_paper_there_is_the_text_nothing_over_it_and_each_address_once(visit):
    visit.page.set_viewport_size({"width": 794, "height": 1123})  # A4, at 96 pixels an inch
    visit.page.emulate_media(media="print")
    assert visit.page.locator("h1").is_visible()
    assert visit.page.evaluate(ON_PAPER) == [[], []]
    for href, printed, in_frame in visit.page.evaluate(PRINTED_LINKS):
        times = unquote(printed).count(unquote(href).rstrip("/").partition("://")[2])
        assert times == 1 or (in_frame and not times), (href, printed)


def test_a_searched_page_is_printed_without_what_is_open_over_it(open_page, site_url):
    page = open_page(f"{site_url}en/kubecon/envoy-acceleration.html")
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate(ON_PAPER) == [[], []]


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("https://example.org/a", "https://example.org/a", True),
        ("http://example.org/a/", "https://example.org/a", True),
        ("example.org", "https://www.example.org/", True),
        ("Example.org/a?b=c#d", "https://example.org/a?b=c#d", True),
        ("https://example.org/言葉", "https://example.org/%E8%A8%80%E8%91%89", True),
        ("日本語.jp", "https://xn--wgv71a119e.jp/", True),
        ("me@example.org", "mailto:me@example.org", True),
        ("手引き（https://example.org/a）", "https://example.org/a", True),
        ("the guide", "https://example.org/a", False),
        ("example.org", "https://example.org/a", False),
        ("https://example.org/a", "https://example.org/b", False),
        ("write to me", "mailto:me@example.org", False),
        ("", "https://example.org/", False),
    ],
)
def test_words_that_are_an_address_are_told_from_others(words, address, expected):
    assert shows_address(words, address) == expected


def test_every_page_carries_the_policy_itself():
    for address in ["index.html", "404.html", *ALL_ADDRESSES]:
        html = (SITE / address).read_text(encoding="utf-8")
        assert "Content-Security-Policy" in html
        assert "unsafe-" not in html
        assert "style=" not in html


def test_no_page_is_fetched_before_it_is_asked_for():
    for address in ALL_ADDRESSES:
        html = (SITE / address).read_text(encoding="utf-8")
        assert not re.findall(r'<link rel="(?:next|prefetch|prerender)"', html), address
