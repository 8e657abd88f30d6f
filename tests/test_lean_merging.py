"""What another process has read does not stay in memory twice."""

from __future__ import annotations

import gc
import io
import weakref

import pytest
from conftest import SmallProject
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from accepted_catalogs import accept_catalogs

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:PendingDeprecationWarning", "ignore:'myst_parser:DeprecationWarning")


@pytest.fixture
def no_search_for_waste():
    gc.disable()
    yield
    gc.enable()


def test_an_environment_goes_once_it_is_merged(tmp_path, no_search_for_waste):
    folder = SmallProject(tmp_path / "project").folder
    for number in range(10):
        page = f"---\norphan: true\n---\n\n(page-{number})=\n# 頁 {number}\n\n言葉です。\n"
        (folder / "docs" / f"page-{number}.md").write_text(page, encoding="utf-8")
    accept_catalogs(folder, "ja")  # Sphinx reads the words of the interface first of all
    merged = []
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=folder / "docs", confdir=folder, outdir=tmp_path / "html", doctreedir=tmp_path / "doctrees",
            buildername="html", status=None, warning=io.StringIO(), parallel=2,
        )  # fmt: skip
        app.connect("env-merge-info", lambda app, env, docnames, other: merged.append(weakref.ref(other)), priority=1)
        app.builder.read()
    assert merged
    assert not any(environment() for environment in merged)
    assert "page-9" in app.env.titles
