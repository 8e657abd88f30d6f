"""Whichever program saved or updated a catalog, `make catalogs` brings it to one form, and nothing is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from codecs import BOM_UTF8
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from conftest import ROOT
from sphinx_intl.basic import update as sphinx_intl_update
from translate.storage.pypo import pofile as ToolkitFile
from translated_docs.catalogs.entries import DRAFT
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.catalog_header import header_comment
from translated_docs.catalogs.update.merge import bare
from translated_docs.catalogs.update.repair import with_previous_sources
from translated_docs.commands.catalogs import refresh

# Something of everything, in the one form; the language is made up.
RICH = ROOT / "tests" / "catalogs" / "rich.po"
AS_NOBODY = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]


class Place:
    """The rich catalog in a repository, and templates of its messages."""

    def __init__(self, folder):
        self.locale, self.templates = folder / "locale", folder / "gettext"
        self.catalog = self.locale / "qtz" / "LC_MESSAGES" / "page.po"
        self.template = self.templates / "page.pot"
        for file in (self.catalog, self.template):
            file.parent.mkdir(parents=True)
        shutil.copy(RICH, self.catalog)

    def say(self, *messages):
        """Write the template, with a header as Sphinx writes it."""
        template = polib.POFile()
        template.header = "SOME DESCRIPTIVE TITLE.\nFIRST AUTHOR <EMAIL@ADDRESS>, YEAR.\n"
        template.metadata_is_fuzzy = True
        template.metadata = {
            "Project-Id-Version": "openstack-kubecon-2018 1.0", "POT-Creation-Date": "2026-01-01 00:00+0000",
            "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE", "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
            "Language-Team": "LANGUAGE <LL@li.org>", "Content-Type": "text/plain; charset=UTF-8",
        }  # fmt: skip
        template.extend(map(bare, messages))
        template.save(str(self.template))

    def commit(self):
        for arguments in (["init", "--quiet"], ["add", "."], [*AS_NOBODY, "commit", "--quiet", "-m", "Begin"]):
            subprocess.run(["git", *arguments], cwd=self.locale, check=True)

    def refreshed(self):
        refresh(self.template, self.catalog, "qtz")
        return self.catalog.read_text(encoding="utf-8")


def run(*command):
    if not shutil.which(command[0]):
        pytest.skip(f"no {command[0]} on this machine")
    subprocess.run(command, check=True, capture_output=True)


def by_polib(place):
    polib.pofile(str(place.catalog)).save()


def by_babel(place):
    catalog = read_po(BytesIO(place.catalog.read_bytes()))
    with place.catalog.open("wb") as file:
        write_po(file, catalog, width=76)


def by_translate_toolkit(place):
    """What Weblate saves with."""
    store = ToolkitFile.parsefile(str(place.catalog))
    store.updateheader(add=True, X_Generator="Weblate", PO_Revision_Date="2026-11-22 12:00+0000")
    store.save()


def by_omegat(place):
    """It writes neither drafts nor what is the same as its source."""
    catalog = polib.pofile(str(place.catalog), wrapwidth=0)
    for entry in catalog:
        if entry.fuzzy and not entry.obsolete:
            entry.msgstr, entry.flags = "", []
    catalog.save()


def by_a_program_without_comments(place):
    """As a table that is made a catalog again, and some services."""
    text = place.catalog.read_text(encoding="utf-8")
    place.catalog.write_text(re.sub(r"^#( .*)?\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def by_a_service(place):
    """Its own lines at the top in the place of all others, and no comments below."""
    by_a_program_without_comments(place)
    exported = '"X-Launchpad-Export-Date: 2026-11-30 09:00+0000\\n"\n"X-Crowdin-Project: guide\\n"\n"Plural-Forms'
    text = place.catalog.read_text(encoding="utf-8").replace('"Plural-Forms', exported, 1)
    place.catalog.write_text(f"# SOME DESCRIPTIVE TITLE.\n# A Person <a@example.org>, 2026.\n{text}", encoding="utf-8")


def by_csv(place):
    """A table of sources and translations has neither comments nor drafts, and what was put aside is among the rest."""
    catalog = polib.pofile(str(place.catalog), wrapwidth=0)
    lines = [f'msgctxt "{entry.msgctxt}"\n' * bool(entry.msgctxt) + str(polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgstr=entry.msgstr, msgstr_plural=entry.msgstr_plural)) for entry in catalog]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nX-Generator: csv2po\\n"\n'
    place.catalog.write_text("\n".join([head, *lines]), encoding="utf-8")


def by_pofilter(place):
    """Its remarks of what may be wrong, which `pomerge` writes into the catalog."""
    remark = '\n# (pofilter) startcaps: Different capitalization at the start\nmsgid "直される文です。"'
    text = place.catalog.read_text(encoding="utf-8").replace('\nmsgid "直される文です。"', remark)
    place.catalog.write_text(text, encoding="utf-8")


def by_pofilter_itself(place):
    """Of drafts, and of what has no translation, a remark has a paragraph."""
    remarks = place.catalog.with_name("remarks.po")
    run(Path(sys.executable).with_name("pofilter"), "--progress=none", place.catalog, remarks)
    assert "\n# If a message is marked fuzzy" in remarks.read_text(encoding="utf-8")
    run(Path(sys.executable).with_name("pomerge"), "--progress=none", "-t", place.catalog, remarks, place.catalog)
    remarks.unlink()


def by_an_editor_on_windows(place):
    place.catalog.write_bytes(BOM_UTF8 + place.catalog.read_bytes().replace(b"\n", b"\r\n"))


def in_another_charset(charset):
    """Save a catalog as a program does that writes none of today's."""

    def by_an_old_program(place):
        text = place.catalog.read_text(encoding="utf-8").replace("charset=utf-8", f"charset={charset}")
        place.catalog.write_bytes(text.encode(charset))

    by_an_old_program.__name__ = f"in_{charset}"
    return by_an_old_program


