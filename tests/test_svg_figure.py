"""SVG figures: labels that translators own, words that fit and can be read everywhere, nothing but shapes and words."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import polib
import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE, SLOW, SOURCE_FIRST, book_pages
from translated_docs.content.directives import svg_figure
from translated_docs.palette import PALETTE
from translated_docs.svg import figure_document, labels, line_breaks, shapes

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
    drawn = page_of(figure, language, site).select_one(f"#fig-{figure.stem} .svg-figure")
    return [
        " ".join(line.get_text() for line in text.select("tspan")) for text in drawn.select("text")
    ]


def lines_shown(figure, language):
    drawn = page_of(figure, language).select_one(f"#fig-{figure.stem} .svg-figure")
    return [line.get_text() for line in drawn.select("tspan")]


def source_labels(figure):
    return [label.words for label in labels.labels(figure_document.read_svg(figure))]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_the_labels_stand_in_the_catalog_of_their_page(figure):
    catalog = ROOT / "locale" / "en" / "LC_MESSAGES" / f"{PAGES[figure.stem]}.po"
    text = catalog.read_text(encoding="utf-8")
    assert [label for label in source_labels(figure) if f'msgid "{label}"' not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_a_label_of_several_lines_is_heard_and_copied_as_it_is_written(figure, language):
    catalog = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / f"{PAGES[figure.stem]}.po"))
    written = {entry.msgid if language == "ja" else entry.msgstr for entry in catalog}
    drawn = page_of(figure, language).select_one(f"#fig-{figure.stem} .svg-figure")
    assert [text.get_text() for text in drawn.select("text") if text.get_text() not in written] == []


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


# Of each label: its words, its role, how large its letters are, and by how much it leaves what it stands in. Of the
# figures: by how much they are wider than the screen, and how many can be focused.
MEASURED = """() => {
  const figures = [...document.querySelectorAll(".svg-figure")];
  const labels = figures.flatMap(figure => [...figure.querySelectorAll("text")]).map(text => {
    const svg = text.ownerSVGElement, words = text.getBoundingClientRect();
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const rect = text.parentElement.classList.contains("d-part") ? null : text.parentElement.querySelector(":scope > rect");
    const box = (text.parentElement.tagName === "g" && rect || svg).getBoundingClientRect();
    return {
      words: text.textContent,
      role: ["d-head", "d-text", "d-quiet"].find(name => text.classList.contains(name)) ?? "",
      size: parseFloat(getComputedStyle(text).fontSize) * scale,
      outside: Math.max(box.left - words.left, words.right - box.right, box.top - words.top, words.bottom - box.bottom),
    };
  });
  return {
    labels,
    wider: Math.max(...figures.map(figure => figure.scrollWidth - figure.clientWidth),
      document.documentElement.scrollWidth - innerWidth),
    focusable: figures.filter(figure => figure.matches("[tabindex]")
      || [...figure.querySelectorAll("a")].some(link => link.checkVisibility())).length,
  };
}"""
PAGES_WITH_FIGURES = sorted(set(map(str, PAGES.values())))
HTML_FLOOR, PDF_FLOOR = 11, 7  # pixels, points


def assert_readable(measured):
    assert measured["labels"]
    assert [label for label in measured["labels"] if label["size"] < HTML_FLOOR] == []
    assert [label for label in measured["labels"] if label["outside"] > 1] == []
    assert measured["wider"] <= 0


@pytest.mark.parametrize("width", [390, pytest.param(1366, marks=SLOW)])
@pytest.mark.parametrize("language", SOURCE_FIRST)
@pytest.mark.parametrize("page", PAGES_WITH_FIGURES)
def test_every_label_is_read_in_its_place_without_moving_the_figure(open_page, site_url, page, language, width):
    browser_page = open_page(f"{site_url}{language}/{page}.html", width=width, height=844)
    assert_readable(browser_page.evaluate(MEASURED))


@pytest.mark.parametrize("language", SOURCE_FIRST)
def test_a_role_has_one_size_in_all_figures(open_page, site_url, language):
    sizes = {}
    page = open_page()
    for name in PAGES_WITH_FIGURES:
        page.goto(f"{site_url}{language}/{name}.html")
        for label in page.evaluate(MEASURED)["labels"]:
            sizes.setdefault(label["role"], set()).add(round(label["size"], 1))
    assert {role: len(found) for role, found in sizes.items()} == {"d-head": 1, "d-text": 1, "d-quiet": 1}


def test_on_a_desktop_no_figure_is_a_stop_of_the_tab_key(open_page, site_url):
    page = open_page(f"{site_url}ja/kubecon/envoy-acceleration.html")
    assert page.evaluate(MEASURED)["focusable"] == 0


@pytest.mark.parametrize("stem", ["envoy-sockmap", "ktls", "cinder-four-ways"])
def test_the_parts_of_a_figure_stand_beside_one_another_or_on_a_phone_below(open_page, site_url, stem):
    places = """([first, second]) => {
      const [one, other] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
      return {beside: other.left >= one.right && other.top === one.top, below: other.top >= one.bottom};
    }"""
    page = open_page(f"{site_url}ja/{PAGES[stem]}.html")
    parts = f"#fig-{stem} svg"
    assert page.eval_on_selector_all(parts, places) == {"beside": True, "below": False}
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.eval_on_selector_all(parts, places) == {"beside": False, "below": True}


def test_a_tap_on_a_phone_shows_the_figure_alone_and_larger(open_page, site_url):
    page = open_page(f"{site_url}en/kubecon/envoy-acceleration.html", width=390, height=844)
    page.locator("#fig-ktls .svg-figure").click()
    page.wait_for_url("**/fig-ktls.svg")
    shown = page.evaluate("""() => {
      const text = document.querySelector("text"), root = document.documentElement;
      const scale = root.getBoundingClientRect().width / root.viewBox.baseVal.width;
      return {size: parseFloat(getComputedStyle(text).fontSize) * scale,
        fill: getComputedStyle(document.querySelector("rect")).fill};
    }""")
    assert shown["size"] > 20
    assert shown["fill"] != "rgb(0, 0, 0)"  # it is painted, though the policy of a server allows it no style sheet
    page.go_back()
    link = page.locator("#fig-ktls .svg-figure-enlarge")
    assert link.get_attribute("aria-label")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fig-ktls.svg")


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_what_stands_alone_has_neither_a_style_sheet_nor_a_class(figure):
    text = (SITE / "ja" / "_images" / "drawings" / f"fig-{figure.stem}.svg").read_text(encoding="utf-8")
    assert not re.search(r"<style|class=|style=|var\(", text)


def test_a_halo_keeps_lines_out_of_the_letters(open_page, site_url):
    page = open_page(f"{site_url}ja/vancouver/preemptible-instances.html")
    halo = page.locator("#fig-preemptible-sequence text.d-halo").first.evaluate(
        "text => { const {paintOrder, stroke, strokeWidth} = getComputedStyle(text); return [paintOrder, stroke, strokeWidth] }"
    )
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert halo == ["stroke", paper, "5px"]


@pytest.mark.parametrize(
    ("behind", "halo"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param('<line class="d-axis" x1="50" y1="0" x2="50" y2="60"/>', "d-halo", id="a line through it"),
        pytest.param('<line class="d-axis" x1="90" y1="0" x2="90" y2="60"/>', "", id="a line beside it"),
        pytest.param('<rect class="d-zone" x="0" y="0" width="100" height="60"/>', "", id="a zone around it"),
        pytest.param('<rect class="d-zone" x="0" y="0" width="60" height="60"/>', "d-halo d-on-zone", id="the edge of a zone"),
    ],
)
def test_a_label_has_a_halo_where_something_runs_through_it(behind, halo):
    words = '<text class="d-text" x="50" y="40" text-anchor="middle" data-width="100">word</text>'
    drawn = f'<svg xmlns="{figure_document.SVG}" viewBox="0 0 100 60">{behind}{words}</svg>'
    node = svg_figure.svg_figure(svg=drawn, name="fig", labels=[{"source": "word", "text": "word"}])
    svg_figure.fit_labels(node)
    (text,) = labels.label_elements(svg_figure.localized_svg(node))
    assert text.get("class").removeprefix("d-text").strip() == halo


def test_a_halo_is_looked_for_once_for_all_outputs(monkeypatch):
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><text x="5" y="30" data-width="50">word</text></svg>'
    node = svg_figure.svg_figure(svg=drawn, name="fig", labels=[{"source": "word", "text": "word"}])
    asked = []
    monkeypatch.setattr(svg_figure, "halo_classes", lambda *_: asked.append(1) or ["d-halo"])
    svg_figure.fit_labels(node)
    assert [text.get("class") for _ in "123" for text in labels.label_elements(svg_figure.localized_svg(node))] == ["d-halo"] * 3
    assert len(asked) == 1


def test_in_print_no_halo_takes_away_of_the_letter_before():
    """Typst draws one letter after the other, each halo above the letter before."""
    text = (SITE / "ja" / "_images" / "drawings" / "fig-preemptible-sequence.svg").read_text(encoding="utf-8")
    assert {float(width) for width in re.findall(r'stroke-width="([\d.]+)"[^>]*paint-order', text)} == {2.0}


def arrow_ends(root):
    """Yield the ends of each line that stands for a way: its beginning, and its tip."""
    for element in shapes.drawn_elements(root):
        if {"d-arrow", "d-dash", "d-shortcut"}.intersection(shapes.classes(element)):
            points = shapes.path_points(element.get("d"))
            yield from (points[0], points[-1])


def touches(point, box, slack=4):
    """Say whether a point is at the edge of a box, or on a line, which is a box without a width."""
    x, y = point
    left, top, right, bottom = box
    within = left - slack <= x <= right + slack and top - slack <= y <= bottom + slack
    at_edge = min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) <= slack
    return within and at_edge


# The one that leaves its picture.
OUTWARD = {"envoy-injection": 1}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_arrows_begin_and_end_at_what_they_mean(figure):
    root = figure_document.parse_svg(figure_document.read_svg(figure))
    geometry = figure_document.Geometry(root)
    boxes = [
        shapes.box_of(element, geometry)
        for element in shapes.drawn_elements(root)
        if shapes.local_name(element) == "rect" or "d-axis" in shapes.classes(element)
    ]
    loose = [end for end in arrow_ends(root) if not any(touches(end, box) for box in boxes)]
    assert len(loose) == OUTWARD.get(figure.stem, 0)


@pytest.mark.parametrize(
    "figure", [FIGURES[0], *(pytest.param(path, marks=SLOW) for path in FIGURES[1:])], ids=lambda path: path.stem
)
def test_nothing_but_a_narrow_edge_is_empty_around_a_figure(open_page, site_url, figure):
    page = open_page(f"{site_url}ja/{PAGES[figure.stem]}.html")
    empty = page.eval_on_selector_all(f"#fig-{figure.stem} svg", """svgs => svgs.flatMap(svg => {
      const box = svg.viewBox.baseVal, drawn = svg.getBBox();
      return [drawn.x - box.x, box.x + box.width - drawn.x - drawn.width, box.y + box.height - drawn.y - drawn.height];
    })""")
    assert max(empty) <= 24


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_the_page_refers_to_its_figure_by_number(figure):
    page = (ROOT / "docs" / f"{PAGES[figure.stem]}.md").read_text(encoding="utf-8")
    assert f"{{numref}}`fig-{figure.stem}`" in page


# -- Lines of labels ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("Envoy（サイドカー）", 7, ["Envoy", "（サイドカー）"]),
        ("呼び出し側がos-brickで", 8, ["呼び出し側が", "os-brickで"]),
        ("同じIDで再構築を頼む", 6, ["同じIDで", "再構築を頼む"]),
        ("kTLS：レコードの暗号化", 10, ["kTLS：レコードの", "暗号化"]),
        ("2015年に使い始める", 6, ["2015年に", "使い始める"]),
        ("attach with os-brick", 8, ["attach with", "os-brick"]),
        ("DNS pod (hostNetwork)", 8, ["DNS pod", "(hostNetwork)"]),
        ("ต่อกับเครื่อง", 4, ["ต่อกับ", "เครื่อง"]),
        ("プリエンプティブル", 5, ["プリエンプ", "ティブル"]),  # there is no other way
    ],
)
def test_a_label_is_broken_between_phrases(text, ems, lines):
    assert line_breaks.wrap(text, ems) == lines


@pytest.mark.parametrize("figure", FIGURES, ids=lambda path: path.stem)
def test_no_line_ends_within_a_word(figure):
    drawn = page_of(figure, "ja").select_one(f"#fig-{figure.stem} .svg-figure")
    texts = [[line.get_text() for line in text.select("tspan")] for text in drawn.select("text")]
    ends = [(one, other) for lines in texts for one, other in pairwise(lines)]
    within = re.compile(r".*[ァ-ヺー]\n[ァ-ヺー]|.*(?![぀-ヿ㐀-鿿])[\w-]\n(?![぀-ヿ㐀-鿿])[\w-]")
    assert [f"{one}\n{other}" for one, other in ends if within.match(f"{one}\n{other}")] == []


# Labels in languages that nobody has written: each as long as the English one twice, in letters from left to right and
# from right to left, and one that is a single long word.
MADE_UP = {
    "twice as long": lambda words: f"{words} {words}",
    "from right to left": lambda words: " ".join(word if len(word) < 2 else "شبكة" if len(word) < 6 else "الحاسوب" for word in f"{words} {words}".split()),
}
PAGE = """<!doctype html><html dir="{dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body {{ margin: 0 1rem }} {css}</style><article>{figures}</article></html>"""


