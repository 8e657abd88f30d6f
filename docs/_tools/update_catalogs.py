"""Take new and changed messages over into the catalogs of every language.

Usage: python docs/_tools/update_catalogs.py LANGUAGE [LANGUAGE ...]

A catalog is always written in one form, whichever program saved it last: one line a
string, no dates, no line numbers.  So the only difference that is ever seen is a
message that changed.  Pages give one catalog each; the words of the templates and
extensions go into ``sphinx.po``, where Sphinx looks for them.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
from codecs import BOM_UTF8
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from catalogs import INTERFACE, catalog_files, catalog_path, load  # noqa: E402
from conf import project  # noqa: E402
from languages import locale_of, plural_forms  # noqa: E402

TEMPLATES = ROOT / "build" / "gettext"
BIN = Path(sys.executable).parent
# What a translation is likely to be worth keeping for: the share of letters in common.
ALIKE = 0.5
# Fields of the header that say something about the catalog, and not when it was saved.
KEPT_FIELDS = ["Project-Id-Version", "Language", "Language-Team", "Last-Translator", "Plural-Forms"]
HEADER_COMMENT = "The words of this translation are under CC BY 4.0."
PLACEHOLDER = re.compile("FULL NAME|EMAIL@ADDRESS|LL@li.org|PACKAGE VERSION")


def header(metadata: dict[str, str], language: str) -> dict[str, str]:
    """Return the header of a catalog: what it said that still holds, in one order."""
    fields = {
        "Project-Id-Version": project,
        "Language": language,
        "Language-Team": locale_of(language).english_name,
        "Plural-Forms": plural_forms(language),
    }
    for name in KEPT_FIELDS[2:4]:
        if metadata.get(name) and not PLACEHOLDER.search(metadata[name]):
            fields[name] = metadata[name]
    return {
        **{name: fields[name] for name in KEPT_FIELDS if name in fields},
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }


def bare(entry: polib.POEntry) -> polib.POEntry:
    """Return a message as the template has it, without where it was found."""
    flags = [flag for flag in entry.flags if flag == "python-format"]
    return polib.POEntry(
        msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr="", comment=entry.comment, flags=flags
    )


def made_for(entry: polib.POEntry) -> str:
    """Return the source text that an entry's translation was made for."""
    return entry.previous_msgid if entry.fuzzy and entry.previous_msgid else entry.msgid


def carry_over(message: polib.POEntry, old: polib.POEntry) -> polib.POEntry:
    """Return the message with the translation of another, marked fuzzy if it is for another text."""
    message.msgstr = old.msgstr
    message.tcomment = old.tcomment
    if old.msgstr and made_for(old) != message.msgid:
        message.flags.insert(0, "fuzzy")
        message.previous_msgid = made_for(old)
    elif old.fuzzy and not old.previous_msgid:
        message.flags.insert(0, "fuzzy")  # a person said so
    return message


def most_alike(msgid: str, gone: dict[str, polib.POEntry]) -> polib.POEntry | None:
    """Return the vanished entry whose source is most like ``msgid``, if any is enough."""
    scores = {
        text: difflib.SequenceMatcher(None, msgid, text, autojunk=False).ratio() for text in gone
    }
    best = max(scores, key=scores.get, default=None)
    return gone[best] if best is not None and scores[best] >= ALIKE else None


def merge(template: list[polib.POEntry], catalog: polib.POFile) -> list[polib.POEntry]:
    """Return the entries of a catalog brought to its template, in the template's order.

    Nothing that a translator wrote is dropped: what has no place is kept as obsolete.
    """
    wanted = {entry.msgid for entry in template}
    known = {entry.msgid: entry for entry in catalog if not entry.obsolete}
    shelved = {entry.msgid: entry for entry in catalog if entry.obsolete}
    gone = {msgid: entry for msgid, entry in known.items() if msgid not in wanted}
    merged = []
    for message in map(bare, template):
        text = message.msgid
        old = known.get(text) or shelved.pop(text, None)
        if old is None:
            back = [entry for entry in gone.values() if made_for(entry) == text]
            old = back[0] if back else most_alike(text, gone)
            if old is not None:
                del gone[old.msgid]
        merged.append(carry_over(message, old) if old is not None else message)
    for entry in [*gone.values(), *shelved.values()]:
        if entry.msgstr or entry.tcomment:
            merged.append(shelve(entry))
    return merged