def by_hand(place):
    """Comments of each kind without a blank after their mark, which gettext reads; and another charset in the header."""
    text = place.catalog.read_text(encoding="utf-8").replace("charset=utf-8", "charset=ISO-8859-1")
    place.catalog.write_text(re.sub("^(#[~|,.:]?) ", r"\1", text, flags=re.MULTILINE), encoding="utf-8")


def by_msgcat(place):
    """What Poedit saves with: GNU gettext."""
    run("msgcat", "--width=79", "-o", place.catalog, place.catalog)


def by_msgcat_escape(place):
    run("msgcat", "--escape", "-o", place.catalog, place.catalog)


def by_msgcat_strict(place):
    run("msgcat", "--strict", "--indent", "--width=30", "-o", place.catalog, place.catalog)


def by_msgattrib(place):
    run("msgattrib", "--no-wrap", "-o", place.catalog, place.catalog)


def by_msgmerge(place):
    run("msgmerge", "--quiet", "--update", "--backup=none", place.catalog, place.template)


def by_msgmerge_previous(place):
    run("msgmerge", "--quiet", "--previous", "--update", "--backup=none", place.catalog, place.template)


def by_sphinx_intl(place, **options):
    """What a translator may run who knows other Sphinx projects: the stock `sphinx-intl update`."""
    sphinx_intl_update(str(place.locale), str(place.templates), ("qtz",), jobs=1, **options)


def by_sphinx_intl_unwrapped(place):
    by_sphinx_intl(place, line_width=0)


def by_pybabel(place, *options):
    run(
        Path(sys.executable).with_name("pybabel"), "update", "--domain=page", "--locale=qtz",
        "-i", place.template, "-o", place.catalog, *options,
    )  # fmt: skip


def by_pybabel_previous(place):
    by_pybabel(place, "--previous")


SAVING = [
    by_polib, by_babel, by_translate_toolkit, by_omegat, by_a_program_without_comments, by_csv, by_pofilter, by_pofilter_itself, by_an_editor_on_windows, by_msgcat, by_msgcat_escape, by_msgcat_strict, by_msgattrib,
    by_hand, *map(in_another_charset, ["EUC-JP", "Shift_JIS", "ISO-2022-JP", "UTF-16", "UTF-32"]),
]  # fmt: skip
UPDATING = [
    by_msgmerge, by_msgmerge_previous, by_sphinx_intl, by_sphinx_intl_unwrapped, by_pybabel, by_pybabel_previous,
]  # fmt: skip


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


