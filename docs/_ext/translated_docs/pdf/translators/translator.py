"""From doctrees to the Typst source of the book.

Each level of the translator knows the ones above it; a node has its visitor on one of them, and on the last a second one
where two languages differ. The looks of all are in ``templates/``.

| level | in | what it adds |
| --- | --- | --- |
| `TypstTranslator` | sphinxcontrib-typstbuilder 0.1 | a stack of calls of Typst's functions, labels, and visitors for most nodes of docutils and Sphinx |
| `InlineTranslator` | inline.py | what stands within a line: gaps between scripts, links with their pages, formulas, code, foreign words |
| `BlockTranslator` | blocks.py | blocks: boxes, slides, pictures, tables, lists, code |
| `FootnoteTranslator` | footnotes.py | notes at the foot of the page that refers to them |
| `BookTranslator` | here | parts, chapters, headings, captions, paragraphs, and links that lead nowhere |
| `PairTranslator` | bilingual.py | two languages beside each other |
"""

import re
from collections.abc import Callable
from functools import cache, partial

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib_typstbuilder._writer import BlockMarkupFunction

from translated_docs.catalogs.languages import direction
from translated_docs.content.constructs.figure_numbers import caption_number
from translated_docs.content.constructs.missing_targets import ids_of
from translated_docs.content.reading_order import publication_title
from translated_docs.content.warnings import warn
from translated_docs.pdf.compilation.typst_compile import SOURCE
from translated_docs.pdf.doctrees.numbering import section_number
from translated_docs.pdf.doctrees.toctrees import has_words_of
from translated_docs.pdf.translators.blocks import is_placed, leads_in
from translated_docs.pdf.translators.footnotes import FootnoteTranslator
from translated_docs.pdf.typography.long_words import LONG_NAME
from translated_docs.pdf.typography.script_spacing import with_gaps
from translated_docs.settings import source_language

LINK = re.compile(r'#(?:internal|bracketed|enclosed|title|term)-link\(("(?:[^"\\]|\\.)*")\)')
LABEL = re.compile(r'mlabel\(("(?:[^"\\]|\\.)*")\)')


class MarkSourceWords(SphinxPostTransform):
    """Say of the words that are not translated which language they are in."""

    default_priority = 4
    builders = ("pdf",)

    def run(self, **kwargs) -> None:
        for block in list(self.document.findall(nodes.Element)):
            if "untranslated" in block["classes"]:
                words = nodes.inline("", "", *block.children, classes=["source-words"])
                block[:] = [words]


