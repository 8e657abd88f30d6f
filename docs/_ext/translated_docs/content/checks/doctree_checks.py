"""What is wrong with a page once it is read, each with its line: its titles, links, lists, notes and terms.

Of the text itself markdown_lint.py says it, and of markup that came out as it stands emphasis_lint.py and unread_markup_lint.py.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from myst_parser.mocking import MockState
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.python import PyClasslike
from sphinx.domains.std import Glossary
from sphinx.util.nodes import NodeMatcher

from translated_docs.catalogs.languages import has_style
from translated_docs.catalogs.policy.message_markup import finds_addresses
from translated_docs.content.ancestors import ancestors
from translated_docs.content.constructs.link_text import takes_words
from translated_docs.content.warnings import location, warn
from translated_docs.settings import is_source, source_language

# How many may stand in one another: more quotes Typst can't set, and of more lists the parser loses all that follows.
MOST_WITHIN = {nodes.block_quote: 9, nodes.bullet_list: 25, nodes.enumerated_list: 25}
# What Sphinx marks the words of a role with that leads somewhere.
LOOK = re.compile(r"xref|std(?:-\w+)?")
is_link = NodeMatcher(nodes.reference, addnodes.pending_xref, addnodes.download_reference)


# -- Titles: without one, or with two, a page could not be linked to nor listed by one ------


def titles_below(node: nodes.Element) -> Iterator[nodes.title]:
    """Yield the titles of all sections, in order."""
    for section in node.children:
        if isinstance(section, nodes.section):
            yield from (child for child in section.children[:1] if isinstance(child, nodes.title))
            yield from titles_below(section)


def has_label(section: nodes.section, document: nodes.document) -> bool:
    """Say whether a section has an address that its author gave it; any other is a number, or goes with the words."""
    return any(document.nametypes.get(name) and nodes.make_id(name) in section["ids"] for name in section["names"])


def check_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Warn, with its line, of each first-level heading but one, and of a heading without words or label, or with a link without.

    All of it is the page's own, and is said so in every language: no translation is left out for it.
    """
    titles, wants_labels = list(titles_below(doctree)), has_style("heading-labels", source_language(app.config))

    def warn_of(title: nodes.title | None, subtype: str, words: str) -> None:
        line = (title.get("page_line") or title.line or 1) if title is not None else 1
        source = (title.get("msgid") or title.astext(),) if "%r" in words else ()
        warn(location(app.env, title and title.parent, line), f"page.{subtype}", words, *source)

    if not titles:
        warn_of(None, "no_title", "the page has no title; begin it with '(label)=' and '# Title'")
    for title in titles:
        if link := title.next_node(takes_words):
            target = link["reftarget"]
            warn_of(title, "linked_heading", f"the link to {target!r} in a heading has no words, and lists of headings know no others; write some")
        elif not title.astext().strip():
            warn_of(title, "empty_heading", "a heading without words; write some, or take it out")
        elif wants_labels and not has_label(title.parent, doctree):
            warn_of(title, "no_label", "the heading %r has no label, so its address changes with the page; write one above it in ASCII, as '(a-label)='")
    others = [title for title in titles if title.parent.parent is doctree][1:]
    for other in others if has_style("one-title", source_language(app.config)) else ():
        warn_of(other, "two_titles", "a second title, %r; begin it with '##', or make a page of its own of it")


def name_untitled(app: Sphinx, doctree: nodes.document) -> None:
    """Give a page without a title a name for lists of pages and for covers: Sphinx has "<no title>" there."""
    page = app.env.current_document.docname
    if doctree.next_node(nodes.section) is None:
        doctree.setdefault("title", app.config.project if page == app.config.root_doc else page)


# -- Lists, quotes and notes -----------------------------------------------------


