"""The EPUB: whole, without scripts, the same whenever it is built."""

from __future__ import annotations

import gc
import posixpath
import re
import struct
import weakref
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from conftest import LANGUAGES, ROOT, SITE, SLOW, SmallProject
from docutils import nodes
from docutils.utils import new_document
from jinja2 import Environment, FileSystemLoader
from sphinx.builders import html
from sphinx.builders.epub3 import Epub3Builder
from translated_docs.content.constructs.missing_targets import drop_missing_anchors
from translated_docs.epub.builder import TEMPLATES, EpubBuilder, add_visitors_of_html, day_in_archive, drop_missing_styles, is_animated, unasked_of_sites, valid_address
from translated_docs.epub.picture_names import own_names
from translated_docs.epub.valid_markup import valid

import conf

XHTML = "{http://www.w3.org/1999/xhtml}"
PACKAGE = "{http://www.idpf.org/2007/opf}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def epub(language):
    with ZipFile(SITE / language / f"{conf.project}-{language}.epub") as archive:
        yield archive


@pytest.fixture
def pages(epub):
    names = [name for name in epub.namelist() if name.endswith(".xhtml")]
    return {name: ElementTree.fromstring(epub.read(name)) for name in names}


def test_it_begins_with_its_type_uncompressed(epub):
    first = epub.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert epub.read(first) == b"application/epub+zip"


def test_the_package_lists_exactly_what_is_there(epub):
    package = ElementTree.fromstring(epub.read("content.opf"))
    listed = {item.get("href") for item in package.iter(f"{PACKAGE}item")}
    assert listed == set(epub.namelist()) - {"mimetype", "META-INF/container.xml", "content.opf"}


def test_it_names_its_language_title_and_author(epub, language):
    package = ElementTree.fromstring(epub.read("content.opf"))
    names = {name: package.find(f".//{DUBLIN_CORE}{name}").text for name in ("language", "title", "creator")}
    assert names["language"] == language
    assert {"ja": "おもしろかったもの", "en": "What Was Interesting"}[language] in names["title"]
    assert names["creator"] == {"ja": "岩本 俊弘", "en": "Toshihiro Iwamoto"}[language]


def test_every_page_has_its_language_and_no_script(pages, language):
    for name, page in pages.items():
        assert page.get("lang") == language, name
        assert page.find(f".//{XHTML}script") is None, name


def test_every_link_within_it_leads_somewhere(pages, epub):
    anchors = {name: {e.get("id") for e in page.iter() if e.get("id")} for name, page in pages.items()}
    checked = 0
    for name, page in pages.items():
        for element in page.iter():
            link = element.get("href") or element.get("src") or "https:"
            if ":" in link:
                continue
            checked += 1
            path, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in epub.namelist(), (name, link)
            assert not anchor or anchor in anchors[target], (name, link)
    assert checked > 100


def test_every_slide_of_the_deck_is_in_it(pages):
    found = {e.get("id") for page in pages.values() for e in page.iter() if (e.get("id") or "").startswith("slide-")}
    assert found == {f"slide-{number}" for number in range(1, 14)}


def test_its_entries_bear_the_date_of_the_release(epub):
    assert {entry.date_time[:3] for entry in epub.infolist()} == {conf.release_date.timetuple()[:3]}


# -- As a bookshop and a reader's device have it ---------------------------------


@pytest.fixture
def package(epub):
    return ElementTree.fromstring(epub.read("content.opf"))


def said(package, name):
    return [meta.text for meta in package.iter(f"{PACKAGE}meta") if meta.get("property") == f"schema:{name}"]


def test_its_cover_is_a_picture_and_its_first_page(package, epub, language):
    items = {item.get("id"): item for item in package.iter(f"{PACKAGE}item")}
    cover = next(item for item in items.values() if item.get("properties") == "cover-image")
    width, height = struct.unpack(">II", epub.read(cover.get("href"))[16:24])
    assert (width, height) == (1600, 2400)
    first = items[next(package.iter(f"{PACKAGE}itemref")).get("idref")]
    page = ElementTree.fromstring(epub.read(first.get("href")))
    image = page.find(f".//{XHTML}img")
    assert image.get("src") == cover.get("href")
    assert {"ja": "岩本 俊弘", "en": "Toshihiro Iwamoto"}[language] in image.get("alt")


