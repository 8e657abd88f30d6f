"""findings/README.md lists each script, and each script says what, in which versions, and for whom."""

from __future__ import annotations

import re

from conftest import ROOT

SCRIPTS = sorted((ROOT / "findings").glob("*.sh"))


def test_the_list_names_each_script() -> None:
    listed = re.findall(r"^\| `([\w-]+\.sh)` \|", (ROOT / "findings" / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == [script.name for script in SCRIPTS]


def test_each_script_opens_with_versions_and_readers() -> None:
    openings = {script.name: script.read_text("utf-8").partition("\nset ")[0] for script in SCRIPTS}
    for words in ("# Versions: ", "# Who would care: "):
        assert [name for name, text in openings.items() if words not in text] == []
