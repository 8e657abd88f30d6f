"""The speed layer changes no byte of the site, all of it can be left out, and so can each part."""

from __future__ import annotations

import gc
from types import SimpleNamespace

import pytest
from conftest import SLOW, SmallProject
from translated_docs.performance import PARTS, disabled_parts, garbage_collection


@pytest.mark.parametrize(
    ("setting", "disabled"),
    [("", set()), ("off", set(PARTS)), ("-preload", {"preload"}), ("-preload,-parallel_read", {"preload", "parallel_read"})],
)
def test_a_setting_names_the_parts_that_it_leaves_out(setting, disabled):
    assert disabled_parts(setting) == disabled


def test_a_part_that_is_not_there_is_told():
    with pytest.raises(SystemExit, match=r"PERFORMANCE=-parallel: write 'off', or '-' and one of .*parallel_read"):
        disabled_parts("-parallel")


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
