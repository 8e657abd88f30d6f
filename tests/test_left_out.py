"""What is wrong with a translation, or with the lines of its entry, costs its own block, what is wrong with a whole catalog its page.

The tables say of each kind what is said of it.  All are sanitized one by one, and built at once in a made-up language.
"""

from __future__ import annotations

import logging
import re
import sys
from functools import partial
from io import StringIO
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import SLOW, SmallProject
from translated_docs.catalogs import catalog_paths, po_file, po_lines, progress
from translated_docs.catalogs.diagnostics import FileError
from translated_docs.catalogs.lint.catalog_checks import check_catalog
from translated_docs.catalogs.policy import sanitize, sphinx_warnings
from translated_docs.content.messages.translation_units import PARSED, TranslationPlaces
from translated_docs.jobs import left_out_translations, sphinx_build
from translated_docs.jobs.runner import AGAIN, Job, run_jobs
from translated_docs.jobs.warning_stream import Warnings

import conf

HEAD = 'msgid ""\nmsgstr ""\n"Language: xx\\n"\n'
# A paragraph, its translation as it stands in the catalog, and what is said of it.
MESSAGES = {
    "HTML": ("言葉です。", "<b>Words</b>.", "holds <b>, which will not render"),
    "a link": ("言葉です。", "[Words](#nosuch).", "adds the link #nosuch"),
    "a link to another place": ("[章](#chapter-one)です。", "A [chapter](#nosuch).", "adds the link #nosuch"),
    "no link": ("[章](#chapter-one)です。", "A chapter.", "leaves out the link #chapter-one"),
    "a footnote": ("言葉です。", "Words[^nosuch].", "adds the footnote [^nosuch]"),
    "no footnote": ("言葉です[^note]。", "Words.", "leaves out the footnote [^note]"),
    "a role": ("言葉です。", "{nosuch}`Words`.", "adds the role {nosuch}`Words`"),
    "another term": ("{term}`言葉`です。", "A {term}`nosuch`.", "adds the role {term}`nosuch`"),
    "a directive": ("言葉です。", "```{nosuch}\\nWords.\\n```", "adds the block fence"),
    "a table": ("言葉です。", "| a |\\n|---|\\n| b |", "adds the block table"),
    "no class": ("[言葉]{.language-zh}です。", "Words.", "leaves out the attributes {.language-zh}"),
    "another class": ("[言葉]{.language-zh}です。", "[Words]{.a .b}.", "adds the attributes {.a .b}; take it out; the source has {.language-zh}"),
    "a letter that was lost": ("言葉です。", "Wo\ufffdds.", "holds \ufffd, which another encoding has left of a letter; write that letter"),
    "two paragraphs": ("言葉です。", "One.\\n\\nTwo.", "adds the block paragraph"),
    "emphasis without an end": ("言葉です。", "**Words.", "holds **, which will not render"),
    "a picture": ("言葉です。", "![Words](words.png)", "adds the picture words.png"),
    "an unseen character": ("言葉です。", "Wo\u200brds.", "holds the character U+200B"),
    "nothing to see": ("言葉です。", "&nbsp;", "leaves out all words"),
    "too many words": ("言葉です。", "Words. " * 80, "has 560 characters where its source has"),
    "a tab": ("言葉です。", "Words\\tand words.", "begins with an indent, or holds a tab"),
    "a plural": ("言葉です。", 'Words."\nmsgid_plural "', "has a msgid_plural, which no page asks for"),
}
LABELS = {
    "HTML in a label": ("Search", "<i>Search</i>", "holds <i>; take it out"),
    "a stray percent sign": ("%(percent)d%% translated", "%(percent)d%% of all %", "has the placeholders"),
}
TITLE = '\nmsgid "題"\nmsgstr "Title"\n'
# A catalog, and the line and the words of all that is said of it.
CATALOGS = {
    "empty": ("", ["1: is empty"]),
    "cut off": (f'{HEAD}{TITLE}\nmsgid "段落"\n', ["8: the file ends after this msgid"]),
    "half saved": (f'{HEAD}{TITLE}\nmsgid "段落"\nmsgstr "Para', ["9: not a line of a catalog"]),
    "conflicts": (
        f"{HEAD}\n<<<<<<< HEAD{TITLE}=======\n{TITLE}>>>>>>> theirs\n{TITLE}\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n",
        ["5: a conflict", "17: a conflict"],
    ),
    "another charset": (HEAD.replace("Language", "Content-Type: text/plain; charset=latin-1\\nLanguage") + TITLE, ["1: the header"]),
    "not UTF-8": ((HEAD + TITLE).encode("shift_jis"), ["5: not UTF-8"]),
    "of another language": (HEAD.replace("xx", "fr") + TITLE, ["1: the header says Language: fr"]),
    "one message three times": (HEAD + TITLE + TITLE.replace("Title", "A") * 2, ["8: the same msgid as on line 5", "11: the same msgid as on line 5"]),
    "errors of every kind": (
        f'{HEAD}\nmsgid "a\nmsgstr ""\n\nmsgstr "b"\n\nwords\n\nmsgid "c"\n\nmsgid "d"\nmsgstr ""\n\n#~ msgid "e"\n',
        ["5: not a line", "8: this msgstr has no msgid", "10: not a line", "12: this msgid has no msgstr", "17: the file ends"],
    ),
    "a web page": ("<!doctype html>\n<title>x</title>\n", ["1: not a line of a catalog"]),
}
# Those that can't be read at all; of the others the entries that are wrong are left out.
LOST = ["empty", "another charset", "not UTF-8", "of another language", "a web page"]
IDS = {name: f"unreadable-{number}" for number, name in enumerate(CATALOGS)}


