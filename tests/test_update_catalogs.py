"""Refreshing the catalogs: no noise, and nothing that a translator wrote is lost."""

from __future__ import annotations

import difflib
import re
import shutil

import polib
import pytest
from conftest import SLOW, SmallProject
from translated_docs.commands.catalogs import refresh

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


@pytest.mark.parametrize(
    "meanwhile", [(FIRST, THIRD), (FIRST, CHANGED, THIRD)], ids=["the sentence goes", "the sentence changes"]
)
def test_a_draft_is_still_a_draft_when_its_sentence_is_back(desk, meanwhile):
    po = polib.pofile(str(desk.catalog))
    po[1].fuzzy = True
    po.save()
    desk.source(FIRST, SECOND, THIRD)
    before = desk.text
    desk.source(*meanwhile)
    desk.source(*meanwhile)
    desk.source(FIRST, SECOND, THIRD)
    assert desk.text == before


def test_a_draft_whose_sentence_changed_is_none_when_it_is_no_longer_fuzzy(desk):
    po = polib.pofile(str(desk.catalog))
    po[1].fuzzy = True
    po.save()
    desk.source(FIRST, CHANGED, THIRD)
    assert desk.entry(CHANGED).previous_msgid == SECOND
    po = polib.pofile(str(desk.catalog))
    po[1].fuzzy = False
    po.save()
    desk.source(FIRST, CHANGED, THIRD)
    assert (desk.entry(CHANGED).fuzzy, desk.entry(CHANGED).tcomment) == (False, "")


@pytest.mark.parametrize("mark", ["# |", "#~|"], ids=["Babel's", "GNU gettext's"])
def test_what_another_program_put_aside_comes_back_for_the_text_it_was_made_for(desk, mark):
    before = desk.text
    desk.source(FIRST, THIRD)
    entry = f'{mark} msgid "{SECOND}"\n#~ msgid "{CHANGED}"'
    desk.catalog.write_text(desk.text.replace(f'#~ msgid "{SECOND}"', entry), encoding="utf-8")
    desk.source(FIRST, SECOND, THIRD)
    assert desk.text == before


def test_of_two_translations_that_were_put_aside_for_one_sentence_both_are_kept(desk):
    """The second in a comment: GNU gettext reads no file in which a msgid stands twice."""
    desk.source(FIRST, THIRD)
    desk.catalog.write_text(desk.text + f'\n#~ msgid "{SECOND}"\n#~ msgstr "Zuul \\"gates\\"."\n', encoding="utf-8")
    desk.source(FIRST, THIRD)
    assert desk.text.count(SECOND) == 1
    desk.source(FIRST, SECOND, THIRD)
    back = desk.entry(SECOND)
    assert (back.msgstr, back.tcomment) == ("Zuul tests before it merges.", r'another translation: "Zuul \"gates\"."')


def test_a_new_sentence_is_offered_what_was_put_aside_and_leaves_it_there(desk):
    desk.source(FIRST, THIRD)
    desk.source(FIRST, CHANGED, THIRD)
    assert (desk.entry(CHANGED).fuzzy, desk.entry(CHANGED).previous_msgid) == (True, SECOND)
    assert desk.entry(SECOND).obsolete


def test_the_comment_below_the_last_entry_stays(desk):
    desk.catalog.write_text(f"{desk.text}\n# vim: set tw=0\n", encoding="utf-8")
    desk.source(FIRST, SECOND)
    assert desk.text.endswith("\n\n# vim: set tw=0\n")


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


@SLOW
def test_a_catalog_that_cannot_be_read_costs_its_language_and_no_other(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings('\nlanguages |= {"eo": "Esperanto", "fr": "Français"}\n')
    for code in ("eo", "fr"):
        shutil.copytree(project.folder / "locale" / "en", project.folder / "locale" / code)
        for path in (project.folder / "locale" / code).rglob("*.po"):
            path.write_text(path.read_text(encoding="utf-8").replace("Language: en", f"Language: {code}"), encoding="utf-8")
    broken = project.folder / "locale" / "eo" / "LC_MESSAGES" / "chapter.po"
    broken.write_text(f'{broken.read_text(encoding="utf-8")}\nmsgid "x\n', encoding="utf-8")
    before = [path.read_bytes() for path in sorted((project.folder / "locale" / "eo").rglob("*.po"))]
    (project.folder / "docs" / "chapter.md").write_text("(chapter)=\n# 新章\n", encoding="utf-8")
    done = project.make("catalogs")
    assert done.returncode and re.search(r"^locale/eo/LC_MESSAGES/chapter\.po:\d+: .+; .+", done.stdout, re.MULTILINE)
    assert [path.read_bytes() for path in sorted((project.folder / "locale" / "eo").rglob("*.po"))] == before
    for code in ("en", "fr"):
        assert 'msgid "新章"' in (project.folder / "locale" / code / "LC_MESSAGES" / "chapter.po").read_text(encoding="utf-8")


def test_a_run_that_is_killed_leaves_no_half_of_a_catalog(desk, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    before = desk.catalog.read_bytes()
    monkeypatch.setattr("os.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.source(FIRST, CHANGED)
    assert desk.catalog.read_bytes() == before