def test_its_contents_and_those_for_old_devices_have_the_parts(epub, language):
    parts = {
        "ja": ["はじめに", "OpenStack Summit Vancouver 2018", "KubeCon + CloudNativeCon Europe 2018", "巻末"],
        "en": ["Introduction", "OpenStack Summit Vancouver 2018", "KubeCon + CloudNativeCon Europe 2018", "End matter"],
    }[language]
    contents = ElementTree.fromstring(epub.read("nav.xhtml")).find(f".//{XHTML}nav/{XHTML}ol")
    assert [part.find(f"{XHTML}a").text for part in contents] == parts
    assert [len(part.find(f"{XHTML}ol")) for part in contents] == [2, 4, 2, 3]
    ncx = "{http://www.daisy.org/z3986/2005/ncx/}"
    points = ElementTree.fromstring(epub.read("toc.ncx")).find(f"{ncx}navMap")
    assert [point.find(f"{ncx}navLabel/{ncx}text").text for point in points] == parts


def test_it_says_what_whoever_cannot_see_it_needs_to_know(package, pages, language):
    assert said(package, "accessMode") == ["textual", "visual"]
    assert said(package, "accessModeSufficient") == ["textual"]
    assert said(package, "accessibilityHazard") == ["none"]
    assert {"tableOfContents", "readingOrder", "structuralNavigation", "alternativeText"} <= set(said(package, "accessibilityFeature"))
    assert {"ja": "読み上げる", "en": "read aloud"}[language] in said(package, "accessibilitySummary")[0]
    # It is true: each picture has words, no feature is named that is not there.
    assert [name for name, page in pages.items() for image in page.iter(f"{XHTML}img") if not image.get("alt")] == []
    has_formulas = any(page.find(".//{http://www.w3.org/1998/Math/MathML}math") is not None for page in pages.values())
    assert ("MathML" in said(package, "accessibilityFeature")) == has_formulas


def test_it_names_as_publisher_only_who_publishes_it(package):
    assert [element.text for element in package.iter(f"{DUBLIN_CORE}publisher")] == []
    assert len(list(package.iter(f"{DUBLIN_CORE}contributor"))) == 1


def test_devices_can_show_each_note_above_the_page(pages):
    kind = "{http://www.idpf.org/2007/ops}type"
    for name, page in pages.items():
        notes = {note.get("id"): note for note in page.iter(f"{XHTML}aside") if note.get("role") == "doc-footnote"}
        links = [link for link in page.iter(f"{XHTML}a") if link.get("role") == "doc-noteref"]
        assert {note.get(kind) for note in notes.values()} <= {"footnote"}, name
        assert {link.get(kind) for link in links} <= {"noteref"}, name
        assert {link.get("href")[1:] for link in links} <= set(notes), name
    assert sum(page.find(f".//{XHTML}aside[@role='doc-footnote']") is not None for page in pages.values()) > 5


def test_of_a_note_the_number_stands_first_and_the_ways_back_last(pages):
    shown = ["".join(note.itertext()).strip() for page in pages.values() for note in page.iter(f"{XHTML}aside")]
    assert [words for words in shown if not re.fullmatch(r"\[\d+\]\n[^↩]{10,}[^↩\s](\s↩\ufe0e\d?)+", words)] == []
    assert len(shown) > 100


def test_its_style_sheet_says_nothing_of_directions(epub):
    """An EPUB may not: https://www.w3.org/TR/epub-33/#sec-css-req."""
    assert not re.search(rb"[{;]\s*(direction|unicode-bidi)\s*:", epub.read("_static/epub.css"))


# How many lines the longest cell of numbers has.
LINES = """() => Math.max(0, ...[...document.querySelectorAll("td.text-right")].map(cell => {
  const lines = document.createRange();
  lines.selectNodeContents(cell.querySelector("p") ?? cell);
  return new Set([...lines.getClientRects()].map(line => Math.round(line.bottom / 8))).size;
}))"""


