"""What runs from right to left stands the other way round in the book, on the site and in the EPUB, and code does not."""

from __future__ import annotations

import json
import shutil
from types import SimpleNamespace

import pymupdf
import pytest
from conftest import MACHINERY, SLOW, new_process
from docutils import nodes
from docutils.utils import new_document
from jinja2 import Template
from translated_docs.content.constructs.keyboard_keys import JoinKeys
from translated_docs.content.directives.gui_roles import Selection
from translated_docs.epub.builder import EpubBuilder
from translated_docs.fonts import families, font_folders
from translated_docs.html.alternates import add_styles
from translated_docs.palette import PALETTE

TEXT = {"ar": "نص", "he": "טקסט", "en": "words"}
BOOK = """#import "templates/book.typ": *
#set document(title: "-")
#set page(width: 300pt, height: 300pt, margin: 20pt)
#set text(font: body-font, ..of-language("CODE"))
#heading(level: 1)[#in-language(code: "xx")[not translated]] // PDF/UA wants to know its title
#admonition[WORDS]
#version-note[WORDS]
#par[WORDS #keys[#key[Ctrl]#"+"#key[Q]] WORDS]
#par[WORDS #literal[=all] WORDS]
#code(lang: "text", "first")
#par[#in-language(code: "xx")[two #key[F1] and #key[F2]]]
"""


def set_page(folder):
    import typst

    typst.compile(folder / "page.typ", output=folder / "page.pdf", font_paths=font_folders(), pdf_standards="ua-1")


