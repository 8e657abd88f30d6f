"""What Sphinx reads is what was checked, and nothing else: the bytes, the entries and the header."""

from __future__ import annotations

import gettext
import os
import pickle
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from conftest import new_process
from jinja2 import Environment
from translated_docs.catalogs.entries import state
from translated_docs.catalogs.lint.catalog_checks import check_catalog
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.policy import glossary_terms, link_targets, sanitize
from translated_docs.catalogs.policy.entry_errors import check_entries, size_of_pages
from translated_docs.catalogs.policy.message_markup import Markup
from translated_docs.catalogs.policy.sanitize import folder_of_copies, sanitize_catalogs, sanitized, sanitized_catalog

import conf

HEAD = 'msgid ""\nmsgstr ""\n"Language: xx\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"X-Note: \\n"\n'
PAGE = "# 章\n\n**強い**言葉です。\n"


def entry(msgid, msgstr, flags="", previous=""):
    flags = f"#, {flags}\n" if flags else ""
    previous = f'#| msgid "{previous}"\n' if previous else ""
    return f'\n{flags}{previous}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


CHAPTER = entry("章", "Chapter")


class Small:
    """A project of one page, and its catalog in a language that nobody has."""

    def __init__(self, root):
        self.root = root
        self.catalog = root / "locale" / "xx" / "LC_MESSAGES" / "page.po"
        self.copies = folder_of_copies(root, "xx")
        self.catalog.parent.mkdir(parents=True)
        (root / "docs").mkdir()
        (root / "docs" / "page.md").write_text(PAGE, encoding="utf-8")

    def sanitize(self, *entries):
        """Write the catalog if there is something to write, and return what is said of it."""
        if entries:
            self.catalog.write_text(HEAD + "".join(entries), encoding="utf-8")
        return [f"{error}".removeprefix(f"{self.catalog}:") for error in sanitize_catalogs(self.root, "xx")]

    def entries(self):
        return sanitized_catalog(self.root, "xx", "page").entries

    def read(self):
        """Return what gettext reads, by msgid."""
        with (self.copies / "page.mo").open("rb") as file:
            return gettext.GNUTranslations(file)._catalog


@pytest.fixture
def small(tmp_path):
    return Small(tmp_path)


def test_the_copies_have_a_header_of_ours_alone(small):
    assert small.sanitize(CHAPTER) == []
    assert small.read() == {"": "Content-Type: text/plain; charset=utf-8\n", "章": "Chapter"}
    assert "X-Note" not in (small.copies / "page.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", ["os-brick\\n", " os-brick", "os-brick "])
def test_blanks_at_the_ends_are_in_no_copy(small, written):
    """Of a term that is the same in both languages Sphinx would make a second one."""
    assert small.sanitize(entry("os-brick", written), CHAPTER) == []
    assert small.read()["os-brick"] == "os-brick"


def test_sphinx_has_no_reason_to_compile_a_copy_anew(small):
    small.catalog.write_text(HEAD + CHAPTER, encoding="utf-8")
    os.utime(small.catalog, (2**33, 2**33))  # whatever time its source bears
    assert small.sanitize() == []
    assert (small.copies / "page.po").stat().st_mtime_ns <= (small.copies / "page.mo").stat().st_mtime_ns


