"""The ``pdf`` builder: the whole publication as the Typst source of one book.

sphinxcontrib-typstbuilder writes it, with the translator of ``translators/translator.py``; here is what the book's template
needs to know.  The looks are all in ``templates/``, and ``compilation/typst_compile.py`` calls Typst.
"""

import json
import re
from collections.abc import Callable, Set
from functools import cached_property
from pathlib import Path

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinxcontrib_typstbuilder._builder import TypstBuilder

from translated_docs.catalogs.catalog_paths import UI_LANGUAGE
from translated_docs.catalogs.languages import EAST_ASIAN, direction, locale_of, script
from translated_docs.content.book_parts import parts_by_first_page
from translated_docs.content.constructs.pictures import own_suffix
from translated_docs.content.messages.sphinx_messages import sphinx_words
from translated_docs.content.reading_order import publication_title
from translated_docs.features.translation_progress import language_progress
from translated_docs.fonts import families, missing_characters, set_whole
from translated_docs.palette import PALETTE
from translated_docs.pdf.compilation.typst_compile import SOURCE
from translated_docs.pdf.doctrees.toctrees import join
from translated_docs.pdf.translators.translator import BookTranslator, MarkSourceWords
from translated_docs.pdf.typography.script_spacing import split_at_gaps
from translated_docs.settings import source_language

Gettext = Callable[[str], str]  # what gives the words of a language: called "_" where messages are found by that name
# The languages in which Typst 0.15 has a word for "Footnote 1", which it says of a link to one (tests/test_sphinx_messages.py).
OF_TYPST = set("ca cs cy da de eo es fi fr ga gl it lv nl pl pt ru sk sl sv vi zh".split())
BRACKETS = "()（）"
COMMAS = {"（": "、"}  # beside brackets that are as wide as a letter


def translated(words: str, _: Gettext = _) -> str:
    """Return the words of a setting in a language; "" stands for none, and gettext's header for ""."""
    return _(words) if words else ""


def edition(languages: str, release: str, code: str = UI_LANGUAGE, _: Gettext = _) -> str:
    """Return what the cover says of languages and release, which conf.py may not have, in the language of a code."""
    if not release:
        return languages
    words = _("%(languages)s edition %(release)s")
    return in_language(words, "%(languages)s edition %(release)s", "%(languages)s · %(release)s", code) % {
        "languages": languages,
        "release": release,
    }


def progress(percent: int, code: str, _: Gettext = _) -> str:
    """Return how much is translated, in the language of a code."""
    return in_language(_("%(percent)d%% translated"), "%(percent)d%% translated", "%(percent)d%%", code) % {"percent": percent}


def page_reference(_: Gettext) -> dict[str, tuple[str, str]]:
    """Return what a language puts before and behind the number of a page that a link leads to.

    ``bracketed`` is for a link between brackets, where there are no second ones, ``enclosed`` for one with words behind
    it there: from these a comma parts the number, or, where words stand without blanks, brackets of another kind.
    """
    before, _number, after = _("(page %(page)s)").partition("%(page)s")
    comma = COMMAS.get(before[:1], ", ")
    words = before.lstrip(BRACKETS), after.rstrip(BRACKETS)
    is_wide = before[:1] in COMMAS
    return {
        "alone": (before, after),
        "bracketed": (comma + words[0], words[1]),
        "enclosed": (f"〔{words[0]}", f"{words[1]}〕") if is_wide else (comma + words[0], words[1] + comma.rstrip()),
    }


def in_language(words: str, message: str, without_words: str, code: str) -> str:
    """Return the translation of a message, or what needs no words where a language other than English has none."""
    return without_words if words == message and code.partition("_")[0] != UI_LANGUAGE else words


