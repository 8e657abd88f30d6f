"""The ``pdf-pair`` builder: the book in two languages, block beside block.

It reads nothing anew: the source language's pages come as its own PDF had them, and
each block takes its counterpart, the block of the same message, from the pages as the other
language's PDF had them.  ``book.typ`` sets the two beside or under each other.
"""

import math
import pickle
import re
from collections.abc import Callable, Iterable, Set
from pathlib import Path
from unicodedata import east_asian_width

import sphinx
from docutils import nodes
from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib_typstbuilder._writer import escape_str

from translated_docs.content.ancestors import ancestors
from translated_docs.content.formulas import formula
from translated_docs.content.link_text import NAME, takes_name, takes_words, title_of, with_name, words_of_title
from translated_docs.content.parts import parts_by_first_page
from translated_docs.content.slide import number_label, slide
from translated_docs.content.sphinx_messages import SphinxWords
from translated_docs.content.svg_figure import svg_figure
from translated_docs.content.translators import thanks, translators_list
from translated_docs.pdf.builder import Gettext, PdfBuilder
from translated_docs.pdf.script_spacing import split_at_gaps, with_gaps
from translated_docs.pdf.constructs import depth_in, mark_of, numbering
from translated_docs.pdf.translator import BookTranslator, caption_number, elements_with_page, section_number


LETTERS_OF_LINE = 50  # of a column (pair-width of measures.typ), narrow ones
WHOLE = 7  # lines of a block at the most that no page is broken in


