"""What changed is seen after the next ``make``, and only what changed is made anew."""

from __future__ import annotations

import gzip
import os
import zlib
from contextlib import ExitStack

from conftest import SmallProject
from translated_docs.html.incremental import checksums
from translated_docs.site.compress import compress

# As many extensions do: files that are there when all is built, beside one that is there before.
COPIES = """
html_static_path = ["with-the-pages"]


def copy_files(app, error):
    if app.builder.name == "html":
        (app.outdir / "_static" / "late.css").write_text("p { color: inherit }")
        (app.outdir / "_static" / "late.js").write_text("void 0")


def setup(app):
    app.add_css_file("early.css")
    app.add_css_file("late.css")
    app.add_js_file("late.js")
    app.connect("build-finished", copy_files)
"""
# The page that holds the navigation, and those that are made from no source, which says how far the translation is.
FROM_NO_SOURCE = {f"{code}/{page}.html" for code in ("ja", "en") for page in ("search", "slideshow", "progress")}
ALWAYS = {"en/index.html", *FROM_NO_SOURCE}
FOLDER = "locale/en/LC_MESSAGES"
CATALOG = f"{FOLDER}/vancouver/opendev.po"


def rewritten(project, name, old, new):
    """Change a file; return the pages that the build has written because of it."""
    project.make()
    before = project.modified()
    with project.changed(name, old, new):
        after = project.modified()
    return {page for page in after if after[page] != before.get(page)} - ALWAYS


def test_a_changed_translation_reaches_its_page_and_no_other(project):
    pages = rewritten(project, CATALOG, 'msgstr "Background"', 'msgstr "Quite another word"')
    assert pages == {"en/vancouver/opendev.html"}
    assert "Quite another word" in project.page("en/vancouver/opendev.html")


def test_the_source_says_how_far_a_translation_is_today(project):
    project.make()
    assert "<span>99%</span>" not in project.page("ja/progress.html")
    with project.changed(CATALOG, 'msgstr "Background"', 'msgstr ""'):
        assert "<span>99%</span>" in project.page("ja/progress.html")
    project.make()
    assert "<span>99%</span>" not in project.page("ja/progress.html")


def test_a_page_that_is_put_back_with_its_time_is_built_anew(project):
    page = project.folder / "docs" / "speaker.md"
    whole = page.read_text(encoding="utf-8")
    older = page.with_name("speaker.md.older")
    older.write_text(f"{whole}\n昔の言葉です。\n", encoding="utf-8")
    os.utime(older, (1_000_000_000, 1_000_000_000))
    older.replace(page)
    try:
        project.must_make()
        assert "昔の言葉です。" in (project.folder / "build" / "site" / "ja" / "speaker.html").read_text(encoding="utf-8")
    finally:
        page.write_text(whole, encoding="utf-8")
        project.must_make()


def test_a_page_whose_catalog_has_gone_has_the_words_of_its_source(project):
    project.make()
    path = project.folder / CATALOG
    whole = path.read_bytes()
    assert ">Background<" in project.page("en/vancouver/opendev.html")
    path.unlink()
    try:
        project.make()
        assert ">Background<" not in project.page("en/vancouver/opendev.html")
    finally:
        path.write_bytes(whole)
    project.make()
    assert ">Background<" in project.page("en/vancouver/opendev.html")


def test_a_section_is_in_no_navigation_but_its_own(project):
    pages = rewritten(project, CATALOG, 'msgstr "How Zuul works"', 'msgstr "How it works"')
    assert pages == {"en/vancouver/opendev.html"}


def test_a_changed_title_reaches_the_navigation_of_every_page_of_its_language(project):
    with project.changed(f"{FOLDER}/glossary.po", 'msgstr "Glossary"', 'msgstr "Another title"'):
        assert "Another title" in project.page("en/vancouver/opendev.html")
    project.make()
    assert "Another title" not in project.page("en/vancouver/opendev.html")


