"""The slide show: the deck's own slides, each filling the screen, in every language."""

from __future__ import annotations

import re
import time
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, SITE, SLOW, SOURCE_FIRST
from docutils import nodes
from docutils.utils import new_document
from playwright.sync_api import expect
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from test_deck import DECK, lines_of, pages_in_reading_order, slides
from test_reading import AXE, WCAG, axe_violations, watch
from translated_docs.content.directives.slide import check_labels
from translated_docs.features import slide_show

SIZES = [(1366, 768), (844, 390), (390, 844)]
COUNT = len(slides("ja"))


def show_of(language):
    return BeautifulSoup((SITE / language / "slideshow.html").read_text(encoding="utf-8"), "html.parser")


def words_of(parts):
    """Return the words of some elements in order, one blank between them."""
    return " ".join(" ".join(part.get_text() for part in parts).split())


@pytest.fixture(params=SOURCE_FIRST)
def language(request):
    return request.param


@pytest.fixture
def show(open_page, site_url):
    """Open the show at a slide: ``show(4, width=390, …)``."""

    def open_at(number=1, language=LANGUAGES[0], **options):
        page = open_page(f"{site_url}{language}/slideshow.html#slide-{number}", **{"height": 768, **options})
        return page

    return open_at


def expect_slide(page, number):
    expect(page.locator(f"#slide-{number}")).to_be_in_viewport(ratio=0.99)
    expect(page.locator(".show-counter")).to_have_text(f"{number} / {COUNT}")
    expect(page).to_have_url(re.compile(rf"/slideshow\.html#slide-{number}$"))


def swipe(page, start, end, slide):
    """Draw a finger over the screen, from one x to another, and let go when the slide is there."""
    touch = page.context.new_cdp_session(page)
    began = time.time()

    def send(kind, step, points):
        # Each at a time of its own: a busy machine would make a throw of the gesture.
        event = {"type": kind, "touchPoints": points, "timestamp": began + step * 0.02}
        touch.send("Input.dispatchTouchEvent", event)

    for step in range(11):
        x = start + (end - start) * step / 10
        send("touchMove" if step else "touchStart", step, [{"x": x, "y": 400}])
    expect(page.locator(f"#slide-{slide}")).to_be_in_viewport(ratio=0.5)
    send("touchEnd", 50, [])


def test_every_slide_of_the_deck_is_there_in_order(language):
    anchors = [slide["id"] for slide in show_of(language).select(".show-slide")]
    assert anchors == [slide["id"] for slide in slides(language)]


def test_its_words_are_those_of_the_frames(language):
    for frame, shown in zip(slides(language), show_of(language).select(".show-slide"), strict=True):
        frame.select_one(".slide-number").extract()
        assert words_of(shown.select(".show-title, .show-words")) == words_of([frame])


def test_it_holds_the_lines_of_the_deck_and_no_others():
    shown = []
    for slide in show_of("ja").select(".show-slide"):
        slide.select_one(".show-number").extract()
        shown += [slide.select_one(".show-title").get_text(), *lines_of(slide)]
    assert [" ".join(line.split()) for line in shown] == DECK


class todo_node(nodes.Admonition, nodes.Element):  # noqa: N801
    """As an extension has it: with a title in it, and a visitor that asks for more than is there."""


def test_boxes_on_a_slide_have_their_titles():
    of_extension = todo_node("", nodes.title("", "e"), nodes.paragraph("", "f"), classes=["todo"])
    words = [nodes.tip("", nodes.paragraph("", "a")), nodes.bullet_list("", nodes.list_item("", addnodes.seealso("", nodes.paragraph("", "b"))))]
    shown = slide_show.with_titles([*words, addnodes.versionmodified("", "", nodes.paragraph("", "c")), nodes.admonition("", nodes.title("", "d")), of_extension])
    assert [box["classes"][-1] for box in shown.findall(nodes.container)] == ["tip", "seealso", "versionmodified"]
    assert [words.astext() for words in shown.findall(nodes.paragraph)] == [f"{admonitionlabels['tip']}", "a", f"{admonitionlabels['seealso']}", "b", "c", "f"]
    assert not list(shown.findall(lambda node: isinstance(node, nodes.Admonition) and not isinstance(node, nodes.admonition)))


@pytest.mark.parametrize(("label", "warnings"), [("of-bees", 0), ("slide-4", 1)])
def test_a_slide_has_a_name_beside_its_number(said, label, warnings):
    page, named = new_document("page.md"), slide_show.slide("", nodes.title("", "a"), ids=["slide-4"], names=["name"], number="4")
    page += [nodes.target("", "", ids=[label], names=[label]), named]
    for node in page.children:
        page.note_explicit_target(node)
    check_labels(page, [named])
    assert len(said()) == warnings
    assert page.nameids["name"] == "slide-4"


