"""What was published stays: each address and anchor of the first edition leads to its text, or to where that has gone."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SITE, SLOW, SOURCE_FIRST
from docutils import nodes
from docutils.utils import new_document
from translated_docs.html import anchor_aliases
from translated_docs.site import publish, redirects

# A line for each address below the folder of a language, and what it led to in Japanese where its name is a number.
PUBLISHED = [line.split("\t") for line in (ROOT / "tests" / "published_addresses.tsv").read_text("utf-8").splitlines()]
DOWNLOADS = ["openstack-kubecon-2018-ja-en.pdf"]
MANIFEST = {
    "language": "xx", "tag": "xx", "direction": "ltr", "moved": "Moved", "title": "<Title>", "site_url": "",
    "pages": ["index.html", "part/new.html"],
}  # fmt: skip


@cache
def page(language: str, name: str) -> BeautifulSoup | None:
    path = SITE / language / name
    return BeautifulSoup(path.read_text("utf-8"), "html.parser") if path.exists() else None


@pytest.mark.parametrize("language", SOURCE_FIRST)
def test_every_published_address_leads_to_its_text(language):
    """If this fails: leave the old label above the heading, beside the new one, or name the page in ``redirects``."""
    gone = []
    for address, *words in PUBLISHED:
        name, _mark, anchor = address.partition("#")
        found = page(language, name)
        place = found and (found.find(id=anchor) if anchor and not found.find("noscript", string=re.compile("refresh")) else found)
        if not place or (words and language == "ja" and not place.get_text().startswith(words[0])):
            gone.append(address)
    assert gone == []
    assert len(PUBLISHED) > 300


@pytest.mark.parametrize("language", SOURCE_FIRST)
def test_every_published_number_leads_to_what_it_led_to(language):
    """The first edition had running numbers for anchors; if this fails, name in anchor_aliases.tsv where each leads now."""
    aliases = [line.split("\t") for line in (ROOT / "docs" / anchor_aliases.FILE).read_text("utf-8").splitlines()]
    for name, number, anchor in aliases:
        (found,) = page(language, f"{name}.html").find_all(id=number)
        assert anchor in (found.get("id"), *(parent.get("id") for parent in found.parents))
    assert len({(name, number) for name, number, _anchor in aliases}) == 224  # of acaa264


@pytest.fixture
def aliased(tmp_path, warned):
    """Return the ids of a page's nodes with what is warned of, for the text of a file of aliases."""
    def ids_with(text: str, builder: str = "html", *nodes_of_page: list[str]) -> tuple[list[list[str]], list]:
        (tmp_path / anchor_aliases.FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
        document = new_document("page.md")
        document += [nodes.inline(ids=list(ids)) for ids in nodes_of_page]
        document += nodes.section(ids=["page"])
        app = SimpleNamespace(srcdir=tmp_path, builder=SimpleNamespace(name=builder), env=SimpleNamespace(found_docs={"page", "other"}))
        anchor_aliases.changed_pages(app, app.env, set(), set(), set())
        anchor_aliases.add_aliases(app, document, "page")
        return [node["ids"] for node in document if node["ids"] != ["page"]], [(Path(file).name, words) for file, words in warned]

    return ids_with


def test_a_name_of_old_is_given_to_what_it_led_to(aliased):
    assert aliased("page\tid1\tnew\n", "html", ["new"], ["other"]) == ([["new", "id1"], ["other"]], [])


def test_a_number_that_docutils_gave_to_another_node_gives_way(aliased):
    assert aliased("page\tid1\tnew\n", "html", ["label", "id1"], ["new", "id2"]) == ([["label"], ["new", "id2", "id1"]], [])


def test_but_not_the_only_name_of_a_node(aliased):
    assert aliased("page\tid1\tnew\n", "html", ["id1"], ["new"]) == ([["id1"], ["new"]], [])


def test_other_pages_and_books_have_none(aliased):
    assert aliased("other\tid1\tnew\n", "html", ["new"]) == ([["new"]], [])
    assert aliased("page\tid1\tnew\n", "pdf", ["new"]) == ([["new"]], [])


def test_a_line_that_is_no_alias_is_named(aliased):
    warned = [("anchor_aliases.tsv:2", "no alias; write page, name and anchor, with a tab between them")]
    assert aliased("page\tid1\tnew\n\npage\tid2", "html", ["new"])[1] == warned


def test_a_file_that_is_not_utf_8_is_named(aliased):
    said = ("anchor_aliases.tsv:2", "not UTF-8; save the file again with the encoding UTF-8")
    assert aliased("page\tid1\tnew\npage\t旧\tnew\n".encode("shift_jis"), "html", ["new"])[1] == [said]


def test_a_page_that_is_not_there_and_what_is_no_file_are_named(tmp_path, warned):
    app, env = SimpleNamespace(srcdir=tmp_path), SimpleNamespace(found_docs={"a"})
    (tmp_path / anchor_aliases.FILE).write_text("a\tid1\tx\na.md\tid1\tx\n", "utf-8")
    anchor_aliases.changed_pages(app, env, set(), set(), set())
    (tmp_path / anchor_aliases.FILE).unlink()
    (tmp_path / anchor_aliases.FILE).mkdir()
    anchor_aliases.changed_pages(app, env, set(), set(), set())
    assert [(Path(place).name, words) for place, words in warned] == [
        ("anchor_aliases.tsv:2", "there is no page 'a.md'; write its name without '.md', or take the line out"),
        ("anchor_aliases.tsv:1", "is no file; put one in its place, or take it out"),
    ]


def test_what_led_to_a_note_that_is_gone_leads_to_the_page(aliased):
    assert aliased("page\tid1\tgone\n", "html", ["other"]) == ([["other"], ["page", "id1"]], [])


def test_a_page_is_read_again_when_its_aliases_have_changed(tmp_path):
    env = SimpleNamespace(found_docs={"a", "b"})
    app = SimpleNamespace(srcdir=tmp_path, env=env)
    histories = [("a\tid1\tx\n", []), ("a\tid1\tx\n", []), ("a\tid1\ty\n", ["a"]), ("b\tid1\tx\n", ["a", "b"])]
    for second, (text, pages) in enumerate(histories):
        (tmp_path / anchor_aliases.FILE).write_text(text, "utf-8")
        os.utime(tmp_path / anchor_aliases.FILE, (second, second))
        assert sorted(anchor_aliases.changed_pages(app, env, set(), set(), set())) == pages


@pytest.mark.parametrize("name", DOWNLOADS)
def test_every_published_download_is_there(name):
    assert (SITE / name).exists()


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ({"index": "part/new"}, "redirects: 'index' is a page; take it out"),
        ({"old": "part/gone#x"}, "redirects: there is no page 'part/gone#x'; name the one that 'old' leads to"),
        ({"../old": "index"}, "redirects: '../old' is no page of the site"),
    ],
)
def test_a_redirect_from_or_to_what_is_no_such_page_is_named(moved, words):
    with pytest.raises(SystemExit, match=re.escape(words)):
        redirects.check_redirects(moved, MANIFEST["pages"])


