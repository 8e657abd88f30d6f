"""Write the terms of the glossary with their translations as TBX, for Weblate's glossary, Lokalize and OmegaT.

Usage: python -m translated_docs.commands.glossary LANGUAGE [LANGUAGE ...]

They are those of all directives ``glossary`` on the pages; a term that is not translated yet is left out.  It goes to
build/glossary/LANGUAGE.tbx, in the form of ISO 30042 that these programs read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from translate.storage.tbx import tbxfile

from translated_docs.catalogs.languages import language_tag
from translated_docs.catalogs.po_file import page_path, pages
from translated_docs.catalogs.sanitize import glossary_terms
from translated_docs.paths import ROOT
from translated_docs.settings import conf, relative, source_language

FOLDER = ROOT / "build" / "glossary"
# As MyST has it, between fences, and as reStructuredText has it, indented.
BLOCK = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?P<fence>:{3,}|`{3,}|~{3,})\{glossary\}[^\n]*\n(?P<fenced>.*?)^(?P=indent)(?P=fence)"
    r"|\.\. glossary::[^\n]*\n(?P<indented>(?:(?P=indent)[ \t]+[^\n]*\n|[ \t]*\n)*))",
    re.MULTILINE | re.DOTALL,
)
OPTION = re.compile(r":[\w-]+:|---$|\.\. ")


def terms_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield each term of a page's glossaries, with its definition in the language of the pages."""
    for block in BLOCK.finditer(f"{page}\n"):
        waiting: list[str] = []
        for line in dedent(block["fenced"] or block["indented"] or "").split("\n"):
            definition = line.removeprefix(":").strip() if re.match(r":?[ \t]", line) else ""
            if definition and waiting:
                yield from ((term, definition) for term in waiting)
                waiting = []
            elif line[:1].strip() and not OPTION.match(line):
                waiting.append(line.split(" : ")[0].strip())


def terms(root: Path) -> dict[str, str]:
    """Return all terms, with their definitions."""
    texts = [page_path(root, docname).read_text(encoding="utf-8") for docname in pages(root)]
    return {term: definition for text in texts for term, definition in terms_of(text)}


def tbx(found: dict[str, str], translated: dict[str, str], source: str, target: str) -> bytes:
    """Return the terms that are translated, and their definitions, as TBX."""
    file = tbxfile()
    file.setsourcelanguage(language_tag(source))
    file.settargetlanguage(language_tag(target))
    for term, definition in found.items():
        if translated.get(term):
            unit = file.addsourceunit(term)
            unit.settarget(translated[term], language_tag(target))
            unit.addnote(translated.get(definition) or definition, origin="definition")
    return bytes(file)


def main() -> None:
    found, source = terms(ROOT), source_language(conf)
    for language in sys.argv[1:]:
        if language == source:
            continue
        path = FOLDER / f"{language}.tbx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tbx(found, glossary_terms(ROOT, language), source, language))
        print(relative(path, ROOT))


if __name__ == "__main__":
    main()
