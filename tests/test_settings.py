"""What a guide says in its conf.py alone: names, folders, the language of its pages, catalogs of several pages, style.

``guide`` has another source than this publication, and a language that nobody has.
"""

from __future__ import annotations

import os
import re
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from sphinx.config import Config
from sphinx.errors import ConfigError
from translated_docs import html, settings
from translated_docs.catalogs.lint.catalog_checks import check_catalog, missing_catalog_errors
from translated_docs.catalogs.lint.lint_message import Context, Message
from translated_docs.catalogs.lint.entry_warnings import warnings
from translated_docs.catalogs.update.merge import merge
from translated_docs.catalogs.catalog_paths import (
    catalog_files,
    catalog_of_page,
    catalog_path,
    missing_catalogs,
    pages_of_catalog,
)
from translated_docs.catalogs.policy.sanitize import folder_of_copies, sanitize_catalogs
from translated_docs.commands import make_variables as languages_command
from translated_docs.commands import linkcheck, requirements, transforms
from translated_docs.content import configuration
from translated_docs.content.configuration import complete_settings
from translated_docs.content.messages.edit_links import edit_file
from translated_docs.html import add_parts
from translated_docs.html.footer import link_to
from translated_docs.jobs.sphinx_build import application
from translated_docs.outputs import language_pairs, output_file
from translated_docs.pdf.builder import edition, translated

import conf

GUIDE = {
    "language": "en",
    "languages": {"ja": "日本語", "en": "English", "qtz": "Made up"},
    "source_dir": ".",
    "locale_dirs": ["locales/"],
    "gettext_compact": True,
    "exclude_patterns": ["_*"],
    "house_style": {},
}
OURS = ("author", "affiliation", "description", "content_date", "release_date", "project", "translators_page", "rights_page")
PAGES = ("index", "part/one", "part/two")
CATALOG = 'msgid ""\nmsgstr ""\n"Language: qtz\\n"\n\n#: ../../part/one.md:1\nmsgid "One"\nmsgstr "Eins  x"\n\n#: ../../part/two.md:1\nmsgid "Two"\nmsgstr "Zwei  x"\n'


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """A guide whose pages and catalogs lie beside its conf.py, and what this publication sets is not set."""
    for name in OURS:
        monkeypatch.delattr(conf, name, raising=False)
    for name, value in GUIDE.items():
        monkeypatch.setattr(conf, name, value, raising=False)
    for page in PAGES:
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / f"{page}.md").write_text(f"# {page.rpartition('/')[2].title()}\n", encoding="utf-8")
    catalog = tmp_path / "locales" / "qtz" / "LC_MESSAGES" / "part.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG, encoding="utf-8")
    return tmp_path


def test_the_language_of_the_pages_is_that_of_conf_py_wherever_it_stands(guide):
    assert [*settings.conf.languages] == ["en", "ja", "qtz"]
    assert language_pairs(settings.conf) == [("en", "ja"), ("en", "qtz")]


def test_a_guide_that_says_nothing_of_languages_has_that_of_its_pages(guide, monkeypatch):
    monkeypatch.delattr(conf, "languages")
    assert settings.conf.languages == {"en": "en"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("author", ""), ("affiliation", ""), ("description", ""), ("content_date", None), ("translators_page", ""), ("rights_page", "")],
)
def test_what_a_guide_does_not_say_is_empty(guide, name, value):
    assert getattr(settings.conf, name) == value


def test_several_owners_are_named_in_one_line(guide, monkeypatch):
    monkeypatch.setattr(conf, "copyright", ["2018 A", "2026 B"])
    assert settings.conf.copyright == "2018 A; 2026 B"


