"""A language comes by one command and goes by another, whichever way it is written."""

from __future__ import annotations

import json
import re
import shutil
import sys

import polib
import pymupdf
import pytest
from bs4 import BeautifulSoup
from conftest import LANGUAGES
from playwright.sync_api import expect
from pypdf import PdfReader
from translated_docs.catalogs.languages import canonical_code, direction, error_of_list, plural_forms, same_language, script
from translated_docs.commands import language
from translated_docs.commands.check import misplaced, unlisted_languages
from translated_docs.html.opengraph import open_graph_locale
from translated_docs.settings import relative
from translated_docs.site.publish import write_landing_page

import conf

PAGE = "vancouver/opendev.html"
# Real ones that are written in three ways; and one made up, so that nothing counts on two.
WORDS = {"fr": "Contexte général", "zh_CN": "背景与构想", "ar": "الخلفية"}
ADDED = [*WORDS, "xx"]


def make_up_a_language(folder):
    """Put a language "xx" in, whose every message stands in angle brackets."""
    english = folder / "locale" / "en" / "LC_MESSAGES"
    for path in english.rglob("*.po"):
        text = path.read_text(encoding="utf-8").replace("Language: en", "Language: xx")
        head, *entries = text.split("\n\n")
        entries = [re.sub(r'^msgstr "(.+)"$', r'msgstr "‹\1›"', e, flags=re.M) for e in entries]
        target = folder / "locale" / "xx" / "LC_MESSAGES" / path.relative_to(english)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join([head, *entries]), encoding="utf-8")
    settings = folder / "conf.py"
    settings.write_text(f'{settings.read_text(encoding="utf-8")}\nlanguages["xx"] = "Xxish"\n', encoding="utf-8")


@pytest.fixture(scope="module")
def site(project):
    """The site with four languages more."""
    settings = project.folder / "conf.py"
    original = settings.read_text(encoding="utf-8")
    for code, words in WORDS.items():
        project.must_make("language", f"CODE={code}")
        catalog = polib.pofile(str(project.folder / f"locale/{code}/LC_MESSAGES/vancouver/opendev.po"))
        catalog.find("背景").msgstr = words
        catalog.save()
    make_up_a_language(project.folder)
    project.must_make("html", *(f"pdf-{code}" for code in ADDED))
    yield project.folder / "build" / "html"
    settings.write_text(original, encoding="utf-8")
    for code in ADDED:
        shutil.rmtree(project.folder / "locale" / code)


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def pdf_file(site, code):
    return site.parent / "pdf" / code / f"{conf.project}-{code}.pdf"


def pdf_of(site, code):
    return PdfReader(pdf_file(site, code))


@pytest.mark.parametrize("code", ADDED)
def test_it_has_every_page(site, code):
    assert {p.relative_to(site / code) for p in (site / code).rglob("*.html")} == {
        p.relative_to(site / "ja") for p in (site / "ja").rglob("*.html")
    }


def test_every_language_offers_every_language(site):
    for code in (*LANGUAGES, *ADDED):
        offered = soup(site / code / "index.html").select(".page-tools a[hreflang]")
        assert [a["hreflang"] for a in offered] == [*LANGUAGES, "fr", "zh-CN", "ar", "xx"]


@pytest.fixture(scope="module")
def landing_page(site):
    manifests = [json.loads((site / code / "pages.json").read_text("utf-8")) for code in (*LANGUAGES, *ADDED)]
    write_landing_page(site, manifests)
    return site


def test_the_landing_page_offers_it_by_its_own_name(landing_page):
    names = {a["data-language"]: a.get_text() for a in soup(landing_page / "index.html").select("a[data-language]")}
    assert {code: names[code] for code in ADDED} == {
        "fr": "Français", "zh_CN": "简体中文", "ar": "العربية", "xx": "Xxish",
    }  # fmt: skip


@pytest.mark.parametrize(("code", "words"), WORDS.items())
def test_what_is_translated_is_shown_and_the_rest_is_the_source(site, code, words):
    page = soup(site / code / PAGE)
    assert page.select_one("#opendev-background > h2").get_text().startswith(words)
    rest = page.select("article .untranslated")
    assert len(rest) > 20
    assert {block["lang"] for block in rest} == {LANGUAGES[0]}


