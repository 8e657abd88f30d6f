"""The terms of a glossary that is sorted stand in the order of the language of the build."""

from __future__ import annotations

import random

import pytest
from translated_docs.content.constructs.sorted_glossaries import sort_key

ORDERS = {
    "cs": "cena čas dům chata ikona zub žena",
    "da": "abe zebra ære øl år",
    "de": "Apfel Äpfel Arzt Maß Masse öde Ofen",
    "es": "nube ñandú oso",
    "fa": "بازار پدر تهران کتاب گل لاله یک",
    "fr": "cote coté côte côté œuf opéra",
    "hu": "cukor csak dal ozora öröm őrült pap",
    "ja": "1つ APIs Docker あお アカ いし ガス かた サーバー サイト はな パン 漢字",
    "pl": "lato łódka mama źródło żaba",
    "qtz": "a à b ł m",  # a language that nobody knows
    "ru": "еда ёлка ель йод как API",
    "sv": "zoo å äpple öl",
    "th": "กา เกม ขา",
    "tr": "çay dağ ılık ince İzmir öz pul şal",
    "uk": "гора ґанок дім ехо єнот зима ирій імʼя їжак",
    "vi": "an ăn âm đa ế êm",
}


@pytest.mark.parametrize("language", ORDERS)
def test_terms_stand_in_the_order_of_their_language(language):
    terms = ORDERS[language].split()
    shuffled = random.Random(language).sample(terms, len(terms))
    assert sorted(shuffled, key=lambda words: sort_key(words, language)) == terms