def test_books_are_dated_by_the_environment_where_conf_py_names_no_date(guide, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert settings.conf.release_date == date(1970, 1, 2)


def test_words_that_are_not_there_are_no_message():
    assert (translated(""), edition("English", "")) == ("", "English")


@pytest.mark.parametrize(
    ("project", "file"), [("guide", "guide-en.pdf"), ("A Guide: 2nd/3", "A-Guide-2nd-3-en.pdf"), ("手引き", "手引き-en.pdf"), ("//", "publication-en.pdf")]
)
def test_a_file_has_a_name_whatever_the_project_is_called(project, file):
    assert output_file(SimpleNamespace(project=project, language="en"), "pdf") == file


# The setting, the page, and its catalog: as Sphinx names it (sphinx.util.i18n.docname_to_domain).
COMPACT = [(False, "part/one", "part/one"), (True, "part/one", "part"), (True, "index", "index"), ("all", "part/one", "all")]


@pytest.mark.parametrize(("compact", "page", "catalog"), COMPACT)
def test_a_page_has_the_catalog_that_sphinx_takes(guide, monkeypatch, compact, page, catalog):
    monkeypatch.setattr(conf, "gettext_compact", compact)
    assert catalog_of_page(settings.conf, page) == catalog
    assert guide / f"{page}.md" in pages_of_catalog(guide, catalog)
    assert catalog_path(guide, "qtz", catalog) == guide / "locales" / "qtz" / "LC_MESSAGES" / f"{catalog}.po"


def test_a_translation_in_the_catalog_of_a_folder_is_used(guide):
    assert catalog_files(guide, "qtz").keys() == {"part"}
    assert sanitize_catalogs(guide, "qtz") == []
    copy = polib.mofile(str(folder_of_copies(guide, "qtz") / "part.mo"))
    assert {entry.msgid: entry.msgstr for entry in copy} == {"One": "Eins  x", "Two": "Zwei  x"}


def test_of_a_catalog_of_several_pages_each_is_told_its_own(guide):
    path = catalog_path(guide, "qtz", "part")
    assert [line for line, _words in check_catalog(path, guide)] == [5, 9]
    assert [line for line, _words in check_catalog(path, guide, "part/two")] == [9]


def test_where_each_page_has_a_catalog_one_of_a_folder_is_told_the_setting(guide, monkeypatch):
    monkeypatch.setattr(conf, "gettext_compact", False)
    said = [words for line, words in check_catalog(catalog_path(guide, "qtz", "part"), guide) if line == 1]
    assert said == ["there is no page of this name; if it is the catalog of that folder, set gettext_compact = True in conf.py"]


@pytest.mark.parametrize(("language", "file"), [("en", "part/one.md"), ("qtz", "locales/qtz/LC_MESSAGES/part.po")])
def test_the_way_to_a_translation_is_the_way_to_its_catalog(guide, monkeypatch, language, file):
    monkeypatch.setattr("translated_docs.content.messages.edit_links.ROOT", guide)
    monkeypatch.setattr(settings.relative, "__defaults__", (guide,))
    config = SimpleNamespace(language=language, languages=settings.conf.languages, gettext_compact=True)
    assert edit_file(config, "part/one") == file


@pytest.mark.parametrize(("path", "told"), [("docs/a.md", "docs/a.md"), (".", "."), ("../other/a.md", "/top/other/a.md"), ("../guide-2", "/top/guide-2")])
def test_a_path_is_told_from_the_top_of_the_project_on(path, told):
    assert settings.relative(Path(os.path.normpath(f"/top/guide/{path}")), Path("/top/guide")) == told


def test_the_folder_of_the_pages_is_made_once_for_each_setting(guide, monkeypatch):
    assert settings.source_folder(guide) is settings.source_folder(guide)
    monkeypatch.setattr(conf, "source_dir", "pages")
    assert settings.source_folder(guide) == guide / "pages"


def test_a_guide_builds_without_words_of_the_interface_and_is_told_of_them(guide):
    assert [missing_catalogs(guide, code) for code in ("en", "qtz")] == [[], []]
    said = [f"{error}".partition(" so ")[0].removeprefix(f"{guide}/") for error in missing_catalog_errors(guide, "qtz")]
    assert said == [f"locales/qtz/LC_MESSAGES/{name}.po:1: is not there," for name in ("sphinx", "index")]
    assert missing_catalog_errors(guide, "en") == []  # it is written in English


@pytest.mark.parametrize(("locations", "kept"), [([("../../part/one.md", "3")], True), ([], False)])
def test_a_message_keeps_the_places_that_its_template_names(locations, kept):
    template = [polib.POEntry(msgid="One", occurrences=locations)]
    (entry,) = merge(template, [polib.POEntry(msgid="One", msgstr="Eins", occurrences=[("old.md", "1")])])
    assert (entry.occurrences, entry.msgstr) == (locations if kept else [], "Eins")


# -- Style ---------------------------------------------------------------------------

# Source, language, message and translation; what is said without any style.
ANY_SOURCE = {
    "a number as a word": ("en", "ja", "There are two ways.", "方法は2つあります。", []),
    "another number": ("en", "ja", "It has 5 pages.", "6ページあります。", ["number"]),
    "a date": ("en", "es", "On May 23 2022 it was new.", "El 23 de mayo de 2022 era nuevo.", []),
    "a month cut short": ("en", "ja", "In Jan 2020 it was new.", "2020年1月には新しいものでした。", []),
    "a half-width colon": ("en", "ja", "Note: it is new.", "注意: 新しいものです。", []),
    "a name in Japanese": ("en", "de", "It is called 言葉.", "Es heißt 言葉.", []),
    "a word of a Russian source": ("ru", "en", "Дом и сад.", "House and сад.", ["untranslated"]),
    "a word of a Japanese source": ("ja", "en", "言葉です。", "It is a 言葉.", ["untranslated"]),
}


@pytest.mark.parametrize(("source", "language", "msgid", "msgstr", "rules"), ANY_SOURCE.values(), ids=ANY_SOURCE)
def test_checks_hold_for_any_source(guide, source, language, msgid, msgstr, rules):
    message = Message(msgid, msgstr, "page", source, language, Context())
    assert [diagnostic.rule for diagnostic in warnings(message)] == rules


def test_a_style_is_of_the_house_that_switches_it_on(guide, monkeypatch):
    monkeypatch.setattr(conf, "house_style", {"ja": ["full-width-punctuation"]})
    said = [str(one) for one in warnings(Message("Note: new.", "注意: 新しい。", "page", "en", "ja", Context()))]
    assert said == ["has the half-width mark :; write ： [punctuation]"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"language": "fr"}, "language is 'fr', which is not in 'languages'"),
        ({"gettext_compact": "sphinx"}, "gettext_compact is 'sphinx', the catalog of the interface"),
        ({"house_style": {"ja": ["です"]}}, "house_style has no 'です'; it is a list of these: full-width"),
        ({"house_style": {"ja": "heading-labels"}}, "house_style has no 'heading-labels'; it is a list"),
        ({"house_style": {"ja": 5}}, "house_style has no 5; it is a list"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named(guide, monkeypatch, changed, words):
    for name, value in changed.items():
        monkeypatch.setattr(conf, name, value)
    config = SimpleNamespace(languages=GUIDE["languages"], gettext_compact=settings.conf.gettext_compact)
    with pytest.raises(ConfigError, match=words):
        complete_settings(None, config)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("langauges", "languages"), ("lanugage", "language"), ("exclude_pattern", "exclude_patterns"), ("html_theem", "html_theme"),
        ("languages", ""), ("language_names", ""), ("pages", ""), ("_language", ""), ("HERE", ""),
    ],
)  # fmt: skip
def test_a_misspelt_setting_is_named(monkeypatch, warned, written, meant):
    monkeypatch.setattr(configuration, "import_module", lambda _name: SimpleNamespace(**{written: "x"}))
    names = ["language", "languages", "exclude_patterns", "html_theme"]
    configuration.name_misspelt(None, [SimpleNamespace(name=name) for name in names])
    assert [re.findall("'(.+?)'", words) for _place, words in warned] == ([[written, meant]] if meant else [])


