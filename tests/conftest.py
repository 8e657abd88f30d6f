"""What the tests share: the built site, a copy of the project to break, a browser."""

from __future__ import annotations

import gc
import http.server
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import warnings
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from html import escape
from pathlib import Path

import pymupdf
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "build" / "site"
MACHINERY = ROOT / "docs" / "_ext" / "translated_docs"
# As in the Makefile, for whoever runs pytest without it.
os.environ.setdefault("PYTHONPATH", "docs/_ext")
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext"), str(ROOT / "tests")]

from translated_docs.fonts import font_folders  # noqa: E402

import conf  # noqa: E402

LANGUAGES = list(conf.languages)

# The same examples each time, however slow the machine.
settings.register_profile("same", deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.load_profile("same")

# For one test, or as the ``pytestmark`` of a module.
BOTH_ENGINES = pytest.mark.engines("chromium", "firefox")
CHROMIUM_ONLY = pytest.mark.engines("chromium")
FIREFOX_ONLY = pytest.mark.engines("firefox")
# Left to `make test-slow`; so are all tests in Firefox and all that build again.
SLOW = pytest.mark.slow
# Firefox is driven over WebDriver BiDi, where these do nothing, without a word; so does
# page.emulate_media(), and page.go_back() never returns.
NOT_IN_FIREFOX = {"color_scheme", "forced_colors", "has_touch", "java_script_enabled", "reduced_motion"}


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Say nothing of a browser that has left before the answer was sent."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path):
    """Serve a folder on loopback and return the server."""
    server = Server(
        ("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def site_url():
    """The address of the built site."""
    with serve(SITE) as server:
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def serve_folder():
    """Serve folders for one test: ``serve_folder(path)`` gives the address."""
    servers = []

    def start(folder):
        servers.append(serve(folder))
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def pytest_generate_tests(metafunc):
    engines = metafunc.definition.get_closest_marker("engines")
    if engines and "browser" in metafunc.fixturenames:
        metafunc.parametrize("browser", engines.args, indirect=True)


def pytest_make_parametrize_id(val):
    """Name a long text by its beginning and its length.

    pytest puts the name of a test into the environment, and Linux starts no program, and says nothing, with a
    variable of 128 KiB or more (MAX_ARG_STRLEN): so no test with a long name could start a process.
    """
    if isinstance(val, str | bytes) and len(val) > 200:
        beginning = val[:60] if isinstance(val, str) else val[:60].decode(errors="replace")
        return f"{beginning}… {len(val)}"
    return None


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Say which tests are slow, and give one worker all that build in the copy of the project.

    Slow are those in Firefox and those that build again.
    """
    for item in items:
        engine = getattr(item, "callspec", None) and item.callspec.params.get("browser")
        if "project" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("project"))
        if engine == "firefox" or "project" in item.fixturenames:
            item.add_marker(SLOW)


def pytest_collection_finish():
    """Undo `gc.freeze` of what is tested (startup.py): from Python 3.14 on, Hypothesis would miss what is frozen."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def with_fonts(tmp_path_factory):
    """The environment of a browser that has letters for every language, if only the book's: a server has none.

    https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-user.html
    """
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in font_folders())
    settings = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    settings.write_text(
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f'<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}</fontconfig>',
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


@pytest.fixture(scope="session")
def chromium(playwright, with_fonts):
    if not os.environ.get("CHROMIUM"):
        pytest.fail("no Chromium; 'make test' finds or brings one, or name one: CHROMIUM=/path/to/chromium", pytrace=False)
    return playwright.chromium.launch(
        executable_path=os.environ["CHROMIUM"],
        env=with_fonts,
        args=[
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    )


@pytest.fixture(scope="session")
def firefox(playwright, with_fonts):
    if not os.environ.get("FIREFOX"):
        pytest.skip("no Firefox; name one: FIREFOX=/path/to/firefox")
    return playwright.firefox.launch(
        channel="moz-firefox", executable_path=os.environ["FIREFOX"], env=with_fonts
    )


@pytest.fixture
def browser(request):
    """The browser of the test's engine, as its mark says; Chromium if none does."""
    return request.getfixturevalue(getattr(request, "param", "chromium"))


@pytest.fixture
def open_page(browser):
    """Open pages in contexts of their own, at an address if one is given: ``open_page(address, color_scheme="dark", …)``."""
    contexts = []

    def new(address=None, width=1366, height=900, **options):
        options = {"locale": "en-GB", **options}
        if browser.browser_type.name == "firefox":
            ignored = NOT_IN_FIREFOX & options.keys()
            assert not ignored, f"no {ignored} in Firefox; mark the test with CHROMIUM_ONLY"
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def kept_pages():
    return {}


@pytest.fixture
def keep_page(browser, kept_pages):
    """Open a page for all tests that ask its scripts and leave it as it is: ``keep_page(address)``."""

    def keep(address="about:blank"):
        if (browser, address) not in kept_pages:
            kept_pages[browser, address] = browser.new_context(locale="en-GB").new_page()
            kept_pages[browser, address].goto(address)
        return kept_pages[browser, address]

    return keep


def forbid_forks_with_threads() -> None:
    """Let Python raise its warning of a fork of a process with several threads; it can from 3.15 on."""
    warnings.filterwarnings("error", "This process .* is multi-threaded", DeprecationWarning)


@contextmanager
def new_process():
    """Yield what calls a function in a new process: ``call(function, argument, …)``; all of it is pickled.

    That one has no other threads, so it may fork.  The one of the tests has those of xdist, of servers, of Typst.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), forbid_forks_with_threads) as pool:
        yield lambda *call, **named: pool.submit(*call, **named).result()


@pytest.fixture(scope="session")
def single_threaded():
    """Call functions in one process that has no other threads: ``single_threaded(function, argument, …)``."""
    with new_process() as call:
        yield call


@pytest.fixture
def warned(monkeypatch):
    """What the machinery warns of meanwhile: the place and the words of each."""
    from translated_docs.content.warnings import logger  # with all of Sphinx

    found = []
    monkeypatch.setattr(
        logger, "warning", lambda words, *values, location, **_: found.append((location, words % values if values else words))
    )
    return found


@pytest.fixture
def said(warned):
    """The words of that alone, when they are asked for."""
    return lambda: [words for _place, words in warned]


def without_make() -> dict[str, str]:
    """Return the environment without what the make that runs the tests has put into it, for another make."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}


class Project:
    """A copy of this project that a test may change and build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("build", ".venv", ".git", "tests", "__pycache__", "*.mo")
        shutil.copytree(ROOT, folder, ignore=ignored)
        (folder / ".venv").symlink_to(ROOT / ".venv")

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run make with the two outputs in one; never raises."""
        return subprocess.run(
            ["make", *arguments],
            cwd=self.folder,
            env={**without_make(), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def must_make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run make as above, which has to succeed."""
        built = self.make(*arguments, **environment)
        assert built.returncode == 0, built.stdout
        return built

    def add_settings(self, lines: str) -> None:
        """Write lines at the end of conf.py."""
        with (self.folder / "conf.py").open("a", encoding="utf-8") as settings:
            settings.write(lines)

    @contextmanager
    def changed(self, name: str, old: str, new: str, *targets: str):
        """Change a file, make the targets (all if none is named), and put the file back.

        What was built stays until the next build, which sees the file again.
        """
        path = self.folder / name
        whole = path.read_text(encoding="utf-8")
        assert old in whole
        path.write_text(whole.replace(old, new, 1), encoding="utf-8")
        try:
            self.must_make(*targets)
            yield
        finally:
            path.write_text(whole, encoding="utf-8")

    def modified(self) -> dict[str, int]:
        """Return when each HTML page was written, by its address."""
        top = self.folder / "build" / "html"
        return {str(path.relative_to(top)): path.stat().st_mtime_ns for path in top.rglob("*.html")}

    def page(self, address: str) -> str:
        return (self.folder / "build" / "html" / address).read_text(encoding="utf-8")

    def files(self, below: str = "build/site") -> dict[str, bytes]:
        """Return the files of a folder by their relative names."""
        top = self.folder / below
        return {
            str(path.relative_to(top)): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project, built once. Whoever changes it puts it back."""
    copy = Project(tmp_path_factory.mktemp("copy") / "project")
    copy.must_make()
    return copy


# Two pages with something of everything.
SMALL = {
    "index": """(front)=
# 小さな本

小さな本の、初めの段落です[^note]。

:::{slide} 1 ただ一枚のスライド
- 一行
:::

[次の章](#chapter-one)へ。

[^note]: Somebody, “Something”. <https://www.example.org/>

```{toctree}
:hidden:
:caption: 本文

chapter
terms
```
""",
    "chapter": "(chapter-one)=\n# 章\n\n{term}`言葉`が一つだけある章です。\n",
    "terms": "(terms)=\n# 用語集\n\n:::{glossary}\n言葉\n  意味。\n:::\n",
}


# What conf.py says of pages that they lack.
LINES_OF_PAGES = (
    'translators_page = "contributing/translate"\n',
    'rights_page = "colophon#colophon-rights"\n',
    'epub_exclude_files = ["contributing/translate.xhtml", "contributing/publish.xhtml"]  # of the site alone\n',
)


class SmallProject(Project):
    """A publication of few pages with all of our machinery: built in a quarter of the time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for path in [*(folder / "docs").rglob("*.md"), *(folder / "locale").rglob("*.po")]:
            if path.stem != "sphinx":
                path.unlink()
        settings = folder / "conf.py"
        text = settings.read_text(encoding="utf-8")
        for line in LINES_OF_PAGES:
            assert line in text
            text = text.replace(line, "")
        settings.write_text(text, encoding="utf-8")
        shutil.rmtree(folder / "docs" / "lab", ignore_errors=True)
        (folder / "docs" / "anchor_aliases.tsv").unlink(missing_ok=True)
        for name, text in SMALL.items():
            (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
            catalog = folder / "locale" / "en" / "LC_MESSAGES" / f"{name}.po"
            catalog.write_text('msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "章"\nmsgstr "Chapter"\n', "utf-8")


def modules_after(code: str) -> set[str]:
    """Return the names of all modules that are imported when a process of its own has run some code."""
    folders = [str(ROOT / "docs" / "_ext")]
    code = f"import sys; sys.path[:0] = {[str(ROOT), *folders]!r}\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def html_pages(language: str) -> list[Path]:
    """Return the HTML files of one language."""
    return sorted((SITE / language).rglob("*.html"))


def page_addresses(language: str) -> list[str]:
    """Return the addresses of one language's pages, relative to the site."""
    return [str(path.relative_to(SITE)) for path in html_pages(language)]


@cache
def book_pages(language: str) -> tuple[str, ...]:
    """Return the text of each page of a language's PDF."""
    with pymupdf.open(SITE / language / f"{conf.project}-{language}.pdf") as book:
        return tuple(page.get_text() for page in book)


def outline_titles(outline):
    """Yield the titles of a PDF's bookmarks, at every depth."""
    for entry in outline:
        if isinstance(entry, list):
            yield from outline_titles(entry)
        else:
            yield entry.title


ALL_ADDRESSES = [address for language in LANGUAGES for address in page_addresses(language)]
# What browsers see in the source alone in `make test`: translations differ in their words, and wait for what is slow.
SOURCE_FIRST = [pytest.param(code, marks=SLOW if number else ()) for number, code in enumerate(LANGUAGES)]


def one_worker_each(values: list[str]) -> list:
    """Return addresses whose tests stay together, for a fixture that is dear to set up; translations are slow."""
    translations = tuple(f"{code}/" for code in LANGUAGES[1:])
    return [
        pytest.param(value, marks=[pytest.mark.xdist_group(value), *([SLOW] if value.startswith(translations) else [])])
        for value in values
    ]