def figure_in(figure, translated):
    """Return the HTML of a figure whose labels are in a language."""
    svg = figure_document.read_svg(figure)
    found = [{"source": label.words, "text": translated(label.words)} for label in labels.labels(svg)]
    node = svg_figure.svg_figure(svg=svg, name=figure.stem, alt="a", labels=found)
    excesses = svg_figure.fit_labels(node)
    return svg_figure.figure_html(node), [excess for excess in excesses if excess]


@pytest.mark.parametrize("width", [390, pytest.param(1366, marks=SLOW)])
@pytest.mark.parametrize("name", MADE_UP)
def test_labels_of_any_length_keep_their_size_and_their_place(open_page, name, width):
    english = {figure: iter(labels_shown(figure, "en")) for figure in FIGURES}
    drawn = [figure_in(figure, lambda _words, rest=english[figure]: MADE_UP[name](next(rest))) for figure in FIGURES]
    page = open_page(width=width, height=844)
    figures = "".join(f'<div class="svg-figure">{html}</div>' for html, _excess in drawn)
    direction = "rtl" if "right" in name else "ltr"
    page.set_content(PAGE.format(dir=direction, css=svg_figure.figure_stylesheet(), figures=figures))
    assert_readable(page.evaluate(MEASURED))
    assert [excess for _html, excess in drawn if excess] == []


