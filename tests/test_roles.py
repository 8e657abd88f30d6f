"""What a role shows can be translated; what it points to can't.  tests/attacks/ has what is tried against it."""

from __future__ import annotations

import pytest
from translated_docs.catalogs.policy import message_markup, roles
from translated_docs.catalogs.policy.markup_policy import errors

import conf

TERMS = {"言葉": "words", "文。": "A sentence."}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ('[題](x.md "言葉")です。', 'This is [a title](x.md "words").'),
        ("{guilabel}`題`を押します。", "Press {guilabel}`&Title`."),
        ("{menuselection}`題 --> 表`です。", "It is {menuselection}`Title --> Table`."),
        ("{abbr}`API (言葉)`です。", "It is an {abbr}`API (words)`."),
        ("{dfn}`題`と{emphasis}`文`と{strong}`表`", "{strong}`Table`, {dfn}`title` and {emphasis}`sentence`"),
        ("{file}`docs/{名}.md`", "{file}`docs/{name}.md`"),
        ("{samp}`{題}の行`", "{samp}`a line of {title}`"),
        ("{kbd}`Ctrl+C`", "{kbd}`Strg+C`"),
        ("{bdg-primary-line}`題`です。", "It is {bdg-primary-line}`Title`."),
        ("{index}`題`", "{index}`Title <titles; of pages>`"),
        ("{term}`言葉`です。", "These are {term}`some words <言葉>`."),
        ("{term}`言葉`です。", "These are {term}`Words`."),
        ("{term}`題 <言葉>`です。", "This is {term}`a title <words>`."),
        ("{ref}`題 <x>`と{doc}`/index`", "{doc}`the book </index>` and {ref}`title <x>`"),
        ("{download}`a.svg`", "{download}`a drawing <a.svg>`"),
        ("{index}`題 <pair: 文; 表>`", "{index}`title <pair: sentence; table>`"),
        ("{index}`題 <pair: 文>`", "{index}`title <pair: sentence>`"),  # which is the page's, and said of it
        ("{numref}`{x} <x>`", "{numref}`{y} <x>`"),
        ("{numref}`図%s <x>`と{numref}`y`", "{numref}`Fig. {number} <y>` and {numref}`picture %s <x>`"),
    ],
)
def test_words_can_be_translated(source, translation):
    assert [str(error) for error in errors(source, translation, "page", TERMS)] == []


@pytest.mark.parametrize(
    ("source", "translation", "remedy"),
    [
        ("{term}`題`です。", "It is the {term}`title`.", "write {term}`title <題>`, as what"),
        ("{ref}`題 <x>`です。", "It is {ref}`the title <y>`.", "write {ref}`the title <x>`, as what"),
        ("{doc}`a`です。", "It is {doc}`b`.", "write {doc}`b <a>`, as what"),
        ("{numref}`x`です。", "{numref}`y`.", "write {numref}`y <x>`, as what"),
        ("{bdg-link-info}`題 <x>`です。", "{bdg-link-info}`title <y>`.", "take it out; the source has {bdg-link-info}`x`"),
        ("{math}`a`です。", "{math}`b`.", "take it out; the source has $a$"),
        ("{guilabel}`題`です。", "{strong}`Title`.", "take it out; the source has {guilabel}"),
        ("{guilabel}`題`です。", "Title.", "put it where it belongs"),
        ("題です。", "{guilabel}`Title`.", "take it out; the source has none"),
        ("{guilabel}`題`です。", "{guilabel}`a` {guilabel}`b`", "keep it 1 time(s)"),
        ("{index}`題 <pair: 文; 表>`", "{index}`title <pair: sentence>`", "write what stands in angle brackets as the source does"),
        ("{index}`題 <文>`", "{index}`title <module: sentence>`", "write what stands in angle brackets as the source does"),
        ("{numref}`x`です。", "{numref}`{number:9} <x>`", "write {numref}`words {number} <x>`"),
    ],
)
def test_a_target_can_not(source, translation, remedy):
    found = errors(source, translation, "page", TERMS)
    assert any(error.remedy.startswith(remedy) for error in found), [str(error) for error in found]


def test_a_guide_can_name_roles_of_its_own(monkeypatch):
    message_markup.Markup.of.cache_clear()
    roles.roles_of_words.cache_clear()
    assert errors("{badge}`題`です。", "{badge}`Title`.", "page")
    monkeypatch.setattr(conf, "translatable_roles", ["badge"])
    message_markup.Markup.of.cache_clear()
    roles.roles_of_words.cache_clear()
    assert errors("{badge}`題`です。", "{badge}`Title`.", "page") == []
    monkeypatch.undo()
    message_markup.Markup.of.cache_clear()
    roles.roles_of_words.cache_clear()
