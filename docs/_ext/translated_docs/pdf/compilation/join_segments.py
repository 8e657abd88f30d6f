"""One book of the files of its segments (segments.py): pages, links, tags and bookmarks.

Their pages of stubs go; what leads to a stub leads to the place that it stands for.  All is done in the first file, which the
others are copied into (`join`): links first, then tags, bookmarks, names of tags, and at last the list of pages.  The sections
named are of ISO 32000-1.
"""

import re
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, String

from translated_docs.pdf.compilation.compact import save_compact
from translated_docs.pdf.compilation.note_links import ABOVE, annotations, pairs

# Of stubs: in points from the left and the top, and the number that their page has meanwhile (templates/segment.typ).
COLUMNS, FIRST_ROW, NUMBER = 500, 20, "999983"
opened: list[Pdf] = []  # never closed: to free all objects would be a fifth of the time that joining takes
NUMBER_OF_PAGES = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")


class Place(NamedTuple):
    """Where something stands: its page in the whole book, from 1 on, and how far from the left and the top of it, in points."""

    page: int
    x: float
    y: float


class SegmentFile(NamedTuple):
    """The file of a segment, how many pages are in front of its own, the places that its stubs stand for, the levels of its bookmarks.

    ``contents`` are of pages in which there are guesses, with the right numbers (renumber_pages.py).
    """

    path: Path
    lead_pages: int
    targets: list[Place]
    levels: list[int]
    contents: dict[int, bytes]


def copy_into(book: Pdf, part: Pdf) -> Dictionary:
    """Return the catalog of a file as a copy in the book, with its pages in ``/AllPages``.

    qpdf leaves pages out that what it copies leads to; it knows them by their type.
    """
    part.Root.AllPages = Array([page.obj for page in part.pages])
    for page in part.Root.AllPages:
        del page.Type
    root = book.copy_foreign(part.Root) if part is not book else part.Root
    for page in root.AllPages:
        page.Type = Name.Page
    return root


def links_to_stubs(stubs: Dictionary, page: Dictionary) -> Iterator[tuple[Dictionary, int]]:
    """Yield the links of a page that lead to the page of stubs, each with the number of its stub."""
    height = float(stubs.MediaBox[3])
    for link in annotations(page):
        if "/Dest" in link and link.Dest[0].objgen == stubs.objgen:
            row = round(height - float(link.Dest[3]) + ABOVE) - FIRST_ROW
            yield link, row * COLUMNS + round(float(link.Dest[2]))


def lead_to_places(page: Dictionary, stubs: Dictionary, targets: list[Place], pages: list[Dictionary]) -> None:
    """Lead the links of a page to what the stubs stand for that they lead to (12.3.2.2)."""
    height = float(stubs.MediaBox[3])
    for link, number in links_to_stubs(stubs, page):
        place = targets[number]
        link.Contents = String(str(link.Contents).replace(NUMBER, str(place.page)))
        link.Dest = Array([pages[place.page - 1], Name.XYZ, place.x, height - max(place.y - ABOVE, 0), 0])


def children(element: Dictionary) -> list[Dictionary]:
    """Return the structure elements that stand in one."""
    below = element.get("/K", Array())
    return [child for child in (below if isinstance(below, Array) else [below]) if isinstance(child, Dictionary) and "/S" in child]


def tables(cells: list[Dictionary]) -> list[Dictionary]:
    """Return the tables that cells stand in, each once."""
    found = {}
    for cell in cells:
        table = cell
        while "/S" in table and table.S != Name.Table:
            table = table.P
        found[table.objgen] = table
    return list(found.values())


def rename_elements(tree: Dictionary, number: int) -> list[tuple[String, Dictionary]]:
    """Put the number of a segment in front of its elements' names, as a book has each once (14.7.2); return them with their elements."""
    names = tree.get("/IDTree", Dictionary(Names=[])).Names
    found = [(String(f"{number} {name}"), element) for name, element in pairs(names)]
    for name, element in found:
        element.ID = name
    left = tables([element for _name, element in found if element.S == Name.TH])
    while left:
        for element in children(left.pop()):
            if element.S in (Name.TH, Name.TD):
                for attributes in (own if isinstance(own := element.get("/A", Array()), Array) else [own]):
                    if "/Headers" in attributes:  # (14.8.5.7)
                        attributes.Headers = Array([String(f"{number} {name}") for name in attributes.Headers])
            else:
                left.append(element)
    return found


