"""What may import what: docs/_ext/translated_docs/README.md has the order, and conf.py alone sets the path."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from conftest import LANGUAGES, MACHINERY, ROOT, SLOW
from translated_docs.catalogs.catalog_paths import pages

import conf

README = (MACHINERY / "README.md").read_text(encoding="utf-8")
PACKAGES = [name.replace("/", ".") for name in re.findall(r"^\| `([\w/]+?)(?:\.py|/)` \|", README, re.M)]
FILES = [ROOT / "conf.py", *(path for top in (ROOT / "docs", ROOT / "tests") for path in sorted(top.rglob("*.py")))]
KNOWN = {*sys.stdlib_module_names, *packages_distributions(), "conf", "translated_docs"}
BESIDE_TESTS = {path.stem for path in (ROOT / "tests").iterdir()}


def imported(code: str) -> set[str]:
    """Return the full names of what is imported anywhere in some code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}
    return found


def is_path(node: ast.AST) -> bool:
    """Return whether a node is sys.path."""
    return isinstance(node, ast.Attribute) and node.attr == "path" and isinstance(node.value, ast.Name) and node.value.id == "sys"


def changes_path(node: ast.AST) -> bool:
    """Return whether a node calls a method of sys.path, or puts something into it or in its place."""
    if not isinstance(node, (ast.Attribute, ast.Subscript)):
        return False
    written = not isinstance(node.ctx, ast.Load)
    return is_path(node.value) and (written or isinstance(node, ast.Attribute)) or is_path(node) and written


def of_environments(lab: Path) -> set[str]:
    """Return the packages of a lab's own environments: some of its files are run there, not by .venv."""
    lines = (line for path in lab.glob("requirements*.txt") for line in path.read_text(encoding="utf-8").splitlines())
    return {re.sub("[-.]", "_", line.partition("==")[0]) for line in lines if "==" in line and line[0].isalnum()}


def package_of(module: str) -> str:
    """Return the package of the table that a module is in, `catalogs.lint` or `catalogs`; its first name if it is in none."""
    names = module.split(".")
    found = (".".join(names[:count]) for count in range(len(names), 0, -1))
    return next((name for name in found if name in PACKAGES), names[0])


def errors(path: Path, code: str) -> list[str]:
    """Return what a file of ours should not do to get at a module."""
    package = package_of(".".join(path.relative_to(MACHINERY).with_suffix("").parts)) if path.is_relative_to(MACHINERY) else ""
    above = {package, *PACKAGES[: PACKAGES.index(package)]} if package in PACKAGES else set(PACKAGES)
    known = KNOWN | (BESIDE_TESTS if path.is_relative_to(ROOT / "tests") else set())
    known |= of_environments(path.parent) if path.is_relative_to(ROOT / "tests" / "lab") else set()
    names = imported(code)
    found = [name for name in names if name.split(".")[0] not in known]
    found += [name for name in names if name.startswith("translated_docs.") and package_of(name.partition(".")[2]) not in above]
    if path not in (ROOT / "conf.py", ROOT / "tests" / "conftest.py"):
        found += [ast.unparse(node) for node in ast.walk(ast.parse(code)) if changes_path(node)]
    return sorted(found)


def test_each_file_imports_only_what_stands_above_it():
    found = {path.relative_to(ROOT).as_posix(): errors(path, path.read_text(encoding="utf-8")) for path in FILES}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("svg/labels.py", "from translated_docs.paths import ROOT", []),
        ("svg/labels.py", "from translated_docs.svg import document", []),
        ("svg/labels.py", "from translated_docs.catalogs.po_file import load", ["translated_docs.catalogs.po_file.load"]),
        ("content/checks/markdown_lint.py", "from translated_docs.content.sources import page_names", []),
        ("content/sources/page_names.py", "from translated_docs.content import warnings", []),
        ("content/warnings.py", "from translated_docs.content.sources import page_names", ["translated_docs.content.sources.page_names"]),
        ("svg/labels.py", "def f():\n    import translated_docs.live.server", ["translated_docs.live.server"]),
        ("pdf/builder.py", "from translated_docs import site", ["translated_docs.site"]),
        ("pdf/builder.py", "import slide", ["slide"]),
        ("pdf/builder.py", "from ..site import publish", ["..site.publish"]),
        ("pdf/builder.py", "import conftest", ["conftest"]),
        ("pdf/builder.py", "import sys\nsys.path.insert(0, 'x')", ["sys.path.insert"]),
        ("pdf/builder.py", "import sys\nsys.path[:0] = ['x']", ["sys.path[:0]"]),
        ("pdf/builder.py", "import sys\nprint(sys.path[0], *sys.path)", []),
        ("pdf/builder.py", "import sys\nsys.path += ['x']", ["sys.path"]),
    ],
)
def test_what_goes_round_the_order_is_named(name, code, found):
    assert errors(MACHINERY / name, code) == found


def test_every_package_has_its_place_in_the_order():
    packages = {".".join(path.parent.relative_to(MACHINERY).parts) for path in MACHINERY.rglob("__init__.py")}
    assert packages - {""} <= set(PACKAGES)
    modules = {path.stem for path in MACHINERY.glob("*.py")} - {"__init__"}
    assert modules <= set(PACKAGES)
    assert [path.name for path in MACHINERY.parent.iterdir() if path.suffix == ".py" or path.is_dir()] == [MACHINERY.name]


def test_every_extension_is_marked_as_one():
    marked = re.findall(r"^\| `(\w+)/` \|.*\| yes \|$", README, re.M)
    assert {f"translated_docs.{package}" for package in marked} == {name for name in conf.extensions if name.startswith("translated_docs.")}


@SLOW
def test_sphinx_build_by_hand_makes_every_page_of_the_source(tmp_path):
    """Without make, and with nothing in the environment that leads to our modules."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MAKE"))}
    built = subprocess.run(
        [ROOT / ".venv" / "bin" / "sphinx-build", "-q", "-c", ".", "docs", tmp_path / "out"],
        cwd=ROOT, env={**environment, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True,
    )  # fmt: skip
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    for name in pages():
        assert f'lang="{LANGUAGES[0]}"' in (tmp_path / "out" / f"{name}.html").read_text(encoding="utf-8")
