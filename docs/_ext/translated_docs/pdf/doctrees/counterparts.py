"""The counterparts of the blocks of a book in the other language: pairs are made of them before the book is written.

Nothing is read anew: the source language's pages come as its own PDF had them, and each block takes its counterpart, the
block of the same message, from the pages as the other language's PDF had them.
"""

import pickle
import re
from itertools import chain
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import NodeMatcher

from translated_docs.content.ancestors import holds_words
from translated_docs.content.constructs.figure_numbers import caption_number
from translated_docs.content.constructs.formulas import formula
from translated_docs.content.constructs.link_text import NAME, is_to_come, links_without_words, resolved, title_of, with_name, words_of_title
from translated_docs.content.directives.svg_figure import svg_figure
from translated_docs.content.directives.translator_names import thanks, translators_list
from translated_docs.pdf.doctrees.numbering import section_number
from translated_docs.pdf.doctrees.toctrees import elements_with_page

is_seen = NodeMatcher(nodes.Text, nodes.image)


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
        for part in block.findall(is_seen)
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


# By what a block and its counterpart are known: of drawings and formulas one attribute, of all others one of two.
KEYS = {svg_figure: ("name",), formula: ("place",)}


def key_of(block: nodes.Element) -> tuple[str, object] | None:
    """Return what a block and its counterpart have in common, and no other block of the page; None of one without any."""
    for name in KEYS.get(type(block), ("built_in", "message")):
        if name in block.attributes:
            return name, block[name]
    return None


def is_above_words(block: nodes.Element) -> bool:
    """Say whether a block begins an item whose other words stand below it: those of the second language would be below nothing."""
    paragraphs = [child for child in block.parent.children if isinstance(child, nodes.paragraph)]
    return isinstance(block.parent, nodes.list_item) and len(paragraphs) > 1 and paragraphs[0] is block


class PairBlocks(SphinxPostTransform):
    """Give each block its counterpart, before links are resolved, so that the counterpart's are too."""

    default_priority = 3  # before the values of notebooks take their places, at 4 and 5
    builders = ("pdf-pair",)

    def run(self, **kwargs) -> None:
        self.document.linked_words, self.document.other_pages = [], {}  # for LinkedWords: their places, and the doctrees of that language
        self.name_translators()
        self.counterparts: dict[str, dict[object, nodes.Element]] = {}
        for page, block in list(elements_with_page(self.document, self.config.root_doc)):
            is_picture = isinstance(block, nodes.image)
            if key_of(block) is None or (is_picture and holds_words(block.parent)):
                continue
            counterpart = self.counterpart_of(page, block)
            if counterpart is None:
                continue  # an extension has made another page of it in that language
            if isinstance(block, svg_figure):
                self.add_drawing(page, block, counterpart)
            elif isinstance(block, formula):
                self.add_formula(block, counterpart)
            elif is_picture:
                self.add_picture(page, block, counterpart)
            elif "message" in block or letters(counterpart) != letters(block) or links_without_words(block) or not block.children:
                self.join(page, block, counterpart)  # of other numbers the signs alone differ; a theorem may have a number for a title

    def counterpart_of(self, page: str, block: nodes.Element) -> nodes.Element | None:
        """Return the counterpart of a block; that of one that an extension has copied from another page is there."""
        for name in chain([page], map(self.env.path2doc, [block.source or ""])):  # which takes long, and is seldom asked
            if name not in self.env.found_docs:
                continue
            if name not in self.counterparts:
                doctree = self.document.other_pages[name] = counterpart_doctree(self.app, name)
                self.counterparts[name] = {key_of(each): each for each in doctree.findall(nodes.Element)}
            found = self.counterparts[name].get(key_of(block))
            if found is not None and found.tagname == block.tagname and found.get("msgid") == block.get("msgid"):
                return found
        return None

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
        """Put the picture of the other language below, where it is another file, and note the words for it, which few show."""
        picture["other_alt"] = counterpart.get("alt", "")
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
        if is_same and not is_above_words(block) and counterpart.parent.get("number_format") == block.parent.get("number_format"):
            explain_in_both(block, counterpart)
            return
        other, before = self.words_of(page, counterpart), block.previous_sibling()
        if isinstance(block.parent, nodes.literal_block) and isinstance(before, nodes.Text):  # a line of parsed-literal
            other.insert(0, nodes.Text(before.rpartition("\n")[2]))
        own = set_both(block, other, untranslated)
        if "number_format" in counterpart.parent:  # a caption: each language has its own words for the number
            own["number_format"] = block.parent.attributes.pop("number_format")
            other["number_format"] = counterpart.parent["number_format"]


def is_named_by_number(link: nodes.reference, number: str) -> bool:
    """Say whether an extension names what has a number by that, as "Theorem 1", where Sphinx would show the title in an element."""
    return bool(number) and isinstance(link[0], nodes.Text) and link.astext().endswith(f" {number}")


class LinkedWords(SphinxPostTransform):
    """Give the links of counterparts that have no words of their own those of what they lead to, in their language.

    They have been resolved in the source language: its environment alone is loaded.
    """

    default_priority = 11  # after ReferencesResolver
    builders = ("pdf-pair",)

    def run(self, **kwargs) -> None:
        self.doctrees = vars(self.document).pop("other_pages")  # which nobody needs any more
        for page, words in self.document.linked_words:
            link = words.next_node(nodes.reference)
            if link is not None and (title := self.title(page, link)):
                link[:] = [title]
                for part in list(filter(is_to_come, title.findall(addnodes.pending_xref))):
                    inner = resolved(self.app, part)
                    part.replace_self(self.title(part["refdoc"], inner) or inner.children)
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
        if node is not None and "number_kind" in node and is_named_by_number(link, caption_number(self.env, page, node, "%s")):
            return self.number(page, node, title, "")
        if title is not None and not title.astext().strip():  # of a theorem without a number
            return nodes.inline("", node["number_format"]) if "number_format" in node else None
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


def pair_origins(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name the origin of each todo of a list in both languages: sphinx.ext.todo makes the list as the last of all."""
    if app.builder.name != "pdf-pair":
        return
    for paragraph in [paragraph for paragraph in doctree.findall(nodes.paragraph) if "todo-source" in paragraph["classes"]]:
        link, words = paragraph.next_node(nodes.reference).deepcopy(), app.builder.labels("original entry")
        link[:] = [nodes.emphasis(words, words)]
        set_both(paragraph, nodes.inline("", "", link))


def setup(app: Sphinx) -> None:
    app.add_node(pair)
    app.add_post_transform(PairBlocks)
    app.add_post_transform(LinkedWords)
    app.connect("doctree-resolved", pair_origins, priority=600)  # sphinx.ext.todo is at 500