WRONG_TYPES = [
    ("languages", ["xx"], 'languages is [\'xx\']; write it as {"name": "value"}'),
    ("extension_requirements", "sphinx-design", 'extension_requirements is \'sphinx-design\'; write it as ["one", "two"]'),
    ("locale_dirs", "locale", 'locale_dirs is \'locale\'; write it as ["one", "two"]'),
    ("locale_dirs", [5], 'locale_dirs is [5]; write it as ["one", "two"]'),
    ("content_date", "2026-01-31", "content_date is '2026-01-31'; write it as date(2026, 1, 31)"),
    ("content_policy", None, 'content_policy is None; write it as "words"'),
    ("catalog_lint_disable", 5, 'catalog_lint_disable is 5; write it as ["one", "two"] or {"name": "value"}'),
    ("release", 5, 'release is 5; write it as "words"'),
    ("copyright", None, 'copyright is None; write it as "words" or ["one", "two"]'),
    ("source_suffix", 5, 'source_suffix is 5; write it as "words" or ["one", "two"] or {"name": "value"}'),
    ("templates_path", [5], 'templates_path is [5]; write it as ["one", "two"]'),
    ("mathjax4_config", 5, 'mathjax4_config is 5; write it as {"name": "value"}'),
    ("include_patterns", "a", 'include_patterns is \'a\'; write it as ["one", "two"]'),
    ("house_style", {5: []}, 'house_style is {5: []}; write it as {"name": "value"}'),
    ("redirects", {"old": None}, 'redirects is {\'old\': None}; write it as {"name": "value"}'),
]