def test_a_figure_becomes_higher_for_long_labels_and_its_letters_no_smaller():
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 99 99'><g><rect width='90' height='30'/><text class='d-text'>a</text></g>{}</svg>"
    drawn = svg.format("<path d='m1 10v20H5' class='d-arrow'/><polyline points='0,1 9,2'/><circle cx='1' cy='10' r='1'/>")
    node = svg_figure.svg_figure(svg=drawn, name="fig", labels=[{"source": "a", "text": "word word word"}])
    svg_figure.fit_labels(node)
    root = svg_figure.localized_svg(node)
    rect, path, polyline, circle = (root.find(f".//{{{figure_document.SVG}}}{name}") for name in ("rect", "path", "polyline", "circle"))
    times = float(rect.get("height")) / 30
    assert 1 < times < 3
    assert root.find(f".//{{{figure_document.SVG}}}text").get("font-size") == "14"
    heights = [height for point in (*shapes.path_points(path.get("d")), *shapes.polyline_points(polyline.get("points"))) for height in point[1:]]
    assert [*heights, float(circle.get("cy"))] == pytest.approx([times * height for height in (10, 30, 30, 1, 2, 10)], rel=1e-4)


@pytest.mark.parametrize(
    ("data", "points"),
    [
        ("M1 2H5V7", [(1, 2), (5, 2), (5, 7)]),
        ("m1,2 3,4z l1 1", [(1, 2), (4, 6), (2, 3)]),
        ("M0 0C1 2 3 4 5 6q1 1 2 2", [(0, 0), (1, 2), (3, 4), (5, 6), (6, 7), (7, 8)]),
        ("M0 0A5 5 0 0 1 9 9", [(0, 0), (9, 9)]),
    ],
)
def test_the_points_of_a_path_are_those_of_svg(data, points):
    assert shapes.path_points(data) == points


