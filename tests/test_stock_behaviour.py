"""Each patch of somebody else's code is still needed; when one is not, remove it."""

from __future__ import annotations

import gc
import io
import os
import pickle
import shutil
import sys
import weakref
from collections import Counter
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, SLOW, modules_after, new_process
from docutils import nodes
from docutils import utils as docutils_utils
from docutils.frontend import OptionParser
from docutils.utils import new_document, smartquotes
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import sphinx_
from sphinx import theming
from sphinx.application import Sphinx
from sphinx.cmd import build
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform, HighlightLanguageVisitor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from translated_docs.jobs.runner import Job, run_jobs
from translated_docs.performance.slim_doctrees import set_document

# What is pinned changes with the requirements alone.
pytestmark = SLOW


def test_stock_sphinx_still_has_builders_that_nobody_asks_for():
    from_stock = modules_after("import importlib, sphinx.application as stock; [*map(importlib.import_module, stock.builtin_extensions)]")
    assert "sphinx.builders.latex" in from_stock, "Sphinx starts lean now: take that part out of lazy_imports.py"


@pytest.mark.parametrize(
    ("stock", "unused"),
    [
        ("sphinx.transforms.post_transforms.images", "requests.sessions"),
        ("sphinx.builders.html", "snowballstemmer.porter_stemmer"),
        ("sphinx.transforms.post_transforms.code", "doctest"),
        ("sphinx.highlighting", "pygments.lexers.lisp"),
        ("furo", "soupsieve.css_parser"),
        ("furo", "charset_normalizer.cd"),
        ("furo", "bs4"),
        ("docutils.parsers.rst.directives.images", "PIL.ExifTags"),
        ("docutils.parsers.rst.directives.images", "_ssl"),
        ("docutils.writers.html5_polyglot", "docutils.utils.math.math2html"),
    ],
)
def test_stock_modules_still_import_what_a_build_has_no_use_for(stock, unused):
    assert unused in modules_after(f"import {stock}"), f"{stock} starts lean now: take that part out of lazy_imports.py"


def test_a_build_imports_nothing_that_it_has_no_use_for():
    imported = modules_after("from translated_docs.performance import startup; startup.preload(); from translated_docs.jobs import schedule; startup.preload_for_site()")
    assert not imported & {
        "sphinx.builders.latex", "sphinx.builders.linkcheck", "alabaster",
        "requests.sessions", "snowballstemmer.porter_stemmer", "doctest", "pygments.lexers.lisp", "soupsieve.css_parser",
        "charset_normalizer.cd", "bs4", "PIL.ExifTags", "_ssl",
    }  # fmt: skip


@pytest.mark.parametrize(
    "use",
    [
        "from sphinx.util.requests import get",
        "import snowballstemmer; snowballstemmer.stemmer('english').stemWord('running')",
        "from sphinx.transforms.post_transforms.code import doctest; doctest.blankline_re; doctest.doctestopt_re",
        "from sphinx.highlighting import lexer_classes; lexer_classes['rest']().get_tokens('*words*')",
        "import soupsieve; soupsieve.compile('p')",
        "import furo; assert all(furo.get_navigation_tree(f'<ul><li>{words}</li></ul>') for words in 'ab')",
        "import furo, sys; assert furo.get_navigation_tree('') == '' and 'bs4' not in sys.modules",
        "from docutils.parsers.rst.directives.images import PIL; PIL.Image.new('L', (1, 1))",
        "from docutils.writers._html_base import math2html; assert math2html.math2html('x')",
        "from http.client import HTTPSConnection; HTTPSConnection('example.org'); import ssl; ssl.PROTOCOL_TLS",
        "import warnings; warnings.filterwarnings('error', 'Unable to find'); import requests",  # which asks charset_normalizer for its version
        "import bs4; assert bs4.BeautifulSoup('caf\\u00e9 '.encode('latin-1') * 9, 'html.parser').original_encoding",
    ],
)
def test_what_is_not_imported_is_there_for_whoever_uses_it(use):
    modules_after(f"from translated_docs.performance import lazy_imports; lazy_imports.apply(); {use}")