@pytest.mark.parametrize("program", SAVING + UPDATING, ids=lambda function: function.__name__)
def test_whichever_program_saved_a_catalog_it_is_brought_to_the_same_bytes(place, program):
    messages = [entry for entry in polib.pofile(str(RICH)) if not entry.obsolete]
    place.say(*messages, polib.POEntry(msgid="Zuul"))
    alone = place.refreshed()
    assert alone == RICH.read_text(encoding="utf-8").replace("\n#~", '\nmsgid "Zuul"\nmsgstr ""\n\n#~', 1)
    shutil.copy(RICH, place.catalog)
    # One drops all previous sources, one writes a date, some drop what is no translation: what that was is in the last commit alone.
    if program in (by_msgmerge, by_translate_toolkit, by_omegat, by_a_program_without_comments, by_csv):
        place.commit()
    program(place)
    assert place.refreshed() == alone


@pytest.mark.parametrize("program", UPDATING, ids=lambda function: function.__name__)
def test_whichever_program_updated_a_catalog_it_is_as_if_ours_had(place, program):
    """A sentence goes, one changes, one comes back, one moves, one is new."""
    place.commit()
    messages = [entry for entry in polib.pofile(str(RICH)) if not entry.obsolete and entry.msgid != "なくなる文です。"]
    for entry in messages:
        entry.msgid = entry.msgid.replace("直される", "必ず直される")
    messages.sort(key=lambda entry: "前に動く" not in entry.msgid)
    place.say(*messages, polib.POEntry(msgid="戻ってくる文です。"), polib.POEntry(msgid="Zuul"))
    alone = place.refreshed()
    shutil.copy(RICH, place.catalog)
    program(place)
    assert place.refreshed() == alone


def test_what_a_service_writes_at_the_top_replaces_no_licence_and_no_name(place):
    place.say(*(entry for entry in polib.pofile(str(RICH)) if not entry.obsolete))
    before = place.refreshed()
    place.commit()
    by_a_service(place)
    assert place.refreshed() == before.replace("\nmsgid", "\n# A Person <a@example.org>, 2026.\nmsgid", 1)


# What sphinx-intl does not write: the flag of what it puts aside, lines that are alike,
# empty ones and indents in comments, and fields of the header that Babel does not know.
IN_THE_LAST_COMMIT = {
    "a draft that is put aside": '#, fuzzy\nmsgid "話者"\nmsgstr "The speaker"\n',
    "a previous source with two lines that are the same":
        '#, fuzzy\n#| msgid ""\n#| "話者\\n"\n#| "話者\\n"\nmsgid "話者たち"\nmsgstr "The speaker"\n',
    "a comment with an empty line": '# one\n#\n#   two\nmsgid "話者"\nmsgstr "The speaker"\n',
}  # fmt: skip


def entries_of(text):
    return sorted(text.strip().split("\n\n"))


@pytest.mark.parametrize("entry", IN_THE_LAST_COMMIT.values(), ids=IN_THE_LAST_COMMIT)
def test_what_sphinx_intl_does_not_write_is_in_the_last_commit(place, entry):
    content = RICH.read_text(encoding="utf-8").replace('"Plural-Forms', '"X-Source-Language: ja\\n"\n"Plural-Forms', 1)
    place.catalog.write_text(content.replace("\n#~", f"\n{entry}\n#~", 1), encoding="utf-8")
    place.commit()
    content = place.catalog.read_text(encoding="utf-8")
    place.say(*(entry for entry in polib.pofile(str(RICH)) if not entry.obsolete))
    alone = place.refreshed()
    place.catalog.write_text(content, encoding="utf-8")
    by_sphinx_intl(place)
    # What has just been put aside it writes last.
    assert entries_of(place.refreshed()) == entries_of(alone)
    assert "X-Source-Language: ja" in alone


def test_without_a_commit_what_was_put_aside_comes_back_all_the_same(place):
    """Babel looks at no obsolete entry, and marks the translation of another sentence as fuzzy instead."""
    messages = [entry for entry in polib.pofile(str(RICH)) if not entry.obsolete and entry.msgid != "なくなる文です。"]
    place.say(*messages, polib.POEntry(msgid="戻ってくる文です。"))
    by_sphinx_intl(place)
    place.refreshed()
    back = polib.pofile(str(place.catalog)).find("戻ってくる文です。")
    assert (back.msgstr, back.fuzzy) == ("A sentence that comes back.", False)
    assert back.tcomment == 'another translation: "A sentence that goes."'


