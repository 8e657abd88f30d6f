"""The guide and the settings for other services name what is really there."""

from __future__ import annotations

import re

import pytest
from conftest import LANGUAGES, MACHINERY, ROOT
from translated_docs.outputs import monolingual

GUIDES = [
    "README.md", "CONTRIBUTING.md", "docs/_ext/CHANGING.md",
    "docs/contributing/translate.md", "docs/contributing/publish.md",
]  # fmt: skip


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_it_names_is_one(guide):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    outputs = {output.name for output in monolingual()}
    targets = outputs | set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    targets |= {f"{target}-{code}" for target in (*outputs, "part") for code in LANGUAGES}
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = set(re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", text, re.MULTILINE))
    assert {name for pair in named for name in pair if name} - targets == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_it_names_is_there(guide):
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|locale|tests|findings|\.\w+)(?:/[\w./-]*|\.\w+))`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("guide", [*GUIDES, "docs/_ext/translated_docs/README.md"])
def test_every_file_it_links_to_is_there(guide):
    text = (ROOT / guide).read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [name for name in linked if not (ROOT / guide).parent.joinpath(name).exists()] == []


def test_every_file_that_the_guide_to_changes_names_is_there():
    text = (ROOT / "docs" / "_ext" / "CHANGING.md").read_text(encoding="utf-8")
    drawing, *_ = re.findall(r"^```text\n(.*?)^```", text, re.M | re.S)
    named = set(re.findall(r"`(\.?[\w-]+(?:/[\w.-]*|\.(?:py|md|in))[\w./-]*)`", text))
    named |= set(re.findall(r"\b(?:catalogs|commands|content|epub|features|html|pdf|site)/[\w./]+\b", drawing))
    assert len(named) > 60
    assert [name for name in sorted(named) if not (ROOT / name).exists() and not (MACHINERY / name).exists()] == []
