"""Which Pythons `make` takes, with which packages: one lock for all, and nothing compiled on those that were tried."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import run_pythons
from conftest import ROOT
from packaging.requirements import Requirement
from translated_docs.commands import build

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMAND = Path("docs/_ext/translated_docs/commands/make_variables.py")
# What it imports.
READ = [Path(f"docs/_ext/translated_docs/{name}.py") for name in ("outputs", "paths", "settings", "utf8")]
PYTHONS = re.search(r"^override PYTHONS := (.*)", MAKEFILE, re.MULTILINE)[1].split()

# Says it is another version, makes virtual environments of itself, and installs nothing.
PYTHON = """#!/bin/sh
case "$1 $2" in
  "-m venv")
    shift; echo "$@"
    mkdir -p .venv/bin; cp "$0" .venv/bin/python
    printf '#!/bin/sh\\necho pip "$@"\\n' > .venv/bin/pip; chmod +x .venv/bin/pip ;;
  "-B -m") exec {real} -c '
import runpy, sys
sys.version_info, sys.executable = ({version}, 0), sys.argv[2]
runpy.run_module(sys.argv[1], run_name="__main__", alter_sys=True)' "$3" "$0" ;;
esac
"""


@pytest.fixture
def make(tmp_path):
    """Make something of a project with a Python of some version, named or not; return exit code and what was said."""
    for name in ("Makefile", "conf.py", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    commands = tmp_path / COMMAND.parent
    commands.mkdir(parents=True)
    shutil.copy(ROOT / COMMAND, commands)
    for file in READ:
        shutil.copy(ROOT / file, tmp_path / file)
    ours = ("MAKE", "MFLAGS", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}

    def run(version=None, target=".venv/ready"):
        arguments = []
        if version:
            python = tmp_path / f"python{version}"
            python.write_text(PYTHON.format(real=sys.executable, version=version.replace(".", ", ")), encoding="utf-8")
            python.chmod(0o755)
            arguments = [f"PYTHON={python}"]
        command = ["make", target, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.mark.parametrize("version", PYTHONS)
def test_one_that_was_tried_takes_wheels_alone_without_a_warning(make, version):
    code, said = make(version)
    assert code == 0, said
    assert "--require-hashes --only-binary :all: -r requirements.txt" in said
    assert "warning" not in said


@pytest.mark.parametrize("begin", [lambda path: path.symlink_to("nowhere"), lambda path: path.touch()], ids=["link", "file"])
def test_an_environment_that_is_a_link_or_a_file_is_to_be_taken_away(make, tmp_path, begin):
    begin(tmp_path / ".venv")
    code, said = make()
    assert code and ".venv is a link or a file; take it out of the way" in said and "apt" not in said


@pytest.mark.parametrize("version", ["3.6", "3.10"])
def test_an_older_one_is_rejected(make, tmp_path, version):
    code, said = make(version)
    assert code != 0
    assert f"python{version} is not Python 3.11 or newer; name one that is: make PYTHON=python3.12" in said
    assert not (tmp_path / ".venv").exists()


def test_python_2_too_can_parse_what_refuses_it():
    source = (ROOT / COMMAND).read_text(encoding="ascii")
    newer = (ast.JoinedStr, ast.NamedExpr, ast.Starred, ast.AnnAssign)
    nodes = list(ast.walk(ast.parse(source)))
    assert not [ast.unparse(node) for node in nodes if isinstance(node, newer)]
    annotations = [getattr(node, name, None) for node in nodes for name in ("annotation", "returns")]
    assert not [ast.unparse(node) for node in annotations if node]


@pytest.mark.parametrize("version", ["3.16", "4.0"])
def test_a_newer_one_gets_a_warning_and_a_try(make, version):
    code, said = make(version)
    assert code == 0
    assert f"warning: Python {version} is newer than those that were tried" in said
    assert "--require-hashes -r requirements.txt" in said  # what has no wheel may be compiled


def test_another_one_takes_the_place_of_the_first_and_stays_when_none_is_named(make):
    assert make("3.12")[0] == 0
    assert "venv --clear .venv" in make("3.14")[1]
    assert "up to date" in make("3.14")[1]
    assert "up to date" in make()[1]
    assert "venv --clear .venv" in make("3.12")[1]


def test_what_another_one_has_built_is_built_anew(make, monkeypatch):
    settings = "build/stamps/settings"  # which each language depends on
    assert "up to date" not in make("3.12", settings)[1]
    assert "up to date" in make("3.12", settings)[1]
    assert "up to date" not in make("3.14", settings)[1]
    before = build.toolchain_digest()
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert build.toolchain_digest() != before


@pytest.mark.parametrize(
    ("version", "word"),
    [
        ("3.15", "not on this machine, and only root can set up Debian forky, which has it: sudo make test-pythons"),
        ("3.12", "not on this machine, and Debian has none; install it ('pyenv install 3.12')"),
    ],
)
def test_without_root_one_that_is_missing_is_left_out_with_a_word_why(monkeypatch, capsys, tmp_path, version, word):
    monkeypatch.setattr(run_pythons, "PYTHONS", tmp_path)
    monkeypatch.setattr(run_pythons, "ROOT", tmp_path)
    monkeypatch.setattr(run_pythons, "local_python", lambda version: None)
    monkeypatch.setattr(run_pythons.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "argv", ["run_pythons.py", version])
    assert run_pythons.main() == 1  # there is no other
    assert f"{version}  left out: {word}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "installed", ["exit 0", "exit 1"], ids=["whole", "without venv, or a name of pyenv's that leads nowhere"]
)
def test_one_of_this_machine_is_taken_if_it_makes_virtual_environments(monkeypatch, tmp_path, installed):
    python = tmp_path / "python3.99"
    python.write_text(f"#!/bin/sh\n{installed}\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert run_pythons.local_python("3.99") == (str(python) if installed == "exit 0" else None)


def test_sites_may_differ_in_what_they_say_of_sphinx_alone():
    site = {"page.html": b"1", "licences.txt": b"1", "old.html": b"1"}
    other = {"page.html": b"2", "licences.txt": b"2", "new.html": b"1"}
    assert run_pythons.differing(site, other) == ["new.html", "old.html", "page.html"]


def test_the_workflow_and_the_readme_name_all_that_were_tried():
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert re.findall(r'"(3\.\d+)"', workflow) == PYTHONS
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{PYTHONS[0]} to {PYTHONS[-1]}" in readme
    assert f"{PYTHONS[0]}から{PYTHONS[-1]}" in readme


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
@pytest.mark.parametrize("version", PYTHONS)
def test_each_takes_one_version_of_every_package(file, version):
    lock = (ROOT / file).read_text(encoding="utf-8")
    lines = re.findall(r"^([a-z][\w.-]*==.*?) \\$", lock, re.MULTILINE | re.IGNORECASE)
    environment = {"python_version": version, "python_full_version": f"{version}.9", "sys_platform": "linux"}
    taken = [it.name for it in map(Requirement, lines) if it.marker is None or it.marker.evaluate(environment)]
    assert len(taken) == len(set(taken)) > 10