def test_its_titles_have_the_numbers_of_their_page_and_its_marks_lead_to_the_notes_there():
    page, written = new_document("page.md"), slide_show.slide("", nodes.title("", "", nodes.footnote_reference("", refid="note")), ids=["slide-1"])
    box = todo_node("", nodes.title("", "(a)"), ids=["theorem"], number_kind="theorem", number_format="Satz %s")
    written += [box, nodes.admonition("", nodes.title("", "b")), todo_node("", nodes.paragraph("", "c"))]
    page += [written, note := nodes.footnote("", nodes.label("", "2"), ids=["note"])]
    page.note_explicit_target(note)
    shown = new_document("page.md")
    shown += slide_show.alone(written, page)
    numbers = {"theorem": {"theorem": (3,)}}
    builder = SimpleNamespace(get_relative_uri=lambda _of, to: f"{to}.html")
    slide_show.complete_numbers(SimpleNamespace(builder=builder, env=SimpleNamespace(toc_fignumbers={"page": numbers})), "page", shown)
    (link,) = shown.findall(nodes.reference)
    assert (link["refuri"], link.astext()) == ("page.html#note", "[2]")
    assert [title.astext() for title in shown.findall(nodes.title)] == ["[2]", "Satz 3 (a)", "b"]
    assert builder.fignumbers == numbers  # for the captions of tables, pictures and code


def test_a_figure_that_follows_a_frame_stands_on_the_slide_and_says_whose_it_is(language):
    after_frames = [
        frame["id"]
        for frame in slides(language)
        if (after := frame.find_next_sibling()) and after.name == "figure"
    ]
    drawn = [slide for slide in show_of(language).select(".show-slide") if slide.figure]
    assert after_frames and [slide["id"] for slide in drawn] == after_frames
    for slide in drawn:
        assert slide.select_one("figure > svg[role=img]")["aria-label"]
        assert slide.figcaption.get_text(strip=True)
        assert slide.details is None


# Of each figure, by the name that its ids begin with: how its parts are painted, and the contrast of
# each label with what is under its middle.
PAINTED = """() => Object.fromEntries([...document.querySelectorAll(".svg-figure:not(.chart) svg:has([id])")].map(svg => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = element => {
    for (let above = element; above; above = above.parentElement) {
      const { backgroundColor } = getComputedStyle(above);
      if (!/, 0\\)|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const shapes = [...svg.querySelectorAll("rect")].filter(rect => getComputedStyle(rect).fill !== "none");
  const ground = text => {
    const label = text.getBoundingClientRect(), x = label.left + label.width / 2, y = label.top + label.height / 2;
    const under = shapes.filter(rect => {
      const box = rect.getBoundingClientRect();
      return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
    });
    return under.length ? getComputedStyle(under.at(-1)).fill : background(svg);
  };
  const parts = [...svg.querySelectorAll("rect, circle, line, path, polyline, text")].map(part => {
    const { fill, stroke, strokeWidth, strokeDasharray, fontWeight } = getComputedStyle(part);
    return [part.tagName, fill, stroke, strokeWidth, strokeDasharray, fontWeight].join(" ");
  });
  const contrasts = [...svg.querySelectorAll("text")].map(text => {
    const [dark, light] = [luminance(getComputedStyle(text).fill), luminance(ground(text))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
  return [svg.querySelector("[id]").id, { parts, lowest: Math.min(...contrasts) }];
}))"""
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "print": {"media": "print", "color_scheme": "dark"}}


@pytest.mark.parametrize("look", ["light", *(pytest.param(look, marks=SLOW) for look in ("dark", "print"))])
def test_a_figure_is_painted_as_on_its_page(show, site_url, language, look):
    page = show(10, language)
    page.emulate_media(**LOOKS[look])
    shown = page.evaluate(PAINTED)
    assert len(shown) == 2
    on_pages = {}
    for frame in {slide["data-frame"].partition("#")[0] for slide in show_of(language).select(".show-slide:has(figure)")}:
        page.goto(f"{site_url}{language}/{frame}")
        on_pages |= page.evaluate(PAINTED)
    assert {name: on_pages[name]["parts"] for name in shown} == {name: drawn["parts"] for name, drawn in shown.items()}
    assert [name for name, drawn in shown.items() if drawn["lowest"] < 4.5] == []


