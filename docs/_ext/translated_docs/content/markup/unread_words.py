"""Words of a directive or a role that can't be read: they are set as code, which docutils and MyST leave out beside what they say of it."""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

WARNING, ERROR = 2, 3  # docutils' levels; from the last on a block is left out, of a warning it is read all the same
DIRECTIVE = re.compile(r"\.\.[ \t]+([\w:.+-]+)::")


def all_are_diagnostics(made: list[nodes.Node]) -> bool:
    """Say whether a directive or a role has made nothing but what docutils says of it; one that makes nothing at all may be meant so.

    That a name is English, in a language that has its own, is no fault.
    """
    return all(isinstance(node, nodes.system_message) for node in made) and any(node["level"] >= WARNING for node in made)


def as_code(text: str, directive: str, document: nodes.document) -> list[nodes.literal_block]:
    """Return what a directive was given as a block of code; nothing of one that names a file alone, or is of one output."""
    known, _messages = directives.directive(directive, en, document)
    if not text.strip() or known and not known.has_content or directive == "raw":
        return []
    return [nodes.literal_block(text, text, language="none")]


class UnreadBlocks(SphinxTransform):
    """Set what reStructuredText has not read, as a directive or a table: docutils quotes it in its message, which Sphinx leaves out."""

    default_priority = 5  # before all that asks what stands in a page

    def apply(self, **kwargs) -> None:
        for message in list(self.document.findall(nodes.system_message)):
            quoted = next((part.astext() for part in message.children if isinstance(part, nodes.literal_block)), None)
            if quoted and message["level"] >= ERROR:
                directive = DIRECTIVE.match(quoted)
                message.replace_self(as_code(quoted, directive[1] if directive else "", self.document))


def setup(app: Sphinx) -> None:
    app.add_transform(UnreadBlocks)
