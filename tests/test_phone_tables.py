"""On a phone a table is read as at a desk: nothing is torn that belongs together, and its caption stays in sight."""

from __future__ import annotations

import pytest
from conftest import BOTH_ENGINES, LANGUAGES, SOURCE_FIRST
from docutils import nodes
from translated_docs.content.constructs.no_wrap import keep_numbers, pieces
from translated_docs.content.constructs.table_cells import is_short, stubs

TALKS = ["kubecon/envoy-acceleration", "vancouver/standalone-cinder", "vancouver/preemptible-instances", "timeline"]
# What stands in the middle of a line of its own.
TORN = """() => [...document.querySelectorAll("article .unbroken")].filter(e => {
  const lines = document.createRange();
  lines.selectNodeContents(e.querySelector("p") ?? e);
  return new Set([...lines.getClientRects()].map(line => Math.round(line.bottom / 8))).size > 1;
}).map(e => e.textContent)"""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0.604（0.471〜0.686）", ["0.471〜0.686"]),
        ("It took 1.71 (1.26–6.01) seconds.", ["1.26–6.01"]),
        ("May 2–4, 2010–2026", ["2–4", "2010–2026"]),
        ("OpenStack, os-brick, 2015-04-21.", ["2015-04-21"]),
        ("since 2026-08", ["2026-08"]),
        ("6:30–7:15", ["6:30–7:15"]),
        ("1,200 – 1,500", ["1,200 – 1,500"]),
        ("一つで64 KiBまで、10 kBでは", ["64 KiB", "10 kB"]),
        ("$8 Trillion Card Payments, US$14.7 trillion.", ["8 Trillion", "14.7 trillion"]),
        ("3 Bits, v2.1 MB/s, 5 msec, 3 trillionths", []),
        ("RFC-2018-08-03-x, 1.2-3, a–b, 2018-8, https://example.org/2018-08-03/", []),
        ("no number", []),
    ],
)
def test_a_range_a_date_in_digits_and_a_number_with_its_unit_are_kept_on_one_line(text, kept):
    found = list(pieces(text))
    assert "".join(node.astext() for node in found) == text
    assert [node.astext() for node in found if isinstance(node, nodes.inline)] == kept


def test_texts_that_a_title_shares_with_links_to_it_are_kept_so_in_each():
    shared = nodes.Text("8 Trillion")
    words = nodes.paragraph("", "", nodes.reference("", "", shared), nodes.reference("", "", shared), nodes.literal("", "64 KiB"))
    keep_numbers(words)
    assert [inline.astext() for inline in words.findall(nodes.inline)] == ["8 Trillion", "8 Trillion"]


def table(*names: str, stub: int = 1) -> nodes.tgroup:
    rows = [nodes.row("", nodes.entry("", nodes.paragraph("", name)), nodes.entry()) for name in names]
    return nodes.tgroup("", nodes.colspec(stub=stub), nodes.colspec(), nodes.tbody("", *rows))


@pytest.mark.parametrize(("words", "short"), [("1,000 kB", True), ("100バイト", True), ("スケジューラー", False), ("Start (os-start)", False)])
def test_what_a_row_is_called_is_short_as_the_eye_has_it(words, short):
    assert [is_short(cell) for cell in stubs(table(words))] == [short]
    assert stubs(table(words, stub=0)) == []


@pytest.mark.parametrize("address", TALKS)
@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_nothing_is_torn_that_is_to_be_kept(open_page, site_url, code, address):
    page = open_page(f"{site_url}{code}/{address}.html", width=390, height=844)
    assert page.locator("article .unbroken").count() > 0
    assert page.evaluate(TORN) == []


@pytest.mark.parametrize("address", TALKS)
@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_a_table_is_no_wider_than_a_phone(open_page, site_url, code, address):
    page = open_page(f"{site_url}{code}/{address}.html", width=375, height=844)
    widths = page.locator(".table-wrapper").evaluate_all("all => all.map(e => [e.scrollWidth, e.clientWidth])")
    assert widths and [found for found in widths if found[0] > found[1]] == []


# Where the caption and a row's name stand in the part of a table that is seen, before and behind the scrolling.
PLACES = """table => {
  const places = () => ["caption", "tbody th"].map(name => {
    const { left, right } = table.querySelector(name).getBoundingClientRect();
    return [Math.round(left), Math.round(right)];
  });
  const wrapper = table.parentElement;
  const before = places();
  wrapper.scrollLeft = 60;
  return { moved: wrapper.scrollLeft, before, after: places(), width: wrapper.getBoundingClientRect().right };
}"""


@BOTH_ENGINES
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_caption_and_the_names_of_the_rows_stay_while_the_table_scrolls(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/kubecon/envoy-acceleration.html", width=250, height=844)
    found = page.locator("#table-sockmap-kept").evaluate(PLACES)
    assert found["moved"] == 60
    assert found["after"] == found["before"]
    assert all(0 <= left and right <= found["width"] + 1 for left, right in found["before"])


@pytest.mark.parametrize("code", SOURCE_FIRST)
def test_only_where_all_names_of_rows_are_short_do_they_stay(open_page, site_url, code):
    page = open_page(f"{site_url}{code}/vancouver/preemptible-instances.html", width=390, height=844)
    assert {*page.locator("tbody th").evaluate_all("all => all.map(e => getComputedStyle(e).position)")} == {"static"}