def test_a_made_up_language_has_its_words_everywhere(site):
    page = soup(site / "xx" / PAGE)
    assert page.html["lang"] == "xx"
    assert page.h1.get_text().startswith("‹")
    assert page.select_one("meta[name=description]")["content"].startswith("‹")
    assert "‹" in pdf_of(site, "xx").metadata.title


@pytest.mark.parametrize(("code", "tag"), [("fr", "fr"), ("zh_CN", "zh-CN"), ("ar", "ar"), ("xx", "xx")])
def test_site_and_pdf_name_it_as_the_standard_does(site, code, tag):
    assert soup(site / code / PAGE).html["lang"] == tag
    assert pdf_of(site, code).trailer["/Root"]["/Lang"] == tag


@pytest.mark.parametrize(("code", "words"), WORDS.items())
def test_its_words_are_in_the_pdf_with_their_letters(site, code, words):
    pdf = pdf_of(site, code)
    # pypdf loses the letters of which the Arabic font draws the dots alone.
    text = "\n".join(page.get_text() for page in pymupdf.open(pdf_file(site, code)))
    # The Arabic font draws a letter and its dots apart, so they come out of the file as two.
    assert words in text if code != "ar" else set(words) <= set(text)
    fonts = {str(font.get_object()["/BaseFont"]) for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert any("NotoSansArabic" in name for name in fonts) is (code == "ar")


def test_right_to_left_the_page_is_turned_round_but_not_the_sources_words(site, serve_folder, open_page):
    page = open_page(f"{serve_folder(site)}ar/{PAGE}")
    title, sidebar = page.locator("article h1").bounding_box(), page.locator(".sidebar-drawer").bounding_box()
    assert sidebar["x"] > title["x"] + title["width"]
    expect(page.locator("#opendev-background > h2")).to_have_css("direction", "rtl")
    expect(page.locator("article .untranslated").first).to_have_css("direction", "ltr")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_beside_another_each_language_runs_its_own_way(site, serve_folder, open_page):
    page = open_page(f"{serve_folder(site)}ja/{PAGE}?with=ar")
    other = page.locator("#opendev-background > h2 .other-words")
    expect(other).to_have_text(WORDS["ar"])
    expect(other).to_have_css("direction", "rtl")
    expect(page.locator("#opendev-background > h2 .own-words")).to_have_css("direction", "ltr")


def test_the_landing_page_knows_a_reader_of_simplified_chinese(landing_page, serve_folder, open_page):
    page = open_page(locale="zh-CN")
    address = serve_folder(landing_page)
    page.goto(address)
    page.wait_for_url(f"{address}zh_CN/index.html")


def test_a_new_catalog_says_whose_it_is(site, project):
    head = polib.pofile(str(project.folder / "locale/ar/LC_MESSAGES/index.po")).metadata
    assert (head["Language"], head["Language-Team"]) == ("ar", "Arabic")
    assert head["Plural-Forms"].startswith("nplurals=6;")


def test_removed_it_is_gone_from_the_list_and_its_catalogs_stay(project):
    settings = project.folder / "conf.py"
    original = settings.read_text(encoding="utf-8")
    project.must_make("language", "CODE=it")
    assert '    "it": "Italiano",\n' in settings.read_text(encoding="utf-8")
    catalog = project.folder / "locale/it/LC_MESSAGES/index.po"
    catalog.write_text(catalog.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "Buongiorno"\n\n', 1), "utf-8")
    project.must_make("remove-language", "CODE=it")
    assert '"it"' not in settings.read_text(encoding="utf-8")
    project.must_make("language", "CODE=it")
    assert "Buongiorno" in catalog.read_text(encoding="utf-8")
    settings.write_text(original, encoding="utf-8")
    shutil.rmtree(project.folder / "locale" / "it")


@pytest.mark.parametrize(
    ("name", "code"),
    [("German", "de"), ("deutsch", "de"), ("ドイツ語", "de"), ("العربية", "ar"), ("Brazilian Portuguese", "pt_BR"), ("qtz", None), ("", None)],
)
def test_who_knows_no_codes_may_name_a_language(name, code):
    assert language.code_of(name) == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["language"], "name the language: make language CODE=fr"),
        (["language", "CODE=zz"], "zz: not the code of a language"),
        (["language", "CODE=German"], "German: not the code of a language; write CODE=de"),
        (["language", "CODE=bo"], "bo: the book has no letters of its script (Tibt); name a package that has a font of it in extension_requirements of conf.py, and in font_packages"),
        (["language", "CODE=en"], "en: is there already"),
        (["language", "CODE=EN"], "EN: the same language as en, which is there already"),
        (["remove-language", "CODE=JA"], "ja: the language of the pages can't be removed"),
        (["remove-language", "CODE=ja"], "ja: the language of the pages can't be removed"),
        (["remove-language", "CODE=de"], "de: not in the list"),
    ],
)
def test_a_slip_is_answered_and_nothing_changes(project, arguments, words):
    before = project.files("locale"), (project.folder / "conf.py").read_bytes()
    done = project.make(*arguments)
    assert done.returncode != 0
    assert words in done.stdout
    assert "Traceback" not in done.stdout
    assert (project.files("locale"), (project.folder / "conf.py").read_bytes()) == before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("fr", "fr"), ("FR", "fr"), ("zh-cn", "zh_CN"), ("ZH_hant", "zh_Hant"), ("zh_hant_tw", "zh_Hant_TW"),
        ("pt-br", "pt_BR"), ("es_419", "es_419"), ("iw", "he"), ("in", "id"), ("tl", "fil"), ("sh", "sr_Latn"),
        ("ger", "de"), ("cmn", "zh"), ("sr@latin", "sr_Latn"), ("sr_RS@Latin", "sr_Latn_RS"), ("uz@cyrillic", "uz_Cyrl"),
        ("ca@valencia", None), ("sr@", None), ("@latin", None), ("sr@latin@latin", None),
        ("en_UK", "en_GB"), ("xx", None), ("und", None), ("root", None), ("C", None), ("POSIX", None), ("jp", None),
        ("en_ZZ", None), ("en_XX", None), ("und_FR", None), ("ja_BR", None), ("en_US.UTF-8", None),
        ("en_US_POSIX", None), ("de_1996", None), ("en_", None), ("_en", None), ("en us", None), ("en\n", None),
        ("", None),
        ("--help", None), ("../en", None), ("９", None), ("日本", None),
    ],
)  # fmt: skip
def test_a_code_is_written_in_one_way(given, code):
    assert canonical_code(given) == code