@pytest.mark.parametrize("language", SOURCE_FIRST)
def test_in_the_book_no_letter_of_a_figure_is_smaller_than_seven_points(language):
    [book] = (SITE / language).glob("*.pdf")
    shown = {line for figure in FIGURES for line in lines_shown(figure, language) if len(line) > 8}
    sizes = {}
    for page in pymupdf.open(book):
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                words = "".join(span["text"] for span in line["spans"]).strip()
                if words in shown:
                    sizes.setdefault(words, []).extend(span["size"] for span in line["spans"])
    assert len(sizes) > 20
    assert {words: found for words, found in sizes.items() if min(found) < PDF_FLOOR} == {}


@pytest.mark.parametrize("language", SOURCE_FIRST)
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
    with pytest.raises(figure_document.LineError) as rejected:
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
        (b"<svg>" + b" " * figure_document.MOST_BYTES, 1, "is larger than"),
    ],
)
def test_a_file_that_holds_no_figure_is_rejected(tmp_path, content, line, words):
    (tmp_path / "x.svg").write_bytes(content)
    with pytest.raises(figure_document.LineError, match=words) as rejected:
        labels.labels(figure_document.read_svg(tmp_path / "x.svg"))
    assert rejected.value.line == line


BOXED = "<g><rect width='60' height='30'/><text>a</text></g>"
IN_BOX = (0, 15, 16, 48, 24)  # y is the middle of the box
FREE = "<text x='50' y='50' data-width='20'{}>a</text>"


