"""A catalog follows its page, and a translation its message: nothing is translated twice, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess

import polib
import pytest
from conftest import SLOW, SmallProject
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_other_programs import AS_NOBODY
from translated_docs.catalogs.entries import DRAFT, is_draft, source_of
from translated_docs.commands import catalogs as command

LANGUAGE = "xx"  # that nobody has
LONG, CHANGED = "とても長い文なので、少し直しても似ています。", "とても長い文なので、少し直しても、まだ似ています。"


def entry(words: str) -> polib.POEntry:
    """Return the entry of a line of a table: [~][!]source[<previous]=translation[ # comment]; ~ is obsolete, ! fuzzy."""
    words, _mark, comment = words.partition(" # ")
    source, _mark, translation = words.lstrip("~!").partition("=")
    msgid, _mark, previous = source.partition("<")
    return polib.POEntry(
        msgid=msgid, msgstr=translation, previous_msgid=previous or None, obsolete=words.startswith("~"),
        flags=["fuzzy"] * ("!" in words[:2]), tcomment=comment.replace("; ", "\n"),
    )  # fmt: skip


def line(entry: polib.POEntry) -> str:
    """Return the line of an entry."""
    signs = "~" * bool(entry.obsolete) + "!" * entry.fuzzy
    source = f"{entry.msgid}<{entry.previous_msgid}" if entry.previous_msgid else entry.msgid
    comment = entry.tcomment.replace("\n", "; ")
    return f"{signs}{source}={entry.msgstr}{f' # {comment}' if comment else ''}"


class Locale:
    """The catalogs of a language, and what the pages say."""

    def __init__(self, folder):
        self.folder, self.templates = folder / "locale" / LANGUAGE / "LC_MESSAGES", folder / "gettext"

    def write(self, catalogs):
        for domain, entries in catalogs.items():
            path = self.folder / f"{domain}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            catalog = polib.POFile()
            catalog.metadata = {"Language": LANGUAGE, "Content-Type": "text/plain; charset=utf-8"}
            catalog.extend(map(entry, entries.split("|")))
            catalog.save(str(path))

    def read(self):
        return {
            path.relative_to(self.folder).with_suffix("").as_posix(): "|".join(map(line, polib.pofile(str(path))))
            for path in sorted(self.folder.rglob("*.po"))
        }

    def commit(self):
        for arguments in (["init", "--quiet"], ["add", "."], [*AS_NOBODY, "commit", "--quiet", "-m", "Begin"]):
            subprocess.run(["git", *arguments], cwd=self.folder, check=True)

    def refresh(self, pages):
        """Let the pages say these messages, and run what `make catalogs` runs."""
        templates = {domain: self.templates / f"{domain}.pot" for domain in pages}
        for domain, path in templates.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            template = polib.POFile()
            template.extend(polib.POEntry(msgid=msgid) for msgid in pages[domain].split())
            template.save(str(path))
        command.refresh_pages(templates, LANGUAGE)
        return self.read()


@pytest.fixture
def locale(tmp_path, monkeypatch):
    (tmp_path / "locale").mkdir()
    monkeypatch.setattr(command, "ROOT", tmp_path)
    return Locale(tmp_path)


# The catalogs, what the pages say now, the catalogs then, and what is said.
WHOLE = "一=one # a comment|!二=two|三=|!五<古い五=five|~四=four|~!六=six # " + DRAFT
MOVES = {
    "a page is renamed": ({"a": WHOLE}, {"b": "一 二 三 五"}, {"b": WHOLE}, ["b.po: renamed from a.po, with 5 translations"]),
    "into another folder": ({"a": WHOLE}, {"part/a": "一 二 三 五"}, {"part/a": WHOLE}, ["part/a.po: renamed from a.po"]),
    "and another program has begun its catalog": (
        {"a": WHOLE, "b": "一=|二=|三=|五="}, {"b": "一 二 三 五"}, {"b": WHOLE}, ["b.po: renamed from a.po"]
    ),
    "and a sentence of it goes, another is new": (
        {"a": "一=one|二=two"}, {"b": "二 七"}, {"b": "二=two|七=|~一=one"}, ["b.po: renamed from a.po, with 2"]
    ),
    "and a sentence of it changes": (
        {"a": f"{LONG}=long|二=two"}, {"b": f"{CHANGED} 二"}, {"b": f"!{CHANGED}<{LONG}=long|二=two"}, ["b.po: renamed"]
    ),
    "before anything is translated": ({"a": "一=|二="}, {"b": "一 二"}, {"b": "一=|二="}, ["b.po: renamed from a.po, with 0"]),
    "in the place of another": (
        {"a": "一=one|二=two", "b": "八=eight # said"}, {"b": "一 二"}, {"b": "一=one|二=two|~八=eight # said"}, ["b.po: renamed from a.po"]
    ),
    "two pages are swapped": (
        {"a": "一=one|~四=four", "b": "二=two # b"}, {"a": "二", "b": "一"}, {"a": "二=two # b", "b": "一=one|~四=four"},
        ["a.po: renamed from b.po", "b.po: renamed from a.po"],
    ),
    "one page takes the name of another": (
        {"a": "一=one", "b": "二=two"}, {"b": "一", "c": "二"}, {"b": "一=one", "c": "二=two"},
        ["b.po: renamed from a.po", "c.po: renamed from b.po"],
    ),
    "a page is split": (
        {"a": "一=one|二=two|三=three # c|!四=four"}, {"b": "一 二 九", "c": "三 四"}, {"b": "一=one|二=two|九=", "c": "三=three # c|!四=four"},
        ["b.po: renamed from a.po", "c.po: 2 translations from b.po"],
    ),
    "and stays": (
        {"a": "一=one|二=two|三=three"}, {"a": "一", "c": "二 三"}, {"a": "一=one", "c": "二=two|三=three"}, ["c.po: 2 translations from a.po"]
    ),
    "two pages are merged": (
        {"a": "一=one|共=both", "b": "三=three # c|共=both"}, {"c": "一 共 三"}, {"c": "一=one|共=both|三=three # c"},
        ["c.po: renamed from a.po", "c.po: 1 translation from b.po", "b.po: deleted; all that it held is in"],
    ),
    "and they said something else": (
        {"a": "一=one|共=both", "b": "三=three|共=common|二=two # b|!四=four"}, {"b": "一 共 三 二 四"},
        {"b": "一=one|共=common|三=three|二=two # b|!四=four", "a": "~共=both"}, ["b.po: 1 translation from a.po"],
    ),
    "a sentence moves": (
        {"a": "一=one # c|二=two", "b": "三=three"}, {"a": "二", "b": "三 一"}, {"a": "二=two", "b": "三=three|一=one # c"},
        ["b.po: 1 translation from a.po"],
    ),
    "the other way": (
        {"a": "三=three", "b": "一=one # c|二=two"}, {"a": "三 一", "b": "二"}, {"a": "三=three|一=one # c", "b": "二=two"},
        ["a.po: 1 translation from b.po"],
    ),
    "after another program has updated the catalogs": (
        {"a": "二=two|~一=one # c", "b": "三=three|一= # to be asked"}, {"a": "二", "b": "三 一"},
        {"a": "二=two", "b": "三=three|一=one # to be asked; c"}, ["b.po: 1 translation from a.po"],
    ),
    "a draft moves": ({"a": "!一=one|二=two", "b": "三="}, {"a": "二", "b": "三 一"}, {"a": "二=two", "b": "三=|!一=one"}, ["b.po: 1"]),
    "one that was put aside": (
        {"a": f"~!一=one # {DRAFT}|二=two", "b": "三="}, {"a": "二", "b": "三 一"}, {"a": "二=two", "b": "三=|!一=one"}, ["b.po: 1"]
    ),
    "a sentence that has changed since": (
        {"a": "!一<古い一=one|二=two", "b": "三="}, {"a": "二", "b": "三 一"}, {"a": "二=two", "b": "三=|!一<古い一=one"}, ["b.po: 1"]
    ),
    "and that is changed back": (
        {"a": "!一<古い一=one|二=two", "b": "三="}, {"a": "二", "b": "三 古い一"}, {"a": "二=two", "b": "三=|古い一=one"}, ["b.po: 1"]
    ),
    "a sentence moves and changes": (
        {"a": f"{LONG}=long # c|二=two", "b": "三="}, {"a": "二", "b": f"三 {CHANGED}"},
        {"a": f"二=two|~{LONG}=long # c", "b": f"三=|!{CHANGED}<{LONG}=long # c"}, [],
    ),
    "a sentence comes to stand on a second page": (
        {"a": "一=one # c|二=two", "b": "三="}, {"a": "一 二", "b": "三 一"}, {"a": "一=one # c|二=two", "b": "三=|一=one # c"}, ["b.po: 1"]
    ),
    "translated alike on two pages": (
        {"a": "一=one", "b": "一=one", "c": "三="}, {"a": "一", "b": "一", "c": "三 一"}, {"a": "一=one", "b": "一=one", "c": "三=|一=one"}, ["c.po: 1"]
    ),
    "otherwise on another": (
        {"a": "一=one", "b": "一=an # c", "c": "三="}, {"a": "一", "b": "一", "c": "三 一"},
        {"a": "一=one", "b": "一=an # c", "c": '三=|!一=one # c; another translation: "an"'},
        ["c.po: 1 translation from a.po", "c.po: 1 translation marked fuzzy, as other catalogs say something else; choose one"],
    ),
    "otherwise in another section": (
        {"x/a": "一=one", "x/c": "三=", "y/b": "一=an"}, {"x/a": "一", "y/b": "一", "x/c": "三 一"},
        {"x/a": "一=one", "x/c": "三=|一=one", "y/b": "一=an"}, ["x/c.po: 1 translation from x/a.po"],
    ),
    "and moves": (
        {"a": "一=one|二=two", "b": "一=an", "c": "三="}, {"a": "二", "b": "一", "c": "三 一"},
        {"a": "二=two", "b": "一=an", "c": "三=|一=one"}, ["c.po: 1 translation from a.po"],
    ),
    "two sentences become one": (
        {"a": "一=one|二=two", "b": "一=an|四=four", "c": "三="}, {"a": "二", "b": "四", "c": "三 一"},
        {"a": "二=two|~一=one", "b": "四=four|~一=an", "c": '三=|!一=one # another translation: "an"'}, ["c.po: 1", "c.po: 1 translation marked fuzzy"],
    ),
    "a reviewed translation beside a draft": (
        {"a": "!一=one", "b": "一=an", "c": "三="}, {"a": "一", "b": "一", "c": "三 一"},
        {"a": "!一=one", "b": "一=an", "c": "三=|一=an"}, ["c.po: 1 translation from b.po"],
    ),
    "a page becomes a part of another": (
        {"a": "一=one # c|二=two|三=", "b": "四=four|五=five"}, {"b": "四 五 一 二 三"}, {"b": "四=four|五=five|一=one # c|二=two|三="},
        ["b.po: 2 translations from a.po", "a.po: deleted; all that it held is in b.po"],
    ),
    "but for a sentence": (
        {"a": "一=one|二=two|~六=six", "b": "四=four|五=five"}, {"b": "四 五 一"}, {"a": "~二=two|~六=six", "b": "四=four|五=five|一=one"}, ["b.po: 1"]
    ),
    "a page goes": ({"a": WHOLE, "b": "九=nine"}, {"b": "九"}, {"a": WHOLE, "b": "九=nine"}, []),
    "and another has a heading of it": (
        {"a": "一=one|二=two|三=three|四=four"}, {"b": "一 七 八"}, {"a": "~二=two|~三=three|~四=four", "b": "一=one|七=|八="}, ["b.po: 1 translation from a.po"]
    ),
    "a page has no words yet": ({"a": "一=one"}, {"a": "一", "b": ""}, {"a": "一=one"}, []),
    "a page has lost its words": ({"a": "一=one", "b": "二="}, {"a": "一", "b": ""}, {"a": "一=one"}, []),
    "and their translations": ({"a": "一=one", "b": "二=two"}, {"a": "一", "b": ""}, {"a": "一=one", "b": "~二=two"}, []),
    "what has a translation of its own keeps it": (
        {"a": "一=one|二=two", "b": "一=own"}, {"a": "二", "b": "一"}, {"a": "二=two|~一=one", "b": "一=own"}, []
    ),
}  # fmt: skip


def without_paths(said):
    """Return what was said of moves; the names of files that were written are lines of their own."""
    return [words.replace(f"locale/{LANGUAGE}/LC_MESSAGES/", "") for words in said.splitlines() if ": " in words]


@pytest.mark.parametrize(("before", "pages", "after", "said"), MOVES.values(), ids=MOVES)
def test_translations_follow_their_messages_and_it_is_said(locale, capsys, before, pages, after, said):
    locale.write(before)
    assert locale.refresh(pages) == after
    lines = without_paths(capsys.readouterr().out)
    assert [words for words, begins in zip(lines, said, strict=True) if not words.startswith(begins)] == []
    assert locale.refresh(pages) == after
    assert without_paths(capsys.readouterr().out) == []


def live(entries):
    return [words for words in entries.split("|") if not words.startswith("~")]


def put_aside(catalogs):
    """Return what is obsolete, in whichever catalog."""
    return [words for entries in catalogs.values() for words in entries.split("|") if words.startswith("~")]


@pytest.mark.parametrize(
    "before", [{"a": WHOLE}, {"a": WHOLE, "b": "八=eight # b|九=nine"}], ids=["a page", "two pages"]
)
@pytest.mark.parametrize("meanwhile", [
    {"b": "一 二 三 五"}, {"b": "一 二 三 五 八"}, {"b": "二", "c": "一 三 五"}, {"a": "一", "b": "八 九 二", "d/e": "三 五"}, {"a": "八 九", "b": "一 二 三 五"},
])  # fmt: skip
def test_what_moves_there_and_back_is_as_it_was(locale, before, meanwhile):
    locale.write(before)
    home = {"a": "一 二 三 五", **({"b": "八 九"} if "b" in before else {})}
    first = locale.refresh(home)
    locale.refresh(meanwhile)
    after = locale.refresh(home)
    for domain in home:
        assert live(after[domain]) == live(first[domain])
    assert sorted(put_aside(after)) == sorted(put_aside(first))


def test_a_catalog_without_a_page_goes_if_nobody_has_written_in_it(locale, capsys):
    """A name at the top is something written."""
    locale.write({"a": "一=|二=|七=|八=", "b": "三=|四=", "c": "六="})
    path = locale.folder / "c.po"
    path.write_text(f"# Somebody <c@example.org>, 2026.\n{path.read_text('utf-8')}", encoding="utf-8")
    assert locale.refresh({"b": "三 四 一"}) == {"b": "三=|四=|一=", "c": "六="}
    gone = "a.po: deleted; its page is gone, and nobody has written anything in it"
    assert gone in without_paths(capsys.readouterr().out)


def test_who_saved_a_catalog_when_stays_with_the_file_when_pages_change_their_names(locale):
    """As it does in the last commit, to which the next run brings it back."""
    locale.write({"a": "一=one", "b": "二=two"})
    for domain in "ab":
        path = locale.folder / f"{domain}.po"
        text = path.read_text("utf-8").replace('"Language', f'"PO-Revision-Date: 2026-01-02 0{"ab".index(domain)}:00+0000\\n"\n"Language', 1)
        path.write_text(text, encoding="utf-8")
    locale.refresh({"a": "一", "b": "二"})
    locale.commit()
    locale.refresh({"a": "二", "b": "一"})
    once = [(locale.folder / f"{domain}.po").read_text("utf-8") for domain in "ab"]
    locale.refresh({"a": "二", "b": "一"})
    assert [(locale.folder / f"{domain}.po").read_text("utf-8") for domain in "ab"] == once


def test_names_at_the_top_go_with_the_words(locale):
    locale.write({"a": "一=one", "b": "四=four|五=five"})
    for domain in "ab":
        path = locale.folder / f"{domain}.po"
        path.write_text(
            f"# Somebody of {domain} <{domain}@example.org>, 2026.\n{path.read_text('utf-8')}", encoding="utf-8"
        )
    locale.refresh({"b": "四 五 一"})
    text = (locale.folder / "b.po").read_text(encoding="utf-8")
    assert "Somebody of a <a@example.org>" in text and "Somebody of b <b@example.org>" in text


def test_what_a_file_lost_that_was_cut_off_between_two_entries_is_in_the_last_commit(locale, capsys):
    locale.write({"a": "一=one|!二=two # c|三=three"})
    pages = {"a": "一 二 三"}
    whole = locale.refresh(pages)
    locale.commit()
    path = locale.folder / "a.po"
    path.write_text(path.read_text(encoding="utf-8").partition("\n# c")[0], encoding="utf-8")
    assert locale.read()["a"] == "一=one"
    capsys.readouterr()
    assert locale.refresh(pages) == whole
    assert without_paths(capsys.readouterr().out) == [
        "a.po: what it had lost, or was emptied, is back from the last commit, 2 of its entries, as '二'; "
        "to drop them, commit the file without them, or with their msgstr empty, before 'make catalogs'"
    ]


@pytest.mark.parametrize("emptied", ["一=|!二=two # c|三=three", "一=one|二= # c|三=three", "一=|二= # c|三="])
def test_what_a_program_has_emptied_is_in_the_last_commit(locale, emptied):
    """Though another page says it in other words."""
    locale.write({"a": "一=one|!二=two # c|三=three", "b": "一=an"})
    pages = {"a": "一 二 三", "b": "一"}
    whole = locale.refresh(pages)
    locale.commit()
    locale.write({"a": emptied})
    assert locale.refresh(pages) == whole


def test_a_catalog_that_is_gone_is_in_the_last_commit(locale, capsys):
    before = {"a": WHOLE, "part/b": "七=seven", "c": "八=eight"}
    locale.write(before)
    locale.commit()
    for name in ("a", "part/b", "c"):
        (locale.folder / f"{name}.po").unlink()
    (locale.folder / "part").rmdir()
    after = locale.refresh({"a": "一 二 三 五", "part/b": "七 九"})
    assert after == {"a": WHOLE, "part/b": "七=seven|九="}  # the page of the third is gone, too
    assert "b.po: what it had lost, or was emptied, is back from the last commit, 1 of its entries" in capsys.readouterr().out


def test_a_catalog_that_has_another_name_is_not_gone(locale, capsys):
    locale.write({"a": "一=one|二=two"})
    locale.commit()
    (locale.folder / "a.po").rename(locale.folder / "a-new.po")
    assert locale.refresh({"a": "一 二"}) == {"a": "一=one|二=two"}
    assert "back from the last commit" not in capsys.readouterr().out


def test_what_moved_and_was_changed_is_not_lost(locale):
    locale.write({"a": "一=one # c|二=two", "b": "三=three"})
    locale.commit()
    pages = {"a": "二", "b": "三 一"}
    locale.refresh(pages)
    locale.write({"b": "三=three|一=an # c"})
    assert locale.refresh(pages) == {"a": "二=two", "b": "三=three|一=an # c"}


def test_what_moved_is_not_lost(locale, capsys):
    locale.write({"a": "一=one # c|二=two", "b": "三=three"})
    locale.commit()
    after = locale.refresh({"a": "二", "b": "三 一"})
    capsys.readouterr()
    assert locale.refresh({"a": "二", "b": "三 一"}) == after
    assert without_paths(capsys.readouterr().out) == []


SENTENCES = ["一", "二", "三", LONG, CHANGED, "六", "七"]
GUIDES = st.dictionaries(
    st.sampled_from(["a", "b", "part/a", "part/c"]), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True), min_size=1
)  # fmt: skip


