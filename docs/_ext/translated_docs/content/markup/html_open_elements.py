"""Where a node goes that is read of HTML: the stack of open elements."""

import re

from docutils import nodes

from translated_docs.content.ancestors import holds_words
from translated_docs.content.markup.html_details import summary
from translated_docs.content.markup.soft_breaks import line_break

OF_DIRECTIVE = re.compile(r":{3,}\{|`{3,}\{|~{3,}\{|\.\. ")  # what the source of a picture begins with


class OpenElements:
    """The elements that have begun and not ended, each its name and its node; at the bottom the ``parent`` of all.

    ``source`` is the page, ``line`` where what is read next stands.
    """

    def __init__(self, parent: nodes.Element, source: str) -> None:
        super().__init__()  # of the parser beside it
        self.open: list[tuple[str, nodes.Element]] = [("", parent)]
        self.source, self.line = source, 1
        self.without_words = 0  # how many elements are open whose content is none
        self.begins_line = False  # where a block began or ended that is none here

    @property
    def place(self) -> nodes.Element:
        """The innermost node that is open."""
        return self.open[-1][1]

    @property
    def is_in_code(self) -> bool:
        return isinstance(self.place, nodes.literal_block)

    @property
    def is_in_line(self) -> bool:
        """Whether no block can stand here."""
        return holds_words(self.place) or isinstance(self.place, nodes.Inline)

    def message(self) -> nodes.Element | None:
        """Return the paragraph or summary that is open: a message like any other, with HTML as the page has it."""
        for _tag, node in reversed(self.open):
            if isinstance(node, (nodes.paragraph, nodes.title, summary)):
                return node
            if not isinstance(node, nodes.Inline):
                last = node[-1] if len(node) else None
                return last if isinstance(last, nodes.paragraph) and last.get("of_html") else None
        return None

    def add(self, node: nodes.Node, written: str) -> None:
        """Add a node, ``written`` as it stands; words that stand between blocks become a paragraph."""
        if self.without_words:
            return
        if self.begins_line and node.astext().strip():
            self.begins_line = False
            if (message := self.message()) is not None and message.astext().strip():  # words stand before it
                self.add(line_break(), "<br>")
        is_words = isinstance(node, (nodes.Text, nodes.Inline)) and not isinstance(node, nodes.Invisible)  # as labels are
        if OF_DIRECTIVE.match(written):  # which makes a picture without a paragraph
            is_words, written = False, ""
        place = self.place
        if is_words and not self.is_in_line:
            paragraph = self.message()
            if paragraph is None:
                if not node.astext().strip() and not isinstance(node, (nodes.image, nodes.TextElement)):
                    return
                place += (paragraph := self.placed(nodes.paragraph(of_html=True)))
            place = paragraph
        if isinstance(node, nodes.Text) and not len(place):
            node = nodes.Text(node.removeprefix("\n") if self.is_in_code else node.lstrip())  # an icon stood before it
        place += node
        self.note(written)

    def note(self, written: str) -> None:
        """Put what is written into the source of its message."""
        message = self.message()
        if message is not None and message is not self.open[0][1]:
            message.rawsource += written

    def placed(self, node: nodes.Element) -> nodes.Element:
        """Return a node, with its place in the page."""
        node.source, node.line = self.source, self.line
        return node