def entry(source, translation):
    # What would be written into a plural stands before its msgstr.
    words, _, plural = translation.partition('"\nmsgid_plural "')
    if plural or words != translation:
        return f'\nmsgid "{source}"\nmsgid_plural "{source}"\nmsgstr[0] "{words}"\n'
    return f'\nmsgid "{source}"\nmsgstr "{translation}"\n'


def numbered(table):
    """Return the rows of a table, each source a message of its own."""
    return {name: (source.replace("です", f"です{n}"), *row) for n, (name, (source, *row)) in enumerate(table.items())}


def content(text):
    return text if isinstance(text, bytes) else text.encode()


@pytest.fixture
def catalog(tmp_path):
    """Where the catalog of the page "page" of a project is, in a language that nobody has."""
    path = catalog_paths.catalog_path(tmp_path, "xx", "page")
    path.parent.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("# 題\n", encoding="utf-8")
    return path


def used(root, domain="page"):
    copy = polib.mofile(str(sanitize.folder_of_copies(root, "xx") / f"{domain}.mo"))
    return {message.msgid: message.msgstr for message in copy}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_costs_itself(catalog, tmp_path, name):
    source, translation, words = MESSAGES[name]
    catalog.write_text(HEAD + TITLE + entry(source, translation), encoding="utf-8")
    said = [*map(str, sanitize.sanitize_catalogs(tmp_path, "xx"))]
    assert said[0].startswith(f"{catalog}:8: {words}") and "; " in said[0]
    assert len(said) <= 2  # what is added, and what is left out
    assert used(tmp_path) == {"題": "Title"}
    known = sanitize.sanitized_catalog(tmp_path, "xx", "page")
    assert list(known.rejected) == [8]
    done = progress.progress(known.entries, known.rejected)
    assert (done.translated, done.fuzzy, done.untranslated, done.first_open) == (1, 1, 0, 8)
    assert [line for line, _ in check_catalog(catalog, tmp_path)][:1] == [8]


@pytest.mark.parametrize("name", LABELS)
def test_a_label_costs_itself(catalog, tmp_path, name):
    source, translation, words = LABELS[name]
    path = catalog.with_name("sphinx.po")
    path.write_text(HEAD + TITLE + entry(source, translation), encoding="utf-8")
    assert str(sanitize.sanitize_catalogs(tmp_path, "xx")[0]).startswith(f"{path}:8: {words}")
    assert used(tmp_path, "sphinx") == {"題": "Title"}


@pytest.mark.parametrize("name", CATALOGS)
def test_all_that_cannot_be_read_of_a_catalog_is_named_and_nothing_is_changed(catalog, tmp_path, name):
    text, words = CATALOGS[name]
    catalog.write_bytes(content(text))
    for _time in range(2):  # the second time from what was kept
        said = [*map(str, sanitize.sanitize_catalogs(tmp_path, "xx"))]
        assert [line.removeprefix(f"{catalog}:")[: len(start)] for line, start in zip(said, words)] == words
        assert [*map(str, sanitize.errors_of_copies(tmp_path, "xx"))] == said
        assert len(said) == len(words) and all("; " in line for line in said)
    assert used(tmp_path) == ({} if name in LOST or name == "errors of every kind" else {"題": "Title"})
    assert (sanitize.sanitized_catalog(tmp_path, "xx", "page").entries is None) == (name in LOST)
    assert len(check_catalog(catalog, tmp_path)) == len(words)
    assert catalog.read_bytes() == content(text)


