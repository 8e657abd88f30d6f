"""A translation changes words, emphasis and order, and nothing else, whoever wrote it.

The attacks are lines of ``attacks/rejected.tsv``; ``harmless.tsv`` has what only looks like one.
"""

from __future__ import annotations

import html
import pickle
import re
import resource
import subprocess
from pathlib import Path

import polib
import pytest
from conftest import ROOT
from bs4 import BeautifulSoup
from pypdf import PdfReader
from translated_docs.catalogs.catalog_paths import UI_DOMAIN
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.policy.glossary_terms import glossary_terms
from translated_docs.catalogs.policy.markup_policy import errors
from translated_docs.catalogs.policy.message_markup import Markup
from translated_docs.catalogs.policy.sanitize import ENTRIES, digest

import conf

ATTACKS = Path(__file__).parent / "attacks"
ESCAPE = re.compile(r"\\(?:U([0-9a-f]{8})|u([0-9a-f]{4})|([nt\\]))")
AT_MOST = {"seconds": 120, "bytes": 4 * 2**30}


def unescape(text):
    def character(match):
        return {"n": "\n", "t": "\t", "\\": "\\"}.get(match[3]) or chr(int(match[1] or match[2], 16))

    return ESCAPE.sub(character, text)


def rows(name):
    lines = (ATTACKS / name).read_text(encoding="utf-8").splitlines()
    return [tuple(map(unescape, line.split("\t"))) for line in lines if not line.startswith("#")]


REJECTED, HARMLESS = rows("rejected.tsv"), rows("harmless.tsv")


def domain(kind):
    return UI_DOMAIN if kind == "interface" else "page"


@pytest.mark.parametrize(("kind", "source", "translation"), REJECTED)
def test_it_is_rejected_with_a_remedy(kind, source, translation):
    found = errors(source, translation, domain(kind))
    assert found
    assert all(str(error).isprintable() and error.remedy for error in found)


# The address of a source, and of its translation.
SAME_PAGE = [
    ("https://example.org/by/4.0/deed.ja", "https://example.org/by/4.0/deed.en"),
    ("https://example.org", "https://example.org/"),
    ("http://example.org/", "http://example.org"),
    ("https://example.org/", "https://example.org/en/"),
    ("https://example.org/ja/a.html#b", "https://example.org/en/a.html#b"),
    ("https://example.org/ja-JP/a?lang=ja&b=1", "https://example.org/en_us/a?lang=en&b=1"),
]
OTHER_PAGE = [
    ("https://example.org/ja/a", "https://example.net/en/a"),
    ("https://ja.example/", "https://en.example/"),
    ("https://example.ja/", "https://example.en/"),
    ("https://example.org/ja/a", "https://example.org/fr/a"),  # no language of the publication
    ("https://example.org/ja/a", "https://example.org/en/b"),
    ("https://example.org/ja", "https://example.org/english"),
    ("https://example.org/ja/", "https://example.org@example.net/en/"),
    ("https://example.org/", "http://example.org/en/"),
    ("ja.md", "en.md"),
    ("#a/ja", "#a/en"),
]


@pytest.mark.parametrize(("source", "translation"), [*SAME_PAGE, *OTHER_PAGE])
def test_a_link_leads_to_the_page_of_the_source_in_another_language_of_the_publication_at_most(source, translation):
    found = {error.rule for error in errors(f"[言葉]({source})です。", f"These are [words]({translation}).", "page")}
    assert found == (set() if (source, translation) in SAME_PAGE else {"link"})


def test_of_two_such_links_each_counts():
    source, translation = SAME_PAGE[0]
    assert errors(f"[言葉]({source})です。", f"[a]({translation}) [b]({translation})", "page")
    assert errors(f"[言葉]({source})です。", f"[a]({translation}) [b]({source})", "page")
    assert not errors(f"[言葉]({source})と[文]({source})です。", f"[a]({translation}) [b]({source})", "page")