@pytest.mark.parametrize(
    ("old", "new", "address"),
    [("old", "part/new", "part/new.html"), ("part/old", "part/new#a", "new.html#a"), ("a/b/old", "index", "../../index.html")],
)
def test_a_redirect_is_relative(old, new, address):
    assert redirects.relative_address(old, new) == address


@pytest.fixture
def moved_site(tmp_path, monkeypatch):
    """A site with a page that has moved, and the one that it has moved to."""
    monkeypatch.setattr(publish.conf, "redirects", {"a/old": "part/new#top"}, raising=False)
    (tmp_path / "xx" / "part").mkdir(parents=True)
    (tmp_path / "xx" / "part" / "new.html").write_text("<title>new</title>", "utf-8")
    others = {
        "not_found": "", "not_found_reason": "", "icon": "", "name": "Xx", "downloads": {},
        "search": {"address": "search.html", "words": "", "button": ""}, "contents": {"name": "", "pages": []},
    }  # fmt: skip
    publish.write_landing_page(tmp_path, [json.loads(json.dumps({**MANIFEST, **others}))])
    return tmp_path


def test_without_a_script_it_is_a_link_that_is_followed(moved_site: Path):
    text = (moved_site / "xx" / "a" / "old.html").read_text("utf-8")
    assert '<noscript><meta http-equiv="refresh" content="0; url=../part/new.html#top"></noscript>' in text
    assert 'href="../part/new.html#top">&lt;Title&gt;</a>' in text
    assert '<script src="../../redirect.js" defer></script>' in text


@SLOW
@pytest.mark.parametrize(("asked", "place"), [("", "#top"), ("#a-label", "#a-label")])
def test_a_reader_comes_to_the_page_and_to_the_place_that_was_asked_for(moved_site, serve_folder, open_page, asked, place):
    site = serve_folder(moved_site)
    opened = open_page(f"{site}xx/a/old.html{asked}")
    opened.wait_for_url(f"{site}xx/part/new.html{place}")
    assert opened.title() == "new"