def test_a_changed_style_reaches_every_page(project):
    with project.changed("docs/_ext/translated_docs/html/templates/site-style/type.css.jinja", "\n", "\n--a-change: 1;\n"):
        style = (project.folder / "build/html/en/_static/site.css").read_bytes()
        assert b"--a-change:1;" in style
        for address in ["en/index.html", "en/timeline.html"]:
            assert f"site.css?v={zlib.crc32(style):08x}" in project.page(address)


def test_a_style_sheet_is_there_as_long_as_a_page_has_what_it_is_for(project):
    project.make()
    styles, before = project.folder / "build/html/en/_static", "(opendev-how)="
    assert not list(styles.glob("furo-boxes.css*"))
    with project.changed("docs/vancouver/opendev.md", before, f":::{{note}}\n一つの注意です。\n:::\n\n{before}"):
        assert "furo-boxes.css" in project.page("en/vancouver/opendev.html")
        assert ".admonition" in (styles / "furo-boxes.css").read_text(encoding="utf-8")
    project.make()
    assert not list(styles.glob("furo-boxes.css*"))


def test_a_page_names_the_files_that_an_extension_copies_last_in_one_way(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings(COPIES)
    (project.folder / "with-the-pages").mkdir()
    (project.folder / "with-the-pages" / "early.css").write_text("p { color: inherit }", encoding="utf-8")
    project.must_make("html-ja")
    clean = project.page("ja/chapter.html")
    with project.changed("docs/chapter.md", "一つだけ", "いくつか", "html-ja"):
        changed = project.page("ja/chapter.html")
    assert changed == clean.replace("一つだけ", "いくつか") != clean
    assert all(f'"_static/{name}"' in clean for name in ("late.css", "late.js"))
    assert '"_static/early.css?v=' in clean


def test_a_static_folder_may_hold_folders(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for file, content in [(first / "a.css", "old"), (second / "a.css", "a"), (second / "fonts" / "deep" / "a.css", "b")]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    assert checksums([first, second]) == {
        "a.css": zlib.crc32(b"a"), "fonts/deep/a.css": zlib.crc32(b"b"),
    }


def test_a_static_path_may_be_a_file(tmp_path):
    for file in (tmp_path / "one.css", tmp_path / "folder" / "two.css"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(file.name, encoding="utf-8")
    assert checksums([tmp_path / "one.css", tmp_path / "folder", tmp_path / "missing.css"]) == {
        name: zlib.crc32(name.encode()) for name in ("one.css", "two.css")
    }


def test_nothing_is_written_into_a_file_that_is_published(project):
    """Whoever has opened one goes on reading what it was; one that has not changed stays the file that it is."""
    project.make()
    site, before = project.folder / "build" / "site", project.files()
    numbers = {name: (site / name).stat().st_ino for name in before}
    with ExitStack() as stack:
        opened = {name: stack.enter_context((site / name).open("rb")) for name in before}
        with project.changed(CATALOG, 'msgstr "Background"', 'msgstr "Quite another word"'):
            after = project.files()
            assert {name: file.read() for name, file in opened.items()} == before
            same = {name for name in after if (site / name).stat().st_ino == numbers.get(name)}
    assert {"en/vancouver/opendev.html", "en/vancouver/opendev.html.gz"} <= {name for name in after if after[name] != before[name]}
    assert {"en/speaker.html", "en/speaker.html.gz", "ja/vancouver/opendev.html", "licences.txt"} <= same


def test_a_compressed_copy_is_made_anew_and_not_written_into(tmp_path):
    file, copy, published = (tmp_path / name for name in ("page.html", "page.html.gz", "published"))
    copy.write_bytes(b"of an earlier page")
    published.hardlink_to(copy)
    os.utime(copy, (0, 0))
    file.write_text("a page", encoding="utf-8")
    compress(tmp_path)
    assert gzip.decompress(copy.read_bytes()) == b"a page"
    assert published.read_bytes() == b"of an earlier page"