@pytest.mark.parametrize("program", [by_sphinx_intl, by_sphinx_intl_unwrapped], ids=lambda function: function.__name__)
def test_a_catalog_that_sphinx_intl_begins_becomes_as_if_ours_had_begun_it(place, program):
    place.say(*(entry for entry in polib.pofile(str(RICH)) if not entry.obsolete))
    place.catalog.unlink()
    alone = place.refreshed()
    place.catalog.unlink()
    program(place)
    assert "FIRST AUTHOR" in place.catalog.read_text(encoding="utf-8")
    assert place.refreshed() == alone


OLD = '#| msgid "the old words"'
FORMS = {
    "Babel's comment": ('# | msgid "the old words"', OLD),
    "wrapped at a blank": ('# | msgid "the\n# old words"', OLD),
    "too long for the rest of its line": ('# | msgid\n# "the old words"', OLD),
    "of several strings": ('# | msgid ""\n# | "the old "\n# | "words"', OLD),
    "of several strings, one too long": ('# | msgid ""\n# |\n# "the old "\n# | "words"', OLD),
    "at a dash": ('# | msgid "new--\n# old"', '#| msgid "new--old"'),
    "with quotation marks": (r'# | msgid "a \"b\" \\"', r'#| msgid "a \"b\" \\"'),
    "with a context": ('# | msgctxt "menu"\n# | msgid "Save"', '#| msgctxt "menu"\n#| msgid "Save"'),
    "with a plural": ('# | msgid "a"\n# | msgid_plural "b"', '#| msgid "a"\n#| msgid_plural "b"'),
    "as pybabel update --previous breaks it": ('#| msgid "the\n#| old words"', OLD),
    "the same, too long": ('#| msgid\n#| "the old words"', OLD),
    "of an obsolete entry": ('#~| msgid "the old words"', OLD),
    "as it should be": ('#| msgid ""\n#| "the old\\n"\n#| "words"', '#| msgid ""\n#| "the old\\n"\n#| "words"'),
    "a person's comment": ('# | msgid is the word for it', '# | msgid is the word for it'),
    "a table of a person's": ('# | msgid "x" | y |', '# | msgid "x" | y |'),
}


@pytest.mark.parametrize(("written", "mended"), FORMS.values(), ids=FORMS)
def test_a_previous_source_is_recognised_in_each_form(written, mended):
    entry = '\n{}\n#, fuzzy\nmsgid "new"\nmsgstr "x"\n'
    assert with_previous_sources(entry.format(written)) == entry.format(mended)