# Sites with a host for each language.
JA, EN, OTHER = "https://ja.wikipedia.org/wiki/a", "https://en.wikipedia.org/wiki/b", "https://en.wikipedia.org/wiki/c"
SITE_UNNAMED = f"[言葉]({JA})です。", f"[Words]({EN})."


@pytest.mark.parametrize(
    ("source", "translation", "is_agreed"),
    [
        (f"[言葉]({JA})です。", f"[Words]({EN}).", True),
        (f"[言葉]({JA})と[題]({JA}#x)です。", f"[Words]({EN}) and a [title]({OTHER}).", True),
        (f"[言葉]({JA})と[題]({JA}#x)です。", f"[Words]({EN}) and a [title]({JA}#x).", True),
        (f"[言葉]({JA})です。", f"[Words]({EN}) and [words]({OTHER}).", False),
        (f"[言葉]({JA})です。", f"[Words]({EN}) and [words]({EN}).", False),
        (f"[言葉]({JA})と[題]({JA}#x)です。", f"[Words]({EN}).", False),
        (f"[言葉]({JA})です。", f"[Words]({EN} 'a title that is new').", False),
        (f"[言葉]({JA})です。", "[Words](http://en.wikipedia.org/wiki/b).", False),
        (f"[言葉]({JA})です。", "[Words](https://fr.wikipedia.org/wiki/b).", False),  # no language of the publication
        (f"[言葉]({JA})です。", "[Words](https://en.wikipedia.org.evil.example/).", False),
        (f"[言葉]({JA})です。", "[Words](https://en.wikipedia.org@evil.example/).", False),
        (f"[言葉]({JA})です。", "[Words](https://en.wikipedia.org:8443/wiki/b).", False),
        (f"[言葉]({JA})です。", "[Words](https://evil.wikipedia.org/wiki/b).", False),
        ("[言葉](https://ja.evil.example/)です。", f"[Words]({EN}).", False),
        ("[言葉](https://ja.user.example/)です。", "[Words](https://en.user.example/).", False),  # a site that is not named
    ],
)
def test_a_link_to_a_site_that_is_named_may_lead_to_another_page_of_it(monkeypatch, source, translation, is_agreed):
    assert any("in multilingual_sites of conf.py" in error.remedy for error in errors(*SITE_UNNAMED, "page"))
    monkeypatch.setattr(conf, "multilingual_sites", ["wikipedia.org"])
    found = {error.rule for error in errors(source, translation, "page")}
    assert found == (set() if is_agreed else {"link"})


@pytest.mark.parametrize(("kind", "translation"), HARMLESS)
def test_what_only_looks_like_one_is_not(kind, translation):
    assert not errors("言葉です。", translation, "page")


@pytest.mark.parametrize("translation", ["Note : `code`", "`a : b`", "{term}`gating <ゲーティング>` : *so*", r"\---", "&copy; &#8364;"])
def test_nor_is_a_colon_with_blanks_around_it_or_a_dash_or_a_character_reference(translation):
    assert not errors("{term}`ゲーティング`です。" if "term" in translation else "言葉です。", translation, "page")


@pytest.mark.parametrize(
    ("source", "translation", "remedy", "mended"),
    [
        ("`コード`を使います。", "Use code`.", "write as many backquotes", "Use `code`."),
        ("**言葉**です。", "** Words** are.", "write the marks before the words and behind", "**Words** are."),
        ("[手引き](a.md)です。", "[Guide] (a.md) and [guide](a.md", "write [words](address)", "[Guide](a.md)."),
    ],
)
def test_what_is_left_of_markup_is_answered_with_how_it_is_written(source, translation, remedy, mended):
    assert any(error.remedy.startswith(remedy) for error in errors(source, translation, "page", {}))
    assert not errors(source, mended, "page", {})