def test_a_file_that_changes_without_its_time_is_read_anew(small):
    small.sanitize(CHAPTER)
    before = small.catalog.stat()
    small.catalog.write_text(HEAD + entry("章", "Heading"), encoding="utf-8")  # as long as it was
    os.utime(small.catalog, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert small.sanitize() == []
    assert small.read()["章"] == "Heading"
    assert small.entries()[0].msgstr == "Heading"


def test_one_that_does_not_change_is_not_written_anew_and_its_faults_are_said_again(small):
    said = small.sanitize(CHAPTER, entry("言葉です。", "<b>words</b>"))
    written = (small.copies / "page.mo").stat().st_mtime_ns
    assert said and small.sanitize() == said
    assert (small.copies / "page.mo").stat().st_mtime_ns == written
    assert "言葉です。" not in small.read()


# Of a page that defines [start] as ./start.md#a, [Site] as https://example.org/ja/ and, in code, [code] as code.md: a
# message, its translation, and what is said of it.
LINKS = [
    ("[題][start]です。", "A [title][start].", ""),
    ("[題][start]です。", "A [title](./start.md#a).", ""),
    ("[題][start]です。", "A [title](start.md#a).", ""),
    ("[題][START]です。", "A [title](start.md#a).", ""),
    ("[題](start.md#a)です。", "A [title][start].", ""),
    ("[題](start.md#a)です。", "A [title][start.md#a].", "leaves out the link start.md#a; put it where it belongs in the sentence, as [words](start.md#a)"),
    ("<https://a.example/>です。", "See https://a.example/.", "leaves out the link https://a.example/; put it where it belongs in the sentence, as <https://a.example/>"),
    ("[題][start]と[Site]。", "[Site](https://example.org/xx/) and a [title](start.md#a).", ""),
    ("[Site]です。", "The [words][site].", ""),
    ("[Site]です。", "The site.", "leaves out the link Site; put it where it belongs in the sentence, as [words][Site]"),
    ("[題][start]です。", "A [title](other.md).", "adds the link other.md"),
    ("[題][start]です。", "A title.", "leaves out the link start"),
    ("[題][start]です。", "A [title][site].", "adds the link site"),
    ("[題][nosuch]です。", "A [title](start.md#a).", "adds the link start.md#a"),
    ("[言葉]です。", "The [words].", ""),
    ("[言葉]です。", "The words.", ""),
]
DEFINING = "# 章\n\n[start]: ./start.md#a\n[Site]: https://example.org/ja/ 'a title'\n\n```md\n[言葉]\n```\n"


@pytest.mark.parametrize(("msgid", "msgstr", "said"), LINKS)
def test_a_link_may_name_a_label_of_its_page_or_where_that_leads(small, monkeypatch, msgid, msgstr, said):
    monkeypatch.setattr(conf, "languages", {"ja": "日本語", "xx": "Xxish"})
    link_targets.language_in_address.cache_clear()
    (small.root / "docs" / "page.md").write_text(DEFINING, encoding="utf-8")
    found = small.sanitize(entry(msgid, msgstr))
    link_targets.language_in_address.cache_clear()
    assert [line.partition(": ")[2][: len(said)] for line in found[:1]] == [said] * bool(said)
    assert said or small.read()[msgid].removesuffix(" #noqa") == msgstr
    assert [words for _line, words in check_catalog(small.catalog, small.root) if "the link" in words] == [line.partition(": ")[2] for line in found]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "remedy"),
    [
        (f"<https://a.example/{'a' * 80}>です。", "See.", "put it where it belongs in the sentence, as the source has it"),
        # A machine writes brackets of its own around a target, and there is more than one.
        ("{term}`章`の{term}`節`。", "A {term}`section＜節＞` of a {term}`chapter <章>`.", "write {term}`section <節>`, as what"),
        ("{term}`章`の{term}`節`。", "A {term}`section &lt;節&gt;` of a {term}`chapter <章>`.", "write {term}`section <節>`, as what"),
        ("{term}`章`の{term}`節`。", "A {term}`＜節＞` of a {term}`chapter <章>`.", "write {term}`＜節＞ <節>`, as what"),
        (r"$\\alpha$です。", r"It is $\alpha$.", r"write \\a for a backslash before a, or delete it"),
        ("![図](a.png)です。", "It is ![](a.png).", "write words for it between its brackets [image]"),
    ],
)
def test_a_remedy_can_be_copied(small, msgid, msgstr, remedy):
    assert f"; {remedy}" in small.sanitize(entry(msgid, msgstr))[0]


def test_a_picture_for_one_language_is_a_file_beside_that_of_the_source(small):
    said = small.sanitize(entry("![図](a/b.png)です。", "A ![picture](a/xx/b.png)."))
    assert said[0].endswith("adds the picture a/xx/b.png; name a/b.png, and save what this language shows beside it as a/b.LANGUAGE.png [image]")


