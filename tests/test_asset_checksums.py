"""The element of a style sheet or a script is made once for all pages from which the way to it is the same."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sphinx.util.osutil import relative_uri
from translated_docs.html import asset_checksums

STYLE, SCRIPT = "_static/own/site.css", "_static/own/late.js"


@pytest.fixture
def elements(monkeypatch):
    """Return a function that gives the elements of a page, and the list of the files that Sphinx was asked for."""
    monkeypatch.setattr(asset_checksums, "copied_before_pages", lambda _app: {"own/site.css"})
    app, asked = type("App", (), {"builder": SimpleNamespace(name="html")})(), []

    def of_page(page: str) -> list[str]:
        def tag(file: str) -> str:
            asked.append(file)
            return f'"{relative_uri(f"{page}.html", file)}?v=01ab"'

        context = {"css_tag": tag, "js_tag": tag}
        asset_checksums.leave_out_checksums(app, page, "page.html", context, None)
        return [context["css_tag"](STYLE), context["js_tag"](SCRIPT)]

    return of_page, asked


def test_pages_of_one_depth_share_their_elements(elements):
    of_page, asked = elements
    assert of_page("a/one") == of_page("b/two") == ['"../_static/own/site.css?v=01ab"', '"../_static/own/late.js"']
    assert of_page("index") == of_page("other") == ['"_static/own/site.css?v=01ab"', '"_static/own/late.js"']
    assert asked == [STYLE, SCRIPT] * 2


def test_pages_beside_the_files_have_those_of_their_folder(elements):
    of_page, _asked = elements
    folders = {"a/b": "../_static/own/", "_static/page": "own/", "c/d": "../_static/own/", "_static/own/page": "", "_static/other/page": "../own/"}
    for page, way in folders.items():
        assert of_page(page) == [f'"{way}site.css?v=01ab"', f'"{way}late.js"']