@pytest.mark.parametrize(
    ("translation", "rules"), [("{{b}} and {{ a }}.", []), ("{{ a }} and {{ b }}, {{b}}.", ["substitution"]), ("{{ b }}.", ["substitution"])]
)
def test_what_is_substituted_may_change_its_place_and_its_blanks(translation, rules):
    assert [one.rule for one in errors("{{ a }}と{{b}}です。", translation, "page")] == rules


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("空なら<なし>と書きます。", "Where it is empty, write <none>."),
        ("空なら&lt;なし&gt;と書きます。", "Where it is empty, write &lt;none&gt;."),
        ("<名前>@<組織>と書きます。", "Write &lt;name&gt;@&lt;organization&gt;."),
        ("<b>ではなく<なし>です。", "It is <none>, not <b>."),
    ],
)
def test_words_in_angle_brackets_may_be_others_as_many_as_the_source_has(source, translation):
    assert not errors(source, translation, "page")


def test_a_catalog_that_is_a_link_to_another_file_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0\n", encoding="utf-8")
    link = tmp_path / "speaker.po"
    link.symlink_to(secret)
    catalog, error = load(link)
    assert catalog is None
    assert error.startswith(f"{link}:1: is a link")
    assert "root:x" not in error


def test_a_catalog_of_a_size_that_none_has_is_not_read(tmp_path):
    path = tmp_path / "speaker.po"
    with path.open("wb") as file:
        file.truncate(2**31)
    assert "larger than" in load(path)[1]


# -- Put into the catalogs, and built -------------------------------------------


SYNONYMS = {words for page in (ROOT / "docs").rglob("*.md") for words in re.findall(r"\{synonyms\} (.+)", page.read_text("utf-8"))}


def plain_entries(catalog):
    """Return the entries without markup: what stands there is seen as it stands, but for words that the search alone knows."""
    plain = [e for e in catalog if not e.obsolete and e.msgid == Markup.of(e.msgid).text and "\n" not in e.msgid]
    return [entry for entry in plain if entry.msgid not in SYNONYMS]


@pytest.fixture(scope="module")
def stuffed(project):
    """Put translations into the English catalogs, in turn, until all are in: ``stuffed(words)``.

    Gives a list of (file, line, source, translation), in the order of the words.
    """
    originals = {path: path.read_bytes() for path in (project.folder / "locale" / "en").rglob("*.po")}

    def stuff(words):
        waiting, put = list(words), []
        for path in sorted(originals):
            path.write_bytes(originals[path])
            catalog = polib.pofile(str(path))
            in_the_book = path.stem != UI_DOMAIN and path.parent.name != "contributing"
            entries = plain_entries(catalog) if in_the_book else []
            for entry in entries[: len(waiting)]:
                entry.msgstr = waiting.pop(0)
                put.append((path, entry))
            catalog.save()
        assert not waiting, "the catalogs have too few messages for all the attacks"
        lines = {path: {e.msgid: e.linenum for e in polib.pofile(str(path))} for path, _ in put}
        return [(path, lines[path][entry.msgid], entry.msgid, entry.msgstr) for path, entry in put]

    yield stuff
    for path, content in originals.items():
        path.write_bytes(content)


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (AT_MOST["bytes"], AT_MOST["bytes"]))


def sphinx_build(folder, out):
    """Build the English pages whatever there is to warn of, in bounded time and memory."""
    return subprocess.run(
        [".venv/bin/sphinx-build", "-E", "-b", "html", "-D", "language=en", "-d", f"{out}.read", "-c", ".", "docs", out],
        cwd=folder, preexec_fn=limited, timeout=AT_MOST["seconds"], capture_output=True, text=True,
    )  # fmt: skip


def visit_all(open_page, address, folder):
    """Open every page of a folder; return what ran, and what was asked of other hosts."""
    page = open_page(bypass_csp=True)  # the policy is a line of defence of its own
    ran, asked = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(folder.rglob("*.html")):
        page.goto(address + str(path.relative_to(folder)), wait_until="load")
    return ran, [url for url in asked if not url.startswith(address)]


FOR_PAGES = [row for row in REJECTED if row[0] != "interface"]


