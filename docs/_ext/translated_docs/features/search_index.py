"""The text that the search looks through, section by section, in one file a language.

Sphinx's own index of words is left out: it does not find a part of a Japanese
compound.  ``static/search.js`` looks for the letters themselves.

A second file has what the sections are called: the searches of the other languages ask for it, as the
sections have the same anchors there.  Texts stand apart from titles: a twelfth less is sent of what is alike.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes

from translated_docs.catalogs.policy.roles import NUMBER_FORMAT
from translated_docs.content.constructs.link_text import takes_words
from translated_docs.content.constructs.output_tags import leaves_out, tags_of
from translated_docs.content.directives.slide import slide
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.reading_order import ordered_docnames
from translated_docs.html.build_steps import when_written

# Anchor, title, text, and what else the section is called.
Record = tuple[str, ...]
# Between blocks; what is one within a line.
LINES, BLANKS = re.compile(r"\s*\n\s*"), re.compile(r"[^\S\n]+")


def mark_hidden(app: Sphinx, doctree: nodes.document) -> None:
    """Mark what stands on other outputs alone."""
    tags = tags_of(app, "html", "html")
    for node in doctree.findall(nodes.Element):
        if isinstance(node, addnodes.only):
            node["not_on_site"] = leaves_out(node, tags)
        elif isinstance(node, ifconfig):
            probe = nodes.container("", ifconfig("", nodes.Text("is there"), expr=node["expr"]))
            process_ifconfig_nodes(app, probe, app.env.docname)
            node["not_on_site"] = probe.astext() != "is there"
    hide_notes(doctree)


def is_hidden(node: nodes.Node) -> bool:
    # "true" is an attribute of HTML, of a tab that is not open yet.
    return isinstance(node, nodes.Element) and bool(node.get("hidden") is True or node.get("not_on_site"))


def references_shown(node: nodes.Element) -> Iterator[nodes.footnote_reference]:
    """Yield the references to notes in what is shown."""
    for child in node.children:
        if isinstance(child, nodes.footnote_reference):
            yield child
        elif not is_hidden(child) and child.children:
            yield from references_shown(child)


def hide_notes(doctree: nodes.document) -> None:
    """Mark the notes to which nothing that is shown refers; their own references are then hidden too."""
    notes = [note for note in doctree.findall(nodes.footnote) if note["backrefs"]]
    while notes:
        shown = {reference.get("refid") for reference in references_shown(doctree)}
        unmet = [note for note in notes if shown.isdisjoint(note["ids"])]
        if not unmet:
            return
        for note in unmet:
            note["not_on_site"] = True
            notes.remove(note)


def words_of(node: nodes.Node) -> str:
    """Return the words of a node, a line a block: none for line breaks in HTML or LaTeX, numbers of notes, and links
    without words, and what is hidden."""
    if is_hidden(node) or isinstance(node, (nodes.raw, nodes.label, nodes.Invisible)) or takes_words(node):
        return ""
    if isinstance(node, addnodes.pending_xref) and node["reftype"] == "numref":
        return NUMBER_FORMAT.sub("", node.astext())  # they are known later
    if isinstance(node, addnodes.toctree):
        return "\n".join(filter(None, [node.get("caption"), *(name for name, _page in node["entries"])]))
    if not node.children:
        return node.astext()
    if isinstance(node, nodes.row):
        return f"\n• {' · '.join(filter(None, map(plain, node.children)))}\n"
    words = node.child_text_separator.join(map(words_of, node.children))
    if isinstance(node, nodes.abbreviation) and node.get("explanation"):
        return f"{words} ({node['explanation']})"
    return f"\n• {words.strip()}\n" if isinstance(node, nodes.list_item) else words


def plain(node: nodes.Node) -> str:
    """Return the words of a node in one line."""
    return " ".join(words_of(node).split())


def text_without(node: nodes.Element, apart: tuple[type, ...]) -> str:
    """Return the text of a node's children, but for the kinds that have records of their own."""
    words = "\n".join(words_of(child) for child in node.children if not isinstance(child, apart))
    return LINES.sub("\n", BLANKS.sub(" ", words)).strip()


def section_records(section: nodes.section) -> Iterator[Record]:
    """Yield the records of a section, its slides and its subsections."""
    title = section.next_node(nodes.title)
    apart = (nodes.section, nodes.title, slide, addnodes.glossary)
    yield section["ids"][0], plain(title), text_without(section, apart), *section.get("synonyms", ())
    for child in section.children:
        if isinstance(child, nodes.section):
            yield from section_records(child)
        elif isinstance(child, slide):
            yield child["ids"][0], plain(child[0]), text_without(child, (nodes.title,))


def term_records(doctree: nodes.document) -> Iterator[Record]:
    """Yield a record for each term of the glossary; several may share a definition."""
    for item in doctree.findall(nodes.definition_list_item):
        definitions = [child for child in item.children if isinstance(child, nodes.definition)]
        text = "\n".join(text_without(definition, ()) for definition in definitions)
        synonyms = [word for definition in definitions for word in definition.get("synonyms", ())]
        for term in item.children:
            if isinstance(term, nodes.term) and term["ids"]:
                yield term["ids"][0], plain(term), text, *synonyms


class SearchRecords(PageData):
    """The records of a page; the first is called as the page is."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> list[Record] | None:
        top = doctree.next_node(nodes.section)
        mark_hidden(app, doctree)
        return [*section_records(top), *term_records(doctree)] if top else None


def names_in_toctrees(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return by page what toctrees call it, in the place of its title."""
    names = defaultdict(list)
    for name, page in (entry for toc in env.tocs.values() for toctree in toc.findall(addnodes.toctree) for entry in toctree["entries"]):
        names[page] += [name] if name else []
    return names


def called(records: list[Record], names: list[str]) -> list[tuple[str, ...]]:
    """Return the anchor of each section with what it is called; the first is the page, which needs none, and has further names."""
    return [(anchor, title, *synonyms) if number else ("", title, *synonyms, *names) for number, (anchor, title, _text, *synonyms) in enumerate(records)]


def write_index(app: Sphinx) -> None:
    """Write ``search-index.json`` and ``search-titles.json``, pages in reading order."""
    found = page_data(app.env, SearchRecords.name)
    docnames = [docname for docname in ordered_docnames(app.env) if docname in found]
    names = names_in_toctrees(app.env)
    titles = [(app.builder.get_target_uri(docname), called(found[docname], names[docname])) for docname in docnames]
    texts = [[text for _anchor, _title, text, *_synonyms in found[docname]] for docname in docnames]
    for name, content in {"index": {"titles": titles, "texts": texts}, "titles": titles}.items():
        words = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (Path(app.outdir) / f"search-{name}.json").write_text(words, encoding="utf-8")


def without_sphinx_search(app: Sphinx) -> None:
    if app.builder.name == "html":
        app.builder.search = False


def setup(app: Sphinx) -> None:
    app.add_env_collector(SearchRecords)
    app.connect("builder-inited", without_sphinx_search)
    when_written(app, write_index)
