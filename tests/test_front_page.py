"""The front page: what came of it all, a card a talk, three ways in; and the picture that other sites show of it."""

from __future__ import annotations

import re
import struct
from types import SimpleNamespace
from urllib.parse import unquote, urlparse

import pytest
from bs4 import BeautifulSoup
from conftest import BOTH_ENGINES, LANGUAGES, ROOT, SITE, SLOW, SOURCE_FIRST, book_pages
from playwright.sync_api import expect
from translated_docs.html import share_picture

PHONE = {"width": 390, "height": 844}


def front_page(language):
    return BeautifulSoup((SITE / language / "index.html").read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_what_came_of_it_the_ways_in_and_all_cards_take_a_screen_and_a_half(open_page, site_url, language):
    page = open_page(f"{site_url}{language}/index.html", **PHONE)
    bottoms = page.evaluate("""() => [".ways-in", ".cards"].map(
      name => document.querySelector(name).getBoundingClientRect().bottom)""")
    assert bottoms[0] <= PHONE["height"]
    assert bottoms[1] <= 1.5 * PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_all_of_it_takes_a_screen_and_a_half(open_page, site_url, language):
    page = open_page(f"{site_url}{language}/index.html", **PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") <= 1.5 * PHONE["height"]
    assert not page.locator(".related-pages").is_visible()
    ways = page.locator(".ways-in a")
    assert ways.first.get_attribute("href") == page.locator(".next-page").get_attribute("href")
    assert len({round(way.bounding_box()["y"]) for way in ways.all()}) == 1


# The anchors within what is folded, each with some words that it leads to.
FOLDED = {"front-what": "VA Linux Systems Japan", "front-slide": "OpenStack Summit Vancouver", "slide-1": "KubeCon EU 2018"}


@BOTH_ENGINES
@pytest.mark.parametrize(
    ("anchor", "words"), [pytest.param(*each, marks=SLOW if number else ()) for number, each in enumerate(FOLDED.items())]
)
def test_what_a_phone_folds_opens_at_a_tap_and_where_a_link_leads_into_it(open_page, site_url, anchor, words):
    page = open_page(f"{site_url}en/index.html", **PHONE)
    place = page.locator(f"#{anchor}")
    assert not place.get_by_text(words).first.is_visible()
    page.goto(f"{site_url}en/colophon.html")
    page.goto(f"{site_url}en/index.html#{anchor}")
    expect(place).to_be_in_viewport()
    assert place.get_by_text(words).first.is_visible()
    page.locator(".folded > summary").click()
    assert not place.get_by_text(words).first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_wider_screen_and_on_paper_nothing_is_folded(open_page, site_url, language):
    page = open_page(f"{site_url}{language}/index.html")
    for anchor in FOLDED:
        assert page.locator(f"#{anchor} p").first.is_visible()
    assert not page.locator(".folded > summary").is_visible()
    page.set_viewport_size(PHONE)
    page.emulate_media(media="print")
    assert page.locator("#slide-1 p").first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_ways_lead_in_to_the_pages_the_slides_and_the_book(language):
    links = [link["href"] for link in front_page(language).select(".ways-in a")]
    assert links[:2] == ["speaker.html", "slideshow.html"]
    assert links[2].endswith(".pdf")
    assert [link for link in links if not (SITE / language / unquote(urlparse(link).path)).is_file()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_with_a_drawing_has_a_card_with_its_outlines_for_the_eye_alone(language):
    cards = front_page(language).select(".cards > ul > li")
    drawn = {page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
             for page in (ROOT / "docs").glob("[!_]*/*.md") if "{drawing}" in page.read_text(encoding="utf-8")}  # fmt: skip
    assert {card.select_one("a")["href"].partition("#")[0] for card in cards} == drawn
    for card in cards:
        assert card.svg["aria-hidden"] == "true"
        assert len(card.svg.select("rect")) > 3
        assert card.svg.select("text, defs, [id], [tabindex]") == []
        assert card.select("p")[1].get_text()


@pytest.mark.parametrize("width", [390, 1366])
def test_all_of_a_card_is_its_link(open_page, site_url, width):
    page = open_page(f"{site_url}ja/index.html", width=width, height=844)
    card = page.locator(".cards > ul > li").nth(4)
    address = card.locator("a").get_attribute("href")
    card.scroll_into_view_if_needed()
    card.click(position={"x": 6, "y": 6})
    page.wait_for_url(f"**/{address.partition('#')[0]}*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_outlines_have_the_colours_of_the_page(open_page, site_url, scheme):
    page = open_page(f"{site_url}en/index.html", color_scheme=scheme)
    painted = page.locator(".card-outlines .d-main").first.evaluate("shape => getComputedStyle(shape).fill")
    assert painted == {"light": "rgb(216, 235, 238)", "dark": "rgb(18, 67, 78)"}[scheme]


# What the front page says came of it, and the entry of a page that says so: its date, and some of its words.
OUTCOMES = [
    ("Kuryr-Kubernetes（2024年10月）", "kubecon/card-payments", "2024年10月26日", "Kuryr-Kubernetesが引退しました"),
    ("cinderlib（2026年7月）は引退し", "vancouver/standalone-cinder", "2026年7月7日", "cinderlibが引退しました"),
    ("Ciliumから取り除かれ（2023年）", "kubecon/envoy-acceleration", "2023年2月", "取り除かれました"),
    ("Linux 7.2からできなくなりました（2026年8月）", "kubecon/envoy-acceleration", "2026年8月16日", "sockmapとkTLSの併用を拒む"),
    ("PENDING状態はありません（2026年8月）", "vancouver/preemptible-instances", "2026年8月", "PENDING状態はありません"),
    ("2026年2月に14.0.0", "vancouver/opendev", "2026年2月12日", "Zuul 14.0.0が出ました"),
    ("Ciliumは2023年10月にCNCFの卒業プロジェクトになりました", "kubecon/envoy-acceleration", "2023年10月11日", "卒業プロジェクトになりました"),
    ("Zuulは2019年にOpenStack Foundationの正式なプロジェクトとなり", "vancouver/opendev", "2019年4月28日", "正式なプロジェクトとして認められました"),
    ("CERNは2020年に、実運用に入れたと報告しました", "vancouver/preemptible-instances", "2020年9月28日", "実運用に入れたと報告しました"),
]


@pytest.mark.parametrize(("said", "page", "date", "words"), OUTCOMES, ids=[said for said, *_ in OUTCOMES])
def test_a_page_holds_what_the_front_page_says(said, page, date, words):
    assert said in front_page("ja").article.get_text()
    entries = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8").split("\n")
    assert [entry for entry in entries if entry.startswith(f"- **{date}**") and words in entry]


def test_every_date_of_the_outcome_is_held():
    outcome = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").split("\n\n")[2]
    held = " ".join(said for said, *_ in OUTCOMES)
    assert [date for date in re.findall(r"[0-9]{4}年(?:[0-9]+月)?", outcome) if date not in held] == []


@pytest.mark.parametrize("language", SOURCE_FIRST)
def test_a_book_has_the_cards_as_a_list_and_no_ways_in(language):
    words = re.sub(r"\s", "", "".join(book_pages(language)[:8]))
    page = front_page(language)
    assert [card.get_text() for card in page.select(".cards li p:last-of-type") if re.sub(r"\s", "", card.get_text()) not in words] == []
    assert re.sub(r"\s", "", page.select_one(".ways-in a").get_text()) not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_sites_get_a_picture_of_the_right_size_with_words_for_it(language):
    told = {meta["property"]: meta["content"] for meta in front_page(language).select("meta[property^='og:image']")}
    picture = (SITE / language / told["og:image"]).read_bytes()
    assert picture.startswith(b"\x89PNG")
    size = struct.unpack(">II", picture[16:24])
    assert size == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
    assert told["og:image:alt"] == front_page(language).h1.get_text().rstrip("#")


@pytest.mark.parametrize(
    ("site", "address"),
    [("", "../_images/share.png"), ("https://example.org/guide/", "https://example.org/guide/en/_images/share.png")],
)
def test_its_address_is_complete_where_that_of_the_site_is_known(monkeypatch, site, address):
    monkeypatch.setattr(share_picture, "publication_title", lambda _env: "Title")
    config = SimpleNamespace(site_url=site, language="en")
    builder = SimpleNamespace(name="html", get_target_uri=lambda page: f"{page}.html")
    app = SimpleNamespace(config=config, builder=builder, env=None)
    assert share_picture.page_context(app, "folder/page", None)["share_picture"]["address"] == address
