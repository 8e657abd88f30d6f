"""Print how much of what the pages ask for each catalog translates, and where the first entry to do stands.

Usage: python -m translated_docs.commands.stats

The numbers are those of the site and of the cover.  A message counts if a page has it today, whether
its catalog has an entry for it yet or not.  What can't be counted is named below the table, as
``file:line: what is wrong; what to do``.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from translated_docs.catalogs import catalog_paths, progress
from translated_docs.catalogs.diagnostics import Error, FileError
from translated_docs.catalogs.lint.catalog_checks import unused_catalog
from translated_docs.catalogs.policy.sanitize import progress_of, sanitize_catalogs, sanitized_catalog
from translated_docs.commands.catalogs import extract_pages
from translated_docs.paths import BUILD, ROOT
from translated_docs.settings import conf, relative

languages = conf.languages
COLUMNS = "{:>5} {:>10} {:>6} {:>12} {:>16}  {}"
BEGIN = "run 'make catalogs', which begins"
Asked = dict[str, Mapping[bytes, int]]  # by domain, the messages that its pages ask for (`message_lengths`)


def asked_messages() -> Asked:
    """Return what the pages ask each catalog for; of those that have changed since, Sphinx reads them again."""
    templates = extract_pages(BUILD / "stats")
    return {
        domain: progress.message_lengths(entry.msgid for entry in polib.pofile(str(templates[domain])))
        for domain in catalog_paths.pages_by_catalog(ROOT)
        if domain in templates  # no page of another has a word
    }


def counts(code: str, asked: Asked) -> Iterator[tuple[Path, progress.Progress, list[Error]]]:
    """Yield each catalog that a language has or should have, how far it is, and what is wrong with it."""
    files, is_source = catalog_paths.catalog_files(ROOT, code), code == next(iter(languages))
    wanted = {catalog_paths.UI_DOMAIN} if catalog_paths.needs_interface(code) else set()
    wanted |= set() if is_source else {*asked}
    sanitize_catalogs(ROOT, code)
    for domain in sorted(wanted | {*files}):
        path, known = catalog_paths.catalog_path(ROOT, code, domain), sanitized_catalog(ROOT, code, domain)
        errors = known.errors if known and known.entries is None else []
        if domain not in files:
            errors = [(1, f"is missing; {BEGIN} it")] if files else []
        elif useless := unused_catalog(ROOT, code, domain):
            errors = [(1, useless)]
        yield path, progress_of(known, None if domain == catalog_paths.UI_DOMAIN else asked.get(domain, {})), errors
    if wanted and not files:
        path = catalog_paths.catalog_path(ROOT, code, catalog_paths.UI_DOMAIN)
        yield path, progress.Progress(), [(1, f"this language has no catalogs; {BEGIN} them")]


def row(name: str, done: progress.Progress) -> str:
    numbers = done.translated, done.fuzzy, done.untranslated, done.characters_left
    return COLUMNS.format(f"{done.percent} %", *numbers, name)


def main() -> None:
    errors, asked = [], asked_messages()
    print(COLUMNS.format("done", "translated", "fuzzy", "untranslated", "characters left", "catalog"))
    for code, name in languages.items():
        total, catalogs = progress.Progress(), [*counts(code, asked)]
        for path, done, wrong in catalogs:
            errors += [FileError(path, *error) for error in wrong]
            total += done
            if done.total or not wrong:
                line = f":{done.first_open}" if done.first_open and path.exists() else ""
                print(row(f"{relative(path, ROOT)}{line}", done))
        if catalogs:  # pages in English have nothing to translate, not even the interface
            print(row(f"{name} ({code}), all", total))
    sys.stdout.flush()  # the errors come below, also where both go into one file
    if errors:
        sys.exit("\n".join(map(str, errors)))


if __name__ == "__main__":
    main()
