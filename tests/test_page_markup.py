"""The markup of pages: a title that is shown whole, one viewport, ids and heads of tables."""

from __future__ import annotations

from collections import Counter
from copy import copy
from functools import cache
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from conftest import ALL_ADDRESSES, LANGUAGES, ROOT, SITE
from jinja2 import Environment, FileSystemLoader
from sphinx.domains import IndexEntry
from translated_docs.catalogs.languages import language_tag
from translated_docs.html import pruned_assets
from translated_docs.html.head import fitting_title, head_title
from translated_docs.html.minify import UnindentedTemplates

import conf

NAMES = ["The Whole Name of a Site", "A Site"]


@cache
def soup_of(address):
    return BeautifulSoup((SITE / address).read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize(
    ("page", "longest", "expected"),
    [
        ("A page", 33, "A page – The Whole Name of a Site"),
        ("A page", 32, "A page – A Site"),
        ("A page", 14, "A page"),
        ("A page", 3, "A page"),  # never cut
        ("", 24, "The Whole Name of a Site"),
        ("", 23, "A Site"),
        ("", 3, "A Site"),
    ],
)
def test_the_name_of_the_site_is_shortened_or_left_out_where_it_makes_the_title_too_long(page, longest, expected):
    assert fitting_title(page, NAMES, longest) == expected


def test_a_site_without_a_short_name_leaves_its_name_out():
    assert fitting_title("A page", NAMES[:1], 32) == "A page"


def test_of_a_title_only_the_words_count():
    assert head_title(NAMES[1:], 20, "<code>a &amp;&amp; b</code>") == "a && b – A Site"


def test_no_title_is_longer_than_the_setting_says():
    titles = {address: soup_of(address).title.get_text() for address in ["index.html", "404.html", *ALL_ADDRESSES]}
    assert {address: title for address, title in titles.items() if len(title) > conf.title_length} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_pages_of_a_language_have_one_title(code):
    titles = Counter(soup_of(address).title.get_text() for address in ALL_ADDRESSES if address.startswith(f"{code}/"))
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_page_has_an_id_twice():
    for address in ALL_ADDRESSES:
        ids = Counter(element["id"] for element in soup_of(address).select("[id]"))
        assert [name for name, count in ids.items() if count > 1] == [], address


def test_each_head_of_a_table_says_whether_it_is_of_a_column_or_of_a_row():
    for address in ALL_ADDRESSES:
        for head in soup_of(address).select("th:not([colspan])"):
            assert head["scope"] == ("col" if head.find_parent("thead") else "row"), address


def test_each_page_has_one_viewport():
    for address in ["index.html", "404.html", *ALL_ADDRESSES]:
        assert len(soup_of(address).select("meta[name=viewport]")) == 1, address


@pytest.mark.parametrize("address", ["404.html", "index.html", *ALL_ADDRESSES])
def test_the_name_of_each_language_is_marked_as_being_in_it(address):
    """Or a screen reader reads it by the rules of the page's language."""
    soup = soup_of(address)
    for code, name in conf.languages.items():
        for words in soup.find_all(string=name):
            if not words.find_parent("article"):
                assert words.find_parent(lang=True)["lang"] == language_tag(code), words.parent
    for link in soup.select("a[hreflang]"):
        assert link.find_parent(lang=True)["lang"] == link["hreflang"] or link.get("lang") == link["hreflang"]


def test_a_script_that_no_browser_would_run_within_a_page_is_left_out_and_named(said):
    file, within = (SimpleNamespace(filename=None, attributes=attributes) for attributes in ({}, {"body": "import words"}))
    settings = {"confdir": ROOT, "config": SimpleNamespace(content_policy="script-src 'self'")}
    assert pruned_assets.without_blocked(SimpleNamespace(**settings), [file, within]) == [file]
    assert "'import words'" in said()[0] and "; " in said()[0]
    settings["config"] = SimpleNamespace(content_policy="script-src 'unsafe-inline'")
    assert pruned_assets.without_blocked(SimpleNamespace(**settings), [file, within]) == [file, within]


def test_scripts_and_styles_of_other_hosts_are_left_out_and_named(said):
    names = ["_static/a//b.js", None, "https://other.example/c.js?x=1", "//other.example/d.css"]
    files = [SimpleNamespace(filename=name, attributes={}) for name in names]
    files += ["_static/e.css", "https://other.example/f.css"]  # an extension may give an address alone
    assert pruned_assets.without_blocked(SimpleNamespace(confdir=ROOT), files) == [*files[:2], files[4]]
    assert [words.partition(",")[0] for words in said()] == [*names[2:], files[5]] and all("; save it" in words for words in said())


def test_to_a_page_of_another_host_that_no_browser_would_show_within_a_page_leads_a_link(warned, tmp_path):
    (tmp_path / "page.md").write_text("# Title\n\n```{film} abc\n```\n", encoding="utf-8")
    body = '<iframe src="https://example.org/embed/abc?a=1&amp;b=2" width="9"></iframe>'
    for policy, shown in {
        "default-src 'none'": '<a href="https://example.org/embed/abc?a=1&amp;b=2">https://example.org/embed/abc?a=1&amp;b=2</a>',
        "default-src 'none'; frame-src https:": body,
        "default-src 'self'": body,
    }.items():
        app = SimpleNamespace(config=SimpleNamespace(content_policy=policy), env=SimpleNamespace(doc2path=lambda page: tmp_path / f"{page}.md"))
        pruned_assets.link_frames(app, "page", context := {"body": body})
        assert context["body"] == shown
    ((place, words),) = warned
    assert place == ("page", 3) and "https://example.org/embed/abc?a=1&b=2" in words and "; " in words


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_an_index_of_modules_has_no_picture_that_would_close_a_part_of_it(builder):
    app = SimpleNamespace(builder=SimpleNamespace(name=builder), config=SimpleNamespace(content_policy=""))
    entries = [IndexEntry("a", 1, "", "", "", "", ""), IndexEntry("a.b", 2, "page", "module-a.b", "", "", "")]
    context = {"content": [("a", entries)], "css_files": ["_static/a.css"], "script_files": []}
    pruned_assets.leave_out(app, "py-modindex", "domainindex.html", context, None)
    ((_letter, found),) = context["content"]
    assert [(name, kind) for name, kind, *_ in found] == [("a", 0), ("a.b", 2)]
    assert context["css_files"] == ["_static/a.css"]


@pytest.mark.parametrize("address", ALL_ADDRESSES)
def test_our_templates_send_no_indentation(address):
    body = copy(soup_of(address).body)
    for code in body.find_all("pre"):
        code.decompose()
    assert not [line for text in body.find_all(string=True) for line in text.split("\n")[1:] if line.startswith(" ")]


def test_templates_of_a_guide_stay_as_they_are(tmp_path):
    (tmp_path / "page.html").write_text("<pre>\n  words\n</pre>", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path), extensions=[UnindentedTemplates])
    assert environment.get_template("page.html").render() == "<pre>\n  words\n</pre>"
