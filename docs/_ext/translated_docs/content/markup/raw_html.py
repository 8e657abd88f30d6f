"""HTML within the Markdown of a page, as doctree nodes, so that it comes out in every output.

It is read where ``myst_disable_syntax`` does not take ``html_block`` and ``html_inline`` out, and as far as
``allowed_html`` names its elements.  Nothing of it is passed on as it stands: of an element its meaning is
kept (html_elements.py), of its attributes those that are asked for there.  What is left out is named (html_slips.py),
its words are kept.
"""

from docutils import nodes
from docutils.parsers.rst.directives.misc import Raw
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from translated_docs.content.markup.html_elements import CONVERTED
from translated_docs.content.markup.html_reader import Reader
from translated_docs.content.sources.page_names import is_rst
from translated_docs.content.warnings import warn


def convert_html(document: nodes.document, env: BuildEnvironment) -> None:
    """Put nodes in the place of the HTML that stands in a document, or in a message of a catalog."""
    parents = {id(raw.parent): raw.parent for raw in document.findall(nodes.raw) if raw.get("written")}
    boxes: dict[int, list[tuple[str, nodes.container]]] = {}  # by section: those in which its heading stands
    for parent in parents.values():
        reader = Reader(parent, env.config.allowed_html, env.config, document["source"])
        children, parent.children = parent.children, []
        for child in children:
            if isinstance(child, nodes.section):
                boxes[id(child)] = reader.end_before(child)
            if isinstance(child, nodes.raw) and child.get("written"):
                reader.read(child.astext(), child.line)
            else:
                reader.add(child, child.astext() if isinstance(child, nodes.Text) else child.rawsource)
            if isinstance(child, nodes.title):
                for tag, box in boxes.get(id(parent), ()):
                    reader.start(tag, box.copy(), "")
        reader.end_all()
        warn_once(document, env, reader.said)


def warn_once(document: nodes.document, env: BuildEnvironment, said: list[tuple[int, str]]) -> None:
    """Name what is left out, each once a page."""
    named = env.current_document.setdefault("HTML that is named", set())
    for line, words in said:
        if words not in named:
            named.add(words)
            warn(f"{document['source']}:{line}", "page.html", "%s", words)


class HtmlByDirective(Raw):
    """The directive ``raw``: HTML that stands in it is read like any other of a page in Markdown; all else is disabled."""

    def run(self) -> list[nodes.Node]:
        env = self.state.document.settings.env
        has_html = "html_block" not in env.config.myst_disable_syntax and not is_rst(env.doc2path(env.docname), env.config)
        if not has_html or self.arguments[0].split() != ["html"] or self.options:
            return super().run()
        raw = nodes.raw("", "\n".join(self.content), format="html", written=True)
        raw.source, raw.line = self.state_machine.get_source_and_line(self.content_offset + 1)
        return [raw]


def setup(app: Sphinx) -> None:
    app.add_directive("raw", HtmlByDirective, override=True)
    app.add_config_value("allowed_html", list(CONVERTED), "env", [list, tuple, set, frozenset])