@pytest.mark.parametrize(
    ("code", "other", "same"),
    [
        ("en", "EN", True), ("en", "en_US", True), ("en", "en_GB", False), ("zh", "zh_CN", True),
        ("zh_CN", "zh-Hans", True),
        ("zh_TW", "zh_Hant", True), ("zh_CN", "zh_TW", False), ("pt", "pt_BR", True), ("pt_BR", "pt_PT", False),
        ("iw", "he", True), ("jpn", "ja_JP", True), ("sr", "sr_Cyrl", True), ("sr", "sr_Latn", False),
        ("sh", "sr_Latn", True), ("sr@latin", "sr_Latn", True), ("sr_RS@latin", "sr_Latn", True), ("sr@latin", "sr", False),
        ("ca@valencia", "ca", False),
        ("no", "nb", True), ("no", "nn", False), ("ja_Jpan", "ja", True), ("xx", "xx", True), ("xx", "yy", False),
    ],
)  # fmt: skip
def test_two_codes_may_mean_one_language(code, other, same):
    assert same_language(code, other) is same_language(other, code) is same


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("ja", ("Jpan", "ltr", "ja_JP")), ("zh_Hans", ("Hans", "ltr", "zh_CN")), ("zh_TW", ("Hant", "ltr", "zh_TW")),
        ("sr", ("Cyrl", "ltr", "sr_RS")), ("sr@latin", ("Latn", "ltr", "sr_RS")), ("nb", ("Latn", "ltr", "nb_NO")),
        ("pa", ("Guru", "ltr", "pa_IN")), ("pa_Arab", ("Arab", "rtl", "pa_PK")), ("xx", ("Latn", "ltr", "xx")),
    ],
)  # fmt: skip
def test_a_code_tells_script_direction_and_territory(code, known):
    assert (script(code), direction(code), open_graph_locale(code)) == known


