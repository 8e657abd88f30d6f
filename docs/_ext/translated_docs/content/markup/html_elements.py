"""What each element of HTML becomes in a doctree, and what else HTML has."""

import re

from docutils import nodes
from markdown_it.common.html_blocks import block_names

from translated_docs.content.markup import html_tables
from translated_docs.content.markup.html_details import details, summary

# By element: the node that it becomes within a line, and its classes.
INLINE = {
    **dict.fromkeys(("b", "strong"), (nodes.strong, [])),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), (nodes.emphasis, [])),
    **dict.fromkeys(("code", "tt", "samp", "pre"), (nodes.literal, [])),  # <pre> among words
    "kbd": (nodes.literal, ["kbd"]),
    "sub": (nodes.subscript, []),
    "sup": (nodes.superscript, []),
    **dict.fromkeys(("span", "small", "u", "ins", "mark", "abbr", "font", "bdi"), (nodes.inline, [])),
}
BLOCKS = {
    **dict.fromkeys(("div", "center", "section", "article", "header", "footer", "picture"), nodes.container),
    "p": nodes.paragraph,
    "blockquote": nodes.block_quote,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
}
LISTS = (nodes.bullet_list, nodes.enumerated_list)
OTHERS = {"table": nodes.table, "details": details, "summary": summary}
EMPTY = ("br", "hr", "img", "wbr", "source", "col")  # they have no end
CONVERTED = (*INLINE, *BLOCKS, *EMPTY, *html_tables.PARTS, "a", *OTHERS)
# Their content is no text (https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments).
NO_WORDS = ("script", "style", "iframe", "object", "embed", "noembed", "noframes", "template", "svg", "math", "title")
# What shows another page, a film or a sound within this one.
FRAMES = ("iframe", "embed", "video", "audio")
# What else HTML has: https://html.spec.whatwg.org/multipage/indices.html#elements-3.
OF_HTML = {
    *CONVERTED, *block_names, *NO_WORDS, "area", "audio", "bdo", "button", "canvas", "data", "datalist", "del", "hgroup", "input",
    "label", "map", "meter", "noscript", "output", "progress", "q", "rp", "rt", "ruby", "s", "select", "slot", "strike",
    "textarea", "time", "video",
}  # fmt: skip
# By the type of an <ol>: what its numbers are.
NUMBERS = {"a": "loweralpha", "A": "upperalpha", "i": "lowerroman", "I": "upperroman"}
ALIGNMENTS = ("left", "center", "right")
# Icons of an icon font that say something where they stand alone.
ICONS = {"check": "✓", **dict.fromkeys(("x", "xmark", "times", "close"), "✗")}
ICON = re.compile(r"(?:fa|fas|far|fab|bi|icon|material-icons|(?:fa|bi|icon|mdi|glyphicon)-[\w-]+)")

Attributes = dict[str, str]


def new_node(tag: str, attributes: Attributes, is_in_line: bool) -> nodes.Element:
    """Return the node that an element becomes which has words or blocks in it; a link and a part of a table are no such."""
    if tag == "pre" and not is_in_line:
        return nodes.literal_block(language="text")
    if tag in OTHERS:
        return OTHERS[tag]()
    if tag in BLOCKS:
        return new_block(tag, attributes)
    if tag == "abbr" and attributes.get("title"):
        return nodes.abbreviation(explanation=attributes["title"])
    kind, classes = INLINE[tag]
    return kind(classes=list(classes))


def new_block(tag: str, attributes: Attributes) -> nodes.Element:
    block = BLOCKS[tag]()
    if attributes.get("align") in ALIGNMENTS or tag == "center":
        block["classes"].append(f"align-{attributes.get('align', 'center')}")
    if tag == "ol":
        numbers = {"is_reversed": True} if "reversed" in attributes else {}
        block.attributes |= numbers | number("start", attributes.get("start", ""))
        block["enumtype"] = NUMBERS.get(attributes.get("type", ""), "arabic")
    if tag == "li":
        block.attributes |= number("value", attributes.get("value", ""))
    return block


def number(name: str, written: str) -> dict[str, int]:
    """Return the number that an attribute gives a list or an item, by a name; nothing if it is none, or too large for any list."""
    return {name: int(written)} if written.isdecimal() and len(written) < 10 else {}


def complete_list(made: nodes.Element) -> None:
    """Put what stands between the items of a list into the one before it, as browsers show it: no book can set it there."""
    items: list[nodes.Node] = []
    for child in made.children:
        if isinstance(child, (nodes.list_item, nodes.Invisible)):
            items.append(child)
        elif items and isinstance(items[-1], nodes.list_item):
            items[-1] += child
        else:
            items.append(nodes.list_item("", child))
    made[:] = items
    if isinstance(made, nodes.enumerated_list):
        number_items(made)


def number_items(made: nodes.enumerated_list) -> None:
    """Give each item of a list its number where one has a number of its own, or where they are counted down."""
    items = [item for item in made.children if isinstance(item, nodes.list_item)]
    is_reversed = made.attributes.pop("is_reversed", False)
    if is_reversed or any("value" in item for item in items):
        following = made.get("start", len(items) if is_reversed else 1)
        for item in items:
            item["value"] = max(item.get("value", following), 0)  # books have none below
            following = item["value"] + (-1 if is_reversed else 1)


def new_picture(attributes: Attributes, written: str) -> nodes.image:
    asked = {name: attributes[name] for name in ("width", "height") if attributes.get(name)}
    if attributes.get("align") in ALIGNMENTS:
        asked["align"] = attributes["align"]
    return nodes.image(written, uri=attributes["src"].strip(), alt=attributes.get("alt", ""), **asked)


def icon_name(tag: str, attributes: Attributes) -> str:
    """Return the name of the icon that an element without words stands for; "" if it is none."""
    classes = attributes.get("class", "").split()
    if tag not in ("i", "span") or not any(map(ICON.fullmatch, classes)):
        return ""
    names = [name.partition("-")[2] for name in classes if "-" in name]
    return next((name for name in names if name in ICONS), "icon")
