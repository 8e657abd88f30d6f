"""The speed layer changes no byte of the site, all of it can be left out, and so can each part."""

from __future__ import annotations

import gc
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType, SimpleNamespace

import pytest
from conftest import SLOW, SmallProject
from translated_docs.performance import PARTS, disabled_parts, garbage_collection
from translated_docs.performance.startup import imported_by_setup


@pytest.mark.parametrize(
    ("setting", "disabled"),
    [("", set()), ("off", set(PARTS)), ("-preload", {"preload"}), ("-preload,-parallel_read", {"preload", "parallel_read"})],
)
def test_a_setting_names_the_parts_that_it_leaves_out(setting, disabled):
    assert disabled_parts(setting) == disabled


def test_a_part_that_is_not_there_is_told():
    with pytest.raises(SystemExit, match=r"PERFORMANCE=-parallel: write 'off', or '-' and one of .*parallel_read"):
        disabled_parts("-parallel")


def test_what_an_extension_imports_when_it_is_set_up_is_known_before(tmp_path):
    (tmp_path / "late.py").write_text(
        "import json\ndef setup(app):\n    import email.mime\n    from . import parts\n    from .parts.own import Part\n", encoding="utf-8"
    )
    specification = spec_from_file_location("made_up.late", tmp_path / "late.py")
    extension = module_from_spec(specification)
    specification.loader.exec_module(extension)
    assert list(imported_by_setup(extension)) == ["email.mime", "made_up", "made_up.parts.own"]


def test_an_extension_without_a_function_to_set_it_up_imports_nothing_more():
    assert list(imported_by_setup(ModuleType("made_up"))) == []


@pytest.mark.parametrize(("output", "is_looked_for"), [("typst", False), ("html", True)])
def test_garbage_is_looked_for_but_in_a_book(output, is_looked_for):
    try:
        garbage_collection.keep_books(None, SimpleNamespace(format=output))
        assert gc.isenabled() == is_looked_for
    finally:
        gc.enable()


@SLOW
def test_the_site_is_the_same_without_the_speed_layer(tmp_path):
    project = SmallProject(tmp_path / "project")
    with_it, without = project.make("PERFORMANCE="), project.make("PERFORMANCE=off")
    digests = [made.stdout.rpartition("sha256 ")[2].split()[0] for made in (with_it, without)]
    assert "html" in without.stdout  # it was built anew
    assert digests[0] == digests[1]
