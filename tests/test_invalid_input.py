"""A slip is answered with one line that names the file, the line and the remedy.

Each case is a file in ``bad/``: a few headers, a line of dashes, the bad content.

    file: docs/speaker.md       the file to write or to add to
    mode: append                or "replace", which is the default
    encoding: shift_jis         if not UTF-8
    language: fr                the language to build, English if not given
    published: yes              if it costs some of the translation alone
    expect: docs/speaker.md:1: …; …    text that one line of the output must hold;
                                after "append", its line counts from the end of what was there

A page in ``invalid_pages/`` says in a comment what is wrong with it, and where; all are built at once.  Where docutils has
other words on a newer Python, both stand there, with `` || `` between them.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, SMALL, SmallProject
from translated_docs.content.checks.markdown_lint import fences_match, table_errors, tables_are_even
from translated_docs.content.checks.toctree_checks import circles
from translated_docs.content.warnings import PageThatIsRead
from translated_docs.jobs.fatal_errors import cannot_write
from translated_docs.jobs.remedies import remedy
from translated_docs.jobs.warning_stream import Warnings, line_of
from translated_docs.settings import place

CASES = sorted((Path(__file__).parent / "invalid_input").glob("*.txt"))

PAGES = sorted((Path(__file__).parent / "invalid_pages").glob("*.md"))
EXPECTED = re.compile(r"^ *% expect (\d+): (.+)$", re.MULTILINE)
EVERY_PAGE = "\n```{toctree}\n:hidden:\n:glob:\n\n*\n```\n"


def read_case(path):
    head, content = path.read_text(encoding="utf-8").split("\n---\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), content


def moved_down(expected, lines):
    """Return the expected text with its line number so many lines further down."""
    return re.sub(r"(?<=:)\d+(?=:)", lambda number: str(int(number[0]) + lines), expected, count=1)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_slip_is_named(project, path):
    headers, content = read_case(path)
    target = project.folder / headers["file"]
    original = target.read_bytes() if target.exists() else None
    before = (original or b"") if headers.get("mode") == "append" else b""
    target.write_bytes(before + content.encode(headers.get("encoding", "utf-8")))
    try:
        # The HTML of one language will do, and takes a quarter of the time.
        built = project.make(f"html-{headers.get('language', 'en')}")
    finally:
        if original is None:
            target.unlink()
        else:
            target.write_bytes(original)
    assert (built.returncode == 0) == ("published" in headers)
    expected = moved_down(headers["expect"], before.count(b"\n"))
    assert any(expected in line for line in built.stdout.splitlines()), built.stdout
    assert "Traceback" not in built.stdout


@pytest.fixture(scope="module")
def said_of_pages(tmp_path_factory):
    """What a build says of all the pages in ``invalid_pages/``."""
    small = SmallProject(tmp_path_factory.mktemp("bad") / "project")
    for path in PAGES:
        (small.folder / "docs" / path.name).write_bytes(path.read_bytes())
    (small.folder / "docs" / "x.svg").write_bytes((small.folder / "docs" / "figures" / "ktls.svg").read_bytes())
    small.add_settings('\nextensions += ["sphinx.ext.autodoc"]\n')
    shutil.copytree(ROOT / "tests" / "invalid_pages" / "lab", small.folder / "docs" / "lab", dirs_exist_ok=True)
    (small.folder / "docs" / "picture of words.png").write_text("words", encoding="utf-8")
    (small.folder / "docs" / "index.md").write_text(SMALL["index"] + EVERY_PAGE, encoding="utf-8")
    built = small.make("html-ja")
    assert built.returncode != 0
    return built.stdout.splitlines()


@pytest.mark.xdist_group("invalid_pages")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_slip_in_a_page_is_named(said_of_pages, path):
    for line, words in EXPECTED.findall(path.read_text(encoding="utf-8")):
        said = [said for said in said_of_pages if said.startswith(f"docs/{path.name}:{line}: ")]
        assert any(each.split(": ", 2)[2] in words.split(" || ") for each in said), "\n".join(said_of_pages)


@pytest.mark.xdist_group("invalid_pages")
def test_all_that_is_said_has_a_place_and_a_remedy(said_of_pages):
    said = [line for line in said_of_pages if not re.match(r"make: |make\[", line)]
    assert [line for line in said if not re.fullmatch(r"docs/\S+\.md:[1-9]\d*: (WARNING|ERROR): .+; .+", line)] == []
    named = {line.split(":")[0].removeprefix("docs/") for line in said}
    assert {path.name for path in PAGES if EXPECTED.search(path.read_text(encoding="utf-8"))} <= named


INCLUDED = """文です。

