"""Number the captions of figures, tables and code through the whole publication, alike in every output.

Sphinx would number them too (``numfig``), and read every page once more for it, in each builder.  Its pages, its
``{numref}`` and its words for a number are used here.
"""

from collections import Counter
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _, translators
from sphinx.roles import XRefRole
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import NodeMatcher

from translated_docs.catalogs.policy.roles import unformattable
from translated_docs.content.constructs import no_wrap
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.warnings import warn

# Sphinx's words (sphinx.config.init_numfig_format), named so that our catalogs hold them: Japanese has no blank there.
FORMATS = [_("Fig. %s"), _("Table %s"), _("Listing %s")]

LONGEST = 16  # letters that are a number with its word; what is longer is a sentence of a page


class NumberedNodes(PageData):
    """Of a page, (kind, id) of each node with a number, and (None, page) of each page of its toctrees, in order."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> list[tuple[str | None, str]] | None:
        return list(numbered_nodes(app.env, doctree)) or None


def numbered_nodes(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str | None, str]]:
    """Yield what `NumberedNodes` has of a page, and note with each node the words for its number."""
    standard = env.domains.standard_domain
    for node in doctree.findall(NodeMatcher(addnodes.toctree, nodes.Admonition, *standard.enumerable_nodes)):
        if isinstance(node, addnodes.toctree):
            yield from ((None, page) for page in node["includefiles"])
        elif type(node) not in standard.enumerable_nodes:
            if "realtype" in node:  # of sphinx-proof, with ``:nonumber:``
                node["number_format"] = word_of_kind(node["realtype"])
        elif node["ids"] and standard.get_numfig_title(node) is not None:
            kind = standard.get_enumerable_node_type(node)
            node["number_kind"], node["number_format"] = kind, number_format(env, node, kind)
            yield kind, node["ids"][0]


def number_format(env: BuildEnvironment, node: nodes.Element, kind: str) -> str:
    """Return the words for the number of a node; for "theorem %s", which sphinx-proof has in every language, as its HTML has them.

    Of several kinds that it numbers as one, that is the node's own.
    """
    words = env.config.numfig_format[kind]
    return f"{word_of_kind(node.get('realtype', kind))} %s" if words == f"{kind} %s" else words


def word_of_kind(kind: str) -> str:
    """Return the word for a kind of theorem, in the language of the build, from the catalog of its extension."""
    name = kind.title()
    known = (catalog.gettext(name) for (namespace, _name), catalog in reversed(translators.items()) if namespace == "general")
    return next((word for word in known if word != name), name)


def caption_number(env: BuildEnvironment, page: str, node: nodes.Element, number_format: str) -> str:
    """Return the words that number a node of a page, such as "Figure 3"; "" if it has no number, but the word of what has none, as "Theorem"."""
    numbers = env.toc_fignumbers.get(page, {}).get(node.get("number_kind"), {})
    number = numbers.get(node["ids"][0]) if node["ids"] else None
    if "%s" not in number_format:
        return number_format
    return number_format % ".".join(map(str, number)) if number else ""


def figure_numbers(env: BuildEnvironment) -> dict[str, dict[str, dict[str, tuple[int]]]]:
    """Return page, kind and id of all that is numbered, in the order in which it is read.

    Pages outside of all toctrees have no numbers, like Sphinx's.
    """
    noted, count, numbers = page_data(env, NumberedNodes.name), Counter(), {}

    def walk(docname: str) -> None:
        if docname in numbers:
            return
        numbers[docname] = {}
        for kind, name in noted.get(docname, ()):
            if kind is None:
                walk(name)
            else:
                count[kind] += 1
                numbers[docname].setdefault(kind, {})[name] = (count[kind],)

    walk(env.config.root_doc)
    return {docname: found for docname, found in numbers.items() if found}


def assign_numbers(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put the numbers where Sphinx looks for them; html/incremental.py writes pages again when one has changed."""
    env.toc_fignumbers = figure_numbers(env)
    return []


def complete_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Give exercises of sphinx-exercise their titles now, as theorems have theirs, and the copies that it keeps the words of the language.

    It makes titles when pages are written, and that of a solution from a copy of its exercise, made before that is translated.
    """
    registry = getattr(app.env, "sphinx_exercise_registry", {}) if app.builder.name != "gettext" else {}  # which needs the element of a message
    for label, kept in registry.items():
        exercise = doctree.ids.get(label) if kept["docname"] == app.env.docname else None
        if exercise is not None and exercise.parent is not None and exercise is not kept["node"]:  # neither hidden nor a solution
            title = nodes.title("", "", *([] if "number_format" in exercise else [exercise[0][0].copy()]), **exercise[0].attributes)
            for subtitle in exercise[0].children[1:]:
                subtitle[:] = subtitle[0].children  # of its message (content/messages/translation_units.py)
                title += [nodes.Text(" ("), *(part.deepcopy() for part in subtitle.children), nodes.Text(")")]
                title.attributes |= subtitle.attributes
            kept["node"][0], exercise[0] = exercise[0], title


class NumberRole(XRefRole):
    """``{numref}``, but with a warning for words that a number can't be put into: Sphinx would raise an exception."""

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        if has_explicit_title and unformattable(title):
            words = "%r can't be formatted with a number; write {number} where it belongs, and no other braces or %%"
            warn(self.get_location(), "page.number_format", words, title)
            refnode["refexplicit"] = False
        return super().process_link(env, refnode, has_explicit_title, title, target)


class UnbrokenNumbers(SphinxPostTransform):
    """Keep the number of a figure on the line of its word, where a text refers to it: neither says anything alone."""

    default_priority = 20  # links have their words

    def run(self, **kwargs) -> None:
        for link in self.document.findall(addnodes.number_reference):
            if len(link.astext()) <= LONGEST:
                link.children = [nodes.inline("", "", *link.children, classes=[no_wrap.CLASS])]


def setup(app: Sphinx) -> None:
    app.add_env_collector(NumberedNodes)
    app.connect("doctree-read", complete_titles, priority=510)  # it is known which have numbers
    app.connect("env-get-updated", assign_numbers, priority=900)  # Sphinx empties the numbers at 500
    app.add_post_transform(UnbrokenNumbers)
    app.add_role_to_domain("std", "numref", NumberRole(lowercase=True, warn_dangling=True), override=True)
