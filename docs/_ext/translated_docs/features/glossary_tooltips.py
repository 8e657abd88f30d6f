"""What the glossary says of a page's terms, given to the page: ``glossary-tooltips.js`` shows it.

The words come from the glossary's doctree, so they are the glossary's own in every
language and there is nothing to write twice.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# By anchor of a term and page of a glossary: the term and what is said of it.
Definitions = dict[str, dict[str, dict[str, str]]]


def is_term(node: nodes.Node) -> bool:
    """Say whether a node is what the role ``term`` leaves: it leads to the glossary."""
    return isinstance(node, nodes.inline) and "std-term" in node["classes"]


def term_definitions(env: BuildEnvironment) -> Definitions:
    """Return term and first paragraph of its definition, by anchor and page of the term.

    A term that has no paragraph is left out.
    """
    terms = [entry for entry in env.domains["std"].get_objects() if entry[2] == "term"]
    definitions: Definitions = {}
    for docname in sorted({docname for _, _, _, docname, _, _ in terms}):
        for item in env.get_doctree(docname).findall(nodes.definition_list_item):
            paragraph = item.children[-1].next_node(nodes.paragraph)
            for term in item.children[:-1]:
                for anchor in term["ids"] if paragraph else []:
                    words = {"term": term.astext(), "definition": paragraph.astext()}
                    definitions.setdefault(anchor, {})[docname] = words
    return definitions


def add_glossary_tooltips(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template the anchor, term and definition of each term that the page links to.

    Links within the glossary need no note: they have no address of a page.
    """
    links = doctree.findall(nodes.reference) if doctree and app.builder.name != "epub" else []  # which shows none
    used = dict.fromkeys(link.get("refuri", "") for link in links if link.next_node(is_term))
    terms = app.env.site_wide_inputs["terms"]
    context["glossary_tooltips"] = [
        {"anchor": anchor, **words}
        for page, _, anchor in (uri.partition("#") for uri in used)
        for docname, words in terms.get(anchor, {}).items()
        if app.builder.get_relative_uri(pagename, docname) == page
    ]


def setup(app: Sphinx) -> None:
    app.connect("site-wide-inputs", lambda app, env: {"terms": term_definitions(env)})
    app.connect("html-page-context", add_glossary_tooltips)