def test_what_a_page_defines_decides(small):
    page = small.root / "docs" / "page.md"
    page.write_text(DEFINING, encoding="utf-8")
    assert small.sanitize(entry("[題][start]です。", "A [title](start.md#a).")) == []
    page.write_text(DEFINING.replace("start.md", "other.md"), encoding="utf-8")
    assert len(small.sanitize()) == 2


@pytest.mark.parametrize("changed", ["the rules", "the page"])
def test_what_decides_is_asked_again_when_it_has_changed(small, monkeypatch, changed):
    small.sanitize(CHAPTER)
    written = (small.copies / "page.mo").stat().st_ino
    if changed == "the rules":
        monkeypatch.setattr(sanitize, "digest_of_rules", lambda: b"others")
    else:
        (small.root / "docs" / "page.md").write_text("# 章\n", encoding="utf-8")
    small.sanitize()
    assert (small.copies / "page.mo").stat().st_ino != written


def test_the_versions_of_the_parsers_are_among_the_rules(monkeypatch):
    read = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or b"")
    sanitize.digest_of_rules.__wrapped__()
    assert {"markup_policy.py", "conf.py", "requirements.txt"} <= set(read)


@pytest.mark.parametrize("content", [b"", pickle.dumps(["an entry", "or", "more"]), pickle.dumps(None), b"no pickle"])
def test_what_another_version_has_written_is_written_anew(small, content):
    small.sanitize(CHAPTER)
    (small.copies / "page.entries").write_bytes(content)
    assert small.sanitize() == []
    assert small.entries()[0].msgid == "章"


def test_of_one_that_can_not_be_read_any_more_nothing_is_left(small):
    small.sanitize(CHAPTER)
    small.catalog.write_text("", encoding="utf-8")
    said = small.sanitize()
    assert said[0].startswith("1: is empty; ") and small.sanitize() == said
    assert small.read() == {"": "Content-Type: text/plain; charset=utf-8\n"}
    assert small.entries() is None


def test_what_was_left_by_others_is_not_read(small):
    small.copies.mkdir(parents=True)
    for name in ("page.mo", "other.mo", "other.po", "sphinx.mo"):
        (small.copies / name).write_bytes(b"")
    small.sanitize(CHAPTER)
    assert sorted(file.name for file in small.copies.iterdir()) == ["page.entries", "page.mo", "page.po"]


def test_what_nothing_asks_for_is_not_even_parsed(small, monkeypatch):
    small.catalog.rename(small.catalog.with_name("removed.po")) if small.catalog.exists() else None
    small.catalog.with_name("removed.po").write_text("no catalog", encoding="utf-8")
    assert small.sanitize() == []
    source = small.root / "locale" / "ja" / "LC_MESSAGES"
    source.mkdir(parents=True)
    (source / "page.po").write_text(HEAD.replace("xx", "ja") + entry("章", "別の言葉"), encoding="utf-8")
    assert sanitize_catalogs(small.root, "ja") == []
    assert not folder_of_copies(small.root, "ja").exists()


def test_a_term_named_as_in_the_glossary_is_written_with_the_name_of_the_source(small):
    """The book of both languages looks terms up in the source language's glossary alone."""
    glossary = small.catalog.with_name("words.po")
    (small.root / "docs" / "words.md").write_text(":::{glossary}\n言葉\n  文。\n:::\n", encoding="utf-8")
    glossary.write_text(HEAD + entry("言葉", "word"), encoding="utf-8")
    own, other = entry("{term}`言葉`です。", "a {term}`Word`"), entry("{term}`言葉`。", "a {term}`name <word>`")
    assert small.sanitize(own, other) == []
    assert small.read()["{term}`言葉`です。"] == "a {term}`Word <言葉>` #noqa"
    assert small.read()["{term}`言葉`。"] == "a {term}`name <言葉>` #noqa"
    glossary.write_text(HEAD + entry("言葉", "expression"), encoding="utf-8")
    assert small.sanitize()[0] == (
        "7: adds the role {term}`Word`; write {term}`Word <言葉>`, as what stands in angle brackets is the source's [role]"
    )


