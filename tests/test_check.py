"""`make check` finds what a reader of the translation would stumble over, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import polib
import pytest

from conftest import LANGUAGES, ROOT, modules_after
from message_checks import Terms, findings

GLOSSARY = {"ゲーティング": "gating", "投機的実行": "speculative execution"}
LABELS = {"本流": [("docs/figures/x.svg", 14.0, (60.0, 30.0))]}

# Rule, source, translation.
WRONG = [
    ("link", "詳細は[こちら](https://a.example/)です。", "See [here](https://evil.example/)."),
    ("link", "詳細は[こちら](https://a.example/)です。", "See here."),
    ("link", "詳細は<https://a.example/>です。", "See <https://b.example/>."),
    ("footnote", "速くなります[^a]。", "It becomes faster."),
    ("footnote", "速くなります[^a]。", "It becomes faster.[^a] [^b]"),
    ("role", "{term}`ゲーティング`です。", "This is gating."),
    ("role", "ゲーティングです。", "This is {term}`gating <ゲーティング>`."),
    ("markup", "**速い**です。", "It is **fast."),
    ("markup", "速いです。", "It is <b>fast</b>."),
    ("block", "1行です。", "One line.\n\nAnd another."),
    ("number", "2018年に4800人が来ました。", "In 2018, 480 people came."),
    ("number", "2018年に来ました。", "In 2019 they came."),
    ("number", "8兆ドルです。", "It is $8 billion."),
    ("punctuation", "速いです。", "It is fast。"),
    ("punctuation", "速いです。", "It is fast"),
    ("punctuation", "速い（と言う）。", "Fast （they say）."),
    ("untranslated", "本流に取り込みます。", "It is merged into 本流."),
    ("term", "{term}`ゲーティング`です。", "This is {term}`gatekeeping <ゲーティング>`."),
    ("label", "本流", "the main line of the repository, which everyone shares"),
    ("brackets", "速い（と言う）。", "Fast (they say."),
    ("doublespacing", "速いです。", "It is  fast."),
    ("doublewords", "速いです。", "It is is fast."),
    ("startwhitespace", "速いです。", " It is fast."),
    ("characters", "速いです。", "It is \u202efast."),
    ("length", "速い", "fast " * 200),
]

# What is right, however it looks to a machine.
RIGHT = [
    ("en", "先に[甲](https://a.example/)、次に[乙](https://b.example/)。", "[B](https://b.example/) comes after [A](https://a.example/)."),
    ("en", "2018年8月3日です。", "It was August 3, 2018."),
    ("en", "8兆ドルで、10億件です。", "It is $8 trillion, and 1 billion transactions."),
    ("en", "4,800人と200万人です。", "4,800 people and 2 million."),
    ("en", "3枚のスライドです。", "There are three slides."),
    ("en", "三つあります。", "There may be 3."),
    ("en", "{term}`投機的実行`をします。", "It executes {term}`speculatively <投機的実行>`."),
    ("en", "**速い**`code`です。", "`code` is *fast*."),
    ("en", "「速い」。", "“Fast.”"),
    ("en", "CiliumはCiliumです。", "This is Cilium. Cilium it is."),
    ("de", "1,234.5台です。", "Es sind 1.234,5 Stück."),
    ("fr", "「速い」です。", "C’est « rapide » !"),
    ("zh_CN", "速いです。", "它很快。"),
    ("ar", "速いですか？", "هل هو سريع؟"),
]  # fmt: skip


def rules(msgid, msgstr, language="en", comment=""):
    entry = polib.POEntry(msgid=msgid, msgstr=msgstr, tcomment=comment)
    terms = Terms(GLOSSARY if language == "en" else {}, LABELS)
    return [fault.rule for fault in findings(entry, "page", "ja", language, terms)]


@pytest.mark.parametrize(("rule", "msgid", "msgstr"), WRONG)
def test_it_finds(rule, msgid, msgstr):
    assert rule in rules(msgid, msgstr)


@pytest.mark.parametrize(("language", "msgid", "msgstr"), RIGHT)
def test_it_says_nothing_of_a_good_translation(language, msgid, msgstr):
    assert rules(msgid, msgstr, language) == []


def test_half_width_marks_in_japanese_are_found():
    assert rules("It is fast.", "速いです,たぶん.", "ja") == ["punctuation"]


def test_a_finding_can_be_switched_off_with_a_reason():
    assert rules("本流です。", "It is 本流.", comment="no-check untranslated: its name") == []


def test_without_a_reason_it_can_not():
    said = rules("本流です。", "It is 本流.", comment="no-check untranslated:")
    assert said == ["untranslated", "no-check"]


def test_a_switch_that_is_no_longer_needed_is_named():
    assert rules("本流です。", "It is the branch.", comment="no-check untranslated: its name") == ["no-check"]


def test_what_is_refused_can_not_be_switched_off():
    assert set(rules("速い", "<b>fast</b>", comment="no-check markup: I like it")) == {"markup"}


def check(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "docs/_tools/check_catalogs.py", *arguments],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip


def test_it_finds_nothing_in_our_own_catalogs():
    done = check()
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.fixture
def slip(project):
    name = f"locale/{LANGUAGES[1]}/LC_MESSAGES/speaker.po"
    path = project.folder / name
    whole = path.read_text(encoding="utf-8")
    slipped = re.sub(r'msgstr "([^"]{30,})\."', r'msgstr "\1。"', whole, count=1)
    assert slipped != whole
    path.write_text(slipped, encoding="utf-8")
    yield name, slipped.split("\n").index(next(x for x in slipped.split("\n") if "。" in x and "msgstr" in x))
    path.write_text(whole, encoding="utf-8")


def test_each_line_names_file_line_fault_and_remedy(project, slip):
    name, line = slip
    done = project.make("check")
    assert f"{name}:{line}: has the full-width mark 。; use the one of your language [punctuation]" in done.stdout
    assert done.returncode != 0


def test_one_file_or_one_language_can_be_checked(project, slip):
    name, _line = slip
    assert project.make("check", f"FILE={name}").returncode != 0
    assert project.make("check", f"CODE={LANGUAGES[0]}").returncode == 0
    assert "not one of the languages" in project.make("check", "CODE=xx").stdout
    assert "not a catalog" in project.make("check", "FILE=README.md").stdout


def test_on_a_pull_request_the_same_lines_are_annotations(project, slip):
    name, line = slip
    done = project.make("check", GITHUB_ACTIONS="true")
    assert f"::error file={name},line={line}::has the full-width mark 。" in done.stdout


@pytest.mark.parametrize("module", ["check_catalogs", "acceptance"])
def test_whoever_reads_catalogs_need_not_wait_for_sphinx(module):
    assert "sphinx" not in modules_after(f"import {module}")
