"""SVG figures: labels that translators own, words that fit, nothing but shapes and words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE, book_pages
from translated_docs.content import svg_figure
from translated_docs.palette import PALETTE
from translated_docs.svg import document, labels

FIGURES = sorted((ROOT / "docs" / "figures").glob("*.svg"))
PAGES = {
    figure.stem: next(
        page.relative_to(ROOT / "docs").with_suffix("")
        for page in (ROOT / "docs").rglob("*.md")
        if f"{{drawing}} {figure.stem}\n" in page.read_text(encoding="utf-8")
    )
    for figure in FIGURES
}
BAD = sorted((Path(__file__).parent / "invalid_svg").glob("*.svg"))
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
    return [label.words for label in labels.labels(document.read_svg(figure))]


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
def test_a_figure_has_a_few_words_and_a_description_for_those_who_cannot_see_it(figure):
    for language in LANGUAGES:
        drawn = page_of(figure, language).select_one(f"#fig-{figure.stem}")
        assert drawn.svg["role"] == "img"
        assert drawn.svg["aria-label"]
        assert len(drawn.select_one(".svg-figure-description").get_text()) > 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sorted(set(map(str, PAGES.values()))))
def test_no_label_leaves_its_box_or_its_figure(open_page, site_url, page, language):
    browser_page = open_page(width=390)
    browser_page.goto(f"{site_url}{language}/{page}.html")
    outside = browser_page.evaluate("""() =>
      [...document.querySelectorAll(".svg-figure svg text")].flatMap(text => {
        const words = text.getBoundingClientRect();
        const rect = text.parentElement.querySelector(":scope > rect");
        const sibling = text.parentElement.tagName === "g" ? rect : null;
        const bounds = (sibling ?? text.ownerSVGElement).getBoundingClientRect();
        const slack = 1;
        return words.left < bounds.left - slack || words.right > bounds.right + slack
          || words.top < bounds.top - slack || words.bottom > bounds.bottom + slack
          ? [text.textContent] : [];
      })""")
    assert outside == []


def test_on_a_phone_a_figure_keeps_a_readable_size_and_moves_in_its_frame(open_page, site_url):
    page = open_page(width=390, height=844)
    page.goto(f"{site_url}en/vancouver/opendev.html")
    size = page.evaluate("""() => {
      const text = document.querySelector(".svg-figure text");
      const scale = text.ownerSVGElement.getBoundingClientRect().width / 720;
      return parseFloat(text.getAttribute("font-size")) * scale;
    }""")
    assert size >= 11
    frame = page.locator(".svg-figure").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")


def test_a_figure_fades_towards_the_edge_that_it_goes_on_beyond(open_page, site_url):
    page = open_page(width=390, height=844)
    page.goto(f"{site_url}en/vancouver/opendev.html")
    frame = page.locator(".svg-figure").first
    # A function: the page's policy forbids to evaluate a string, which is tried if it is not true at once.
    fade = "() => parseFloat(getComputedStyle(document.querySelector('.svg-figure')).getPropertyValue('--figure-fade'))"
    page.wait_for_function(f"{fade} > 0")
    frame.evaluate("frame => { frame.scrollLeft = frame.scrollWidth }")
    page.wait_for_function(f"{fade} === 0")
    page.set_viewport_size({"width": 1280, "height": 800})
    frame.evaluate("frame => { frame.scrollLeft = 0 }")
    page.wait_for_function(f"{fade} === 0")


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
    colour = PALETTE[scheme]
    grounds = ["figure_paper", "frame", "figure_accent_fill", "figure_good_fill", "figure_bad_fill"]
    assert [g for g in grounds if contrast(colour["figure_ink"], colour[g]) < 4.5] == []
    assert [g for g in grounds[:2] if contrast(colour["figure_secondary"], colour[g]) < 4.5] == []
    for line in ("muted", "accent", "figure_good", "figure_bad"):
        assert [g for g in grounds[:2] if contrast(colour[line], colour[g]) < 3] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_figure_is_rejected_by_line_and_element(path):
    text = path.read_text(encoding="utf-8")
    line, words = re.search(r"<!-- expect (\d+): (.+?) -->", text).groups()
    with pytest.raises(document.SvgError) as rejected:
        labels.labels(text)
    assert rejected.value.line == int(line)
    assert words in str(rejected.value)
    assert ";" in str(rejected.value)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "does not parse"),
        ("<svg>\n図".encode("shift_jis"), 2, "not UTF-8"),
        ("<svg/>".encode("utf-16"), 1, "not UTF-8"),
        (b"<svg>" + b" " * document.MOST_BYTES, 1, "is larger than"),
    ],
)
def test_a_file_that_holds_no_figure_is_rejected(tmp_path, content, line, words):
    (tmp_path / "x.svg").write_bytes(content)
    with pytest.raises(document.SvgError, match=words) as rejected:
        labels.labels(document.read_svg(tmp_path / "x.svg"))
    assert rejected.value.line == line


BOXED = "<g><rect width='60' height='30'/><text>a</text></g>"
IN_BOX = (0, 0, 16, 48, 24)
FREE = "<text x='50' y='50' data-width='20'{}>a</text>"


# What is written on <svg>, and in it: x, y, size, width and height of the space of its label.
@pytest.mark.parametrize(
    ("attributes", "body", "expected"),
    [
        ("viewBox='0,0,720,384'", BOXED, IN_BOX),
        ("viewBox=' 0 ,+0\n7.2e2 384 '", BOXED, IN_BOX),
        ("width='10cm' height='60mm'", BOXED, IN_BOX),
        ("viewBox='-30 -5e1 100 100'", "<text x='-20' data-width='20'>a</text>", (-20, 0, 16, 20, 20.8)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='14px'"), (50, 50, 14, 20, 18.2)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='.75in'"), (50, 50, 72, 20, 93.6)),
        ("viewBox='0 0 100 100'", f"<g font-size='20'>{FREE.format('')}</g>", (50, 50, 20, 20, 26)),
        ("viewBox='0 0 100 100'", "<g font-size='20'>" + FREE.format(" font-size='50%'") + "</g>", (50, 50, 10, 20, 13)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='large'"), (50, 50, 18, 20, 23.4)),
        ("viewBox='0 0 200 100'", "<text x='50%' y='50%' data-width='10%'>a</text>", (100, 50, 16, 20, 20.8)),
        ("viewBox='0 0 200 100'", "<text x='2em' y='50' font-size='10' data-width='20'>a</text>", (20, 50, 10, 20, 13)),
    ],
)
def test_numbers_and_defaults_are_those_of_svg(attributes, body, expected):
    [label] = labels.labels(f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}>{body}</svg>")
    assert (label.x, label.y, label.size, *label.space) == pytest.approx(expected)


def test_words_anchored_further_up_are_where_they_are_drawn():
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><g text-anchor='end'>{}</g></svg>"
    assert labels.labels(svg.format("<text x='95' y='50' data-width='90'>a</text>"))
    with pytest.raises(document.SvgError, match="outside the figure"):
        labels.labels(svg.format("<text x='5' y='50' data-width='90'>a</text>"))


def test_a_figure_without_sizes_and_places_is_written_with_those_of_svg():
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='80px' height='40'>{BOXED}<text/></svg>"
    label = {"text": "b", "lines": ["b"], "size": 16, "y": labels.labels(svg)[0].y}
    written = svg_figure.localized_svg(svg_figure.svg_figure(svg=svg, name="fig", labels=[label]))
    assert dict(written.attrib) == {"viewBox": "0 0 80 40"}
    [line] = written.iter(f"{{{document.SVG}}}tspan")
    assert (line.text, dict(line.attrib)) == ("b", {"x": "0", "y": "0"})


def test_a_text_without_words_is_no_label():
    assert labels.labels("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text> </text></svg>") == []


def test_no_line_of_a_label_begins_with_a_small_kana_or_a_mark_that_closes():
    words = "インターフェース、チェック、「ヴァイ」、佐々木"
    lines = [line for space in range(2, 20) for line in labels.wrap(words, space)]
    assert [line for line in lines if line[0] in "ェァッー、」々"] == []


def test_a_label_too_long_is_named_with_its_excess(project):
    catalog = project.folder / "locale" / "en" / "LC_MESSAGES" / "vancouver" / "opendev.po"
    original = catalog.read_text(encoding="utf-8")
    catalog.write_text(original.replace('msgstr "branch + A"', f'msgstr "{"branch and " * 30}"'), "utf-8")
    built = project.make("html-en")
    catalog.write_text(original, encoding="utf-8")
    assert built.returncode == 0
    line = original[: original.index('msgstr "branch + A"')].count("\n")
    found = re.search(rf"^locale/en/LC_MESSAGES/vancouver/opendev\.po:{line}: .*is (\d+) units too long .* 'en'", built.stdout, re.M)
    assert found and int(found[1]) > 50


def test_a_label_that_is_not_translated_counts_as_untranslated(project):
    catalog = project.folder / "locale" / "en" / "LC_MESSAGES" / "vancouver" / "opendev.po"
    original = catalog.read_text(encoding="utf-8")
    catalog.write_text(original.replace('msgstr "branch + A"', 'msgstr ""'), encoding="utf-8")
    counted = project.make("stats")
    catalog.write_text(original, encoding="utf-8")
    assert re.search(r" \d+ +0 +1 +\d+  \S+opendev\.po:\d+$", counted.stdout, re.MULTILINE)
