"""The contents of the EPUB, their entries in the order of its files, each below the part that it stands in.

Where a toctree stands above sections of its page, it leads past them, while a reader has all of the page first
(https://www.w3.org/TR/epub-33/#sec-nav-def-types-toc).
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _

from translated_docs.catalogs.languages import direction

LEVEL = re.compile(r"toctree-l(\d+)")  # by which Sphinx says how deep a toctree has an entry
OUTSIDE = ("http://", "https://", "irc:", "mailto:")
Entry = dict[str, object]  # as Sphinx has it: its level, its address and its text


@dataclass
class Page:
    """A page in the contents: its entry, those of its sections, and the pages of its toctrees."""

    level: int
    written_level: int = 0  # which counts the sections around a toctree, too
    entries: list[Entry] = field(default_factory=list)
    pages: list["Page"] = field(default_factory=list)

    def all_entries(self) -> Iterator[Entry]:
        yield from self.entries
        for page in self.pages:
            yield from page.all_entries()


def in_reading_order(entries: list[Entry], depth: int, left_out: Set[str]) -> list[Entry]:
    """Return the entries once each, every page with its sections before the pages of its toctrees, one level below it.

    Sections deeper than ``depth`` are left out, pages are not; of a page that is left out those of its toctrees stay.
    """
    root, seen = Page(0), set()
    around, by_file = [root], {}
    for entry in entries:
        address, level = str(entry["refuri"]), int(entry["level"])
        file, is_section, _anchor = address.partition("#")
        if address in seen or file in left_out or not entry["text"]:
            continue
        seen.add(address)
        if is_section:
            page = by_file.get(file, around[-1])
            own_level = page.level + level - page.written_level
        else:
            while level <= around[-1].written_level:
                around.pop()
            page = by_file[file] = Page(around[-1].level + 1, level)
            around[-1].pages.append(page)
            around.append(page)
            own_level = page.level
        if own_level <= depth or not is_section:
            page.entries.append({**entry, "level": own_level})
    return list(root.all_entries())


def depth_of(points: list) -> int:
    """Return how many levels entries of the contents have."""
    return max((1 + depth_of(point.children) for point in points), default=0)


class ContentsBuilder(Epub3Builder):
    """The builder as far as the contents go: those of the book, and those for devices of old.

    ``depth_of_sections`` says how deep sections stand in them, ``parts`` what caption a part has, by its first page.
    """

    @property
    def direction(self) -> str:
        return direction(self.config.language)

    def escaped(self, **words: str) -> dict[str, str]:
        """Return words for a template, with the language and the direction of the book."""
        given = {"lang": self.config.epub_language, "direction": self.direction, **words}
        return {name: escape(text) for name, text in given.items()}

    def get_refnodes(self, doctree: nodes.Node, result: list[dict]) -> list[dict]:
        """Return the entries of the contents in the words of the pages.

        Sphinx has none below the eighth level, leaves out numbers, and makes dashes of the "--" of code.
        """
        for link in doctree.findall(nodes.reference):
            level = next((found[1] for name in link.parent["classes"] if (found := LEVEL.fullmatch(name))), None)
            address = link.get("refuri", "")
            if level and address and not address.startswith(OUTSIDE):
                number = ".".join(map(str, link["secnumber"])) + self.config.html_secnumber_suffix if link.get("secnumber") else ""
                result.append({"level": int(level), "refuri": escape(address), "text": escape(number + self.plain_text(link))})
        return result

    def plain_text(self, words: nodes.Element) -> str:
        """Return words for an entry of the contents, which has no markup: code keeps its direction by signs of Unicode."""
        if self.direction == "ltr":
            return words.astext()
        words = words.deepcopy()
        for code in words.findall(nodes.literal):
            code[:] = [nodes.Text("\u2066"), *code.children, nodes.Text("\u2069")]
        return words.astext()

    def in_parts(self, points: list, part: Callable[[str, object], object]) -> list:
        """Return the entries of the contents, each below the part that it stands in; ``part`` makes the entry of one.

        Those of a part without a caption stand below the front page if it is the first, else in none.
        """
        captions = {self.get_target_uri(page): caption for page, caption in self.parts.items()}
        grouped = below = []
        for point in points:
            address = unquote(unescape(point.refuri))
            if caption := captions.get(address):
                grouped.append(part(escape(caption), point))
                below = grouped[-1].children
            elif address in captions:
                below = grouped
            below.append(point)
            if address == self.get_target_uri(self.config.root_doc) and not caption:
                below = point.children
        return grouped

    def toc_add_files(self, refnodes: list[dict]) -> None:
        """Take each entry of the contents once: a page may be in two toctrees, and a spine has no file twice.

        https://www.w3.org/TR/epub-33/#sec-itemref-elem
        """
        super().toc_add_files(refnodes)
        front = self.config.root_doc
        for entry in refnodes:
            if entry["refuri"] == escape(front + self.out_suffix):
                entry["text"] = escape(self.plain_text(self.env.titles[front]))
        refnodes[:] = in_reading_order(refnodes, self.depth_of_sections, {*self.config.epub_exclude_files})

    def build_navlist(self, navnodes: list[dict]) -> list:
        return self.in_parts(super().build_navlist(navnodes), lambda words, first: type(first)(words, first.refuri, []))

    def build_navpoints(self, nodes: list[dict]) -> list:
        """Return the entries for devices of old; a part stands at the place of its first page."""
        points = super().build_navpoints(nodes)
        return self.in_parts(points, lambda words, first: type(first)(f"part-{first.navpoint}", first.playorder, words, first.refuri, []))

    def navigation_doc_metadata(self, navlist: list) -> dict[str, object]:
        words = self.escaped(
            landmarks=_("Landmarks"), cover_title=_("Cover"), title=self.config.epub_title,
            beginning=quote(self.get_target_uri(self.config.root_doc)),
        )  # fmt: skip
        return {**super().navigation_doc_metadata(navlist), **words}

    def toc_metadata(self, level, navpoints) -> dict[str, object]:
        """Name the book as ``content.opf`` does, which Sphinx does not."""
        return {
            **super().toc_metadata(depth_of(navpoints), navpoints),
            "uid": escape(self.config.epub_identifier),
        }
