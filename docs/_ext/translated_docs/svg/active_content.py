"""Reject SVG pictures that do something, or ask for something: scripts, links, what is elsewhere.

In a page a picture runs nothing (https://www.w3.org/TR/SVG2/conform.html#secure-animated-mode), but who
opens its own address would run what is in it, in the name of the site.  A figure of `:::{drawing}`
stands in the page itself, and may hold much less (figure_document.py).
"""

import re
from collections.abc import Iterator

from translated_docs.svg.figure_document import SVG
from translated_docs.svg.xml_reader import XmlReader
from translated_docs.utf8 import LineError, decode

ACTIVE = {"script", "iframe", "embed", "object", "audio", "video", "handler", "listener"}
# HTML, which no book shows; drawing programs write the words of a box as such.
HTML_WITHIN = (
    "<foreignObject>: a picture holds none, and no book shows it; let the program that drew it write its words as text "
    "(draw.io: no formatted text; Mermaid: htmlLabels: false), and save it again"
)
NOT_PLAIN = "not in UTF-8, or compressed; save it again as plain SVG, with the encoding UTF-8"
# Within the picture, or in its own text; a font that is in it does nothing.
OWN = re.compile(r"\s*(?:#|data:(?:image/(?:png|jpeg|gif|webp)|font/[\w-]+|application/(?:x-)?font-[\w-]+)(?:;charset=[\w-]+)?;base64,|$)", re.IGNORECASE)
# What any CSS begins with that asks for something, or nests: all else is not read as such, as the long data of a path.
CSS = re.compile(r"[\\(@{\[]")
# Functions whose words are addresses (https://www.w3.org/TR/css-images-4/, https://www.w3.org/TR/css-values-4/#urls).
OF_ADDRESSES = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"}
MOST_DEPTH = 40  # of CSS within brackets; no program writes so much, and each level is a call
LINKS = ("href", "src")
# The names of all handlers are letters alone (https://html.spec.whatwg.org/multipage/indices.html#ix-event-handlers);
# drawing programs have others of their own, as only_selected.
HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)


def element_error(name: str, attributes: dict[str, str]) -> str | None:
    """Return what is wrong with an element, if anything; names are without their namespaces."""
    if name == "foreignObject":
        return HTML_WITHIN
    if name in ACTIVE:
        return f"<{name}>: a picture holds none; take it out"
    if attributes.get("attributeName", "").rpartition(":")[2] in LINKS:
        return f"<{name} attributeName=…>: lets a link lead elsewhere; take it out"
    for attribute, value in attributes.items():
        if HANDLER.fullmatch(attribute):
            return f"<{name} {attribute}=…>: does something; take it out"
        if attribute in LINKS and not OWN.match(value):
            return f"<{name} {attribute}={value[:80]!r}>: leads out of the picture; take it out, or embed what it shows"
        if error := css_error(value):
            return f"<{name} {attribute}=…>: {error}"
    return None


def css_addresses(css: str) -> Iterator[str]:
    """Yield the addresses that some CSS asks for, as a browser reads it: without comments and escapes.

    Raises ValueError for CSS that is too deep.
    """
    from tinycss2 import parse_component_value_list  # only now: most builds read no page with a picture

    lists = [(parse_component_value_list(css, skip_comments=True), False)]
    for depth in range(MOST_DEPTH):
        inner = []
        for tokens, are_addresses in lists:
            is_imported = False
            for token in tokens:
                if token.type == "url" or (token.type == "string" and (are_addresses or is_imported)):
                    yield token.value
                if token.type != "whitespace":
                    is_imported = token.type == "at-keyword" and token.lower_value == "import"
                if token.type == "function":
                    inner.append((token.arguments, token.lower_name in OF_ADDRESSES))
                elif token.type.endswith("block"):
                    inner.append((token.content, False))
        lists = inner
    if lists:
        raise ValueError(f"brackets {MOST_DEPTH} deep")


def css_error(css: str) -> str | None:
    """Return what is wrong with some CSS, if anything: the first address outside the picture, or its depth."""
    try:
        found = next((address[:80] for address in css_addresses(css) if not OWN.match(address)), None) if CSS.search(css) else None
    except ValueError as error:
        return f"holds {error}; write it more plainly"
    return found and f"asks for {found!r}; take it out"


class PictureReader(XmlReader):
    """Rejects, where it stands, what does or asks for something."""

    def __init__(self) -> None:
        super().__init__()
        self.open_elements: list[str] = []
        self.css = ""  # of one <style>: a comment of XML does not part it

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        if not self.open_elements and (namespace, local) != (SVG, "svg"):
            self.reject(f'not an SVG; begin it with <svg xmlns="{SVG}">')
        self.open_elements.append(local)
        if error := element_error(local, {key.rpartition("}")[2]: value for key, value in attributes.items()}):
            self.reject(error)

    def end(self, name: str) -> None:
        if self.open_elements.pop() == "style":
            if error := css_error(self.css):
                self.reject(f"<style>: {error}")
            self.css = ""

    def words(self, text: str) -> None:
        if self.open_elements[-1] == "style":
            self.css += text

    def doctype(self, name: str, system: str | None, public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            self.reject("a DOCTYPE with declarations of its own; take it out")

    def instruction(self, target: str, data: str) -> None:
        self.reject(f"<?{target}?>: a picture holds none; take it out")


def check_picture(content: bytes) -> None:
    """Raise LineError, with its line, for an SVG picture that does or asks for something, or is not in UTF-8.

    XML may be in other encodings, of which browsers read many, expat some and Typst none.
    """
    try:
        decode(content)
    except LineError as error:
        raise LineError(error.line, NOT_PLAIN) from error
    try:
        PictureReader().read(content)
    except ValueError as error:  # plain ASCII that says that it is in Shift_JIS
        raise LineError(1, NOT_PLAIN) from error
