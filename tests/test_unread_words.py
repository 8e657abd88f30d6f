"""Where warnings fail no build, words that no directive and no role can read stand in every output, as code."""

from __future__ import annotations

from zipfile import ZipFile

import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SmallProject

PAGE = """(chapter-one)=
# 章

{nosuch}`役割の言葉`です。{{ 置き換える言葉 }}です。

{{ 段落の言葉 }}

[](inv:nosuch#manual)です。

:::{nosuch} 引数の言葉
箱の言葉です。
:::

:::{figure}
図の題の言葉です。
:::

```{list-table}
表の言葉です。
```

```{code-block}
:emphasize-lines: x-y

コードの言葉です。
```

```{raw} latex
\\LaTeX
```

````{eval-rst}
.. nosuch:: 別の引数

   別の箱の言葉です。

.. note::

   ===== ==
   別の表の言葉です。
   ====== ==
````
"""
WORDS = ("役割の言葉です。", "{{置き換える言葉}}です。", "{{段落の言葉}}", "inv:nosuch#manualです。", "引数の言葉", "箱の言葉です。", "図の題の言葉です。", "表の言葉です。", "コードの言葉です。", "別の引数", "別の箱の言葉です。", "別の表の言葉です。")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The text of each output, without blanks."""
    project = SmallProject(tmp_path_factory.mktemp("unread") / "project")
    project.add_settings("\nfail_on_warning = False\n")
    (project.folder / "docs" / "chapter.md").write_text(PAGE, encoding="utf-8")
    project.must_make()
    site = project.folder / "build" / "site" / "ja"
    with pymupdf.open(next(site.glob("*.pdf"))) as book:
        pdf = "".join(page.get_text() for page in book)
    with ZipFile(next(site.glob("*.epub"))) as epub:
        chapter = epub.read(next(name for name in epub.namelist() if name.endswith("chapter.xhtml"))).decode()
    found = {"PDF": pdf, "HTML": (site / "chapter.html").read_text("utf-8"), "EPUB": chapter}
    for output in ("HTML", "EPUB"):
        found[output] = BeautifulSoup(found[output], "html.parser").get_text()
    return {output: "".join(text.split()).replace("\u2060", "") for output, text in found.items()}


@SLOW
@pytest.mark.parametrize("output", ["HTML", "PDF", "EPUB"])
def test_all_words_are_there(texts, output):
    assert [words for words in WORDS if words not in texts[output]] == []
    assert "LaTeX" not in texts[output]  # what is for one output alone
