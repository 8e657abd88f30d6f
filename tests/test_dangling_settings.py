"""A setting that names what is not there is named itself, with its line; one that names what is there is not."""

from __future__ import annotations

import pytest
from conftest import SLOW, SmallProject

pytestmark = SLOW
# A line of conf.py, and what is said of it; "" if nothing is.
NAMED = {
    'translators_page = "chapters"': "names 'chapters', and there is no such page; write it as 'chapter', or \"\" for none",
    'rights_page = "chapter#nothing"': "names 'chapter#nothing', and the page has no such label; correct it, or add '(nothing)=' above the heading that it should lead to",
    'redirects = {"old": "terms#terms", "older": "terms#none"}': "names 'terms#none', and the page has no such label; correct it, or add '(none)=' above the heading that it should lead to",
    'rediraffe_redirects = {"old.md": "chapter.md"}': "makes no pages here, so no old address leads on; write redirects = ",
    'templates_path = ["nothing"]': "names 'nothing', which is no folder; correct it, or take it out",
    'locale_dirs = ["../locale", "nothing"]': "names 'nothing', which is no folder; correct it, or take it out",
    'exclude_patterns = ["_*", "figures", "nothing/*.md", "Thumbs.db", "nothing.md"]': "names 'nothing.md', and there is no such page; correct it, or take it out",
    'house_style = {"xx": ["sentence-ends"], "fr": ["sentence-ends"]}': "names 'xx', which is the code of no language; write one as 'en' or 'pt_BR'",
    'catalog_lint_disable = {"xx": ["number"], "fr": ["number"]}': "names 'xx', which is the code of no language; write one as 'en' or 'pt_BR'",
    'translatable_roles = ["sub", "py:func", "term", "nothing"]': "names 'nothing', which is no role; correct it, or take it out",
    'myst_ref_domains = ["std", "nothing"]': "names 'nothing', which is no domain; name one of these: ",
    'epub_exclude_files = ["_static/basic.css", "nothing.xhtml"]': "names 'nothing.xhtml', and there is no such file in the EPUB; correct it, or take it out",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What a build says of all these settings; it is made all the same."""
    project = SmallProject(tmp_path_factory.mktemp("settings") / "project")
    settings = project.folder / "conf.py"
    settings.write_text(settings.read_text("utf-8") + "\n".join(["", *NAMED, ""]), encoding="utf-8")
    built = project.must_make("html-en", "epub-en")
    lines = settings.read_text("utf-8").split("\n")
    return [line for line in built.stdout.splitlines() if "WARNING" in line], lines


@pytest.mark.parametrize("line", NAMED)
def test_what_leads_nowhere_is_named(said, line):
    name, place = line.partition(" ")[0], said[1].index(line) + 1
    found = {each for each in said[0] if each.startswith(f"conf.py:{place}: ")}
    assert len(found) == 1 and found.pop().startswith(f"conf.py:{place}: WARNING: {name} {NAMED[line]}"), said[0]


def test_nothing_else_is_named(said):
    assert len({*said[0]}) == len(NAMED)


@pytest.mark.parametrize("style", ["nothing", "nothing.at.all.Style"])
def test_colours_of_code_that_nobody_knows_are_named_before_anything_is_made(tmp_path, style):
    project = SmallProject(tmp_path / "project")
    project.add_settings(f'pygments_dark_style = "{style}"\n')
    built = project.make("html-ja")
    assert built.returncode != 0 and f": pygments_dark_style is '{style}', which is no style (" in built.stdout, built.stdout