def shelve(entry: polib.POEntry) -> polib.POEntry:
    """Return an entry as obsolete, under the text that its translation was made for."""
    return polib.POEntry(
        msgid=made_for(entry), msgstr=entry.msgstr, tcomment=entry.tcomment, obsolete=True
    )


def refresh(template: Path, catalog: Path, language: str) -> None:
    """Bring one catalog to its template; write it only if that changes it.

    Raises SystemExit if the catalog can't be read: it is left as it is.
    """
    messages = [entry for entry in polib.pofile(str(template)) if entry.msgid]
    before, fault = load(catalog) if catalog.exists() else (polib.POFile(), None)
    if before is None:
        sys.exit(fault.replace(f"{ROOT}/", ""))
    after = polib.POFile(wrapwidth=0)
    after.header = before.header or HEADER_COMMENT
    after.metadata = header(before.metadata, language)
    after.extend(merge(messages, before))
    text = f"{after}\n".rstrip("\n") + "\n"
    if not catalog.exists() or catalog.read_text(encoding="utf-8") != text:
        catalog.parent.mkdir(parents=True, exist_ok=True)
        catalog.write_text(text, encoding="utf-8")
        print(os.path.relpath(catalog, ROOT))


def mend(catalog: Path) -> None:
    """Take out what an editor on Windows leaves: a byte-order mark, CR LF."""
    content = catalog.read_bytes()
    mended = content.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if mended != content:
        catalog.write_bytes(mended)


def unreadable(languages: list[str]) -> list[str]:
    """Mend what can be mended; return what is wrong with the catalogs that can't be read."""
    faults = []
    for code in languages:
        for path in catalog_files(ROOT, code).values():
            if path.is_file() and os.access(path, os.R_OK | os.W_OK):
                mend(path)
            fault = load(path)[1]
            faults += [fault] if fault else []
    return faults


def report_strays(languages: list[str], templates: set[str]) -> None:
    """Name each catalog that no page answers to; what is in it is left alone."""
    for code in languages:
        for domain, catalog in catalog_files(ROOT, code).items():
            if domain not in templates:
                print(
                    f"{catalog.relative_to(ROOT)}:1: there is no page of this name; move what you "
                    "need from it to another catalog, then delete it",
                    file=sys.stderr,
                )


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; raise if it fails."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


def extract() -> dict[str, Path]:
    """Take the messages out of pages, templates and extensions; return the files by domain."""
    shutil.rmtree(TEMPLATES, ignore_errors=True)
    run(BIN / "sphinx-build", "-q", "-b", "gettext", "-c", ".", "docs", TEMPLATES)
    # Sphinx extracts the templates only; the extensions speak to readers too.
    interface = TEMPLATES / f"{INTERFACE}.pot"
    run(
        BIN / "pybabel", "--quiet", "extract", "--mapping", "docs/_tools/babel.cfg",
        "--no-location", "--sort-output", "--project", "sphinx", "--output", interface,
        "docs/_ext", "docs/_templates",
    )  # fmt: skip
    return {
        path.relative_to(TEMPLATES).with_suffix("").as_posix(): path
        for path in sorted(TEMPLATES.rglob("*.pot"))
    }


def update(languages: list[str]) -> None:
    """Bring the catalogs of all languages to what the pages say; the source language is the first.

    Raises SystemExit, and changes none, if one of them can't be read.
    """
    source, *translations = languages
    # None is touched while one can't be read: an entry may be on its way to another file.
    if faults := unreadable([source, *translations]):
        sys.exit("\n".join(faults).replace(f"{ROOT}/", ""))
    templates = extract()
    for code in [source, *translations]:
        # The source language has no page to translate, only the interface.
        domains = [INTERFACE] if code == source else templates
        for domain in domains:
            refresh(templates[domain], catalog_path(ROOT, code, domain), code)
    report_strays(translations, set(templates))


if __name__ == "__main__":
    update(sys.argv[1:])
