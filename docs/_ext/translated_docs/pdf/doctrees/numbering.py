"""Numbers and marks that stand before headings and items of lists, in the book.

Sphinx has counted those of headings (``toc_secnumbers``); those of notes are counted in footnotes.py.
"""


from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinxcontrib_typstbuilder._writer import escape_str

from translated_docs.content.ancestors import ancestors

NUMBERS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def page_number(env: BuildEnvironment, page: str, anchor: str = "") -> str:
    """Return the number that a toctree with ``:numbered:`` gives a page or a place on it, as "3.1"; "" if none does."""
    return ".".join(map(str, env.toc_secnumbers.get(page, {}).get(anchor) or ()))


def section_number(env: BuildEnvironment, page: str, section: nodes.Element, is_page: bool) -> str:
    """Return the number of a section of a page, or of the page, of which a second title has one of its own."""
    number = page_number(env, page, f"#{section['ids'][0]}") if section["ids"] else ""
    return number or page_number(env, page) if is_page else number


def numbering(node: nodes.enumerated_list) -> str:
    """Return the pattern of a list's numbers as Typst has it."""
    return f"{node.get('prefix', '')}{NUMBERS.get(node.get('enumtype'), '1')}{node.get('suffix') or '.'}"


def number_of(item: nodes.list_item) -> int:
    """Return the number of an item of a list that has numbers."""
    return item.get("value", item.parent.get("start", 1) + item.parent.index(item))


def numbers(items: nodes.enumerated_list) -> list[int]:
    """Return the number of each item of a list."""
    return [number_of(item) for item in items.children if isinstance(item, nodes.list_item)]


def depth_in(kind: type[nodes.Element], block: nodes.Element) -> int:
    """Return how many elements of a kind a block stands in."""
    return len([around for around in ancestors(block) if isinstance(around, kind)])


def has_own_mark(item: nodes.list_item) -> bool:
    """Say whether an item has another mark than a bullet: a page of a toctree that numbers some its number, a task its box."""
    return "mark" in item or "task_done" in item


def mark_of(item: nodes.list_item) -> str:
    """Return the Typst expression of the mark of an item in a list without numbers."""
    if "task_done" in item:
        return f"task(done: {str(item['task_done']).lower()})"
    return escape_str(item["mark"]) if "mark" in item else f"bullet({depth_in(nodes.bullet_list, item)})"
