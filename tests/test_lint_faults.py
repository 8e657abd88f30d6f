"""Faults that are put into good translations of one sentence, a kind at a time, are named: in every language."""

from __future__ import annotations

import re

import polib
import pytest
from translated_docs.catalogs.lint.entry_warnings import diagnostics
from translated_docs.catalogs.lint.lint_message import Context
from translated_docs.catalogs.policy.markup_policy import errors

SOURCE = (
    "In August 2018, 4,800 people ran `make check` on five machines (all of them new); "
    "{term}`gating` is **explained** in [the guide](https://a.example/guide).[^note]"
)
# A good translation, with its words for August, 4,800, five and a word to repeat, and another month and another number.
GOOD = {
    "de": (
        "Im August 2018 haben 4.800 Menschen `make check` auf fünf Rechnern gestartet (alle waren neu); "
        "{term}`Torprüfung <gating>` ist in [der Anleitung](https://a.example/guide) **erklärt**.[^note]",
        ("August", "Juli"), "4.800", ("fünf", "vier"), "Menschen",
    ),
    "fr": (
        "En août 2018, 4 800 personnes ont lancé `make check` sur cinq machines (toutes neuves) ; "
        "le {term}`filtrage <gating>` est **expliqué** dans [le guide](https://a.example/guide).[^note]",
        ("août", "juillet"), "4 800", ("cinq", "quatre"), "personnes",
    ),
    "es": (
        "En agosto de 2018, 4800 personas ejecutaron `make check` en cinco máquinas (todas nuevas); "
        "el {term}`filtrado <gating>` se **explica** en [la guía](https://a.example/guide).[^note]",
        ("agosto", "julio"), "4800", ("cinco", "seis"), "personas",
    ),
    "pt": (
        "Em agosto de 2018, 4.800 pessoas executaram `make check` em cinco máquinas (todas novas); "
        "a {term}`filtragem <gating>` é **explicada** no [guia](https://a.example/guide).[^note]",
        ("agosto", "maio"), "4.800", ("cinco", "três"), "pessoas",
    ),
    "ru": (
        "В августе 2018 4800 человек запустили `make check` на пяти машинах (все они новые); "
        "{term}`отбор <gating>` **объяснён** в [руководстве](https://a.example/guide).[^note]",
        ("августе", "июля"), "4800", ("пяти", "шести"), "человек",
    ),
    "el": (
        "Τον Αύγουστο 2018, 4.800 άνθρωποι έτρεξαν `make check` σε πέντε μηχανές (όλες καινούργιες)· "
        "το {term}`φίλτρο <gating>` **εξηγείται** στον [οδηγό](https://a.example/guide).[^note]",
        ("Αύγουστο", "Ιουλίου"), "4.800", ("πέντε", "επτά"), "άνθρωποι",
    ),
    "ja": (
        "2018年8月、4800人が`make check`を5台の機械で動かしました（どれも新しいものです）。"
        "{term}`ゲーティング <gating>`は[手引き](https://a.example/guide)で**説明**します[^note]。",
        ("8月", "7月"), "4800", ("5台", "6台"), "",
    ),
    "zh_CN": (
        "2018年8月，4800人在五台机器上运行了`make check`（这些机器都是全新的）；"
        "{term}`门控 <gating>`的说明见[**指南**](https://a.example/guide)[^note]。",
        ("8月", "9月"), "4800", ("五台", "六台"), "",
    ),
    "ar": (
        "في أغسطس ٢٠١٨ شغّل ٤٬٨٠٠ شخص `make check` على خمسة أجهزة (وكلها جديدة)؛ "
        "و{term}`البوابة <gating>` **مشروحة** في [الدليل](https://a.example/guide).[^note]",
        ("أغسطس", "يوليو"), "٤٬٨٠٠", ("خمسة", "ستة"), "شخص",
    ),
}  # fmt: skip
KINDS = {
    "another month": lambda text, month, people, five, word: text.replace(*month),
    "a number left out": lambda text, month, people, five, word: text.replace(people, ""),
    "another number": lambda text, month, people, five, word: re.sub(r"(?<=\d)[08٨٠](?!\d)", "9", text, count=1),
    "another number as a word": lambda text, month, people, five, word: text.replace(*five),
    "a link left out": lambda text, *_: re.sub(r"\[([^\]^]+)\]\([^)]*\)", r"\1", text),
    "another target of a link": lambda text, *_: text.replace("a.example/guide", "a.example/guides"),
    "a slip in code": lambda text, *_: text.replace("make check", "make chekc"),
    "code left out": lambda text, *_: text.replace("`make check`", ""),
    "other code": lambda text, *_: text.replace("make check", "make stats"),
    "code that is not closed": lambda text, *_: text.replace("check`", "check"),
    "emphasis that is not closed": lambda text, *_: re.sub(r"\*\*(\w+)\*\*", r"**\1", text),
    "half of a pair of brackets": lambda text, *_: re.sub(r"[)）](?= ?[;；·؛。])|（", "", text, count=1),
    "another target of a role": lambda text, *_: text.replace("<gating>", "<gates>"),
    "a role left out": lambda text, *_: re.sub(r"\{term\}`(.+?) <gating>`", r"\1", text),
    "a footnote left out": lambda text, *_: text.replace("[^note]", ""),
    "a word twice": lambda text, month, people, five, word: text.replace(word, f"{word} {word}") if word else text,
    "two blanks": lambda text, month, people, five, word: text.replace(f"{word} ", f"{word}  ", 1) if word else text,
    "a blank at its end": lambda text, *_: f"{text} ",
    "a character that nobody sees": lambda text, *_: f"{text[:4]}\u202e{text[4:]}",
    "nothing translated": lambda *_: SOURCE,
    "the second half left out": lambda text, *_: re.split(r"[;；؛·。]", text)[0],
}
PLANTED = [
    (code, kind) for code, (good, *words) in GOOD.items() for kind, change in KINDS.items() if change(good, *words) != good
]


def said(language, msgstr):
    entry = polib.POEntry(msgid=SOURCE, msgstr=msgstr)
    return [str(diagnostic) for diagnostic in errors(SOURCE, msgstr, "page") or diagnostics(entry, "page", "en", language, Context())]


@pytest.mark.parametrize("language", GOOD)
def test_nothing_is_said_of_a_good_translation(language):
    assert said(language, GOOD[language][0]) == []


@pytest.mark.parametrize(("language", "kind"), PLANTED)
def test_a_fault_is_named(language, kind):
    good, *words = GOOD[language]
    assert said(language, KINDS[kind](good, *words))


def test_every_kind_is_tried_in_most_languages():
    assert len(PLANTED) > 9 / 10 * len(GOOD) * len(KINDS)
