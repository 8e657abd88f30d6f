"""An extension that ends a build before a page is read, as one of an older Sphinx does, is named where conf.py names it."""

from __future__ import annotations

import importlib
import sys

import pytest
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
