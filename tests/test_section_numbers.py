"""A toctree with ``:numbered:`` numbers its pages and their sections alike in every output and language."""

from __future__ import annotations

from zipfile import ZipFile

import polib
import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SmallProject

import conf

pytestmark = SLOW
PAGE = """(one)=
# 題[^a-note]

{numref}`one-b`と{numref}`行 {number} <one>`です。

(one-a)=
## 言葉

文です。

(one-b)=
## {octicon}`check` 表

```{toctree}
:caption: 行

inner
はじめの行 <https://example.org/>
```

[^a-note]: 文です。
"""
WORDS = {
    "題": "Title",
    "題[^a-note]": "Title[^a-note]",
    "{numref}`one-b`と{numref}`行 {number} <one>`です。": "{numref}`one-b` and {numref}`row {number} <one>`.",
    "言葉": "Words",
    "文です。": "A sentence.",
    "{octicon}`check` 表": "{octicon}`check` Table",
    "列": "Column",
    "行": "Row",
    "はじめの行": "A first row",
}
NUMBERED = {"ja": ["2. 題", "2.1. 言葉", "2.2. 表", "2.2.1. 列"], "en": ["2. Title", "2.1. Words", "2.2. Table", "2.2.1. Column"]}
BOTH = [" / ".join((own, other.split(" ", 1)[1])) for own, other in zip(*NUMBERED.values(), strict=True)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = SmallProject(tmp_path_factory.mktemp("numbered") / "project")
    docs = project.folder / "docs"
    project.add_settings('\nextensions += ["sphinx_design"]\nhouse_style = {}\n')
    (docs / "one.md").write_text(PAGE, "utf-8")
    (docs / "inner.md").write_text("(inner)=\n# 列\n\n文です。\n", "utf-8")
    index = docs / "index.md"
    index.write_text(index.read_text("utf-8").replace(":hidden:", ":numbered:").replace("terms\n", "one\nterms\ntwo\n"), "utf-8")
    (docs / "two.md").write_text("# 題\n\n文です。\n\n# 言葉\n", "utf-8")
    project.must_make("catalogs")
    for name in ("one", "inner", "two"):
        catalog = polib.pofile(str(project.folder / "locale" / "en" / "LC_MESSAGES" / f"{name}.po"))
        for entry in catalog:
            entry.msgstr = WORDS[entry.msgid]
        catalog.save()
    project.must_make()
    return project.folder / "build" / "site"


def plain(words: str) -> str:
    return " ".join(words.split())


def headings(markup: bytes) -> list[str]:
    page = BeautifulSoup(markup, "html.parser")
    for mark in page.select(".headerlink, .footnote-reference"):
        mark.decompose()
    return [plain(heading.get_text()) for heading in page.select("h1, h2") if heading.select(".section-number")]


@pytest.mark.parametrize("language", NUMBERED)
def test_headings_have_the_same_numbers_on_pages_and_in_books(built, language):
    site = [heading for name in ("one", "inner") for heading in headings((built / language / f"{name}.html").read_bytes())]
    stem = built / language / f"{conf.project}-{language}"
    with ZipFile(f"{stem}.epub") as archive:
        epub = [heading for name in ("one", "inner") for heading in headings(archive.read(f"{name}.xhtml"))]
    bookmarks = [plain(title) for _level, title, _page in pymupdf.open(f"{stem}.pdf").get_toc() if title.startswith("2")]
    assert site == epub == bookmarks == NUMBERED[language]


@pytest.mark.parametrize(("language", "titles"), [("ja", ["4. 題", "5. 言葉"]), ("en", ["4. Title", "5. Words"])])
def test_a_second_title_of_a_page_has_a_number_of_its_own(built, language, titles):
    stem = built / language / f"{conf.project}-{language}"
    with ZipFile(f"{stem}.epub") as archive:
        epub = headings(archive.read("two.xhtml"))
    bookmarks = [plain(title) for _level, title, _page in pymupdf.open(f"{stem}.pdf").get_toc() if title.startswith(("4", "5"))]
    assert headings((built / language / "two.html").read_bytes()) == epub == bookmarks == titles


@pytest.mark.parametrize("language", NUMBERED)
def test_the_contents_of_an_epub_have_them(built, language):
    with ZipFile(built / language / f"{conf.project}-{language}.epub") as archive:
        contents = [BeautifulSoup(archive.read(name), "xml") for name in ("nav.xhtml", "toc.ncx")]
    for entries in (contents[0].select("nav a"), contents[1].select("navLabel text")):
        assert set(NUMBERED[language][:3]) <= {plain(entry.get_text()) for entry in entries}


def test_the_bilingual_book_has_them_once(built):
    book = pymupdf.open(built / f"{conf.project}-ja-en.pdf")
    assert [plain(title) for _level, title, _page in book.get_toc() if title.startswith("2")] == BOTH
    chapter = book[next(page for _level, title, page in book.get_toc() if title.startswith("2. ")) - 1]
    lines = [plain(line) for line in chapter.get_text().splitlines()]
    assert sum(line.startswith("2.1.") for line in lines) == 1
    assert lines[1:3] == ["2. 題1", "Title1"]  # below, not behind


@pytest.mark.parametrize(
    "name, entries",
    [
        (f"ja/{conf.project}-ja.pdf", ["2.2.1. 列", "• はじめの行"]),
        (f"en/{conf.project}-en.pdf", ["2.2.1. Column", "• A first row"]),
        (f"{conf.project}-ja-en.pdf", ["2.2.1. 列", "• はじめの行", "2.2.1. Column", "• A first row"]),
    ],
)
def test_the_list_that_a_book_shows_of_a_toctree_has_them(built, name, entries):
    book = pymupdf.open(built / name)
    chapter = book[next(page for _level, title, page in book.get_toc() if title.startswith("2. ")) - 1]
    assert [entry for entry in entries if entry not in plain(chapter.get_text())] == []


@pytest.mark.parametrize(
    "name, words",
    [
        (f"ja/{conf.project}-ja.pdf", ["2.2 章", "行 2"]),
        (f"en/{conf.project}-en.pdf", ["Section 2.2", "row 2"]),
        (f"{conf.project}-ja-en.pdf", ["2.2 章", "行 2", "Section 2.2", "row 2"]),
    ],
)
def test_links_name_them_in_the_words_of_the_language(built, name, words):
    text = "".join(page.get_text() for page in pymupdf.open(built / name))
    assert [word for word in words if word not in text] == []