def test_on_a_narrow_device_a_table_has_room_and_no_bracket_of_its_numbers_stands_alone(epub, open_page, tmp_path):
    epub.extractall(tmp_path)
    for address in ("kubecon/envoy-acceleration", "vancouver/preemptible-instances"):
        page = open_page((tmp_path / f"{address}.xhtml").as_uri(), width=340, height=600)
        assert page.evaluate("document.documentElement.scrollWidth") == 340, address
        assert page.evaluate(LINES) <= 2, address


def test_on_a_narrow_device_what_happened_has_a_line_of_its_own(epub, open_page, tmp_path):
    epub.extractall(tmp_path)
    for width in (340, 800):
        page = open_page((tmp_path / "timeline.xhtml").as_uri(), width=width, height=600)
        shares = page.locator(".events td:nth-child(2)").evaluate_all("all => all.map(one => one.offsetWidth / one.closest('table').offsetWidth)")
        assert len(shares) > 20
        assert (min(shares) > 0.9) == (width == 340), width


def test_columns_are_aligned_as_their_pages_say(epub):
    rules = re.sub(rb"\s", b"", epub.read("_static/epub.css"))
    assert all(f".text-{side}{{text-align:{side};".encode() in rules for side in ("left", "center", "right"))


def test_what_runs_from_left_to_right_says_so(pages):
    code = [element for page in pages.values() for element in page.iter(f"{XHTML}code")]
    assert code and {element.get("dir") for element in code} == {"ltr"}


PICTURES = {"still.svg": b"<svg><settings/></svg>", "moving.svg": b"<svg><rect><animate/></rect></svg>", "still.gif": b"GIF89a", "moving.gif": b"GIF89a NETSCAPE2.0", "moving.png": b"PNG acTL", "still.webp": b"RIFF"}


@pytest.mark.parametrize(("day", "kept"), [((1970, 1, 1), (1980, 1, 1)), ((2026, 2, 3), (2026, 2, 3)), ((2108, 1, 1), (2107, 12, 31))])
def test_a_day_that_no_archive_can_hold_is_the_nearest(day, kept):
    ZipFile(BytesIO(), "w").writestr(ZipInfo("page", day_in_archive(date(*day)).timetuple()[:6]), "words")
    assert day_in_archive(date(*day)) == date(*kept)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_moves_is_no_picture_without_hazard(tmp_path, name):
    picture = tmp_path / name
    picture.write_bytes(PICTURES[name])
    assert is_animated(picture) == name.startswith("moving")


# -- Other toctrees than these -------------------------------------------------------


