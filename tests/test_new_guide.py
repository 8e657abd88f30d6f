"""`make guide`: a folder with these programs and a first page in two languages, and nothing of this publication."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SLOW
from translated_docs.catalogs.update.catalog_header import header
from translated_docs.commands import language, new_guide

import conf

# Of the names of this publication, its pages and its people.
NAMES = re.compile("|".join(["openstack", "kubecon", "iwamoto", "va linux", "vancouver", "岩本", "講演", r"\btalk of"]), re.IGNORECASE)


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guide") / "new"
    new_guide.begin(folder)
    return folder


def test_no_word_of_this_publication_is_in_it(guide):
    assert NAMES.search((ROOT / "conf.py").read_text(encoding="utf-8"))
    files = [path for path in guide.rglob("*") if path.is_file()]
    assert [path for path in files if NAMES.search(f"{path}\n{path.read_text(encoding='utf-8')}")] == []


def test_its_settings_are_those_of_nobody_and_all_others_are_ours(guide):
    written = runpy.run_path(str(guide / "conf.py"))
    settings = {name for name, value in vars(conf).items() if name[0].islower() and isinstance(value, (str, bool, int, list, dict))}
    assert {name: written[name] for name in new_guide.SETTINGS} == new_guide.SETTINGS
    paths = re.compile(re.escape(str(ROOT)))
    differing = {name for name in settings if paths.sub(str(guide), repr(vars(conf)[name])) != repr(written[name])}
    of_others = {"epub_publisher", "version", "html_title", "myst_substitutions"}  # made of settings that are there
    assert differing - of_others <= set(new_guide.SETTINGS)
    assert language.LIST.search((guide / "conf.py").read_text(encoding="utf-8"))  # so that a language can be added


def test_what_is_there_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(SystemExit, match="is there already; name a folder"):
            new_guide.begin(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_can_not_be_made_or_that_would_be_copied_into_itself_is_said_in_a_line(tmp_path, monkeypatch):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for folder, words in ((tmp_path / "notes.txt" / "new", "can't be written"), (ROOT / "docs" / "_ext" / "new", "among the programs")):
        monkeypatch.setattr(sys, "argv", ["new_guide", str(folder)])
        with pytest.raises(SystemExit, match=words):
            new_guide.main()
    assert not (ROOT / "docs" / "_ext" / "new").exists()


def test_its_catalogs_are_written_as_make_catalogs_writes_them(guide):
    for path in guide.glob("locale/*/LC_MESSAGES/*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        code = path.parent.parent.name
        assert catalog.metadata == {**header({}, code), "Project-Id-Version": "my-guide"}, path
        assert path.read_text(encoding="utf-8") == f"{catalog}"


@SLOW
def test_it_shows_its_pages_in_two_languages_and_has_no_more_to_say(guide):
    (guide / ".venv").symlink_to(ROOT / ".venv")
    os.utime(guide / "requirements.txt", (0, 0))  # they are installed
    before = {path: path.read_bytes() for path in guide.rglob("*.po")}
    for target in ("all", "catalogs", "check"):
        made = subprocess.run(["make", target], cwd=guide, capture_output=True, text=True)
        assert made.returncode == 0 and "WARNING" not in made.stderr, made.stderr
    assert {path: path.read_bytes() for path in before} == before
    for code, page, title in (
        ("en", "index", "My guide"), ("ja", "index", "私のガイド"), ("en", "writing", "Writing pages"), ("ja", "writing", "ページの書き方"),
    ):  # fmt: skip
        shown = BeautifulSoup((guide / "build" / "site" / code / f"{page}.html").read_bytes(), "html.parser")
        assert shown.h1.find(string=True) == title and not shown.select(".untranslated")
