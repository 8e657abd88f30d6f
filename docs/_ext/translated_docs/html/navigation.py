"""The navigation: computed once a language, drawn by ``templates/sidebar/navigation.html`` and ``navigation-entry.html``.

Sphinx resolves the whole tree anew for every page, and Furo parses what comes of it, so that every page takes the
longer the more there are.  But from page to page only little differs: where the links start from, and which entries
lead to the page at hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from posixpath import dirname
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.osutil import relative_uri

# Of a larger tree a page lists what is below its own parts alone: with 5,000 entries it would be thirty times as large.
MOST_ENTRIES = 400
AT_THE_TOP = ""  # the name of a page that stands there, and is in no tree


@dataclass
class Entry:
    """One link and those below it."""

    number: int  # from 0, in the order in which the entries stand
    level: int
    words: str  # HTML
    text: str
    address: str  # from the top of the site, or outside of it
    is_outside: bool
    entries: list["Entry"] = field(default_factory=list)
    checkbox: int = 0  # from 1, for those that have entries below them
    tops: set[str] = field(default_factory=set)  # the first folders of its address and of those below it


@dataclass
class Navigation:
    """The whole tree: under each caption ("" for none) its entries."""

    template: Any  # the module of navigation-entry.html
    parts: list[tuple[str, list[Entry]]]
    # By address: the numbers of the entries that lead to it, and of those above them.
    on_the_way: dict[str, set[int]]
    is_large: bool = False
    # By place and number: an entry that does not lead to the page at hand, with all below it.
    drawn: dict[tuple[str, int], str] = field(default_factory=dict)

    def for_page(self, address: str) -> list[dict[str, Any]]:
        """Return what the template draws on a page: a dict a part, its entries as HTML."""
        way = self.on_the_way.get(address, set())
        return [{"caption": caption, **self.draw(entries, address, way)} for caption, entries in self.parts]

    def draw(self, entries: list[Entry], address: str, way: set[int]) -> dict[str, Any]:
        """Return entries as HTML, and whether one of them leads to the page.  Only those are drawn for each page."""
        folder, html = dirname(address), []
        top, way_up = top_folder(address), "../" * address.count("/")
        for entry in entries:
            if entry.number in way:
                html.append(self.draw_entry(entry, address, way))
                continue
            # Out of a folder, every link begins with the same way up; within one, with less of it.
            place = folder if top in entry.tops else way_up, entry.number
            if place not in self.drawn:
                self.drawn[place] = self.draw_entry(entry, address, set())
            html.append(self.drawn[place])
        return {"html": "".join(html), "is_current": any(entry.number in way for entry in entries)}

    def draw_entry(self, entry: Entry, address: str, way: set[int]) -> str:
        """Return one entry as HTML, with all below it; in a large tree, only if it leads to the page."""
        folder = dirname(address)
        is_listed = entry.entries and (entry.number in way or not self.is_large)
        return self.template.draw(
            entry=entry,
            link=link_from(f"{folder}/" if folder else "", entry),
            is_current=entry.number in way,
            is_here=bool(way) and entry.address == address,
            is_last=entry.number == max(way, default=-1),
            below=self.draw(entry.entries, address, way) if is_listed else None,
        )


def top_folder(address: str) -> str:
    """Return the first folder of an address, "" for one at the top."""
    return address.partition("#")[0].rpartition("/")[0].partition("/")[0]


def link_from(folder: str, entry: Entry) -> str:
    """Return the link of an entry from a folder."""
    if entry.is_outside:
        return entry.address
    path, mark, anchor = entry.address.partition("#")
    return relative_uri(folder, path) + mark + anchor


def words_of(reference: nodes.reference, builder: StandaloneHTMLBuilder) -> tuple[str, str]:
    """Return the words of a link as HTML and as text, after the number of a toctree that has numbers."""
    number = ".".join(map(str, reference.get("secnumber") or ()))  # none, deeper than it numbers
    number += builder.config.html_secnumber_suffix if number else ""
    if all(isinstance(child, nodes.Text) for child in reference.children):
        words = escape(reference.astext(), quote=False)
    else:
        words = builder.render_partial(nodes.generated("", "", *reference.children))["fragment"]
    return number + words, number + reference.astext()


def take_entries(
    parent: nodes.Element, builder: StandaloneHTMLBuilder, taken: list[Entry], level: int = 1
) -> Iterator[Entry]:
    """Yield the entries of the lists right below a node; ``taken`` gets them and all below them, in order."""
    for item in (item for child in parent.children if isinstance(child, nodes.bullet_list) for item in child.children):
        link = item.next_node(nodes.reference)
        is_outside = not link.get("internal", False)
        entry = Entry(len(taken), level, *words_of(link, builder), link["refuri"], is_outside)
        taken.append(entry)
        if any(isinstance(child, nodes.bullet_list) for child in item.children):
            entry.checkbox = 1 + sum(other.checkbox > 0 for other in taken)
            entry.entries = list(take_entries(item, builder, taken, level + 1))
        entry.tops = {top_folder(entry.address)}.union(*(below.tops for below in entry.entries))
        yield entry


def ways(entries: list[Entry], above: tuple[int, ...] = ()) -> Iterator[tuple[str, set[int]]]:
    """Yield the address of each entry with its number and those of the entries above it."""
    for entry in entries:
        way = (*above, entry.number)
        yield entry.address, set(way)
        yield from ways(entry.entries, way)


@lru_cache(maxsize=1)
def navigation_of(builder: StandaloneHTMLBuilder) -> Navigation:
    """Return the navigation of a language, from the tree that Sphinx makes for a page that is not in it."""
    tree = global_toctree_for_doc(
        builder.env, AT_THE_TOP, builder,
        tags=builder.tags, collapse=False, titles_only=True, maxdepth=-1, includehidden=True,
    )  # fmt: skip
    template = builder.templates.environment.get_template("sidebar/navigation-entry.html").module
    navigation, taken, caption = Navigation(template, [], {}), [], ""
    for child in tree.children if tree else ():
        if isinstance(child, nodes.title):
            caption = escape(child.astext(), quote=False)
        elif isinstance(child, nodes.bullet_list):
            navigation.parts.append((caption, list(take_entries(nodes.container("", child), builder, taken))))
            caption = ""
    navigation.is_large = len(taken) > MOST_ENTRIES
    for address, way in ways([entry for _, entries in navigation.parts for entry in entries]):
        navigation.on_the_way.setdefault(address, set()).update(way)
    return navigation


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the template the navigation, and Furo an empty tree: it would have the whole tree computed for this page."""
    parts = navigation_of(app.builder).for_page(app.builder.get_target_uri(page))
    return {"navigation": parts, "toctree": lambda **_options: ""}