def test_each_is_named_with_file_and_line_and_the_source_stands_in_its_place(project, stuffed, tmp_path):
    put = stuffed([translation for _kind, _source, translation in FOR_PAGES if "\n" not in translation])
    built = sphinx_build(project.folder, tmp_path / "out")
    assert built.returncode == 0
    for path, line, msgid, msgstr in put:
        if errors(msgid, msgstr, "page"):  # a footnote may be one that the message has
            assert f"{path}:{line}: WARNING: " in built.stderr, msgstr
            page = tmp_path / "out" / path.relative_to(project.folder / "locale/en/LC_MESSAGES").with_suffix(".html")
            assert legible(msgid) in all_words(page.read_text("utf-8"))
    project.must_make("html-en")
    assert project.make("html-en", "STRICT=1").returncode != 0


def test_what_only_looks_like_one_stands_as_its_words_on_the_page_and_in_the_pdf(project, stuffed):
    put = stuffed([translation for _kind, translation in HARMLESS])
    assert project.make("html-en").returncode == project.make("pdf-en").returncode == 0
    reader = PdfReader(next((project.folder / "build" / "pdf" / "en").glob("*.pdf")))
    book = legible("".join(page.extract_text() for page in reader.pages))
    for path, _line, _msgid, msgstr in put:
        page = path.relative_to(project.folder / "locale/en/LC_MESSAGES").with_suffix(".html")
        words = legible(re.sub(r"\\(.)", r"\1", msgstr).replace("&amp;", "&"))
        assert words in legible(BeautifulSoup(project.page(f"en/{page}"), "html.parser").get_text())
        assert words in book


def all_words(page):
    """Return the words of a page, those of its attributes too (the alternative of a figure)."""
    return legible(BeautifulSoup(page, "html.parser").get_text() + html.unescape(page))


def legible(text):
    """Return a text without blanks, and with straight quotation marks and dashes."""
    curly = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "---", "–": "--", "…": "..."})
    return re.sub(r"\s+", "", text).translate(curly)


def test_without_the_rules_nothing_runs_nothing_is_asked_and_no_file_is_taken_in(
    project, stuffed, tmp_path, open_page, serve_folder
):
    """The second line of defence: as if the rules above had let everything through."""
    put = stuffed([translation for _kind, _source, translation in FOR_PAGES])
    for path in {path for path, *_ in put}:
        forge_accepted(project.folder, path)
    out = tmp_path / "out"
    built = sphinx_build(project.folder, out)
    assert "catalogs.error" not in built.stderr
    assert built.returncode == 0, built.stderr[-2000:]
    assert visit_all(open_page, serve_folder(out), out) == ([], [])
    secrets = [Path("/etc/passwd").read_bytes().splitlines()[0], b"myst_disable_syntax"]
    for path in out.rglob("*"):
        assert path.is_dir() or not any(secret in path.read_bytes() for secret in secrets), path
    figures = {name for page in (ROOT / "docs").rglob("*.md") for name in re.findall(r"^:name: (fig-[\w-]+)$", page.read_text("utf-8"), re.M)}
    copied = {path.relative_to(out / "_images").as_posix() for path in (out / "_images").rglob("*") if path.is_file()}
    assert copied <= {"share.png", *(f"drawings/{name}.svg" for name in figures)}
    assert not (out / "_downloads").exists()
    assert not any("49 is computed" in path.read_text("utf-8") for path in out.rglob("*.html"))


def forge_accepted(folder, path):
    """Put a catalog where Sphinx looks for sanitized ones, as it is."""
    copy = folder / "build" / "catalogs" / path.relative_to(folder / "locale")
    domain = path.relative_to(folder / "locale/en/LC_MESSAGES").with_suffix("").as_posix()
    catalog = polib.pofile(str(path))
    catalog.save(str(copy))
    catalog.save_as_mofile(str(copy.with_suffix(".mo")))
    kept = (digest(path.read_bytes(), folder, domain, glossary_terms(folder, "en")), [], []), list(catalog)
    copy.with_suffix(ENTRIES).write_bytes(b"".join(map(pickle.dumps, kept)))
