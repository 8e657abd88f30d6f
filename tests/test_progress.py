"""What is left to do is on a page of the site, and in `make stats`: the same numbers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from conftest import LANGUAGES, SITE
from test_rebuilds import CATALOG

PAGE = "progress.html"


def soup_of(html):
    return BeautifulSoup(html, "html.parser")


def row(soup, title):
    """Return the percentage and the numbers of the row with a title."""
    for item in soup.select("ul.progress > li"):
        if item.select_one(".progress-title").get_text(" ", strip=True).startswith(title):
            return item.select_one(".progress-title span").get_text(), item.select_one(".progress-numbers")
    raise AssertionError(title)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_has_a_row_a_page_one_for_the_interface_and_the_sum(language):
    soup = soup_of((SITE / language / PAGE).read_text(encoding="utf-8"))
    linked = [a["href"] for a in soup.select(".progress-title a")]
    talks = {str(path.relative_to(SITE / language)) for path in (SITE / language).rglob("*.html")}
    unlisted = {"404.html", "search.html", "slideshow.html", PAGE}
    assert set(linked) == talks - unlisted
    assert len(soup.select("ul.progress > li")) == len(linked) + 2


def test_the_source_language_names_the_translations():
    soup = soup_of((SITE / LANGUAGES[0] / PAGE).read_text(encoding="utf-8"))
    assert [a["hreflang"] for a in soup.select("article li a")] == LANGUAGES[1:]
    assert not soup.select("ul.progress")


def test_every_page_leads_to_it():
    for language in LANGUAGES:
        soup = soup_of((SITE / language / "vancouver" / "opendev.html").read_text(encoding="utf-8"))
        assert soup.select(f"footer a[href='../{PAGE}']")


def test_it_counts_what_is_left_and_leads_to_the_first_open_entry(project):
    with project.changed(CATALOG, 'msgstr "Background"', 'msgstr ""', "html-en"):
        percent, numbers = row(soup_of(project.page(f"en/{PAGE}")), "OpenDev")
        line = (project.folder / CATALOG).read_text(encoding="utf-8").split("\n").index('msgid "背景"') + 1
        assert percent == "98%"
        assert "Not translated: 1 " in numbers.get_text()
        assert f"{CATALOG}:{line}" in numbers.get_text()
        said = next(line for line in project.make("stats").stdout.splitlines() if "opendev" in line)
    done, _sign, translated, fuzzy, untranslated, left, place = said.split()
    assert (done, fuzzy, untranslated, left) == ("98", "0", "1", "2")
    assert f"Translated: {translated} " in numbers.get_text()
    assert place == f"{CATALOG}:{line}"


def test_with_an_address_it_links_to_the_entry(project):
    address = "EDIT_ADDRESS=https://git.example/{path}#L{line}"
    with project.changed(CATALOG, 'msgstr "Background"', 'msgstr ""', "html-en", address):
        _percent, numbers = row(soup_of(project.page(f"en/{PAGE}")), "OpenDev")
        assert numbers.a["href"].startswith(f"https://git.example/{CATALOG}#L")


def test_a_fuzzy_entry_is_to_be_looked_at_again(project):
    with project.changed(CATALOG, 'msgid "背景"', '#, fuzzy\nmsgid "背景"', "html-en"):
        _percent, numbers = row(soup_of(project.page(f"en/{PAGE}")), "OpenDev")
        assert "Needs review: 1 " in numbers.get_text()