# What stands in a catalog beside TITLE, the line of what costs its own entry, 0 for all of the catalog, and what else is used.
ENTRIES = {
    "a quotation mark too many": ('\nmsgid "文"\nmsgstr "Sentence.""\n', 9, {}),
    "a quotation mark too few": ('\nmsgid "文"\nmsgstr "Sentence.\n', 9, {}),
    "no msgstr": ('\nmsgid "文"\n', 8, {}),
    "the same msgid": ('\nmsgid "文"\nmsgstr "A"\n\nmsgid "文"\nmsgstr "B"\n', 11, {"文": "A"}),
    "the same msgid, translated later": ('\nmsgid "文"\nmsgstr ""\n\nmsgid "文"\nmsgstr "B"\n', 11, {"文": "B"}),
    "the same msgid, first a draft": ('\n#, fuzzy\nmsgid "文"\nmsgstr "A"\n\nmsgid "文"\nmsgstr "B"\n', 12, {"文": "B"}),
    "the same msgid very often": (TITLE.replace("Title", "A") * 30, 8, {}),
    "a conflict": ('\n<<<<<<< HEAD\nmsgid "文"\nmsgstr "A"\n=======\nmsgid "文"\nmsgstr "B"\n>>>>>>> theirs\n', 8, {}),
    "a second header": ('\nmsgid ""\nmsgstr "Language: fr\\n"\n', 8, {}),
    "too many": ("\nwords\n" * po_lines.MOST_ERRORS, 0, {}),
}


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_that_cannot_be_read_costs_itself(catalog, tmp_path, monkeypatch, name, compact):
    text, line, others = ENTRIES[name]
    monkeypatch.setattr(conf, "gettext_compact", compact)
    catalog.write_text(HEAD + TITLE + text, encoding="utf-8")
    said = [*map(str, sanitize.sanitize_catalogs(tmp_path, "xx"))]
    assert not line or said[0].split(":")[1] == str(line)
    assert used(tmp_path) == ({"題": "Title"} | others if line else {})
    assert len(check_catalog(catalog, tmp_path)) == len(said)


@pytest.mark.parametrize("name", ["empty", "another charset", "not UTF-8", "of another language", "a web page"])
def test_what_is_wrong_with_all_of_a_catalog_of_many_pages_costs_all_of_them(catalog, tmp_path, monkeypatch, name):
    monkeypatch.setattr(conf, "gettext_compact", True)
    catalog.write_bytes(content(CATALOGS[name][0]))
    sanitize.sanitize_catalogs(tmp_path, "xx")
    assert used(tmp_path) == {}


def test_a_catalog_with_more_errors_than_anybody_reads_is_no_catalog(catalog):
    catalog.write_text("words\n\n" * 1000, encoding="utf-8")
    assert po_file.load(catalog)[1].count("\n") == po_lines.MOST_ERRORS - 1


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + (HEAD + TITLE).encode(), (HEAD + TITLE).replace("\n", "\r\n").encode()], ids=["BOM", "CR LF"])
def test_what_windows_leaves_costs_nothing_and_is_named_by_make_check(catalog, tmp_path, content):
    catalog.write_bytes(content)
    assert sanitize.sanitize_catalogs(tmp_path, "xx") == []
    assert used(tmp_path) == {"題": "Title"}
    assert ["run 'make catalogs', which mends it" in words for _line, words in check_catalog(catalog, tmp_path)] == [True]


def test_an_entry_that_stands_there_again_costs_nothing_and_make_catalogs_takes_it_out(catalog, tmp_path):
    """As two branches that Git has merged leave it: of another translation somebody has to choose one."""
    again = '\n# Of one branch.\nmsgid "文"\nmsgstr ""\n"A"\n'
    catalog.write_text(HEAD + TITLE + again * 2, encoding="utf-8")
    assert sanitize.sanitize_catalogs(tmp_path, "xx") == []
    assert used(tmp_path) == {"題": "Title", "文": "A"}
    assert ["run 'make catalogs', which takes it out" in words for _line, words in check_catalog(catalog, tmp_path)] == [True]
    assert f"{po_file.load(catalog)[0]}".count("Of one branch.") == 1


# -- What Sphinx warns of ------------------------------------------------------------


@pytest.fixture
def project_of_one(catalog, tmp_path):
    catalog.write_text(HEAD + TITLE + entry("段落", "Paragraph") + entry("文", "Sentence"), encoding="utf-8")
    sanitize.sanitize_catalogs(tmp_path, "xx")
    return tmp_path


@pytest.mark.parametrize("line", [8, 9, 10])  # that of the msgid, or one below
def test_a_translation_that_sphinx_warns_of_is_left_out_and_said_again(project_of_one, catalog, line):
    root = project_of_one
    assert sphinx_warnings.reject(root, "xx", [("page", line, "target not found; correct it")])
    assert used(root) == {"題": "Title", "文": "Sentence"}
    assert sanitize.sanitize_catalogs(root, "xx") == [FileError(catalog, 8, "target not found; correct it")]
    assert check_catalog(catalog, root) == [(8, "target not found; correct it")]


