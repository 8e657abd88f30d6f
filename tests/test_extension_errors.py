"""An extension that ends a build before a page is read, as one of an older Sphinx does, is named where conf.py names it; a template by its line."""

from __future__ import annotations

import importlib
import sys

import pytest
from conftest import SLOW, SmallProject
from jinja2 import Environment, FileSystemLoader, TemplateError
from sphinx.errors import ThemeError
from translated_docs.jobs import fatal_errors
from translated_docs.jobs.fatal_errors import unexpected_error

import conf

BROKEN = "def setup(app):\n    raise AttributeError('no longer there')\n"


@pytest.mark.parametrize(("place", "begins"), [("conf.py:1", "conf.py:{line}: the extension {name} can't be set up"), ("docs/page.md:1", "docs/page.md:1: can't be built")])
@pytest.mark.parametrize("file", ["of_a_guide_{}.py", "of_a_guide_{}/__init__.py"])
def test_it_is_named(monkeypatch, tmp_path, place, begins, file):
    module = tmp_path / file.format(tmp_path.name)
    module.parent.mkdir(exist_ok=True)
    module.write_text(BROKEN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    name = f"of_a_guide_{tmp_path.name}"
    monkeypatch.setattr(conf, "extensions", [*conf.extensions, name])
    with pytest.raises(AttributeError) as raised:
        importlib.import_module(name).setup(None)
    said = unexpected_error(raised.value, place, tmp_path / "traceback.txt")
    assert said.startswith(begins.format(line=1, name=name))
    assert "AttributeError: no longer there" in said
    sys.modules.pop(name)


# What stands in an extension of the guide's own, and where the error of it is.
PROGRAMS = {
    "def setup(app:\n    pass\n": "{name}.py:1: SyntaxError: '(' was never closed ({name}.py, line 1); mend it",
    "\nx = 1 / 0\n": "{name}.py:2: ZeroDivisionError: division by zero; mend it",
    "def setup(app):\n    x = 1 / 0\n": "{name}.py:2: ZeroDivisionError: division by zero; mend it",
    "def fail(*_):\n    x = 1 / 0\n\n\ndef setup(app):\n    app.connect('doctree-read', fail)\n": "{name}.py:2: ZeroDivisionError: division by zero; mend it",
    "import no_such_module\n": "conf.py:{line}: an extension can't be imported (No module named 'no_such_module'); name what it needs",
}


@SLOW
@pytest.mark.parametrize(("program", "said"), PROGRAMS.items())
def test_one_of_the_guide_is_named_with_its_line(tmp_path, program, said):
    project = SmallProject(tmp_path / "project")
    project.add_settings('\nextensions.append("own_extension")\n')
    line = (project.folder / "conf.py").read_text("utf-8").count("\n")
    (project.folder / "own_extension.py").write_text(program, "utf-8")
    made = project.make("html-ja")
    assert made.returncode == 2 and "Traceback" not in made.stdout
    assert said.format(name="own_extension", line=line) in made.stdout


@pytest.mark.parametrize("words", ["{{ this }", "{{ nothing.of.it }}"])
def test_a_template_that_can_not_be_rendered_is_named_with_its_line(tmp_path, monkeypatch, words):
    monkeypatch.setattr(fatal_errors, "ROOT", tmp_path)
    monkeypatch.setattr(fatal_errors, "relative", lambda path: str(path.relative_to(tmp_path)))
    (tmp_path / "page.html").write_text(f"line\n{words}\n", encoding="utf-8")
    with pytest.raises(ThemeError) as raised:
        try:
            Environment(loader=FileSystemLoader(tmp_path)).get_template("page.html").render()
        except TemplateError as error:
            raise ThemeError("An error happened in rendering the page index.") from error
    assert fatal_errors.sphinx_error(raised.value).startswith("page.html:2: An error happened in rendering the page index; correct the template")
