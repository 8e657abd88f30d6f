"""Drawings: labels that translators own, words that fit, nothing but shapes and words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import drawing_labels
from conftest import LANGUAGES, ROOT, SITE, book_pages

FIGURES = sorted((ROOT / "docs" / "figures").glob("*.svg"))
PAGES = {
    figure.stem: next(
        page.relative_to(ROOT / "docs").with_suffix("")
        for page in (ROOT / "docs").rglob("*.md")
        if f"{{drawing}} {figure.stem}\n" in page.read_text(encoding="utf-8")
    )
    for figure in FIGURES
}
BAD = sorted((Path(__file__).parent / "bad_drawings").glob("*.svg"))
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


def page_of(figure, language, site=SITE):
    path = site / language / f"{PAGES[figure.stem]}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def labels_shown(figure, language, site=SITE):
    drawn = page_of(figure, language, site).select_one(f"#fig-{figure.stem} svg")
    return [
        " ".join(line.get_text() for line in text.select("tspan")) for text in drawn.select("text")
    ]


def source_labels(figure):
    root, _ = drawing_labels.parse_svg(figure.read_text(encoding="utf-8"))
    return [drawing_labels.label_text(text) for text in root.iter(f"{{{drawing_labels.SVG}}}text")]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_the_labels_stand_in_the_catalog_of_their_page(figure):
    catalog = ROOT / "locale" / "en" / "LC_MESSAGES" / f"{PAGES[figure.stem]}.po"
    text = catalog.read_text(encoding="utf-8")
    assert [label for label in source_labels(figure) if f'msgid "{label}"' not in text] == []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_the_labels_come_back_translated(figure):
    assert [label for label in labels_shown(figure, "en") if JAPANESE.search(label)] == []
    squeezed = [re.sub(r"\s", "", label) for label in labels_shown(figure, "ja")]
    assert squeezed == [re.sub(r"\s", "", label) for label in source_labels(figure)]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_drawing_has_a_few_words_and_a_description_for_those_who_cannot_see_it(figure):
    for language in LANGUAGES:
        drawn = page_of(figure, language).select_one(f"#fig-{figure.stem}")
        assert drawn.svg["role"] == "img"
        assert drawn.svg["aria-label"]
        assert len(drawn.select_one(".drawing-description").get_text()) > 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sorted(set(map(str, PAGES.values()))))
def test_no_label_leaves_its_box_or_its_drawing(open_page, site_url, page, language):
    browser_page = open_page(width=390)
    browser_page.goto(f"{site_url}{language}/{page}.html")
    outside = browser_page.evaluate("""() =>
      [...document.querySelectorAll(".drawing-frame svg text")].flatMap(text => {
        const words = text.getBoundingClientRect();
        const rect = text.parentElement.querySelector(":scope > rect");
        const sibling = text.parentElement.tagName === "g" ? rect : null;
        const room = (sibling ?? text.ownerSVGElement).getBoundingClientRect();
        const slack = 1;
        return words.left < room.left - slack || words.right > room.right + slack
          || words.top < room.top - slack || words.bottom > room.bottom + slack
          ? [text.textContent] : [];
      })""")
    assert outside == []


def test_on_a_phone_a_drawing_keeps_a_readable_size_and_moves_in_its_frame(open_page, site_url):
    page = open_page(width=390, height=844)
    page.goto(f"{site_url}en/vancouver/opendev.html")
    size = page.evaluate("""() => {
      const text = document.querySelector(".drawing-frame text");
      const scale = text.ownerSVGElement.getBoundingClientRect().width / 720;
      return parseFloat(text.getAttribute("font-size")) * scale;
    }""")
    assert size >= 11
    frame = page.locator(".drawing-frame").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")


def test_a_drawing_fades_towards_the_edge_that_it_goes_on_beyond(open_page, site_url):
    page = open_page(width=390, height=844)
    page.goto(f"{site_url}en/vancouver/opendev.html")
    frame = page.locator(".drawing-frame").first
    fade = "frame => parseFloat(getComputedStyle(frame).getPropertyValue('--drawing-fade'))"
    page.wait_for_function(f"({fade})(document.querySelector('.drawing-frame')) > 0")
    frame.evaluate("frame => { frame.scrollLeft = frame.scrollWidth }")
    page.wait_for_function(f"({fade})(document.querySelector('.drawing-frame')) === 0")
    page.set_viewport_size({"width": 1280, "height": 800})
    frame.evaluate("frame => { frame.scrollLeft = 0 }")
    page.wait_for_function(f"({fade})(document.querySelector('.drawing-frame')) === 0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_holds_the_labels_as_text(language):
    # Hyphens come out of a PDF as other characters than they went in.
    text = re.sub(r"\W", "", "".join(book_pages(language)))
    for figure in FIGURES:
        lost = [
            label
            for label in labels_shown(figure, language)
            if not all(re.sub(r"\W", "", word) in text for word in label.split())
        ]
        assert lost == []


def contrast(first, second):
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21."""
    def luminance(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_lines_stand_out_from_every_ground(scheme):
    css = (ROOT / "docs" / "_static" / "drawings.css").read_text(encoding="utf-8")
    block = css.split("@media")[0 if scheme == "light" else 1]
    colour = dict(re.findall(r"--drawing-([\w-]+): (#\w{6});", block))
    grounds = ["paper", "zone", "accent-fill", "good-fill", "bad-fill"]
    assert [g for g in grounds if contrast(colour["ink"], colour[g]) < 4.5] == []
    assert [g for g in ("paper", "zone") if contrast(colour["quiet"], colour[g]) < 4.5] == []
    for line in ("line", "accent", "good", "bad"):
        assert [g for g in ("paper", "zone") if contrast(colour[line], colour[g]) < 3] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_drawing_is_refused_by_line_and_element(path):
    text = path.read_text(encoding="utf-8")
    line, words = re.search(r"<!-- expect (\d+): (.+?) -->", text).groups()
    with pytest.raises(drawing_labels.BadDrawing) as refused:
        root, lines = drawing_labels.parse_svg(text)
        drawing_labels.label_rooms(root, lines)
    assert refused.value.line == int(line)
    assert words in str(refused.value)


def test_a_label_too_long_is_named_with_its_excess(project):
    catalog = project.folder / "locale" / "en" / "LC_MESSAGES" / "vancouver" / "opendev.po"
    original = catalog.read_text(encoding="utf-8")
    catalog.write_text(original.replace('msgstr "branch + A"', f'msgstr "{"branch and " * 30}"'), "utf-8")
    built = project.make("html-en")
    catalog.write_text(original, encoding="utf-8")
    assert built.returncode != 0
    found = re.search(r"docs/figures/zuul-queue\.svg:\d+: .*is (\d+) units too long .* 'en'", built.stdout)
    assert found and int(found[1]) > 50


def test_a_label_that_is_not_translated_counts_as_untranslated(project):
    catalog = project.folder / "locale" / "en" / "LC_MESSAGES" / "vancouver" / "opendev.po"
    original = catalog.read_text(encoding="utf-8")
    catalog.write_text(original.replace('msgstr "branch + A"', 'msgstr ""'), encoding="utf-8")
    counted = project.make("stats")
    catalog.write_text(original, encoding="utf-8")
    assert re.search(r" \d+ +0 +1 +\d+  \S+opendev\.po:\d+$", counted.stdout, re.MULTILINE)
