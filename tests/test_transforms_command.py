"""`make transforms` says in which order a page is changed, and what each step of ours does."""

import subprocess
import sys

import pytest
from conftest import ROOT

MACHINERY = "translated_docs."


@pytest.fixture(scope="module")
def lines():
    command = [sys.executable, "-m", "translated_docs.commands.transforms"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()


def places(lines):
    """Return the place of each step, in order."""
    return [line.split()[1] for line in lines if line.startswith(" ")]


def test_messages_are_numbered_before_sphinx_translates_them_and_have_their_places_again_behind(lines):
    found = places(lines)
    of_ours = f"{MACHINERY}content.messages.translation_units."
    steps = [found.index(name) for name in (f"{of_ours}NumberMessages", "sphinx.transforms.i18n.Locale", f"{of_ours}RestorePlaces")]
    assert steps == sorted(steps)


def test_priorities_rise_below_each_heading(lines):
    last = 0
    for line in lines:
        priority = int(line.split()[0]) if line.startswith(" ") else 0
        assert priority >= last or not priority, line
        last = priority


def test_each_step_of_ours_says_what_it_does(lines):
    assert [line for line in lines if f" {MACHINERY}" in line and len(line.split()) < 4] == []