@pytest.mark.parametrize(
    ("msgid", "warning", "is_rejected"),
    [
        ("[x](sms:+1)", "'myst' cross-reference target not found: 'sms:+1' [myst.xref_missing]; correct it", False),
        ("[x](#a)", "'myst' cross-reference target not found: 'b' [myst.xref_missing]; correct it", True),
        ("[x]()", "'myst' cross-reference target not found: '' [myst.xref_missing]; write where the link leads", False),
        ('[x](# "title")', "'myst' cross-reference target not found: '' [myst.xref_missing]; write where the link leads", False),
        ('<a title="y" href="#">x</a>', "'myst' cross-reference target not found: '' [myst.xref_missing]; write where the link leads", False),
        ("[x](#a)", "'myst' cross-reference target not found: '' [myst.xref_missing]; write where the link leads", True),
        ('<a href="#a">x</a>', "'myst' cross-reference target not found: '' [myst.xref_missing]; write where the link leads", True),
        ("{fas}`book` x", "the icon 'book' is a letter; write {octicon}`…` [page.icon]", False),
        ("ᚠ ᚢ", "holds ᚠ ᚢ, for which the book has no font; write it [page.character]", False),
        ("ᚠ", "holds ᚠ ᚢ, for which the book has no font; write it [page.character]", True),
        (r"$\foo$", r"the formula has \foo, which can't be shown; write it [page.formula]", False),
        (r"$\foo$", r"the formula has \foo, which can't be shown; write it otherwise, or as words [page.formula]", False),
        (r"$\foo$", r"the formula has \bar, which can't be shown; write it otherwise, or as words [page.formula]", True),
        ("x[^a]", 'Unknown target name: "a". [docutils]; define the footnote', False),
        ("x[^a]", 'Unknown target name: "b". [docutils]; define the footnote', True),
        ("{eq}`a`", "equation not found: a [ref.eq]; correct the label", False),
        ("{eq}`a`", "equation not found: b [ref.eq]; correct the label", True),
        ("{pep}`a`", "invalid PEP number a [docutils]; correct it there", False),
        ("{pep}`a`", "invalid RFC number b [docutils]; correct it there", True),
        ("{index}`a <pair: b>`", "invalid pair index entry 'c' [index]; write two names", False),
        ("{index}`a <pair: b; c>`", "invalid pair index entry 'c' [index]; write two names", True),
        ("{raw}`a`", "raw (and derived) roles disabled [docutils]; correct it there", False),
        ("a", "raw (and derived) roles disabled [docutils]; correct it there", True),
        ("{octicon}`a`", "Invalid octicon content: 'Unrecognised octicon: a' [docutils]; correct it there", False),
        ("{octicon}`a`", "Invalid octicon content: 'Unrecognised octicon: b' [docutils]; correct it there", True),
        ("{c:func}`a(`", "Unparseable C cross-reference: 'a(' Invalid C declaration: Expected end. [error at 2] a( --^; correct it there", False),
        ("{c:func}`a(`", "Unparseable C cross-reference: 'b(' Invalid C declaration: Expected end. [error at 2] b( --^; correct it there", True),
        ("{bdg-ref-info}`x <a>`", "'any' reference target not found: a [ref.any]; say what it is", False),
        ("{any}`a`", "'any' reference target not found: b [ref.any]; say what it is", True),
        ("{numref}`x %s <a>`", "Failed to create a cross reference. Any number is not assigned: a; refer to it by its words", False),
        ("{numref}`x %s <a>`", "Failed to create a cross reference. Any number is not assigned: b; refer to it by its words", True),
        ("x a", 'Duplicate explicit target name: "a". [docutils]; correct it there', True),
        ("{ref}`x <a>`", "A title or caption not found: 'a' [ref.ref]; write words", True),
        ("{ref}`A`", "A title or caption not found: 'a' [ref.ref]; write words", False),
        ("{ref}`x <B:a>`", "undefined label: 'b:a' [ref.ref]; correct the label", False),
        ("{ref}`x <b>`", "undefined label: 'c' [ref.ref]; correct the label", True),
        ("[x](inv:other#name)", "No matches for 'other:*:*:name' [myst.iref_missing]; write the whole address", False),
        ("{glue:text}`a`", "No key 'a' found in glue data for this document. [mystnb.glue]; correct it there", False),
        ("{glue:text}`a`", "No key 'b' found in glue data for this document. [mystnb.glue]; correct it there", True),
        ("[x](genindex)", "the link leads to genindex, which is not made; set it, or take it out [page.link]", False),
        ("x", "the link leads to genindex, which is not made; set it, or take it out [page.link]", True),
        ("{py:class}`~a.B`", "py:class reference target not found: a.B [ref.class]; correct the name", False),
        ("{py:class}`~a.B`", "py:class reference target not found: a.C [ref.class]; correct the name", True),
        ("{{ a }} x", "Substitution error:UndefinedError: 'a' is undefined [myst.substitution]; write the words", False),
        ("[x](../b/page.md#c)", "Unknown source document 'a/b/page' [myst.xref_missing]; correct the label", False),
        ("[x](../b/page.md#c)", "Unknown source document 'a/b/pages' [myst.xref_missing]; correct the label", True),
        ("{doc}`a`", "unknown document: 'a' [ref.doc]; add the page", False),
        ("![x](../a.avif)", "'/b/a.avif' is no picture that a site and a book can show; name one of these: .svg, .png [sources.file]", False),
        ("![x](a%20b.bmp)", "'/a b.bmp' is no picture that a site and a book can show; name one of these: .svg, .png [sources.file]", False),
        ("![x](<図 a.bmp>)", "'%E5%9B%B3%20a.bmp' is no picture that a site and a book can show; name one [sources.file]", False),
        ("![x](a.png)", "'/b/a.avif' is no picture that a site and a book can show; name one of these: .svg, .png [sources.file]", True),
        ("![x](../a.png)", "image file not readable: b/a.png [image.not_readable]; add the picture", False),
        ("{download}`x <a.zip>`", "download file not readable: docs/b/a.zip [download.not_readable]; add the file", False),
        ("{download}`x <a.zip>`", "download file not readable: docs/b/c.zip [download.not_readable]; add the file", True),
        ("![x]()", "'' names no file; write its path there [sources.file]", False),
        ("{py:class}`a`", 'Unknown interpreted text role "py:class". [myst.role_unknown]; correct it', False),
    ],
)
def test_what_its_source_has_too_costs_no_translation(catalog, tmp_path, msgid, warning, is_rejected):
    written = polib.POFile(wrapwidth=0)
    written.metadata = {"Language": "xx"}
    written.append(polib.POEntry(msgid=msgid, msgstr=f"{msgid} y"))
    written.save(str(catalog))
    sanitize.sanitize_catalogs(tmp_path, "xx")
    assert sphinx_warnings.reject(tmp_path, "xx", [("page", 6, warning)]) == is_rejected
    assert bool(sanitize.sanitize_catalogs(tmp_path, "xx")) == is_rejected


