"""The page for an address that leads nowhere: a search, the pages that there are, and the other languages."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE
from playwright.sync_api import expect


@pytest.mark.parametrize("address", ["404.html", *(f"{code}/404.html" for code in LANGUAGES)])
def test_every_link_and_form_of_it_leads_to_a_page(address):
    soup = BeautifulSoup((SITE / address).read_text(encoding="utf-8"), "html.parser")
    targets = [tag.get("href") or tag.get("action") for tag in soup.select("a, form")]
    assert [target for target in targets if not (SITE / target.lstrip("/")).is_file()] == []
    assert {f"/{code}/index.html" for code in LANGUAGES} <= set(targets)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_lists_the_pages_that_the_front_page_does(code):
    soup = BeautifulSoup((SITE / code / "404.html").read_text(encoding="utf-8"), "html.parser")
    pages = json.loads((ROOT / "build" / "html" / code / "pages.json").read_text(encoding="utf-8"))["pages"]
    listed = [link["href"].removeprefix(f"/{code}/") for link in soup.select("details li a")]
    assert listed and set(listed) < set(pages)
    assert soup.select_one("details").has_attr("open")


def test_it_names_the_other_languages_in_their_own_words():
    soup = BeautifulSoup((SITE / "en" / "404.html").read_text(encoding="utf-8"), "html.parser")
    assert [(link["hreflang"], link.get_text()) for link in soup.select("p[lang] a[hreflang]")] == [("ja", "日本語")]


@pytest.mark.parametrize("address", ["404.html", "en/404.html"])
def test_what_is_written_into_its_box_is_sought(open_page, site_url, address):
    page = open_page(site_url + address)
    box = page.locator("form[action$='/en/search.html'] input")
    box.fill("gating")
    box.press("Enter")
    page.wait_for_url(f"{site_url}en/search.html?q=gating")
    expect(page.locator("#search-dialog a").first).to_be_visible()
