"""Refuse headings within what some outputs leave out: MyST puts their sections behind it, so that each output has them."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.languages import get_language
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from translated_docs.content.source_lines import location

logger = logging.getLogger(__name__)

# By the names of directives; with the extension that brings it, if one does.
CONDITIONS = {"only": None, "ifconfig": "sphinx.ext.ifconfig"}


def without_headings(directive: type[Directive]) -> type[Directive]:
    """Return the class of a directive as one that warns of each heading in it."""

    class WithoutHeadings(directive):
        def run(self) -> list[nodes.Node]:
            before = set(self.state.document.findall(nodes.section))
            made = super().run()
            for section in set(self.state.document.findall(nodes.section)) - before:
                logger.warning(
                    "the heading %r stands within {%s}, so every output has its section; write {rubric} there, or the heading above",
                    section[0].astext(), self.name, location=location(self.env, section, section.line),
                    type="page", subtype="conditional_heading",
                )  # fmt: skip
            return made

    return WithoutHeadings


def wrap_directives(app: Sphinx, config: Config) -> None:
    for name, extension in CONDITIONS.items():
        if extension is None or extension in app.extensions:
            found = directives.directive(name, get_language("en"), None)[0]
            app.add_directive(name, without_headings(found), override=True)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", wrap_directives)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
