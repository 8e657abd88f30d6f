"""What no book can have is named by page and line, whichever way an author writes it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from conftest import ROOT
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.errors import ConfigError, SphinxError
from translated_docs.content.constructs.pictures import require_words
from translated_docs.content.sources import source_policy
from translated_docs.jobs.warning_stream import Warnings


@pytest.mark.parametrize("character", ["\x0c", "\x00", "\x1b", "\ufffe"])
def test_a_character_that_xml_does_not_know_stops_the_page(tmp_path, character):
    page = tmp_path / "page.md"
    page.write_text(f"# 章\n\n言{character}葉\n", encoding="utf-8")
    env = SimpleNamespace(doc2path=lambda docname: page)
    with pytest.raises(SphinxError, match=rf"page\.md:3: holds the character U\+{ord(character):04X}; delete it"):
        source_policy.reject_other_encodings(None, env, ["page"])


def test_one_that_is_written_as_a_reference_is_named_and_left_out(said):
    document = new_document("page.md")
    paragraph = nodes.paragraph("", "words", nodes.image(uri="x.svg", alt="a\x0cb"), nodes.Text("c\x0cd"))
    document += paragraph
    source_policy.reject_characters(None, document)
    assert [line.partition(";")[0] for line in said()] == ["holds the character U+000C"] * 2
    assert (paragraph.astext(), paragraph[1]["alt"]) == ("wordsabcd", "ab")


def test_a_difference_names_files_from_the_pages_on():
    text = "--- /guide/docs/old.py\n+++ /guide/docs/part/new.py\n@@ -1 +1 @@\n-/guide/docs/x\n"
    block = nodes.literal_block(text, text)
    source_policy.shorten_names(block, "/guide/docs")
    assert block.astext() == block.rawsource == "--- old.py\n+++ part/new.py\n@@ -1 +1 @@\n-/guide/docs/x\n"


@pytest.mark.parametrize(("file", "is_named"), [("../part.md", False), ("../../other/part.md", True), (polib.__file__, False)])
def test_a_file_of_elsewhere_that_a_page_takes_in_is_named_unless_autodoc_reads_it_as_a_module(tmp_path, said, file, is_named):
    env = SimpleNamespace(current_document=SimpleNamespace(docname="page"), dependencies={"page": {file}})
    config = SimpleNamespace(file_insertion=True)
    project = tmp_path / "project"
    source_policy.reject_inserted_files(SimpleNamespace(env=env, config=config, srcdir=project / "docs", confdir=project), None)
    assert [line.partition(",")[0] for line in said()] == [f"takes in {file!r}"] * is_named


ADDRESS = "https://example.org/badge.svg"


def image(**attributes: str) -> nodes.image:
    return nodes.image(uri=ADDRESS, **attributes)


@pytest.mark.parametrize(
    ("parent", "picture", "expected"),
    [
        (nodes.paragraph, image(alt="words"), f'<reference refuri="{ADDRESS}">words</reference>'),
        (nodes.paragraph, image(), f'<reference refuri="{ADDRESS}">{ADDRESS}</reference>'),
        (nodes.reference, image(alt="words"), "<reference><inline>words</inline></reference>"),  # a block of its own
        (nodes.figure, image(alt="words"), f'<paragraph><reference refuri="{ADDRESS}">words</reference></paragraph>'),
    ],
)
def test_books_have_words_and_an_address_for_a_picture_of_another_host(parent, picture, expected):
    document = new_document("page.md")
    document += parent("", "", picture) if issubclass(parent, nodes.TextElement) else parent("", picture)
    source_policy.OutsidePictures(document).run()
    assert str(document[0][0]) == expected


@pytest.mark.parametrize(
    ("policy", "is_shown"),
    [
        ("img-src 'self' data:", False), ("default-src 'none'; img-src 'self' https:", True), ("img-src *", True), ("", True),
    ],
)  # fmt: skip
def test_a_policy_that_blocks_pictures_that_are_asked_for_is_named(policy, is_shown):
    config = SimpleNamespace(outside_pictures=True, content_policy=policy)
    if is_shown:
        source_policy.check_content_policy(None, config)
    else:
        with pytest.raises(ConfigError, match=r"conf.py:\d+: outside_pictures is set, .*; add https: to its img-src"):
            source_policy.check_content_policy(None, config)


def test_no_manual_is_asked_for_its_names(said):
    mapping = {
        "there": ("https://example.org/", None), "elsewhere": ("https://example.org/", ("https://example.net/x.inv",)),
        "here": ("https://example.org/", "objects.inv"), "or here": ("https://example.org/", (None, "objects.inv")),
    }  # fmt: skip
    config = SimpleNamespace(intersphinx_mapping=mapping)
    source_policy.drop_outside_inventories(SimpleNamespace(confdir=Path()), config)
    assert [*config.intersphinx_mapping] == ["here", "or here"]
    assert len(said()) == 2 and said()[0].endswith("save its objects.inv in the project, and name it: 'there': ('https://example.org/', 'objects.inv')")


def test_a_file_of_elsewhere_that_a_page_takes_in_is_named(warned, tmp_path):
    env = SimpleNamespace(
        current_document=SimpleNamespace(docname="page"), dependencies={"page": {"code.py", "../examples/a.py", "../../b.py"}},
    )  # fmt: skip
    (docs := tmp_path / "docs").mkdir()
    for is_allowed, named in ((True, ["../../b.py"]), (False, [])):
        warned.clear()
        config = SimpleNamespace(file_insertion=is_allowed)
        source_policy.reject_inserted_files(SimpleNamespace(env=env, confdir=tmp_path, srcdir=docs, config=config), None)
        assert [line.split("'")[1] for _place, line in warned] == named


def test_a_picture_that_a_cell_of_a_notebook_draws_is_one_of_the_project_and_its_words_stand_in_the_cell(warned):
    drawn, other = "/../build/jupyter_execute/ja/0a.png", "/../build/html/0a.png"
    wrong = [source_policy.file_error(name, ROOT / name[4:], ROOT / "docs", is_picture=True) for name in (drawn, other)]
    assert wrong[0] is None and "is not a file below docs" in wrong[1]
    document = new_document("page.md")
    document += nodes.image(uri=drawn)
    env = SimpleNamespace(current_document=SimpleNamespace(docname="page"), doc2path=lambda _page: "page.md")
    require_words(SimpleNamespace(srcdir=ROOT / "docs", env=env), document)
    ((_place, words),) = warned
    assert "the picture '0a.png'" in words and "write at the head of the cell" in words


@pytest.mark.parametrize(("folder", "told"), [("docs", "below docs,"), ("pages/en", "below pages/en,"), (".", "below the folder of conf.py,")])
def test_where_to_save_a_picture_of_another_host_is_said_by_the_folder_of_the_pages(monkeypatch, folder, told):
    monkeypatch.setattr(source_policy, "source_folder", lambda: ROOT / folder)
    assert told in source_policy.file_error("https://example.org/x.png", Path("x.png"), ROOT, is_picture=True)


def test_what_is_downloaded_from_another_host_is_a_link_to_it(said):
    document = new_document("page.md")
    document += nodes.paragraph("", "", addnodes.download_reference("", "", nodes.literal("", "words"), reftarget="https://example.org/a.zip"))
    app = SimpleNamespace(env=SimpleNamespace(current_document={}), config=SimpleNamespace(outside_pictures=False), srcdir="")
    source_policy.reject_files(app, document)
    assert str(document[0][0]) == '<reference refuri="https://example.org/a.zip"><literal>words</literal></reference>'
    assert said() == []


def test_no_table_is_asked_for_at_another_host():
    assert "file" in source_policy.LocalTable.option_spec and "url" not in source_policy.LocalTable.option_spec


@pytest.mark.parametrize(
    ("place", "kind", "printed", "errors"),
    [
        ("docs/page.md:3", "sources.outside_picture", True, 0),
        ("docs/page.md:3", "output.unknown_node", True, 0),
        ("docs/page.md:3", "sources.file", True, 1),
        ("locale/xx/LC_MESSAGES/page.po:3", "page.html", False, 0),  # its page has been named
    ],
)
def test_what_is_named_and_stands_in_every_output_costs_no_build(tmp_path, place, kind, printed, errors):
    stream = StringIO()
    warnings = Warnings(tmp_path, stream)
    warnings.write(f"{tmp_path}/{place}: WARNING: words; what to do [{kind}]\n")
    assert (bool(stream.getvalue()), warnings.errors, warnings.of_catalogs) == (printed, errors, [])


@pytest.mark.parametrize(("written", "words"), [({"alt": "words"}, "words"), ({}, "a.png"), ({"alt": ""}, "a.png")])
def test_a_picture_that_is_not_there_is_never_without_words(written, words):
    assert source_policy.words_instead(nodes.image(uri="a.png", **written)).astext() == words
