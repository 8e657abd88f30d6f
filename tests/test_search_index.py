"""What the index of the search holds of a page's nodes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx import addnodes
from translated_docs.features.search_index import called, mark_hidden, names_in_toctrees, plain, section_records, term_records, text_without


def link(words: str, **attributes: object) -> addnodes.pending_xref:
    return addnodes.pending_xref("", nodes.inline("", words), **attributes)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (link("a-label", reftype="myst", refexplicit=False), ""),
        (link("page", reftype="doc", refexplicit=False), ""),
        (link("equation", reftype="eq"), ""),
        (link("words", reftype="myst", refexplicit=True), "words"),
        (link("HOME", reftype="envvar", refexplicit=False), "HOME"),
        (link("term", reftype="term", refexplicit=False), "term"),
        (nodes.label("", "1"), ""),
    ],
)
def test_a_link_without_words_is_not_found_by_its_target(node, words):
    assert plain(nodes.paragraph("", "see ", node)) == f"see {words}".strip()


EXPRESSIONS = [("html", "seen"), ("pdf or epub", ""), ("draft", ""), ("html and not draft", "seen"), ("mine", "seen"), ("html pdf", "seen")]


@pytest.mark.parametrize(("expression", "words"), EXPRESSIONS)
def test_what_stands_in_other_outputs_alone_is_not_found_whichever_reads_the_page(expression, words):
    tags = ["pdf", "format_pdf", "builder_pdf", "mine"]
    app = SimpleNamespace(builder=SimpleNamespace(name="pdf", format="pdf"), tags=tags, config=[], env=None)
    document = nodes.document(None, None)
    document += addnodes.only("", nodes.paragraph("", "seen"), expr=expression)
    mark_hidden(app, document)
    assert text_without(document, ()) == words


def test_what_a_tab_has_that_is_not_open_yet_is_found():
    panels = nodes.container("", nodes.paragraph("", "seen"), hidden="true"), nodes.container("", nodes.paragraph("", "kept back"), hidden=True)
    assert text_without(nodes.section("", *panels), ()) == "seen"


def test_comments_and_the_place_of_a_number_are_not_found():
    link = addnodes.pending_xref("", nodes.inline("", "Figure {number} of it"), reftype="numref", refexplicit=True)
    section = nodes.section("", nodes.comment("", "secret"), nodes.paragraph("", "", link))
    assert text_without(section, ()) == "Figure of it"


def test_each_of_several_terms_of_one_definition_is_found():
    terms = [nodes.term("", words, ids=[f"term-{words}"]) for words in ("pear", "quince")]
    item = nodes.definition_list_item("", *terms, nodes.definition("", nodes.paragraph("", "a fruit")))
    document = nodes.document(None, None)
    document += addnodes.glossary("", nodes.definition_list("", item))
    assert [*term_records(document)] == [("term-pear", "pear", "a fruit"), ("term-quince", "quince", "a fruit")]


def test_blocks_stand_in_lines_of_their_own_and_items_and_rows_have_a_dot():
    items = [nodes.list_item("", nodes.paragraph("", words)) for words in ("one", "two")]
    cells = [nodes.entry("", nodes.paragraph("", words)) for words in ("2018", "a talk")]
    section = nodes.section("", nodes.paragraph("", "First of all."), nodes.bullet_list("", *items), nodes.row("", *cells))
    assert text_without(section, ()) == "First of all.\n• one\n• two\n• 2018 · a talk"


def test_what_an_abbreviation_stands_for_is_found():
    assert plain(nodes.paragraph("", "", nodes.abbreviation("", "SSO", explanation="single sign-on"))) == "SSO (single sign-on)"


def test_the_other_names_of_a_section_and_of_a_term_stand_in_their_records():
    section = nodes.section("", nodes.title("", "Fruit"), ids=["fruit"], synonyms=["produce", "crop"])
    assert [*section_records(section)] == [("fruit", "Fruit", "", "produce", "crop")]
    definition = nodes.definition("", nodes.paragraph("", "a fruit"), synonyms=["apple"])
    document = nodes.document(None, None)
    document += nodes.definition_list("", nodes.definition_list_item("", nodes.term("", "pear", ids=["term-pear"]), definition))
    assert [*term_records(document)] == [("term-pear", "pear", "a fruit", "apple")]


def test_a_page_is_found_by_what_a_toctree_calls_it():
    entries = [("Contents", "self"), (None, "a"), ("Produce", "b"), ("A site", "https://example.org/")]
    shown = nodes.compound("", addnodes.toctree(caption="Further", entries=entries, hidden=False))
    hidden = nodes.bullet_list("", addnodes.toctree(entries=[("Crops", "b")], hidden=True))
    names = names_in_toctrees(SimpleNamespace(tocs={"page": shown, "index": hidden}))
    assert (names["a"], names["b"]) == ([], ["Produce", "Crops"])
    assert called([("fruit", "Fruit", "", "food"), ("pear", "Pear", "")], names["b"]) == [("", "Fruit", "food", "Produce", "Crops"), ("pear", "Pear")]
    assert text_without(nodes.section("", shown, hidden), ()) == "Further\nContents\nProduce\nA site"
