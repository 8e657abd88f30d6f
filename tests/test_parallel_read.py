"""A few pages are read at once; what another process has read is sent once, and does not stay in memory twice."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import weakref
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT, SLOW, SmallProject
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from translated_docs.catalogs.policy.sanitize import sanitize_catalogs
from translated_docs.performance.parallel_read import MIN_PAGES

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:PendingDeprecationWarning", "ignore:'myst_parser:DeprecationWarning")


@contextmanager
def manual(folder):
    """Yield the application of a project of many pages, that may use two processes."""
    with patch_docutils(), docutils_namespace():
        SmallProject(folder)
        for number in range(50):
            page = f"---\norphan: true\n---\n\n(page-{number})=\n# 頁 {number}\n\n言葉です。\n"
            (folder / "docs" / f"page-{number}.md").write_text(page, encoding="utf-8")
        sanitize_catalogs(folder, "ja")  # Sphinx reads the words of the interface first of all
        yield Sphinx(
            srcdir=folder / "docs", confdir=folder, outdir=folder / "html", doctreedir=folder / "doctrees",
            buildername="html", status=None, warning=io.StringIO(), parallel=2,
        )  # fmt: skip


def pages_read_here(folder, changed, processes):
    """Change some pages of many, for so many processes; return how many of them this process reads itself."""
    with manual(folder) as app:
        app.builder.read()
        read_here = []
        app.connect("source-read", lambda app, docname, source: read_here.append(docname))
        for number in range(changed):
            page = Path(app.srcdir) / f"page-{number}.md"
            page.write_text(page.read_text(encoding="utf-8").replace("言葉", "別の言葉"), encoding="utf-8")
        app.parallel = processes
        app.builder.read()
        assert app.parallel == processes  # for what is written
        return len(read_here)


@SLOW
@pytest.mark.parametrize(
    ("changed", "processes", "here"),
    [(1, 4, 1), (MIN_PAGES, 2, MIN_PAGES), (MIN_PAGES, 4, 0), (MIN_PAGES + 1, 2, 0)],
    ids=["a single page", "a few, a core for each language", "a few, two cores for each", "many"],
)
def test_few_pages_are_read_with_the_share_of_the_cores_that_a_language_has(
    single_threaded, tmp_path, changed, processes, here
):
    assert single_threaded(pages_read_here, tmp_path / "project", changed, processes) == here


def read(folder, told):
    """Read all pages, and return the environment; what is told is called at each merge."""
    with manual(folder) as app:
        app.connect("env-merge-info", lambda app, env, docnames, other: told(docnames, other), priority=1)
        app.builder.read()
        return app.env


def merged_environments(folder):
    """Return for each environment that is merged whether it is in memory still, without Python's garbage collection."""
    gc.disable()
    merged = []
    read(folder, lambda _docnames, other: merged.append(weakref.ref(other)))
    stays = [environment() is not None for environment in merged]
    gc.enable()
    return stays


def test_an_environment_goes_once_it_is_merged(single_threaded, tmp_path):
    stays = single_threaded(merged_environments, tmp_path / "project")
    assert stays
    assert not any(stays)


def sent_pages(folder):
    """Return the pages that each process has read, those it has sent something of, and those known in the end."""
    sent = []

    def note(docnames, other):
        sent.append((set(docnames), set().union(other.tocs, other.titles, other.longtitles, *other.page_data.values())))

    env = read(folder, note)
    return sent, [set(pages) for pages in (env.found_docs, env.tocs, env.titles, env.longtitles, env.page_data["SearchRecords"])]


def test_a_process_sends_what_it_has_noted_of_the_pages_that_it_has_read_and_no_more(single_threaded, tmp_path):
    sent, (found, *known) = single_threaded(sent_pages, tmp_path / "project")
    assert len(sent) > 2  # more than there are processes: the last is forked after a merge
    assert all(docnames == noted for docnames, noted in sent)
    assert all(pages == found for pages in known)


def test_a_process_leaves_alone_what_it_was_forked_with():
    # Python's garbage collection would write to each thing, and the memory be no longer shared.
    script = """
import gc, os
from translated_docs.performance import startup
startup.preload()
pages = [["a page that was read before"]]
before = gc.is_tracked(pages) and any(found is pages for found in gc.get_objects())
if os.fork():
    _, status = os.wait()
    assert before and status == 0
else:
    os._exit(any(found is pages for found in gc.get_objects()))
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