def written(catalogs):
    """Return all that was written: what is reviewed, what is a draft, and the lines of comments."""
    entries = [entry(words) for text in catalogs.values() for words in text.split("|") if words]
    reviewed = {(source_of(it), it.msgstr) for it in entries if it.msgstr and not is_draft(it)}
    drafts = {(source_of(it), it.msgstr) for it in entries if it.msgstr and is_draft(it)}
    return reviewed, drafts, {line for it in entries for line in it.tcomment.split("\n")} - {"", DRAFT}


MOVES = GUIDES, st.lists(GUIDES, min_size=1, max_size=4), st.data()


def check_moves(locale, guide, later, data):
    shutil.rmtree(locale.folder, ignore_errors=True)
    signs = st.tuples(st.sampled_from(["", "", "!"]), st.sampled_from(["", " # c{}"]))
    number = iter(range(100))
    locale.write({
        domain: "|".join("{}{}=word {}{}".format(mark, msgid, n := next(number), comment.format(n))
                         for msgid in messages for mark, comment in [data.draw(signs)])
        for domain, messages in guide.items()
    })  # fmt: skip
    for pages in later:
        before = written(locale.read())
        after = locale.refresh({domain: " ".join(messages) for domain, messages in pages.items()})
        reviewed, drafts, comments = written(after)
        assert before[2] <= comments
        for source, words in before[0] | before[1]:
            assert (source, words) in reviewed | drafts or f'another translation: "{words}"' in comments
        for domain, messages in pages.items():
            entries = {it.msgid: it for it in map(entry, after[domain].split("|")) if not it.obsolete}
            assert list(entries) == messages
            for it in entries.values():
                assert not it.msgstr or it.fuzzy or ((it.msgid, None), it.msgstr) in before[0]
                assert it.msgstr or not any(source == (it.msgid, None) for source, _words in before[0] | before[1])
        assert locale.refresh({domain: " ".join(messages) for domain, messages in pages.items()}) == after


