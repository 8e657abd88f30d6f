"""From a sentence on the page to the line where it is written."""

from __future__ import annotations

import re
import unicodedata

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import ALL_ADDRESSES, LANGUAGES, ROOT, SITE, SLOW
from playwright.sync_api import expect
from test_reading import AXE, CONTENT, WCAG, axe_violations, watch
from test_rebuilds import CATALOG

PAGE = "en/vancouver/opendev.html"
OF_A_LANGUAGE = re.compile(r"\[([^][]*)]\{\.language-[\w-]+}")
PLACE = re.compile(r"\[\^[\w-]+\]|\]\([^)]*\)|(?<!`)\{\w+\}`|\s*<[^>]*>`|[\s`*<>\[\]\\“”\"'’]")

FIGURE = re.compile(r"\{(?:result|result-spread|numref)\}`[^`]*`|\{\{[^}]*\}\}")  # what the build puts there
NAVIGATION = 4  # its captions are the front page's, and stand beside every page


def letters(text):
    """Return a text without blanks and markup, as page and catalog have it alike."""
    return unicodedata.normalize("NFKC", PLACE.sub("", OF_A_LANGUAGE.sub(r"\1", text)))


def is_said(words, written):
    """Return whether a block says what is written, with any numbers where the build puts them."""
    return re.fullmatch(".*?".join(re.escape(letters(part)) for part in FIGURE.split(written)), letters(words))


def blocks(address):
    """Yield line and words of each block of a page that leads to its message."""
    soup = BeautifulSoup((SITE / address).read_text(encoding="utf-8"), "html.parser")
    for extra in soup.select("a.headerlink, a.footnote-reference, .label, .fn-backref, span.backrefs, .caption-number"):
        extra.extract()
    for block in soup.select("article [data-line]"):
        if block.name == "text":
            yield int(block["data-line"]), "".join(line.get_text() for line in block.select("tspan"))
        elif "svg-figure" in block.get("class", ()):
            yield int(block["data-line"]), block["aria-label"]
        else:
            yield int(block["data-line"]), block.get_text()


@pytest.mark.parametrize("address", [a for a in CONTENT if not a.startswith(f"{LANGUAGES[0]}/")])
def test_every_block_of_a_translation_names_the_line_of_its_message(address):
    language, page = address.removesuffix(".html").split("/", 1)
    catalog = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / f"{page}.po"))
    entries = {entry.linenum: entry.msgstr for entry in catalog if not entry.obsolete}
    found = list(blocks(address))
    in_navigation = NAVIGATION if page == "index" else 0
    in_search = len(re.findall(r"\{synonyms\}", (ROOT / "docs" / f"{page}.md").read_text("utf-8")))  # alone
    assert len({line for line, _ in found}) == len(entries) - in_navigation - in_search
    for line, words in found:
        assert is_said(words, entries[line]), (line, words)


@pytest.mark.parametrize("address", [a for a in CONTENT if a.startswith(f"{LANGUAGES[0]}/")])
def test_every_block_of_a_source_page_names_its_line_there(address):
    source = (ROOT / "docs" / address.split("/", 1)[1]).with_suffix(".md").read_text(encoding="utf-8")
    lines = source.split("\n")
    for line, words in blocks(address):
        line_of_page = lines[line - 1]
        assert letters(words) in letters(line_of_page) or is_said(words, re.sub(r"^(?:[->]|\d+\.) ", "", line_of_page)), (line, words)


def test_every_block_with_words_leads_somewhere():
    for address in CONTENT:
        soup = BeautifulSoup((SITE / address).read_text(encoding="utf-8"), "html.parser")
        assert soup.select("article [data-message]")
        assert soup.select("article [data-message]:not([data-line])") == []


@pytest.fixture
def page(open_page, site_url):
    page = open_page(site_url + PAGE, permissions=["clipboard-read", "clipboard-write"])
    return page


def control(page, block):
    return page.locator(f"article .edit-link[title='{CATALOG}:{block.get_attribute('data-line')}']")


def test_nothing_follows_the_pointer_unasked(page):
    page.locator("article p[data-line]").first.hover()
    page.locator(".svg-figure text[data-line]").nth(2).hover()
    expect(page.locator("article .edit-link")).to_have_count(0)


