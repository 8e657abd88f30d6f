"""Footnotes of the book: at the foot of the page that refers to them, not where they are written.

Ids recur from page to page, so a note is known by its page and id; its text is written into a file of its page.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinxcontrib_typstbuilder._writer import escape_str

from translated_docs.pdf.doctrees.toctrees import elements_with_page
from translated_docs.pdf.translators.blocks import BlockTranslator


def footnotes_by_page(document: nodes.document, root_doc: str) -> dict[tuple[str, str], nodes.footnote]:
    """Return the footnotes of the joined pages by page and id."""
    return {
        (page, note_id): note
        for page, note in elements_with_page(document, root_doc)
        if isinstance(note, nodes.footnote)
        for note_id in note["ids"]
    }


class FootnoteTranslator(BlockTranslator):
    """From doctree to Typst for notes, numbered from 1 in each chapter."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.notes = footnotes_by_page(document, builder.config.root_doc)
        self.note_numbers: dict[tuple[str, str], int] = {}  # by page and id
        self.notes_of_chapter = 0
        self.note_texts: dict[str, dict[str, str]] = defaultdict(dict)  # by page, then by id in the order of the numbers

    def visit_section(self, node: nodes.section) -> None:
        # A bibliography of an extension puts its notes into a container.
        held = [part for child in node.children for part in (child if isinstance(child, nodes.container) else [child])]
        only_notes = all(isinstance(part, (nodes.title, nodes.footnote)) for part in held)
        if only_notes and any(isinstance(part, nodes.footnote) for part in held):
            self.add_pending_labels(node["ids"])
            self.write_labels()
            raise nodes.SkipNode
        super().visit_section(node)

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Set the note's text at the first reference, and its number again at later ones.

        One of a title is shown in the heading alone: in the contents, and at the head of each page, it would stand for
        a second time.
        """
        self.append_unprocessed(None)
        self.write_reference(node)
        markup = self.pop_el()
        self.write(f"#title-note[{markup}]" if self.in_heading else markup)
        raise nodes.SkipNode

    def write_reference(self, node: nodes.footnote_reference) -> None:
        """Write the number of a note, with its text at the first reference."""
        page, note_id = key = (self.curr_files[-1], node["refid"])
        if isinstance(node.previous_sibling(), nodes.footnote_reference):
            self.write("#between-notes")
        if key in self.note_numbers:
            arguments = ", ".join([*map(escape_str, key), str(self.note_numbers[key])])
            self.write(f"#note-again({arguments})")
            return
        self.notes_of_chapter += 1
        number = self.note_numbers[key] = self.notes_of_chapter
        self.append_inline_fun(None, name="note", positional_params=[*map(escape_str, key), str(number)])
        self.note_texts[page][note_id] = ""  # its place, before that of a note within it
        self.note_texts[page][note_id] = self.note_text(*key)
        self.absorb_fun_in_body()

    def note_text(self, page: str, note_id: str) -> str:
        """Return the text of a note of a page as Typst markup."""
        self.append_unprocessed(None)
        note = self.notes.get((page, note_id))  # none where MyST has left one out, and said why
        for child in note.children if note else ():
            if not isinstance(child, nodes.label):
                child.walkabout(self)
        self.before = ""
        return self.pop_el().strip()

    def write_notes(self, folder: Path, checked: Callable[[str], str]) -> None:
        """Write the checked texts of each page's notes as a file of its own, where the template looks for them."""
        for page, texts in self.note_texts.items():
            file = folder / f"{page}.typ"
            file.parent.mkdir(parents=True, exist_ok=True)
            entries = "".join(f"  {escape_str(note_id)}: [{checked(text)}],\n" for note_id, text in texts.items())
            file.write_text(f'#import "/templates/book.typ": *\n#let texts = (\n{entries})\n', encoding="utf-8")

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Set a note that nothing refers to where it stands, as one of a docstring; all others are at the foot of a page."""
        if not node["backrefs"]:
            entry = nodes.citation("", *node.children, ids=node["ids"])
            entry.parent, entry.document = node.parent, node.document
            entry.walkabout(self)
        raise nodes.SkipNode