def page_of_book(folder, source, directions):
    """Return the page that is made of a source that imports the templates of the book."""
    shutil.copytree(MACHINERY / "pdf" / "templates", folder / "templates")
    (folder / "page.typ").write_text(source, encoding="utf-8")
    given = {"palette": PALETTE["light"], "fonts": {"families": families(source, False), "whole": []}, "words": {"footnote": None, "pages": {"": ["(p. ", ")"]}}}
    for name, value in {**given, "directions": directions}.items():
        (folder / "templates" / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    with new_process() as call:
        call(set_page, folder)
    return pymupdf.open(folder / "page.pdf")[0]


@pytest.fixture(scope="module", params=[pytest.param(code, marks=[pytest.mark.xdist_group(f"direction of {code}"), *([SLOW] if code == "he" else [])]) for code in TEXT])
def page(request, tmp_path_factory):
    """A page of a book in a language, with some words in a made-up one that runs from left to right."""
    code = request.param
    source = BOOK.replace("CODE", code).replace("WORDS", TEXT[code])
    own = "ltr" if code == "en" else "rtl"
    pdf = page_of_book(tmp_path_factory.mktemp("book"), source, {"": own, code: own, "xx": "ltr"})
    return SimpleNamespace(pdf=pdf, is_right_to_left=code != "en")


def left_edge(page, words):
    return page.pdf.search_for(words)[0].x0


def test_the_stripe_of_a_box_stands_where_lines_begin(page):
    thick = [drawing["rect"].x0 for drawing in page.pdf.get_drawings() if round(drawing["rect"].width) == 2]
    assert len(thick) == 2
    assert [left > 150 for left in thick] == 2 * [page.is_right_to_left]


def test_keys_that_are_pressed_together_keep_their_order(page):
    assert left_edge(page, "Ctrl") < left_edge(page, "+") < left_edge(page, "Q")


def test_code_keeps_its_order_and_its_side(page):
    assert left_edge(page, "=") < left_edge(page, "all")
    assert left_edge(page, "first") < 30


def test_words_of_another_language_keep_their_order_with_the_boxes_among_them(page):
    places = [left_edge(page, words) for words in ("two", "F1", "and", "F2")]
    assert places == sorted(places)
    assert (places[0] > 150) is page.is_right_to_left


def test_words_that_run_the_other_way_within_another_language_keep_their_order(tmp_path):
    words = '#"نص one "#emph[#"two"]#" three fo"#may-break#"ur"'
    source = f'#import "templates/book.typ": *\n#set document(title: "-")\n#set text(..of-language("en"))\n#par[#in-language(code: "ar")[{words}]]'
    pdf = page_of_book(tmp_path, source, {"": "ltr", "en": "ltr", "ar": "rtl"})
    places = [pdf.search_for(part)[0].x0 for part in ("one", "two", "three", "fo", "ur", "نص")]
    assert places == sorted(places)


TWO_LANGUAGES = """#import "templates/book.typ": *
#set document(title: "-")
#set page(width: 400pt, height: 200pt, margin: 20pt)
#set text(font: body-font, ..of-language("OWN"))
#heading(level: 1, in-columns(pair-heading(language: "OTHER", [OWN-WORDS], [OTHER-WORDS])))
"""


@pytest.mark.parametrize("way", ["in-columns(", "(title => stacked(title, 9pt))("])
def test_code_in_a_heading_of_the_other_language_stands_where_its_words_lead(tmp_path, way):
    words = '#"نص ("#literal[#"code"]#") بعد"'
    source = TWO_LANGUAGES.replace("OWN-WORDS", "words").replace("OTHER-WORDS", words).replace("OWN", "en").replace("OTHER", "ar")
    source = source.replace("in-columns(", way)
    pdf = page_of_book(tmp_path, source, {"": "ltr", "en": "ltr", "ar": "rtl"})
    before, code, after = (pdf.search_for(part)[0] for part in ("نص", "code", "بعد"))
    assert before.x0 > code.x1 and code.x0 > after.x1


@pytest.mark.parametrize(
    ("own", "other", "edge"), [("en", "ar", "right"), ("ar", "en", "left"), pytest.param("en", "xx", "of its column", marks=SLOW)]
)
def test_in_a_book_of_two_languages_each_half_of_a_heading_begins_where_its_lines_do(tmp_path, own, other, edge):
    words = {"en": "words", "ar": "نص", "xx": "others"}
    source = TWO_LANGUAGES.replace("OWN-WORDS", words[own]).replace("OTHER-WORDS", words[other]).replace("OWN", own).replace("OTHER", other)
    ways = {code: "rtl" if code == "ar" else "ltr" for code in (own, other)}
    pdf = page_of_book(tmp_path, source, {"": ways[own], **ways})
    found = pdf.search_for(words[other])
    start, end = min(place.x0 for place in found), max(place.x1 for place in found)
    assert edge == ("right" if end > 375 else "left" if start < 25 else "of its column"), (start, end)


@pytest.mark.parametrize(("language", "joined"), [("ar", ["Ctrl+Alt+C", "A B"]), ("en", [])])
def test_keys_are_joined_where_words_run_from_right_to_left(language, joined):
    def key(name):
        return nodes.literal("", name, classes=["kbd"])

    document = nodes.paragraph(
        "", "", key("Ctrl"), nodes.Text("+"), key("Alt"), nodes.Text("+"), key("C"), nodes.Text(" x "),
        key("A"), nodes.Text(" "), key("B"), nodes.Text(", "), key("D"),
    )  # fmt: skip
    text = document.astext()
    transform = JoinKeys.__new__(JoinKeys)
    transform.document = document
    document.settings = SimpleNamespace(env=SimpleNamespace(config=SimpleNamespace(language=language)))
    transform.apply()
    assert document.astext() == text
    assert [node.astext() for node in document.findall(nodes.inline)] == joined


@pytest.mark.parametrize(("language", "words"), [("he", "File › Save"), ("en", "File ‣ Save")])
def test_a_selection_leads_on_where_lines_do(language, words):
    document = new_document("page")
    document.settings.env = SimpleNamespace(config=SimpleNamespace(language=language))
    inliner = SimpleNamespace(document=document)
    shown, errors = Selection()("menuselection", "", "File --> Save", 1, inliner, {}, [])
    assert (shown[0].astext(), errors) == (words, [])


@pytest.mark.parametrize(("language", "attributes"), [("ar", ' lang="ar" xml:lang="ar" dir="rtl"'), ("zh_CN", ' lang="zh-CN" xml:lang="zh-CN"')])
def test_pages_of_an_epub_say_language_and_direction(language, attributes):
    builder = EpubBuilder.__new__(EpubBuilder)
    builder.config = SimpleNamespace(language=language)
    assert builder.language_attributes() == attributes


@pytest.mark.parametrize(("language", "files"), [("he", ["right-to-left.css"]), ("en", [])])
def test_only_pages_that_run_from_right_to_left_load_its_styles(language, files):
    added = []
    builder, config = SimpleNamespace(name="html"), SimpleNamespace(language=language)
    add_styles(SimpleNamespace(builder=builder, config=config, add_css_file=lambda name, **_: added.append(name)))
    assert added == files


# -- Pages of the site, turned round --------------------------------------------------------

STYLES = Template((MACHINERY / "html" / "static" / "right-to-left.css.jinja").read_text(encoding="utf-8")).render()
# The boxes of a page, with what stands at their sides; but for code, signatures and pictures, turned round in no language,
# and what an author put on one side.
BOXES = """(within) => [...document.querySelectorAll(`${within} *`)].map((element) => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect(), width = document.documentElement.clientWidth;
  if (/^(inline|none|contents)$/.test(style.display) || !box.width || element.closest('svg, pre, math, .highlight, .sig, [class*=align-], .sd-aside')) return null;
  const side = (left, name) => [Math.round(left), style[`padding${name}`], style[`border${name}Width`]];
  const name = `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 20)}`;
  return [name, side(box.left, 'Left'), side(width - box.right, 'Right')];
})"""
TURN = "document.querySelectorAll('.page, #search-dialog').forEach((part) => { part.dir = 'rtl' })"
WIDTHS = (1600, 1280, 390)  # with the contents of the page at a side, without, and a phone


def not_turned(page, within="body"):
    """Return the boxes of a page, or of an element, in a language from left to right, that do not change sides with its direction."""
    page.add_style_tag(content="* { transition: none !important }")
    before = page.evaluate(BOXES, within)
    page.evaluate(TURN)
    page.add_style_tag(content=STYLES)
    after = page.evaluate(BOXES, within)
    pairs = [(was, now) for was, now in zip(before, after, strict=True) if was and now]

    def same(one, other):
        return abs(one[0] - other[0]) <= 2 and one[1:] == other[1:]

    return [(was, now) for was, now in pairs if not (same(was[1], now[2]) and same(was[2], now[1]))]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["index", "glossary", "vancouver/opendev", "kubecon/envoy-acceleration", "progress"])
def test_every_box_of_a_page_changes_sides_with_its_direction(open_page, site_url, address, width):
    page = open_page(f"{site_url}en/{address}.html", width=width, bypass_csp=True)
    assert not_turned(page) == []


@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_on_a_phone_the_navigation_comes_from_the_side_of_its_button(open_page, site_url, by):
    page = open_page(f"{site_url}en/index.html", width=390, bypass_csp=True)
    page.evaluate(TURN)
    page.add_style_tag(content=f"{STYLES} * {{ transition: none !important }}")
    if by == "pointer":
        page.locator(".nav-overlay-icon").first.click()
    while by == "keyboard" and not page.locator(".sidebar-drawer :focus").count():
        page.keyboard.press("Tab")
    drawer, button = (page.locator(name).first.bounding_box() for name in (".sidebar-drawer", ".nav-overlay-icon"))
    assert drawer["x"] + drawer["width"] == 390 and button["x"] > 195
