"""`make check` finds what a reader of the translation would stumble over, and nothing else."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys

import polib
import pytest
from conftest import LANGUAGES, ROOT, modules_after
from translated_docs.catalogs import po_file
from translated_docs.catalogs.lint.entry_warnings import diagnostics, unknown_checks
from translated_docs.catalogs.lint.lint_checks import CHECKS
from translated_docs.catalogs.lint.lint_message import Context
from translated_docs.catalogs.policy.interface_policy import PLACEHOLDER
from translated_docs.catalogs.policy.markup_policy import ERRORS, errors
from translated_docs.catalogs.update.catalog_header import header_comment
from translated_docs.commands import check as check_command
from translated_docs.settings import place

import conf

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


def rules(msgid, msgstr, language="en", comment="", disabled=()):
    entry = polib.POEntry(msgid=msgid, msgstr=msgstr, tcomment=comment)
    terms = Context(GLOSSARY if language == "en" else {}, LABELS)
    found = errors(msgid, msgstr, "page", terms.glossary) or diagnostics(entry, "page", "ja", language, terms, disabled)
    return [diagnostic.rule for diagnostic in found]


@pytest.mark.parametrize(("rule", "msgid", "msgstr"), WRONG)
def test_it_finds(rule, msgid, msgstr):
    assert rule in rules(msgid, msgstr)


@pytest.mark.parametrize(("language", "msgid", "msgstr"), RIGHT)
def test_it_says_nothing_of_a_good_translation(language, msgid, msgstr):
    assert rules(msgid, msgstr, language) == []


EXAMPLE = re.compile(r"^ *(Bad|Good): (\".*\") -> (\".*\")$", re.MULTILINE)


@pytest.mark.parametrize("name", CHECKS)
def test_the_examples_of_each_check_are_reported_by_it_or_by_none(name):
    examples = EXAMPLE.findall(CHECKS[name].__doc__)
    assert {kind for kind, *_ in examples} == {"Bad", "Good"}
    for kind, *texts in examples:
        msgid, msgstr = map(ast.literal_eval, texts)
        assert (name in rules(msgid, msgstr)) if kind == "Bad" else (rules(msgid, msgstr) == [])
        assert name not in rules(msgid, msgstr, disabled=[name])


def test_a_name_of_no_check_is_answered_with_the_names():
    assert unknown_checks(["number", "term"]) is None
    said = unknown_checks(["number", "spelling"])
    assert said.startswith(f"{place('catalog_lint_disable')}: catalog_lint_disable names no check: spelling; the checks are brackets, ")
    assert "is no list" in unknown_checks("number")


def test_a_comment_that_suppresses_a_disabled_check_is_not_reported():
    assert rules("本流です。", "It is 本流.", comment="no-check untranslated: its name", disabled=["untranslated"]) == []


def test_half_width_marks_in_japanese_are_found():
    assert rules("It is fast.", "速いです,たぶん.", "ja") == ["punctuation"]


def test_a_finding_can_be_switched_off_with_a_reason():
    assert rules("本流です。", "It is 本流.", comment="no-check untranslated: its name") == []


def test_without_a_reason_it_can_not():
    said = rules("本流です。", "It is 本流.", comment="no-check untranslated:")
    assert said == ["untranslated", "no-check"]


def test_a_switch_that_is_no_longer_needed_is_named():
    assert rules("本流です。", "It is the branch.", comment="no-check untranslated: its name") == ["no-check"]


def test_what_is_rejected_can_not_be_switched_off(checked, tmp_path):
    assert set(rules("速い", "<b>fast</b>", comment="no-check markup: I like it")) == {"markup"}
    name = "locale/en/LC_MESSAGES/page.po"
    text = HEAD.format("en", "<b>Chapter").replace('\nmsgid "章', '\n# no-check markup: I like it\nmsgid "章')
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [line.partition(";")[0] for line in checked()] == [
        f"{name}:5: holds <b>, which will not render",
        f"{name}:5: can't switch off 'markup', which names translations that can't be used",
    ]
    assert unknown_checks(["markup"]).startswith(f"{place('catalog_lint_disable')}: catalog_lint_disable can't switch off 'markup', which names")


@pytest.mark.parametrize("rule", [rule for rule, *_ in WRONG if rule not in CHECKS])
def test_each_error_has_a_name_of_the_list(rule):
    assert rule in ERRORS


def check(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "translated_docs.commands.check", *arguments],
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


def test_each_line_names_file_line_error_and_remedy(project, slip):
    name, line = slip
    done = project.make("check")
    assert f"{name}:{line}: has the full-width mark 。; use the one of your language [punctuation]" in done.stdout
    assert done.returncode != 0


def test_one_file_or_one_language_can_be_checked(project, slip):
    name, _line = slip
    assert project.make("check", f"FILE={name}").returncode != 0
    project.must_make("check", f"CODE={LANGUAGES[0]}")
    assert "not one of the languages" in project.make("check", "CODE=xx").stdout
    assert "not a catalog" in project.make("check", "FILE=README.md").stdout


def test_on_a_pull_request_the_same_lines_are_annotations(project, slip):
    name, line = slip
    done = project.make("check", GITHUB_ACTIONS="true")
    assert f"::error file={name},line={line}::has the full-width mark 。" in done.stdout


@pytest.mark.parametrize("module", ["commands.check", "catalogs.lint.catalog_checks", "catalogs.policy.sanitize"])
def test_whoever_reads_catalogs_need_not_wait_for_sphinx(module):
    assert "sphinx" not in modules_after(f"import translated_docs.{module}")


def test_numbers_of_any_length_can_be_compared():
    assert rules("9" * 5000, "8" * 5000) == ["number"]


# -- What is not there, or is none --------------------------------------------------

HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n\nmsgid "章"\nmsgstr "{}"\n'
NAMED = {
    "README.md": "not a catalog; name a .po file below locale/",
    "../elsewhere/x.po": "not a catalog",
    "locale/x.po": "not where catalogs lie",
    "locale/en/x.po": "not where catalogs lie",
    "locale/en/LC_MESSAGES": "not a catalog",
    "locale/qq/LC_MESSAGES/page.po": "qq is not one of the languages, which are ja, en",
    "locale/en/LC_MESSAGES/nowhere.po": "is not there; 'make stats' names all catalogs",
    f"locale/en/LC_MESSAGES/{'x' * 300}.po": "is not there",
}


@pytest.fixture
def checked(tmp_path, monkeypatch, capsys):
    """A project of one page; ``checked(*arguments)`` gives the lines that the check prints, and its exit code."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("# 章\n", encoding="utf-8")
    for code, name, words in (("ja", "sphinx", "章"), ("en", "sphinx", "Chapter"), ("en", "page", "Chapter")):
        path = tmp_path / "locale" / code / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD.format(code, words), encoding="utf-8")
    monkeypatch.setattr(conf, "weblate", {})
    monkeypatch.setattr(check_command, "ROOT", tmp_path)
    monkeypatch.setattr(check_command, "languages", {"ja": "日本語", "en": "English"})
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["check_catalogs.py", *arguments])
        with pytest.raises(SystemExit) as ended:
            check_command.main()
        return [*capsys.readouterr().out.splitlines(), *([ended.value.code] if isinstance(ended.value.code, str) else [])]

    return run