class BookTranslator(FootnoteTranslator):
    """From doctree to calls of the functions that the templates define."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.outer_levels: list[int] = []
        self.opened: set[str] = set()  # pages that a part begins with
        self.is_in_part = True

    def visit_document(self, node: nodes.document) -> None:
        """Begin the book: with what the front page says, as a chapter that the first part's caption names, if it has one."""
        super().visit_document(node)
        if not has_words_of(node, node["docname"]):
            self.open_part(node["docname"])
            return
        name = self.part_title(node["docname"]) or self.front_title()
        self.write(f"#front[{name}]\n")

    def depart_document(self, node: nodes.document) -> None:
        self.write_labels()
        super().depart_document(node)

    def body(self) -> str:
        """Return the book's source, and write the notes; of a link to what stands nowhere in them, the words alone: Typst would set nothing."""
        book = super().body()
        labels = set(LABEL.findall("".join([book, *(text for texts in self.note_texts.values() for text in texts.values())])))
        anchors = cache(lambda page: ids_of(self.builder.env.get_doctree(page)))  # which takes a second if the page is long

        def checked(link: re.Match[str]) -> str:
            return link[0] if link[1] in labels else self.link_without_target(link, labels, anchors)

        self.write_notes(self.builder.outdir / SOURCE.parent / "notes", partial(LINK.sub, checked))
        return LINK.sub(checked, book)

    def link_without_target(self, link: re.Match[str], labels: set[str], anchors: Callable[[str], set[str]]) -> str:
        """Return what a link begins with that leads to no label of the book: of its words, or of a link to the whole page.

        To that leads one to what the page has no anchor for, as content/constructs/missing_targets.py has it in an EPUB; MyST has named it.
        """
        page, _mark, anchor = link[1].strip('"').removeprefix("%").partition("#")
        env, of_page = self.builder.env, f'"%{page}"'
        if anchor and of_page in labels and page in env.found_docs and anchor not in anchors(page):
            return link[0].replace(link[1], of_page)
        words = "a link leads to %s, which is nowhere in the book, so its words are set alone; lead it to a heading"
        warn(page if page in env.found_docs else None, "output.link", words, link[1])
        return "#inline"

    def visit_start_of_file(self, node: addnodes.start_of_file) -> None:
        # A page's title is a chapter, wherever in the front page its toctree stands.
        self.outer_levels.append(self.sectionlevel)
        self.sectionlevel = 0
        super().visit_start_of_file(node)

    def depart_start_of_file(self, node: addnodes.start_of_file) -> None:
        self.write_labels()
        super().depart_start_of_file(node)
        self.sectionlevel = self.outer_levels.pop()

    def page_level(self) -> int:
        """Return the level of the title of this page: how deep it stands in the toctrees, below its part if it is in one."""
        return len(self.outer_levels) + self.is_in_part

    def open_part(self, docname: str) -> bool:
        """Begin the part (the caption in the navigation) that ``docname`` opens, if any; a page may have two titles."""
        if docname in self.opened or docname not in self.builder.parts:
            return False
        self.opened.add(docname)
        title = self.part_title(docname)
        # What the front page says is a part, if without a caption.
        self.is_in_part = bool(title) or docname == self.builder.config.root_doc
        if title:
            self.write(f"#part[{title}]\n")
        return bool(title)

    def part_title(self, docname: str) -> str:
        """Return the Typst markup of the title of the part that a page opens, if it opens one."""
        return with_gaps(self.builder.parts.get(docname, ""))

    def front_title(self) -> str:
        """Return the Typst markup of the title of the front page, which is that of the publication."""
        return with_gaps(publication_title(self.builder.env))

    def visit_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section) or self.this_is_the_title:
            node["ids"] = [name for name in node["ids"] if name not in node.parent["ids"]]  # one place (content/constructs/repeated_ids.py)
            super().visit_title(node)
            self.write_number(node.parent, node.parent.get("number_format"))
            return
        self.in_heading = True
        self.heading_has_words = any(text.strip() for text in node.findall(nodes.Text))
        # Joining the pages leaves each one's sections their old parent.
        is_page_title = isinstance(node.parent.parent, (addnodes.start_of_file, nodes.document))
        for part in node.findall(nodes.Element):  # contents and running heads repeat a title, and no place is there twice
            if part["ids"] and not isinstance(part, nodes.footnote_reference):
                self.add_pending_labels(part["ids"])
                part["ids"] = []
        if is_page_title:
            if not self.open_part(self.curr_files[-1]):
                # Before the labels: what is written ahead of a page break stays on the page before.
                self.write("#new-page\n")
            self.append_block_fun(node, name="chapter", named_params={"level": str(self.page_level())})
            self.notes_of_chapter = 0
        else:
            # Depth 1 is the part, or the front page, so a page has depth 2 and its sections depth 3.
            is_front = self.curr_files[-1] == self.builder.config.root_doc
            name, depth = "front-section" if is_front else "heading", self.sectionlevel + 1
            level = depth if is_front else self.page_level() + depth - 2
            self.append_block_fun(node, name=name, named_params={"level": str(level), "depth": str(depth)})
        if number := section_number(self.builder.env, self.curr_files[-1], node.parent, is_page_title):
            self.write(with_gaps(number + self.config.html_secnumber_suffix))

    def depart_title(self, node: nodes.title) -> None:
        super().depart_title(node)
        self.in_heading = False

    def visit_caption(self, node: nodes.caption) -> None:
        super().visit_caption(node)
        figure = node.parent.get("numbered_as", node.parent)
        self.write_number(figure, node.parent.get("number_format"))

    def write_number(self, node: nodes.Element, number_format: str | None) -> None:
        """Put the number of a figure, a table or code before its caption, as Sphinx's HTML writer does."""
        if number_format and (label := caption_number(self.builder.env, self.curr_files[-1], node, number_format)):
            self.write(f"#caption-number[{with_gaps(label)}]")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.begin_at_side(node)
        if "lost-picture" in node["classes"]:
            self.append_block_fun(node, name="lost-picture")
        elif is_placed(node):
            self.append_unprocessed(node)
        elif leads_in(node):
            self.append_block_fun(node, name="lead-in")
        elif isinstance(node.parent, nodes.entry) or self.turns_round(node):
            # A table sets its cells twice; of a paragraph Typst remembers the lines.
            self.append_block_fun(node, name="par")
        else:
            super().visit_paragraph(node)
        if LONG_NAME.search(node.astext()):
            self.set_ragged(node.parent)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        super().depart_paragraph(node)
        self.end_at_side(node)

    def turns_round(self, node: nodes.paragraph) -> bool:
        """Say whether words of the source in a list run the other way: bare ones would begin at the other edge."""
        of_source, of_book = direction(source_language(self.config)), direction(self.config.language)
        return of_source != of_book and isinstance(node.parent, nodes.list_item) and "untranslated" in node["classes"]

    def set_ragged(self, parent: nodes.Element) -> None:
        """Let the lines of the paragraph be that is begun in ``parent``, where they might be justified."""
        paragraph = self.curr_element()
        if isinstance(paragraph, BlockMarkupFunction):
            paragraph.named_params |= {"justify": "false"} if paragraph.name in ("par", "lead-in") else {}
        elif isinstance(parent, nodes.list_item):
            paragraph.body.append("#set par(justify: false);")
