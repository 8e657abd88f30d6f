"""Make a manual of many pages out of ours, to see what a page costs when there are many.

Each page is a talk's with its sentences in another order, its own anchors, and the same
share of slides, figures, footnotes and terms; its catalogs are changed alike.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import polib

TALKS = ("vancouver/*.md", "kubecon/*.md")
PAGES_A_PART = 20
SENTENCE = re.compile(r"[^。]*。(?:\[\^[^\]]+\])*|[^。]+$")
LABEL = re.compile(r"(?<=\(#)[\w-]+(?=\))|(?<=^\()[\w-]+(?=\)=$)|(?<=^:name: )[\w-]+$", re.MULTILINE)
SLIDE_NUMBER = re.compile(r"(?<=^:::\{slide\} )\d+", re.MULTILINE)
# What stands before a message on its line.
BEFORE_MESSAGE = re.compile(r"(?:[-*] |\d+\. |#+ |:::\{slide\} \d+ )?")


@dataclass(frozen=True)
class Variation:
    """One copy of a page: its number, the labels that are its own, its title."""

    number: int
    labels: frozenset[str]
    title: str

    @classmethod
    def of(cls, text: str, number: int) -> Variation:
        own = re.findall(r"^\(([\w-]+)\)=$|^:name: ([\w-]+)$", text, re.MULTILINE)
        labels = frozenset(name for pair in own for name in pair if name)
        return cls(number, labels, re.search(r"^# (.+)$", text, re.MULTILINE)[1])

    def anchored(self, text: str) -> str:
        """Return a text with the number on the page's own labels, and on links to them."""
        return LABEL.sub(lambda match: f"{match[0]}-{self.number}" if match[0] in self.labels else match[0], text)

    def message(self, message: str) -> str:
        """Return a message with its sentences turned round by so many places; the title with the number."""
        if message == self.title:
            return f"{message} {self.number}"
        sentences = SENTENCE.findall(message)
        turn = self.number % max(len(sentences), 1)
        return self.anchored("".join(sentences[turn:] + sentences[:turn]))

    def page(self, text: str, messages: set[str]) -> str:
        """Return the text of the page; ``messages`` are those that its catalogs have."""
        lines = []
        for line in text.split("\n"):
            before = BEFORE_MESSAGE.match(line)[0]
            message = line.removeprefix(before)
            lines.append(before + self.message(message) if message in messages else self.anchored(line))
        # No two slides of a manual have the same number.
        return SLIDE_NUMBER.sub(lambda match: str(1000 + 10 * self.number + int(match[0])), "\n".join(lines))


def copy_catalog(catalog: polib.POFile, variation: Variation, target: Path) -> None:
    """Write the catalog of the copy."""
    for entry in catalog:
        is_title = entry.msgid == variation.title
        entry.msgid = variation.message(entry.msgid)
        entry.msgstr = f"{entry.msgstr} {variation.number}" if is_title else variation.anchored(entry.msgstr)
    target.parent.mkdir(exist_ok=True)
    catalog.save(str(target))


def copy_page(project: Path, page: Path, number: int, languages: list[str]) -> str:
    """Write the copy of a page and of its catalogs; return its name."""
    name = f"more/{number:04}"
    text = page.read_text(encoding="utf-8")
    variation = Variation.of(text, number)
    original = page.relative_to(project / "docs").with_suffix("")
    messages: set[str] = set()
    for language in languages:
        folder = project / "locale" / language / "LC_MESSAGES"
        catalog = polib.pofile(str(folder / f"{original}.po"))
        messages |= {entry.msgid for entry in catalog}
        copy_catalog(catalog, variation, folder / f"{name}.po")
    (project / "docs" / f"{name}.md").write_text(variation.page(text, messages), encoding="utf-8")
    return name


def multiply(project: Path, pages: int, languages: list[str]) -> None:
    """Add so many pages to a copy of the project; ``languages`` are the translations."""
    talks = [page for pattern in TALKS for page in sorted((project / "docs").glob(pattern))]
    shutil.rmtree(project / "docs" / "more", ignore_errors=True)
    (project / "docs" / "more").mkdir()
    names = [copy_page(project, talks[n % len(talks)], n, languages) for n in range(pages)]
    parts = [names[n : n + PAGES_A_PART] for n in range(0, pages, PAGES_A_PART)]
    toctrees = [
        "\n".join(["", "```{toctree}", ":hidden:", f":caption: 第{number}部", "", *part, "```", ""])
        for number, part in enumerate(parts, 1)
    ]
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as index:
        index.writelines(toctrees)