def test_what_is_left_out_already_is_no_reason_to_build_again(project_of_one):
    for is_less in (True, False):
        assert sphinx_warnings.reject(project_of_one, "xx", [("page", 8, "x"), ("page", 8, "x")]) == is_less


def test_another_build_tries_it_again_and_so_does_another_catalog(project_of_one, catalog):
    for try_again in (partial(sphinx_warnings.forget_warnings, project_of_one, "xx"), lambda: catalog.write_text(HEAD + TITLE, "utf-8")):
        sphinx_warnings.reject(project_of_one, "xx", [("page", 8, "x")])
        try_again()
        assert sanitize.sanitize_catalogs(project_of_one, "xx") == []


# How Sphinx, MyST and docutils name the place of what they warn of, and what is made of it.
PLACES = {
    "{root}/locale/xx/LC_MESSAGES/a/page.po:8: WARNING: undefined label: 'x' [ref.ref]": "locale/xx/LC_MESSAGES/a/page.po:8",
    "{root}/locale/xx/LC_MESSAGES/page.po.md:8:<translated>:1: ERROR: x [docutils]": "locale/xx/LC_MESSAGES/page.po:8",
    "{root}/locale/xx/LC_MESSAGES/page.po.md:8: WARNING: duplicate term description of X, other instance in y": "locale/xx/LC_MESSAGES/page.po:8",
    "{root}/locale/xx/LC_MESSAGES/page.po:: WARNING: Unknown interpreted text role \"x\". [myst.role_unknown]": "locale/xx/LC_MESSAGES/page.po:1",
    "{root}/docs/page.md:8: WARNING: undefined label: 'x' [ref.ref]": "",
    "{root}/docs/page.po.md:8: WARNING: undefined label: 'x' [ref.ref]": "",
    "WARNING: x [config.cache]": "",
}


@pytest.mark.parametrize(("text", "place"), PLACES.items())
def test_a_warning_is_of_a_translation_or_else_an_error_of_the_page(tmp_path, text, place):
    printed = StringIO()
    warnings = Warnings(tmp_path, printed)
    warnings.write(text.replace("{root}", str(tmp_path)))
    assert warnings.errors == (not place) == bool(printed.getvalue())
    assert [line.partition(": ")[0] for line in warnings.of_catalogs] == ([place] if place else [])
    assert len(warnings.rejected()) == bool(place)


def test_what_was_left_out_beforehand_is_not_rejected_again(tmp_path):
    warnings = Warnings(tmp_path, StringIO())
    warnings.write(f"{tmp_path}/locale/xx/LC_MESSAGES/page.po:8: WARNING: x; y [catalogs.error]")
    assert warnings.of_catalogs and not warnings.rejected()


class Application:
    """Of Sphinx, as much as a build asks for: it warns of each line of ``SAID``."""

    SAID = ""
    statuscode = 0

    def __init__(self, warning, **_settings):
        self.warning = warning

    def build(self):
        for line in self.SAID.splitlines(keepends=True):
            self.warning.write(line)


OF_PAGES = "docs/a.md:2: WARNING: x; y\ndocs/b.md:3: WARNING: x; y\n"
OF_CATALOG = "locale/xx/LC_MESSAGES/b.po:8: WARNING: x; y\n"
# What is warned of, fail_on_warning, how the build ends, and what it has said by then: the rest is said again.
ENDS = [
    ("", True, None, ""),
    (OF_PAGES, True, 1, OF_PAGES),
    (OF_PAGES, False, None, OF_PAGES),
    (OF_PAGES + OF_CATALOG, True, 1, OF_PAGES),  # another build would say nothing of a.md
    (OF_PAGES + OF_CATALOG, False, AGAIN, OF_PAGES[: OF_PAGES.index("docs/b")]),
]


