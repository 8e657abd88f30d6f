"""HTML within the Markdown of a page, and what extensions make of it, as doctree nodes, so that it comes out in every output.

It is read where ``myst_disable_syntax`` does not take ``html_block`` and ``html_inline`` out, and as far as
``allowed_html`` names its elements.  Nothing of it is passed on as it stands: of an element its meaning is
kept, of its attributes those that are asked for here.  What is left out is named, its words are kept.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst.directives.misc import Raw
from markdown_it.common.html_blocks import block_names
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from translated_docs.content import html_tables
from translated_docs.content.ancestors import holds_words
from translated_docs.content.page_names import is_rst
from translated_docs.content.soft_breaks import AS_WRITTEN, STRIKE, line_break
from translated_docs.content.warnings import warn

# By element: the node that it becomes within a line, and its classes.
INLINE = {
    **dict.fromkeys(("b", "strong"), (nodes.strong, [])),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), (nodes.emphasis, [])),
    **dict.fromkeys(("code", "tt", "samp", "pre"), (nodes.literal, [])),  # <pre> among words
    "kbd": (nodes.literal, ["kbd"]),
    "sub": (nodes.subscript, []),
    "sup": (nodes.superscript, []),
    **dict.fromkeys(("span", "small", "u", "ins", "mark", "abbr", "q", "font", "bdi"), (nodes.inline, [])),
}
BLOCKS = {
    **dict.fromkeys(("div", "center", "section", "article", "header", "footer", "picture"), nodes.container),
    "blockquote": nodes.block_quote,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
}
EMPTY = ("br", "hr", "img", "wbr", "source", "col")  # they have no end
CONVERTED = (*INLINE, *BLOCKS, *EMPTY, *html_tables.PARTS, "a", "p", "table", "details", "summary")
OF_DIRECTIVE = re.compile(r":{3,}\{|`{3,}\{|~{3,}\{|\.\. ")  # what the source of a picture begins with
# By the type of an <ol>: what its numbers are.
NUMBERS = {"a": "loweralpha", "A": "upperalpha", "i": "lowerroman", "I": "upperroman"}
# Their content is no text (https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments).
NO_WORDS = ("script", "style", "iframe", "object", "embed", "noembed", "noframes", "template", "svg", "math", "title")
# What shows another page, a film or a sound within this one.
FRAMES = ("iframe", "embed", "video", "audio")
# What HTML had once, beside OF_HTML.
OBSOLETE = "acronym applet basefont bgsound big blink dir frame frameset isindex keygen marquee nobr noembed plaintext spacer xmp".split()
# Icons of an icon font that say something where they stand alone.
ICONS = {**dict.fromkeys(("check",), "✓"), **dict.fromkeys(("x", "xmark", "times", "close"), "✗")}
ICON = re.compile(r"(?:fa|fas|far|fab|bi|icon|material-icons|(?:fa|bi|icon|mdi|glyphicon)-[\w-]+)")
# What no block of HTML reads: boxes, headings, quotes and lists at the beginning of a line, and what stands within one.
MARKDOWN = re.compile(
    r"(?<=\n)[ \t]*(?:(?::{3,}|`{3,}|~{3,})\{?\w.*|#{1,6} \S.*|> \S.*|([-*+]|\d+[.)]) \S.*(?=\n[ \t]*(?:\1|\d+[.)]) )|\|.*\|(?=[ \t]*\n[ \t]*\|))"
    r"|\*\*[^\s*][^*\n]*\*\*|`[^`\n]+`|!?\[[^\[\]\n]+\]\([^()\s]+\)|\[\^[\w-]+\]"
)
ALIGNMENTS = ("left", "center", "right")


class details(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """What the reader opens: a ``summary`` and blocks; on paper a box with a title."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    pass


def schemes_of(config: Config) -> dict[str, object]:
    """Return what stands before the colon of an address, as conf.py has it: a list, or a pattern for each or None."""
    schemes = config.myst_url_schemes
    return schemes if isinstance(schemes, dict) else dict.fromkeys(schemes)


