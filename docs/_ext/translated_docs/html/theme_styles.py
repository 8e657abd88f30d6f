"""Furo's style sheet in parts: what each page needs, and what is for constructs that few pages have.

A browser shows nothing of a page before it has all of them: what a page does not have, it should not wait for
(``pruned_assets.py``).  No rule is changed; those of a part come behind all others.
"""

import re
from itertools import filterfalse
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from translated_docs.content.directives.slide import slide
from translated_docs.html.build_steps import before_the_first_page

WHOLE = "styles/furo.css"
# By the name of a part, what its selectors hold.
PARTS = {
    "furo-boxes.css": re.compile(r"\.admonition\.|\.admonition-todo|\btopic\b|\bsidebar(?:-title)?(?![\w-])|versionmodified|\bdiv\.(?:deprecated|version)"),
    "furo-code.css": re.compile(r"\.highlight(?:table)?(?![\w-])|\bhighlight-(?!link)|\.code-block-caption|literal-block"),
    "furo-definitions.css": re.compile(r"\bd[dlt]\b|\.field-list|\.option-list|\.sig\b|\.viewcode|\.property\b"),
}
# Of what our templates have not: no part has it.
NOWHERE = re.compile(r"\.announcement|#searchbox|\.sidebar-logo")
# A page needs a part if it has one of these nodes, or a node with one of these classes.
NODES = {
    "furo-boxes.css": (nodes.Admonition, nodes.topic, nodes.sidebar, addnodes.versionmodified),
    "furo-code.css": (nodes.literal_block, nodes.doctest_block),
    "furo-definitions.css": (nodes.definition_list, nodes.field_list, nodes.option_list, addnodes.desc, addnodes.desc_inline),
}
CLASSES = {
    "furo-boxes.css": {"admonition", "topic", "sidebar", "versionmodified"},
    "furo-code.css": {"highlight", "literal-block"},
    "furo-definitions.css": {"sig", "field-list", "option-list", "simple"},
}
# Rules stand within @media, and these in others; none of them is five deep.
BODY = "[^{}]*+"
for _level in range(4):
    BODY = rf"(?:[^{{}}]++|\{{{BODY}\}})*+"
RULE = re.compile(rf"(?P<head>[^{{}}]+)\{{(?P<body>{BODY})\}}")
SELECTOR_END = re.compile(r",(?![^(\[]*[)\]])")  # no comma within brackets
ICON = re.compile(r"(--icon-[\w-]+):(?:'[^']*'|\"[^\"]*\"|[^;}'\"])*;?")  # a picture in the sheet itself, of some hundred bytes


def used_parts(kinds: set[type], classes: set[str]) -> set[str]:
    """Return the names of the parts that a page with nodes of these kinds, and with these classes, needs.

    A slide is a box whose looks are all ours.
    """
    plain = kinds - {slide}
    return {name for name in PARTS if any(issubclass(kind, NODES[name]) for kind in plain) or classes & CLASSES[name]}


def part_of(selector: str) -> str:
    """Return the name of the part that has a selector; "" of one that every page needs."""
    return next((name for name, holds in PARTS.items() if holds.search(selector)), "")


def split(css: str) -> dict[str, str]:
    """Return the rules of a style sheet, as Furo sends it, by the name of the part that they are in; "" is the rest."""
    parts = dict.fromkeys(["", *PARTS], "")
    for rule in RULE.finditer(css):
        head, body = rule["head"], rule["body"]
        if head.lstrip().startswith("@media"):
            for name, inner in split(body).items():
                parts[name] += f"{head}{{{inner}}}" if inner else ""
            continue
        selectors: dict[str, list[str]] = {}
        for selector in [head] if head.startswith("@") else filterfalse(NOWHERE.search, SELECTOR_END.split(head)):
            selectors.setdefault(part_of(selector), []).append(selector)
        for name, some in selectors.items():
            parts[name] += f"{','.join(some)}{{{body}}}"
    return parts


def move_icons(parts: dict[str, str]) -> None:
    """Move the icons that one part alone shows from the rest to it."""
    def moved(icon: re.Match[str]) -> str:
        users = [name for name, css in parts.items() if f"var({icon[1]})" in css]
        if len(users) != 1 or not users[0]:
            return icon[0]
        icons.setdefault(users[0], []).append(icon[0].rstrip(";"))
        return ""

    icons: dict[str, list[str]] = {}
    parts[""] = ICON.sub(moved, parts[""])
    for name, some in icons.items():
        parts[name] = f"body{{{';'.join(some)}}}" + parts[name]


def write_parts(app: Sphinx) -> None:
    """Write the parts beside the style sheet that the theme has brought, unless it is there in parts already."""
    folder = Path(app.outdir, "_static")
    whole = folder / WHOLE
    parts = split(whole.read_text(encoding="utf-8")) if whole.exists() else {}
    if any(parts.get(name) for name in PARTS):
        move_icons(parts)
        for name, css in parts.items():
            (folder / name if name else whole).write_text(css, encoding="utf-8")


def setup(app: Sphinx) -> None:
    before_the_first_page(app, write_parts)
    for name in PARTS:
        app.add_css_file(name, priority=200)  # behind the theme's
