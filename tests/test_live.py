"""`make live`: what is saved is seen, in every language, with what is wrong on top."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

import pytest
from conftest import LANGUAGES, SITE, SLOW, SmallProject, conf, without_make
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from pypdf import PdfReader
from test_rebuilds import CATALOG
from translated_docs.live import server
from translated_docs.outputs import downloads

PAGE = "vancouver/opendev.html"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def live(project):
    """The address of a live server over the copy of the project."""
    port = free_port()
    command = [".venv/bin/python", "-m", "translated_docs.live", "--port", str(port), *LANGUAGES]
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
    """An English page, as soon as it is built."""
    page = open_page(f"{live}en/{PAGE}")
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


def test_a_saved_results_file_is_seen(project, open_page, live):
    page = open_page(f"{live}en/kubecon/envoy-acceleration.html")
    section = page.locator("#envoy-acceleration-trying")
    expect(section).not_to_contain_text("made-up", timeout=30_000)
    with saved(project, "docs/lab/envoy-sockmap.json", '"kernel": "', '"kernel": "made-up '):
        expect(section).to_contain_text("made-up")
    expect(section).not_to_contain_text("made-up")


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


def test_a_catalog_that_is_gone_is_named_and_the_page_has_the_source(project, page):
    path = project.folder / CATALOG
    whole = path.read_bytes()
    path.unlink()
    try:
        expect(page.locator("#live-state")).to_contain_text("is not there, so the page is not translated", timeout=30_000)
    finally:
        path.write_bytes(whole)
    expect(page.locator("#live-state")).not_to_contain_text("is not there", timeout=30_000)


def test_a_page_whose_server_has_gone_says_so(page):
    page.route("**/_live/events", lambda route: route.abort())
    page.reload()
    expect(page.locator("#live-state")).to_contain_text("begin it again: make live", timeout=30_000)


def test_a_rejected_translation_shows_the_source_and_why(project, page):
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "<b>Background</b>"'):
        expect(page.locator("#live-state")).to_contain_text("holds <b>, which will not render")
        expect(page.locator("#opendev-background > h2")).to_contain_text("背景")
    expect(page.locator("#opendev-background > h2")).to_contain_text("Background")


def test_what_changed_in_the_source_is_shown_word_by_word(project, page):
    fuzzy = '#, fuzzy\n#| msgid "背景です"\nmsgid "背景"'
    with saved(project, CATALOG, 'msgid "背景"', fuzzy):
        expect(page.locator(".message-change del")).to_have_text("です")
    expect(page.locator(".message-change")).to_have_count(0)


def words_of(response):
    body = response.body()
    if response.headers["content-type"] == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    with ZipFile(BytesIO(body)) as archive:
        return archive.read(PAGE.replace(".html", ".xhtml")).decode()


def test_the_files_that_a_page_links_to_have_what_was_saved_last(project, live, page):
    addresses = page.locator(".page-tools a[type]").evaluate_all("links => links.map(link => link.href)")
    assert addresses == [live + download.address for download in downloads(conf) if "en" in download.languages]
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "Another word"'):
        expect(page.locator("#opendev-background > h2")).to_contain_text("Another word")
        for address in addresses:
            assert "Another word" in words_of(page.request.get(address)), address


def test_a_book_is_the_one_that_make_makes(live, page):
    name = f"{conf.project}-en.pdf"
    assert page.request.get(f"{live}en/{name}").body() == (SITE / "en" / name).read_bytes()


def test_of_a_catalog_that_cannot_be_read_page_and_book_have_the_source(project, live, page):
    with saved(project, CATALOG, 'msgstr "Background"', 'msgstr "Background'):
        expect(page.locator("#live-state")).to_contain_text("close its quotation mark")
        expect(page.locator("#opendev-background > h2")).to_contain_text("背景 the translation can’t be used")
        assert "背景" in words_of(page.request.get(f"{live}en/{conf.project}-en.pdf"))
    expect(page.locator("#opendev-background > h2")).to_contain_text("Background")


def test_a_book_that_cannot_be_made_says_why(project, live, page):
    with saved(project, "docs/vancouver/opendev.md", "継続的インテグレーション", "[統合](#nosuch)"):
        expect(page.locator("#live-state")).to_contain_text("'nosuch'")
        answer = page.request.get(f"{live}en/{conf.project}-en.pdf")
        assert answer.status == 500
        assert answer.text().startswith("docs/vancouver/opendev.md:")
        # A page asks for the size alone, and it is not made for that.
        assert page.request.head(f"{live}en/{conf.project}-en.pdf").status == 200
    expect(page.locator("#live-state li")).to_have_count(0)
    assert page.request.get(f"{live}en/nothing.pdf").status == 404


def with_ctrl_c():
    """Let a process be ended by Ctrl-C, which one in the background of a shell is not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def make_live(folder):
    """Where `make live` serves, and what it has printed in the end: by Ctrl-C, which all of its processes get."""
    port = free_port()
    command = {"args": ["make", "live", f"PORT={port}"], "cwd": folder, "env": without_make()}
    with subprocess.Popen(**command, start_new_session=True, preexec_fn=with_ctrl_c, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        said = []
        try:
            assert server.stdout.readline().startswith(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/", said
        finally:
            os.killpg(server.pid, signal.SIGINT)
            said += server.stdout


@pytest.fixture
def small(tmp_path):
    return SmallProject(tmp_path / "project")


@SLOW
@pytest.mark.parametrize("wait", [False, True], ids=["before the first page", "when all is built"])
def test_ctrl_c_ends_it_without_a_traceback(open_page, small, wait):
    with make_live(small.folder) as (address, said):
        if wait:
            expect(open_page(f"{address}en/chapter.html").locator("article h1")).to_have_text("Chapter#", timeout=60_000)
    assert [line for line in said if not line.startswith("make: ")] == []


@SLOW
def test_settings_that_cannot_be_read_are_named_and_the_next_good_save_counts(open_page, small):
    settings, language = small.folder / "conf.py", '    "en": "English",\n'
    whole = settings.read_text(encoding="utf-8")
    shutil.copytree(small.folder / "locale" / "en", small.folder / "locale" / "de")
    with make_live(small.folder) as (address, _said):
        page = open_page(f"{address}en/chapter.html")
        expect(page.locator("article h1")).to_have_text("Chapter#", timeout=60_000)
        settings.write_text(f"{whole}x = (\n", encoding="utf-8")
        expect(page.locator("#live-state")).to_contain_text(f"conf.py:{whole.count(chr(10)) + 1}: '(' was never closed; mend it", timeout=60_000)
        settings.write_text(whole.replace(language, f'{language}    "de": "Deutsch",\n'), encoding="utf-8")
        expect(page.get_by_text("was never closed")).to_have_count(0, timeout=60_000)
        page.goto(f"{address}de/chapter.html")
        expect(page.locator("article h1")).to_contain_text("章", timeout=60_000)


@SLOW
def test_a_page_that_is_deleted_is_served_no_more(open_page, small):
    (small.folder / "docs" / "other.md").write_text("---\norphan: true\n---\n\n(other)=\n# 別の章\n", encoding="utf-8")
    with make_live(small.folder) as (address, _said):
        page = open_page(f"{address}en/other.html")
        expect(page.locator("article h1")).to_contain_text("別の章", timeout=60_000)
        (small.folder / "docs" / "other.md").unlink()
        expect(page).to_have_title("…", timeout=60_000)


def test_a_port_that_is_taken_is_said_so(project):
    served = project.folder / "build" / "live" / "of-another-server"
    served.parent.mkdir(parents=True, exist_ok=True)
    served.touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = project.make("live", f"PORT={port}")
    assert f"port {port}: Address already in use; name another: make live PORT={port + 1}" in done.stdout
    assert done.returncode != 0
    assert served.exists()
    served.unlink()


# -- Without a build: what is answered, and to whom --------------------------------

EVENTS, STATE = "/_live/events", "/_live/state"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder as `make live` builds it, with what must not leave it; the server takes it for its own."""
    folder = tmp_path_factory.mktemp("live")
    pages = folder / "html" / "xx"
    pages.mkdir(parents=True)
    (folder / "secret.html").write_text("secret", encoding="utf-8")
    (pages / "index.html").write_text("<head></head>", encoding="utf-8")
    (pages / "it's 100% 頁.html").write_text("<head></head>", encoding="utf-8")
    (pages / "old.html").write_bytes("<head></head>é".encode("latin-1"))
    (pages / "style.css").write_text("a {}", encoding="utf-8")
    (pages / ".buildinfo").write_text("secret", encoding="utf-8")
    (pages / "leads-out.html").symlink_to(folder / "secret.html")
    (pages / "out").symlink_to(folder)
    (pages / "circle.html").symlink_to(pages / "circle.html")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "OUT", folder)
        yield folder


def ask(path, host="localhost:8000", method="GET", **headers):
    """Ask the server in this process; return status, headers and body."""
    sent = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    path, _, query = path.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "scheme": "http", "method": method, "path": path,
        "query_string": query.encode(), "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items() if value is not None],
    }  # fmt: skip
    requests = iter([{"type": "http.request", "body": b""}])
    answers = []

    async def receive():
        return next(requests, {"type": "http.disconnect"})

    async def send(message):
        answers.append(message)

    with ThreadPoolExecutor(1) as thread:  # Playwright runs a loop in this one
        thread.submit(asyncio.run, server.Live(["xx", "yy"]).app()(scope, receive, send)).result()
    start, *bodies = answers
    return start["status"], dict(start["headers"]), b"".join(body["body"] for body in bodies)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost:8000", True), ("LOCALHOST", True), ("127.0.0.1:1", True), ("[::1]:8000", True), ("[::1]", True),
        ("talks.example", False), ("talks.example:8000", False), ("localhost.talks.example", False),
        ("127.0.0.1.talks.example", False), ("127.0.0.2", False), ("[::2]:8000", False), ("[::1", False),
        ("localhost:8000@talks.example", False), ("localhost, talks.example", False), ("", False), (None, False),
    ],
)  # fmt: skip
def test_only_by_a_name_of_this_machine_is_anything_answered(built, host, known):
    for path in ("/xx/index.html", STATE, "/_live/live.js", "/nothing"):
        assert (ask(path, host)[0] == 400) is not known


LINK = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"}, 200),
        ({"sec_fetch_site": "none", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}, 200),
        (LINK, 200),
        ({"origin": "http://localhost:8000"}, 200),
        ({"origin": "https://talks.example"}, 403),
        ({"origin": "http://localhost:3000"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "cors", "sec_fetch_dest": "empty"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "script"}, 403),
        ({"sec_fetch_site": "same-site", "sec_fetch_mode": "cors", "sec_fetch_dest": "empty"}, 403),
        ({**LINK, "sec_fetch_dest": "iframe"}, 403),
        ({**LINK, "sec_fetch_dest": "object"}, 403),
    ],
)
def test_a_page_of_another_site_may_link_here_and_no_more(built, headers, status):
    for path in ("/xx/index.html", STATE, EVENTS, "/_live/live.js"):
        found, answered, _body = ask(path, **headers)
        assert found == status, path
        assert not [name for name in answered if name.startswith(b"access-control-")]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 307), ("/xx/index.html", 200), ("/xx/style.css", 200), ("/xx/it's 100% 頁.html", 200),
        ("/xx/old.html", 200), ("/_live/live.js", 200), ("/_live/live.css", 200), (EVENTS, 200),
        (STATE, 200), (f"{STATE}?page=%00/%FF&x", 200),
        ("/_live/live.py", 404), ("/_live/live.nope", 404), ("/_live/live.", 404), ("/_live/live.js/../live.py", 404),
        ("/_live/build_worker.py", 404), ("/_live/", 404), ("/_live/live.js\0", 404),
        ("/xx", 404), ("/xx/", 404), ("/xx/none.html", 404), ("/xx/index.html/x", 404), ("/none.pdf", 404),
        ("/xx/\0", 404), ("/\0.pdf", 404), ("/" + "a" * 300, 404), ("/" + "a/" * 5000, 404), ("/\udcff", 404),
        ("/../secret.html", 404), ("/xx/../../secret.html", 404), ("//etc/hostname", 404), ("/xx/leads-out.html", 404),
        ("/xx/out/secret.html", 404), ("/xx/circle.html", 404), ("/xx/.buildinfo", 404), ("/xx/./index.html", 404),
        ("http://talks.example/xx/index.html", 404), ("*", 404),
    ],
)  # fmt: skip
def test_what_is_served_and_nothing_else(built, path, status):
    found, _headers, body = ask(path)
    assert found == status
    assert b"secret" not in body


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=300)  # lone surrogates too


@settings(max_examples=200)
@given(st.sampled_from(["/", "/xx/", "/_live/", "/xx/../", ""]), ANY_TEXT)
def test_no_address_is_an_error_of_the_server(built, start, rest):
    found, _headers, body = ask(f"{start}{rest}".replace("?", ""))
    assert found in (200, 307, 404)
    assert b"secret" not in body


def test_other_methods_are_rejected(built):
    assert [ask("/xx/index.html", method=method)[0] for method in ("POST", "PUT", "DELETE", "OPTIONS")] == [405] * 4
    assert ask("/xx/index.html", method="HEAD")[0] == 200


def test_a_page_that_is_not_there_says_why_by_its_script(built):
    assert b"/_live/live.js" in ask("/xx/none.html")[2]
    assert b"/_live/live.js" in ask("/xx/index.html")[2]


# -- The port -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["abc", "", "0", "-1", "65536", "99999", "9" * 5000, "8000 ", "8_000", "８０００", "1\n2"]
)
def test_a_port_that_is_none_is_said_so(text):
    with pytest.raises(SystemExit) as ended:
        server.port_number(text)
    assert str(ended.value) == f"port {text!r}: not a number from 1 to 65535; name another: make live PORT=8000"


@pytest.mark.parametrize(
    ("port", "error", "words"),
    [
        (80, errno.EACCES, "port 80: Permission denied; name another: make live PORT=8000"),
        (8000, errno.EADDRINUSE, "port 8000: Address already in use; name another: make live PORT=8001"),
        (65535, errno.EADDRINUSE, "port 65535: Address already in use; name another: make live PORT=8000"),
    ],
)
def test_a_port_that_cannot_be_had_is_said_so(monkeypatch, port, error, words):
    def refuse(*_address, **_options):
        raise OSError(error, "no")

    monkeypatch.setattr(server.socket, "create_server", refuse)
    with pytest.raises(SystemExit) as ended:
        server.listen(port)
    assert str(ended.value) == words


def test_it_listens_on_this_machine_alone():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    first, *others = sockets = server.listen(port)
    assert first.getsockname() == ("127.0.0.1", port)
    assert [one.getsockname()[:2] for one in others] in ([], [("::1", port)])  # there are machines without IPv6
    for one in sockets:
        one.close()


def test_what_every_language_says_of_a_save_is_printed_once(monkeypatch, capsys):
    live = server.Live(["xx", "yy"])

    async def build(code):
        live.tell(code, {"pages": [], "diagnostics": {}, "errors": ["conf.py:1: words"], "done": True})

    async def saves(*_folders, **_options):
        for _save in range(2):
            await asyncio.sleep(0)  # what came before is done
            yield {(1, "docs/page.md")}

    monkeypatch.setattr(live, "build", build)
    monkeypatch.setattr(server.watchfiles, "awatch", saves)
    with ThreadPoolExecutor(1) as thread:  # Playwright runs a loop in this one
        thread.submit(asyncio.run, live.watch()).result()
    assert capsys.readouterr().err == "conf.py:1: words\n" * 3  # at the beginning, and of each save
    assert all(build.errors == ["conf.py:1: words"] for build in live.languages.values())  # in the browser each page shows it