@settings(max_examples=10, phases=[Phase.generate])
@given(*MOVES)
def test_however_pages_are_cut_and_joined_nothing_is_lost_or_published_unasked(locale, guide, later, data):
    check_moves(locale, guide, later, data)


@SLOW
@settings(max_examples=60, phases=[Phase.generate])
@given(*MOVES)
def test_nor_is_it_at_length(locale, guide, later, data):
    check_moves(locale, guide, later, data)


@SLOW
def test_make_catalogs_in_a_project(tmp_path):
    """In two languages, of which one is made up; with the builder of Sphinx, and a page in a folder."""
    project = SmallProject(tmp_path / "project")
    settings = project.folder / "conf.py"
    settings.write_text(
        f'{settings.read_text(encoding="utf-8")}\nlanguages["{LANGUAGE}"] = "Xxish"\n', encoding="utf-8"
    )
    project.must_make("catalogs")
    for code in ("en", LANGUAGE):
        path = project.folder / "locale" / code / "LC_MESSAGES" / "chapter.po"
        path.write_text(
            path.read_text("utf-8").replace('msgid "章"\nmsgstr "Chapter"', 'msgid "章"\nmsgstr ""'), encoding="utf-8"
        )
        path.write_text(
            path.read_text("utf-8").replace('msgid "章"\nmsgstr ""', f'# said\nmsgid "章"\nmsgstr "{code}"'),
            encoding="utf-8",
        )
    docs = project.folder / "docs"
    (docs / "part").mkdir()
    (docs / "chapter.md").rename(docs / "part" / "one.md")
    index = docs / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("\nchapter\n", "\npart/one\n"), encoding="utf-8")
    made = project.must_make("catalogs")
    for code in ("en", LANGUAGE):
        assert f"locale/{code}/LC_MESSAGES/part/one.po: renamed from chapter.po, with 1 translation" in made.stdout
        text = (project.folder / "locale" / code / "LC_MESSAGES" / "part" / "one.po").read_text(encoding="utf-8")
        assert f'# said\nmsgid "章"\nmsgstr "{code}"' in text
    assert not list(project.folder.rglob("chapter.po"))
