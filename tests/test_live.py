"""`make live`: what is saved is seen, in every language, with what is wrong on top."""

from __future__ import annotations

import socket
import subprocess
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from conftest import LANGUAGES, SITE, conf
from test_rebuilds import CATALOG

PAGE = "vancouver/opendev.html"


@pytest.fixture(scope="module")
def live(project):
    """The address of a live server over the copy of the project."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [".venv/bin/python", "docs/_tools/live/live.py", "--port", str(port), *LANGUAGES]
    with subprocess.Popen(command, cwd=project.folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout.readline().startswith(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


@contextmanager
def saved(project, name, old, new):
    """Change a file as an editor does, and put it back."""
    path = project.folder / name
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(whole, encoding="utf-8")


@pytest.fixture
def page(open_page, live):
    """A page of the English edition, as soon as it is built."""
    page = open_page()
    page.goto(f"{live}en/{PAGE}")
    expect(page.locator("article h1")).to_have_text("OpenDev CI/CD#", timeout=30_000)
    return page


def test_every_language_is_served(page, live):
    for code in LANGUAGES:
        page.goto(f"{live}{code}/{PAGE}")
        expect(page.locator(f"html[lang={code}] article h1")).to_be_visible(timeout=30_000)
    page.goto(live)
    page.wait_for_url(f"{live}{LANGUAGES[0]}/index.html")


def test_a_saved_translation_is_seen_at_the_same_place(project, page):
    heading = page.locator("#opendev-background > h2")
    heading.evaluate("heading => scrollBy({ top: heading.getBoundingClientRect().top - 100, behavior: 'instant' })")
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "Another word"'):
        expect(heading).to_contain_text("Another word")
        expect(page.locator("html[data-live=placed]")).to_be_attached()
        assert heading.bounding_box()["y"] == pytest.approx(100, abs=30)
    expect(heading).to_contain_text("Background")


def test_a_saved_page_is_seen(project, page, live):
    page.goto(f"{live}ja/{PAGE}")
    first = page.locator("article p").first
    with saved(project, "docs/vancouver/opendev.md", "継続的インテグレーション", "続けざまの統合"):
        expect(first).to_contain_text("続けざまの統合")
    expect(first).to_contain_text("継続的インテグレーション")


def test_a_broken_catalog_is_named_on_the_page_and_the_next_good_save_recovers(project, page):
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "Background'):
        expect(page.locator("#live-state")).to_contain_text(f"{CATALOG}:")
        expect(page.locator("#live-state")).to_contain_text("close its quotation mark")
    expect(page.locator("#live-state li")).to_have_count(0)


def test_what_the_check_finds_stands_on_top_of_the_page(project, page):
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "The the background"'):
        expect(page.locator("#live-state")).to_contain_text("has a word twice; delete one of the two")
        expect(page.locator("#opendev-background > h2")).to_contain_text("The the")
    expect(page.locator("#live-state li")).to_have_count(0)


def test_a_refused_translation_shows_the_source_and_why(project, page):
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "<b>Background</b>"'):
        expect(page.locator("#live-state")).to_contain_text("holds <b>, which will not render")
        expect(page.locator("#opendev-background > h2")).to_contain_text("背景")
    expect(page.locator("#opendev-background > h2")).to_contain_text("Background")


def test_what_changed_in_the_source_is_shown_word_by_word(project, page):
    fuzzy = '#, fuzzy\n#| msgid "背景です"\nmsgid "背景"'
    with saved(project, CATALOG, 'msgid "背景"', fuzzy):
        expect(page.locator(".entry-change del")).to_have_text("です")
    expect(page.locator(".entry-change")).to_have_count(0)


def words_of(response):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.body())).pages)


def test_the_books_that_a_page_links_to_have_what_was_saved_last(project, page):
    links = page.locator(".edition-pdf a, .edition-epub a")
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == 3
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "Another word"'):
        expect(page.locator("#opendev-background > h2")).to_contain_text("Another word")
        english, epub, pair = map(page.request.get, addresses)
        assert "Another word" in words_of(english)
        assert "Another word" in words_of(pair)
        with ZipFile(BytesIO(epub.body())) as archive:
            assert "Another word" in archive.read(PAGE.replace(".html", ".xhtml")).decode()


def test_a_book_is_the_one_that_make_makes(live, page):
    name = f"{conf.project}-en.pdf"
    assert page.request.get(f"{live}en/{name}").body() == (SITE / "en" / name).read_bytes()


def test_a_book_that_cannot_be_made_says_why(project, live, page):
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "Background'):
        expect(page.locator("#live-state")).to_contain_text("close its quotation mark")
        answer = page.request.get(f"{live}en/{conf.project}-en.pdf")
        assert answer.status == 500
        assert answer.text().startswith(f"{CATALOG}:")
    assert page.request.get(f"{live}en/nothing.pdf").status == 404


def test_a_port_that_is_taken_is_said_so(project, live):
    port = live.rstrip("/").rpartition(":")[2]
    done = project.make("live", f"PORT={port}")
    assert f"port {port}: Address already in use; name another: make live PORT={int(port) + 1}" in done.stdout
    assert done.returncode != 0