class Reader(HTMLParser):
    """Puts together the children of one node, some of which are HTML.

    ``allowed`` are the names of elements, ``config`` names the schemes of addresses; ``source`` is the page.  What is
    left out goes to ``said``, as line and words.
    """

    def __init__(self, parent: nodes.Element, allowed: Iterable[str], config: Config, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed, self.source = frozenset(allowed), source
        # One that has a pattern is no address by itself (myst_url_schemes of MyST-Parser).
        self.schemes = {name for name, pattern in schemes_of(config).items() if pattern is None}
        self.open: list[tuple[str, nodes.Element]] = [("", parent)]
        self.said: list[tuple[int, str]] = []
        self.line = self.first = 1
        self.without_words = 0  # how many elements are open whose content is none
        self.begins_line = False  # where a block began or ended that is none here

    def read(self, markup: str, line: int | None) -> None:
        self.line, self.first = line or self.line, self.getpos()[0]
        self.feed(markup)
        self.close()  # nothing waits for what follows

    # -- Where the next node goes

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
        place = self.open[-1][1]
        if self.begins_line and node.astext().strip():
            self.begins_line = False
            if self.has_words_before():
                self.add(line_break(), "<br>")
        is_words = isinstance(node, (nodes.Text, nodes.Inline)) and not isinstance(node, nodes.Invisible)  # as labels are
        if OF_DIRECTIVE.match(written):  # which makes a picture without a paragraph
            is_words, written = False, ""
        if is_words and not (holds_words(place) or isinstance(place, nodes.Inline)):
            paragraph = self.message()
            if paragraph is None:
                if not node.astext().strip() and not isinstance(node, (nodes.image, nodes.TextElement)):
                    return
                place += (paragraph := self.placed(nodes.paragraph(of_html=True)))
            place = paragraph
        if isinstance(node, nodes.Text) and not len(place):
            is_code = isinstance(place, nodes.literal_block)
            node = nodes.Text(node.removeprefix("\n") if is_code else node.lstrip())  # an icon stood before it
        place += node
        self.note(written)

    def has_words_before(self) -> bool:
        """Say whether words stand before what follows in its paragraph."""
        message = self.message()
        return message is not None and bool(message.astext().strip())

    def note(self, written: str) -> None:
        message = self.message()
        if message is not None and message is not self.open[0][1]:
            message.rawsource += written

    def placed(self, node: nodes.Element) -> nodes.Element:
        node.source, node.line = self.source, self.line
        return node

    # -- What the parser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written, attributes = self.get_starttag_text() or "", {name: value or "" for name, value in attrs}
        if isinstance(self.open[-1][1], nodes.literal_block):
            self.read_in_code(tag, attributes)
        elif tag not in self.allowed or tag not in CONVERTED:
            if not self.add_link_to_frame(tag, attributes):
                self.say_left_out(tag)
            self.without_words += tag in NO_WORDS
            self.begins_line |= tag in block_names
        elif tag in html_tables.PARTS:
            self.start_part(tag, attributes, written)
        elif tag in EMPTY:
            self.add_empty(tag, attributes, written)
        elif icon := self.icon(tag, attributes):
            self.open.append((tag, nodes.inline(icon=ICONS.get(icon, ""))))
        else:
            self.start(tag, self.element(tag, attributes), written)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element that says that it is empty; in HTML itself only a drawing or a formula can be so."""
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "math"):
            self.handle_endtag(tag)

    def read_in_code(self, tag: str, attributes: dict[str, str]) -> None:
        """Read what stands within <pre>: its words are code, and of its elements one may name the language."""
        named = re.search(r"(?:^|\s)lang(?:uage)?-([\w+#-]+)", attributes.get("class", ""))
        if named:
            self.open[-1][1]["language"] = named[1]
        if tag == "br":
            self.handle_data("\n")

    def start_part(self, tag: str, attributes: dict[str, str], written: str) -> None:
        """Read the beginning of a part of a table, which ends those before it."""
        tables = [at for at, (_tag, node) in enumerate(self.open) if isinstance(node, nodes.table)]
        if not tables:
            self.say(f"the HTML element <{tag}> is left out, its words are not; write it within <table>")
            self.begins_line = True
            return
        kind, ends = html_tables.PARTS[tag]
        while any(name in ends for name, _node in self.open[tables[-1] + 1 :]):
            self.handle_endtag(self.open[-1][0])
        is_of_head = tag == "th" or "thead" in [name for name, _node in self.open[tables[-1] :]]
        node = html_tables.new_cell(attributes, is_of_head) if kind is nodes.entry else kind()
        if attributes.get("align") in ALIGNMENTS:
            node["classes"].append(f"text-{attributes['align']}")
        self.start(tag, node, written)

    def start(self, tag: str, node: nodes.Element, written: str) -> None:
        """Begin an element: what follows stands in it."""
        if not isinstance(node, nodes.Inline):
            # A paragraph ends where a block begins; within a line of Markdown there is none.
            while len(self.open) > 1 and isinstance(self.open[-1][1], (nodes.paragraph, nodes.Inline)):
                self.open.pop()
            if holds_words(self.open[-1][1]):
                node = nodes.inline()
                self.begins_line = True
        self.add(self.placed(node), written if isinstance(node, nodes.Inline) else "")
        self.open.append((tag, node[0] if isinstance(node, addnodes.pending_xref) else node))

    def handle_endtag(self, tag: str) -> None:
        if tag in NO_WORDS:
            self.without_words = max(self.without_words - 1, 0)
        self.begins_line |= tag in block_names
        if isinstance(self.open[-1][1], nodes.literal_block) and tag != "pre":
            return
        while tag in [name for name, _node in self.open]:
            name, node = self.open.pop()
            if isinstance(node, nodes.literal_block):
                node.rawsource = node.astext()
            elif isinstance(node, nodes.table):
                html_tables.complete(node)
            if "icon" in node:
                self.add_icon(node)
            elif isinstance(node, nodes.Inline):
                self.note(f"</{name}>")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.add(nodes.Text(data), data)
        is_code = any(isinstance(node, (nodes.literal, nodes.literal_block)) for _tag, node in self.open)
        if not holds_words(self.open[0][1]) and not is_code and (found := MARKDOWN.search(data)):
            words = f"{found[0].strip()!r} is not read within HTML; leave a blank line above and below, or write it as HTML"
            self.say(words, data.count("\n", 0, found.start()))
            if (block := self.message()) is not None:
                block["unread"] = True  # so nothing else is said of it

    # -- Elements

    def element(self, tag: str, attributes: dict[str, str]) -> nodes.Element:
        """Return the node that an element becomes."""
        if tag == "a":
            return self.link(attributes)
        if tag == "pre" and not holds_words(self.open[-1][1]):
            return nodes.literal_block(language="text")
        if tag == "table":
            return nodes.table()
        if tag in ("details", "summary"):
            return details() if tag == "details" else summary()
        if tag == "p" or tag in BLOCKS:
            block = nodes.paragraph() if tag == "p" else BLOCKS[tag]()
            if attributes.get("align") in ALIGNMENTS or tag == "center":
                block["classes"].append(f"align-{attributes.get('align', 'center')}")
            if tag == "ol":
                numbers = {"start": int(attributes["start"])} if attributes.get("start", "").isdecimal() else {}
                block.attributes |= numbers | {"enumtype": NUMBERS.get(attributes.get("type", ""), "arabic")}
            return block
        kind, classes = INLINE[tag]
        if tag == "abbr" and attributes.get("title"):
            return nodes.abbreviation(explanation=attributes["title"])
        return kind(classes=list(classes))

    def link(self, attributes: dict[str, str]) -> nodes.Element:
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
            self.say(f"the link {address!r} leads nowhere that a page may lead; write an address with https")
            return nodes.inline()
        target = re.sub(r"\.html(?=$|#)", ".md", address.removeprefix("#"))
        words = nodes.inline(classes=["xref", "myst"])
        return addnodes.pending_xref("", words, refdomain=None, reftype="myst", reftarget=target, refexplicit=True)

    def icon(self, tag: str, attributes: dict[str, str]) -> str:
        """Return the name of the icon that an element without words stands for; "" if it is none."""
        classes = attributes.get("class", "").split()
        if tag not in ("i", "span") or not any(map(ICON.fullmatch, classes)):
            return ""
        names = [name.partition("-")[2] for name in classes if "-" in name]
        return next((name for name in names if name in ICONS), "icon")

    def add_icon(self, node: nodes.Element) -> None:
        """Add the words of what looked like an icon, or else the letter for it."""
        words = [nodes.Text(node["icon"])] if not len(node) and node["icon"] else node.children
        for word in list(words):
            self.add(word, word.astext())

    def add_empty(self, tag: str, attributes: dict[str, str], written: str) -> None:
        """Add an element that has no end: the end of a line, a rule, or a picture."""
        if tag == "br":
            self.add(line_break(), written)
        elif tag == "hr" and isinstance(self.open[-1][1], (nodes.document, nodes.section)):
            self.add(self.placed(nodes.transition()), "")
        elif tag == "img" and attributes.get("src"):
            asked = {name: attributes[name] for name in ("width", "height") if attributes.get(name)}
            image = nodes.image(written, uri=attributes["src"].strip(), alt=attributes.get("alt", ""), **asked)
            if attributes.get("align") in ALIGNMENTS:
                image["align"] = attributes["align"]
            self.add(self.placed(image), written)

    def add_link_to_frame(self, tag: str, attributes: dict[str, str]) -> bool:
        """Add a link to what an element shows of another page, and say whether it did: among words there is none."""
        address, place = re.sub("^//", "https://", attributes.get("src", "").strip()), self.open[-1][1]
        has_room = not self.without_words and not (holds_words(place) or isinstance(place, nodes.Inline))
        if tag not in FRAMES or not has_room or not re.match("https?://[^/]", address):
            return False
        link = nodes.reference("", attributes.get("title") or address, refuri=address)
        place += self.placed(nodes.paragraph("", "", link, translatable=False))
        self.say(f"a link stands for the HTML element <{tag}>; write it in Markdown, as [words](address)")
        return True

    def say(self, words: str, below: int = 0) -> None:
        """Note what is wrong, and the line; so many below that which is read."""
        if not self.without_words:  # or what is around it is named, with all that it holds
            self.said.append((self.line + self.getpos()[0] - self.first + below, words))

    def say_left_out(self, tag: str) -> None:
        can = f"add {tag!r} to allowed_html in conf.py, or write it in Markdown" if tag in CONVERTED else "write it in Markdown"
        if tag not in OF_HTML and tag not in OBSOLETE:
            can += f", or as \\{self.get_starttag_text()} if it is words"
        words = "with all that it holds" if tag in NO_WORDS else "its words are not"
        self.say(f"the HTML element <{tag}> is left out, {words}; {can}")


def convert_html(document: nodes.document, env: BuildEnvironment) -> None:
    """Put nodes in the place of the HTML that stands in a document, or in a message of a catalog."""
    parents = {id(raw.parent): raw.parent for raw in document.findall(nodes.raw) if raw.get("written")}
    for parent in parents.values():
        reader = Reader(parent, env.config.allowed_html, env.config, document["source"])
        children, parent.children = parent.children, []
        for child in children:
            if isinstance(child, nodes.raw) and child.get("written"):
                reader.read(child.astext(), child.line)
            else:
                reader.add(child, child.astext() if isinstance(child, nodes.Text) else child.rawsource)
        while len(reader.open) > 1:
            reader.handle_endtag(reader.open[-1][0])
        warn_once(document, env, reader.said)


def warn_once(document: nodes.document, env: BuildEnvironment, said: list[tuple[int, str]]) -> None:
    """Name what is left out, each once a page."""
    named = env.current_document.setdefault("HTML that is named", set())
    for line, words in said:
        if words not in named:
            named.add(words)
            warn(f"{document['source']}:{line}", "page.html", "%s", words)


# -- HTML that an extension makes ------------------------------------------------------

# A figure of Plotly holds megabytes of it: [^<] goes through them faster than what looks at each letter for the end.
SCRIPT = re.compile(r"<script\b(?![^>]*\ssrc\s*=)[^<]*(?:<(?!/script\s*>)[^<]*)*(?:</script\s*>|\Z)", re.IGNORECASE)


def runs_scripts(policy: str) -> bool:
    """Say whether a Content Security Policy lets a script run that stands in a page.

    https://www.w3.org/TR/CSP3/#directive-script-src
    """
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.split()}
    sources = rules.get("script-src-elem", rules.get("script-src", rules.get("default-src")))
    return sources is None or "'unsafe-inline'" in sources


def of_extensions(document: nodes.document) -> list[nodes.raw]:
    """Return the HTML that an extension has put into a document as it is; around words that are struck out it is MyST's."""
    return [raw for raw in document.findall(nodes.raw) if "html" in raw.get("format", "").split() and raw.astext() not in STRIKE]


def drop_scripts(app: Sphinx, doctree: nodes.document) -> None:
    """Take out of the HTML of extensions the scripts that no browser would run, and name each such place."""
    if runs_scripts(app.config.content_policy):
        return
    for raw in of_extensions(doctree):
        markup = raw.astext()
        rest = SCRIPT.sub("", markup)
        if rest != markup:
            words = (
                "a directive makes a script here, and content_policy lets none run within a page, so it is left out; "
                "let it make a picture, or a script of html_js_files"
            )
            warn(raw.parent if raw.line is None else raw, "page.script", words)
            raw.children = [nodes.Text(rest)]
            raw.rawsource = rest


# What else HTML has: https://html.spec.whatwg.org/multipage/indices.html#elements-3.
OF_HTML = {
    *CONVERTED, *block_names, *NO_WORDS, "area", "audio", "bdo", "button", "canvas", "data", "datalist", "del", "hgroup", "input",
    "label", "map", "meter", "noscript", "output", "pre", "progress", "rp", "rt", "ruby", "s", "select", "slot", "strike",
    "textarea", "time", "video",
}  # fmt: skip


BLOCK = re.compile(rf"<(?:{'|'.join(sorted(block_names))})(?=[\s/>])")  # that no paragraph can hold


def is_xhtml(markup: str) -> bool:
    """Say whether some markup can stand in an EPUB as it is: XML, and no element that HTML does not have."""
    try:
        place = ElementTree.fromstring(f"<p>{markup}</p>")
    except ElementTree.ParseError:
        return False
    return has_only_html(place)


def has_only_html(place: ElementTree.Element) -> bool:
    """Say whether all that stands in an element is HTML; drawings and formulas have names of their own."""
    return all(
        part.tag.startswith("{") or part.tag in ("svg", "math") or (part.tag in OF_HTML and has_only_html(part)) for part in place
    )


def join_blanks(place: nodes.Element) -> None:
    """Make one blank of those by which lines of HTML are indented, as a browser does."""
    for text in list(place.findall(nodes.Text)):
        if not isinstance(text.parent, AS_WRITTEN):
            text.parent.replace(text, nodes.Text(re.sub(r"[ \t\n]+", " ", text)))


class ExtensionHtml(SphinxPostTransform):
    """Make nodes of the HTML of extensions where it can't stand as it is: in books, which leave it out, and in an EPUB what is no XHTML."""

    default_priority = 5  # before links are resolved
    builders = ("pdf", "pdf-pair", "epub")

    def run(self, **kwargs) -> None:
        for raw in of_extensions(self.document):
            markup = SCRIPT.sub("", raw.astext())
            is_in_line = holds_words(raw.parent)
            if self.app.builder.name == "epub" and is_xhtml(markup) and not (is_in_line and BLOCK.search(markup)):
                raw.children = [nodes.Text(markup)]
                continue
            place = nodes.inline() if is_in_line else nodes.container()
            place.document = self.document
            reader = Reader(place, CONVERTED, self.app.config, self.document["source"])
            reader.read(markup, raw.line)
            while len(reader.open) > 1:
                reader.handle_endtag(reader.open[-1][0])
            join_blanks(place)
            has_content = place.astext().strip() or place.next_node(nodes.image)
            raw.parent.replace(raw, place.children if has_content else [])  # its classes go with it


class DetailsOnPaper(SphinxPostTransform):
    """Make a box of what opens and closes on the site."""

    default_priority = 150
    builders = ("pdf", "pdf-pair", "epub")

    def run(self, **kwargs) -> None:
        for box in list(self.document.findall(details)):
            made, words = nodes.admonition(), next(box.findall(summary), None)
            made.source, made.line = box.source, box.line
            if words is not None:
                words.parent.remove(words)
                made += nodes.title(words.rawsource, "", *words.children, **words.attributes)
            else:
                made += nodes.title("", _("Details"))
            made += box.children
            box.replace_self(made)


def visit(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, node.tagname, ""))


def depart(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(f"</{node.tagname}>\n")


class HtmlByDirective(Raw):
    """The directive ``raw``: HTML that stands in it is read like any other of a page in Markdown; all else is disabled."""

    def run(self) -> list[nodes.Node]:
        env = self.state.document.settings.env
        has_html = "html_block" not in env.config.myst_disable_syntax and not is_rst(Path(env.doc2path(env.docname)), env.config)
        if not has_html or self.arguments[0].split() != ["html"] or self.options:
            return super().run()
        raw = nodes.raw("", "\n".join(self.content), format="html", written=True)
        raw.source, raw.line = self.state_machine.get_source_and_line(self.content_offset + 1)
        return [raw]


def setup(app: Sphinx) -> None:
    app.add_directive("raw", HtmlByDirective, override=True)
    app.add_config_value("allowed_html", list(CONVERTED), "env", [list, tuple, set, frozenset])
    app.add_node(details, html=(visit, depart))
    app.add_node(summary, html=(visit, depart))
    app.add_post_transform(ExtensionHtml)
    app.add_post_transform(DetailsOnPaper)
    app.connect("doctree-read", drop_scripts, priority=100)  # before their characters are looked at