def test_a_label_of_a_figure_has_its_control_below_the_figure(page):
    page.click("[data-edit-links]")
    label = page.locator(".svg-figure text[data-line]").nth(2)
    expect(control(page, label)).to_have_count(1)
    assert control(page, label).evaluate("control => control.closest('.edit-link-labels') !== null")


def test_a_control_is_named_by_the_first_words_of_its_block(page):
    page.click("[data-edit-links]")
    heading = page.locator("article h2[data-line]").first
    words = heading.evaluate("heading => heading.firstChild.textContent")
    expect(control(page, heading)).to_have_attribute("aria-label", re.compile(f": {re.escape(words)} \\("))


def test_without_an_address_the_place_is_copied(page):
    page.click("[data-edit-links]")
    block = page.locator("article p[data-line]").first
    control(page, block).click()
    expect(control(page, block).locator("[role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == control(page, block).get_attribute("title")


def test_with_an_address_it_is_a_link_to_the_line(page):
    page.eval_on_selector(
        "#edit-link",
        "template => { template.dataset.address = 'https://git.example/edit/{path}#L{line}' }",
    )
    page.click("[data-edit-links]")
    block = page.locator("article p[data-line]").first
    expect(control(page, block)).to_have_attribute(
        "href", f"https://git.example/edit/{CATALOG}#L{block.get_attribute('data-line')}"
    )


def test_by_keyboard_every_block_has_its_control_and_loses_it_again(page):
    before = page.locator("article").inner_html()
    page.locator("[data-edit-links]").focus()
    page.keyboard.press("Enter")
    controls = page.locator("article .edit-link")
    expect(controls).to_have_count(page.locator("article [data-line]").count())
    page.locator("article h1").click()
    page.keyboard.press("Tab")
    while not page.locator(".edit-link:focus").count():
        page.keyboard.press("Tab")
    page.mouse.move(1, 1)
    page.locator("[data-edit-links]").press("Enter")
    expect(controls).to_have_count(0)
    assert page.locator("article").inner_html().replace(' class=""', "").replace(' class="active"', "") == before  # what the theme marks on the way


def test_nothing_of_it_is_fetched_before_it_is_asked_for(open_page, site_url):
    asked = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + PAGE)
    assert not [url for url in asked if "edit-links" in url]


@SLOW
def test_axe_finds_nothing_and_nothing_is_too_wide_with_all_controls_shown(open_page, site_url):
    page = open_page(width=390, color_scheme="dark")
    seen = watch(page)
    page.goto(site_url + PAGE)
    page.click("[data-edit-links]")
    expect(page.locator("article .edit-link").first).to_be_visible()
    page.evaluate(AXE)
    assert axe_violations(page, {"type": "tag", "values": WCAG}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen["complaints"] == []


OLD, NEW = "背景です", "背景"
FUZZY = f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{NEW}"\nmsgstr "Background"'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgstr "Background"', 'msgstr ""', "not translated yet"),
        (f'msgid "{NEW}"\nmsgstr "Background"', FUZZY, "changed since it was translated"),
    ],
    ids=["untranslated", "fuzzy"],
)
def test_a_block_to_translate_shows_the_source_says_so_and_invites(
    project, serve_folder, open_page, old, new, words
):
    with project.changed(CATALOG, old, new, "html-en", "EDIT_ADDRESS=https://git.example/{path}#L{line}"):
        page = open_page(serve_folder(project.folder / "build" / "html") + PAGE)
        block = page.locator("#opendev-background > h2")
        expect(block).to_have_attribute("lang", LANGUAGES[0])
        badge = block.locator("a.message-state")
        expect(badge).to_have_text(words)
        expect(badge).to_have_attribute("lang", "en")
        line = block.get_attribute("data-line")
        expect(badge).to_have_attribute("href", f"https://git.example/{CATALOG}#L{line}")
        if "#, fuzzy" in new:
            page.click("[data-edit-links]")
            change = page.locator(".message-change")
            expect(change.locator("del")).to_have_text("です")
            expect(change.locator("dd").last).to_have_text("Background")


def test_pages_without_words_of_their_own_have_no_such_button():
    for address in set(ALL_ADDRESSES) - set(CONTENT):
        assert "data-edit-links" not in (SITE / address).read_text(encoding="utf-8")
