"""The book's bookmarks and the EPUB's contents show the same: what the toctrees say, in the order in which it is read."""

from __future__ import annotations

from xml.etree import ElementTree
from zipfile import ZipFile

import pymupdf
import pytest
from conftest import SLOW, SmallProject
from translated_docs.epub.contents import in_reading_order

import conf

pytestmark = SLOW
XHTML = "{http://www.w3.org/1999/xhtml}"
INDEX = """# 本

本の文です。

::::{only} builder_html
:::{toctree}
:caption: サイトの部

site
:::
::::

```{toctree}
welcome
```

```{toctree}
:caption: 初めの部

top
plain
```

```{toctree}
behind
```

```{toctree}
:caption: 次の部

inner
twice
```
"""
PLAIN = "平らな頁" + "とても長い題" * 40  # which no head of a page has room for
PAGES = {
    "index": INDEX,
    "site": "# 案内板\n\n文です。\n",
    "welcome": "# ようこそ\n\n文です。\n",
    "top": "# 目次が上の頁\n\n```{toctree}\ninner\n```\n\n## 後の節\n\n文です。\n\n### 細目\n\n文です。\n",
    "inner": "# 中の頁\n\n文です。\n\n```{toctree}\ninnermost\n```\n",
    "innermost": "# 奥の頁\n\n文です。\n",
    "plain": f"# {PLAIN}\n\n文です。\n",
    "behind": "# 部の外の頁\n\n文です。\n\n## 外の節\n\n文です。\n",
    "twice": "# 題が二つの頁\n\n文です。\n\n# 二つ目の題\n\n文です。\n",
}
# A page stands in the first toctree that leads to it; the part of the second begins with the page behind it.
CONTENTS = f"""
本
    ようこそ
初めの部
    目次が上の頁
        後の節
            細目
        中の頁
            奥の頁
    {PLAIN}
部の外の頁
    外の節
次の部
    題が二つの頁
    二つ目の題
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    project = SmallProject(tmp_path_factory.mktemp("parts") / "project")
    for path in (project.folder / "docs").glob("*.md"):
        path.unlink()
    for name, text in PAGES.items():
        (project.folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    with (project.folder / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nhouse_style = {}\n")  # which allows one toctree only
    project.must_make()
    return project.folder / "build" / "site"


@pytest.mark.parametrize("book", ["ja/{}-ja.pdf", "{}-ja-en.pdf"])
def test_the_bookmarks_of_the_book_stand_as_the_toctrees_say(site, book):
    with pymupdf.open(site / book.format(conf.project)) as pdf:
        lines = ["    " * (level - 1) + title.partition(" / ")[0] for level, title, _page in pdf.get_toc()]
    assert "\n".join(lines) == CONTENTS.strip()


@pytest.mark.parametrize("book", ["ja/{}-ja.pdf", "{}-ja-en.pdf"])
def test_the_head_of_a_page_has_as_much_of_a_title_as_it_has_room_for(site, book):
    with pymupdf.open(site / book.format(conf.project)) as pdf:
        (number,) = [number for _level, title, number in pdf.get_toc() if title.startswith(PLAIN)]
        page = pdf[number - 1]
        top = min(word[1] for word in page.get_text("words"))
    assert top > 5 * 72 / 25.4  # printers need as much


def test_the_page_of_a_part_lists_what_is_in_it(site):
    with pymupdf.open(site / "ja" / f"{conf.project}-ja.pdf") as pdf:
        (page,) = [number - 1 for _level, title, number in pdf.get_toc() if title == "初めの部"]
        text = pdf[page].get_text()
    listed = ("目次が上の頁", "中の頁", "奥の頁", "平らな頁", "部の外の頁")
    assert [title for title in listed if title in text] == [*listed[:-1]]


def entries(items, depth=0):
    for item in items:
        yield "    " * depth + item.find(f"{XHTML}a").text
        yield from entries(item.findall(f"{XHTML}ol/{XHTML}li"), depth + 1)


def test_the_contents_of_the_epub_do_as_well_but_for_sections_of_sections(site):
    with ZipFile(site / "ja" / f"{conf.project}-ja.epub") as epub:
        contents = ElementTree.fromstring(epub.read("nav.xhtml")).find(f".//{XHTML}nav/{XHTML}ol")
        points = ElementTree.fromstring(epub.read("toc.ncx")).iter("{http://www.daisy.org/z3986/2005/ncx/}text")
        titles = [point.text for point in points][1:]  # that of the book is before them
    shown = CONTENTS.replace("            細目\n", "").strip()
    assert "\n".join(entries(contents)) == shown
    assert titles == [line.strip() for line in shown.split("\n")]


# What Sphinx gives, a line for each entry with its level and its address; and what becomes of it with sections of two
# levels, without the page "none".
ORDERS = {
    "a toctree above sections": ("1 a|2 b|3 b#one|2 a#one", "1 a|2 a#one|2 b"),
    "toctrees within sections": ("1 a|2 a#one|3 b|4 c|2 a#two|3 d", "1 a|2 a#one|2 a#two|2 b|3 c|2 d"),
    "a page in two toctrees": ("1 a|2 b|1 b|1 c", "1 a|2 b|1 c"),
    "a second title": ("1 a|2 a#one|1 a#two|2 a#three|1 b", "1 a|2 a#one|1 a#two|2 a#three|1 b"),
    "a page that is left out": ("1 none|2 none#one|2 a|3 b|1 c", "1 a|2 b|1 c"),
    "deep sections": ("1 a|2 a#one|3 a#two|2 b|3 b#one|3 c", "1 a|2 a#one|2 b|3 c"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_a_page_has_its_sections_before_the_pages_of_its_toctrees(name):
    given, wanted = ([line.split() for line in lines.split("|")] for lines in ORDERS[name])
    entries = [{"level": int(level), "refuri": address, "text": address} for level, address in given]
    assert [[str(entry["level"]), entry["refuri"]] for entry in in_reading_order(entries, 2, {"none"})] == wanted
