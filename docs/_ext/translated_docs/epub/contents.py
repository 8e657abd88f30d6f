"""The entries of the EPUB's contents in the order of its files: where a toctree stands above sections of its page, it leads
past them, while a reader has all of the page first (https://www.w3.org/TR/epub-33/#sec-nav-def-types-toc).
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

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
