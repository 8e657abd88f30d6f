"""Take new and changed messages over into the catalogs of every language.

Usage: python -m translated_docs.commands.catalogs LANGUAGE [LANGUAGE ...]

A catalog is always written in one form, whichever program saved it last: one line a
string, no dates, no line numbers.  So the only difference that is ever seen is a
message that changed.  Pages give one catalog each; the words of the templates and
extensions go into ``sphinx.po``, where Sphinx looks for them.

catalogs/merge.py says what becomes of each message, through sphinx-intl; catalogs/repair.py
undoes what other programs have done, `sphinx-intl update` by hand among them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib

from translated_docs.catalogs.languages import known_locale, locale_of, plural_forms
from translated_docs.catalogs.merge import merge
from translated_docs.catalogs.po_file import UI_DOMAIN, catalog_files, catalog_path, load, needs_interface
from translated_docs.catalogs.repair import header_comment, mend, repaired, trailing_comment
from translated_docs.catalogs.sanitize import locale_dirs
from translated_docs.paths import ROOT
from translated_docs.settings import conf, relative, source_folder

TEMPLATES = ROOT / "build" / "gettext"
BIN = Path(sys.executable).parent
# Fields of the header that say something about the catalog, and not when it was saved.
KEPT_FIELDS = ["Project-Id-Version", "Language", "Language-Team", "Last-Translator", "Plural-Forms"]
# Settings whose words readers see: messages of the interface like those of templates.
TRANSLATED_SETTINGS = ("author", "affiliation", "description", "epub_contributor", "epub_publisher")
PLACEHOLDER = re.compile("FULL NAME|EMAIL@ADDRESS|LL@li.org|PACKAGE VERSION|^Automatically generated$|^none$")


def header(metadata: dict[str, str], language: str) -> dict[str, str]:
    """Return the header of a catalog: what it said that still holds, in one order."""
    fields = {
        "Project-Id-Version": conf.project,
        "Language": language,
        "Language-Team": locale_of(language).english_name,
        "Plural-Forms": plural_forms(language),
    }
    if metadata.get("Plural-Forms") and not known_locale(language):
        fields["Plural-Forms"] = metadata["Plural-Forms"]  # nobody knows better
    for name in KEPT_FIELDS[2:4]:
        if metadata.get(name) and not PLACEHOLDER.search(metadata[name]):
            fields[name] = metadata[name]
    return {
        **{name: fields[name] for name in KEPT_FIELDS if name in fields},
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        # Settings of an editor, but not which one saved the file.
        **{name: value for name, value in sorted(metadata.items()) if re.match("X-(?!Generator)", name)},
    }


def refresh(template: Path, catalog: Path, language: str) -> None:
    """Bring one catalog to its template; write it only if that changes it.

    Raises SystemExit if the catalog can't be read: it is left as it is.
    """
    original, before, end = "", polib.POFile(), ""
    if catalog.exists():
        mend(catalog)
        before, error = load(catalog)
        if before is None:
            sys.exit(error.replace(f"{ROOT}/", ""))
        before = repaired(before, catalog)
        original = catalog.read_text(encoding="utf-8")
        end = trailing_comment(original)
    after = polib.POFile(wrapwidth=0)
    after.header = header_comment(before, conf.translation_license, f"Copyright (C) {conf.copyright}")
    after.metadata = header(before.metadata, language)
    after.extend(merge(polib.pofile(str(template)), before))
    text = "\n".join(filter(None, [f"{after}".rstrip("\n") + "\n", end]))
    text = re.sub(r"^(#.*?) +$", r"\1", text, flags=re.MULTILINE)  # polib writes one after an empty "#"
    if text != original:
        catalog.parent.mkdir(parents=True, exist_ok=True)
        catalog.write_text(text, encoding="utf-8")
        print(relative(catalog, ROOT))


def unreadable(languages: list[str]) -> list[str]:
    """Mend what can be mended; return what is wrong with the catalogs that can't be read."""
    errors = []
    for code in languages:
        for path in catalog_files(ROOT, code).values():
            if path.is_file() and os.access(path, os.R_OK | os.W_OK):
                mend(path)
            error = load(path)[1]
            errors += [error] if error else []
    return errors


def report_orphans(languages: list[str], templates: set[str]) -> None:
    """Name each catalog that no page answers to; what is in it is left alone."""
    for code in languages:
        for domain, catalog in catalog_files(ROOT, code).items():
            if domain not in templates:
                print(
                    f"{relative(catalog, ROOT)}:1: there is no page of this name; move what you "
                    "need from it to another catalog, then delete it",
                    file=sys.stderr,
                )


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; raise SystemExit if it fails, which it says why."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT)
    if done.returncode:
        sys.exit(done.returncode)


def templates_in(folder: Path) -> dict[str, Path]:
    """Return the templates of a folder by domain."""
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.pot"))}


def extract_pages(folder: Path) -> dict[str, Path]:
    """Take the messages out of the pages, of which those are read that have changed; return the templates by domain."""
    # Sphinx compiles the catalog of the interface beside it, before it asks any extension where the catalogs are.
    apart = f"locale_dirs={locale_dirs(ROOT)[0]}"
    run(BIN / "sphinx-build", "-q", "-b", "gettext", "-D", apart, "-c", ".", source_folder(), folder)
    return templates_in(folder)


def extract() -> dict[str, Path]:
    """Take the messages out of pages, templates and extensions; return the templates by domain."""
    shutil.rmtree(TEMPLATES, ignore_errors=True)
    extract_pages(TEMPLATES)
    words = [f"_({getattr(conf, name)!r})\n" for name in TRANSLATED_SETTINGS if getattr(conf, name)]
    (TEMPLATES / "settings.py").write_text("".join(words), encoding="utf-8")
    # Sphinx extracts the templates only; the extensions speak to readers too.
    interface = TEMPLATES / f"{UI_DOMAIN}.pot"
    run(
        BIN / "pybabel", "--quiet", "extract", "--mapping", "docs/_ext/translated_docs/commands/babel.cfg",
        "--no-location", "--sort-output", "--project", "sphinx", "--output", interface,
        "docs/_ext", TEMPLATES / "settings.py",
    )  # fmt: skip
    return templates_in(TEMPLATES)


def update(languages: list[str]) -> None:
    """Bring the catalogs of all languages to what the pages say; the source language is the first.

    Raises SystemExit, and changes none, if one of them can't be read.
    """
    source, *translations = languages
    # None is touched while one can't be read: an entry may be on its way to another file.
    if errors := unreadable([source, *translations]):
        sys.exit("\n".join(errors).replace(f"{ROOT}/", ""))
    templates = extract()
    for code in [source, *translations]:
        # The source language has no page to translate, only the interface.
        domains = [UI_DOMAIN] * needs_interface(code) if code == source else templates
        for domain in domains:
            refresh(templates[domain], catalog_path(ROOT, code, domain), code)
    report_orphans(translations, set(templates))


if __name__ == "__main__":
    update(sys.argv[1:])