@pytest.mark.parametrize(("name", "value", "words"), WRONG_TYPES)
def test_a_setting_of_another_type_is_named_before_anything_is_made(monkeypatch, name, value, words):
    monkeypatch.setattr(settings, "import_module", lambda _name: SimpleNamespace(**{name: value}))
    assert settings.type_error() == f"{settings.place(name)}: {words}"


@pytest.mark.parametrize(
    ("extensions", "named"),
    [([], "myst_parser"), (["myst_nb", "translated_docs.html"], "translated_docs.content"), (["myst_parser", "translated_docs.content", "translated_docs.html"], None)],
)
def test_an_extension_that_every_build_needs_is_named(monkeypatch, extensions, named):
    monkeypatch.setattr(conf, "extensions", extensions)
    said = named and f"{settings.place('extensions')}: extensions has no {named!r}, without which nothing is built; add it"
    assert settings.extension_error() == said


def test_the_first_page_may_have_its_setting_of_old(guide, monkeypatch):
    monkeypatch.delattr(conf, "root_doc", raising=False)
    monkeypatch.setattr(conf, "master_doc", "contents", raising=False)
    assert settings.conf.root_doc == "contents"


def test_a_setting_is_looked_for_where_conf_py_sets_it_last(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    assert settings.place("project") == "conf.py:1"
    (tmp_path / "conf.py").write_text('projects = 1\nproject = "a"\nx = 1\nproject = "b"\ny = project\n', encoding="utf-8")
    assert settings.place("project") == "conf.py:4"


@pytest.mark.parametrize("seconds", ["", "today", "1e9", "99999999999999999"])
def test_a_date_of_the_environment_that_is_none_is_named(monkeypatch, seconds):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    said = f"SOURCE_DATE_EPOCH is {seconds!r}; give it seconds since 1970, as 'git log -1 --format=%ct' prints them"
    assert settings.type_error() == said
    with pytest.raises(ConfigError, match=re.escape(said)):  # the Makefile does not see what its command line has for recipes
        application("html", "xx", Path(), Path(), StringIO())


@pytest.mark.parametrize("command", [lambda: linkcheck.check_links("xx"), lambda: [*transforms.order("xx")]])
def test_a_command_that_asks_sphinx_says_in_a_line_what_ends_it(monkeypatch, command):
    def end(*_settings):
        raise ConfigError("conf.py:1: this; that")

    for module in (linkcheck, transforms):
        monkeypatch.setattr(module, "application", end)
    with pytest.raises(SystemExit, match="^conf.py:1: this; that$"):
        command()


def test_settings_of_their_types_or_left_out_are_not_named(monkeypatch):
    monkeypatch.setattr(settings, "import_module", lambda _name: SimpleNamespace(content_date=None, mathjax3_config=None, mathjax4_config={"tex": {"macros": {"x": [r"\lVert #1 \rVert", 1]}}}, languages={"xx": "Xx"}, font_packages=(), html_static_path=[Path("a")]))
    assert settings.type_error() is None


# -- The foot of a page ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "link"), [("", ""), ("gone", ""), ("help", "../help.html"), ("help#a", "../help.html#a"), ("part/one#a", "#a"), ("part/one", "#")]
)
def test_a_page_leads_to_those_that_are_there(target, link):
    addresses = {"help": "../help.html", "part/one": ""}
    builder = SimpleNamespace(env=SimpleNamespace(found_docs=addresses), get_relative_uri=lambda _page, name: addresses[name])
    assert link_to(builder, "part/one", target) == link


