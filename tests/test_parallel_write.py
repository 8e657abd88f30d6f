"""Pages written in several processes are those that one process writes, and so are the warnings."""

from __future__ import annotations

import base64
import gc
import io
import weakref
from types import SimpleNamespace

import pytest
from conftest import SmallProject
from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from translated_docs.catalogs.policy.sanitize import sanitize_catalogs
from translated_docs.jobs.warning_stream import Warnings
from translated_docs.performance.parallel_write import MIN_PAGES, ParallelHTMLBuilder

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:PendingDeprecationWarning", "ignore:'myst_parser:DeprecationWarning")

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project of many pages, each with a picture of its own and a link to the next; the last leads nowhere."""
    folder = SmallProject(tmp_path_factory.mktemp("many") / "project").folder
    for number in range(MIN_PAGES + 10):
        (folder / "docs" / f"picture-{number}.gif").write_bytes(PIXEL)
        text = f"(page-{number})=\n# 頁 {number}\n\n![絵](picture-{number}.gif)\n\n{{ref}}`page-{number + 1}`\n"
        (folder / "docs" / f"page-{number}.md").write_text(f"---\norphan: true\n---\n\n{text}", encoding="utf-8")
    sanitize_catalogs(folder, "ja")  # Sphinx reads the words of the interface first of all
    return folder


def build(folder, out, processes):
    """Return what was written, by name, and what was warned of."""
    said = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=folder / "docs", confdir=folder, outdir=out / "html", doctreedir=out / "doctrees",
            buildername="html", status=None, warning=Warnings(folder, said), parallel=processes,
        )  # fmt: skip
        app.build()
    files = {path.relative_to(out): path.read_bytes() for path in (out / "html").rglob("*") if path.is_file()}
    return files, said.getvalue()


@pytest.mark.slow
def test_they_are_the_same_with_their_pictures_and_their_warnings(folder, tmp_path, single_threaded):
    one, said_by_one = single_threaded(build, folder, tmp_path / "one", 1)
    two, said_by_two = single_threaded(build, folder, tmp_path / "two", 2)
    assert len([name for name in two if name.suffix == ".gif"]) == MIN_PAGES + 10
    assert one == two
    assert f"page-{MIN_PAGES + 9}.md" in said_by_two and f"page-{MIN_PAGES + 10}" in said_by_two
    assert said_by_one == said_by_two


def test_a_page_is_gone_when_it_is_written_before_garbage_is_looked_for():
    left = []

    def resolve(name: str, *_builder: object, **_tags: object) -> nodes.document:
        page = new_document(name)
        page += nodes.section("", nodes.paragraph("", "Words"), ids=[name])
        page.note_explicit_target(page[0])
        left.append(weakref.ref(page[0][0]))
        return page

    builder = SimpleNamespace(env=SimpleNamespace(get_and_resolve_doctree=resolve), tags=None, images={}, translators=[])
    builder.write_doc_serialized = lambda _name, _page: None
    builder.write_doc = lambda _name, page: builder.translators.append(page)  # as one that knows its own methods stays
    gc.disable()
    try:
        ParallelHTMLBuilder.write_chunk(builder, ["one", "two"])
        assert [page() for page in left] == [None, None]
    finally:
        gc.enable()
