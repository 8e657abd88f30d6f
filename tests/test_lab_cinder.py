"""The lab of Cinder alone: what it makes of results and of programs' words, without running any of them."""

from __future__ import annotations

import pytest
from lab.standalone_cinder.parts import last_error


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