class PdfBuilder(TypstBuilder):
    name = "pdf"
    default_translator_class = BookTranslator

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that the book holds."""
        return [self.config.language]

    def gettext(self, code: str) -> Gettext:
        """Return what gives the words of one of these languages."""
        return _

    def init(self) -> None:
        super().init()
        self.config.typst_date = self.config.release_date

    def _assemble_doctree(self, startdocname: str, appendices: list[str]) -> nodes.document:
        """Return the doctree of the book: what sphinxcontrib-typstbuilder 0.1.1 does, but for the place of the pages."""
        self.docnames = {startdocname}
        tree = join(self.env, self.tags, startdocname, self.docnames)
        tree["docname"] = startdocname
        self.env.resolve_references(tree, startdocname, self)
        return tree

    def post_process_images(self, doctree: nodes.document) -> None:
        """Find the pictures of the book, and give them names that Typst takes: without a backslash, with the suffix of what they are."""
        super().post_process_images(doctree)
        for number, file in enumerate(self.images):
            self.images[file] = f"picture-{number}{own_suffix(self.srcdir / file)}"

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the book's Typst source, with its cover's words in its language."""
        root = self.config.root_doc
        self.parts = parts_by_first_page(self.env, self.tags, self.env.get_doctree(root))
        title, cover = publication_title(self.env), self.cover()
        texts = {name: text for name, text in {"title": title, **cover}.items() if isinstance(text, str)}
        self.config.typst_documents = [
            {
                "startdocname": self.config.root_doc,
                "targetname": SOURCE.stem,
                "title": title,
                "metadata": {**cover, "printed": {name: split_at_gaps(text) for name, text in texts.items()}},
            }
        ]
        super().write_documents(_docnames)
        self.spell_out_characters()
        for name, value in {
            "palette": PALETTE["light"], "fonts": self.fonts(), "words": self.words(), "directions": self.directions(),
        }.items():  # fmt: skip
            (self.outdir / SOURCE.parent / "templates" / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")

    def sources(self) -> list[Path]:
        """Return the files of the book and of its notes."""
        return [self.outdir / SOURCE, *(self.outdir / SOURCE.parent).glob("notes/**/*.typ")]

    def spell_out_characters(self) -> None:
        """Name the characters that no font has by their numbers, where warnings of them fail no build: with one there is no book."""
        source = self.text().replace('"', '"\n')  # a mark behind a quote, as the accent of a formula, is not on that
        missing = [] if self.config.fail_on_warning else sorted(missing_characters(source), key=len, reverse=True)
        for file in self.sources() if missing else ():
            text = file.read_text(encoding="utf-8")
            for cluster in missing:
                text = text.replace(cluster, " ".join(f"U+{ord(character):04X}" for character in cluster))
            file.write_text(text, encoding="utf-8")

    def words(self) -> dict[str, object]:
        """Return the words that Typst 0.15 has in few languages, None for what it may say itself; those of pages by language."""
        word = _("Footnote")
        knows_better = word == sphinx_words("Footnote", self.config.language) and self.config.language.partition("_")[0] in OF_TYPST
        return {"footnote": None if knows_better else word, "pages": self.by_typst_language(page_reference)}

    def by_typst_language(self, words: Callable[[Gettext], object]) -> dict[str, object]:
        """Return words of each language of the book, by its code as Typst has it; "" is that of the book."""
        found = {re.split("[-_]", code)[0]: words(self.gettext(code)) for code in reversed(self.languages)}
        return found | {"": words(self.gettext(self.languages[0]))}

    def directions(self) -> dict[str, str]:
        """Return "ltr" or "rtl" by the code of each language whose words the book may hold; by "" that of the book."""
        foreign = re.findall(r'#in-language\(code: "([^"]+)"', self.text())
        by_code = {code: direction(code) for code in [source_language(self.config), *self.languages, *foreign]}
        return by_code | {"": by_code[self.languages[0]]}

    def text(self) -> str:
        """Return the source of the book and of its notes."""
        return "".join(file.read_text(encoding="utf-8") for file in self.sources())

    def fonts(self) -> dict[str, object]:
        """Return what the template needs to know of fonts: it depends on the characters that the book has."""
        text = self.text()
        is_east_asian = script(self.languages[0]) in EAST_ASIAN
        return {"families": families(text, is_east_asian), "whole": set_whole(text)}

    def content_date(self, code: str) -> str:
        """Return the day that the content is of, as a language writes it; "" if conf.py names none."""
        day = self.config.content_date
        return format_date(day, "long", locale_of(code)) if day else ""

    @cached_property
    def share(self) -> int:
        """How much of the language is translated, in whole per cent, rounded down."""
        return language_progress(self.env, Path(self.confdir), self.languages[-1]).percent

    def cover(self) -> dict[str, object]:
        return {"progress": "", **self.cover_words(self.config.language)}

    def cover_words(self, code: str) -> dict[str, str]:
        """Return what the cover says, and what stands above the contents, in one of the languages of the book."""
        config, _ = self.config, self.gettext(code)
        names = " + ".join(config.languages[each] for each in self.languages)
        words = {
            "author": translated(config.author, _),
            "affiliation": translated(config.affiliation, _),
            "content-date": self.content_date(code),
            "edition": edition(names, config.release, code, _),
            "contents": _("Table of contents"),
            "description": translated(config.description, _),
        }
        is_translation = self.languages != [source_language(config)]
        return words | ({"progress": progress(self.share, code, _)} if is_translation else {})


def setup(app: Sphinx) -> None:
    app.add_post_transform(MarkSourceWords)
    app.add_builder(PdfBuilder)
