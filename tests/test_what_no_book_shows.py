"""Where warnings fail no build there are books all the same, with words for what they can't show."""

from __future__ import annotations

import pymupdf
from conftest import SLOW, SmallProject
from test_constructs import png

PAGE = """(chapter-one)=
# 章

文の![線の絵](half.png)です。ᚠの文です[^note]。式は$\\vec{v}$です。

:::{figure} half.png
:alt: 円の絵

絵の題。
:::

[^note]: 注のᚢ。
"""


@SLOW
def test_pictures_and_characters_that_typst_does_not_know_cost_no_book(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings("\nfail_on_warning = False\n")
    (project.folder / "docs" / "half.png").write_bytes(png(60, 30)[:60])
    (project.folder / "docs" / "chapter.md").write_text(PAGE, encoding="utf-8")
    for _attempt in range(2):  # the second reads no page anew
        made = project.make("pdf")
        assert made.returncode == 0 and "Traceback" not in made.stdout, made.stdout
        with pymupdf.open(next((project.folder / "build" / "pdf" / "ja").glob("*.pdf"))) as book:
            text = "".join("".join(page.get_text() for page in book).split()).replace("\u2060", "")
        for words in ("文の線の絵です。", "円の絵", "絵の題。", "U+16A0の文です", "注のU+16A2。", "式は"):
            assert words in text