@pytest.mark.parametrize(("warned", "fails", "code", "said"), ENDS)
def test_a_page_that_is_warned_of_fails_the_build_where_conf_py_says_so(monkeypatch, capsys, tmp_path, warned, fails, code, said):
    monkeypatch.setattr(sphinx_build, "Sphinx", type("Warning", (Application,), {"SAID": warned}))
    monkeypatch.setattr(conf, "fail_on_warning", fails)
    monkeypatch.setattr(sphinx_build, "IS_STRICT", False)
    monkeypatch.setattr(sphinx_build, "reject", lambda *_: True)
    monkeypatch.setattr(sphinx_build, "forget_warnings", lambda *_: None)
    monkeypatch.setattr(sphinx_build, "pages_of_catalog", lambda root, domain: [root / "docs" / f"{domain}.md"])
    if code is None:
        sphinx_build.run_builder("html", "xx", tmp_path)
    else:
        with pytest.raises(SystemExit) as end:
            sphinx_build.run_builder("html", "xx", tmp_path)
        assert end.value.code == code
    assert capsys.readouterr().err == said


def fail_the_first_time(path):
    if not path.exists():
        path.touch()
        sys.exit(AGAIN)


def test_a_job_may_ask_to_be_run_again(tmp_path, single_threaded):
    jobs = [Job("first", partial(fail_the_first_time, tmp_path / "first")), Job("second", (tmp_path / "second").touch, ("first",))]
    assert single_threaded(run_jobs, jobs, at_once=2)
    assert (tmp_path / "second").exists()


def test_the_last_line_names_number_and_places(monkeypatch):
    monkeypatch.setattr(left_out_translations, "is_readable", lambda path: path.stem != "b")
    assert left_out_translations.summary([FileError(Path("a.po"), 3, "x; y")]) == "1 translation was left out: a.po:3; 'make check' says why"
    places = [("a.po", 3, "x; y"), ("a.po", 3, "z; y"), ("a.po", 5, "x; y"), ("b.po", 1, "x; y"), ("b.po", 7, "x; y")]
    words = left_out_translations.summary([FileError(Path(file), line, words) for file, line, words in places])
    assert words == "2 translations and 1 catalog were left out: a.po:3, a.po:5, b.po:1, b.po:7; 'make check' says why"
    many = left_out_translations.summary([FileError(Path("a.po"), line, "x; y") for line in range(1, 100)])
    assert many.startswith("99 translations were left out: a.po:1, ") and "a.po:50, …;" in many


# -- All of them built at once ----------------------------------------------------------

PAGE = "(messages)=\n# 題\n\n{}\n\n[^note]: 注です。\n"
LABELLED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 45">
<g><rect x="5" y="5" width="90" height="30"/><text x="10" y="20" class="d-text">短い</text></g>
<text x="10" y="38" class="d-quiet" data-width="80">字</text></svg>
"""
FIGURE = ":::{drawing} labelled\n:name: fig-labelled\n:alt: 図。\n\n図の題。\n:::\n"
TERMS = "(terms)=\n# 用語集\n\n:::{glossary}\n言葉\n  意味。\n\n単語\n  別の意味。\n:::\n"
TOCTREE = "\n```{toctree}\n:hidden:\n:glob:\n\n*\n```\n"


class LeftOutProject(SmallProject):
    """A publication in whose made-up language everything is wrong that a translation can have."""

    def __init__(self, folder):
        super().__init__(folder)
        self.catalogs = folder / "locale" / "xx" / "LC_MESSAGES"
        self.catalogs.mkdir(parents=True)
        settings = folder / "conf.py"
        settings.write_text(f'{settings.read_text(encoding="utf-8")}\nlanguages["xx"] = "Xxish"\n', encoding="utf-8")
        self.places, self.rows = {}, numbered(MESSAGES)
        self.write_page("messages", PAGE.format("\n\n".join(source for source, *_ in self.rows.values())))
        self.write_catalog("messages", {name: row[:2] for name, row in self.rows.items()})
        self.write_page("terms", TERMS)
        self.write_catalog("terms", {"word": ("言葉", "Word"), "the same word": ("単語", "Word")}, ["the same word"])
        (folder / "docs" / "figures" / "labelled.svg").write_text(LABELLED, encoding="utf-8")
        self.write_page("labelled", f"(labelled)=\n# 図のページ\n\n{FIGURE}")
        labels = {"a label without end": ("短い", "a label " * 10), "a label that no font has": ("字", "\u0f00")}
        self.write_catalog("labelled", labels)
        self.write_page("characters", "(characters)=\n# 文字\n\n文字です。\n")
        self.write_catalog("characters", {"what no font of the book has": ("文字です。", "Letters: \u0f00.")})
        of_the_book = {"a label of the book": ("Table of contents", "Contents \u0f00")}
        self.write_catalog("sphinx", {**{name: row[:2] for name, row in LABELS.items()}, **of_the_book})
        for name, page in IDS.items():
            self.write_page(page, f"({page})=\n# 題\n\n段落\n")
            text, said = CATALOGS[name]
            (self.catalogs / f"{page}.po").write_bytes(content(text))
            self.places |= {(name, line): f"{page}.po:{line}" for line in (words.partition(":")[0] for words in said)}
        self.write_page("index", (folder / "docs" / "index.md").read_text(encoding="utf-8").partition("```{toctree}")[0] + TOCTREE)

    def write_page(self, name, text):
        (self.folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")

    def write_catalog(self, page, messages, wrong=None):
        """Write a catalog, and note where those of its messages stand that are wrong: all, if none is named."""
        text = HEAD
        for name, message in messages.items():
            line = text.count("\n") + 2
            text += entry(*message)
            if wrong is None or name in wrong:
                self.places[name] = f"{page}.po:{line}"
        (self.catalogs / f"{page}.po").write_text(text, encoding="utf-8")

    def soup(self, page):
        return BeautifulSoup(self.page(f"xx/{page}.html"), "html.parser")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The project, and what `make` says of it."""
    project = LeftOutProject(tmp_path_factory.mktemp("left-out") / "project")
    before = project.files("locale")
    made = project.must_make()
    assert project.files("locale") == before
    return project, made.stdout.splitlines()