def remove_tags(root: Dictionary, pages: list[Dictionary]) -> None:
    """Remove the tags of pages, each an element below the root element."""
    gone, tree = {page.objgen for page in pages}, root.StructTreeRoot
    document = tree.K[0]
    document.K = Array([element for element in document.K if "/Pg" not in element or element.Pg.objgen not in gone])
    keys = {int(page.StructParents) for page in pages if "/StructParents" in page}
    tree.ParentTree.Nums = Array([part for pair in pairs(tree.ParentTree.Nums) if int(pair[0]) not in keys for part in pair])


def join_tags(book: Dictionary, part: Dictionary, pages: list[Dictionary]) -> None:
    """Put the tags of a segment behind those of the book (14.7.4.4: what leads from a page to its tags)."""
    tree, own = book.StructTreeRoot, part.StructTreeRoot
    first = int(tree.ParentTreeNextKey)
    for page in pages:
        for place, key in [(page, "/StructParents"), *((link, "/StructParent") for link in annotations(page))]:
            if key in place:
                place[key] += first
    for key, tags in pairs(own.ParentTree.Nums):
        tree.ParentTree.Nums.extend([key + first, tags])
    tree.ParentTreeNextKey = first + int(own.ParentTreeNextKey)
    document = tree.K[0]
    for element in own.K[0].K:
        element.P = document
        document.K.append(element)


def bookmarks(item: Dictionary) -> Iterator[Dictionary]:
    """Yield the bookmarks below an item, in their order."""
    child = item.get("/First")
    while child is not None:
        yield child
        yield from bookmarks(child)
        child = child.get("/Next")


def nested(items: list[tuple[int, Dictionary]]) -> list[OutlineItem]:
    """Return bookmarks below one another by their levels, each closed."""
    root = OutlineItem("")
    parents = [(0, root)]
    for level, item in items:
        bookmark = OutlineItem.from_dictionary_object(item)
        bookmark.is_closed = True
        while parents[-1][0] >= level:
            parents.pop()
        parents[-1][1].children.append(bookmark)
        parents.append((level, bookmark))
    return root.children


def join(_connection: Connection, segments: list[SegmentFile], file: Path) -> None:
    """Write one file of those of the segments of a book; of each the pages before its own go, and the last.

    To be called in a process of its own, which ends with all that it has opened.
    """
    opened.extend(files := [pikepdf.open(segment.path) for segment in segments])
    book, roots = files[0].Root, [copy_into(files[0], part) for part in files]
    own = [list(root.AllPages)[segment.lead_pages : -1] for segment, root in zip(segments, roots, strict=True)]
    pages, items, names = [page for each in own for page in each], [], []
    for number, (segment, root) in enumerate(zip(segments, roots, strict=True)):
        stubs = root.AllPages[-1]
        for place, content in segment.contents.items():
            root.AllPages[place].Contents.write(content)
        for page in own[number]:
            lead_to_places(page, stubs, segment.targets, pages)
        remove_tags(root, [*list(root.AllPages)[: segment.lead_pages], stubs])
        items += zip(segment.levels, bookmarks(root.get("/Outlines", Dictionary())), strict=True)
        names += rename_elements(root.StructTreeRoot, number)
        if number:
            join_tags(book, root, own[number])
    with files[0].open_outline(max_depth=len(items)) as outline:
        outline.root[:] = nested(items)
    names.sort(key=lambda name: bytes(name[0]))  # (7.9.6)
    book.StructTreeRoot.IDTree = Dictionary(Names=Array([part for name in names for part in name]))
    del files[0].pages[len(own[0]) :]  # the first segment has no pages in front of its own
    for page in pages[len(own[0]) :]:
        files[0].pages.append(Page(page))
    book.Metadata.write(NUMBER_OF_PAGES.sub(str(len(pages)).encode(), book.Metadata.read_bytes()))
    del book.AllPages
    save_compact(files[0], file)
