"""The languages belong together: same pages, same anchors, links that hold."""

from __future__ import annotations

from functools import cache
from urllib.parse import unquote, urljoin, urlparse
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from conftest import ALL_ADDRESSES, LANGUAGES, SITE

import conf

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = [address for address in ALL_ADDRESSES if not address.endswith("404.html")]
UNLISTED = ("search.html", "slideshow.html", "progress.html")  # pages that are ways to others
BASE = "https://talks.example/2018/"


def soup_of(address, top=SITE):
    return BeautifulSoup((top / address).read_text(encoding="utf-8"), "html.parser")


@cache
def anchors(address):
    return {tag["id"] for tag in soup_of(address).select("[id]")}


@pytest.mark.parametrize("address", ALL_ADDRESSES)
def test_every_link_within_the_site_leads_somewhere(address):
    checked = 0
    for tag in soup_of(address).select("a[href], link[href], img[src], script[src]"):
        link = tag.get("href") or tag.get("src")
        target = urlparse(urljoin(f"https://site.invalid/{address}", link))
        if target.hostname != "site.invalid":
            continue
        checked += 1
        path = unquote(target.path).lstrip("/")
        assert (SITE / path).is_file(), f"{link} on {address}"
        if target.fragment and path.endswith(".html"):
            assert unquote(target.fragment) in anchors(path), f"{link} on {address}"
    assert checked


def test_every_language_has_the_same_pages():
    pages = [
        {address.split("/", 1)[1] for address in ALL_ADDRESSES if address.startswith(f"{code}/")}
        for code in LANGUAGES
    ]
    assert all(of_language == pages[0] for of_language in pages)


@pytest.mark.parametrize("address", [a for a in ALL_ADDRESSES if a.startswith("ja/")])
def test_a_heading_has_the_same_ascii_anchor_in_every_language(address):
    def heading_anchors(code):
        soup = soup_of(f"{code}/{address.split('/', 1)[1]}")
        return [section.get("id") for section in soup.select("article section")]

    first = heading_anchors("ja")
    assert all(anchor.isascii() and not anchor.startswith("id") for anchor in first), first
    assert all(heading_anchors(code) == first for code in LANGUAGES)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_offers_every_language_and_its_own_pdf_with_the_size(address):
    soup = soup_of(address)
    code = address.split("/")[0]
    assert [a["hreflang"] for a in soup.select(".page-tools a[hreflang]")] == LANGUAGES
    pdf = soup.select_one(".download-pdf a")
    assert pdf["href"].endswith(f"{conf.project}-{code}.pdf")
    size = (SITE / code / f"{conf.project}-{code}.pdf").stat().st_size
    assert f"({max(size / 1e6, 0.1):.1f} MB)" in pdf.get_text()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_described_in_its_language(address):
    soup = soup_of(address)
    assert soup.html["lang"] == address.split("/")[0]
    assert soup.title.get_text(strip=True)
    assert soup.select_one("meta[property='og:title']")["content"]
    if not address.endswith(UNLISTED):
        description = soup.select_one("meta[name=description]")["content"]
        lead = soup.select_one("article section > p")
        for mark in lead.select("a.footnote-reference"):
            mark.extract()
        assert description == lead.get_text()
        assert soup.select_one("meta[property='og:description']")["content"] == description


def test_without_a_base_address_nothing_names_one():
    for address in ALL_ADDRESSES:
        for tag in soup_of(address).select("link[rel=canonical], link[rel=alternate]"):
            assert not urlparse(tag["href"]).scheme, f"{tag} on {address}"
    assert not (SITE / "sitemap.xml").exists()


@pytest.fixture(scope="module")
def site_with_address(project):
    project.must_make(SITE_URL=BASE)
    return project.folder / "build" / "site"


class TestWithABaseAddress:
    def test_each_page_names_itself_and_the_same_page_in_the_other_languages(self, site_with_address):
        for address in PAGES:
            soup = soup_of(address, site_with_address)
            page = address.split("/", 1)[1]
            assert soup.select_one("link[rel=canonical]")["href"] == BASE + address
            alternates = {
                tag["hreflang"]: tag["href"] for tag in soup.select("link[rel=alternate]")
            }
            assert alternates == {
                **{code: f"{BASE}{code}/{page}" for code in LANGUAGES},
                "x-default": f"{BASE}{LANGUAGES[0]}/{page}",
            }

    def test_the_site_map_names_every_page_and_no_other(self, site_with_address):
        listed = [
            loc.text for loc in ElementTree.parse(site_with_address / "sitemap.xml").iter(f"{SITEMAP}loc")
        ]
        assert sorted(listed) == sorted(
            BASE + address for address in PAGES if not address.endswith(UNLISTED)
        )

    def test_the_404_page_works_at_any_depth(self, site_with_address):
        for address in ["404.html", *(f"{code}/404.html" for code in LANGUAGES)]:
            for tag in soup_of(address, site_with_address).select("[href]"):
                assert tag["href"].startswith(BASE), tag