pytestmark_built = [SLOW, pytest.mark.xdist_group("left-out")]


def built_once(test):
    for mark in pytestmark_built:
        test = mark(test)
    return test


@built_once
def test_the_site_is_published_and_what_was_left_out_is_said_last(built):
    project, said = built
    assert (project.folder / "build" / "site" / "xx" / "messages.html").exists()
    number = len(project.places) - sum(isinstance(name, tuple) and name[0] in LOST for name in project.places)
    assert said[-1].startswith(f"{number} translations and {len(LOST)} catalogs were left out: locale/xx/LC_MESSAGES/")
    named = set(re.findall(r"locale/xx/LC_MESSAGES/([^:,;]+:\d+)", said[-1]))
    assert named == set(project.places.values())
    for place in project.places.values():
        assert [line for line in said[:-1] if re.match(rf"locale/xx/LC_MESSAGES/{place}: .+; .+", line)], place


@built_once
@pytest.mark.parametrize("name", MESSAGES)
def test_its_block_stands_in_the_source_language_with_its_badge(built, name):
    project, _said = built
    line = project.places[name].partition(":")[2]
    block = project.soup("messages").select_one(f"p.untranslated[data-line='{line}']")
    assert block["lang"] == "ja"
    assert block.select_one(".message-state").get_text() == "the translation can’t be used"


@built_once
@pytest.mark.parametrize("name", LOST)
def test_all_blocks_of_a_page_whose_catalog_cannot_be_read_do(built, name):
    project, _said = built
    soup, line = project.soup(IDS[name]), CATALOGS[name][1][0].partition(":")[0]
    blocks = soup.select("article [data-message]")
    assert [block.find(string=True).strip() for block in blocks] == ["題", "段落"]
    assert {(block["data-line"], block.select_one(".message-state").get_text()) for block in blocks} == {
        (line, "the translation can’t be used")
    }
    assert f"locale/xx/LC_MESSAGES/{IDS[name]}.po:{line}" in project.soup("progress").get_text()


@built_once
def test_what_sphinx_warns_of_and_a_label_do(built):
    project, _said = built
    words = [term.find(string=True).strip() for term in project.soup("terms").select("article dt")]
    assert words == ["Word", "単語"]
    assert [text.get_text() for text in project.soup("labelled").select("svg text[lang=ja]")] == ["短い", "字"]
    assert project.soup("characters").select_one("p.untranslated").find(string=True).strip() == "文字です。"
    assert "<i>Search" not in project.page("xx/messages.html")


@built_once
def test_it_is_said_again_when_there_is_nothing_to_do_and_strict_fails_at_once(built):
    project, said = built
    before = project.files()
    again, strict = project.make(), project.make("STRICT=1")
    assert (again.returncode, again.stdout.splitlines()[-1]) == (0, said[-1])
    assert strict.returncode != 0 and said[-1] in strict.stdout
    checked = project.make("check", "CODE=xx")
    assert checked.returncode != 0
    assert [place for place in project.places.values() if f"LC_MESSAGES/{place}: " not in checked.stdout] == []
    assert project.files() == before


