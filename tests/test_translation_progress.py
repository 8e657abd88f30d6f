"""What is left to do of the pages is on a page of the site, on the cover, and in `make stats`: the same numbers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import partial

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE, SLOW, SmallProject
from test_rebuilds import CATALOG
from translated_docs.catalogs import catalog_paths, diagnostics, interface, progress
from translated_docs.commands import stats as stats_command
from translated_docs.settings import relative

PAGE = "progress.html"


def soup_of(html):
    return BeautifulSoup(html, "html.parser")


def row(soup, title):
    """Return the percentage and the numbers of the row with a title."""
    for item in soup.select("ul.progress > li"):
        if item.select_one(".progress-title").get_text(" ", strip=True).startswith(title):
            return item.select_one(".progress-title span").get_text(), item.select_one(".progress-numbers")
    raise AssertionError(title)


def digits(item):
    """Return the numbers of a row, whatever the language writes around them."""
    return re.findall("[0-9]+", item.select_one(".progress-numbers").get_text().replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_has_a_row_a_page_one_for_the_interface_and_the_sum(language):
    soup = soup_of((SITE / language / PAGE).read_text(encoding="utf-8"))
    linked = [a["href"] for a in soup.select(".progress-title a")]
    talks = {str(path.relative_to(SITE / language)) for path in (SITE / language).rglob("*.html")}
    unlisted = {"404.html", "search.html", "slideshow.html", PAGE}
    assert set(linked) == talks - unlisted
    assert len(soup.select("ul.progress > li")) == len(linked) + 2


def test_the_source_language_names_the_translations():
    soup = soup_of((SITE / LANGUAGES[0] / PAGE).read_text(encoding="utf-8"))
    assert [a["hreflang"] for a in soup.select("ul.progress a")] == LANGUAGES[1:]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_sum_stands_first_and_with_the_source_language_too(language):
    own, source = (soup_of((SITE / code / PAGE).read_text(encoding="utf-8")) for code in (language, LANGUAGES[0]))
    total = own.select_one("ul.progress > li")
    assert not total.select(".progress-title a")
    [there] = [item for item in source.select("ul.progress > li") if item.a["hreflang"] == language]
    assert total.select_one(".progress-title span").get_text() == there.select_one(".progress-title span").get_text()
    assert digits(total) == digits(there)


def test_every_page_leads_to_it():
    for language in LANGUAGES:
        soup = soup_of((SITE / language / "vancouver" / "opendev.html").read_text(encoding="utf-8"))
        assert soup.select(f"footer a[href='../{PAGE}']")


def test_it_counts_what_is_left_and_leads_to_the_first_open_entry(project):
    with project.changed(CATALOG, 'msgstr "Background"', 'msgstr ""', "html-en"):
        percent, numbers = row(soup_of(project.page(f"en/{PAGE}")), "OpenDev")
        line = (project.folder / CATALOG).read_text(encoding="utf-8").split("\n").index('msgid "背景"') + 1
        assert percent == "98%"
        assert "Not translated: 1 " in numbers.get_text()
        assert f"{CATALOG}:{line}" in numbers.get_text()
        said = next(line for line in project.make("stats").stdout.splitlines() if "opendev" in line)
    done, _sign, translated, fuzzy, untranslated, left, place = said.split()
    assert (done, fuzzy, untranslated, left) == ("98", "0", "1", "2")
    assert f"Translated: {translated} " in numbers.get_text()
    assert place == f"{CATALOG}:{line}"


def test_with_an_address_it_links_to_the_entry(project):
    address = "EDIT_ADDRESS=https://git.example/{path}#L{line}"
    with project.changed(CATALOG, 'msgstr "Background"', 'msgstr ""', "html-en", address):
        _percent, numbers = row(soup_of(project.page(f"en/{PAGE}")), "OpenDev")
        assert numbers.a["href"].startswith(f"https://git.example/{CATALOG}#L")


def test_a_fuzzy_entry_is_to_be_looked_at_again(project):
    with project.changed(CATALOG, 'msgid "背景"', '#, fuzzy\nmsgid "背景"', "html-en"):
        _percent, numbers = row(soup_of(project.page(f"en/{PAGE}")), "OpenDev")
        assert "Needs review: 1 " in numbers.get_text()


# -- make stats -------------------------------------------------------------------

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{}\n'
# A catalog, and how many of its messages are translated, fuzzy and untranslated.
COUNTED = {
    "empty": ("", (0, 0, 0)),
    "translated": ('msgid "a"\nmsgstr "A"\n', (1, 0, 0)),
    "untranslated": ('msgid "a"\nmsgstr ""\n', (0, 0, 1)),
    "fuzzy is not translated": ('#, fuzzy\nmsgid "a"\nmsgstr "A"\n', (0, 1, 0)),
    "fuzzy and empty is not fuzzy": ('#, fuzzy\nmsgid "a"\nmsgstr ""\n', (0, 0, 1)),
    "put aside": ('msgid "a"\nmsgstr "A"\n\n#~ msgid "b"\n#~ msgstr "B"\n', (1, 0, 0)),
    "in two contexts": ('msgctxt "x"\nmsgid "a"\nmsgstr "A"\n\nmsgid "a"\nmsgstr ""\n', (1, 0, 1)),
    "plural forms": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "A"\nmsgstr[1] "B"\n', (1, 0, 0)),
    "empty plural forms": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n', (0, 0, 1)),
    "of Babel's": ('# | msgid "old"\n#, fuzzy, python-brace-format\nmsgid "{a}"\nmsgstr "A"\n', (0, 1, 0)),
    "with an empty date, as Poedit saves it": ('"PO-Revision-Date: \\n"\n\nmsgid "a"\nmsgstr "A"\n', (1, 0, 0)),
    "something of everything": ((ROOT / "tests" / "catalogs" / "rich.po").read_text("utf-8"), (10, 6, 2)),
}


def numbers_of(done):
    return done.translated, done.fuzzy, done.untranslated


def by_msgfmt(path):
    """Return the numbers that GNU gettext prints, in a language that we know; None where there is none."""
    if not shutil.which("msgfmt"):
        return None
    said = subprocess.run(
        ["msgfmt", "--statistics", "-o", "/dev/null", path],
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"}, capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    return tuple(
        int(found[1]) if (found := re.search(rf"(\d+) {kind}", said)) else 0
        for kind in ("translated message", "fuzzy translation", "untranslated message")
    )


@pytest.mark.parametrize(("content", "numbers"), COUNTED.values(), ids=COUNTED)
def test_entries_are_counted_as_msgfmt_counts_them(tmp_path, content, numbers):
    path = tmp_path / "page.po"
    path.write_text(content if content.startswith("#") and "msgid \"\"" in content else HEAD.format(content), "utf-8")
    catalog = polib.pofile(str(path))
    assert numbers_of(progress.progress(catalog)) == numbers
    assert by_msgfmt(path) in (numbers, None)


CATALOG_OF_PAGE = """
msgid "two"
msgstr "Zwei"

