"""The header of a catalog: its fields, and the comment at the top of the file."""

import re
from datetime import datetime

import polib

from translated_docs.catalogs.entries import joined
from translated_docs.catalogs.languages import locale_of, plural_forms
from translated_docs.catalogs.update.comments import WIDTH, unwrapped, without_remarks
from translated_docs.settings import conf

BABEL = "Generated-By"  # the field that Babel leaves
# Editors write these fields at each save, and two that do are in each other's way: what was committed, by
# whomever, stays.
WHO_AND_WHEN = ("PO-Revision-Date", "Last-Translator", "Language-Team")
RIGHTS = f"Copyright (C) {conf.copyright}"  # in the comment at the top of a template of Sphinx's
NO_DATE = "1970-01-01 00:00+0000"  # of a catalog that says none: Babel can't read an empty date
NO_VALUE = re.compile("FULL NAME|EMAIL@ADDRESS|LL@li.org|PACKAGE VERSION|^Automatically generated$|^none$")
# Lines at the top that no person wrote: of the templates of xgettext, Sphinx and Babel, and of Poedit.
PLACEHOLDER = re.compile(
    r"SOME DESCRIPTIVE TITLE|FIRST AUTHOR|EMAIL@ADDRESS|THE PACKAGE'S COPYRIGHT HOLDER|\(C\) YEAR|\bORGANIZATION$"
    r"|^Translations template for|^[\w ()]+ translations for \S+\.$|^\s*<>, \d{4}\.$"
    r"|^This file is distributed under the same license as the \S+ (package|project)\.$"
)


def is_date(value: str) -> bool:
    """Say whether a field of a header is a date as gettext writes it."""
    try:
        return bool(datetime.strptime(value, "%Y-%m-%d %H:%M%z"))
    except ValueError:
        return False


def header(metadata: dict[str, str], language: str, has_plurals: bool = False) -> dict[str, str]:
    """Return the header of a catalog: what it said that still holds, in one order; ``has_plurals`` says whether translations have forms."""
    said = {name: value for name, value in metadata.items() if value and not NO_VALUE.search(value)}
    return {
        "Project-Id-Version": conf.project,
        # Two without which `msgfmt -c` warns, and Gtranslator can't save.
        "PO-Revision-Date": said["PO-Revision-Date"] if is_date(said.get("PO-Revision-Date", "")) else NO_DATE,
        "Last-Translator": said.get("Last-Translator", ""),
        "Language-Team": said.get("Language-Team", locale_of(language).english_name),
        "Language": language,
        "Plural-Forms": plural_forms(language, said.get("Plural-Forms", ""), has_plurals),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        # Settings of an editor, but not which one, or which service, saved the file.
        **{name: value for name, value in sorted(metadata.items()) if re.match("X-(?!Generator|Crowdin|Launchpad|Loco)", name)},
    }


def header_comment(before: polib.POFile, licence: str, rights: str) -> str:
    """Return the comment at the top of a catalog: licence and people's names, without what no person wrote.

    ``licence`` is the line of ours, ``rights`` the one in which Sphinx says who owns the source.
    """
    comment = unwrapped(before.header, True, WIDTH - len("# ")) if BABEL in before.metadata else before.header
    if "#-#-#-#-#" in comment:  # of several versions
        comment = joined(*dict.fromkeys(without_remarks(comment).split("\n")))
    lines = [line for line in comment.split("\n") if not PLACEHOLDER.search(line) and line != rights]
    kept = "\n".join(lines).strip("\n")
    is_bare = not kept or (len(lines) < len(comment.split("\n")) and not re.search("(?i)licen[cs]e|CC BY", kept))
    return joined(licence * is_bare, kept)
