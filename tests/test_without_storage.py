"""The site for a reader who lets it store nothing: cookies blocked, or a browser without storage."""

from __future__ import annotations

import pytest
from conftest import SLOW, SOURCE_FIRST
from playwright.sync_api import expect
from test_reading import watch

PAGE = "vancouver/opendev.html"
# What asking for the storage gives: Chromium with cookies blocked, and Firefox with dom.storage.enabled off.
STORAGE = {
    "an error": "throw new DOMException('Access is denied for this document.', 'SecurityError')",
    "nothing": "return null",
}
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {{ get() {{ {} }}, configurable: true, enumerable: true }});
Object.defineProperty(document, "cookie", {{ get: () => "", set() {{}} }});"""


@pytest.fixture(params=["an error", pytest.param("nothing", marks=SLOW)])
def blocked(request, open_page):
    """Open pages that can store nothing; at the end nothing must have been complained of."""
    seen = []

    def new(**options):
        page = open_page(**options)
        page.add_init_script(BLOCKED.format(STORAGE[request.param]))
        seen.append(watch(page))
        return page

    yield new
    assert [complaint for one in seen for complaint in one["complaints"]] == []


@pytest.mark.parametrize("address", ["index.html", PAGE, "search.html", "slideshow.html", "progress.html"])
@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_no_script_of_a_page_fails(blocked, site_url, code, address):
    page = blocked()
    page.goto(f"{site_url}{code}/{address}", wait_until="load")
    expect(page.locator("html:not(.no-js)")).to_be_attached()


def test_the_button_changes_the_colours_as_long_as_the_page_is_there(blocked, site_url):
    page = blocked(color_scheme="light")
    page.goto(f"{site_url}en/{PAGE}")
    button = page.locator(".theme-toggle:visible")
    for theme in ("dark", "light", "auto"):
        button.click()
        expect(page.locator(f"body[data-theme={theme}]")).to_be_attached()


def test_the_switch_keeps_the_place(blocked, site_url):
    page = blocked()
    page.goto(f"{site_url}ja/{PAGE}#slide-4")
    page.click("a[data-language=en]")
    page.wait_for_url(f"{site_url}en/{PAGE}#slide-4")


def test_the_landing_page_opens_the_pages_of_the_browsers_language(blocked, site_url):
    page = blocked(locale="en-US")
    page.goto(site_url)
    page.wait_for_url(f"{site_url}en/index.html")


def test_on_the_landing_page_a_language_can_be_chosen(blocked, site_url):
    page = blocked(locale="fr-FR")
    page.goto(site_url)
    page.click("a[data-language=en]")
    page.wait_for_url(f"{site_url}en/index.html")


def test_two_languages_stand_side_by_side_and_no_failure_is_reported(blocked, site_url):
    page = blocked()
    page.goto(f"{site_url}ja/{PAGE}")
    button = page.locator("button[data-side-by-side=en]")
    button.click()
    expect(page.locator("h2 .other-words[lang=en]").first).to_be_visible()
    expect(page.locator(".page-tools [role=status]")).to_be_empty()
    button.click()
    expect(page.locator(".other-words")).to_have_count(0)


def test_the_marks_of_the_editors_come_and_go(blocked, site_url):
    page = blocked()
    page.goto(f"{site_url}en/{PAGE}")
    for count in (True, False):
        page.click("button[data-edit-links]")
        expect(page.locator("article .edit-link").first).to_be_visible(visible=count)


def test_the_search_opens(blocked, site_url):
    page = blocked()
    page.goto(f"{site_url}en/search.html?q=gating")
    expect(page.locator("#search-dialog a").first).to_be_visible()