#, fuzzy
msgid "three"
msgstr "Vier"

msgid "four"
msgstr ""

msgctxt "menu"
msgid "five"
msgstr "Fünf"

#~ msgid "six"
#~ msgstr "Sechs"
"""
# What a page asks for, and how much of it is translated, fuzzy, untranslated; characters left, and the first line to do.
ASKED = {
    "nothing": ([], (0, 0, 0, 0, 0)),
    "all that is translated": (["two"], (1, 0, 0, 0, 0)),
    "what is to be done, in the order of the page": (["four", "two", "three"], (1, 1, 1, 9, 8)),
    "what the catalog has no entry for": (["two", "seven"], (1, 0, 1, 5, 1)),
    "what it has in a context alone": (["five"], (0, 0, 1, 4, 1)),
    "what was put aside": (["six"], (0, 0, 1, 3, 1)),
    "what has an entry and what has none": (["three", "seven"], (0, 1, 1, 10, 8)),
}


@pytest.mark.parametrize(("messages", "numbers"), ASKED.values(), ids=ASKED)
def test_what_the_pages_ask_for_is_counted_and_nothing_else(messages, numbers):
    catalog = polib.pofile(HEAD.format(CATALOG_OF_PAGE))
    done = progress.progress_of_messages(progress.message_lengths(messages), catalog)
    assert (*numbers_of(done), done.characters_left, done.first_open) == numbers


@pytest.fixture
def stats(tmp_path, monkeypatch, capsys):
    """Run `make stats` on a project with two pages and three languages, of which one is made up."""
    for page in ("index", "talks/one"):
        (tmp_path / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / f"{page}.md").touch()
    asked = {domain: progress.message_lengths(["a", "b"]) for domain in ("index", "talks/one")}
    monkeypatch.setattr(stats_command, "asked_messages", lambda: asked)
    monkeypatch.setattr(interface, "interface_messages", lambda: {("a", None)})
    monkeypatch.setattr(stats_command, "ROOT", tmp_path)
    monkeypatch.setattr(diagnostics, "relative", partial(relative, root=tmp_path))
    monkeypatch.setattr(stats_command, "languages", {"ja": "日本語", "en": "English", "qtz": "Made up"})

    def run(*present, **contents):
        entry = HEAD.format('\nmsgid "a"\nmsgstr "A"\n')
        for name in present:
            code, _, domain = name.partition("/")
            path = catalog_paths.catalog_path(tmp_path, code, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents.get(code, entry), encoding="utf-8")
        try:
            stats_command.main()
        except SystemExit as end:
            return capsys.readouterr().out, str(end.code).splitlines()
        return capsys.readouterr().out, []

    return run


ALL = [f"{code}/{domain}" for code in ("en", "qtz") for domain in ("index", "talks/one", "sphinx")]
# Which catalogs there are, what is said, and how much is done in each language: of each page one of two messages is
# translated where it has a catalog, and the one label of the interface.
MISSING = {
    "nothing": (["ja/sphinx", *ALL], [], ("100", "60", "60")),
    "locale/": ([], [f"{code}/LC_MESSAGES/sphinx.po:1: this language has no" for code in ("ja", "en", "qtz")], ("0", "0", "0")),
    "the catalogs of a language": (["ja/sphinx", *ALL[:3]], ["qtz/LC_MESSAGES/sphinx.po:1: this language has"], ("100", "60", "0")),
    "the words of the interface": (ALL, ["ja/LC_MESSAGES/sphinx.po:1: this language has no catalogs"], ("0", "60", "60")),
    "the words of the interface in one": (["ja/sphinx", *ALL[:-1]], ["qtz/LC_MESSAGES/sphinx.po:1: is missing"], ("100", "60", "40")),
    "the catalog of a page": (
        ["ja/sphinx", *ALL[:4], *ALL[5:]], ["qtz/LC_MESSAGES/talks/one.po:1: is missing"], ("100", "60", "40")
    ),
    "the page of a catalog": (
        ["ja/sphinx", *ALL, "en/gone"], ["en/LC_MESSAGES/gone.po:1: there is no page of this name"], ("100", "60", "60")
    ),
}  # fmt: skip


@pytest.mark.parametrize(("present", "said", "counted"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_named_with_a_remedy_and_what_pages_ask_for_is_counted(stats, present, said, counted):
    out, errors = stats(*present)
    assert len(errors) == len(said)
    for error, begins in zip(errors, said, strict=True):
        assert error.startswith(f"locale/{begins}") and "; " in error
    assert tuple(line.split()[0] for line in out.splitlines() if line.endswith(", all")) == counted


def test_pages_in_english_have_nothing_to_count(stats, monkeypatch):
    monkeypatch.setattr(stats_command, "languages", {"en": "English", "qtz": "Made up"})
    monkeypatch.setattr(catalog_paths, "source_language", lambda conf: "en")
    out, errors = stats(*ALL[3:])
    assert ("Made up (qtz), all" in out, "English" in out, errors) == (True, False, [])


# What a catalog of the interface has of the labels "Page" and, in a context, "Book", and how much of it is done.
OF_INTERFACE = {
    "nothing": ("", (0, 0, 2, 8, 1)),
    "one of two": ('\nmsgid "Page"\nmsgstr "P"\n', (1, 0, 1, 4, 1)),
    "both": ('\nmsgid "Page"\nmsgstr "P"\n\nmsgctxt "verb"\nmsgid "Book"\nmsgstr "B"\n', (2, 0, 0, 0, 0)),
    "one in another context": ('\nmsgid "Page"\nmsgstr "P"\n\nmsgid "Book"\nmsgstr "B"\n', (2, 0, 1, 4, 1)),
    "one put aside": ('\n#~ msgid "Page"\n#~ msgstr "P"\n', (0, 0, 2, 8, 1)),
}


@pytest.mark.parametrize(("entries", "numbers"), OF_INTERFACE.values(), ids=OF_INTERFACE)
def test_a_catalog_of_the_interface_lacks_what_the_programs_say(monkeypatch, entries, numbers):
    monkeypatch.setattr(interface, "interface_messages", lambda: {("Page", None), ("Book", "verb")})
    done = interface.progress_of_interface(polib.pofile(HEAD.format(entries)))
    assert (*numbers_of(done), done.characters_left, done.first_open) == numbers


def test_the_messages_of_the_interface_are_those_that_make_catalogs_takes_over():
    ours = polib.pofile(str(catalog_paths.catalog_path(ROOT, LANGUAGES[0], "sphinx")))
    assert interface.interface_messages() == {(entry.msgid, entry.msgctxt) for entry in ours if not entry.obsolete}


def test_a_catalog_that_cannot_be_read_is_named_and_the_rest_is_counted(stats):
    out, errors = stats("ja/sphinx", *ALL, en="<<<<<<< HEAD\n")
    assert [error.partition(": ")[0] for error in errors] == [
        f"locale/en/LC_MESSAGES/{domain}.po:1" for domain in ("index", "sphinx", "talks/one")
    ]
    assert "0 %          0      0            5                5  English (en), all" in out
    assert "60 %" in out.splitlines()[-1]


# -- The same figure everywhere -----------------------------------------------------

THIRD = "xx"  # a language that is made up
OF_CHAPTER = '\nmsgid "章"\nmsgstr "Chapter"\n\n#~ msgid "{term}`言葉`が一つだけある章です。"\n#~ msgstr "A {term}`word`."\n'


@pytest.fixture(scope="module", params=[False, True], ids=["a catalog a page", "one catalog for all"])
def small(request, tmp_path_factory):
    """Four pages in three languages: a catalog that lacks messages, one that no page asks for, and one that is missing."""
    project = SmallProject(tmp_path_factory.mktemp("progress") / "project")
    pages, settings = project.folder / "docs", project.folder / "conf.py"
    (pages / "part").mkdir()
    (pages / "part" / "other.md").write_text("(other)=\n# 章\n\n別の段落です。\n", encoding="utf-8")
    index = (pages / "index.md").read_text(encoding="utf-8")
    (pages / "index.md").write_text(index.replace("\nterms\n", "\nterms\npart/other\n"), encoding="utf-8")
    compact = 'gettext_compact = "all"' if request.param else "gettext_compact = False"
    text = re.sub("^gettext_compact = False", compact, settings.read_text(encoding="utf-8"), flags=re.M)
    settings.write_text(f'{text}\nlanguages["{THIRD}"] = "Xxish"\n', encoding="utf-8")
    shutil.rmtree(project.folder / "locale" / "en")
    for code, label in [("en", "Page"), (THIRD, "Xxage")]:
        folder = project.folder / "locale" / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        head = HEAD.format("").strip("\n") + "\n"
        (folder / ("all.po" if request.param else "chapter.po")).write_text(head + OF_CHAPTER, encoding="utf-8")
        (folder / "sphinx.po").write_text(f'{head}\nmsgid "Page"\nmsgstr "{label}"\n', encoding="utf-8")
    (project.folder / "locale" / "en" / "LC_MESSAGES" / "gone.po").write_text(head + OF_CHAPTER, encoding="utf-8")
    (project.folder / "locale" / THIRD / "LC_MESSAGES" / "sphinx.po").unlink()
    project.must_make("html", "pdf")
    return project


@SLOW
@pytest.mark.parametrize("code", ["en", THIRD])
def test_site_cover_and_stats_count_what_the_pages_ask_for(small, code):
    said, soup = small.make("stats").stdout, soup_of(small.page(f"{code}/{PAGE}"))
    percent, _sign, translated, _fuzzy, untranslated, *_ = next(line for line in said.splitlines() if f"({code}), all" in line).split()
    share, numbers = row(soup, "Total")
    assert 0 < int(translated) < int(untranslated)
    assert share == f"{percent}%"
    assert f"Translated: {translated} · Not translated: {untranslated} " in numbers.get_text()
    cover = json.loads((small.folder / "build" / "pdf" / code / "book" / "metadata.json").read_text(encoding="utf-8"))
    assert cover["progress"].startswith(f"{percent}%")
    assert {a["href"] for a in soup.select(".progress-title a")} == {f"{name}.html" for name in ("index", "chapter", "terms", "part/other")}
    assert row(soup, "Chapter")[0] == "50%"
