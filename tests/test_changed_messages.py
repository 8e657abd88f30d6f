"""Of pages that share a catalog, those are read again of which a message, its place or its state has changed."""

from __future__ import annotations

import os
from types import SimpleNamespace

import polib
import pytest
from sphinx.environment import CONFIG_OK
from translated_docs.catalogs.policy.sanitize import Sanitized
from translated_docs.catalogs.progress import message_lengths
from translated_docs.content.messages import changed_messages
from translated_docs.content.messages.changed_messages import CatalogDigest, catalog_digest, keep_unchanged
from translated_docs.content.messages.translation_units import MESSAGES, PageMessages


def entry(line, msgid, msgstr="", **more):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, linenum=line, **more)


BEFORE = Sanitized([], [], [entry(3, "a", "A"), entry(6, "b", "B")])
AFTER = {  # the catalog, and the pages to be read again
    "nothing": (BEFORE, ""),
    "a message of one page": (Sanitized([], [], [entry(3, "a", "A"), entry(6, "b", "Bb")]), "two both"),
    "a draft": (Sanitized([], [], [entry(3, "a", "A", flags=["fuzzy"]), entry(6, "b", "B")]), "one both"),
    "what can't be used": (Sanitized([(3, "adds a link")], [], BEFORE.entries), "one both"),
    "what Sphinx has warned of": (Sanitized([], [(6, "undefined label")], BEFORE.entries), "two both"),
    "lines below": (Sanitized([], [], [entry(3, "a", "A"), entry(7, "b", "B")]), "two both"),
    "a new message of no page": (Sanitized([], [], [*BEFORE.entries, entry(9, "c", "C")]), ""),
    "a message that is gone": (Sanitized([], [], BEFORE.entries[:1]), "two both"),
    "a catalog that can't be read": (Sanitized([(1, "not UTF-8")], [], None), "one two both"),
    "no catalog": (None, "one two both"),
}
PAGES = {"one": ["a"], "two": ["b"], "both": ["a", "b"]}
READ = 2_000_000_000  # microseconds; files are as old as is said below


def asked_by_page(messages):
    app = SimpleNamespace(env=SimpleNamespace(current_document={MESSAGES: messages}))
    return PageMessages().collect(app, "", None)


@pytest.fixture
def env(tmp_path):
    copy = "build/xx/LC_MESSAGES/all.mo"
    for name in (*(f"{page}.{suffix}" for page in PAGES for suffix in ("md", "doctree")), "drawing.svg", copy):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000, 3000 if name == copy else 1000))
    return SimpleNamespace(
        config=SimpleNamespace(gettext_compact="all"), config_status=CONFIG_OK, srcdir=tmp_path, doctreedir=tmp_path,
        dependencies={page: {copy, "drawing.svg"} for page in PAGES}, all_docs=dict.fromkeys(PAGES, READ), reread_always=set(),
        doc2path=lambda page: tmp_path / f"{page}.md",
        page_data={
            PageMessages.name: {page: asked_by_page(messages) for page, messages in PAGES.items()},
            CatalogDigest.name: {page: catalog_digest(BEFORE, message_lengths(asked)) for page, asked in PAGES.items()},
        },
    )  # fmt: skip


def read_again(env, monkeypatch, catalog=BEFORE):
    monkeypatch.setattr(changed_messages, "catalog_of", lambda _env, _page: catalog)
    changed = {*PAGES, "page without a catalog"}
    assert keep_unchanged(None, env, set(), changed, set()) == []
    assert "page without a catalog" in changed
    return changed & PAGES.keys()


@pytest.mark.parametrize("name", AFTER)
def test_pages_whose_messages_have_changed(env, monkeypatch, name):
    catalog, expected = AFTER[name]
    assert read_again(env, monkeypatch, catalog) == set(expected.split())


def test_pages_that_have_changed_themselves(env, monkeypatch, tmp_path):
    os.utime(tmp_path / "one.md", (3000, 3000))
    (tmp_path / "two.doctree").unlink()
    assert read_again(env, monkeypatch) == {"one", "two"}


def test_pages_of_whose_other_files_one_has_changed_or_is_gone(env, monkeypatch, tmp_path):
    os.utime(tmp_path / "drawing.svg", (3000, 3000))
    assert read_again(env, monkeypatch) == set(PAGES)
    (tmp_path / "drawing.svg").unlink()
    assert read_again(env, monkeypatch) == set(PAGES)


def test_pages_that_are_always_read_again_and_all_where_the_settings_have_changed(env, monkeypatch):
    env.reread_always.add("both")
    assert read_again(env, monkeypatch) == {"both"}
    env.config_status = CONFIG_OK + 1
    assert read_again(env, monkeypatch) == set(PAGES)
