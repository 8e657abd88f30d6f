"""What is left to do is on a page of the site, and in `make stats`: the same numbers."""

from __future__ import annotations

import re
import shutil
import subprocess

import polib
import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES, ROOT, SITE
from test_rebuilds import CATALOG
from translated_docs.catalogs import po_file
from translated_docs.commands import stats as stats_command

PAGE = "progress.html"


def soup_of(html):
    return BeautifulSoup(html, "html.parser")


def row(soup, title):
    """Return the percentage and the numbers of the row with a title."""
    for item in soup.select("ul.progress > li"):
        if item.select_one(".progress-title").get_text(" ", strip=True).startswith(title):
            return item.select_one(".progress-title span").get_text(), item.select_one(".progress-numbers")
    raise AssertionError(title)


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
    assert [a["hreflang"] for a in soup.select("article li a")] == LANGUAGES[1:]
    assert not soup.select("ul.progress")


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
def test_it_counts_as_the_page_does_and_as_msgfmt(tmp_path, content, numbers):
    path = tmp_path / "page.po"
    path.write_text(content if content.startswith("#") and "msgid \"\"" in content else HEAD.format(content), "utf-8")
    catalog = polib.pofile(str(path))
    assert numbers_of(stats_command.counted(catalog)) == numbers
    assert numbers_of(po_file.progress(catalog)) == numbers
    assert by_msgfmt(path) in (numbers, None)


@pytest.fixture
def stats(tmp_path, monkeypatch, capsys):
    """Run `make stats` on a project with two pages and three languages, of which one is made up."""
    for page in ("index", "talks/one"):
        (tmp_path / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / f"{page}.md").touch()
    monkeypatch.setattr(stats_command, "ROOT", tmp_path)
    monkeypatch.setattr(stats_command, "languages", {"ja": "日本語", "en": "English", "qtz": "Made up"})

    def run(*present, **contents):
        entry = HEAD.format('\nmsgid "a"\nmsgstr "A"\n')
        for name in present:
            code, _, domain = name.partition("/")
            path = po_file.catalog_path(tmp_path, code, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents.get(code, entry), encoding="utf-8")
        try:
            stats_command.main()
        except SystemExit as end:
            return capsys.readouterr().out, str(end.code).splitlines()
        return capsys.readouterr().out, []

    return run


ALL = [f"{code}/{domain}" for code in ("en", "qtz") for domain in ("index", "talks/one", "sphinx")]
# Which catalogs there are, what is said, and how many of the others are counted.
MISSING = {
    "nothing": (["ja/sphinx", *ALL], [], 7),
    "locale/": ([], [f"{code}/LC_MESSAGES/sphinx.po:1: this language has no" for code in ("ja", "en", "qtz")], 0),
    "the catalogs of a language": (["ja/sphinx", *ALL[:3]], ["qtz/LC_MESSAGES/sphinx.po:1: this language has"], 4),
    "the words of the interface": (ALL, ["ja/LC_MESSAGES/sphinx.po:1: this language has no catalogs"], 6),
    "the words of the interface in one": (["ja/sphinx", *ALL[:-1]], ["qtz/LC_MESSAGES/sphinx.po:1: is missing"], 6),
    "the catalog of a page": (["ja/sphinx", *ALL[:4], *ALL[5:]], ["qtz/LC_MESSAGES/talks/one.po:1: is missing"], 6),
}


@pytest.mark.parametrize(("present", "said", "counted"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_named_with_a_remedy_and_the_rest_is_counted(stats, present, said, counted):
    out, errors = stats(*present)
    assert len(errors) == len(said)
    for error, begins in zip(errors, said, strict=True):
        assert error.startswith(f"locale/{begins}") and "; run 'make catalogs'" in error
    assert out.count(".po\n") == counted
    assert "Made up (qtz), all" in out


def test_a_catalog_that_cannot_be_read_is_named_and_the_rest_is_counted(stats):
    out, errors = stats("ja/sphinx", *ALL, en="<<<<<<< HEAD\n")
    assert [error.partition(": ")[0] for error in errors] == [
        f"locale/en/LC_MESSAGES/{domain}.po:1" for domain in ("index", "sphinx", "talks/one")
    ]
    assert out.count(".po\n") == 4