def test_each_frame_links_to_its_slide_and_each_slide_to_its_frame(language):
    frames = {}
    for address, soup in pages_in_reading_order(language):
        for frame in soup.select(".slide"):
            frames[frame["id"]] = f"{address}#{frame['id']}"
            link = frame.select_one("a.slide-present")["href"]
            assert urljoin(address, link) == f"slideshow.html#{frame['id']}"
    shown = show_of(language).select(".show-slide")
    assert {slide["id"]: slide["data-frame"] for slide in shown} == frames


def test_it_is_in_no_search_and_not_for_search_engines(language):
    assert show_of(language).select_one("meta[name=robots]")["content"] == "noindex"
    assert "slideshow.html" not in (SITE / language / "search-index.json").read_text(encoding="utf-8")


def test_the_link_in_a_frame_opens_the_slide(open_page, site_url):
    page = open_page(f"{site_url}{LANGUAGES[0]}/kubecon/card-payments.html", height=768)
    page.click("#slide-8 .slide-present")
    expect_slide(page, 8)


def test_the_link_in_a_frame_is_not_printed(open_page, site_url):
    page = open_page(f"{site_url}{LANGUAGES[0]}/vancouver/opendev.html")
    expect(page.locator(".slide-present")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".slide-present")).to_be_hidden()


def test_each_of_four_keys_goes_on_to_the_next_slide(show):
    page = show(4)
    for number, key in enumerate(["ArrowRight", "ArrowDown", "PageDown", "Space"], 5):
        page.keyboard.press(key)
        expect_slide(page, number)


@SLOW
def test_each_of_four_keys_goes_back_to_the_slide_before(show):
    page = show(8)
    for number, key in enumerate(["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"]):
        page.keyboard.press(key)
        expect_slide(page, 7 - number)


def test_home_and_end_go_to_the_ends_and_no_key_beyond_them(show):
    page = show(4)
    for key, number in {"End": COUNT, "ArrowRight": COUNT, "Home": 1, "ArrowLeft": 1}.items():
        page.keyboard.press(key)
        expect_slide(page, number)


@SLOW
def test_keys_in_quick_succession_are_all_counted(show):
    page = show(1)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect_slide(page, 6)


def test_the_buttons_go_on_and_back(show):
    page = show(4)
    page.click("[data-action=next]")
    expect_slide(page, 5)
    page.click("[data-action=previous]")
    expect_slide(page, 4)


@SLOW
def test_space_on_a_button_presses_it(show):
    page = show(4)
    page.focus("[data-action=previous]")
    page.keyboard.press("Space")
    expect_slide(page, 3)


def test_f_fills_the_screen_and_f_ends_it(show):
    page = show(4)
    for on_the_whole_screen in (1, 0):
        page.keyboard.press("f")
        expect(page.locator(":fullscreen")).to_have_count(on_the_whole_screen)
        expect_slide(page, 4)


def test_l_shows_the_same_slide_in_the_next_language(show, site_url, language):
    page = show(4, language)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("l")
    following = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    page.wait_for_url(f"{site_url}{following}/slideshow.html#slide-5")
    expect_slide(page, 5)


def test_escape_leads_to_the_frame_of_the_slide(show, site_url, language):
    page = show(6, language)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{site_url}{language}/kubecon/card-payments.html#slide-7")
    expect(page.locator("#slide-7")).to_be_in_viewport()


@pytest.mark.parametrize(("start", "end", "slide"), [(350, 50, 5), pytest.param(50, 350, 3, marks=SLOW)])
def test_a_swipe_goes_on_or_back_by_one_slide(show, start, end, slide):
    page = show(4, width=390, height=844, has_touch=True, is_mobile=True)
    swipe(page, start, end, slide)
    expect_slide(page, slide)


@pytest.fixture
def turned(show):
    """Open the show as a language has it that runs from right to left."""
    parts = re.compile(r'(?=( tabindex="0" aria-label=)|(?<=<footer class="show-bar")())')

    def open_at(number, **options):
        page = show(number, **options)
        page.route("**/slideshow.html", lambda route: route.fulfill(body=parts.sub(' dir="rtl"', route.fetch().text()), content_type="text/html"))
        page.reload()
        return page

    return open_at


def test_from_right_to_left_the_next_slide_is_at_the_left(turned):
    page = turned(4)
    expect_slide(page, 4)
    assert page.locator("#slide-5").bounding_box()["x"] < 0 < page.locator("#slide-3").bounding_box()["x"]
    for key, number in {"ArrowLeft": 5, "PageDown": 6, "ArrowRight": 5, "End": COUNT, "Home": 1}.items():
        page.keyboard.press(key)
        expect_slide(page, number)
    after, before = (page.locator(f"[data-action={name}]").bounding_box()["x"] for name in ("next", "previous"))
    assert after < before