# What is written on <svg>, and in it: x, y, size, width and height of the space of its label.
@pytest.mark.parametrize(
    ("attributes", "body", "expected"),
    [
        ("viewBox='0,0,420,384'", BOXED, IN_BOX),
        ("viewBox=' 0 ,+0\n4.2e2 384 '", BOXED, IN_BOX),
        ("width='10cm' height='60mm'", BOXED, IN_BOX),
        ("viewBox='-30 -5e1 100 100'", "<text x='-20' data-width='20'>a</text>", (-20, 0, 16, 20, 20.8)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='14px'"), (50, 50, 14, 20, 18.2)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='.75in'"), (50, 50, 72, 20, 93.6)),
        ("viewBox='0 0 100 100'", f"<g font-size='20'>{FREE.format('')}</g>", (50, 50, 20, 20, 26)),
        ("viewBox='0 0 100 100'", "<g font-size='40'>" + FREE.format(" font-size='50%'") + "</g>", (50, 50, 20, 20, 26)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='large'"), (50, 50, 18, 20, 23.4)),
        ("viewBox='0 0 200 100'", "<text x='50%' y='50%' data-width='10%'>a</text>", (100, 50, 16, 20, 20.8)),
        ("viewBox='0 0 200 100'", "<text x='2em' y='50' font-size='14' data-width='20'>a</text>", (28, 50, 14, 20, 18.2)),
        ("viewBox='0 0 100 100'", FREE.format(" font-size='9' class='d-quiet'"), (50, 50, 13, 20, 16.9)),  # that of its role
    ],
)
def test_numbers_and_defaults_are_those_of_svg(attributes, body, expected):
    [label] = labels.labels(f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}>{body}</svg>")
    assert (label.x, label.y, label.size, *label.space) == pytest.approx(expected)


def test_words_anchored_further_up_are_where_they_are_drawn():
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><g text-anchor='end'>{}</g></svg>"
    assert labels.labels(svg.format("<text x='95' y='50' data-width='90'>a</text>"))
    with pytest.raises(figure_document.LineError, match="outside the figure"):
        labels.labels(svg.format("<text x='5' y='50' data-width='90'>a</text>"))


def test_a_figure_without_sizes_and_places_is_written_with_those_of_svg():
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='80px' height='40'>{BOXED}<text/></svg>"
    node = svg_figure.svg_figure(svg=svg, name="fig", labels=[{"source": "a", "text": "b"}])
    svg_figure.fit_labels(node)
    written = svg_figure.one_svg(node)
    assert dict(written.attrib) == {"viewBox": "0 0 62 32"}  # its shapes and the half of their lines, and no more
    [line] = written.iter(f"{{{figure_document.SVG}}}tspan")
    assert (line.text, dict(line.attrib)) == ("b", {"x": "0", "y": "20.76"})


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