def test_a_project_without_a_slip_has_nothing_to_mend(checked):
    assert checked() == []


@pytest.mark.parametrize(("name", "words"), NAMED.items())
def test_a_name_of_no_catalog_is_answered_with_what_to_name(checked, name, words):
    said = checked(name)
    assert said[0].startswith(f"{name}: {words}")
    assert len(said) == 1


def test_a_folder_named_like_a_catalog_is_said_to_be_one(checked, tmp_path):
    (tmp_path / "locale/en/LC_MESSAGES/folder.po").mkdir()
    assert "is a folder" in checked("locale/en/LC_MESSAGES/folder.po")[-1]


MISSING = {
    "the labels of a language": (["locale/en/LC_MESSAGES/sphinx.po"], ["locale/en/LC_MESSAGES/sphinx.po:1: is not there"]),
    "the labels of the source": (["locale/ja/LC_MESSAGES/sphinx.po"], ["conf.py:1: the language 'ja' has no catalogs"]),
    "the catalog of a page": (["locale/en/LC_MESSAGES/page.po"], ["locale/en/LC_MESSAGES/page.po:1: is not there"]),
    "all of a language": (
        ["locale/en/LC_MESSAGES/page.po", "locale/en/LC_MESSAGES/sphinx.po"], ["conf.py:1: the language 'en' has no catalogs"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("gone", "said"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_named(checked, tmp_path, gone, said):
    for name in gone:
        (tmp_path / name).unlink()
    lines = checked()
    assert [line[: len(expected)] for line, expected in zip(lines, said, strict=True)] == said
    assert all("run 'make catalogs'" in line for line in lines)


def test_that_there_are_no_catalogs_at_all_is_said_of_each_language(checked, tmp_path):
    shutil.rmtree(tmp_path / "locale")
    assert [line.partition(" has")[0] for line in checked()] == [f"conf.py:1: the language '{code}'" for code in ("ja", "en")]


WRITTEN = {
    "of no page": ("locale/en/LC_MESSAGES/gone.po", HEAD.format("en", "Chapter"), ":1: there is no page of this name; run 'make catalogs', which"),
    "of the source language": ("locale/ja/LC_MESSAGES/page.po", HEAD.format("ja", "章"), ":1: the pages are written in this"),
    "cut off": ("locale/en/LC_MESSAGES/page.po", HEAD.format("en", "Chapter")[:-1], ":6: the file does not end with a line"),
    "empty": ("locale/en/LC_MESSAGES/page.po", "", ":1: is empty"),
    "a draft that hides": (
        "locale/en/LC_MESSAGES/page.po", HEAD.format("en", "a\u202eb").replace('\nmsgid "章', '\n#, fuzzy\nmsgid "章'),
        ":5: holds the character U+202E",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), WRITTEN.values(), ids=WRITTEN)
def test_what_no_message_shows_is_named(checked, tmp_path, name, text, words):
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = checked()
    assert len(said) == 1
    assert said[0].startswith(name + words)


def test_a_page_whose_name_has_a_colon_and_no_catalog_is_named(checked, tmp_path):
    (tmp_path / "docs" / "a:b: c.md").write_text("# 章\n", encoding="utf-8")
    assert [line.partition(" so ")[0] for line in checked()] == ["locale/en/LC_MESSAGES/a:b: c.po:1: is not there,"]


LINKS = {
    "a page": ("docs/other.md", "is a link that leads out of docs"),
    "a folder of catalogs": ("locale/en/LC_MESSAGES/part", "is a link that leads out of locale"),
    "the catalog of a page": ("locale/en/LC_MESSAGES/page.po", "is a link, or in a folder that is one"),
}


@pytest.mark.parametrize(("name", "words"), LINKS.values(), ids=LINKS)
def test_a_link_out_of_the_project_is_named_once(checked, tmp_path, name, words):
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).symlink_to(tmp_path.parent)
    (tmp_path / "locale/en/LC_MESSAGES/other.po").write_text(HEAD.format("en", "Chapter"), encoding="utf-8")
    (tmp_path / "docs" / "other.md").touch() if name != "docs/other.md" else None
    assert [line.partition(";")[0] for line in checked()] == [f"{name}:1: {words}"]


def test_a_msgid_that_was_changed_by_hand_is_named(checked, tmp_path):
    name, page = "locale/en/LC_MESSAGES/page.po", tmp_path / "docs" / "page.md"
    catalog, template = tmp_path / name, tmp_path / "build" / "gettext" / "page.pot"
    template.parent.mkdir(parents=True)
    template.write_text('msgid ""\nmsgstr ""\n\nmsgid "章"\nmsgstr ""\n', encoding="utf-8")
    assert checked() == []
    catalog.write_text(catalog.read_text("utf-8").replace('"章"', '"章です"') + '\n#~ msgid "節"\n#~ msgstr "Section"\n', encoding="utf-8")
    assert [line.partition(";")[0] for line in checked(name)] == [f"{name}:5: the page has no such msgid, so nothing shows what is below it"]
    for arguments in (["init", "-q"], ["add", name], ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    assert checked() == []  # a catalog that was brought up to date elsewhere
    shutil.rmtree(tmp_path / ".git")
    os.utime(page, (2**32, 2**32))
    assert checked() == []  # it may be the page that has changed


# Source, translation, and what is told of them on a page in reStructuredText and on one in Markdown.
IN_RST = [
    ("詳細は `公式 the site <https://a.example/>`_ です。", "See `its pages <https://a.example/>`_.", [], ["code"]),
    ("詳細は :ref:`the words <label>` です。", "See :ref:`this <label>`.", [], ["code"]),
    ("これは\\ ``make check``\\ です。", "It is ``make check``.", [], ["linebreak"]),
    ("これは ``make check`` です。", "It is ``make chek``.", ["code"], ["code"]),
]


@pytest.mark.parametrize(("msgid", "msgstr", "in_rst", "in_markdown"), IN_RST)
def test_of_a_page_in_restructuredtext_two_backquotes_are_code_and_a_backslash_ends_no_line(checked, tmp_path, msgid, msgstr, in_rst, in_markdown):
    text = HEAD.format("en", "Chapter") + f'\nmsgid "{polib.escape(msgid)}"\nmsgstr "{polib.escape(msgstr)}"\n'
    (tmp_path / "locale/en/LC_MESSAGES/page.po").write_text(text, encoding="utf-8")
    assert [line.rpartition("[")[2].rstrip("]") for line in checked()] == in_markdown
    (tmp_path / "docs" / "page.md").rename(tmp_path / "docs" / "page.rst")
    assert [line.rpartition("[")[2].rstrip("]") for line in checked()] == in_rst


def test_the_bytes_of_a_catalog_are_read_once(checked, monkeypatch):
    read, read_file = [], po_file.read
    monkeypatch.setattr(po_file, "read", lambda path: read.append(path.name) or read_file(path))
    monkeypatch.setattr(type(check_command.ROOT), "read_bytes", None)
    assert checked("locale/en/LC_MESSAGES/page.po") == []
    assert read == ["page.po"]


def test_a_setting_that_names_no_check_ends_the_command(checked, monkeypatch):
    monkeypatch.setattr(check_command, "catalog_lint_disable", ["spelling"])
    assert checked()[0].startswith(f"{place('catalog_lint_disable')}: catalog_lint_disable names no check: spelling; ")


OF_A_FILE = {
    "with a reason": ("# no-check punctuation: as the printer sets it\n", "Chapter。", []),
    "without one": ("# no-check punctuation:\n", "Chapter。", [":6: has the full-width mark 。", ":1: switches off 'punctuation' without"]),
    "that finds nothing": ("# no-check punctuation: so\n", "Chapter", [":1: switches off 'punctuation', which finds nothing"]),
    "that is none": ("# no-check spelling: so\n", "Chapter", [":1: names no check: 'spelling'; the checks are brackets, "]),
    "of an error": ("# no-check markup: so\n", "<b>Chapter</b>", [":6: holds <b>", ":6: holds </b>", ":1: can't switch off 'markup', "]),
    "another": ("# no-check term: so\n", "Chapter。", [":6: has the full-width", ":1: switches off 'term', which finds nothing"]),
}


@pytest.mark.parametrize(("comment", "words", "said"), OF_A_FILE.values(), ids=OF_A_FILE)
def test_the_header_of_a_file_switches_a_check_off_in_all_of_it(checked, tmp_path, comment, words, said):
    name = "locale/en/LC_MESSAGES/page.po"
    (tmp_path / name).write_text(comment + HEAD.format("en", words), encoding="utf-8")
    lines = checked()
    assert [line.startswith(f"{name}{expected}") for line, expected in zip(lines, said, strict=True)] == [True] * len(said), lines


def test_make_catalogs_keeps_that_line_of_the_header():
    catalog = polib.POFile()
    catalog.header = "no-check term: so\nTranslations template for PROJECT."
    assert "no-check term: so" in header_comment(catalog, "A licence.", "").split("\n")


def test_a_language_switches_a_check_off_in_the_settings(checked, tmp_path, monkeypatch):
    (tmp_path / "locale/en/LC_MESSAGES/page.po").write_text(HEAD.format("en", "Chapter。"), encoding="utf-8")
    monkeypatch.setattr(conf, "catalog_lint_disable", {"en_US": ["punctuation"]}, raising=False)
    assert checked() == []
    monkeypatch.setattr(conf, "catalog_lint_disable", {"fr": ["punctuation"]}, raising=False)
    assert len(checked()) == 1


def test_a_language_can_be_named_by_another_of_its_codes(checked):
    assert checked("--language", "en_US") == []
    assert "not one of the languages" in checked("--language", "fr")[0]


def test_a_header_may_name_the_language_by_another_of_its_codes(checked, tmp_path):
    path = tmp_path / "locale/en/LC_MESSAGES/page.po"
    path.write_text(HEAD.format("en_US", "Chapter"), encoding="utf-8")
    assert checked() == []
    path.write_text(HEAD.format("fr", "Chapter"), encoding="utf-8")
    assert ":1: the header says Language: fr" in checked()[0]


def test_several_values_of_a_label_have_names():
    """Words in another order need them in another order."""
    interface = polib.pofile(str(ROOT / "locale" / LANGUAGES[0] / "LC_MESSAGES" / "sphinx.po"))
    values = {entry.msgid: [piece for piece in PLACEHOLDER.findall(entry.msgid) if piece != "%%"] for entry in interface}
    assert [msgid for msgid, pieces in values.items() if len(pieces) > 1 and any(piece[:2] != "%(" for piece in pieces)] == []


@pytest.mark.parametrize(
    ("msgstr", "remedy"),
    [
        ("%(furo)s, und %(sphinx)s", None),
        ("%(furo)s, und %(x)s", "keep those of the source, in any order: %(sphinx)s, %(furo)s"),
        ("%(furo)s", "keep those of the source, in any order: %(sphinx)s, %(furo)s"),
    ],
)
def test_named_values_of_a_label_come_in_any_order(msgstr, remedy):
    said = errors("Made with %(sphinx)s and %(furo)s", msgstr, "sphinx")
    assert [diagnostic.remedy for diagnostic in said] == ([remedy] if remedy else [])


def test_what_an_editor_keeps_beside_a_catalog_is_none(checked, tmp_path):
    (tmp_path / "locale/en/LC_MESSAGES/.#page.po").symlink_to("somebody@somewhere.1")
    assert checked() == []


def test_a_name_can_not_forge_a_line_for_a_workflow(checked, tmp_path, monkeypatch):
    (tmp_path / "locale/en/LC_MESSAGES/x\n::error::y,z.po").write_text(HEAD.format("en", "Chapter"), encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    said = checked()
    assert [line for line in said if line.startswith("::")] == [line for line in said if line.startswith("::error file=locale/en/")]
    assert any("x<U+000A>%3A%3Aerror%3A%3Ay%2Cz.po,line=1::" in line for line in said)