@pytest.mark.parametrize(("start", "end", "slide"), [(50, 350, 5), pytest.param(350, 50, 3, marks=SLOW)])
def test_from_right_to_left_a_swipe_goes_the_other_way(turned, start, end, slide):
    page = turned(4, width=390, height=844, has_touch=True, is_mobile=True)
    swipe(page, start, end, slide)
    expect_slide(page, slide)


@SLOW
def test_turning_the_phone_keeps_the_slide(show):
    page = show(7, width=390, height=844)
    page.set_viewport_size({"width": 844, "height": 390})
    expect_slide(page, 7)


def overflowing(page):
    """Return the parts of slides that leave their slide or hide some of themselves."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".show-sheet")].flatMap((sheet) => {
          const bounds = sheet.getBoundingClientRect();
          const cut = [...sheet.querySelectorAll(".show-words")].filter(
            (words) => words.scrollHeight > words.clientHeight || words.scrollWidth > words.clientWidth);
          const out = [...sheet.querySelectorAll("*:not(svg *, wbr)")].filter((part) => { // a wbr has no box
            const box = part.getBoundingClientRect();
            return box.left < bounds.left - 1 || box.right > bounds.right + 1
              || box.top < bounds.top - 1 || box.bottom > bounds.bottom + 1;
          });
          return [...cut, ...out].map((part) => `${sheet.parentElement.id} ${part.className}`);
        })"""
    )


@SLOW
@pytest.mark.parametrize("java_script_enabled", [True, False])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_slide_fits_the_screen_and_holds_all_its_words(
    show, language, width, height, java_script_enabled
):
    page = show(1, language, width=width, height=height, java_script_enabled=java_script_enabled)
    boxes = page.locator(".show-sheet").all()
    assert len(boxes) == COUNT
    for box in (sheet.bounding_box() for sheet in boxes):
        if width > height:
            assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.005)
        else:
            assert box["width"] == width and box["height"] > 0.8 * height
        assert 0 <= box["y"] and box["y"] + box["height"] <= height
        assert box["width"] <= width
    assert overflowing(page) == []


def test_on_a_phone_its_words_are_as_large_as_those_of_a_page(show, language):
    page = show(1, language, width=390, height=844)
    sizes = page.locator(".show-title, .show-words").evaluate_all("es => es.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 14


# The sizes of the letters of each figure in px, and whether its slide has to be moved.
ON_A_PHONE = """sheets => sheets.map(sheet => [
  Math.min(...[...sheet.querySelectorAll(".show-figure text")].map(
    text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)),
  [sheet, ...sheet.querySelectorAll(".show-words")].some(part => part.scrollHeight > part.clientHeight + 1)])"""


@pytest.mark.parametrize(("width", "height", "least"), [(390, 780, 11), (360, 640, 10)])
def test_on_a_phone_a_figure_has_letters_that_can_be_read_beside_words_that_need_no_scrolling(show, language, width, height, least):
    measured = show(10, language, width=width, height=height).eval_on_selector_all(".show-with-figure", ON_A_PHONE)
    assert len(measured) == 2
    assert all(size >= least and not is_moved for size, is_moved in measured), measured


@pytest.mark.parametrize("width", [1366, 390])
def test_its_targets_are_large_enough(show, width):
    page = show(1, width=width)
    for target in page.locator(".show-bar :is(a, button)").all():
        if not target.is_visible():  # in a menu
            continue
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 24


@SLOW
def test_axe_finds_nothing_on_a_slide_with_a_figure(show, language):
    page = show(10, language, width=390, color_scheme="light")
    seen = watch(page)
    page.reload()
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    page.emulate_media(color_scheme="dark")
    assert axe_violations(page, {"type": "rule", "values": ["color-contrast"]}) == []
    assert seen["complaints"] == []


def test_without_javascript_links_and_swipes_work_and_no_dead_button_shows(show, site_url, language):
    page = show(6, language, width=390, height=844, has_touch=True, is_mobile=True, java_script_enabled=False)
    expect(page.locator("#slide-6")).to_be_in_viewport(ratio=0.99)
    swipe(page, 350, 50, 7)
    expect(page.locator("#slide-7")).to_be_in_viewport(ratio=0.99)
    expect(page.locator(".show-bar button:visible")).to_have_count(0)
    page.click(".show-leave")
    page.wait_for_url(f"{site_url}{language}/index.html")


def test_on_paper_it_is_a_slide_a_page(show, language):
    page = show(1, language)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == COUNT
