"""What is words alone in a message, and needs no parser."""

from __future__ import annotations

import pytest
from translated_docs.catalogs.policy import message_markup

import conf


@pytest.fixture
def with_linkify(monkeypatch):
    monkeypatch.setattr(conf, "myst_enable_extensions", ["linkify"])
    message_markup.finds_addresses.cache_clear()
    yield
    message_markup.finds_addresses.cache_clear()


def test_where_addresses_are_links_without_marks_words_with_one_are_no_plain_words(with_linkify):
    assert [message_markup.is_plain(text) for text in ("see example.org", "a@example.org", "https://a", "words. More: so")] == [False, False, False, True]
