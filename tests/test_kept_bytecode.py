"""What Python makes of our modules is kept in the build folder, and made anew when they change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import kept_bytecode
import pytest


@pytest.fixture
def project(tmp_path):
    """The folder of a project with a module of its own, and one of somebody else's beside it."""
    for folder in ("docs/_tools", "docs/_ext", "theirs"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(kept_bytecode.__file__, tmp_path / "docs" / "_tools")
    (tmp_path / "docs" / "_ext" / "ours.py").write_text("word = 'first'", encoding="utf-8")
    (tmp_path / "theirs" / "other.py").write_text("", encoding="utf-8")
    return tmp_path


def word_in(project):
    """Return what the module of a project says when a new process imports it, as one of ``make`` would."""
    code = "import kept_bytecode, other, ours; print(ours.word)"
    folders = [str(project / name) for name in ("docs/_tools", "docs/_ext", "theirs")]
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(folders)}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_bytecode_of_our_modules_is_kept_in_the_build_folder_and_nowhere_else(project):
    assert word_in(project) == "first"
    (kept,) = project.rglob("*.pyc")
    assert kept.is_relative_to(project / "build")
    assert kept.name.startswith("ours.")


def test_what_is_kept_is_used(project):
    word_in(project)
    (kept,) = project.rglob("*.pyc")
    kept.write_bytes(kept.read_bytes().replace(b"first", b"other"))
    assert word_in(project) == "other"


def test_a_module_that_has_changed_is_compiled_anew(project):
    word_in(project)
    (project / "docs" / "_ext" / "ours.py").write_text("word = 'second'", encoding="utf-8")
    assert word_in(project) == "second"


def test_modules_are_imported_also_where_nothing_can_be_kept(project):
    (project / "build").write_text("a file", encoding="utf-8")
    assert word_in(project) == "first"
