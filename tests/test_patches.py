"""Each patch of somebody else's code is still needed; when one is not, remove it."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest
from conftest import modules_after
from myst_parser.parsers import sphinx_
from sphinx.builders import Builder


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
    ],
)
def test_stock_modules_still_import_what_a_build_has_no_use_for(stock, unused):
    assert unused in modules_after(f"import {stock}"), f"{stock} starts lean now: take that part out of lazy_imports.py"


def test_a_build_imports_nothing_that_it_has_no_use_for():
    imported = modules_after("from translated_docs.performance import startup; startup.preload(); from translated_docs.jobs import schedule; startup.preload_html()")
    assert not imported & {
        "sphinx.builders.latex", "sphinx.builders.linkcheck", "alabaster",
        "requests.sessions", "snowballstemmer.porter_stemmer", "doctest", "pygments.lexers.lisp", "soupsieve.css_parser",
    }  # fmt: skip


@pytest.mark.parametrize(
    "use",
    [
        "from sphinx.util.requests import get",
        "import snowballstemmer; snowballstemmer.stemmer('english').stemWord('running')",
        "from sphinx.transforms.post_transforms.code import doctest; doctest.blankline_re; doctest.doctestopt_re",
        "from sphinx.highlighting import lexer_classes; lexer_classes['rest']().get_tokens('*words*')",
        "import soupsieve; soupsieve.compile('p')",
    ],
)
def test_what_is_not_imported_is_there_for_whoever_uses_it(use):
    modules_after(f"from translated_docs.performance import lazy_imports; lazy_imports.apply(); {use}")


def test_stock_myst_still_builds_its_settings_for_every_message():
    # In a process of its own, where nothing is patched.
    count = (
        "from myst_parser.mdit_to_docutils import base\n"
        "calls = []\n"
        "stock = base.get_default_settings\n"
        "base.get_default_settings = lambda *parts: calls.append(1) or stock(*parts)\n"
        "base.make_document(); base.make_document()\n"
        "print(len(calls))\n"
    )
    done = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2", "MyST keeps its settings now: take that half out of myst_parser_cache.py"


def test_stock_myst_still_builds_its_parser_for_every_message():
    source = inspect.getsource(sphinx_.MystParser.parse)
    assert "create_md_parser(config" in source, "MyST keeps its parser now: take that half out of myst_parser_cache.py"


def test_stock_sphinx_still_keeps_every_doctree_in_memory():
    source = inspect.getsource(Builder.write_doctree)
    assert "_write_doc_doctree_cache[docname] = doctree" in source, "Sphinx keeps no doctrees now: remove doctree_cache.py"
