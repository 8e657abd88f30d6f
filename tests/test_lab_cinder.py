"""The lab of Cinder alone: what it makes of results and of programs' words, without running any of them."""

from __future__ import annotations

import pytest
from lab.standalone_cinder.parts import PARTS, last_error
from lab.standalone_cinder.run import chosen, table


def test_each_leaf_is_a_line_of_the_table():
    seconds = {"median": 0.5, "low": 0.4, "high": 1.0, "runs": 5, "unit": "s"}
    results = {"outcome": "available", "fake": {"needed": True, "create": seconds, "start": seconds | {"runs": 1}}}
    assert table(results) == [
        ("outcome", "available"), ("fake needed", "yes"), ("fake create", "0.5 s (0.4-1, 5 runs)"),
        ("fake start", "0.5 s"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Traceback:\nModuleNotFoundError: No module named 'a'\n", "ModuleNotFoundError"),
        ("sqlalchemy.exc.ArgumentError: x\n  oslo_db.exception.DBError: y\nnote: see above", "DBError"),
        ("all is well", ""),
    ],
)
def test_the_last_exception_is_named_without_its_module(said, name):
    assert last_error(said) == name


def test_parts_are_chosen_by_name(monkeypatch):
    monkeypatch.setenv("PARTS", "nova keystone")
    assert list(chosen()) == ["nova", "keystone"]
    monkeypatch.setenv("PARTS", "")
    assert chosen() == PARTS
    monkeypatch.setenv("PARTS", "neutron")
    with pytest.raises(SystemExit, match="no part 'neutron'; name some of: .*keystone"):
        chosen()
