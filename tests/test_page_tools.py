"""The bar over every page: its languages, two of them side by side, and the downloads, in one line."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SOURCE_FIRST
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import expect

PAGE = "kubecon/envoy-acceleration.html"
TEMPLATES = ROOT / "docs" / "_ext" / "translated_docs" / "html" / "templates"
OUTSIDE = """bar => [...bar.children].filter(item => item.offsetWidth).some(item =>
  item.offsetTop < bar.offsetTop || item.offsetTop > bar.offsetTop + bar.offsetHeight / 2)
  || bar.scrollWidth > bar.clientWidth"""

# The items of the bar that are cut, or reach out of it or over another one.
CUT = """items => {
  const shown = items.filter(item => item.offsetWidth), boxes = shown.map(item => {
    const range = document.createRange()
    range.selectNodeContents(item.querySelector("summary") ?? item)
    return range.getBoundingClientRect()
  })
  const bar = items[0].parentElement.getBoundingClientRect()
  return shown.filter((item, place) => {
    const box = boxes[place], inner = item.firstElementChild
    const isOver = boxes.some(other => other !== box && other.left < box.right - 1 && other.right > box.left + 1
      && other.top < box.bottom - 1 && other.bottom > box.top + 1)
    return isOver || box.right > bar.right + 1 || box.left < bar.left - 1 || inner.scrollWidth > inner.clientWidth + 1
  }).map(item => item.innerText)
}"""


@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_it_is_one_line_on_any_screen(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/{PAGE}")
    for width in (320, 360, 390, 768, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        assert not page.locator(".page-tools > ul").evaluate(OUTSIDE), width


def test_two_languages_have_room_on_a_phone(open_page, site_url):
    page = open_page(f"{site_url}en/{PAGE}", width=390)
    page.locator(".page-tools a[hreflang]").first.evaluate("link => { link.textContent = 'Nederlands' }")
    items = page.locator(".page-tools > ul > li > :is(a, button)")
    assert items.evaluate_all("items => items.filter(item => item.scrollWidth > item.clientWidth).map(item => item.textContent)") == []


def test_more_languages_take_a_second_line_where_one_is_too_short(open_page, site_url):
    page = open_page(f"{site_url}en/{PAGE}")
    names = ["English", "Deutsch", "Nederlands"]
    page.locator(".page-tools").evaluate("(bar, made) => { bar.outerHTML = made }", str(bar(names)))
    for width in (320, 390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.locator(".page-tools > ul > li").evaluate_all(CUT) == [], width


def test_the_downloads_open_over_the_page_and_stay_on_the_screen(open_page, site_url):
    page = open_page(f"{site_url}en/{PAGE}", width=320)
    summary = page.get_by_text("Downloads", exact=True)
    links = page.locator(".page-tools a[type]")
    expect(links.first).to_be_hidden()
    summary.click()
    for link in links.all():
        box = link.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.mouse.click(5, page.viewport_size["height"] - 5)
    expect(links.first).to_be_hidden()


@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_each_download_says_its_size(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/{PAGE}")
    page.locator(".page-tools-menu:has(a[type]) summary").click()
    for link in page.locator(".page-tools a[type]").all():
        expect(link).to_contain_text(re.compile(r"\b\d+\.\d MB\)$"))
        size = len(page.request.get(urljoin(page.url, link.get_attribute("href"))).body())
        assert f"{max(size / 1e6, 0.1):.1f} MB" in link.inner_text()


def bar(codes):
    """Return the bar of a page in the first of some languages."""
    alternates = [
        {"code": code, "tag": code, "name": code, "href": f"../{code}/", "direction": "ltr", "current": not place}
        for place, code in enumerate(codes)
    ]
    environment = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"])
    environment.install_null_translations()
    template = environment.get_template("partials/page-tools.html")
    return BeautifulSoup(template.render(alternates=alternates, downloads=[], has_messages=True), "html.parser")


@pytest.mark.parametrize(
    ("codes", "in_line", "buttons"),
    [
        (["xx"], 1, 0),
        (["xx", "yy"], 2, 1),
        (["xx", "yy", "zz"], 3, 2),
        (["xx", "yy", "zz", "uu", "vv", "ww"], 0, 5),
    ],
)
def test_of_many_languages_there_is_a_menu(codes, in_line, buttons):
    soup = bar(codes)
    assert len(soup.select(".page-tools > ul > li > a[hreflang]")) == in_line
    assert len(soup.select("a[hreflang]")) == len(codes)
    assert len(soup.select("button[data-side-by-side]")) == buttons