{nosuchrole}`x`

:::{nosuchdirective}
:::

| a | b |
|---|---|
| c |

![](x.svg)

## 見出し

文 **「重要」 **の文、[x](#no-such-label)

:::{note}
"""


def test_a_slip_in_a_file_that_a_page_includes_is_named_there(tmp_path):
    small = SmallProject(tmp_path / "project")
    docs = small.folder / "docs"
    small.add_settings("\nfile_insertion = True\n")
    shutil.copy(docs / "figures" / "ktls.svg", docs / "x.svg")
    (docs / "part.txt").write_text(INCLUDED, encoding="utf-8")
    (docs / "chapter.md").write_text("(chapter-one)=\n# 章\n\n文です。\n\n:::{include} part.txt\n:::\n", encoding="utf-8")
    with (small.folder / "locale" / "en" / "LC_MESSAGES" / "chapter.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "見出し"\nmsgstr "Heading"\n')
    said = []
    for language in ("ja", "en"):
        built = small.make(f"html-{language}")
        assert built.returncode != 0
        said += [line for line in built.stdout.splitlines() if line.startswith("docs/")]
    assert {int(line.split(":")[1]) for line in said if line.startswith("docs/part.txt:")} == {3, 5, 10, 12, 14, 16, 18}
    assert [line for line in said if not line.startswith("docs/part.txt:")] == []


@pytest.mark.parametrize(
    ("includes", "expected"),
    [
        ({"index": ["a", "b"], "a": ["c"], "b": ["c"]}, []),
        ({"index": ["a"], "a": ["index"]}, [["index", "a", "index"]]),
        ({"index": [], "a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c", "b"]]),
        ({"index": ["a"], "a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b", "a"], ["a", "c", "a"]]),
    ],
)
def test_toctrees_in_a_circle_are_found(includes, expected):
    assert list(circles(includes, ["index", *sorted(includes)])) == expected


@pytest.mark.parametrize(
    ("line", "words", "is_last", "found"),
    [
        (3, ["b"], False, 4),  # that of a block, and the word below
        (3, ["a"], False, 1),  # above
        (3, ["c"], True, 7),  # of two the last one
        (4, ["b"], False, 4),
        (3, ["z"], False, 3),
        (0, ["c"], False, 7),
    ],
)
def test_of_the_lines_that_hold_a_word_the_one_that_is_meant_is_named(tmp_path, line, words, is_last, found):
    file = tmp_path / "page.md"
    file.write_text("a\n\n:::\nb\nc\n\nb c\n", encoding="utf-8")
    assert line_of(file, line, words, is_last) == found


@pytest.mark.parametrize(("link", "name"), [("inv:other#words", "other:*:*:words"), ("inv:words", "words:*:*:"), ("inv:#words", "*:*:*:words")])
def test_of_a_link_to_another_manual_the_line_is_named_not_that_of_its_words(tmp_path, link, name):
    (tmp_path / "page.md").write_text(f"# Words\n\n[x]({link})\n\nwords\n", encoding="utf-8")
    stream = StringIO()
    Warnings(tmp_path, stream).write(f"{tmp_path}/page.md: WARNING: No matches for '{name}' [myst.iref_missing]\n")
    assert stream.getvalue().startswith("page.md:3: ")


# What only looks as if a fence were open, or a row too short; and what line by line can't be told.
@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("::::{note}\n:::{tip}\nx\n:::\n::::", True),
        ("```{code-block} md\n:::\n```", True),
        ("- a\n\n  ```\n  x\n  ```", True),
        ("a | b\n--- | ---\n1 | 2", True),
        ("| a \\| b |\n|---|\n| c |", True),
        (":::{note}\n```\n:::", False),
        (":::{note}\n:::{tip}\n:::\n:::", False),
        ("- ```\n  x\n- ```\n  y", False),
        ("> ```\n> x\n\n```\ny\n```", False),
        ("| a |\n|---|\n| b | c |", False),
    ],
)
def test_a_page_that_is_whole_is_parsed_once_only(text, is_whole):
    lines = text.split("\n")
    assert (fences_match(lines) and tables_are_even(lines)) == is_whole


@pytest.mark.parametrize(
    ("row", "lines"), [("1 | 2", []), ("1 |", []), ("1", [9]), ("| 1 |", [9]), ("1 | 2 |", []), ("1 | 2 | 3 |", [9])]
)
def test_a_row_without_outer_marks_may_end_with_an_empty_cell(row, lines):
    assert [line for line, _words in table_errors(["a | b", "--- | ---", row], 7)] == lines


# What Sphinx and MyST say of a setting, and what is made of it where conf.py is SETTINGS.
SETTINGS = "a = 1\nhtml_favicon = 'no.ico'\nhtml_context = []\n"
OF_SETTINGS = {
    "WARNING: favicon file 'no.ico' does not exist": "conf.py:2: WARNING: favicon file 'no.ico' does not exist; correct it there, or take it out",
    "WARNING: The config value `html_context' has type `list'; expected `dict'.":
        "conf.py:3: WARNING: The config value `html_context' has type `list'; expected `dict'; write it as {\"name\": \"value\"}",
    "WARNING: unsupported theme option 'nosuch' given": "conf.py:1: WARNING: unsupported theme option 'nosuch' given; correct it there, or take it out",
    "WARNING: The `nosuch` extension is enabled, but the `b-py` package is not installed, so it has been disabled (install it with e.g. `pip install b-py`). [myst.linkify]":
        "conf.py:1: WARNING: The `nosuch` extension is enabled, but the `b-py` package is not installed, so it has been disabled. [myst.linkify]; "
        "name the package in extension_requirements of conf.py, and make installs it, or take the extension out",
    "WARNING: no files of 'no.ico' found": "WARNING: no files of 'no.ico' found; correct in conf.py what it is of, or take that out",
}


@pytest.mark.parametrize(("warning", "said"), OF_SETTINGS.items())
def test_what_is_wrong_with_a_setting_is_named_where_it_stands(tmp_path, warning, said):
    (tmp_path / "conf.py").write_text(SETTINGS, encoding="utf-8")
    stream = StringIO()
    Warnings(tmp_path, stream).write(f"{warning}\n")
    assert stream.getvalue() == f"{said}\n"


def test_of_an_exception_that_an_extension_shows_the_last_line_is_said(tmp_path):
    shown = 'Traceback (most recent call last):\n  File "importer.py", line 1, in load\n    raise ModuleNotFoundError(name)\n    ^^^^^\n'
    raised = "WARNING: autodoc: failed to import 'Panel' from module 'words'; the following exception was raised:"
    (tmp_path / "api.md").write_text("# API\n\n```{eval-rst}\n.. autoclass:: words.Panel\n```\n", encoding="utf-8")
    stream = StringIO()
    Warnings(tmp_path, stream).write(f"{tmp_path}/api.md: {raised}\n{shown}ModuleNotFoundError: No module named 'words' [autodoc.import_object]\n")
    said = stream.getvalue()
    assert said.startswith(f"api.md:4: {raised} ModuleNotFoundError: No module named 'words' [autodoc.import_object]; let extension_requirements")


def test_of_code_that_can_not_be_read_the_beginning_is_said(tmp_path):
    stream = StringIO()
    Warnings(tmp_path, stream).write(f"{tmp_path}/a.md:3: WARNING: Lexing literal_block {'x = 1 ' * 99!r} as \"python\" resulted in an error at token: '\\'. Retrying\n")
    assert "literal_block 'x = 1 x = 1" in stream.getvalue() and "… as \"python\" resulted in" in stream.getvalue() and len(stream.getvalue()) < 250


@pytest.mark.parametrize(
    ("target", "told"), [("../codelists/", "correct the path"), ("/list", "correct the path"), ("a.md", "correct the path"), ("intro/start", "correct the label"), ("part/page#label", "correct the path"), ("a.b.Name", "correct the name")]
)
def test_of_a_link_to_a_path_the_path_is_to_be_corrected(target, told):
    assert remedy(f"docs/a.md:3: WARNING: 'myst' cross-reference target not found: '{target}' [myst.xref_missing]")[0].startswith(told)


def test_a_warning_without_a_place_has_the_page_that_is_read(tmp_path):
    def record():
        return logging.LogRecord("sphinx", logging.WARNING, "", 1, "words", (), None)

    env = SimpleNamespace(current_document=SimpleNamespace(docname="page"))
    without, with_place = record(), record()
    with_place.location = "docs/other.md:3"
    for each in (without, with_place):
        PageThatIsRead(SimpleNamespace(env=env)).handle(each)
    assert (without.location, with_place.location) == (("page", None), "docs/other.md:3")
    env.current_document.docname = ""
    of_settings = record()
    PageThatIsRead(SimpleNamespace(env=env)).handle(of_settings)
    assert not hasattr(of_settings, "location")


def test_what_can_not_be_read_is_not_told_to_be_written(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # rights stop nobody who is root
    assert cannot_write(PermissionError(13, "Permission denied", str(page))) == f"{page}: can't be read (Permission denied); give it the rights"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileExistsError(17, "File exists", f"{ROOT}/build"), "build: can't be written (File exists); delete the file or folder that is in its way"),
        (PermissionError(13, "Permission denied", "/nowhere/x"), "/nowhere/x: can't be written (Permission denied); make room, or give it the rights"),
        (OSError(36, "File name too long", "/nowhere/x"), "/nowhere/x: can't be written (File name too long); shorten the name of the page, or of its folder"),
        (shutil.Error([("from", "to", "no space")]), "from: can't be written (no space); make room, or give it the rights"),
    ],
)
def test_what_can_not_be_written_is_named_from_the_top_of_the_guide(error, said):
    assert cannot_write(error) == said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("# 章\n\n```{toctree}\nindex\n```\n".encode(), "docs/chapter.md:3: the toctree leads in a circle"),
        ("# 章\n".encode("shift_jis"), "docs/chapter.md:1: not UTF-8; save the file again"),
    ],
)
def test_make_catalogs_says_in_a_line_why_it_can_not_read_the_pages(tmp_path, page, said):
    small = SmallProject(tmp_path / "project")
    (small.folder / "docs" / "chapter.md").write_bytes(page)
    before = small.files("locale")
    made = small.make("catalogs")
    assert made.returncode != 0 and f"\n{said}" in f"\n{made.stdout}"
    assert "Traceback" not in made.stdout and small.files("locale") == before


BROKEN = """
from translated_docs.jobs import sphinx_build

class Sphinx:
    def __init__(self, **settings):
        self.builder, self.warning = self, settings["warning"]

    current_docname = "a/page"

    class env:
        doc2path = staticmethod(lambda name: sphinx_build.source_folder() / f"{{name}}.md")

    def build(self):
        raise {error}

sphinx_build.Sphinx, sphinx_build.BUILD = Sphinx, sphinx_build.Path({folder!r})
sphinx_build.run_builder("html", "en", sphinx_build.Path())
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("KeyError('x')", r"docs/a/page\.md:1: can't be built \(KeyError: 'x'\); .* report build/traceback-html-en\.txt"),
        (
            r"self.warning.write('conf.py:1: WARNING: favicon file \'x.svg\' does not exist\n') or KeyError('x')",
            r"conf\.py:1: .*\ndocs/a/page\.md:1: can't be built \(KeyError: 'x'\); .*",
        ),
        (
            r"self.warning.write('WARNING: The config value `html_link_suffix\' has type `int\'; expected `str\'.') or KeyError('x')",
            r"conf\.py:1: WARNING: The config value `html_link_suffix' has type `int'; expected `str'; write it as \"words\"",
        ),
        ("sphinx_build.SphinxParallelError('x', 'Traceback\\nKeyError: 3')", r".*\(SphinxParallelError: KeyError: 3\); .*"),
        ("sphinx_build.SphinxError('docs/a.md:3: this; that')", r"docs/a\.md:3: this; that"),
        ("sphinx_build.SphinxError('unable to load the master document (a.rst). x')", r"conf\.py:1: the first page, docs/index\.md, is not there; write it, .*"),
        ("sphinx_build.SphinxError('Unknown math_renderer None is given.')", rf"{place('html_math_renderer')}: Unknown math_renderer None is given; correct html_math_renderer, or take it out"),
    ],
)
def test_what_nobody_has_foreseen_is_said_in_a_line_and_kept_in_a_file(tmp_path, error, said):
    code = BROKEN.format(error=error, folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(said, done.stderr.strip())
    assert all("KeyError" in file.read_text(encoding="utf-8") for file in tmp_path.iterdir())


def test_what_ends_sphinx_at_its_beginning_is_said_behind_a_warning_of_conf_py(tmp_path):
    warning = r"settings['warning'].write('conf.py:1: WARNING: favicon file \'x.svg\' does not exist\n')"
    begun = f"{warning}\n        raise sphinx_build.SphinxError('conf.py:2: this; that')"
    code = BROKEN.format(error="", folder=str(tmp_path)).replace('self.builder, self.warning = self, settings["warning"]', begun)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.endswith("\nconf.py:2: this; that\n")


def test_a_name_that_autosummary_can_not_import_is_named_where_it_is_listed(project):
    """It looks in pages that an earlier build has found."""
    page, settings = project.folder / "docs" / "speaker.md", project.folder / "conf.py"
    before = {path: path.read_text(encoding="utf-8") for path in (page, settings)}
    settings.write_text(before[settings].replace('    "myst_parser",', '    "myst_parser", "sphinx.ext.autosummary",'), encoding="utf-8")
    page.write_text(f"{before[page]}\n```{{eval-rst}}\n.. currentmodule:: nosuch\n\n.. autosummary::\n   :toctree: generated\n\n   part.name\n```\n", "utf-8")
    try:
        built = project.make()
    finally:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
    line = before[page].count("\n") + 8
    assert built.returncode != 0
    assert f"docs/speaker.md:{line}: autosummary can't import nosuch.part.name (No module named 'nosuch'); correct it, " in built.stdout
    assert "Traceback" not in built.stdout


def test_the_last_good_site_stays_and_a_second_try_names_the_slip_again(project):
    page = project.folder / "docs" / "speaker.md"
    whole, before = page.read_text(encoding="utf-8"), project.files()
    page.write_text(f"{whole}\n[x](#no-such-heading)\n", encoding="utf-8")
    try:
        for _attempt in range(2):
            built = project.make()
            assert built.returncode != 0
            assert "no-such-heading" in built.stdout
    finally:
        page.write_text(whole, encoding="utf-8")
    assert project.files() == before
    project.must_make()


@pytest.mark.parametrize(
    ("original", "told"),
    [
        ("[':doc:`its words <page>`']", "write the paragraph in the page in Markdown"), ("['`words <https://example.org>`_', 'x']", "write the paragraph in the page in Markdown"),
        ("['[#]_']", "write the paragraph in the page in Markdown"), ("['{doc}`page`']", "use the links"), ("['[words](#label)']", "use the links"), ("['[^1]']", "use the links"),
    ],
)  # fmt: skip
def test_no_translator_is_asked_for_links_of_restructuredtext(original, told):
    words = f"inconsistent term references in translated message. original: {original}, translated: [] [i18n.inconsistent_references]"
    assert remedy(f"locale/xx/LC_MESSAGES/page.po:3: WARNING: {words}")[0].startswith(told)
