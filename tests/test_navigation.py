"""The navigation is computed once a language, and is on every page what Sphinx and Furo would make of it."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import LANGUAGES, SmallProject
from furo.navigation import get_navigation_tree
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.docutils import docutils_namespace, patch_docutils
from translated_docs.html import navigation as navigation_module
from translated_docs.html import share_picture

# MyST-Parser 5.2 uses what Sphinx 11 will no longer have.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser:PendingDeprecationWarning", "ignore:'myst_parser:DeprecationWarning")

# Below one another, twice in the tree, out of the site, with names that have to be quoted.
PAGES = {
    "part": "# 部 & <i>\n\n```{toctree}\nfolder/one\nfolder/two\n外 <https://example.org/?a=b&c=d>\n```\n",
    "folder/one": "# 一\n\n```{toctree}\ndeeper/three\n/terms\n```\n",
    "folder/two": "# 二 `code` と *em*\n",
    "folder/deeper/three": "# 三\n\n## 節\n",
    "folder/四 &": "# 四\n",
    "alone": "---\norphan: true\n---\n\n# 一人\n",
}
TWICE = ("terms", "folder/two")
MORE = "\n```{toctree}\n:caption: 他 & <b>\n:numbered: 2\n\npart\nfolder/四 &\nfolder/two\n```\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = SmallProject(tmp_path_factory.mktemp("navigation") / "project").folder / "docs"
    for name, text in PAGES.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    index = folder / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return folder.parent


@pytest.fixture(autouse=True)
def without_picture(monkeypatch):
    """Leave the picture to share empty: to set it this process would fork, which has threads."""
    monkeypatch.setattr(share_picture, "picture_bytes", lambda picture: b"")


def by_sphinx_and_furo(builder, docname, collapse):
    tree = global_toctree_for_doc(
        builder.env, docname, builder,
        tags=builder.tags, collapse=collapse, titles_only=True, maxdepth=-1, includehidden=True,
    )  # fmt: skip
    return get_navigation_tree(builder.render_partial(tree)["fragment"])


def elements(html):
    """Return HTML as nested lists, where the order of attributes and blanks between elements make no difference."""

    def shown(node):
        if not isinstance(node, Tag):
            return str(node)
        children = [shown(child) for child in node.children if isinstance(child, Tag) or child.strip()]
        return [node.name, dict(node.attrs), *children]

    return shown(BeautifulSoup(html, "html.parser"))[2:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_large", [False, True], ids=["all of it", "of a large tree what leads to the page"])
def test_it_is_what_sphinx_and_furo_would_make_on_every_page(folder, language, tmp_path, monkeypatch, is_large):
    monkeypatch.setattr(navigation_module, "MOST_ENTRIES", 1 if is_large else 400)
    navigation_module.navigation_of.cache_clear()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=folder / "docs", confdir=folder, outdir=tmp_path / "html", doctreedir=tmp_path / "doctrees",
            buildername="html", confoverrides={"language": language}, status=None, warning=io.StringIO(),
        )  # fmt: skip
        app.build()
        pages = [*app.env.found_docs, "search"]
        for docname in pages:
            if is_large and docname in TWICE:
                continue  # Sphinx opens one of the branches that lead there, and we both
            html = (tmp_path / "html" / f"{docname}.html").read_text("utf-8")
            drawn = BeautifulSoup(html, "html.parser").select_one(".sidebar-tree").decode_contents()
            expected = by_sphinx_and_furo(app.builder, docname, is_large)
            assert elements(drawn) == elements(expected.replace('role="heading"', 'role="heading" aria-level="2"')), docname
    assert len(pages) > len(PAGES)


def test_it_is_computed_once(folder, tmp_path, monkeypatch):
    computed = []
    monkeypatch.setattr(navigation_module, "global_toctree_for_doc",
                        lambda *a, **k: computed.append(a[1]) or global_toctree_for_doc(*a, **k))  # fmt: skip
    navigation_module.navigation_of.cache_clear()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=folder / "docs", confdir=folder, outdir=tmp_path / "html", doctreedir=tmp_path / "doctrees",
            buildername="html", status=None, warning=io.StringIO(),
        )  # fmt: skip
        app.build()
    assert computed == [navigation_module.AT_THE_TOP]
