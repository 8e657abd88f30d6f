"""What sphinx-design's boxes are on paper, by nodes as it makes them: title, words and link of each are kept."""

from __future__ import annotations

from io import StringIO
from types import SimpleNamespace

import polib
import pytest
from docutils import nodes
from sphinx import addnodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from translated_docs.content.constructs import design_components
from translated_docs.content.constructs.missing_targets import drop_classes
from translated_docs.features.search_index import words_of


def box(name: str, *children: nodes.Node) -> nodes.container:
    return nodes.container("", *children, design_component=name)


def words(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text)


def card(title: str, *others: nodes.Node) -> nodes.container:
    heading = [box("card-title", nodes.inline(title, title, message=1))] if title else []
    return box("card", box("card-body", *heading, words("body")), *others)


def link() -> nodes.inline:
    """The link of a whole card; its text is hidden on the site."""
    address = "https://example.org/"
    return nodes.inline("", "", nodes.reference("", address, refuri=address, classes=["sd-stretched-link"]))


BOXES = {
    "tab": (box("tab-item", nodes.rubric("T", "T", message=1), box("tab-content", words("body"))), "T", None),
    "dropdown": (box("dropdown", nodes.rubric("T", "T", message=1), words("body")), "T", None),
    "dropdown without title": (box("dropdown", words("body")), None, None),
    "card": (card("T"), "T", None),
    "card without title": (card(""), None, None),
    "card that is a link": (card("T", link()), "T", "https://example.org/"),
    "card that is a link, without title": (card("", link()), None, "https://example.org/"),
    "aside": (box("aside", nodes.rubric("T", "T", message=1), box("aside-body", words("body"))), "T", None),
}


@pytest.mark.parametrize("made, title, address", BOXES.values(), ids=BOXES)
def test_a_box_becomes_an_admonition(made, title, address):
    admonition = design_components.admonition(made.deepcopy())
    titles = list(admonition.findall(nodes.title))
    assert [found.astext() for found in titles] == ([title] if title else [])
    assert all(found["message"] == 1 for found in titles)  # its translation stands beside it in the book of two languages
    assert [found.astext() for found in admonition.findall(nodes.paragraph)] == ["body"]
    assert [found["refuri"] for found in admonition.findall(nodes.reference)] == ([address] if address else [])


def linked_words(node: nodes.Node) -> dict[str, str]:
    return {found["refuri"]: found.astext() for found in node.findall(nodes.reference)}


@pytest.mark.parametrize("outer", ["card", "tab-item", "dropdown"])
def test_a_box_around_a_card_has_neither_its_title_nor_its_link(outer):
    made = box(outer, box("card-body", card("inner", link())))
    around = design_components.admonition(made)
    assert not [part for part in around.children if isinstance(part, nodes.title)]
    within = design_components.admonition(next(part for part in around.findall() if design_components.component(part) == "card"))
    assert within[0].astext() == "inner" and linked_words(within) == {"https://example.org/": "inner"}


def note() -> nodes.footnote_reference:
    return nodes.footnote_reference("", "1")


def other_link() -> nodes.reference:
    return nodes.reference("", "other", refuri="other")


ADDRESS = "https://example.org/"
TITLES = {
    "a note": ([nodes.Text("words"), note()], {ADDRESS: "words"}),
    "a note first": ([note(), nodes.Text(" "), nodes.strong("", "words")], {ADDRESS: " words"}),
    "a note in emphasis": ([nodes.emphasis("", "", nodes.Text("words"), note())], {ADDRESS: "words"}),
    "a link": ([nodes.Text("words of "), other_link()], {ADDRESS: "words of ", "other": "other"}),
    "a link alone": ([other_link()], {ADDRESS: ADDRESS, "other": "other"}),
}


@pytest.mark.parametrize("words, links", TITLES.values(), ids=TITLES)
def test_no_link_stands_in_that_of_a_card(words, links):
    title = nodes.inline("", "", *(word.deepcopy() for word in words))
    made = design_components.admonition(box("card", box("card-body", box("card-title", title)), link()))
    assert linked_words(made) == links
    assert not [inner for outer in made.findall(nodes.reference) for inner in outer.children if design_components.holds_link(inner)]


def test_both_languages_of_a_title_with_a_note_have_the_link_of_the_card():
    both = nodes.inline("", "", *(nodes.inline("", "", nodes.Text(text), note()) for text in ("own", "other")))
    made = design_components.admonition(box("card", box("card-body", box("card-title", nodes.inline("", "", both))), link()))
    assert [found.astext() for found in made.findall(nodes.reference)] == ["own", "other"]


def test_an_icon_of_another_host_is_named_and_taken_out(said):
    document = new_document("page.md", get_default_settings())
    icon = type("fontawesome", (nodes.Element,), {})(icon="spinner")
    document += nodes.paragraph("", "", icon, nodes.Text(" word"))
    design_components.refuse_icons(None, document)
    assert said() == ["the icon 'spinner' is a letter of a font that the site has not; write {octicon}`…` or {material-regular}`…`"]
    assert document.astext() == "word"


@pytest.mark.parametrize(("shown", "left"), [(True, ["before", "todo", "after"]), (False, ["before", "after"])])
def test_a_todo_is_shown_where_its_setting_says_so(monkeypatch, shown, left):
    document = new_document("page.md", get_default_settings())
    document += [words("before"), type("todo_node", (nodes.Admonition, nodes.Element), {})("", words("todo")), words("after")]
    config = SimpleNamespace(todo_include_todos=shown)
    design_components.mark_hidden_todos(SimpleNamespace(config=config), document)
    assert [words_of(node) for node in document.children if words_of(node)] == left
    monkeypatch.setattr(design_components.HiddenTodos, "config", config)
    design_components.HiddenTodos(document).run()
    assert [node.astext() for node in document.children] == left


def test_the_words_of_a_button_are_a_message_wherever_it_leads(tmp_path):
    """In the templates of catalogs, which Sphinx makes from pages whose links lead somewhere already."""
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_design", "translated_docs.content.constructs.design_components"]\nproject = "x"\n', encoding="utf-8"
    )
    (tmp_path / "index.md").write_text(
        "(front)=\n# Front\n\n```{button-ref} front\n:ref-type: ref\n\nTo the front\n```\n\n"
        "```{button-ref} index\n:ref-type: doc\n\nTo the **page** `x`\n```\n\n```{button-link} https://example.org/\n\nOut\n```\n\n"
        "```{button-link} https://example.org/\n```\n\n```{button-ref} front\n:ref-type: ref\n```\n",
        encoding="utf-8",
    )
    with patch_docutils(), docutils_namespace():
        Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "read", "gettext", status=None, warning=StringIO()).build()
    messages = [entry.msgid for entry in polib.pofile(str(tmp_path / "out" / "index.pot"))]
    assert messages == ["Front", "To the front", "To the **page** `x`", "Out"]  # those without words have none


def test_the_words_of_a_card_that_leads_nowhere_stay():
    link = addnodes.pending_xref("", nodes.Text("words"), classes=["sd-stretched-link"])
    card = nodes.paragraph("", "", link)
    drop_classes(None, None, link, link[0])
    link.replace_self([nodes.Text("words")])  # as Sphinx does
    assert card.astext() == "words"