SETTINGS = {"extensions": ["myst_parser"], "locale_dirs": ["locale"], "gettext_compact": False, "html_theme": "basic"}
# More than two processes are given at once: the last knows what the first has read.
PAGES = [f"page-{number}" for number in range(24)]
PAGE = "---\norphan: true\n---\n# 題\n\n言葉だけです。\n\n**太い**言葉です。\n"
MESSAGES = {"題": "Title", "言葉だけです。": "Words alone.", "**太い**言葉です。": "Words in **bold**."}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The folder of many small pages with a catalog each, for Sphinx and MyST as they come."""
    folder = tmp_path_factory.mktemp("stock")
    catalogs = folder / "locale" / "en" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    entries = "\n".join(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in MESSAGES.items())
    contents = "\n".join(["```{toctree}", *PAGES, "```"])
    (folder / "index.md").write_text(f"# Front\n\n{contents}\n", encoding="utf-8")
    for name in PAGES:
        (folder / f"{name}.md").write_text(PAGE, encoding="utf-8")
        catalog = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entries}'
        (catalogs / f"{name}.po").write_text(catalog, encoding="utf-8")
    return folder


def application(folder: Path, out: Path, processes: int) -> Sphinx:
    return Sphinx(
        srcdir=folder, confdir=None, outdir=out / "html", doctreedir=out / "doctrees", buildername="html",
        confoverrides=SETTINGS | {"language": "en"}, status=None, warning=io.StringIO(), parallel=processes,
    )  # fmt: skip


def count_calls(owner: object, name: str, calls: Counter) -> None:
    stock = getattr(owner, name)
    setattr(owner, name, lambda *arguments, **named: calls.update([name]) or stock(*arguments, **named))


def observe_reading(folder: Path, out: Path) -> dict[str, object]:
    """Return what stock Sphinx does while one process reads all pages."""
    calls, parsed, doctrees = Counter(), Counter(), []
    for owner, name in [
        (base, "get_default_settings"), (sphinx_, "create_md_parser"), (smartquotes, "educate_tokens"), (OptionParser, "__init__"),
    ]:  # fmt: skip
        count_calls(owner, name, calls)
    parse = sphinx_.MystParser.parse
    sphinx_.MystParser.parse = lambda self, text, document: parsed.update([text]) or parse(self, text, document)
    with patch_docutils(), docutils_namespace():
        app = application(folder, out, 1)
        app.connect("doctree-read", lambda app, doctree: doctrees.append(weakref.ref(doctree)))
        app.builder.read()
        gc.collect()
        file = out / "doctrees" / f"{PAGES[0]}.doctree"
        set_document(app, doctree := pickle.loads(file.read_bytes()))
        of_sphinx = calls["__init__"] - calls["get_default_settings"]  # the other parsers of options are MyST's
        return {
            "calls": {**calls, "OptionParser": of_sphinx},
            "parsed": {text: parsed[text] / len(PAGES) for text in MESSAGES.values()},
            "doctrees in memory": sum(doctree() is not None for doctree in doctrees),
            "doctree size": file.stat().st_size / len(pickle.dumps(doctree)),
        }


def observe_writing(folder: Path, out: Path) -> dict[str, object]:
    """Return what stock Sphinx does while one process writes all pages."""
    calls = Counter()
    count_calls(docutils_utils, "get_stylesheet_list", calls)
    count_calls(theming, "entry_points", calls)
    with patch_docutils(), docutils_namespace():
        app = application(folder, out, 1)
        app.build()
    return {"searches for styles": calls["get_stylesheet_list"], "searches for themes": calls["entry_points"]}


def observe_processes(folder: Path, out: Path) -> dict[str, object]:
    """Return what stock Sphinx does in this process, and sends to it, when it may use two."""
    seen = {"read here": [], "resolved here": [], "sent for others": set()}
    with patch_docutils(), docutils_namespace():
        app = application(folder, out, 2)
        app.connect("doctree-resolved", lambda app, doctree, docname: seen["resolved here"].append(docname))
        app.connect("env-merge-info", lambda app, env, names, other: seen["sent for others"].update(other.tocs.keys() - {*names}))
        app.build()
        for name in PAGES[:6]:
            os.utime(folder / f"{name}.md", (0, 0))
        app.connect("source-read", lambda app, docname, source: seen["read here"].append(docname))
        app.builder.read()
    return seen


@pytest.fixture(scope="module")
def stock(project, tmp_path_factory):
    """What stock Sphinx does, seen in a process of its own, where nothing is patched."""
    with new_process() as call:
        processes = call(observe_processes, project, tmp_path_factory.mktemp("processes"))
        writing = call(observe_writing, project, tmp_path_factory.mktemp("writing"))
    with new_process() as call:
        return processes | writing | call(observe_reading, project, tmp_path_factory.mktemp("reading"))


@pytest.mark.parametrize(
    ("function", "advice"),
    [
        ("get_default_settings", "MyST keeps its settings now: remove settings_cache.py"),
        ("OptionParser", "Sphinx keeps docutils' settings now: take that part out of settings_cache.py"),
        ("create_md_parser", "MyST keeps its parser now: take message_parser out of content/markup/message_parser.py"),
        ("educate_tokens", "docutils leaves alone what has no straight quotes now: remove skip_smart_quotes.py"),
    ],
)
def test_stock_still_does_for_every_page_what_could_be_spared(stock, function, advice):
    assert stock["calls"][function] >= len(PAGES), advice


def test_stock_sphinx_still_looks_for_the_styles_of_docutils(stock):
    assert stock["searches for styles"] >= 2 * len(PAGES), "they are not looked for now: take that part out of settings_cache.py"


def test_stock_sphinx_still_looks_for_themes_in_each_output(stock):
    assert stock["searches for themes"], "they are not looked for now: take that part out of settings_cache.py"


@pytest.mark.parametrize("text", MESSAGES.values())
def test_stock_sphinx_still_parses_every_message_twice(stock, text):
    assert stock["parsed"][text] >= 2 or text == "Title", "Sphinx parses a message once now: remove message_parse_cache.py"


def test_stock_sphinx_still_keeps_every_doctree_in_memory(stock):
    assert stock["doctrees in memory"] >= len(PAGES), "Sphinx keeps no doctrees now: remove doctree_cache.py"


def test_stock_sphinx_still_writes_more_than_the_page_into_its_doctree(stock):
    assert stock["doctree size"] > 1.5, "a doctree holds its page alone now: remove slim_doctrees.py"


def test_stock_sphinx_still_begins_processes_for_a_few_pages(stock):
    assert not stock["read here"], "Sphinx reads a few pages itself now: take the class for few pages out of parallel_read.py"


def calls_of_search(depth: int) -> int:
    """Return how many functions docutils calls to look through nodes within one another for what is not there."""
    inner = outer = nodes.section()
    for _ in range(depth):
        inner += nodes.section()
        inner = inner[0]
    calls = Counter()
    sys.setprofile(lambda _frame, event, _argument: calls.update([event]))
    try:
        found = list(outer.findall(nodes.image))
    finally:
        sys.setprofile(None)
    assert found == []
    return calls["call"]


def test_stock_docutils_still_begins_a_generator_for_each_node():
    with new_process() as call:
        assert call(calls_of_search, 50) > 50, "docutils looks through a page in one go now: remove node_search.py"


def visited_for_code(paragraphs: int) -> int:
    """Return how many nodes of a page without code Sphinx looks at for the language of its code."""
    page, calls = new_document("page"), Counter()
    page.settings.env = SimpleNamespace(config=SimpleNamespace(highlight_language="default"))
    page += [nodes.paragraph() for _ in range(paragraphs)]
    count_calls(HighlightLanguageVisitor, "dispatch_visit", calls)
    HighlightLanguageTransform(page).apply()
    return calls["dispatch_visit"]


def test_stock_sphinx_still_goes_through_a_page_for_the_languages_of_code():
    with new_process() as call:
        assert call(visited_for_code, 50) > 50, "Sphinx looks for code alone now: remove code_languages.py"


def templates_of_sphinx(folder: Path, out: Path) -> object:
    with patch_docutils(), docutils_namespace():
        return application(folder, out, 1).builder.templates.environment.bytecode_cache


def test_stock_sphinx_still_keeps_no_templates(project, tmp_path):
    with new_process() as call:
        assert call(templates_of_sphinx, project, tmp_path) is None, "Sphinx keeps compiled templates now: see whether template_cache.py can go"


def test_stock_sphinx_still_sends_what_other_processes_have_read(stock):
    assert stock["sent for others"], "a process sends its own pages alone now: take that part out of parallel_read.py"


def test_stock_sphinx_still_resolves_every_page_in_one_process(stock):
    assert {*PAGES} <= {*stock["resolved here"]}, "Sphinx resolves pages in several processes now: remove parallel_write.py"


def test_stock_sphinx_still_makes_one_output_in_a_process():
    asked = build.get_parser().parse_args(["-b", "html", "-b", "epub", "docs", "out"])
    assert asked.builder == "epub", "sphinx-build makes several outputs at once now: see whether preload can go (startup.py)"


def processes_of_jobs(folder: Path) -> set[str]:
    """Return the processes that run two jobs, one after the other."""
    jobs = [Job(name, partial(note_process, folder / name), after) for name, after in [("first", ()), ("last", ("first",))]]
    assert run_jobs(jobs)
    return {path.read_text() for path in folder.iterdir()}


def note_process(path: Path) -> None:
    path.write_text(str(os.getpid()))


def test_each_job_is_still_a_process_that_would_import_everything_itself(tmp_path):
    with new_process() as call:
        assert len(call(processes_of_jobs, tmp_path)) == 2, "jobs share a process now: take preload out of startup.py"


SANITIZE = """
from time import process_time
from pathlib import Path
from translated_docs.performance import startup
startup.preload()
from translated_docs.catalogs.policy.sanitize import sanitize_catalogs
imported, folder = process_time(), Path({folder!r})
for code in startup.conf.languages:
    sanitize_catalogs(folder, code)
(folder / "share").write_text(str(process_time() / imported - 1))
"""


def test_the_catalogs_of_a_new_build_still_take_time_that_another_core_can_spare(tmp_path):
    """Their CPU time is compared with that of the imports, while which they are sanitized."""
    for name in ("docs", "locale"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("_ext"))
    modules_after(SANITIZE.format(folder=str(tmp_path)))
    assert float((tmp_path / "share").read_text()) > 0.02, "catalogs take no time now: take idle_cores out of startup.py"


def test_stock_python_still_collects_garbage_often():
    assert gc.get_threshold()[0] < 10_000, "Python collects seldom now: take garbage_collection out of startup.py"
