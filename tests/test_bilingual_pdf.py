"""The PDF of two languages: block beside block."""

from __future__ import annotations

import json
import pickle
import re
from collections import defaultdict
from types import SimpleNamespace

import pymupdf
import pytest
from conftest import LANGUAGES, ROOT, SITE, SLOW, SmallProject, html_pages
from docutils import nodes
from pypdf import PdfReader
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from sphinx import addnodes
from translated_docs.content.messages.translation_units import number_built_in_words
from translated_docs.pdf.bilingual import LETTERS_OF_LINE, WHOLE, lines_of, mark_of_item
from translated_docs.pdf.doctrees import counterparts
from translated_docs.pdf.doctrees.counterparts import LinkedWords, PairBlocks, pair

import conf

SOURCE, *TRANSLATIONS = LANGUAGES
MIDDLE = 210 / 2 / 25.4 * 72  # of the page, in points


@pytest.fixture(params=TRANSLATIONS)
def translation(request):
    return request.param


@pytest.fixture
def pdf(translation):
    return PdfReader(SITE / f"{conf.project}-{SOURCE}-{translation}.pdf")


def paragraphs(language):
    """Return the first letters of the paragraphs that stand in sections, by page and message."""
    folder = ROOT / "build" / "doctrees" / language
    return {
        (path.relative_to(folder), block["message"]): re.sub(r"\W+", "", block.astext())[:12]
        for path in folder.rglob("*.doctree")
        if path.parent.name != "contributing"  # of the site alone
        for block in pickle.loads(path.read_bytes()).findall(nodes.paragraph)
        if isinstance(block.parent, nodes.section) and not block["classes"]
    }


def half_lines(page):
    """Return the left and the right halves of a page's lines, by height."""
    halves = {"left": defaultdict(str), "right": defaultdict(str)}

    def collect(text, place, _matrix, _font, _size):
        side = "left" if place[4] < MIDDLE else "right"
        halves[side][round(place[5])] += re.sub(r"\W+", "", text)

    page.extract_text(visitor_text=collect)
    return halves


def test_columns_begin_at_one_place_on_a_page_and_at_one_in_a_slide():
    """Those of a slide's title stand above those of its list; those of words after a quote where others do."""
    book = pymupdf.open(SITE / f"{conf.project}-{SOURCE}-{TRANSLATIONS[0]}.pdf")
    begins = {}
    for page in book:
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", []):
                begins["".join(span["text"] for span in line["spans"]).strip()] = round(line["bbox"][0])
    slide = {begins[words] for words in ("Slide 2 (numbered by the editors)", "About VA Linux Systems Japan", "• Services")}
    assert len(slide) == 1
    column, quote = begins["What was written under the headings is not known."], begins["“Running Cinder on its own”, in “What Was"]
    assert quote - column == 24


@SLOW
def test_each_paragraph_begins_at_the_height_of_its_translation(pdf, translation):
    own, other = paragraphs(SOURCE), paragraphs(translation)
    wanted = {(own[key], other[key]) for key in own if other.get(key, own[key]) != own[key]}
    found = set()
    for page in pdf.pages:
        halves = half_lines(page)
        for height, line in halves["left"].items():
            beside = "".join(halves["right"].get(height + step, "") for step in (-1, 0, 1))
            found |= {pair for pair in wanted if line.startswith(pair[0]) and pair[1] in beside}
    assert len(wanted) > 40
    assert wanted - found == set()


def test_it_is_tagged_and_declares_pdf_ua(pdf):
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1" in catalog["/Metadata"].get_data()


def test_the_cover_carries_the_title_in_both_languages(pdf):
    cover = pdf.pages[0].extract_text()
    assert "おもしろかったもの" in cover
    assert "What Was Interesting" in cover


def test_every_page_of_both_languages_links_to_it(translation):
    name = f"{conf.project}-{SOURCE}-{translation}.pdf"
    for language in (SOURCE, translation):
        for path in html_pages(language):
            if path.name != "404.html":
                assert f'../{name}"' in path.read_text(encoding="utf-8"), path