@pytest.mark.parametrize(
    ("languages", "error"),
    [
        ({"ja": "日本語", "en": "English", "xx": "Xxish", "zh_CN": "简体中文", "zh_TW": "繁體中文"}, None),
        ({"ja": "日本語", "EN": "English"}, "'EN' is written 'en'; "),
        ({"ja": "日本語", "iw": "עברית"}, "'iw' is written 'he'; "),
        ({"ja": "日本語", "en": "English", "en_US": "English"}, "'en' and 'en_US' are the same language; "),
        ({"ja": "日本語", "xx": ""}, "'xx' has no name; "),
        ({"ja": "日本語", "xx": None}, "'xx' has no name; "),
    ],
)  # fmt: skip
def test_a_list_written_by_hand_holds_a_language_once(languages, error):
    assert (error_of_list(languages) or "").startswith(error or "")
    assert bool(error_of_list(languages)) is bool(error)


LIST = """before = {}

languages = {
    "ja": "日本語",  # of the pages
    'en': "English",
    # more to come
}
after = {
}
"""


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A file of settings, which language.py takes for conf.py; no catalog is made."""
    file = tmp_path / "conf.py"
    file.write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(language, "SETTINGS", file)
    monkeypatch.setattr(language, "languages", {"ja": "日本語", "en": "English"})
    monkeypatch.setattr(language, "update", lambda languages: None)
    return file


def test_what_else_is_written_in_the_list_stays(settings):
    language.add("zh-cn")
    assert settings.read_text("utf-8") == LIST.replace("come\n", 'come\n    "zh_CN": "简体中文",\n')
    language.languages["zh_CN"] = "简体中文"
    language.remove("ZH_cn")
    assert settings.read_text("utf-8") == LIST
    language.remove("en")
    assert settings.read_text("utf-8") == LIST.replace("    'en': \"English\",\n", "")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"English",\n', '"English"\n', "conf.py:3: 'languages' has not one language a line"),
        ("languages = {\n", "languages = {", "conf.py:1: 'languages' has not one language a line"),
        ('"ja"', "ja", "conf.py:3: "),
    ],
)  # fmt: skip
def test_a_list_in_another_form_is_left_alone(settings, old, new, words):
    settings.write_text(text := LIST.replace(old, new).replace("    # more to come\n", ""), encoding="utf-8")
    with pytest.raises(SystemExit, match=words):
        language.add("fr")
    assert settings.read_text("utf-8") == text


def test_a_language_whose_catalogs_cannot_be_made_is_not_in_the_list(settings, monkeypatch):
    monkeypatch.setattr(language, "update", lambda languages: sys.exit("a catalog can't be read"))
    with pytest.raises(SystemExit):
        language.add("fr")
    assert settings.read_text("utf-8") == LIST


# The code, what a catalog says, and what stays of it.
PLURAL_FORMS = [
    ("fr", "", "nplurals=2; plural=n > 1;"),
    ("ja", "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=1; plural=0;"),
    ("qtz", "nplurals=2; plural=(n != 1);", "nplurals=2; plural=n != 1;"),
    ("qtz", "nplurals = 2; plural = ((n > 1))", "nplurals=2; plural=n > 1;"),
    ("qtz", "nplurals=2; plural=(n==1) ? 0 : (n>1);", "nplurals=2; plural=(n==1) ? 0 : (n>1);"),
    ("qtz", "nplurals=2; plural=__import__('os');", "nplurals=2; plural=n != 1;"),
    ("qtz", "nplurals=1; plural=1;", "nplurals=2; plural=n != 1;"),
    # Another order of the forms than Babel's: with its formula the translations would change places.
    ("ar", "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
     "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"),
    ("fr", "nplurals=3; plural=n;", "nplurals=2; plural=n > 1;"),  # more forms for a number than there are
    ("fr", "nplurals=2; plural=n-1;", "nplurals=2; plural=n > 1;"),
    ("fr", "nplurals=2; plural=n%0;", "nplurals=2; plural=n > 1;"),
    # Those that Babel has no formula for, and CLDR, of which it says two forms.
    *((code, "", "nplurals=1; plural=0;") for code in ("id", "my", "yue_Hans")),
    ("mi", "", "nplurals=2; plural=n != 1;"),  # of which nobody has said one
    ("am", "", "nplurals=2; plural=(((n == 0)) || ((n == 1))) ? 0 : 1;"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "written", "kept"), PLURAL_FORMS)
def test_the_plural_of_a_catalog_stays_in_the_form_that_weblate_and_poedit_write(code, written, kept):
    assert plural_forms(code, written) == kept


POLISH = "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("nplurals=3; plural=(n==1 ? 0 : 1);", None),  # Gtranslator's, of which the end is gone
        (POLISH, POLISH),  # Weblate's, in other words than Babel's: each of its commits has it
        (POLISH.replace("=n==1", "= (n == 1)"), POLISH.replace("=n==1", "=(n == 1)")),
        ("", None),
    ],
)
def test_a_plural_that_no_translation_uses_is_that_of_the_language(written, kept):
    assert plural_forms("pl", written, is_used=False) == (kept or plural_forms("pl"))
    assert plural_forms("qtz", written, is_used=False) == plural_forms("qtz", written)  # which CLDR has not


def test_weblates_plural_of_a_language_that_babel_has_no_formula_for_stays():
    gaelic = "nplurals=4; plural=(n==1 || n==11) ? 0 : (n==2 || n==12) ? 1 : (n > 2 && n < 20) ? 2 : 3;"
    assert plural_forms("gd", gaelic, is_used=False) == gaelic


def test_make_check_names_what_looks_like_a_catalog_and_is_looked_for_nowhere(tmp_path):
    catalogs = ["en/LC_MESSAGES/index.po", "en/LC_MESSAGES/index.PO", "en/LC_MESSAGES/index.po.txt", "en/index.po", "index.po"]
    for name in (*catalogs, "en/LC_MESSAGES/.index.po", "en_US/LC_MESSAGES/index.po", "ja/index.po", "qtz/LC_MESSAGES/index.po"):
        path = tmp_path / "locale" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    said = [(relative(file, tmp_path), words.partition(";")[0]) for file, _line, words in misplaced(tmp_path, [])]
    assert said == [
        ("locale/en/LC_MESSAGES/index.PO", "nothing is made of a catalog whose name ends so"),
        ("locale/en/LC_MESSAGES/index.po.txt", "nothing is made of a catalog whose name ends so"),
        ("locale/en/index.po", "nothing is made of a catalog here"),
        ("locale/en_US/LC_MESSAGES/index.po", "nothing is made of a catalog here"),
        ("locale/index.po", "nothing is made of a catalog here"),
        ("locale/ja/index.po", "nothing is made of a catalog here"),
    ]
    # Whoever asks for one language is told of what may be of it.
    assert [relative(error.file, tmp_path) for error in misplaced(tmp_path, ["en"])] == [name for name, _words in said if "/ja/" not in name]


def test_make_check_says_which_catalogs_nothing_is_made_of(tmp_path):
    for name in ("qtz/LC_MESSAGES/index.po", "en/LC_MESSAGES/index.po", "empty/LC_MESSAGES/.index.po", "other/index.po"):
        path = tmp_path / "locale" / name
        path.parent.mkdir(parents=True)
        path.touch()
    assert unlisted_languages(tmp_path) == [
        "locale/qtz/ has catalogs, but 'languages' in conf.py does not list 'qtz', so nothing is made of them; "
        "'make language CODE=qtz' adds it"
    ]
