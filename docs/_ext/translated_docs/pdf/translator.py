"""From doctrees to the Typst source of the book: the constructs of this publication.

What any page of prose can hold is in ``constructs.py``; the looks of all of it are in ``templates/``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category, normalize

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib_typstbuilder._writer import BlockMarkupFunction, escape_str

from translated_docs.catalogs.languages import direction
from translated_docs.content.ancestors import ancestors
from translated_docs.content.foreign_words import foreign_language
from translated_docs.content.missing_targets import ids_of
from translated_docs.content.reading_order import publication_title
from translated_docs.content.slide import number_label, slide
from translated_docs.content.soft_breaks import line_break, no_blank_between
from translated_docs.content.svg_figure import PRINTED, svg_figure, svg_figure_description, write_printable_svg
from translated_docs.content.warnings import warn
from translated_docs.features.glossary_tooltips import is_term
from translated_docs.fonts import MARKED_LETTER
from translated_docs.pdf.constructs import ConstructTranslator, is_grid, is_placed
from translated_docs.pdf.line_ends import FULL_WIDTH, JOINED, UNBROKEN
from translated_docs.pdf.script_spacing import INSET, LONG_NAME, NOTE, ROW, TEXT, TITLE, split_at_gaps, with_gaps
from translated_docs.pdf.table_columns import letters_at_most
from translated_docs.pdf.typst_compile import SOURCE
from translated_docs.settings import relative, source_language

LINK = re.compile(r'#(?:internal|bracketed|enclosed|title|term)-link\(("(?:[^"\\]|\\.)*")\)')
LABEL = re.compile(r'mlabel\(("(?:[^"\\]|\\.)*")\)')
TALL = PRINTED / 2  # units of a figure, a third of a page: where no page has room left, text fills it


def elements_with_page(node: nodes.Element, page: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield each element of the joined pages with the page it stands on, from the top down.

    Joining the pages leaves each one's sections their old parent: no way leads up.
    """
    left = [(page, node)]
    while left:
        page, node = left.pop()
        if isinstance(node, addnodes.start_of_file) or node.tagname == "todo_node":  # a todolist has those of other pages
            page = node["docname"]
        yield page, node
        left += [(page, child) for child in reversed(node.children) if isinstance(child, nodes.Element)]


def has_words_of(document: nodes.document, page: str) -> bool:
    """Say whether a page of the joined ones has more to read than its title."""
    title = document.next_node(nodes.title)
    return any(
        at == page and element is not title and isinstance(element, (nodes.TextElement, nodes.image, svg_figure))
        for at, element in elements_with_page(document, page)
    )


def footnotes_by_page(document: nodes.document, root_doc: str) -> dict[tuple[str, str], nodes.footnote]:
    """Return the footnotes of the joined pages by page and id; ids recur from page to page."""
    return {
        (page, note_id): note
        for page, note in elements_with_page(document, root_doc)
        if isinstance(note, nodes.footnote)
        for note_id in note["ids"]
    }


def words_around(link: nodes.reference) -> tuple[str, str]:
    """Return the words before and behind a link in its block, without the numbers of notes."""
    before = after = ""
    while isinstance(link.parent, nodes.TextElement):
        siblings, place = link.parent.children, link.parent.index(link)
        before = "".join(map(words_of, siblings[:place])) + before
        after += "".join(map(words_of, siblings[place + 1 :]))
        link = link.parent
    return before, after


def words_of(node: nodes.Node) -> str:
    return "" if isinstance(node, nodes.footnote_reference) else node.astext()


def open_brackets(text: str) -> int:
    """Return how many brackets are open at the end of a text."""
    count = 0
    for mark in re.findall("[()（）]", text):
        count = count + 1 if mark in "(（" else max(count - 1, 0)
    return count


def place_of_page(link: nodes.reference) -> str:
    """Return how the number of a link's page stands: "alone", or in brackets that open in front of the link in its sentence.

    There it is "bracketed" where they close behind it, or a mark follows, and "enclosed" where words do.
    """
    before, after = words_around(link)
    if not open_brackets(before):
        return "alone"
    kind = category(after.lstrip()[:1] or ")")
    return "bracketed" if kind.startswith("P") and kind not in ("Ps", "Pi") else "enclosed"


