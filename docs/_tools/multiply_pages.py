"""Make a manual of many pages out of ours, to see what a page costs when there are many.

Each page is a talk's with its sentences in another order, its own anchors, and the same
share of slides, drawings, footnotes and terms; its catalogs are changed alike.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib

TALKS = ("vancouver/*.md", "kubecon/*.md")
PAGES_A_PART = 20
SENTENCE = re.compile(r"[^。]*。(?:\[\^[^\]]+\])*|[^。]+$")


def varied(message: str, number: int) -> str:
    """Return a message with its sentences turned round by so many places."""
    sentences = SENTENCE.findall(message)
    turn = number % max(len(sentences), 1)
    return "".join(sentences[turn:] + sentences[:turn])


def with_own_anchors(text: str, number: int) -> str:
    """Return a page's text with a number on all labels that it defines, and on its links to them."""
    labels = re.findall(r"^\(([\w-]+)\)=$|^:name: ([\w-]+)$", text, re.MULTILINE)
    for label in sorted(filter(None, {name for pair in labels for name in pair}), key=len, reverse=True):
        text = re.sub(rf"(?<=\(#){label}(?=\))|(?<=^\(){label}(?=\)=$)|(?<=^:name: ){label}$",
                      f"{label}-{number}", text, flags=re.MULTILINE)  # fmt: skip
    return re.sub(r"(?<=^:::\{slide\} )(\d+)", lambda match: str(1000 + 10 * number + int(match[1])), text, flags=re.M)


def copy_page(project: Path, page: Path, number: int, languages: list[str]) -> str:
    """Write the copy of a page and of its catalogs; return its name."""
    name = f"more/{number:04}"
    text = with_own_anchors(page.read_text(encoding="utf-8"), number)
    original = page.relative_to(project / "docs").with_suffix("")
    changes: dict[str, str] = {}
    for language in languages:
        folder = project / "locale" / language / "LC_MESSAGES"
        catalog = polib.pofile(str(folder / f"{original}.po"))
        for entry in catalog:
            old = entry.msgid
            is_title = f"\n# {old}\n" in text
            entry.msgid = f"{old} {number}" if is_title else varied(with_own_anchors_in_links(old, text, number), number)
            entry.msgstr = with_own_anchors_in_links(f"{entry.msgstr} {number}" if is_title else entry.msgstr, text, number)
            changes[with_own_anchors_in_links(old, text, number)] = entry.msgid
        target = folder / f"{name}.po"
        target.parent.mkdir(exist_ok=True)
        catalog.save(str(target))
    for old in sorted(changes, key=len, reverse=True):
        text = re.sub(rf"^((?:[-*] |\d+\. |# |:::\{{slide\}} \d+ )?){re.escape(old)}$", lambda match, new=changes[old]: match[1] + new, text, flags=re.M)
    (project / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    return name


def with_own_anchors_in_links(message: str, numbered: str, number: int) -> str:
    """Return a message with a number on its links to labels that its page, numbered already, defines."""
    return re.sub(
        r"\(#([\w-]+)\)",
        lambda match: f"(#{match[1]}-{number})" if f"({match[1]}-{number})=" in numbered or f":name: {match[1]}-{number}" in numbered else match[0],
        message,
    )


def multiply(project: Path, pages: int, languages: list[str]) -> None:
    """Add pages to a copy of the project until it has so many more; ``languages`` are the translations."""
    talks = [page for pattern in TALKS for page in sorted((project / "docs").glob(pattern))]
    shutil.rmtree(project / "docs" / "more", ignore_errors=True)
    (project / "docs" / "more").mkdir()
    names = [copy_page(project, talks[n % len(talks)], n, languages) for n in range(pages)]
    parts = [names[n : n + PAGES_A_PART] for n in range(0, pages, PAGES_A_PART)]
    index = project / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    for number, part in enumerate(parts):
        entries = "\n".join(part)
        text += f"\n```{{toctree}}\n:hidden:\n:caption: 第{number}部\n\n{entries}\n```\n"
    index.write_text(text, encoding="utf-8")
