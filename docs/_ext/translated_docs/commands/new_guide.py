"""Begin a guide of one's own in a folder: these programs, a ``conf.py``, and first pages in two languages.

Usage: python -m translated_docs.commands.new_guide FOLDER
"""

import argparse
import ast
import json
import shutil
import sys
from functools import partial
from pathlib import Path

import polib

from translated_docs.catalogs.catalog_paths import UI_DOMAIN, UI_LANGUAGE, catalog_path
from translated_docs.catalogs.interface import settings_words
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.catalog_header import header
from translated_docs.jobs.runner import run_and_report
from translated_docs.paths import ROOT

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
    "html_short_title": "",
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
    "weblate": {},
    "html_favicon": None,
    "epub_exclude_files": [],
}
# What a guide begins with: its README.md, first pages and their catalogs.
BEGINNING = Path(__file__).parent / "guide"


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


def write_interface(folder: Path, language: str) -> None:
    """Write the catalog of the interface as `make catalogs` there would, which finds nothing to change.

    What conf.py says of this publication is left out.
    """
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {**header({}, language), "Project-Id-Version": SETTINGS["project"]}
    own, ours = {*settings_words()}, load(catalog_path(ROOT, language, UI_DOMAIN))[0] or ()
    catalog.extend(entry for entry in ours if entry.msgid not in own and not entry.obsolete)
    path = folder / "locale" / language / "LC_MESSAGES" / f"{UI_DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path))


def begin(folder: Path) -> None:
    """Write all files of a new guide into a folder, which is made.

    Raises SystemExit if there is anything in it.
    """
    if folder.resolve().is_relative_to(ROOT / "docs" / "_ext"):  # which would be copied into itself, and that too, without end
        sys.exit(f"{folder}: lies among the programs, which are copied into it; name a folder elsewhere, as ../my-guide")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sys.exit(f"{folder}: is there already; name a folder that is empty, or that is not there yet")
    for name in PROGRAMS:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    licence = ROOT / "LICENSE"
    shutil.copy(licence if licence.exists() else ROOT / "docs" / "_ext" / "LICENSE", folder / "docs" / "_ext")
    shutil.copytree(BEGINNING, folder, dirs_exist_ok=True)
    text = with_settings((ROOT / "conf.py").read_text(encoding="utf-8"), SETTINGS)
    (folder / "conf.py").write_text(text, encoding="utf-8")
    for language in SETTINGS["languages"].keys() - {UI_LANGUAGE}:  # that of its pages, too
        write_interface(folder, language)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    run_and_report(partial(begin, folder))
    print(f"{folder} has a guide with two pages. Go there, run 'make', and open build/site/index.html.")


if __name__ == "__main__":
    main()
