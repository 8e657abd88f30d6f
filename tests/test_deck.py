"""The deck's words: complete, unchanged, in order, and told apart from ours."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, SITE

DECK = (Path(__file__).parent / "deck" / "lines.txt").read_text(encoding="utf-8").splitlines()


def pages_in_reading_order(language):
    """Follow the links to the next page, as a reader would, from the front page on."""
    address = "index.html"
    while address:
        soup = BeautifulSoup((SITE / language / address).read_text(encoding="utf-8"), "html.parser")
        yield address, soup
        following = soup.select_one("a[rel=next]")
        address = following and urljoin(address, following["href"])


def slides(language):
    return [
        slide for _, soup in pages_in_reading_order(language) for slide in soup.select(".slide")
    ]


def lines_of(slide):
    """Return the lines of a slide: its title, its paragraphs, each list item by itself."""
    for block in slide.select("p:not(.slide-number), li"):
        own = [child.get_text() for child in block.children if child.name not in ("ul", "p")]
        if text := " ".join("".join(own).split()):
            yield text


def test_each_line_of_the_deck_stands_in_the_frames_once_and_in_order():
    assert [line for slide in slides("ja") for line in lines_of(slide)] == DECK


def test_the_frames_are_numbered_without_a_gap_in_every_language():
    for language in LANGUAGES:
        anchors = [slide["id"] for slide in slides(language)]
        assert anchors == [f"slide-{n}" for n in range(1, len(anchors) + 1)]


@pytest.mark.parametrize(("language", "words"), [("ja", "（番号は編者による）"), ("en", " (numbered by the editors)")])
def test_the_first_frame_of_each_page_says_that_its_number_is_ours(language, words):
    for _address, soup in pages_in_reading_order(language):
        labels = [label.contents[0].strip() for label in soup.select(".slide > .slide-number")]
        assert all(label.endswith(words) for label in labels[:1])
        assert [label for label in labels[1:] if words in label or not re.search("[0-9]$", label)] == []
