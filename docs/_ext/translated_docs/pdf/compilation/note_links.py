"""Links between the marks of notes and their texts, in the file of a book.

Typst has set them with addresses of their own in the place of links (`note-link` in templates/links.typ).  The sections named
are of ISO 32000-1.
"""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

ABOVE = 10  # points: so much higher than what it leads to is the place that Typst writes into a link
ADDRESS = re.compile("note-(text|mark):(.*)\t(.*)")  # no address that a page may have holds a tab


def annotations(page: Dictionary) -> Array:
    """Return the links of a page (12.5): Typst makes no other annotations."""
    return page.get("/Annots", Array())


def pairs(tree: Array) -> Iterator[tuple[Object, Object]]:
    """Yield the keys and values of a tree of names or numbers, which stand one behind the other (7.9.6, 7.9.7)."""
    return zip(tree[::2], tree[1::2])


def note_links(pdf: Pdf) -> Iterator[tuple[Page, Dictionary, str, str, str]]:
    """Yield the page of each link of a note, the link, what it leads to ("text" or "mark"), the note, and what is said of it (12.6.4.7)."""
    for page in pdf.pages:
        for link in annotations(page.obj):
            if found := ADDRESS.fullmatch(bytes(link.A.URI).decode() if "/A" in link else ""):
                yield page, link, *found.groups()


def tag_as_label(pdf: Pdf, link: Dictionary, elements: dict[int, Dictionary]) -> None:
    """Put a link into a ``Lbl`` among the tags, as Typst does with the number of a note (14.8.4.3.3)."""
    element = elements[int(link.StructParent)]
    parent = element.P
    label = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Lbl, P=parent, K=Array([element])))
    siblings = parent.K
    if not isinstance(siblings, Array):
        parent.K = siblings = Array([siblings])
    place = next(at for at, child in enumerate(siblings) if isinstance(child, Dictionary) and child.objgen == element.objgen)
    siblings[place] = label
    element.P = label


def link_notes(pdf: Pdf) -> None:
    """Lead each mark of a note to its text, and the number before the text to the first mark (12.3.2.2)."""
    found = list(note_links(pdf))
    if not found:
        return
    tags, wanted = pdf.Root.StructTreeRoot.ParentTree.Nums, {int(link.StructParent) for _page, link, *_said in found}
    elements = {key: tags[at + 1] for at in range(0, len(tags), 2) if (key := int(tags[at])) in wanted}
    places = {}
    for page, link, to, note, _said in found:
        left, bottom, _right, _top = map(float, link.Rect)
        places.setdefault(("text" if to == "mark" else "mark", note), [page.obj, Name.XYZ, left, bottom + ABOVE, 0])
    for page, link, to, note, said in found:
        own_place = [page.obj, Name.Fit]  # of a note whose other end is on no page, as in what Typst only measures
        link.Dest, link.Contents = Array(places.get((to, note), own_place)), String(said)
        del link.A
        tag_as_label(pdf, link, elements)
