"""Name terms of glossaries that nothing is said of: Sphinx lists them, with nothing below, and no tooltip has words."""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import Glossary

from translated_docs.content.warnings import location, warn
from translated_docs.settings import source_language


class GlossaryInItsPage(Glossary):
    """Sphinx's directive, with the lines of the page: MyST counts those of what a directive holds, from 0."""

    def run(self) -> list[nodes.Node]:
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
    if app.config.language != source_language(app.config):
        return
    for item in (item for glossary in doctree.findall(addnodes.glossary) for item in glossary.findall(nodes.definition_list_item)):
        definition, term = item[-1], item.next_node(nodes.term)
        if term is not None and "glossary" in item.parent["classes"] and not definition.children:
            words = "nothing is said of the term %r; write what it means in the line below it, indented"
            warn(location(app.env, term), "page.term_alone", words, term.rawsource)


def setup(app: Sphinx) -> None:
    app.add_directive_to_domain("std", "glossary", GlossaryInItsPage, override=True)
    app.connect("doctree-read", warn_of_terms_alone)
