"""The EPUB: whole, without scripts, the same whenever it is built."""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from conftest import LANGUAGES, SITE

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
    said = {name: package.find(f".//{DUBLIN_CORE}{name}").text for name in ("language", "title", "creator")}
    assert said["language"] == language
    assert {"ja": "おもしろかったもの", "en": "What Was Interesting"}[language] in said["title"]
    assert said["creator"] == {"ja": "岩本 俊弘", "en": "Toshihiro Iwamoto"}[language]


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
