"""The pages of a toctree follow, in the books, the page that it stands on; what else it has is shown there."""

from __future__ import annotations

import re

import pymupdf
import pytest
from conftest import SLOW, SmallProject
from docutils import nodes
from pypdf import PdfReader
from sphinx import addnodes
from translated_docs.pdf.doctrees.toctrees import printed

import conf

pytestmark = SLOW
PAGES = {
    "part": """# 部

文です。

```{toctree}
:caption: 案内

intro
はじめの一歩 <steps>
外の場所 <https://example.org/>
```

(part-more)=
## 続き

文の続きです[^more]。

[^more]: 注の文。
""",
    "intro": "# 初めの頁\n\n初めの文です[^one]、[^two]。\n\n[^one]: 一。\n\n[^two]: 二。\n\n```{toctree}\ndeeper\n```\n",
    "deeper": "# 深い頁\n\n深い文です。\n",
    "steps": """# 歩み

歩みの文です。

::::{only} html
:::{toctree}
site-only
:::
::::

::::{only} pdf
:::{toctree}
book-only
:::
::::

::::{grid} 2
:::{grid-item}
```{toctree}
in-a-grid
```
:::
::::
""",
    "site-only": "# 案内板\n\n案内板の文です。\n",
    "book-only": "# 奥付\n\n奥付の文です。\n",
    "in-a-grid": "格子の前の文です。\n\n(grid)=\n# 格子\n\n格子の文です。\n",
}
FRONT = """(guides)=
## 案内書

```{toctree}
chapter
terms
```

(others)=
## 他のもの

```{toctree}
:hidden:

part
```

終わりの文です。
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The Japanese book and the bilingual one."""
    project = SmallProject(tmp_path_factory.mktemp("toctrees") / "project")
    index = project.folder / "docs" / "index.md"
    index.write_text(index.read_text("utf-8").partition("```{toctree}")[0] + FRONT, encoding="utf-8")
    project.add_settings('extensions += ["sphinx_design"]\n')
    for name, text in PAGES.items():
        (project.folder / "docs" / f"{name}.md").write_text(f"({name})=\n{text}", encoding="utf-8")
    project.must_make()
    site = project.folder / "build" / "site"
    return {"ja": site / "ja" / f"{conf.project}-ja.pdf", "ja-en": site / f"{conf.project}-ja-en.pdf"}


@pytest.fixture(scope="module")
def books(files):
    """The text of each page of each book."""
    return {name: [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(file).pages] for name, file in files.items()}


def page_with(pages, words):
    (page,) = [page for page in pages if words in page]
    return page


@pytest.mark.parametrize("book", ["ja", "ja-en"])
def test_a_page_ends_before_the_pages_of_its_toctree(books, book):
    places = [
        next(place for place, page in enumerate(books[book]) if words in page)
        for words in ("文の続きです", "初めの文です", "深い文です", "歩みの文です")
    ]
    assert places == list(range(places[0], places[0] + 4))


@pytest.mark.parametrize("book", ["ja", "ja-en"])
def test_a_toctree_for_others_leads_nowhere(books, book):
    pages = books[book]
    assert not any("案内板の文です" in page for page in pages)
    assert page_with(pages, "奥付の文です") == pages[pages.index(page_with(pages, "歩みの文です")) + 1]
    assert page_with(pages, "格子の文です") == pages[pages.index(page_with(pages, "奥付の文です")) + 1]


def test_what_stands_above_a_title_is_in_its_chapter_below_it(books):
    assert "格子格子の前の文です。格子の文です。" in page_with(books["ja"], "格子の文です")
    assert "格子の前の文です。" in page_with(books["ja-en"], "格子の文です")


# How deep each title stands: below the front page a page of its toctree, below that its sections and those of its own.
DEPTHS = {"小さな本": 1, "案内書": 2, "章": 2, "部": 2, "続き": 3, "初めの頁": 3, "深い頁": 4, "歩み": 3, "奥付": 4}


@pytest.mark.parametrize("book", ["ja", "ja-en"])
def test_the_bookmarks_stand_as_deep_as_the_toctrees(files, book):
    with pymupdf.open(files[book]) as pdf:
        depths = {title.partition(" / ")[0]: depth for depth, title, _page in pdf.get_toc()}
    assert {title: depths[title] for title in DEPTHS} == DEPTHS


@pytest.mark.parametrize("book", ["ja", "ja-en"])
def test_the_contents_list_pages_alone_each_to_the_right_of_the_one_that_leads_to_it(files, book):
    with pymupdf.open(files[book]) as pdf:
        lines = [line for block in pdf[1].get_text("dict")["blocks"] for line in block["lines"]]
    starts = {}
    for line in lines:
        title = "".join(span["text"] for span in line["spans"]).partition(" / ")[0].partition(" .")[0].strip()
        starts.setdefault(title, line["bbox"][0])
    assert not starts.keys() & {"案内書", "続き"}
    shown = [starts[title] for title in ("小さな本", "部", "初めの頁", "深い頁")]
    assert shown == sorted(set(shown))
    assert starts["章"] == starts["部"] and starts["初めの頁"] == starts["歩み"] < starts["奥付"] == starts["格子"]


def test_its_notes_are_numbered_in_its_own_chapter(books):
    assert "文の続きです1。" in page_with(books["ja"], "文の続きです")
    assert "初めの文です1、2。" in page_with(books["ja"], "初めの文です")


def test_what_a_toctree_has_beside_pages_is_shown_in_its_place(books):
    page = page_with(books["ja"], "文の続きです")
    assert re.search(r"文です。案内•初めの頁（\d+ページ）•はじめの一歩（\d+ページ）•外の場所続き", page)
    assert "深い頁" not in page_with(books["ja"], "初めの文です")  # it has pages alone


def test_a_heading_of_the_front_page_has_its_toctree_below_it(books):
    page = page_with(books["ja"], "終わりの文です")
    assert re.search(r"案内書•章（\d+ページ）•用語集（\d+ページ）他のもの終わりの文です。", page)


@pytest.mark.parametrize("wrap", [nodes.document, nodes.section, nodes.list_item])
def test_what_sphinx_makes_itself_is_not_shown_wherever_the_toctree_stands(wrap):
    entries = [("題", "page"), (None, "genindex"), (None, "self"), ("外", "https://example.org/")]
    toctree = addnodes.toctree(entries=entries, includefiles=["page"], caption="")
    parent = wrap(None, None) if wrap is nodes.document else wrap()
    parent += toctree
    shown = printed(toctree, "part", 0, is_root=False)
    links = shown.findall(lambda node: isinstance(node, nodes.reference | addnodes.pending_xref))
    assert [link.get("refuri") or link["reftarget"] for link in links] == ["/page", "/part", "https://example.org/"]
    assert parent.children == [toctree]
    assert [entry.astext() for entry in printed(toctree, "index", 0, is_root=True).findall(nodes.paragraph)] == ["外"]
