"""Read pages, and messages of translations, with the parser of ``catalogs/policy/markdown_parser.py``."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig, TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.directives import YAML_LOAD_ERRORS
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings, create_warning
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError, SphinxError
from sphinx.locale import admonitionlabels
from sphinx.util import logging

from translated_docs.catalogs.policy.markdown_parser import create_parser
from translated_docs.catalogs.policy.message_markup import SUBSTITUTION
from translated_docs.content.markup.blocks_in_paragraphs import divide_fields, is_block
from translated_docs.content.markup.raw_html import convert_html
from translated_docs.content.markup.unread_words import all_are_diagnostics, as_code
from translated_docs.content.messages.substituted_words import add_messages, is_read_once, message_around, message_of, substituting_translations
from translated_docs.content.messages.translation_units import VALUE
from translated_docs.content.sources.notebooks import FORMAT, is_notebook
from translated_docs.content.warnings import warn
from translated_docs.settings import place

logger = logging.getLogger(__name__)
REFERENCES = "where the links by reference of a page lead"  # until the page is read; those of its messages too
# Until the page is read; its messages substitute nothing else. With the line of each, or None if none stands in a sentence.
SUBSTITUTIONS = "what a page substitutes"
SUBSTITUTED_BLOCKS = "blocks that a page substitutes within sentences"  # until the page is read; its messages have them too
INCLUDED = "where files that a page includes lead from the page on"  # until the page is read; for its messages too
FORMULAS = "how many formulas have a number and no label"  # until the page is read
PAGE_CONFIG = "settings that the page begins with"  # until the page is read; for its messages too
DEFAULT_TITLE = "Note"  # that MyST gives to a box of HTML
# What a link by reference may lead to; "#" and nothing are of comments: [//]: # (words).
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[#/.]|$|[^#]*\.\w{1,5}(?:#|$)", re.IGNORECASE)
# Directives of quotes, and who said it: the first such line behind a blank one (MockState.block_quote of MyST 5.2).
QUOTES = ("epigraph", "highlights", "pull-quote")
ATTRIBUTION = re.compile(r"\n[ \t]*\n((?:---?(?!-)|\u2014) *)\S.*")


def behind_attribution(content: str) -> tuple[int, str] | None:
    """Return the first line of a quote that no attribution goes on with, though it stands behind one, and its number."""
    if (found := ATTRIBUTION.search(content)) is None:
        return None
    goes_on = re.compile(rf"(?: {{{len(found[1])}}}(?=\S)|\s*$)")
    lines = enumerate(content[found.end() :].split("\n"), content.count("\n", 0, found.end()) + 1)
    return next(((number, line.strip()) for number, line in lines if not goes_on.match(line)), None)


class PageRenderer(SphinxRenderer):
    """MyST's renderer; what a directive or a role was given and can't take is named with its line.

    Some raise whatever exception Python has for it; MyST knows those of docutils alone.  Of HTML it is said that it
    stands in the page: that of extensions is none of ours.
    """

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *others: Any, **named: Any
    ) -> list[nodes.Element]:
        if name in QUOTES and (lost := behind_attribution(content)):
            words = "%r stands behind what a quote ends with, '-- Name', and MyST leaves it out; write it below the box, or above '-- Name'"
            warn(self.place(position + lost[0]), "page.markup", words, lost[1])
        made = None
        with self.exceptions_named(f"directive {name!r}", position):
            made = super().run_directive(name, first_line, content, position, *others, **named)
        if made is None or all_are_diagnostics(made):
            return as_code(f"{first_line}\n{content}".strip("\n"), name, self.document)
        return made

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        before, is_read, line = len(self.current_node), False, token_line(token, 0)
        with self.exceptions_named(f"role {token.meta['name']!r}", line), self.line_where_none_is_said(line):
            super().render_myst_role(token)
            is_read = not all_are_diagnostics(self.current_node[before:])
        if not is_read:
            self.current_node += nodes.literal(token.content, token.content)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        before = len(self.current_node)
        with self.exceptions_named("'eval-rst'", token_line(token, 0)):
            super().render_restructuredtext(token)
        note_footnotes(self.current_node[before:], self.document)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a box: MyST puts a line before the first of what begins with another, and all that is in it is one further down."""
        name, _blank, arguments = token.info.strip().partition(" ")
        if token.content.startswith(":::") and name.startswith("{") and name.endswith("}"):
            self.render_directive(token, name[1:-1], arguments.strip())
        else:
            super().render_colon_fence(token)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        before = len(self.current_node)
        super().render_html_block(token)
        for node in self.current_node[before:]:
            if isinstance(node, nodes.raw):
                node["written"] = True
            elif DEFAULT_TITLE not in token.content:
                name_admonitions(node)

    def render_image(self, token: SyntaxTreeNode) -> None:
        super().render_image(token)
        self.note_place(token.attrs.get("src", ""), self.current_node[-1]["uri"])

    def _handle_relative_docs(self, destination: str) -> str:
        """Return where a link leads from the page on, which MyST (5.2) alone knows, and from the file that a page includes."""
        found = super()._handle_relative_docs(destination)
        self.note_place(destination, found)
        return found

    def note_place(self, written: str, place: str) -> None:
        """Note what a path leads to that an included file has, unless the page has the same for another."""
        places = self.sphinx_env.current_document.setdefault(INCLUDED, {})
        places[written] = place if places.get(written, place) == place else written

    def copy_attributes(
        self, token: SyntaxTreeNode, node: nodes.Element, keys: Sequence[str] = ("class",), *,
        converters: dict[str, Callable[[str], Any]] | None = None, aliases: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Give attributes their whole names first: of one with a short name and a wrong value MyST (5.2) says nothing but KeyError.

        The first number of a list is no string: docutils counts on from it.
        """
        for short, name in (aliases or {}).items():
            if short in token.attrs:
                token.attrs[name] = token.attrs.pop(short)
        if "start" in keys:
            converters = {**(converters or {}), "start": int}
        super().copy_attributes(token, node, keys, converters=converters)

    def _random_label(self) -> str:
        """Return the label of a numbered formula that the page gives none: MyST's is another in each build (5.2)."""
        document = self.sphinx_env.current_document
        document[FORMULAS] = number = document.get(FORMULAS, 0) + 1
        return f"{self.sphinx_env.docname}-{number}"

    def render_field_list(self, token: SyntaxTreeNode) -> None:
        """Keep the source of each name, and of what it says of a parameter: Sphinx would take its letters alone for the message."""
        super().render_field_list(token)
        made = self.current_node[-1].children
        for (name, body), part in zip(made, (child for child in token.children if child.type == "fieldlist_name"), strict=True):
            name.rawsource = "".join(inline.content for inline in part.children)
            body.rawsource = body[0].rawsource if len(body) else ""

    def render_link_url(self, token: SyntaxTreeNode, conversion: object = None) -> None:
        """Show the address of a link without words, which MyST shows nothing of."""
        super().render_link_url(token, conversion)
        link = self.current_node[-1]
        if not len(link):
            link += nodes.Text(link["refuri"])

    def render_link_inventory(self, token: SyntaxTreeNode) -> None:
        """Leave the words of a link that no other manual knows, as of all that lead nowhere, or its address if it has none."""
        super().render_link_inventory(token)
        if not isinstance(self.current_node[-1], nodes.reference):  # but what is said of it
            self.render_children(token)
            self.current_node += [] if token.children else [nodes.Text(token.attrs["href"])]

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        used, name = self.sphinx_env.current_document.setdefault(SUBSTITUTIONS, {}), token.content.strip()
        used[name] = used.get(name) or (token_line(token, 1) if inline else None)
        message = message_around(token) if inline else ""
        first = len(self.current_node)
        with substituting_translations(self) if inline and is_read_once(self.sphinx_env, message) else nullcontext():
            super().render_substitution(token, inline)
        substituted = self.current_node[first:]
        if all_are_diagnostics(substituted):
            written = f"{{{{{token.content}}}}}"
            self.current_node += [nodes.literal(written, written)] if inline else as_code(written, "", self.document)
        if inline and any(map(is_block, substituted)):
            self.sphinx_env.current_document.setdefault(SUBSTITUTED_BLOCKS, {}).setdefault(name, substituted)
        if SUBSTITUTION.fullmatch(message):
            self.current_node[VALUE] = message_of(self.md_config.substitutions.get(name, "")) or ""

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Read what a page begins with; of YAML that can't be read, name the line and what is wrong there."""
        try:
            yaml.safe_load(token.content) if isinstance(token.content, str) else None
        except YAML_LOAD_ERRORS as error:  # some are of Python alone, without a place, and in other words in each version
            mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", "a day that no month has, or a value like it")
            line = token_line(token, 0) + (mark.line + 1 if mark else 0)
            self.create_warning(f"Malformed YAML: {problem}", MystWarnings.MD_TOPMATTER, line=line)
        else:
            super().render_front_matter(token)

    def create_warning(
        self, message: str, subtype: MystWarnings | str, *,
        wtype: str | None = None, line: int | None = None, append_to: nodes.Element | None = None,
    ) -> nodes.system_message | None:  # fmt: skip
        """Warn as MyST does, but of what a page includes with the included file's name."""
        if self.included is None:
            return super().create_warning(message, subtype, wtype=wtype, line=line, append_to=append_to)
        warn(f"{self.included}:{line or 1}", f"{wtype or 'myst'}.{getattr(subtype, 'value', subtype)}", message)
        return None

    @property
    def included(self) -> str | None:
        """The path of the file that the page includes and that is read; None within the page itself, or a message."""
        source, page = self.document["source"], self.sphinx_env.doc2path(self.sphinx_env.docname)
        return source if Path(source) != page and Path(source).is_file() and not source.endswith(".po") else None

    def place(self, line: int) -> str | tuple[str, int]:
        """Return where a line of the page stands, or of the file that it includes."""
        return f"{self.included}:{line}" if self.included else (self.sphinx_env.docname, line)

    @contextmanager
    def line_where_none_is_said(self, line: int) -> Iterator[None]:
        """Let docutils name a line where a role gives it none, as ``{raw}`` does."""
        reporter, path = self.reporter, self.document["source"]
        place = getattr(reporter, "get_source_and_line", lambda said: (path, said))  # docutils asks this for it
        reporter.get_source_and_line = lambda said=None: place(said or line)
        try:
            yield
        finally:
            reporter.get_source_and_line = place

    @contextmanager
    def exceptions_named(self, what: str, line: int) -> Iterator[None]:
        """Warn of any exception but Sphinx's own, which say themselves what is wrong."""
        try:
            yield
        except SphinxError:
            raise
        except Exception as error:
            words = "the %s can't be made of what it is given (%s: %s); correct that, or take it out"
            warn(self.place(line), "page.exception", words, what, type(error).__name__, error)
            logger.debug("", exc_info=True)


def note_footnotes(made: list[nodes.Node], document: nodes.document) -> None:
    """Tell a page of footnotes that were read into another document, which MyST (5.2) forgets: nothing would number them.

    Of one that has a number, and that nothing refers to, MyST would warn.
    """
    references = [reference for node in made for reference in node.findall(nodes.footnote_reference)]
    named = {reference.get("refname") for reference in references}
    for note in (note for node in made for note in node.findall(nodes.footnote)):
        if "auto" in note:
            (document.note_autofootnote if note["auto"] == 1 else document.note_symbol_footnote)(note)
        elif named.intersection(note["names"]):
            document.note_footnote(note)
    for reference in references:
        if "auto" in reference:
            (document.note_autofootnote_ref if reference["auto"] == 1 else document.note_symbol_footnote_ref)(reference)


def name_admonitions(made: nodes.Node) -> None:
    """Give boxes of HTML that have no title the word that Sphinx has for it, in each language."""
    for title in made.findall(nodes.title):
        if title.astext() == DEFAULT_TITLE:
            title[:] = [nodes.Text(str(admonitionlabels["note"]))]
            title["translatable"] = False


def check_link_definitions(document: nodes.document, text: str, references: dict[str, dict[str, Any]]) -> None:
    """Warn of a line such as ``[Note]: words``: Markdown takes it for where a link leads, and shows it nowhere."""
    text = re.sub(r"^%.*", lambda comment: " " * len(comment[0]), text, flags=re.MULTILINE)
    for label, reference in references.items():
        begins = re.compile(r"\[" + r"\s+".join(map(re.escape, label.split())) + r"\](?!\()", re.IGNORECASE)
        places = [match.start() for match in begins.finditer(text)]
        if len(places) == 1 and not ADDRESS.match(reference["href"]):
            words = f"{text[places[0] :].partition(chr(10))[0]!r} is where a link leads, and there is none; write something between ']' and ':' to show it"
            line = text.count("\n", 0, places[0]) + 1
            warn((document.settings.env.docname, line), "page.leftover", "%s", words)


def front_matter(text: str) -> dict[str, Any] | None:
    """Return what a page begins with; None if it is nothing, or can't be read, which the renderer names."""
    try:
        return read_topmatter(text)
    except TopmatterReadError:
        return None


def page_parser(config: MdParserConfig) -> MarkdownIt:
    """Return a new parser for pages with some settings."""
    return create_parser(config, PageRenderer)


kept: dict[Callable[[MdParserConfig], MarkdownIt], tuple[MdParserConfig | None, MarkdownIt]] = {}


def render(
    text: str, document: nodes.document, known: dict, config: MdParserConfig, new_parser: Callable[[MdParserConfig], MarkdownIt]
) -> None:  # fmt: skip
    """Parse a page or a message into a document, by the last parser of its kind if that has the same settings.

    The renderer gives it a clean state before each. What is read meanwhile, within a page, has a parser of its own.
    """
    of, parser = kept.pop(new_parser, (None, None))
    if of != config:
        parser = new_parser(config)
    parser.options["document"] = document
    parser.render(text, known)
    kept[new_parser] = config, parser


class PageParser(MystParser):
    """MyST's parser, which has no other way to be given a rule of ours."""

    of_notebooks: type[MystParser] | None = None  # myst_nb's, for whoever has it

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if self.of_notebooks and is_notebook(front_matter(inputstring)):
            self.of_notebooks().parse(inputstring, document)
            return
        config = self.configuration(inputstring, document)
        # What a page says of itself in the head of its HTML is said once, and by no message of it.
        of_messages = config.copy(html_meta={}) if config.html_meta else config
        document.settings.env.current_document[PAGE_CONFIG] = of_messages
        found: dict = {}
        render(inputstring, document, found, config, page_parser)
        document.settings.env.current_document[REFERENCES] = found.get("references", {})
        check_link_definitions(document, inputstring, found.get("references", {}))
        add_messages(document, config.substitutions, document.settings.env.current_document.get(SUBSTITUTIONS, {}))
        divide_fields(document)  # whose blocks may be of HTML
        convert_html(document, document.settings.env)

    def configuration(self, text: str, document: nodes.document) -> MdParserConfig:
        """Return the settings of ``conf.py``, with those that a page begins with."""
        config = document.settings.env.myst_config

        def warn_of(kind, words):
            return create_warning(document, words, kind, line=1, append_to=document)

        of_page = front_matter(text)
        return merge_file_level(config, of_page, warn_of) if of_page else config


def check_settings(app: Sphinx, config: Config) -> None:
    """Raise ConfigError for settings that MyST can't use: it would read all pages without any, and name what that makes wrong."""
    written = {field.name: config[name] for field in fields(MdParserConfig) if (name := f"myst_{field.name}") in config}
    try:
        MdParserConfig(**written)
    except (TypeError, ValueError) as error:
        name = "myst_" + re.search(r"\w+", str(error))[0]
        raise ConfigError(f"{place(name)}: {name}: {str(error).rstrip('.')}; correct it, or take it out") from None


def find_parser_of_notebooks(app: Sphinx) -> None:
    PageParser.of_notebooks = app.registry.get_source_parsers().get(FORMAT)


def setup(app: Sphinx) -> None:
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", find_parser_of_notebooks)
    app.add_source_parser(PageParser, override=True)
    app.add_source_suffix(".md", "markdown", override=True)  # myst_nb takes all pages; notebooks are left to it
