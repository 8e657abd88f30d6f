"""Begin a guide of one's own in a folder: these programs, a ``conf.py``, and a first page in two languages.

Usage: python -m translated_docs.commands.new_guide FOLDER
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import polib

from translated_docs.catalogs.po_file import UI_DOMAIN, catalog_path, load
from translated_docs.paths import ROOT
from translated_docs.settings import conf

PROGRAMS = ("Makefile", "requirements.txt", ".gitignore", "docs/_ext")
# What conf.py says of this publication, and what it says of one that is yet to be written.
SETTINGS = {
    "project": "my-guide",
    "copyright": "the authors",
    "release": "1",
    "release_date": None,
    "author": "",
    "affiliation": "",
    "description": "",
    "epub_contributor": "",
    "content_date": None,
    "translation_license": "",
    "content_license": "The programs: MIT.",
    "translators_page": "",
    "rights_page": "",
    "languages": {"en": "English", "ja": "日本語"},
    "language": "en",
    "source_dir": "docs",
    "locale_dirs": ["../locale"],
    "house_style": {},
    "html_favicon": None,
}
# The words of the first page in the language of the pages, and their translation.
WORDS = {
    "My guide": "私のガイド",
    "This page is `docs/index.md`. Change it, and run `make` again.": "このページは`docs/index.md`です。書き換えて、もう一度`make`を実行してください。",
    "Translations": "翻訳",
    "The translation of this page is `locale/ja/LC_MESSAGES/index.po`. After a change, `make catalogs` takes new sentences over.":
        "このページの訳は`locale/ja/LC_MESSAGES/index.po`にあります。書き換えたあとは、`make catalogs`が新しい文をカタログに移します。",
}  # fmt: skip
PAGE = "(index)=\n# {}\n\n{}\n\n(translations)=\n## {}\n\n{}\n"
README = """# {0}

`make` builds everything into `build/site/`, `make live` shows each save at once, `make catalogs` takes new sentences
over into the catalogs in `locale/`, and `make check` says what to mend there. `conf.py` has the names, languages and
settings, `docs/` the pages. `docs/_ext/CHANGING.md` is for whoever changes the programs ([MIT](docs/_ext/LICENSE)).
"""


def written(value: object) -> str:
    """Return a value as conf.py has it: a list of languages with a line each, which `make language` changes."""
    if not value or not isinstance(value, dict):
        return "None" if value is None else json.dumps(value, ensure_ascii=False)
    lines = (f"    {written(key)}: {written(item)},\n" for key, item in value.items())
    return f"{{\n{''.join(lines)}}}"


def with_settings(text: str, settings: dict[str, object]) -> str:
    """Return the text of a conf.py with other values; comments and all other settings stay."""
    content = text.encode()
    starts = [0]
    for line in content.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in reversed(ast.parse(text).body):
        names = [target.id for target in getattr(node, "targets", ()) if isinstance(target, ast.Name)]
        for name in settings.keys() & set(names):
            place, value = node.value, written(settings[name]).encode()
            begins, ends = starts[place.lineno - 1] + place.col_offset, starts[place.end_lineno - 1] + place.end_col_offset
            content = content[:begins] + value + content[ends:]
    return content.decode()


def write_catalog(folder: Path, language: str, domain: str, entries: Iterable[polib.POEntry]) -> None:
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {"Language": language, "Content-Type": "text/plain; charset=utf-8"}
    catalog.extend(entries)
    path = folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path))


def interface(language: str) -> list[polib.POEntry]:
    """Return the messages of the interface in a language, without what conf.py says of this publication."""
    own = {getattr(conf, name) for name in ("author", "affiliation", "description", "epub_contributor", "epub_publisher")}
    found, _error = load(catalog_path(ROOT, language, UI_DOMAIN))
    return [entry for entry in found or () if entry.msgid not in own and not entry.obsolete]


def begin(folder: Path) -> None:
    """Write all files of a new guide into a folder, which is made.

    Raises SystemExit if there is anything in it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sys.exit(f"{folder}: is there already; name a folder that is empty, or that is not there yet")
    for name in PROGRAMS:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    shutil.copy(ROOT / "LICENSE", folder / "docs" / "_ext")
    text = with_settings((ROOT / "conf.py").read_text(encoding="utf-8"), SETTINGS)
    (folder / "conf.py").write_text(text, encoding="utf-8")
    (folder / "docs" / "index.md").write_text(PAGE.format(*WORDS), encoding="utf-8")
    (folder / "README.md").write_text(README.format(next(iter(WORDS))), encoding="utf-8")
    for language in SETTINGS["languages"]:
        write_catalog(folder, language, UI_DOMAIN, interface(language))
    write_catalog(folder, "ja", "index", (polib.POEntry(msgid=words, msgstr=said) for words, said in WORDS.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    begin(folder)
    print(f"{folder} has a guide with a first page. Go there, run 'make', and open build/site/index.html.")


if __name__ == "__main__":
    main()