def test_a_term_stands_on_the_page_of_its_definition(pdf):
    index = json.loads((SITE / SOURCE / "search-index.json").read_text(encoding="utf-8"))
    [terms] = [
        [(term, text) for (anchor, term, *_), text in zip(records, texts, strict=True) if anchor.startswith("term-")]
        for (address, records), texts in zip(index["titles"], index["texts"], strict=True)
        if address == "glossary.html"
    ]
    printed = [re.sub(r"\s+", "", page.extract_text()) for page in list(pdf.pages)[-8:]]
    lone = [
        term
        for term, definition in terms
        if not any(re.sub(r"\s+", "", term) in page and re.sub(r"\s+", "", definition)[:9] in page for page in printed)
    ]
    assert terms and lone == []


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ([nodes.Text("x" * LETTERS_OF_LINE * WHOLE)], True),
        ([nodes.Text("字" * (LETTERS_OF_LINE * WHOLE // 2))], True),
        ([nodes.Text("字" * (LETTERS_OF_LINE * WHOLE // 2 + 1))], False),
        ([nodes.Text("x"), *(nodes.raw("", "", format="html") for _ in range(WHOLE))], False),
        ([nodes.image()], False),
    ],
    ids=["as many lines", "as many of Japanese", "more lines", "hard breaks", "a picture"],
)
def test_no_page_is_broken_in_a_block_of_few_lines(words, is_whole):
    assert (lines_of(nodes.inline("", "", *words)) <= WHOLE) is is_whole


def test_words_that_are_no_message_are_numbered_each_block_once():
    document = new_document("page", get_default_settings())
    label = nodes.paragraph("", "", nodes.inline("", "Added in version 1.0."))
    entry = nodes.field("", nodes.field_name("", "Returns"), nodes.field_body("", nodes.paragraph("", "words", message=2)))
    button = nodes.paragraph("", "", nodes.reference("", "words", message=3))
    document += [addnodes.versionmodified("", "", label), entry, button, nodes.literal_block("", "code"), nodes.rubric("", "Details")]
    document.insert(0, nodes.option_group("", nodes.option("", nodes.option_string("", "-b"), nodes.option_argument("", "FILE"))))
    number_built_in_words(None, document)
    numbered = [(node["built_in"], node.astext()) for node in document.findall(nodes.Element) if "built_in" in node]
    assert numbered == [(1, "Added in version 1.0."), (2, "Returns"), (3, "Details")]


@pytest.mark.parametrize(("block", "is_pair"), [(nodes.title, False), (nodes.paragraph, True)])
def test_a_heading_without_a_translation_stands_once(block, is_pair):
    """Contents and the heads of pages would say it twice in one line; of a paragraph it is said that it has none."""
    own, counterpart = (nodes.section("", block("", "words", message=1)) for _ in range(2))
    counterpart[0]["classes"].append("untranslated")
    PairBlocks(new_document("page", get_default_settings())).join("page", own[0], counterpart[0])
    assert isinstance(own[0][0], pair) is is_pair


@pytest.mark.filterwarnings("ignore:.*app. is deprecated")
def test_a_page_of_the_other_language_is_read_once(monkeypatch):
    read, document = [], new_document("page", get_default_settings())
    other = nodes.section("", nodes.title("", "Title", message=1), ids=["place"])
    monkeypatch.setattr(counterparts, "counterpart_doctree", lambda _app, page: read.append(page) or other)
    document.settings.env = SimpleNamespace(_app=SimpleNamespace(config=None), found_docs={"page"}, path2doc=str)
    document.linked_words, document.other_pages = [("page", nodes.inline("", "", nodes.reference("", "words", refid="place")))], {}
    blocks, links = PairBlocks(document), LinkedWords(document)
    blocks.counterparts = {}
    assert blocks.counterpart_of("page", nodes.title("", "Words", message=1)) is other[0]
    words = document.linked_words[0][1]
    nodes.paragraph("", "", words)
    links.run()
    assert (read, other[0].astext()) == (["page"], "Title")


class theorem(nodes.Admonition, nodes.Element):  # noqa: N801
    """Of sphinx-proof, whose links have its word and number, and none of its title."""


@pytest.mark.filterwarnings("ignore:.*app. is deprecated")
def test_a_theorem_without_a_title_has_its_number_in_both_languages(monkeypatch):
    own, other = (nodes.section("", theorem("", nodes.title(built_in=1), number_format=words)) for words in ("定理 %s", "Satz %s"))
    monkeypatch.setattr(counterparts, "counterpart_doctree", lambda _app, _page: other)
    document = new_document("page", get_default_settings())
    document += own
    document.settings.env = SimpleNamespace(_app=None, config=SimpleNamespace(root_doc="page"), found_docs={"page"}, path2doc=str)
    PairBlocks(document).run()
    assert [words["number_format"] for words in own.next_node(pair).children] == ["定理 %s", "Satz %s"]


@pytest.mark.filterwarnings("ignore:.*app. is deprecated")
@pytest.mark.parametrize(
    ("words", "link", "numbered", "expected"),
    [
        ("(Titel)", nodes.Text("定理 1"), {"number_kind": "theorem", "number_format": "Satz %s"}, "Satz 1"),
        ("(Titel)", nodes.Text("定理"), {}, "(Titel)"),
        ("", nodes.Text("定理"), {"number_format": "Satz"}, "Satz"),
        ("", nodes.Text("定理"), {}, "定理"),
        ("Titel", nodes.inline("", "題 1"), {"number_kind": "theorem", "number_format": "Satz %s"}, "Titel"),
    ],
)
def test_a_link_to_a_theorem_has_its_word_and_number_in_the_other_language(monkeypatch, words, link, numbered, expected):
    document = new_document("page", get_default_settings())
    other = nodes.section("", theorem("", nodes.title("", words), ids=["place"], **numbered))
    monkeypatch.setattr(counterparts, "counterpart_doctree", lambda _app, _page: other)
    fignumbers = {"page": {"theorem": {"place": (1,)}}}
    document.settings.env = SimpleNamespace(_app=SimpleNamespace(config=None), found_docs={"page"}, path2doc=str, toc_fignumbers=fignumbers)
    shown = nodes.inline("", "", nodes.reference("", "", link.deepcopy(), refid="place"))
    paragraph = nodes.paragraph("", "", shown)
    document.linked_words, document.other_pages = [("page", shown)], {}
    LinkedWords(document).run()
    assert paragraph.astext() == expected


def test_an_item_has_its_mark_though_something_unseen_stands_before_its_words():
    first, second = nodes.paragraph("", "words"), nodes.paragraph("", "more")
    nodes.bullet_list("", nodes.list_item("", nodes.comment("", "a drawing of the site"), first, second))
    assert mark_of_item(first) != "none"
    assert mark_of_item(second) == "none"


@pytest.mark.parametrize(("blocks", "is_pair"), [(["OpenStack"], False), (["OpenStack", "その後"], True)])
def test_a_name_that_is_the_same_in_both_languages_stands_twice_above_other_words_of_its_item(blocks, is_pair):
    own, counterpart = (nodes.list_item("", *(nodes.paragraph("", words, message=1) for words in blocks)) for _ in range(2))
    PairBlocks(new_document("page", get_default_settings())).join("page", own[0], counterpart[0])
    assert isinstance(own[0][0], pair) is is_pair


@SLOW
def test_a_front_page_without_a_title_has_the_name_of_the_publication(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings("\nfail_on_warning = False\n")
    front = project.folder / "docs" / "index.md"
    front.write_text(front.read_text(encoding="utf-8").replace("# 小さな本\n", ""), encoding="utf-8")
    assert "docs/index.md:1: WARNING: the page has no title" in project.must_make().stdout
    site = project.folder / "build" / "site"
    assert {PdfReader(path).metadata.title for path in site.rglob("*.pdf")} == {conf.project}
    assert not [path for path in site.rglob("*.html") if "no title" in path.read_text(encoding="utf-8")]
    assert any(conf.project in page.get_text() for page in pymupdf.open(next(site.glob("*.pdf"))))