class pair(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """One block's words in two languages: two children, each an ``inline``."""


def counterpart_doctree(app: Sphinx, page: str) -> nodes.document:
    return pickle.loads((Path(app.doctreedir).parent / app.config.pair_language / f"{page}.doctree").read_bytes())


def without_ids(counterpart: nodes.Element) -> list[nodes.Node]:
    """Return copies of a block's children; an anchor can stand in one place only."""
    copies = [child.deepcopy() for child in counterpart.children]
    for copied in copies:
        for element in copied.findall(nodes.Element):
            element["ids"] = []
    return copies


def seen(block: nodes.Element) -> list[str]:
    """Return what is seen of a block: its text and pictures, which have other words for those who listen."""
    return [
        part["uri"] if isinstance(part, nodes.image) else part.astext()
        for part in block.findall(lambda part: isinstance(part, (nodes.Text, nodes.image)))
    ]


def set_both(block: nodes.Element, other: nodes.inline, untranslated: bool = False) -> nodes.inline:
    """Make a pair of the words of a block, which are returned, and those of the other language."""
    own = nodes.inline("", "", *block.children)
    block[:] = [pair("", own, other, untranslated=untranslated)]
    return own


def explain_in_both(block: nodes.Element, counterpart: nodes.Element) -> None:
    """Note what the abbreviations of a block that is set once stand for in the other language."""
    for own, other in zip(block.findall(nodes.abbreviation), counterpart.findall(nodes.abbreviation), strict=False):
        own["other_explanation"] = other.get("explanation")


def letters(block: nodes.Element) -> str:
    return "".join(filter(str.isalpha, block.astext()))


def is_heading(block: nodes.Element) -> bool:
    return isinstance(block, nodes.title) and isinstance(block.parent, nodes.section)


def links_without_words(block: nodes.Element) -> list[addnodes.pending_xref]:
    """Return the links that show a title or a number of what they lead to."""
    return list(block.findall(lambda node: takes_words(node) or takes_name(node)))


# By what a block and its counterpart are known: of drawings and formulas one attribute, of all others one of two.
KEYS = {svg_figure: ("name",), formula: ("place",)}


def key_of(block: nodes.Element) -> tuple[str, object] | None:
    """Return what a block and its counterpart have in common, and no other block of the page; None of one without any."""
    name = next((name for name in KEYS.get(type(block), ("built_in", "message")) if name in block), None)
    return name and (name, block[name])


class PairBlocks(SphinxPostTransform):
    """Give each block its counterpart, before links are resolved, so that the counterpart's are too."""

    default_priority = 5
    builders = ("pdf-pair",)

    def run(self, **kwargs) -> None:
        self.document.linked_words = []  # for LinkedWords
        self.name_translators()
        counterparts: dict[str, dict[object, nodes.Element]] = {}
        for page, block in list(elements_with_page(self.document, self.config.root_doc)):
            is_picture = isinstance(block, nodes.image)
            if key_of(block) is None or (is_picture and isinstance(block.parent, nodes.TextElement)):
                continue
            if page not in counterparts:
                doctree = counterpart_doctree(self.app, page)
                counterparts[page] = {key_of(each): each for each in doctree.findall(nodes.Element)}
            counterpart = counterparts[page].get(key_of(block))
            if counterpart is None or counterpart.tagname != block.tagname:
                continue  # an extension has made another page of it in that language
            if isinstance(block, svg_figure):
                self.add_drawing(page, block, counterpart)
            elif isinstance(block, formula):
                self.add_formula(block, counterpart)
            elif is_picture:
                self.add_picture(page, block, counterpart)
            elif "message" in block or letters(counterpart) != letters(block) or links_without_words(block):
                self.join(page, block, counterpart)  # of other numbers the signs alone differ

    def name_translators(self) -> None:
        """Put what names the translators in the place of its directive: its words are in no doctree."""
        for place in list(self.document.findall(translators_list)):
            own, others = thanks(self.config, _), thanks(self.config, self.app.builder.labels)
            for paragraph, other in zip(own, others, strict=True):
                set_both(paragraph, nodes.inline("", "", *other.children))
            place.replace_self(own)

    def add_formula(self, block: formula, counterpart: formula) -> None:
        """Put the formula of the other language below, where its words are others; its number is the same."""
        if counterpart.astext() != block.astext():
            other = formula(counterpart.rawsource, counterpart.astext())
            block.parent.insert(block.parent.index(block) + 1, other)

    def add_picture(self, page: str, picture: nodes.image, counterpart: nodes.image) -> None:
        """Put the picture of the other language below, where it is another file; the words for a picture are shown nowhere."""
        if counterpart["uri"] != picture["uri"]:
            other = counterpart.deepcopy()
            other["ids"] = []
            self.note_files(page, other)
            picture.parent.insert(picture.parent.index(picture) + 1, other)

    def add_drawing(self, page: str, drawing: svg_figure, counterpart: svg_figure) -> None:
        """Put the drawing of the other language below with its own caption, where its labels are others."""
        if counterpart.astext() == drawing.astext():
            return
        figure, other = drawing.parent, counterpart.parent.deepcopy()
        other["numbered_as"], other["language"], other["ids"] = figure, self.config.pair_language, []
        other.next_node(svg_figure)["name"] = f"{self.config.pair_language}-{drawing['name']}"  # of its file
        for caption in other.findall(nodes.caption):
            words = self.words_of(page, caption)
            caption[:] = [words]
        for caption in figure.findall(nodes.caption):
            del caption["message"]  # it is joined with none
        figure.parent.insert(figure.parent.index(figure) + 1, other)

    def words_of(self, page: str, counterpart: nodes.Element) -> nodes.inline:
        """Return a copy of the words of a block of the other language, with its links, and pictures of its own."""
        other = nodes.inline("", "", *without_ids(counterpart))
        for picture in other.findall(nodes.image):
            self.note_files(page, picture)
        for link in links_without_words(other):
            words = nodes.inline("", "", link.deepcopy())
            link.parent.replace(link, words)
            self.document.linked_words.append((page, words))
        return other

    def note_files(self, page: str, picture: nodes.image) -> None:
        """Let a picture of the other language be found: "figure.en.png" is in no page of the source language."""
        for file in picture["candidates"].values():
            if file not in self.env.images and (self.env.srcdir / file).is_file():
                self.env.images.add_file(page, file)

    def join(self, page: str, block: nodes.Element, counterpart: nodes.Element) -> None:
        """Put a block and its counterpart beside each other, unless both are the same."""
        # Of a heading nothing says so, and what says the same twice in contents is no better.
        untranslated = "untranslated" in counterpart["classes"] and not is_heading(block)
        # Names and pictures are the same in both languages: once is enough.
        is_same = seen(counterpart) == seen(block) and not untranslated and not links_without_words(block)
        if is_same and counterpart.parent.get("number_format") == block.parent.get("number_format"):
            explain_in_both(block, counterpart)
            return
        other, before = self.words_of(page, counterpart), block.previous_sibling()
        if isinstance(block.parent, nodes.literal_block) and isinstance(before, nodes.Text):  # a line of parsed-literal
            other.insert(0, nodes.Text(before.rpartition("\n")[2]))
        own = set_both(block, other, untranslated)
        if "number_format" in counterpart.parent:  # a caption: each language has its own words for the number
            own["number_format"] = block.parent.attributes.pop("number_format")
            other["number_format"] = counterpart.parent["number_format"]


class LinkedWords(SphinxPostTransform):
    """Give the links of counterparts that have no words of their own those of what they lead to, in their language.

    They have been resolved in the source language: its environment alone is loaded.
    """

    default_priority = 11  # after ReferencesResolver
    builders = ("pdf-pair",)

    def run(self, **kwargs) -> None:
        self.doctrees: dict[str, nodes.document] = {}
        for page, words in self.document.linked_words:
            link = words.next_node(nodes.reference)
            if link is not None and (title := self.title(page, link)):
                link[:] = [title]
            words.parent.replace(words, words.children)

    def title(self, page: str, link: nodes.reference) -> nodes.inline | None:
        """Return the words of what a link leads to in the counterpart's language; None if that has none."""
        target = re.fullmatch("%([^#]*)#?(.*)", link.get("refuri") or f"%{page}#{link.get('refid', '')}")
        if not target or target[1] not in self.env.found_docs:
            return None
        page, name = target.groups()
        if page not in self.doctrees:
            self.doctrees[page] = counterpart_doctree(self.app, page)
        named = (node for node in self.doctrees[page].findall(nodes.Element) if not name or name in node["ids"])
        node = next(named, None)
        title = title_of(node) if node is not None else None
        if isinstance(link, addnodes.number_reference):
            return self.number(page, node, title, link["title"]) if node is not None else None
        return words_of_title(title) if title is not None else None

    def number(self, page: str, node: nodes.Element, title: nodes.Element | None, words: str) -> nodes.inline | None:
        """Return what a link shows that is named by a number, and by the title if its words have a place for it."""
        is_section, is_named = isinstance(node, nodes.section), NAME in words
        if is_section:
            number = section_number(self.env, page, node, isinstance(node.parent, nodes.document))
        else:
            number = caption_number(self.env, page, node, "%s")
        if not number or (is_named and title is None):
            return None
        if is_named:
            return with_name(words.format(name=NAME, number=number), title)
        return nodes.inline("", (self.app.builder.labels("Section %s") if is_section else node["number_format"]) % number)


def labels(language: str, locale_dirs: Iterable[str | Path]) -> Callable[[str], str]:
    """Return what gives Sphinx's words for a label, as "Note", in a language that is not that of the build."""
    folders = [*locale_dirs, Path(sphinx.__file__).parent / "locale"]
    translator = locale.init(folders, language, namespace=f"labels of {language}")[0]
    translator.add_fallback(SphinxWords(translator, language))
    return translator.gettext


# What has less room than the page, of which a language has half; and what takes a little of it.
NARROW = (nodes.entry, nodes.footnote, nodes.citation, nodes.field_body, nodes.description, nodes.legend, addnodes.hlistcol)
INDENTED = (nodes.Admonition, nodes.block_quote)
MOST_INDENTED = 3  # of these within each other, with room for two columns


def is_narrow(block: nodes.Element) -> bool:
    """Say whether a block stands, however deep, in what has no room for two columns."""
    around = list(ancestors(block))
    indented = sum(isinstance(element, INDENTED) for element in around)
    return indented > MOST_INDENTED or any(isinstance(element, NARROW) for element in around)


def pair_origins(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name the origin of each todo of a list in both languages: sphinx.ext.todo makes the list as the last of all."""
    if app.builder.name != PairPdfBuilder.name:
        return
    for paragraph in doctree.findall(lambda node: isinstance(node, nodes.paragraph) and "todo-source" in node["classes"]):
        link, words = paragraph.next_node(nodes.reference).deepcopy(), app.builder.labels("original entry")
        link[:] = [nodes.emphasis(words, words)]
        set_both(paragraph, nodes.inline("", "", link))


def mark_of_item(block: nodes.Element) -> str:
    """Return the Typst expression of the mark before a block that begins an item of a list; "none" of one that does not."""
    item, items = block.parent, block.parent.parent
    if not isinstance(item, nodes.list_item) or item.index(block) > 0:
        return "none"
    if isinstance(items, nodes.enumerated_list):
        return f"numbering({escape_str(numbering(items))}, {items.get('start', 1) + items.index(item)})"
    return mark_of(item)


def indent_of(items: nodes.Element) -> float:
    """Return how far the items of a list are indented, in widths of a bullet with its gap: as its widest number needs."""
    if isinstance(items, nodes.enumerated_list):
        last, kind = items.get("start", 1) + len(items) - 1, items.get("enumtype", "arabic")
        letters = len(str(last)) if kind == "arabic" else min(last, 5) if kind.endswith("roman") else 1
        signs = len(numbering(items)) - 1
    elif any("task_done" in item for item in items.children):
        return 1.3  # a box
    else:
        marks = [item.get("mark", "") for item in items.children]
        letters, signs = max(len(mark.replace(".", "")) for mark in marks), max([1, *(mark.count(".") for mark in marks)])
    return max(1, 0.35 + 0.55 * letters + 0.3 * signs)


def indents(block: nodes.Element) -> list[float]:
    """Return the indents of the lists that a block stands in, the innermost first."""
    return [indent_of(around.parent) for around in ancestors(block) if isinstance(around, nodes.list_item)]


def lines_of(words: nodes.Element) -> float:
    """Return how many lines of a column words fill at the most, about; of a picture nobody knows.

    A hard break (a raw node) counts as a line; a letter of Chinese or Japanese is as wide as two others.
    """
    if words.next_node(nodes.image):
        return math.inf
    breaks = sum(isinstance(node, nodes.raw) for node in words.findall(nodes.Element))
    return breaks + sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words.astext()) / LETTERS_OF_LINE


class PairTranslator(BookTranslator):
    def admonition_title(self, node: nodes.Element) -> str:
        """Return the title in both languages, where they have two words for it."""
        label = "See also" if isinstance(node, addnodes.seealso) else node.tagname.capitalize()  # as Sphinx's messages
        return self.in_both("pair-title", super().admonition_title(node), with_gaps(self.builder.labels(label)))

    def in_both(self, name: str, own: str, other: str) -> str:
        """Return the call of a function of the template for the markup of the same words in both languages."""
        if not other or own == other:
            return own
        return f"#{name}(language: {escape_str(self.config.pair_language)})[{own}][{other}]"

    def part_title(self, docname: str) -> str:
        return self.in_both("pair-heading", super().part_title(docname), with_gaps(self.builder.counterpart_parts.get(docname, "")))

    def front_title(self) -> str:
        return self.in_both("pair-heading", super().front_title(), with_gaps(self.builder.counterpart_title))

    def slide_label(self, node: slide) -> str:
        return self.in_both("pair", super().slide_label(node), with_gaps(number_label(node, self.builder.labels)))

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Set a pair as the block it is, not inside a paragraph; where the two stand under each other it is no block."""
        is_part = "lost-picture" in node["classes"] or is_narrow(node)
        if isinstance(node.next_node(descend=True), pair) and not is_part:
            self.append_unprocessed(node)
        else:
            super().visit_paragraph(node)

    def visit_PassthroughTextElement(self, node: nodes.Element) -> None:  # noqa: N802
        """Set a pair as the block it is, as of a paragraph: the link of a card without a title."""
        if isinstance(node.next_node(descend=True), pair):
            self.append_unprocessed(node)
        else:
            super().visit_PassthroughTextElement(node)

    def visit_figure(self, node: nodes.figure) -> None:
        """Set the drawing of the other language by the rules of that."""
        if "language" in node:
            self.curr_element().body.append(f"#in-language-of(code: {escape_str(node['language'])})[\n")
        super().visit_figure(node)

    def depart_figure(self, node: nodes.figure) -> None:
        super().depart_figure(node)
        if "language" in node:
            self.curr_element().body.append("]\n")

    def has_columns(self, node: nodes.Element) -> bool:
        """Say that no grid has columns: the languages have them."""
        return False

    def visit_pair(self, node: nodes.Element) -> None:
        block = node.parent
        if isinstance(block, nodes.caption) or isinstance(block.parent, (nodes.entry, nodes.footnote, nodes.literal_block, nodes.table)):
            name = "pair-stacked"
        elif is_heading(block):
            name = "pair-heading"
        elif isinstance(block.parent, slide):
            name = "pair"
        elif isinstance(block, (nodes.attribution, nodes.classifier, nodes.field_name, nodes.title, nodes.term, nodes.inline, nodes.reference)):
            name = "pair-title"
        else:
            name = "pair-stacked" if is_narrow(block) else "pair"
        parameters = {
            "language": escape_str(self.config.language if node["untranslated"] else self.config.pair_language),
            "state": escape_str(_("not translated yet") if node["untranslated"] else ""),
        }
        if name == "pair" and max(map(lines_of, node.children)) <= WHOLE:
            parameters["whole"] = "true"
        if name == "pair" and (lists := indents(block)):
            parameters |= {"outer": f"{sum(lists[1:]):g}", "indent": f"{lists[0]:g}", "mark": mark_of_item(block)}
        if name == "pair" and (quotes := depth_in(nodes.block_quote, block)):
            parameters["quotes"] = str(quotes)
        if name == "pair-title" and any("sd-btn" in around["classes"] for around in (block, block.parent)):
            parameters["colour"] = "none"  # that of the button's own words
        self.append_inline_fun(None, name=name, named_params=parameters)
        for words in node.children:
            self.append_markup_arg(None)
            self.before = ""
            self.write_number(block.parent, words.get("number_format"))
            for child in words.children:
                child.walkabout(self)
            argument = self.pop_el()
            self.curr_element().positional_params.append(argument)
        self.absorb_fun_in_body()
        raise nodes.SkipNode


class PairPdfBuilder(PdfBuilder):
    name = "pdf-pair"
    default_translator_class = PairTranslator

    def init(self) -> None:
        super().init()
        self.tags.add(PdfBuilder.name)  # what is {only} of the book is of this one too
        self.labels = labels(self.config.pair_language, (self.srcdir / folder for folder in self.config.locale_dirs))
        self.counterpart_parts: dict[str, str] = {}
        self.counterpart_title = ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        super().prepare_writing(docnames)
        front = counterpart_doctree(self._app, self.config.root_doc)
        self.counterpart_parts = parts_by_first_page(self.env, self.tags, front)
        self.counterpart_title = front.next_node(nodes.title).astext()

    def gettext(self, code: str) -> Gettext:
        return super().gettext(code) if code == self.config.language else self.labels

    @property
    def languages(self) -> list[str]:
        return [self.config.language, self.config.pair_language]

    def cover(self) -> dict[str, object]:
        code = self.config.pair_language
        words = {"progress": "", "title": self.counterpart_title, **self.cover_words(code)}
        printed = {name: split_at_gaps(text) for name, text in words.items()}
        return {**super().cover(), "counterpart": {"language": code, "printed": printed}}


def setup(app: Sphinx) -> None:
    app.add_config_value("pair_language", "", "")
    app.add_node(pair)
    app.add_post_transform(PairBlocks)
    app.add_post_transform(LinkedWords)
    app.add_builder(PairPdfBuilder)
    app.connect("doctree-resolved", pair_origins, priority=600)  # sphinx.ext.todo is at 500
