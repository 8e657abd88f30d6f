"""The date of a page's last change is the newest of its text, figures and translation."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from sphinx.errors import SphinxError
from translated_docs.features import translation_progress
from translated_docs.html import last_updated
from translated_docs.html.last_updated import last_commits


def git(folder, *arguments, day="2020-01-01"):
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {"GIT_AUTHOR_DATE": f"{day}T23:30:00-0200", "GIT_COMMITTER_DATE": f"{day}T23:30:00-0200"}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **who, **when})


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init")
    for day, name in [("2020-01-01", "old.md"), ("2021-05-05", "新.md"), ("2022-06-06", "old.md")]:
        (tmp_path / name).write_text(day)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-m", day, day=day)
    return tmp_path


def test_it_is_the_day_of_the_newest_commit_in_utc(repository):
    days = {name: when.date() for name, when in last_commits(repository, ".").items()}
    assert days == {"old.md": date(2022, 6, 7), "新.md": date(2021, 5, 6)}


def test_outside_a_repository_there_is_none(tmp_path):
    assert last_commits(tmp_path, ".") == {}


def test_before_the_first_commit_there_is_none(tmp_path):
    git(tmp_path, "init")
    assert last_commits(tmp_path, ".") == {}


def test_in_a_shallow_clone_only_what_has_changed_since_has_one(repository, tmp_path_factory):
    clone = tmp_path_factory.mktemp("shallow")
    git(repository, "clone", "--depth=2", f"file://{repository}", clone)
    assert set(last_commits(clone, ".")) == {"old.md"}


def test_a_git_that_fails_is_not_taken_for_no_history(tmp_path):
    (tmp_path / ".git").mkdir()
    with pytest.raises(subprocess.CalledProcessError):
        last_commits(tmp_path, ".")


def test_and_it_is_said_what_to_do(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(last_updated, "commits_of_sources", lambda root: last_commits(root, "."))
    app = SimpleNamespace(builder=SimpleNamespace(name="html"), confdir=tmp_path)
    with pytest.raises(SphinxError, match=r"\.git:1: Git can't read it \(.+\); get it back, or delete it"):
        last_updated.page_context(app, "page", object())


def test_of_a_folder_of_somebody_else_git_says_it_itself(tmp_path, monkeypatch):
    def fail(root):
        raise subprocess.CalledProcessError(128, "git", stderr="fatal: dubious ownership\ncall:\n\tgit config --global --add safe.directory /x")

    monkeypatch.setattr(last_updated, "commits_of_sources", fail)
    app = SimpleNamespace(builder=SimpleNamespace(name="html"), confdir=tmp_path)
    with pytest.raises(SphinxError, match=r"safe\.directory /x\); run that command$"):
        last_updated.page_context(app, "page", object())
    monkeypatch.setattr(translation_progress, "edit_file", lambda config, docname: "page.po")
    with pytest.raises(SphinxError, match="run that command"):
        translation_progress.row(SimpleNamespace(config=None, confdir=tmp_path), "page", None)


def test_a_page_shows_it_in_its_language(project, serve_folder, open_page):
    git(project.folder, "init")
    git(project.folder, "add", ".")
    git(project.folder, "commit", "-m", "all", day="2024-02-02")
    with project.changed("docs/vancouver/opendev.md", "Bが落ちると、", "Bが落ちれば、", "html"):
        site = serve_folder(project.folder / "build" / "html")
        page = open_page(f"{site}ja/vancouver/opendev.html")
        expect(page.locator("footer time[datetime='2024-02-03']")).to_have_text("2024年2月3日")
        page.goto(f"{site}en/vancouver/opendev.html")
        expect(page.locator("footer time[datetime='2024-02-03']")).to_have_text("February 3, 2024")