# What a translator has written since the last commit, and what stands there when its sentence has changed after that.
SINCE_THE_COMMIT = {
    "a draft was reviewed": (
        '#, fuzzy\n#| msgid "むかしの話者のこと"\nmsgid "いまの話者のこと"\nmsgstr "Speakers"\n',
        'msgid "いまの話者のこと"\nmsgstr "Speakers"\n', '#, fuzzy\n#| msgid "いまの話者のこと"\nmsgid "いまの話者たちのこと"\nmsgstr "Speakers"\n',
    ),
    "another one was written, as a draft that says what another says": (
        '#, fuzzy\n#| msgid "前の別の文"\nmsgid "別の文"\nmsgstr "Same"\n\nmsgid "いまの話者のこと"\nmsgstr "Speakers"\n',
        '#, fuzzy\nmsgid "いまの話者のこと"\nmsgstr "Same"\n', '#, fuzzy\n#| msgid "いまの話者のこと"\nmsgid "いまの話者たちのこと"\nmsgstr "Same"\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("committed", "written", "after"), SINCE_THE_COMMIT.values(), ids=SINCE_THE_COMMIT)
def test_what_a_translator_has_written_since_the_last_commit_holds_however_often_it_is_refreshed(place, committed, written, after):
    content = RICH.read_text(encoding="utf-8")
    place.catalog.write_text(content.replace("\n#~", f"\n{committed}\n#~", 1), encoding="utf-8")
    place.commit()
    place.catalog.write_text(content.replace("\n#~", f"\n{written}\n#~", 1), encoding="utf-8")
    messages = [entry for entry in polib.pofile(str(RICH)) if not entry.obsolete]
    place.say(*messages, polib.POEntry(msgid="いまの話者たちのこと"))
    once = place.refreshed()
    assert f"\n{after}" in once.replace(f"# {DRAFT}\n", "")
    assert place.refreshed() == once


def test_a_line_of_ours_is_not_joined_to_a_full_one_of_a_translator(place):
    """Of a draft whose sentence has changed; a program may have broken the line above it."""
    line = "a question that fills its line to the last letter, as programs fill one: ja?"
    assert len(line) == 76
    entry = f'# {line}\n# {DRAFT}\n#, fuzzy\n#| msgid "むかしの話者"\nmsgid "話者のこと"\nmsgstr "The speaker"\n'
    place.catalog.write_text(RICH.read_text(encoding="utf-8").replace("\n#~", f"\n{entry}\n#~", 1), encoding="utf-8")
    place.say(*(entry for entry in polib.pofile(str(place.catalog)) if not entry.obsolete))
    assert f"\n{entry}" in place.refreshed()


LICENCE = "The words of this translation are free."
COPYRIGHT = "Copyright (C) 2018 The company"
HEADERS = {
    "of a new catalog": ("", LICENCE),
    "ours": (f"{LICENCE}\nSomebody <a@example.org>", f"{LICENCE}\nSomebody <a@example.org>"),
    "of a template": (
        f"SOME DESCRIPTIVE TITLE.\n{COPYRIGHT}\nThis file is distributed under the same license as the x package.\n"
        "FIRST AUTHOR <EMAIL@ADDRESS>, 2026.\n", LICENCE,
    ),
    "of Babel": (
        "Norwegian Bokmål translations for sphinx.\nCopyright (C) 2026 ORGANIZATION\n"
        "This file is distributed under the same license as the sphinx project.\n"
        "FIRST AUTHOR <EMAIL@ADDRESS>, 2026.\n", LICENCE,
    ),
    "of a template, with a name": (
        "SOME DESCRIPTIVE TITLE.\nSomebody <a@example.org>, 2026.\n",
        f"{LICENCE}\nSomebody <a@example.org>, 2026.",
    ),
    "of two catalogs that msgcat has put into one": (
        f"#-#-#-#-#  a.po (guide)  #-#-#-#-#\n{LICENCE}\nSomebody <a@example.org>\n"
        f"#-#-#-#-#  b.po (guide)  #-#-#-#-#\n{LICENCE}\nSomebody else <b@example.org>",
        f"{LICENCE}\nSomebody <a@example.org>\nSomebody else <b@example.org>",
    ),
    "with a licence of its own, saved by an editor": (
        "Copyright (C) 2026 Somebody\nThese words are under the Licence of Nobody.\n  <>, 2026.",
        "Copyright (C) 2026 Somebody\nThese words are under the Licence of Nobody.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), HEADERS.values(), ids=HEADERS)
def test_the_comment_at_the_top_keeps_licence_and_names_and_no_placeholder(written, kept):
    before = polib.POFile()
    before.header = written
    assert header_comment(before, LICENCE, COPYRIGHT) == kept


def test_the_header_keeps_names_and_an_editors_settings_and_not_which_program_it_was(place):
    text = RICH.read_text(encoding="utf-8").replace("nplurals=2; plural=n != 1;", "nplurals=1; plural=0;")
    settings = '"X-Generator: Poedit 3.2.2\\n"\n"X-Poedit-Bookmarks: 1,2\\n"\n'
    place.catalog.write_text(text.replace('"Plural-Forms', f'{settings}"Plural-Forms', 1), encoding="utf-8")
    place.say(*(entry for entry in polib.pofile(str(RICH)) if not entry.obsolete))
    assert place.refreshed() == text.replace('plural=0;\\n"\n', 'plural=0;\\n"\n"X-Poedit-Bookmarks: 1,2\\n"\n', 1)


@pytest.mark.parametrize("has_plurals", [True, False])
def test_a_plural_that_an_editor_writes_stays_where_a_translation_uses_it(place, has_plurals):
    words = RICH.read_text(encoding="utf-8")
    text = words if has_plurals else re.sub(r"msgid_plural .*\nmsgstr\[0\] (.*)\nmsgstr\[1\] .*", r"msgstr \1", words)
    text = text.replace("Language: qtz", "Language: de")
    changed = text.replace("nplurals=2; plural=n != 1;", "nplurals=3; plural=n==1 ? 0 : 2;")
    catalog = place.locale / "de" / "LC_MESSAGES" / "page.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(changed, encoding="utf-8")
    place.say(*(entry for entry in polib.pofile(str(catalog)) if not entry.obsolete))
    refresh(place.template, catalog, "de")
    assert catalog.read_text(encoding="utf-8") == (changed if has_plurals else text)


# What an editor writes of itself when it saves; a person sees none of it.
SAVED_BY = (
    '"PO-Revision-Date: 2026-11-27 12:00+0900\\n"\n"Last-Translator: Somebody <a@example.org>\\n"\n'
    '"Language-Team: none\\n"\n"Language: qtz\\n"\n"Report-Msgid-Bugs-To: \\n"\n"X-Generator: Lokalize 22.12.3\\n"\n'
)


def saved_by_an_editor(text):
    """Return a catalog with what an editor changes of its header."""
    return re.sub(r'"PO-Revision.*?"Language: qtz\\n"\n', lambda _: SAVED_BY, text, flags=re.DOTALL)


def test_who_saved_a_catalog_when_stays_as_it_was_committed(place):
    messages = [entry for entry in polib.pofile(str(RICH)) if not entry.obsolete]
    place.say(*messages)
    committed = place.refreshed()
    place.commit()
    edited = saved_by_an_editor(committed).replace("Title", "The title", 1)
    assert "Somebody" in edited
    place.catalog.write_text(edited, encoding="utf-8")
    assert place.refreshed() == committed.replace("Title", "The title", 1)
    place.catalog.write_text(edited, encoding="utf-8")
    place.commit()  # by whom it may be: now it is what all have
    assert "Somebody" in place.refreshed() and "12:00+0900" in place.refreshed()


@pytest.mark.parametrize("date", ["", "YEAR-MO-DA HO:MI+ZONE", "yesterday"])
def test_a_catalog_that_says_no_date_has_one_that_every_program_reads(place, date):
    place.catalog.write_text(RICH.read_text(encoding="utf-8").replace("2026-01-02 03:04+0000", date), encoding="utf-8")
    place.say(*(entry for entry in polib.pofile(str(RICH)) if not entry.obsolete))
    assert '"PO-Revision-Date: 1970-01-01 00:00+0000\\n"\n' in place.refreshed()
    assert read_po(BytesIO(place.catalog.read_bytes()))  # Babel, and so sphinx-intl, reads no empty one
    run("msgfmt", "--check", "--output-file=/dev/null", place.catalog)


def test_a_comment_behind_a_string_is_read_and_comes_to_stand_above_its_entry(place):
    """As a programmer writes it; gettext takes it for that of the next entry."""
    behind = '# first\nmsgctxt "menu"  # of two\nmsgid "a"\nmsgstr ""#no-check short: a "#" is\n"A # b" # none\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n'
    above = '# first\n# of two\n# no-check short: a "#" is\n# none\nmsgctxt "menu"\nmsgid "a"\nmsgstr "A # b"\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n'
    place.catalog.write_text(RICH.read_text(encoding="utf-8").replace("\n#~", f"\n{behind}\n#~", 1), encoding="utf-8")
    entries, error = load(place.catalog)
    assert error is None and [entry.msgstr for entry in entries if entry.msgid in "ab"] == ["A # b", "B"]
    place.say(*(entry for entry in entries if not entry.obsolete))
    assert place.refreshed() == RICH.read_text(encoding="utf-8").replace("\n#~", f"\n{above}\n#~", 1)


def test_a_file_in_nobody_knows_which_charset_is_left_as_it_is(place):
    """What looks like the end of a line in it may be half of a letter."""
    before = "# 言葉「」\r\n".encode("utf-16-le")
    place.catalog.write_bytes(before)
    with pytest.raises(SystemExit):
        place.refreshed()
    assert place.catalog.read_bytes() == before


@pytest.mark.parametrize("path", sorted((ROOT / "locale").rglob("*.po")), ids=lambda path: str(path.relative_to(ROOT / "locale")))
def test_gettext_has_nothing_to_say_of_our_catalogs(path):
    if not shutil.which("msgfmt"):
        pytest.skip("no msgfmt on this machine")
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
