"""HTML that an extension makes: without the scripts that no browser would run, and nodes where it can't stand as it is."""

import re
from xml.etree import ElementTree

from docutils import nodes
from markdown_it.common.html_blocks import block_names
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.content.ancestors import holds_words
from translated_docs.content.markup.html_elements import CONVERTED, OF_HTML
from translated_docs.content.markup.html_reader import Reader
from translated_docs.content.markup.soft_breaks import AS_WRITTEN, STRIKE
from translated_docs.content.warnings import warn

# A figure of Plotly holds megabytes of it: [^<] goes through them faster than what looks at each letter for the end.
SCRIPT = re.compile(r"<script\b(?![^>]*\ssrc\s*=)[^<]*(?:<(?!/script\s*>)[^<]*)*(?:</script\s*>|\Z)", re.IGNORECASE)


# A page of another host within this one, as of a film.
FRAME = re.compile(r'<iframe\b[^<>]*\ssrc="([^"]*)"[^<>]*?(?:/>|>.*?</iframe>)', re.DOTALL)


def allowed(policy: str, *kinds: str) -> list[str] | None:
    """Return what a Content Security Policy allows by the first of its rules that is there; None if it has none of them."""
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.split()}
    return next((rules[kind] for kind in (*kinds, "default-src") if kind in rules), None)


def runs_scripts(policy: str) -> bool:
    """Say whether a policy lets a script run that stands in a page (https://www.w3.org/TR/CSP3/#directive-script-src)."""
    sources = allowed(policy, "script-src-elem", "script-src")
    return sources is None or "'unsafe-inline'" in sources


def shows_frames(policy: str) -> bool:
    """Say whether a policy lets a page show another within it, if only some (https://www.w3.org/TR/CSP3/#directive-frame-src)."""
    return allowed(policy, "frame-src", "child-src") != ["'none'"]


def with_links_for_frames(markup: str) -> str:
    """Return markup with a link in the place of each page that it shows of another host."""
    return FRAME.sub(r'<a href="\1">\1</a>', markup)


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


BLOCK = re.compile(rf"<(?:{'|'.join(sorted(block_names))})(?=[\s/>])")  # that no paragraph can hold


def as_xml(markup: str) -> ElementTree.Element | None:
    """Return an element with some markup in it, as a page of an EPUB may hold it; None if it is no XML."""
    try:
        return ElementTree.fromstring(f'<div xmlns:epub="http://www.idpf.org/2007/ops">{markup}</div>')
    except ElementTree.ParseError:
        return None


def is_xhtml(markup: str) -> bool:
    """Say whether some markup can stand in an EPUB as it is: XML, and no element that HTML does not have."""
    place = as_xml(markup)
    return place is not None and has_only_html(place)


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
            reader.end_all()
            join_blanks(place)
            has_content = place.astext().strip() or place.next_node(nodes.image)
            raw.parent.replace(raw, place.children if has_content else [])  # its classes go with it


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", drop_scripts, priority=100)  # before their characters are looked at
    app.add_post_transform(ExtensionHtml)
