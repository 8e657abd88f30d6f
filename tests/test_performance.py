"""The speed layer changes no byte of the site, all of it can be left out, and so can each part."""

from __future__ import annotations

import pytest
from conftest import SLOW, SmallProject
from translated_docs.performance import PARTS, disabled_parts


@pytest.mark.parametrize(
    ("setting", "disabled"),
    [("", set()), ("off", set(PARTS)), ("-preload", {"preload"}), ("-preload,-parallel_read", {"preload", "parallel_read"})],
)
def test_a_setting_names_the_parts_that_it_leaves_out(setting, disabled):
    assert disabled_parts(setting) == disabled


def test_a_part_that_is_not_there_is_told():
    with pytest.raises(SystemExit, match=r"PERFORMANCE=-parallel: write 'off', or '-' and one of .*parallel_read"):
        disabled_parts("-parallel")


@SLOW
def test_the_site_is_the_same_without_the_speed_layer(tmp_path):
    project = SmallProject(tmp_path / "project")
    with_it, without = project.make("PERFORMANCE="), project.make("PERFORMANCE=off")
    digests = [made.stdout.rpartition("sha256 ")[2].split()[0] for made in (with_it, without)]
    assert "html" in without.stdout  # it was built anew
    assert digests[0] == digests[1]
