"""The navigation, computed once a language and marked up for each page.

Sphinx resolves the whole tree anew for every page, and Furo parses what comes of it, so
that every page takes the longer the more there are.  But from page to page only a few
tags differ: where the links start from, and the entries that lead to the page at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from posixpath import dirname

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.osutil import relative_uri

AT_THE_TOP = ""  # the name of a page that stands there, and is in no tree
TAG = re.compile(r"(<(?:ul|li|a|input)\b[^>]*>|</(?:ul|li)>)")
HREF = re.compile(r'(?<=href=")[^"]*')


@dataclass
class Navigation:
    """The tree in pieces of HTML, with the places of those that differ from page to page."""

    pieces: list[str]
    links: list[int] = field(default_factory=list)
    # By address: each link to it, after the tags that it stands in.
    ways: dict[str, list[list[int]]] = field(default_factory=dict)
    # By entry: its checkbox, if there are entries below it.
    checkboxes: dict[int, int] = field(default_factory=dict)
    # By folder: the pieces, with their links from there.
    from_folder: dict[str, list[str]] = field(default_factory=dict)

    def for_page(self, address: str) -> str:
        """Return the tree as it stands on a page."""
        folder = dirname(address)
        if folder not in self.from_folder:
            self.from_folder[folder] = self.pieces_from(f"{folder}/" if folder else "")
        pieces = self.from_folder[folder][:]
        ways = self.ways.get(address, [])
        for place in {place for way in ways for place in way}:
            pieces[place] = as_current(pieces[place])
            if place in self.checkboxes:
                checkbox = self.checkboxes[place]
                pieces[checkbox] = pieces[checkbox].replace(' class="', ' checked="" class="')
        if ways:
            last = max(place for way in ways for place in way if pieces[place].startswith("<li"))
            pieces[last] = pieces[last].replace('">', ' current-page">')
        return "".join(pieces)

    def pieces_from(self, folder: str) -> list[str]:
        """Return the pieces with the links as they are from a folder."""

        def relative(match: re.Match) -> str:
            path, mark, anchor = unescape(match[0]).partition("#")
            is_outside = ":" in path
            return match[0] if is_outside else escape(relative_uri(folder, path) + mark + anchor)

        pieces = self.pieces[:]
        for place in self.links:
            pieces[place] = HREF.sub(relative, pieces[place])
        return pieces


def as_current(tag: str) -> str:
    """Return a tag of an entry on the way to the page at hand, as Sphinx writes it."""
    if tag.startswith("<ul"):
        return '<ul class="current">'
    if tag.startswith("<li"):
        return re.sub(r'class="(toctree-l\d+)', r'class="\1 current', tag)
    return HREF.sub("#", tag.replace('class="', 'class="current '))


def take_apart(html: str) -> Navigation:
    """Return the navigation from the tree of a page that is not in it."""
    navigation = Navigation(TAG.split(html))
    open_tags: list[int] = []
    for place, piece in enumerate(navigation.pieces):
        if piece.startswith(("<ul", "<li")):
            open_tags.append(place)
        elif piece.startswith("</"):
            open_tags.pop()
        elif piece.startswith("<input"):
            navigation.checkboxes[open_tags[-1]] = place
        elif piece.startswith("<a"):
            navigation.links.append(place)
            address = unescape(HREF.search(piece)[0])
            navigation.ways.setdefault(address, []).append([*open_tags, place])
    return navigation


@lru_cache(maxsize=1)
def navigation_of(builder: StandaloneHTMLBuilder) -> Navigation:
    """Return the navigation of a language: what Sphinx and Furo make for a page, made once."""
    from furo.navigation import get_navigation_tree  # here: a tenth of all imports, and only the HTML needs it

    tree = global_toctree_for_doc(
        builder.env, AT_THE_TOP, builder,
        tags=builder.tags, collapse=False, titles_only=True, maxdepth=-1, includehidden=True,
    )  # fmt: skip
    return take_apart(get_navigation_tree(builder.render_partial(tree)["fragment"]))


def keep_from_furo(app, pagename, templatename, context, doctree) -> None:
    """Take the tree out of Furo's sight, which would have it computed."""
    context["sphinx_toctree"] = context.pop("toctree", None)


def add_navigation(app, pagename, templatename, context, doctree) -> None:
    """Give the template what Furo would have given it."""
    context["toctree"] = context.pop("sphinx_toctree")
    if app.builder.name == "html":
        address = app.builder.get_target_uri(pagename)
        context["furo_navigation_tree"] = navigation_of(app.builder).for_page(address)


def setup(app):
    app.connect("html-page-context", keep_from_furo, priority=400)  # Furo's is 500
    app.connect("html-page-context", add_navigation, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
