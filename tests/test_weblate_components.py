"""The list of components for Weblate is made from the pages, and `make check` says when it is an old one."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT
from translated_docs.catalogs.catalog_paths import catalog_files, group_pages
from translated_docs.catalogs.update import weblate
from translated_docs.settings import place

import conf

OF_OURS = {"project": "talks", "repo": "https://example.org/talks.git", "branch": "main"}
PAGES = ("index", "glossary", "part/one", "part/two")


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """A guide in a language that nobody has, with four pages, and English as its translation."""
    settings = {"languages": {"qtz": "Made up", "en": "English"}, "language": "qtz", "weblate": dict(OF_OURS)}
    for name, value in settings.items():
        monkeypatch.setattr(conf, name, value)
    for page in PAGES:
        path = tmp_path / "docs" / f"{page}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# One\n", encoding="utf-8")
    yield tmp_path
    group_pages.cache_clear()


# gettext_compact: the last part of each filemask and the slug.
CATALOGS = {
    "one catalog a page": (False, {
        "sphinx.po": "sphinx", "glossary.po": "glossary-page", "index.po": "index", "part/one.po": "part-one",
        "part/two.po": "part-two",
    }),
    "one catalog a folder": (True, {
        "sphinx.po": "sphinx", "glossary.po": "glossary-page", "index.po": "index", "part.po": "part",
    }),
    "one for all": ("Talks", {"sphinx.po": "sphinx", "Talks.po": "talks"}),
}  # fmt: skip


@pytest.mark.parametrize(("compact", "slugs"), CATALOGS.values(), ids=CATALOGS)
def test_there_is_one_component_for_each_catalog(guide, monkeypatch, compact, slugs):
    monkeypatch.setattr(conf, "gettext_compact", compact)
    found = weblate.components(guide)
    assert {part["filemask"].removeprefix("locale/*/LC_MESSAGES/"): part["slug"] for part in found} == slugs
    # In the language of the first one Weblate begins its glossary.
    assert found[0]["source_language"] == "qtz"
    assert {part["slug"]: part["source_language"] for part in found} == {"sphinx": "en"} | dict.fromkeys(
        [slug for slug in slugs.values() if slug != "sphinx"], "qtz"
    )


def test_the_repository_is_the_first_components_and_the_others_are_linked_to_it(guide, monkeypatch):
    monkeypatch.setattr(conf, "languages", {"en": "English"})  # whose interface needs no catalog
    monkeypatch.setattr(conf, "language", "en")
    first, *others = weblate.components(guide)
    assert {name: first.get(name) for name in ("slug", "repo", "branch", "merge_style", "project")} == {
        "slug": "index", "repo": OF_OURS["repo"], "branch": "main", "merge_style": "merge", "project": None,
    }  # fmt: skip
    assert {part["repo"] for part in others} == {"weblate://talks/index"}
    # Weblate takes neither of a component that is linked.
    assert not any({"branch", "push", "merge_style"} & set(part) for part in others)


def test_weblate_is_told_which_of_its_checks_fit(guide):
    """One that it does not do by itself, of the glossary, and which of its own are wrong of Markdown and of Japanese."""
    assert {part["check_flags"] for part in weblate.components(guide)} == {"md-text,check-glossary,ignore-same,ignore-end-stop"}


SLUGS = {
    "two that would be one": (["a/b", "a-b", "A.b"], ["a-b", "a-b-2", "a-b-3"]),
    "letters that no slug has": (["用語", "付録"], ["page", "page-2"]),
    "the one that Weblate takes": (["glossary", "glossary-page"], ["glossary-page", "glossary-page-2"]),
    "longer than one may be": (["x" * 200], ["x" * 90]),
}


@pytest.mark.parametrize(("domains", "slugs"), SLUGS.values(), ids=SLUGS)
def test_each_catalog_has_a_slug_of_its_own(domains, slugs):
    assert list(weblate.slugs(domains).values()) == slugs


def test_make_check_says_when_the_list_is_not_that_of_the_pages(guide):
    assert str(weblate.components_error(guide)) == (
        f"{guide}/.weblate/components.json:1: is not the list of the pages that are there; "
        "run 'make catalogs', which writes it"
    )
    assert weblate.write_components(guide) == weblate.components_file(guide)
    assert weblate.components_error(guide) is None
    assert weblate.write_components(guide) is None
    (guide / "docs" / "new.md").write_text("# New\n", encoding="utf-8")
    group_pages.cache_clear()
    assert "run 'make catalogs'" in str(weblate.components_error(guide))


def test_a_guide_that_is_on_no_weblate_has_no_list(guide, monkeypatch):
    monkeypatch.setattr(conf, "weblate", {})
    assert (weblate.components_error(guide), weblate.write_components(guide)) == (None, None)
    assert not weblate.components_file(guide).exists()


def test_a_setting_that_lacks_something_is_named(monkeypatch):
    monkeypatch.setattr(conf, "weblate", {"project": "talks"})
    assert str(weblate.settings_error()).startswith(f"{place('weblate')}: weblate has no 'repo'; write weblate = {{")


def test_ours_has_every_catalog():
    components = json.loads(weblate.components_file(ROOT).read_text(encoding="utf-8"))
    assert {part["filemask"] for part in components} == {
        f"locale/*/LC_MESSAGES/{domain}.po" for domain in catalog_files(ROOT, "en")
    }
    assert weblate.components_error(ROOT) is None
