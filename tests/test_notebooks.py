"""A book takes of a cell's output what it can set, and what a guide asks for goes over that."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from translated_docs.content.notebooks import BUILDERS, IN_BOOKS, add_priorities


class Settings(SimpleNamespace):
    def __contains__(self, name: str) -> bool:
        return hasattr(self, name)


@pytest.mark.parametrize("builder", BUILDERS)
def test_books_take_pictures_before_words(builder):
    config = Settings(nb_mime_priority_overrides=[(builder, "text/plain", 1)])
    add_priorities(None, config)
    kinds = [kind for name, kind, _place in config.nb_mime_priority_overrides if name == builder]
    assert kinds == [*IN_BOOKS, "text/plain"]


def test_without_the_extension_nothing_is_set():
    config = Settings()
    add_priorities(None, config)
    assert vars(config) == {}
