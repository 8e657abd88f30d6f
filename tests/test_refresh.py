"""Refreshing the catalogs: no noise, and nothing that a translator wrote is lost."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from io import BytesIO

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from sphinx_intl.basic import update as sphinx_intl_update
from translate.storage.pypo import pofile as ToolkitFile

from conftest import ROOT
from update_catalogs import refresh

CATALOGS = sorted((ROOT / "locale" / "en").rglob("*.po"))
FIRST, SECOND, THIRD = "最初の文です。", "Zuulは変更を取り込む前に試験します。", "最後の文です。"
CHANGED = "Zuulは、変更を取り込む前に必ず試験します。"


class Desk:
    """A template, and the catalog that follows it."""

    def __init__(self, folder):
        self.template, self.catalog = folder / "page.pot", folder / "page.po"

    def source(self, *messages):
        """Let the page say this, and refresh."""
        entries = "".join(f'\n#: ../page.md:{n}\nmsgid "{m}"\nmsgstr ""\n' for n, m in enumerate(messages))
        head = 'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2026-01-01\\n"\n'
        self.template.write_text(head + entries, encoding="utf-8")
        refresh(self.template, self.catalog, "en")

    def translate(self, **words):
        """Let a translator write: ``first="…"`` for the first message, and so on."""
        po = polib.pofile(str(self.catalog))
        for name, msgstr in words.items():
            po[["first", "second", "third"].index(name)].msgstr = msgstr
        po.save()

    @property
    def text(self):
        return self.catalog.read_text(encoding="utf-8")

    def entry(self, msgid):
        return polib.pofile(str(self.catalog)).find(msgid, include_obsolete_entries=True)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.source(FIRST, SECOND, THIRD)
    desk.translate(first="The first.", second="Zuul tests before it merges.", third="The last.")
    desk.source(FIRST, SECOND, THIRD)
    return desk


def by_polib(path):
    polib.pofile(str(path)).save()


def by_babel(path):
    catalog = read_po(BytesIO(path.read_bytes()))
    with path.open("wb") as file:
        write_po(file, catalog, width=76)


def by_translate_toolkit(path):
    """What Weblate saves with."""
    store = ToolkitFile.parsefile(str(path))
    store.updateheader(add=True, X_Generator="Weblate", PO_Revision_Date="2026-11-22 12:00+0000")
    store.save()


def by_msgcat(path):
    """What Poedit saves with: GNU gettext."""
    if not shutil.which("msgcat"):
        pytest.skip("GNU gettext is not on this machine")
    subprocess.run(["msgcat", "--width=79", "-o", path, path], check=True)


def by_sphinx_intl(path):
    """What a translator may run who knows other Sphinx projects: the stock `sphinx-intl update`."""
    folder = path.parent / "locale" / "en" / "LC_MESSAGES"
    templates = path.parent / "templates"
    for new in (folder, templates):
        new.mkdir(parents=True)
    shutil.copy(path, folder / "page.po")
    shutil.copy(path.parent / "page.pot", templates)
    sphinx_intl_update(str(path.parent / "locale"), str(templates), ("en",))
    shutil.copy(folder / "page.po", path)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.stem)
@pytest.mark.parametrize(
    "save", [by_polib, by_babel, by_translate_toolkit, by_msgcat, by_sphinx_intl], ids=lambda f: f.__name__
)
def test_whichever_program_saved_a_catalog_it_is_brought_to_the_same_bytes(tmp_path, path, save):
    catalog, template = tmp_path / "saved.po", tmp_path / "page.pot"
    shutil.copy(path, catalog)
    blank = polib.pofile(str(path))
    for entry in list(blank):
        entry.msgstr, entry.tcomment = "", ""
        if entry.obsolete:  # no page has it any more
            blank.remove(entry)
    blank.save(str(template))
    save(catalog)
    refresh(template, catalog, "en")
    assert catalog.read_bytes() == path.read_bytes()


def test_run_twice_it_changes_nothing(desk):
    before = desk.text
    desk.source(FIRST, SECOND, THIRD)
    assert desk.text == before


def test_a_changed_sentence_changes_its_entry_alone(desk):
    before = desk.text.splitlines()
    desk.source(FIRST, CHANGED, THIRD)
    changes = [line for line in difflib.ndiff(before, desk.text.splitlines()) if line[0] in "+-"]
    assert changes == [
        "+ #, fuzzy",
        f'- msgid "{SECOND}"',
        f'+ #| msgid "{SECOND}"',
        f'+ msgid "{CHANGED}"',
    ] or sorted(changes) == sorted([
        "+ #, fuzzy",
        f'+ #| msgid "{SECOND}"',
        f'- msgid "{SECOND}"',
        f'+ msgid "{CHANGED}"',
    ])


def test_a_sentence_changed_twice_keeps_the_text_that_was_translated(desk):
    desk.source(FIRST, CHANGED, THIRD)
    desk.source(FIRST, CHANGED.replace("必ず", "いつも"), THIRD)
    assert desk.entry(CHANGED.replace("必ず", "いつも")).previous_msgid == SECOND


def test_a_sentence_that_is_changed_back_has_its_translation_back(desk):
    before = desk.text
    desk.source(FIRST, CHANGED, THIRD)
    desk.source(FIRST, SECOND, THIRD)
    assert desk.text == before


def test_a_sentence_that_goes_stays_as_obsolete_and_comes_back(desk):
    before = desk.text
    desk.source(FIRST, THIRD)
    assert f'#~ msgid "{SECOND}"' in desk.text
    desk.source(FIRST, THIRD)
    assert f'#~ msgid "{SECOND}"' in desk.text
    desk.source(FIRST, SECOND, THIRD)
    assert desk.text == before


def test_a_fuzzy_translation_that_goes_comes_back_for_the_text_it_was_made_for(desk):
    before = desk.text
    desk.source(FIRST, CHANGED, THIRD)
    desk.source(FIRST, THIRD)
    desk.source(FIRST, SECOND, THIRD)
    assert desk.text == before


def test_sentences_that_change_places_keep_their_translations(desk):
    desk.source(THIRD, SECOND, FIRST)
    assert [desk.entry(m).msgstr for m in (FIRST, SECOND, THIRD)] == [
        "The first.", "Zuul tests before it merges.", "The last.",
    ]  # fmt: skip
    assert "fuzzy" not in desk.text


def test_a_translators_comment_stays(desk):
    po = polib.pofile(str(desk.catalog))
    po[1].tcomment = "“merge” is the word Zuul's own manual uses"
    po.save()
    desk.source(FIRST, CHANGED, THIRD)
    assert desk.entry(CHANGED).tcomment == po[1].tcomment
    desk.source(FIRST, THIRD)
    assert desk.entry(SECOND).tcomment == po[1].tcomment


def test_a_sentence_that_has_nothing_in_common_with_one_that_went_is_not_taken_for_it(desk):
    desk.source(FIRST, "まったく別のことを言います。", THIRD)
    assert desk.entry("まったく別のことを言います。").msgstr == ""
    assert desk.entry(SECOND).obsolete


@pytest.mark.parametrize(
    "broken",
    [
        "「翻訳".encode("shift_jis"),
        b'\nmsgid "x\nmsgstr ""\n',
        b"<<<<<<< HEAD\n",
    ],
    ids=["Shift_JIS", "an open quotation mark", "conflict markers"],
)
def test_a_catalog_that_cannot_be_read_is_left_as_it_is_and_named(desk, broken):
    desk.catalog.write_bytes(desk.catalog.read_bytes() + broken)
    before = desk.catalog.read_bytes()
    with pytest.raises(SystemExit, match=r"page\.po:\d+: "):
        desk.source(FIRST, THIRD)
    assert desk.catalog.read_bytes() == before