def may_float(figure: nodes.Element) -> bool:
    """Say whether text may stand before a figure that is written behind it: not if the figure is of a slide."""
    is_of_slide = isinstance(figure.previous_sibling(), slide)
    return isinstance(figure, nodes.figure) and isinstance(figure.parent, nodes.section) and not is_of_slide


def is_side_by_side(block: nodes.Element) -> bool:
    """Say whether the children of a block are columns: of a list in columns, of a grid."""
    return isinstance(block, addnodes.hlist) or is_grid(block)


def longest_word(text: nodes.Text) -> int:
    """Return how many letters the words of a text may have: fewer in a title, and in a column of several."""
    if len(text) < ROW // 10:
        return TEXT
    share = next((ROW // len(around) - INSET for around in ancestors(text) if is_side_by_side(around)), ROW)
    return min(share, longest_in_block(text.parent))


def longest_in_block(block: nodes.Element | None) -> int:
    """Return how many letters the words of a block may have, where nothing stands beside it."""
    ends = (nodes.entry, nodes.title, nodes.footnote, nodes.section, nodes.document)
    while block is not None and not isinstance(block, ends):
        if isinstance(block, (nodes.field_name, nodes.option_group)):
            return ROW // 3
        block = block.parent
    if isinstance(block, nodes.entry):
        group = block.parent.parent.parent
        if "letters" in group:  # as many as there are, if all are wide
            return int(group["letters"][block.parent.index(block)] / 1.2)
        return letters_at_most(group.get("cols", 1), block.get("morecols", 0))
    return TITLE if isinstance(block, nodes.title) else NOTE if isinstance(block, nodes.footnote) else TEXT


class MarkSourceWords(SphinxPostTransform):
    """Say of the words that are not translated which language they are in."""

    default_priority = 4
    builders = ("pdf",)

    def run(self, **kwargs) -> None:
        for block in list(self.document.findall(nodes.Element)):
            if "untranslated" in block["classes"]:
                words = nodes.inline("", "", *block.children, classes=["source-words"])
                block[:] = [words]


def caption_number(env: BuildEnvironment, page: str, node: nodes.Element, number_format: str) -> str:
    """Return the words that number a node of a page, such as "Figure 3"; "" if it has no number."""
    numbers = env.toc_fignumbers.get(page, {}).get(node.get("number_kind"), {})
    number = numbers.get(node["ids"][0]) if node["ids"] else None
    return number_format % ".".join(map(str, number)) if number else ""


def page_number(env: BuildEnvironment, page: str, anchor: str = "") -> str:
    """Return the number that a toctree with ``:numbered:`` gives a page or a place on it, as "3.1"; "" if none does."""
    return ".".join(map(str, env.toc_secnumbers.get(page, {}).get(anchor) or ()))


def section_number(env: BuildEnvironment, page: str, section: nodes.Element, is_page: bool) -> str:
    """Return the number of a section of a page, or of the page."""
    return page_number(env, page, "" if is_page or not section["ids"] else f"#{section['ids'][0]}")


class BookTranslator(ConstructTranslator):
    """From doctree to calls of the functions that ``book.typ`` defines."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.outer_levels: list[int] = []
        self.opened: set[str] = set()  # pages that a part begins with
        self.is_in_part = True
        self.explained: set[str] = set()  # abbreviations: at their first place
        self.heading_has_words = False
        self.file = ""  # that of the block that was written last
        self.before = ""  # what was written last, as long as nothing stands between it and the next text
        self.notes = footnotes_by_page(document, builder.config.root_doc)
        self.note_numbers: dict[tuple[str, str], int] = {}  # by page and id, from 1 in each chapter
        self.notes_of_chapter = 0
        self.note_texts: dict[str, dict[str, str]] = defaultdict(dict)  # by page, then by id in the order of the numbers

    def dispatch_visit(self, node: nodes.Node) -> None:
        if not isinstance(node, nodes.Text | nodes.Inline) or isinstance(node, nodes.footnote_reference):
            self.before = ""
        if isinstance(node.parent, nodes.section) and not isinstance(node, nodes.section) and node.source and node.line:
            self.write_place(relative(Path(node.source)), node.line)
        super().dispatch_visit(node)

    def write_place(self, file: str, line: int) -> None:
        """Write where a block stands, for what Typst may say of it (typst_compile.py): the line, after a file's first block alone."""
        self.curr_element().body.append(f"\n//{'' if file == self.file else file}:{line}\n")
        self.file = file

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        text = re.sub(MARKED_LETTER, lambda letter: normalize("NFC", letter[0]), node.astext())  # fonts have them as one
        if "\n" in text and any(isinstance(around, nodes.literal_block) for around in ancestors(node)):  # parsed-literal
            self.curr_element().body.append("#linebreak()".join(map(with_gaps, text.split("\n"))))
            self.before = ""
            return
        is_in_columns = len(text) >= ROW // 10 and any("letters" in around for around in ancestors(node))
        self.curr_element().body.append(with_gaps(text, self.before, longest_word(node), is_in_columns))
        self.before = text

    def visit_math(self, node: nodes.math) -> None:
        """Set a formula in a line as the Latin letters that it is: with a gap beside Chinese or Japanese."""
        if len(split_at_gaps("x", self.before)) > 1:
            self.curr_element().body.append("#gap")
        self.before = "x"
        super().visit_math(node)

    def visit_line_break(self, node: line_break) -> None:
        """End a line; in a heading behind a blank, if the two lines want one: a bookmark has them as one."""
        following = node.next_node(nodes.Text, ascend=True)
        if self.in_heading and following and not no_blank_between(self.before[-1:], following.astext()[:1]):
            self.curr_element().body.append(" ")
        super().visit_line_break(node)

    def visit_document(self, node: nodes.document) -> None:
        """Begin the book: with what the front page says, as a chapter that the first part's caption names, if it has one."""
        super().visit_document(node)
        if not has_words_of(node, node["docname"]):
            self.open_part(node["docname"])
            return
        name = self.part_title(node["docname"]) or self.front_title()
        self.curr_element().body.append(f"#front[{name}]\n")

    def depart_document(self, node: nodes.document) -> None:
        self.write_labels()
        super().depart_document(node)
        self.write_notes(self.builder.outdir / SOURCE.parent / "notes")

    def body(self) -> str:
        """Return the book's source; of a link to what stands nowhere in it, the words alone: Typst would set nothing."""
        book = super().body()
        labels = set(LABEL.findall(book))

        def checked(link: re.Match[str]) -> str:
            return link[0] if link[1] in labels else self.link_without_target(link, labels)

        return LINK.sub(checked, book)

    def link_without_target(self, link: re.Match[str], labels: set[str]) -> str:
        """Return what a link begins with that leads to no label of the book: of its words, or of a link to the whole page.

        To that leads one to what the page has no anchor for, as content/missing_targets.py has it in an EPUB; MyST has named it.
        """
        page, _mark, anchor = link[1].strip('"').removeprefix("%").partition("#")
        env, of_page = self.builder.env, f'"%{page}"'
        if anchor and of_page in labels and page in env.found_docs and anchor not in ids_of(env.get_doctree(page)):
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
            self.curr_element().body.append(f"#part[{title}]\n")
        return bool(title)

    def part_title(self, docname: str) -> str:
        """Return the Typst markup of the title of the part that a page opens, if it opens one."""
        return with_gaps(self.builder.parts.get(docname, ""))

    def front_title(self) -> str:
        """Return the Typst markup of the title of the front page, which is that of the publication."""
        return with_gaps(publication_title(self.builder.env))

    def visit_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section) or self.this_is_the_title:
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
                self.curr_element().body.append("#new-page\n")
            self.append_block_fun(node, name="chapter", named_params={"level": str(self.page_level())})
            self.notes_of_chapter = 0
        else:
            # Depth 1 is the part, or the front page, so a page has depth 2 and its sections depth 3.
            is_front = self.curr_files[-1] == self.builder.config.root_doc
            name, depth = "front-section" if is_front else "heading", self.sectionlevel + 1
            level = depth if is_front else self.page_level() + depth - 2
            self.append_block_fun(node, name=name, named_params={"level": str(level), "depth": str(depth)})
        if number := section_number(self.builder.env, self.curr_files[-1], node.parent, is_page_title):
            self.curr_element().body.append(with_gaps(number + self.config.html_secnumber_suffix))

    def visit_image(self, node: nodes.image) -> None:
        """Set a picture; of one that is all of a heading its words, which PDF/UA and the contents want there."""
        if not self.in_heading or self.heading_has_words:
            super().visit_image(node)
            return
        self.curr_element().body.append(with_gaps(node.get("alt", "")))
        raise nodes.SkipNode

    def visit_caption(self, node: nodes.caption) -> None:
        super().visit_caption(node)
        figure = node.parent.get("numbered_as", node.parent)
        self.write_number(figure, node.parent.get("number_format"))

    def write_number(self, node: nodes.Element, number_format: str | None) -> None:
        """Put the number of a figure, a table or code before its caption, as Sphinx's HTML writer does."""
        if number_format and (label := caption_number(self.builder.env, self.curr_files[-1], node, number_format)):
            self.curr_element().body.append(f"#caption-number[{with_gaps(label)}]")

    def depart_title(self, node: nodes.title) -> None:
        super().depart_title(node)
        self.in_heading = False

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        if "lost-picture" in node["classes"]:
            self.append_block_fun(node, name="lost-picture")
        elif is_placed(node) or (isinstance(node.parent, nodes.definition) and node.parent[0] is node):
            self.append_unprocessed(node)
        elif isinstance(node.parent, nodes.entry) or self.turns_round(node):
            # A table sets its cells twice; of a paragraph Typst remembers the lines.
            self.append_block_fun(node, name="par", force_body=True)
        else:
            super().visit_paragraph(node)
        if LONG_NAME.search(node.astext()):
            self.set_ragged(node.parent)

    def turns_round(self, node: nodes.paragraph) -> bool:
        """Say whether words of the source in a list run the other way: bare ones would begin at the other edge."""
        of_source, of_book = direction(source_language(self.config)), direction(self.config.language)
        return of_source != of_book and isinstance(node.parent, nodes.list_item) and "untranslated" in node["classes"]

    def set_ragged(self, parent: nodes.Element) -> None:
        """Let the lines of the paragraph be that is begun in ``parent``, where they might be justified."""
        paragraph = self.curr_element()
        if isinstance(paragraph, BlockMarkupFunction):
            paragraph.named_params |= {"justify": "false"} if paragraph.name == "par" else {}
        elif isinstance(parent, nodes.list_item):
            paragraph.body.append("#set par(justify: false);")

    def visit_inline(self, node: nodes.inline) -> None:
        code = source_language(self.config) if "source-words" in node["classes"] else foreign_language(node)
        if code:
            self.append_inline_fun(node, name="in-language", named_params={"code": escape_str(code)}, force_body=True)
        elif "keys" in node["classes"]:
            self.append_inline_fun(node, name="keys")
        elif FULL_WIDTH in node["classes"]:
            self.append_inline_fun(node, name="full-width")
        elif JOINED in node["classes"]:
            self.curr_element().body.append("#sym.wj")
            raise nodes.SkipNode
        elif UNBROKEN in node["classes"]:
            first = node.next_node(nodes.Text)
            if first and len(split_at_gaps(first, self.before)) > len(split_at_gaps(first)):
                self.curr_element().body.append("#gap")  # within what is not broken it would be lost
            self.before = ""
            self.append_inline_fun(node, name="unbroken", force_body=True)
        else:
            super().visit_inline(node)

    def visit_reference(self, node: nodes.reference) -> None:
        super().visit_reference(node)
        if node.next_node(is_term):
            self.curr_element().name = "term-link"
        elif self.in_heading and self.curr_element().name == "internal-link":
            self.curr_element().name = "title-link"
        elif self.curr_element().name == "internal-link" and (place := place_of_page(node)) != "alone":
            self.curr_element().name = f"{place}-link"

    def depart_reference(self, node: nodes.reference) -> None:
        if "sd-btn" in node["classes"]:
            outline = str(any("outline" in name for name in node["classes"])).lower()
            self.curr_element().body = [f"#button(outline: {outline})[", *self.curr_element().body, "]"]
        if self.curr_element().name in ("internal-link", "bracketed-link", "enclosed-link"):
            self.before = ""  # its page stands behind it
        super().depart_reference(node)

    # Footnotes: at the foot of the page that refers to them, not where they are written.

    def visit_section(self, node: nodes.section) -> None:
        # A bibliography of an extension puts its notes into a container.
        held = [part for child in node.children for part in (child if isinstance(child, nodes.container) else [child])]
        only_notes = all(isinstance(part, (nodes.title, nodes.footnote)) for part in held)
        if only_notes and any(isinstance(part, nodes.footnote) for part in held):
            self.add_pending_labels(node["ids"])
            self.write_labels()
            raise nodes.SkipNode
        super().visit_section(node)

    def write_labels(self) -> None:
        """Write the labels that wait for what they are of, where nothing of their page follows: links lead there."""
        self.curr_element().body += [f"#mlabel({escape_str(label)})\n" for label in self.pending_labels]
        self.pending_labels = []

    def visit_footnote(self, _node: nodes.footnote) -> None:
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Set the note's text at the first reference, and its number again at later ones.

        One of a title is shown in the heading alone: in the contents, and at the head of each page, it would stand for
        a second time.
        """
        self.append_unprocessed(None)
        self.write_reference(node)
        markup = self.pop_el()
        self.curr_element().body.append(f"#title-note[{markup}]" if self.in_heading else markup)
        raise nodes.SkipNode

    def write_reference(self, node: nodes.footnote_reference) -> None:
        """Write the number of a note, with its text at the first reference."""
        page, note_id = key = (self.curr_files[-1], node["refid"])
        if isinstance(node.previous_sibling(), nodes.footnote_reference):
            self.curr_element().body.append("#between-notes")
        if key in self.note_numbers:
            arguments = ", ".join([*map(escape_str, key), str(self.note_numbers[key])])
            self.curr_element().body.append(f"#note-again({arguments})")
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

    def write_notes(self, folder: Path) -> None:
        """Write the texts of each page's notes as a file of its own, where the template looks for them."""
        for page, texts in self.note_texts.items():
            file = folder / f"{page}.typ"
            file.parent.mkdir(parents=True, exist_ok=True)
            entries = "".join(f"  {escape_str(note_id)}: [{text}],\n" for note_id, text in texts.items())
            file.write_text(f'#import "/templates/book.typ": *\n#let texts = (\n{entries})\n', encoding="utf-8")

    def visit_figure(self, node: nodes.figure) -> None:
        if placement := self.placement(node):
            of_figure, self.pending_labels = self.pending_labels, []
            self.append_block_fun(None, name="placed", named_params=placement)
            self.pending_labels = of_figure
        self.append_block_fun(node, name="figure")
        # Inside: what is written ahead of a figure that goes to the next page stays on the page before.
        figure = self.curr_element()
        figure.body += [f"#mlabel({escape_str(label)})" for label in figure.labels]
        figure.labels = []

    def depart_figure(self, node: nodes.figure) -> None:
        super().depart_figure(node)
        if self.placement(node):
            self.absorb_fun_in_body()

    def visit_svg_figure(self, node: svg_figure) -> None:
        """Set the figure from a file of its own; its description goes to those who listen."""
        said = node.parent.next_node(svg_figure_description)
        name, width, height = write_printable_svg(node, self.builder.outdir / SOURCE.parent)
        share = min(100 * width / PRINTED, 100)  # letters are equally large in all of them
        if height > TALL and may_float(node.parent):
            self.curr_element().named_params["placement"] = "auto"
        alternative = f"{node['alt']} {said.astext() if said else ''}".strip()
        self.curr_element().body.append(
            f"#image({escape_str(name)}, alt: {escape_str(alternative)}, width: {share:.2f}%)\n"
        )
        raise nodes.SkipNode

    def visit_svg_figure_description(self, _node: svg_figure_description) -> None:
        raise nodes.SkipNode

    def visit_slide(self, node: slide) -> None:
        params = {"number": f"[{self.slide_label(node)}]"}
        if isinstance(node.next_node(descend=False, siblings=True), nodes.figure):
            params["has-figure"] = "true"
        self.append_block_fun(node, name="slide", named_params=params)

    def slide_label(self, node: slide) -> str:
        """Return the Typst markup of what marks the frame as a slide."""
        return with_gaps(number_label(node))

    def depart_slide(self, _node: slide) -> None:
        self.absorb_fun_in_body()
