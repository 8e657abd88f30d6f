"""Print how much of each catalog is translated, and where the first entry to do stands.

Usage: python -m translated_docs.commands.stats

What can't be counted is named below the table, as ``file:line: what is wrong; what to do``.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import polib
from sphinx_intl.catalog import fuzzy_entries, translated_entries, untranslated_entries

from translated_docs.catalogs.merge import babel_catalog
from translated_docs.catalogs.po_file import (
    UI_DOMAIN,
    Progress,
    catalog_files,
    catalog_path,
    load,
    needs_interface,
    pages_by_catalog,
    progress,
    state,
)
from translated_docs.catalogs.sanitize import check_entries
from translated_docs.paths import ROOT
from translated_docs.settings import conf, relative

languages = conf.languages
COLUMNS = "{:>5} {:>10} {:>6} {:>12} {:>16}  {}"
BEGIN = "run 'make catalogs', which begins"


def counted(catalog: polib.POFile, rejected: Collection[int] = ()) -> Progress:
    """Return how much of a catalog is translated: each message once, by sphinx-intl.

    Those on the lines that are ``rejected`` can't be used, and are to be looked at again.

    `sphinx-intl stat` counts a fuzzy translation as translated too, and an empty one that
    is flagged as fuzzy; here it is as `msgfmt --statistics` has it.
    """
    entries = [entry for entry in catalog if not entry.obsolete]
    messages = babel_catalog(entries)
    unusable = sum(entry.linenum in rejected and state(entry) == "translated" for entry in entries)
    return replace(
        progress(entries, rejected),
        translated=sum(not message.fuzzy for message in translated_entries(messages)) - unusable,
        fuzzy=sum(bool(message.string) for message in fuzzy_entries(messages)) + unusable,
        untranslated=len(untranslated_entries(messages)),
    )


def domains(code: str) -> list[str]:
    """Return what a language has, or should have, a catalog of; the source language has no page to translate."""
    if code == next(iter(languages)):
        return [UI_DOMAIN] if needs_interface(code) else []
    return sorted({*pages_by_catalog(ROOT), UI_DOMAIN, *catalog_files(ROOT, code)})


def counts(code: str) -> Iterator[tuple[Path, Progress | str]]:
    """Yield each catalog of a language with how much of it is translated, or with what is wrong with it."""
    if not catalog_files(ROOT, code) and domains(code):
        path = catalog_path(ROOT, code, UI_DOMAIN)
        yield path, f"{path}:1: this language has no catalogs; {BEGIN} them"
        return
    for domain in domains(code):
        path = catalog_path(ROOT, code, domain)
        if not path.exists():
            yield path, f"{path}:1: is missing; {BEGIN} it"
            continue
        catalog, error = load(path)
        rejected = {entry.linenum for entry, errors in check_entries(catalog or (), domain, ROOT) if errors}
        yield path, error or counted(catalog, rejected)


def row(name: str, done: Progress) -> str:
    numbers = done.translated, done.fuzzy, done.untranslated, done.characters_left
    return COLUMNS.format(f"{done.percent} %", *numbers, name)


def main() -> None:
    errors = []
    print(COLUMNS.format("done", "translated", "fuzzy", "untranslated", "characters left", "catalog"))
    for code, name in languages.items():
        total = Progress()
        for path, done in counts(code):
            if isinstance(done, str):
                errors.append(done.replace(f"{ROOT}/", ""))
            else:
                line = f":{done.first_open}" if done.first_open else ""
                print(row(f"{relative(path, ROOT)}{line}", done))
                total += done
        print(row(f"{name} ({code}), all", total))
    sys.stdout.flush()  # the errors come below, also where both go into one file
    if errors:
        sys.exit("\n".join(errors))


if __name__ == "__main__":
    main()