@SLOW
def test_a_page_in_two_toctrees_stands_once_and_one_in_none_can_be_reached(tmp_path):
    project = SmallProject(tmp_path / "project")
    docs = project.folder / "docs"
    (docs / "chapter.md").write_text("(chapter-one)=\n# 章\n\n```{toctree}\nterms\n```\n", encoding="utf-8")
    (docs / "apart.md").write_text("---\norphan: true\n---\n\n(apart)=\n# 別\n", encoding="utf-8")
    with (project.folder / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nhouse_style = {}\n")  # which allows one toctree only
    project.must_make("epub-ja")
    with ZipFile(next((project.folder / "build" / "epub" / "ja").glob("*.epub"))) as archive:
        package, ncx = (ElementTree.fromstring(archive.read(name)) for name in ("content.opf", "toc.ncx"))
        contents = ElementTree.fromstring(archive.read("nav.xhtml")).find(f".//{XHTML}nav")
    spine = list(package.iter(f"{PACKAGE}itemref"))
    assert len({item.get("idref") for item in spine}) == len(spine) == 5  # cover, three pages, and that apart
    assert {item.get("linear") for item in spine} == {None}
    addresses = [link.get("href") for link in contents.iter(f"{XHTML}a")]
    assert addresses.count("terms.xhtml") == 1
    points = [point.get("src") for point in ncx.iter("{http://www.daisy.org/z3986/2005/ncx/}content")]
    assert points.count("terms.xhtml") == 1


@SLOW
def test_its_contents_go_as_deep_as_toctrees_do(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings("\nhouse_style = {}\n")
    for level in range(1, 13):
        toctree = f"```{{toctree}}\ndeep-{level + 1}\n```\n" if level < 12 else ""
        (project.folder / "docs" / f"deep-{level}.md").write_text(f"(deep-{level})=\n# 深さ`--{level}`\n\n{toctree}", encoding="utf-8")
    index = project.folder / "docs" / "index.md"
    index.write_text(index.read_text("utf-8").replace("chapter\n", "chapter\ndeep-1\n"), "utf-8")
    project.must_make("epub-ja")
    with ZipFile(next((project.folder / "build" / "epub" / "ja").glob("*.epub"))) as archive:
        contents = ElementTree.fromstring(archive.read("nav.xhtml")).find(f".//{XHTML}nav")
    assert "深さ--3" in [link.text for link in contents.iter(f"{XHTML}a")]
    within = {child: parent for parent in contents.iter() for child in parent}
    link = next(link for link in contents.iter(f"{XHTML}a") if link.get("href") == "deep-12.xhtml")
    depth = 0
    while (link := within.get(link)) is not None:
        depth += link.tag == f"{XHTML}li"
    assert depth == 13  # the part of the toctree first


@pytest.mark.parametrize(("language", "words"), [("he", "\u2066smoke()\u2069 a"), ("en", "smoke() a")])
def test_code_in_its_contents_keeps_its_direction(language, words):
    builder = EpubBuilder.__new__(EpubBuilder)
    builder.config = SimpleNamespace(language=language)
    link = nodes.reference("", "", nodes.literal("", "smoke()"), nodes.Text(" a"))
    assert builder.plain_text(link) == words


@pytest.mark.parametrize(
    ("written", "valid"),
    [
        ("https://example.org/#/#room:example.org", "https://example.org/#/%23room:example.org"),
        ("https://[::1]:80/a[1]?b={c}|d", "https://[::1]:80/a%5B1%5D?b=%7Bc%7D%7Cd"),
        ("https://example.org/100%/%E6%97%A5#本", "https://example.org/100%25/%E6%97%A5#本"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_an_address_that_browsers_take_is_valid(written, valid):
    assert valid_address(written) == valid


# What an extension may write into a page, and what becomes of it.
MARKUP = {
    "as it is": ('<p id="a">a<br /> &amp; <a href="#a">b</a></p>', '<p id="a">a<br /> &amp; <a href="#a">b</a></p>'),
    "an anchor for a second time": ('<p id="a">a</p><p id="a" class="b">b</p><p id="">c</p>', '<p id="a">a</p><p class="b">b</p><p>c</p>'),
    "attributes by their names": ('<details open="True">a</details>', '<details open="open">a</details>'),
    "a tab": ('<input type="radio" checked="True" id="t"/><label for="t">Tab</label>', "<label>Tab</label>"),
    "a box that is not to be chosen": ('<label for="b">a</label><input id="b" type="checkbox"/>', '<label for="b">a</label><input id="b" type="checkbox"/>'),
    "a link to no place on the page": ('<p id="a"><a class="b" href="#b">a</a></p>', '<p id="a"><a class="b">a</a></p>'),
    "links to places as they may be written": ("<p id='a'><a href=\"#a\">a</a></p>", "<p id='a'><a href=\"#a\">a</a></p>"),
    "a script": ('<p onclick="go()">a<script>if (a &lt; b) go()</script></p>', "<p>a</p>"),
    "a page of another host": ('<p><iframe src="https://example.org/"></iframe></p>', '<p><a href="https://example.org/">https://example.org/</a></p>'),
    "elements of old": ('<center><font color="red">a</font> <tt>b</tt></center>', "<div><span>a</span> <code>b</code></div>"),
    "attributes of old": ('<table border="1"><tr><td width="9">a</td></tr></table><img width="9"/>', '<table><tr><td>a</td></tr></table><img width="9"/>'),
    "a drawing": ('<svg viewBox="0 0 1 1"></svg>', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'),
    "what browsers close": ("<p>a<br>b&nbsp;c<input disabled type=checkbox></p>", '<p>a<br/>b\u00a0c<input disabled="disabled" type="checkbox"/></p>'),
}


@pytest.mark.parametrize("name", MARKUP)
def test_markup_of_extensions_is_made_valid(name):
    written, made = MARKUP[name]
    assert valid(written) == made
    assert valid(made) == made
    ElementTree.fromstring(f"<div>{made}</div>")


# The name of a picture on the site, how its file begins, and its name in the EPUB.
NAMES = [
    ("photo.jpg", b"\xff\xd8\xff\xe0", "photo.jpg"),
    ("IMG_1.JPG", b"\xff\xd8\xff\xe0", "IMG_1.jpg"),
    ("photo.jpeg", b"\xff\xd8\xff\xe1", "photo.jpeg"),
    ("screen.jpg", b"\x89PNG\r\n\x1a\n", "screen.jpg.png"),
    ("screen.png", b"\x89PNG\r\n\x1a\n", "screen.png"),
    ("drawing.png", b"RIFF\0\1\n\0WEBPVP8 ", "drawing.png.webp"),
    ("moving.PNG", b"GIF89a", "moving.png.gif"),
    ("drawing.svg", b"<svg", "drawing.svg"),
    ("no-picture.png", b"", "no-picture.png"),
    ("gone.PNG", None, "gone.png"),
]


def test_a_picture_is_named_by_what_it_is(tmp_path):
    for name, content, _own in NAMES:
        if content is not None:
            (tmp_path / name).write_bytes(content)
    assert dict(own_names({name: name for name, *_ in NAMES}, tmp_path)) == {name: own for name, _content, own in NAMES}


LINKS = [
    ("../index.xhtml#labelled", "../index.xhtml#labelled"),
    ("../index.xhtml#heading", "../index.xhtml#heading"),
    ("../api.xhtml#Client", "../api.xhtml#Client"),  # of a class
    ("../index.xhtml#nowhere", "../index.xhtml"),
    ("../index.xhtml", "../index.xhtml"),
    ("#nowhere", "#nowhere"),  # of the page itself; drop_dead_links
    ("other.xhtml#nowhere", "other.xhtml#nowhere"),  # of no page
]


@pytest.mark.parametrize("builder", ["epub", "html"])
def test_a_link_to_no_anchor_of_another_page_leads_to_the_page(builder):
    page, front = new_document("folder/page"), new_document("index")
    page += [nodes.reference("", "words", refuri=address, internal=True) for address, _valid in LINKS]
    front += nodes.section(ids=["heading"])
    std = SimpleNamespace(labels={"a": ("index", "labelled", "A")}, anonlabels={}, objects={("term", "b"): ("index", "term-b")})
    python = SimpleNamespace(get_objects=lambda: [("Client", "Client", "class", "api", "Client", 1)])
    domains = SimpleNamespace(standard_domain=std, sorted=lambda: [python, std])
    # A page of an API, which may be long, is not read for a link to what it describes.
    env = SimpleNamespace(domains=domains, found_docs={"index", "folder/page", "api"}, get_doctree={"index": front}.__getitem__)
    app = SimpleNamespace(env=env, builder=SimpleNamespace(name=builder, out_suffix=".xhtml"))
    drop_missing_anchors(app, page, "folder/page")
    assert [link["refuri"] for link in page] == [link[builder == "epub"] for link in LINKS]


def test_a_style_sheet_that_an_extension_has_is_in_it_and_no_folder_of_the_site(tmp_path):
    (tmp_path / "of-an-extension.css").touch()
    (tmp_path / "of-the-site").mkdir()
    config = SimpleNamespace(html_static_path=["of-the-site", str(tmp_path / "of-an-extension.css")], epub_static_path=["of-the-epub"])
    EpubBuilder.exclude_site_pages(SimpleNamespace(app=SimpleNamespace(confdir=tmp_path), config=config))
    assert config.html_static_path == ["of-the-epub", str(tmp_path / "of-an-extension.css")]


def test_what_one_extension_has_for_an_epub_takes_nothing_from_the_others():
    html, epub = {"todo": "of HTML", "video": "of HTML"}, {"video": "of an EPUB"}
    app = SimpleNamespace(registry=SimpleNamespace(translation_handlers={"html": html, "epub": epub}))
    add_visitors_of_html(app)
    assert app.registry.translation_handlers["epub"] == {"todo": "of HTML", "video": "of an EPUB"}
    app.registry.translation_handlers = {"html": html}  # Sphinx takes those itself
    add_visitors_of_html(app)
    assert app.registry.translation_handlers == {"html": html}


def test_a_page_asks_for_each_style_sheet_that_sphinx_or_an_extension_names():
    page = Environment(loader=FileSystemLoader(TEMPLATES)).get_template("page.html")
    names = {"css_files": [SimpleNamespace(filename="_static/a.css"), "_static/b&c.css"], "css_tag": lambda css: css.filename}
    shown = page.render(**names, pathto=lambda name, _resource: f"../{name}")
    assert "    _static/a.css\n" in shown
    assert '<link rel="stylesheet" type="text/css" href="../_static/b&amp;c.css" />' in shown


def test_a_picture_that_a_style_sheet_asks_for_is_in_it(tmp_path):
    (tmp_path / "_static").mkdir()
    for name, text in {"basic.css": "a { background: url(plus.png) }", "epub.css": "a { background: url(file.png) }"}.items():
        (tmp_path / "_static" / name).write_text(text, encoding="utf-8")
    assert unasked_of_sites(tmp_path) == ["_static/basic.css", "_static/minus.png", "_static/plus.png"]


STYLE_SHEETS = ('rel="stylesheet"', 'media="print" rel="stylesheet"')


def test_no_page_asks_for_a_style_sheet_that_is_not_there(tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "epub.css").touch()
    links = [f'<link {attributes} type="text/css" href="../{name}" />\n' for name in ("epub.css?v=1", "of-sites.css") for attributes in STYLE_SHEETS]
    page = tmp_path / "part" / "page.xhtml"
    page.write_text(f"<head>\n{''.join(links)}</head>", encoding="utf-8")
    drop_missing_styles(tmp_path)
    assert page.read_text(encoding="utf-8") == f"<head>\n{''.join(links[:2])}</head>"


def test_an_id_and_a_link_to_it_are_the_same_whatever_is_in_them():
    builder = object.__new__(EpubBuilder)
    assert builder.fix_fragment("page.xhtml#", "a:{name}.<x>本") == "page.xhtml#a--name-.-x-本"
    assert builder.fix_fragment("", "a:{name}.<x>本") == "a--name-.-x-本"


def test_a_page_has_all_that_extensions_know_of_sphinx(monkeypatch):
    monkeypatch.setattr(html, "document_toc", lambda *_: None)
    env = SimpleNamespace(titles={}, longtitles={}, metadata={}, toc_num_entries={"page": 1}, doc2path=lambda *_: "page.md")
    builder = SimpleNamespace(
        env=env, globalcontext={"rellinks": []}, relations={}, tags=None,
        config=SimpleNamespace(html_copy_source=False), render_partial=lambda _node: {"title": "", "fragment": ""},
    )  # fmt: skip
    stock = html.StandaloneHTMLBuilder.get_doc_context(builder, "page", "<p>words</p>", "")
    assert EpubBuilder.get_doc_context(builder, "page", "<p>words</p>", "") == {**stock, "page_source_suffix": ""}


def test_a_page_is_gone_when_it_is_written_before_garbage_is_looked_for(monkeypatch):
    written = []
    monkeypatch.setattr(Epub3Builder, "write_doc", lambda _builder, _name, page: written.append(page))  # as one that keeps it
    page = new_document("page")
    page += nodes.section("", nodes.paragraph("", "Words"))
    paragraph = weakref.ref(page[0][0])
    gc.disable()
    try:
        EpubBuilder.write_doc(object.__new__(EpubBuilder), "page", page)
        assert written and paragraph() is None
    finally:
        gc.enable()


def test_the_lines_of_a_cell_end_between_phrases_where_the_device_can_help_it(chromium):
    page = chromium.new_page()
    page.goto((ROOT / "build" / "epub" / "ja" / "timeline.xhtml").as_uri())
    assert {*page.locator("td").evaluate_all("all => all.map(e => getComputedStyle(e).wordBreak)")} == {"auto-phrase"}
    page.close()