def check_depth(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of quotes, and of lists, of which too many stand in one another."""
    for kind, most in MOST_WITHIN.items():
        for block in doctree.findall(kind):
            if sum(isinstance(around, kind) for around in ancestors(block)) == most:
                words = "stands within %d of its kind, and not all of more would be seen; write it outside of some"
                warn(location(app.env, block), "page.depth", words, most)


def check_notes(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of footnotes without words."""
    for note in doctree.findall(nodes.footnote):
        if not any(child.astext().strip() or child.next_node(nodes.image) for child in note.children if not isinstance(child, nodes.label)):
            words = "a footnote without words; write them behind its colon, as '[^name]: words'"
            warn(location(app.env, note), "page.empty_note", words)


# -- Links within the words of a link: a reader can follow one, and neither HTML nor a book has more --


def refuse_inner_links(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each link, be it of a role, within the words of another, and leave its words."""
    inner = [part for link in doctree.findall(is_link) for part in link.findall(is_link) if part is not link]
    for link in dict.fromkeys(inner):
        if is_source(app.config):  # a translation has the links of its source
            wrong = "the link %r stands within the words of another; write it before or behind that"
            warn(location(app.env, link), "page.link_in_link", wrong, link.astext())
        for words in link.findall(nodes.Inline):  # the look of a term, which leads to the glossary
            words["classes"] = [name for name in words["classes"] if not LOOK.fullmatch(name)]
        link.parent.replace(link, link.children)


# -- Terms of which nothing is said: Sphinx lists them, with nothing below, and no tooltip has words --


class GlossaryInItsPage(Glossary):
    """Sphinx's directive, with the lines of the page: MyST counts those of what a directive holds, from 0."""

    def run(self) -> list[nodes.Node]:
        if not isinstance(self.state, MockState):  # of reStructuredText, whose lines are those of the page
            return super().run()
        first = self.lineno + 1 + self.content_offset  # behind its own line and its options
        self.content.items = [(source, first + line) for source, line in self.content.items]
        parse = self.state.nested_parse
        # Of a definition Sphinx gives that line, and MyST adds the directive's own.
        self.state.nested_parse = lambda block, line, *others, **named: parse(block, line - self.lineno - 1, *others, **named)
        try:
            made = super().run()
        finally:
            del self.state.nested_parse
        for node in made:
            node.source, node.line = self.get_source_info()[0], self.lineno  # without, it gets one beyond the end of the page
        return made


def warn_of_terms_alone(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each term without a definition; a translation has those of its source."""
    if not is_source(app.config):
        return
    for item in (item for glossary in doctree.findall(addnodes.glossary) for item in glossary.findall(nodes.definition_list_item)):
        definition, term = item[-1], item.next_node(nodes.term)
        if term is not None and "glossary" in item.parent["classes"] and not definition.children:
            words = "nothing is said of the term %r; write what it means in the line below it, indented"
            warn(location(app.env, term), "page.term_alone", words, term.rawsource)


# Of the punctuation of China and Japan, which no blank follows; addresses have none, but for some of Wikipedia.
WIDE_MARK = re.compile(r"[\u3000-\u303f\uff01-\uff60]")


def warn_of_long_addresses(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of an address without any mark that takes in the words behind it: the extension linkify ends it where a blank is."""
    if not (finds_addresses() and is_source(app.config)):
        return
    for link in doctree.findall(nodes.reference):
        address = link.astext()
        end = WIDE_MARK.search(address)
        if not end or "://" not in link.get("refuri", ""):
            continue
        source = next((around.rawsource for around in ancestors(link) if around.rawsource), "")
        if re.search(rf"(?<![<\[]){re.escape(address)}", source):  # it has no marks
            words = "the address %r takes in what stands behind it; write <%s>, or <> around all that is of the address"
            warn(location(app.env, link), "page.address", words, address, address[: end.start()])


class ClassOfPython(PyClasslike):
    """Sphinx's directive, which takes the place of docutils' ``class`` for the looks of a block, where no name has a capital."""

    def __init__(self, name: str, *others, **named) -> None:
        super().__init__(name, *others, **named)
        self.written = name  # the domain gives it its full name

    def run(self) -> list[nodes.Node]:
        if self.written == "class" and self.arguments[0].islower():
            words = "{class} describes a class of Python, %r; write {rst-class} to give a block a class for its looks, or {py:class}"
            warn(self.get_location(), "page.class", words, self.arguments[0])
        return super().run()


def setup(app: Sphinx) -> None:
    app.add_directive_to_domain("py", "class", ClassOfPython, override=True)
    app.add_directive_to_domain("std", "glossary", GlossaryInItsPage, override=True)
    app.connect("doctree-read", check_titles)
    app.connect("doctree-read", name_untitled, priority=400)  # Sphinx lists the titles at 500
    app.connect("doctree-read", check_depth)
    app.connect("doctree-read", check_notes, priority=90)  # before links back are in them
    app.connect("doctree-read", refuse_inner_links, priority=90)
    app.connect("doctree-read", warn_of_terms_alone)
    app.connect("doctree-read", warn_of_long_addresses)
