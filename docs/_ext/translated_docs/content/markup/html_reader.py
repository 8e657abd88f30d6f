"""Read HTML into a doctree: html_elements.py says what its elements become, html_open_elements.py where that goes."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlsplit

from docutils import nodes
from markdown_it.common.html_blocks import block_names
from sphinx import addnodes
from sphinx.config import Config

from translated_docs.content.ancestors import holds_words
from translated_docs.content.markup import html_slips, html_tables
from translated_docs.content.markup.html_elements import (
    ALIGNMENTS, CONVERTED, EMPTY, FRAMES, ICONS, LISTS, NO_WORDS, Attributes, complete_list, icon_name, new_node, new_picture,
)  # fmt: skip
from translated_docs.content.markup.html_open_elements import OpenElements
from translated_docs.content.markup.soft_breaks import line_break


class Reader(OpenElements, HTMLParser):
    """Puts together the children of one node, some of which are HTML.

    ``allowed`` are the names of elements, ``config`` names the schemes of addresses; ``source`` is the page.  What is
    left out goes to ``said``, as line and words.
    """

    def __init__(self, parent: nodes.Element, allowed: Iterable[str], config: Config, source: str) -> None:
        super().__init__(parent, source)
        self.allowed = frozenset(allowed)
        schemes = config.myst_url_schemes  # a list, or a pattern for each or None: one that has a pattern is no address by itself
        self.schemes = {name for name, pattern in schemes.items() if pattern is None} if isinstance(schemes, dict) else set(schemes)
        self.said: list[tuple[int, str]] = []
        self.first = 1

    def read(self, markup: str, line: int | None) -> None:
        """Read a piece of HTML, which begins on a line of the page."""
        self.line, self.first = line or self.line, self.getpos()[0]
        self.feed(markup)
        self.close()  # nothing waits for what follows

    def end_all(self) -> None:
        """End what has no end of its own."""
        while len(self.open) > 1:
            self.handle_endtag(self.open[-1][0])

    def end_before(self, section: nodes.section) -> list[tuple[str, nodes.container]]:
        """End all that a section would stand in, with all that follows; return the boxes, which go on below its heading."""
        self.line, self.first = section.line or self.line, self.getpos()[0]
        opened = self.open[1:]
        boxes = [(tag, node) for tag, node in opened if isinstance(node, nodes.container)]
        for tag, node in opened:
            if not isinstance(node, (nodes.container, nodes.paragraph, nodes.Inline)):
                self.say(html_slips.HEADING.format(tag))
        self.end_all()
        for _tag, box in reversed(boxes):
            if all(isinstance(part, nodes.Invisible) for part in box.children):  # as the label of the heading is
                place = box.parent.index(box)
                box.parent[place : place + 1] = box.children
        return boxes

    def say(self, words: str, below: int = 0) -> None:
        """Note what is wrong, and the line; so many below that which is read."""
        if not self.without_words:  # or what is around it is named, with all that it holds
            self.said.append((self.line + self.getpos()[0] - self.first + below, words))

    # -- What the parser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written, attributes = self.get_starttag_text() or "", {name: value or "" for name, value in attrs}
        if self.is_in_code:
            self.read_in_code(tag, attributes)
        elif tag not in self.allowed or tag not in CONVERTED:
            if not self.add_link_to_frame(tag, attributes):
                self.say(html_slips.of_left_out(tag, written))
            self.without_words += tag in NO_WORDS
            self.begins_line |= tag in block_names
        elif tag in html_tables.PARTS:
            self.start_part(tag, attributes, written)
        elif tag in EMPTY:
            self.add_empty(tag, attributes, written)
        elif tag == "li":
            self.start_item(attributes, written)
        elif icon := icon_name(tag, attributes):
            self.open.append((tag, nodes.inline(icon=ICONS.get(icon, ""))))
        else:
            node = self.link(attributes) if tag == "a" else new_node(tag, attributes, self.is_in_line)
            self.start(tag, node, written)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element that says that it is empty; in HTML itself only a drawing or a formula can be so."""
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "math"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in NO_WORDS:
            self.without_words = max(self.without_words - 1, 0)
        self.begins_line |= tag in block_names
        if self.is_in_code and tag != "pre":
            return
        while tag in [name for name, _node in self.open]:
            name, node = self.open.pop()
            if isinstance(node, nodes.literal_block):
                node.rawsource = node.astext()
            elif isinstance(node, nodes.table):
                html_tables.complete(node)
            elif isinstance(node, LISTS):
                complete_list(node)
            if "icon" in node:
                self.add_icon(node)
            elif isinstance(node, nodes.Inline):
                self.note(f"</{name}>")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.add(nodes.Text(data), data)
        is_code = any(isinstance(node, (nodes.literal, nodes.literal_block)) for _tag, node in self.open)
        if not holds_words(self.open[0][1]) and not is_code and (found := html_slips.MARKDOWN.search(data)):
            self.say(html_slips.UNREAD.format(found[0].strip()), data.count("\n", 0, found.start()))
            if (block := self.message()) is not None:
                block["unread"] = True  # so nothing else is said of it

    # -- Elements

    def start(self, tag: str, node: nodes.Element, written: str) -> None:
        """Begin an element: what follows stands in it."""
        if not isinstance(node, nodes.Inline):
            # A paragraph ends where a block begins; within a line of Markdown there is none.
            while len(self.open) > 1 and isinstance(self.place, (nodes.paragraph, nodes.Inline)):
                self.open.pop()
            if holds_words(self.place):
                node = nodes.inline()
                self.begins_line = True
        self.add(self.placed(node), written if isinstance(node, nodes.Inline) else "")
        self.open.append((tag, node[0] if isinstance(node, addnodes.pending_xref) else node))

    def start_part(self, tag: str, attributes: Attributes, written: str) -> None:
        """Read the beginning of a part of a table, which ends those before it."""
        tables = [at for at, (_tag, node) in enumerate(self.open) if isinstance(node, nodes.table)]
        if not tables:
            self.say(html_slips.OUTSIDE.format(tag, "table"))
            self.begins_line = True
            return
        kind, ends = html_tables.PARTS[tag]
        self.end_parts(ends, tables[-1])
        is_of_head = tag == "th" or "thead" in [name for name, _node in self.open[tables[-1] :]]
        node = html_tables.new_cell(attributes, is_of_head) if kind is nodes.entry else kind()
        if attributes.get("align") in ALIGNMENTS:
            node["classes"].append(f"text-{attributes['align']}")
        self.start(tag, node, written)

    def start_item(self, attributes: Attributes, written: str) -> None:
        """Read the beginning of an item of a list, which ends the one before it."""
        self.end_parts(("li",), max((at for at, (tag, _node) in enumerate(self.open) if tag in ("ul", "ol")), default=len(self.open)))
        around = [node for _tag, node in self.open if not isinstance(node, (nodes.paragraph, nodes.Inline))]
        if around and not isinstance(around[-1], LISTS):
            self.say(html_slips.OUTSIDE.format("li", "ul"))
            self.begins_line = True
        else:
            self.start("li", new_node("li", attributes, is_in_line=False), written)

    def end_parts(self, ends: tuple[str, ...], around: int) -> None:
        """End those of these names that are open in an element, as their own end may be left out."""
        while any(name in ends for name, _node in self.open[around + 1 :]):
            self.handle_endtag(self.open[-1][0])

    def read_in_code(self, tag: str, attributes: Attributes) -> None:
        """Read what stands within <pre>: its words are code, and of its elements one may name the language."""
        if named := re.search(r"(?:^|\s)lang(?:uage)?-([\w+#-]+)", attributes.get("class", "")):
            self.place["language"] = named[1]
        if tag == "br":
            self.handle_data("\n")

    def link(self, attributes: Attributes) -> nodes.Element:
        """Return a link; one that leads to a page or a label is resolved as Markdown's are."""
        address = attributes.get("href", "").strip()
        if not address:
            return nodes.inline(ids=[nodes.make_id(attributes["name"])] if attributes.get("name") else [])
        try:
            scheme = urlsplit(address).scheme.lower()
        except ValueError:
            scheme = "?"
        if scheme in self.schemes:
            return nodes.reference(refuri=address)
        if scheme or address.startswith("//"):
            self.say(html_slips.NOWHERE.format(address))
            return nodes.inline()
        target = re.sub(r"\.html(?=$|#)", ".md", address.removeprefix("#"))
        words = nodes.inline(classes=["xref", "myst"])
        return addnodes.pending_xref("", words, refdomain=None, reftype="myst", reftarget=target, refexplicit=True)

    def add_icon(self, node: nodes.Element) -> None:
        """Add the words of what looked like an icon, or else the letter for it."""
        words = [nodes.Text(node["icon"])] if not len(node) and node["icon"] else node.children
        for word in list(words):
            self.add(word, word.astext())

    def add_empty(self, tag: str, attributes: Attributes, written: str) -> None:
        """Add an element that has no end: the end of a line, a rule, or a picture."""
        if tag == "br":
            self.add(line_break(), written)
        elif tag == "hr" and isinstance(self.place, (nodes.document, nodes.section)):
            self.add(self.placed(nodes.transition()), "")
        elif tag == "img" and attributes.get("src"):
            self.add(self.placed(new_picture(attributes, written)), written)

    def add_link_to_frame(self, tag: str, attributes: Attributes) -> bool:
        """Add a link to what an element shows of another page, and say whether it did: among words there is none."""
        address = re.sub("^//", "https://", attributes.get("src", "").strip())
        if tag not in FRAMES or self.without_words or self.is_in_line or not re.match("https?://[^/]", address):
            return False
        link = nodes.reference("", attributes.get("title") or address, refuri=address)
        self.place.append(self.placed(nodes.paragraph("", "", link, translatable=False)))
        self.say(html_slips.FRAME.format(tag))
        return True