def test_a_guide_with_files_of_its_own_has_ours_too():
    own = {"html_static_path": ["_static"], "html_css_files": ["own.css"], "html_js_files": [], "templates_path": ["_templates"]}
    config = Config({}, own)
    for name, value in {**own, "html_additional_pages": {}, "html_context": {}, "content_policy": "none"}.items():
        setattr(config, name, value)
    for _twice in range(2):
        add_parts(None, config)
    assert config.html_static_path[-1] == "_static" and len(config.html_static_path) == 3
    assert config.html_css_files[-1] == "own.css" and "site.css" in config.html_css_files
    assert config.templates_path[0] == "_templates" and len(config.templates_path) == 3
    assert config.html_context["content_policy"] == "none"


def test_a_style_sheet_that_is_not_there_is_named(tmp_path, said):
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "own.css").touch()
    files = ["own.css", ("print.css", {"media": "print"}), "https://example.org/x.css", 5]
    config = {"html_static_path": ["styles"], "html_css_files": files, "html_js_files": "x.js", "epub_static_path": [], "epub_css_files": []}
    html.name_missing_files(SimpleNamespace(confdir=tmp_path), config)
    assert [words.partition(";")[0] for words in said()] == ["html_css_files names 'print.css', which is in no folder of html_static_path"]


# -- What make is told, and installs ------------------------------------------------------


def test_make_is_told_the_folders_and_whether_there_is_anything_to_install(guide, monkeypatch):
    assert languages_command.folders() == ["source:.", "catalogs:locales"]
    assert languages_command.packages() == []
    monkeypatch.setattr(conf, "extension_requirements", ["sphinx-design==0.7.0"])
    first = languages_command.packages()
    monkeypatch.setattr(conf, "extension_requirements", ["sphinx-design==0.8.0"])
    assert len(first) == 1 and first[0].startswith("packages:") and first != languages_command.packages()


def test_what_extensions_need_is_installed_beside_the_versions_of_the_lock(monkeypatch):
    calls, constraints = [], []

    def run(command, **_options):
        calls.append(command[command.index("--disable-pip-version-check") + 1 :])
        if "-c" in command:
            constraints.append(command[command.index("-c") + 1].read_text(encoding="utf-8"))
        return SimpleNamespace(returncode=0, stdout="Sphinx==9.0.4\nsphinx_design==0.7.0\n")

    monkeypatch.setattr(requirements.subprocess, "run", run)
    assert requirements.install(["a", "b==1"]) == (0, "")
    assert [call[0] for call in calls] == ["freeze", "install"] and calls[1][-2:] == ["a", "b==1"]
    assert constraints == ["Sphinx==9.0.4\n"]  # not what an extension needed before


CONFLICT = """Collecting a
ERROR: Cannot install a because these package versions have conflicting dependencies.

The conflict is caused by:
    a 1.0 depends on sphinx~=7.0
    The user requested (constraint) sphinx==9.0.4

To fix this you could try to:
1. loosen the range of package versions you've specified
"""


@pytest.mark.parametrize(("report", "why"), [(CONFLICT, "a 1.0 depends on sphinx~=7.0; The user requested (constraint) sphinx==9.0.4"), ("Collecting a\n", "")])
def test_why_packages_do_not_go_together_is_said_in_a_line(report, why):
    assert requirements.conflict(report) == why