def test_a_draft_is_shown_as_words_so_it_may_hide_nothing(small):
    said = small.sanitize(
        entry("章", "Chap\u202eter", "fuzzy", "節"),
        entry("節", "Section", "fuzzy", "a\\fb"),
        entry("項", "Item", "fuzzy", "x" * 500),
        entry("目", "<i>Eye</i>", "fuzzy", "章"),
    )
    assert [line.partition(";")[0] for line in said] == [
        "7: holds the character U+202E", "12: holds the character U+000C", "17: has 500 characters where its source has 1",
    ]  # fmt: skip
    entries = small.entries()
    assert [(e.linenum, e.msgstr, e.previous_msgid, state(e)) for e in entries] == [
        (7, "", None, "untranslated"), (12, "", None, "untranslated"), (17, "", None, "untranslated"),
        (22, "<i>Eye</i>", "章", "fuzzy"),
    ]  # fmt: skip


def test_of_versions_that_msgcat_has_put_into_one_none_is_shown(small):
    both = "#-#-#-#-#  mine.po (guide)  #-#-#-#-#\\nSection\\n#-#-#-#-#  yours.po (guide)  #-#-#-#-#\\nPart"
    for flags in (["fuzzy"], []):
        (said,) = small.sanitize(entry("節", both, *flags))
        assert said.endswith(": holds several versions, each below a line of '#-#-#-#-#'; keep one of them, and delete those lines [form]")
        assert small.read().get("節") is None


def test_what_no_page_has_room_for_is_not_parsed(small, monkeypatch):
    parsed = []
    monkeypatch.setattr(Markup, "of", classmethod(lambda cls, message, *_labels: parsed.append(message) or cls(Counter(), "words", "words")))
    many = [entry(f"{'*' * 900}{number}", f"{number}{'*' * 900}") for number in range(50)]
    small.catalog.write_text(HEAD + CHAPTER + "".join(many), encoding="utf-8")
    usable, _entries, found = sanitized(load(small.catalog)[0], "page", small.root)
    assert usable[0].msgstr == "Chapter"
    assert len(set(parsed)) < 20
    assert found[-1][1].startswith("comes after more markup than its page has; run 'make catalogs'")


def test_a_page_has_room_for_all_its_own_messages(small):
    lines = [f"第{number}の**段落**と`code`と[甲](https://a.example/{number})と[^{number}]です。" for number in range(500)]
    (small.root / "docs" / "page.md").write_text("\n\n".join(lines), encoding="utf-8")
    small.catalog.write_text(HEAD + "".join(entry(line, line.replace("段落", ("very long word " * 9).strip())) for line in lines), "utf-8")
    assert [found for _entry, found in check_entries(load(small.catalog)[0], "page", small.root) if found] == []


@pytest.mark.parametrize("text", ["*" * 100_000, "a" * 40_001, "*a **" * 8001])
def test_no_message_has_more_than_a_page_would_say_in_a_paragraph(small, text):
    assert "characters where its source has" in small.sanitize(entry("言葉" * 4000, text))[0]
    assert "has a source of" in small.sanitize(entry(text + "b" * 10_000, "words"))[0]


@pytest.mark.parametrize("inside", ["*", "**", "*a **b "])
def test_emphasis_is_not_nested_without_end(small, inside):
    deep = inside * 500 + "word" + inside[::-1] * 500
    said = small.sanitize(entry("言葉" * 2000, deep), CHAPTER)
    assert said and all(line.startswith("7: ") for line in said)
    assert small.sanitize(entry("言葉です。", "*one **two `three`***")) == []


