"""What changed is seen after the next ``make``, and only what changed is made anew."""

from __future__ import annotations

from contextlib import contextmanager

# The page that holds the navigation, and those that are made from no source.
ALWAYS = {"en/index.html", "en/search.html", "en/slideshow.html"}
CATALOG = "locale/en/LC_MESSAGES/vancouver/opendev.po"


@contextmanager
def changed(project, name, old, new):
    """Change a file of the project, build, and put all back."""
    path = project.folder / name
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    try:
        before = project.modified()
        built = project.make()
        assert built.returncode == 0, built.stdout
        after = project.modified()
        yield {page for page in after if after[page] != before.get(page)} - ALWAYS
    finally:
        path.write_text(whole, encoding="utf-8")
        assert project.make().returncode == 0


def page(project, address):
    return (project.folder / "build" / "site" / address).read_text(encoding="utf-8")


def test_a_changed_translation_reaches_its_page_and_no_other(project):
    with changed(project, CATALOG, 'msgstr "Background"', 'msgstr "Quite another word"') as pages:
        assert "Quite another word" in page(project, "en/vancouver/opendev.html")
        assert pages == {"en/vancouver/opendev.html"}
    assert "Quite another word" not in page(project, "en/vancouver/opendev.html")


def test_a_changed_title_reaches_the_navigation_of_every_page_of_its_language(project):
    old, new = 'msgstr "How Zuul works"', 'msgstr "How it works"'
    with changed(project, CATALOG, old, new) as pages:
        assert pages == {"en/vancouver/opendev.html"}  # a section is in no other navigation
    catalog = CATALOG.replace("vancouver/opendev", "glossary")
    with changed(project, catalog, 'msgstr "Glossary"', 'msgstr "Another title"'):
        assert "Another title" in page(project, "en/vancouver/opendev.html")
    assert "Another title" not in page(project, "en/vancouver/opendev.html")
