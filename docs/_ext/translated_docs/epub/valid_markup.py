"""What extensions write into pages, made valid for an EPUB: browsers take markup that its readers, and bookshops, refuse.

Valid pages stay as they are, letter by letter.
"""

import re
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.markup.extension_html import as_xml, with_links_for_frames

TAG = re.compile(r"<[A-Za-z][^<>]*>")
ID, FOR = re.compile(r'\sid="([^"]*)"'), re.compile(r'\sfor="([^"]*)"')
# To a place on the same page. Those of pages have been looked through (content/constructs/missing_targets.py), not those that
# a directive makes.
LINK, ANCHOR = re.compile(r'\shref="#([^"]+)"'), re.compile(r"""\sid=["']([^"']*)["']""")
# Said by its name, with any other value by mistake (https://html.spec.whatwg.org/multipage/indices.html#attributes-3).
BOOLEAN = re.compile(
    r'\s(allowfullscreen|async|autofocus|autoplay|checked|controls|default|defer|disabled|formnovalidate|inert|ismap|itemscope'
    r'|loop|multiple|muted|nomodule|novalidate|open|playsinline|readonly|required|reversed|selected)="[^"]*"'
)
# No book runs a script, and nothing in it can be chosen: all that a choice would show is shown.
HANDLER = re.compile(r'\son[a-z]+="[^"]*"')
SCRIPT = re.compile(r"<script\b[^<>]*/>|<script\b.*?</script>", re.DOTALL)
CHOICE = re.compile(r'<input\b[^<>]*\stype="radio"[^<>]*>')
# Of no HTML any more (https://html.spec.whatwg.org/multipage/obsolete.html), and what takes their place.
OLD_ELEMENTS = {"acronym": "abbr", "big": "span", "center": "div", "font": "span", "nobr": "span", "strike": "s", "tt": "code"}
OLD_ELEMENT = re.compile(rf"<(/?)({'|'.join(OLD_ELEMENTS)})(?:\s[^<>]*?)?(/?)>")
WITH_OLD_ATTRIBUTES = re.compile(r"<(?:caption|col|colgroup|div|h[1-6]|hr|li|ol|p|pre|table|tbody|td|tfoot|th|thead|tr|ul)\s")
OLD_NAMES = "align|bgcolor|border|cellpadding|cellspacing|char|charoff|compact|height|noshade|nowrap|size|valign|width"
OLD_ATTRIBUTE = re.compile(rf'\s(?:{OLD_NAMES})="[^"]*"')
# Without any of these, and no anchor twice, each tag is valid as it is: to look through all would cost more than the page.
SUSPECT = re.compile(
    rf'{WITH_OLD_ATTRIBUTES.pattern}(?:[^<>]*\s)?(?:{OLD_NAMES})="|{BOOLEAN.pattern}|{HANDLER.pattern}|\s(?:for="|id="")'
)
NAMESPACE = re.compile(r"<svg\b(?![^<>]*\sxmlns=)")


def well_formed(markup: str) -> str:
    """Return markup as XML has it: elements are closed, attributes have values, and characters no names."""
    if as_xml(markup) is not None:
        return markup
    from bs4 import BeautifulSoup  # only now: most pages need none

    # It writes names small, which in SVG have capitals.
    return str(BeautifulSoup(markup, "html.parser")).replace(" viewbox=", " viewBox=")


def valid(markup: str) -> str:
    """Return the body of a page without what no page of an EPUB may have: each anchor once, no script, no choice."""
    markup = with_links_for_frames(CHOICE.sub("", SCRIPT.sub("", well_formed(markup))))
    markup = OLD_ELEMENT.sub(lambda tag: f"<{tag[1]}{OLD_ELEMENTS[tag[2]]}{tag[3]}>", markup)
    markup = NAMESPACE.sub('<svg xmlns="http://www.w3.org/2000/svg"', markup)
    found = ANCHOR.findall(markup)
    anchors, seen = set(found), set()
    leads_on = anchors.issuperset(map(unquote, LINK.findall(markup)))
    if leads_on and len(anchors) == len(found) and not SUSPECT.search(markup):
        return markup

    def once(match: re.Match[str]) -> str:
        is_first = match[1] not in seen
        seen.add(match[1])
        return match[0] if is_first and match[1] else ""

    def valid_tag(tag: re.Match[str]) -> str:
        tag = ID.sub(once, tag[0])
        tag = OLD_ATTRIBUTE.sub("", tag) if WITH_OLD_ATTRIBUTES.match(tag) else tag
        for pattern in (FOR, LINK):
            tag = pattern.sub(lambda match: match[0] if unquote(match[1]) in anchors else "", tag)
        return HANDLER.sub("", BOOLEAN.sub(r' \1="\1"', tag))

    return TAG.sub(valid_tag, markup)


def make_valid(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Make the markup of a page what an EPUB may have."""
    if app.builder.name == "epub" and "body" in context:
        context["body"] = valid(context["body"])


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", make_valid, priority=950)  # after all that write into pages
