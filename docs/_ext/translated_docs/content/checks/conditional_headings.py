"""Name headings within what some outputs leave out: MyST puts their sections behind it, so that each output has them."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.directives.other import Only
from sphinx.ext.ifconfig import IfConfig
from sphinx.util.docutils import SphinxDirective

from translated_docs.content.warnings import location, warn


class NamesHeadings(SphinxDirective):
    """A directive that warns of each heading in it."""

    def run(self) -> list[nodes.Node]:
        before = set(self.state.document.findall(nodes.section))
        made = super().run()
        for section in (section for section in self.state.document.findall(nodes.section) if section not in before):
            words = "the heading %r stands within {%s}, so every output has its section; write {rubric} there, or the heading above"
            warn(location(self.env, section, section.line), "page.conditional_heading", words, section[0].astext(), self.name)
        return made


class OnlyWithoutHeadings(NamesHeadings, Only):
    """``only``"""


class IfConfigWithoutHeadings(NamesHeadings, IfConfig):
    """``ifconfig``"""


def wrap_ifconfig(app: Sphinx, config: Config) -> None:
    if "sphinx.ext.ifconfig" in app.extensions:
        app.add_directive("ifconfig", IfConfigWithoutHeadings, override=True)


def setup(app: Sphinx) -> None:
    app.add_directive("only", OnlyWithoutHeadings, override=True)
    app.connect("config-inited", wrap_ifconfig)