@built_once
@pytest.mark.parametrize("target", ["html-xx", "join"])
@pytest.mark.parametrize(("strict", "succeeds"), [("", True), ("0", True), ("1", False)])
def test_one_output_or_a_site_of_parts_succeeds_too_but_with_strict(built, target, strict, succeeds):
    project, said = built
    made = project.make(target, f"STRICT={strict}")
    assert (made.returncode == 0) == succeeds
    assert "were left out: " in made.stdout.splitlines()[-1 if succeeds else -2]


@built_once
def test_with_strict_nothing_is_published(built):
    project, _said = built
    before, page = project.files(), project.folder / "docs" / "chapter.md"
    whole = page.read_text(encoding="utf-8")
    page.write_text(f"{whole}\n新しい段落です。\n", encoding="utf-8")
    try:
        assert project.make("STRICT=1").returncode != 0
        assert project.files() == before
        project.must_make()
        assert project.files() != before
    finally:
        page.write_text(whole, encoding="utf-8")
        project.must_make()


@built_once
@pytest.mark.parametrize("words", ["[ここ](#nosuch)です。", "{nosuch}`役割`です。", "文字\u0f00です。"])
@pytest.mark.parametrize("translation", ["", "Words with [a link](#nosuch).", "{nosuch}`role`."])
def test_a_wrong_page_fails_whatever_its_translation_says(built, words, translation):
    project, _said = built
    before, page, catalog = project.files(), project.folder / "docs" / "chapter.md", project.catalogs / "chapter.po"
    whole = page.read_text(encoding="utf-8")
    page.write_text(f"{whole}\n{words}\n", encoding="utf-8")
    catalog.write_text(HEAD + entry(words, translation), encoding="utf-8")
    try:
        made = project.make()
        assert made.returncode == 2
        assert re.search(rf"^docs/chapter\.md:{whole.count(chr(10)) + 2}: WARNING: .*(nosuch|\u0f00)", made.stdout, re.M), made.stdout
        assert project.files() == before
    finally:
        page.write_text(whole, encoding="utf-8")
        catalog.unlink()


@SLOW
def test_without_the_policy_what_sphinx_warns_of_still_costs_its_block_alone(tmp_path):
    """The second line of defence: as if the rules had let everything through."""
    project = LeftOutProject(tmp_path / "project")
    policy = project.folder / "docs" / "_ext" / "translated_docs" / "catalogs" / "policy" / "markup_policy.py"
    policy.write_text(f"{policy.read_text(encoding='utf-8')}\n\ndef errors(*_):\n    return []\n", encoding="utf-8")
    made = project.must_make("html-xx")
    for name in ("a link", "a link to another place", "another term", "a footnote", "no footnote"):
        assert f"xx/LC_MESSAGES/{project.places[name]}: " in made.stdout, name
    assert "nosuch" not in "".join(path.read_text("utf-8") for path in (project.folder / "build/html/xx").glob("*.html"))


@SLOW
def test_what_is_wrong_with_a_page_is_said_once_and_costs_none_of_its_translations(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings("\nfail_on_warning = False\n")
    with (project.folder / "docs" / "chapter.md").open("a", encoding="utf-8") as page:
        page.write("\n## 章\n\n[行](#nowhere)です。\n")
    made = [project.make(output) for output in ("pdf", "html", "epub")]
    assert all(each.returncode == 0 and "left out" not in each.stdout for each in made)
    assert [each.stdout.count("the heading '章' has no label") for each in made] == [1, 0, 0]
    assert [each.stdout.count("nowhere") for each in made] == [1, 1, 1]  # of the book itself nothing more
    pages = [project.folder / "build" / output / "ja" / f"chapter.{suffix}" for output, suffix in {"html": "html", "epub": "xhtml"}.items()]
    assert all(">行</a>" not in page.read_text("utf-8") and "行" in page.read_text("utf-8") for page in pages)


@pytest.mark.parametrize("words", ["no running kernel", "No matches for 'x'"])
@pytest.mark.parametrize(
    ("parsed", "place"), [({PARSED: "locale/xx/a.po.md:7:<translated>"}, "locale/xx/a.po.md:7:<translated>"), ({}, "locale/xx/a.po:")]
)
def test_a_warning_of_a_translation_is_of_the_one_that_is_parsed_whatever_it_quotes(words, parsed, place):
    record = logging.LogRecord("x", logging.WARNING, "", 0, words, (), None)
    record.location = ("page", 1)
    TranslationPlaces("locale/xx/a.po", parsed).emit(record)
    assert record.location == place


def test_of_a_catalog_with_many_errors_of_one_kind_the_first_are_named_and_the_others_counted():
    found = [FileError(Path(name), line, f"x{line}; y") for name, count in (("a.po", 22), ("b.po", 1)) for line in range(1, count + 1)]
    lines = list(left_out_translations.lines([*found, FileError(Path("a.po"), 30, "x; z")]))
    assert lines[:22] == [*(f"a.po:{line}: x{line}; y" for line in range(1, 21)), "b.po:1: x1; y", "a.po:30: x; z"]
    assert lines[22:] == ["a.po:21: 2 more like this from here on, which 'make check' names; y"]