def test_a_word_of_the_interface_has_a_translation_for_each_meaning(tmp_path):
    small, template = Small(tmp_path), '{{ pgettext("verb", "Open") }} {{ _("Open") }}'
    interface = small.catalog.with_name("sphinx.po")
    interface.write_text(f'{HEAD}\nmsgctxt "verb"{entry("Open", "Öffnen")}{entry("Open", "Offen")}', encoding="utf-8")
    assert small.sanitize() == []
    with (small.copies / "sphinx.mo").open("rb") as file:
        environment = Environment(extensions=["jinja2.ext.i18n"])
        environment.install_gettext_translations(gettext.GNUTranslations(file))  # as Sphinx does
    assert environment.from_string(template).render() == "Öffnen Offen"
    extracted = extract("jinja2.ext:babel_extract", BytesIO(template.encode()), DEFAULT_KEYWORDS)
    assert [(words, context) for _line, words, _comments, context in extracted] == [("Open", "verb"), ("Open", None)]


@pytest.fixture
def many(small, monkeypatch):
    """Seven pages with a catalog each; those of even numbers have an error."""
    monkeypatch.setattr(sanitize, "WORTH_A_PROCESS", 2)
    for number in range(7):
        (small.root / "docs" / f"page-{number}.md").write_text(PAGE, encoding="utf-8")
        words = "強い[言葉](https://example.org/)" if number % 2 == 0 else "**strong** words"
        small.catalog.with_name(f"page-{number}.po").write_text(HEAD + entry("**強い**言葉です。", words), encoding="utf-8")
    return small


def sanitize_in_processes(root, workers):
    """Return what is said, and the bytes of the copies."""
    sanitize.WORTH_A_PROCESS = 2
    said = sanitize_catalogs(root, "xx", workers)
    return said, {file.name: file.read_bytes() for file in folder_of_copies(root, "xx").iterdir()}


def test_several_processes_make_of_many_catalogs_what_one_makes(many):
    found = []
    for workers in (1, 3):
        with new_process() as call:
            found.append(call(sanitize_in_processes, many.root, workers))
        for file in many.copies.iterdir():
            file.unlink()
    assert [len(found[0][0]), len(found[0][1])] == [4, 21]
    assert found[0] == found[1]


def test_what_one_of_several_processes_can_not_write_is_told(many):
    many.copies.parent.mkdir(parents=True)
    many.copies.write_bytes(b"a file in the place of the folder")
    with new_process() as call, pytest.raises(OSError, match="LC_MESSAGES"):
        call(sanitize_in_processes, many.root, 3)


def test_what_a_page_includes_is_of_its_catalog(small):
    """Its messages have their room, and its labels are those of links."""
    page, part = small.root / "docs" / "page.md", small.root / "docs" / "parts" / "part.md"
    part.parent.mkdir()
    part.write_text("[start]: start.md\n\n```{include} more.txt\n```\n", encoding="utf-8")
    (part.parent / "more.txt").write_text("x" * 500 + "\n\n.. include:: /page.md\n", encoding="utf-8")
    (small.root / "docs" / "other.md").write_text("x" * 90, encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "```{include} parts/part.md\n```\n", encoding="utf-8")
    assert size_of_pages(small.root, "page") == sum(file.stat().st_size for file in [page, *part.parent.iterdir()])
    assert small.sanitize(entry("[題][start]です。", "A [title](start.md).")) == []


def test_no_file_of_elsewhere_is(small, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "part.md"
    elsewhere.write_text("words", encoding="utf-8")
    before = size_of_pages(small.root, "page")
    include = f"```{{include}} {os.path.relpath(elsewhere, small.root / 'docs')}\n```\n"
    (small.root / "docs" / "page.md").write_text((small.root / "docs" / "page.md").read_text("utf-8") + include, "utf-8")
    assert size_of_pages(small.root, "page") == before + len(include)


def test_the_terms_of_the_glossary_are_read_once_for_all_catalogs_that_are_checked(small, monkeypatch):
    """Once for each, a guide of hundreds of pages was checked for minutes."""
    small.sanitize(CHAPTER)
    read = []
    monkeypatch.setattr(glossary_terms, "catalog_files", lambda root, language: read.append(language) or {"page": small.catalog})
    for _ in range(3):
        check_catalog(small.catalog, small.root)
    assert read == ["xx"]
