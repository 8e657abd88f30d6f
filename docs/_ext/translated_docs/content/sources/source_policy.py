"""Keep pages to the project's own files: in UTF-8, without pictures, files and lists of names from elsewhere.

What a translation may hold is settled before Sphinx sees it (catalogs/policy/sanitize.py); this stands behind that
rule.  Raw HTML is disabled here, as docutils has it; what a page writes as HTML is read as content/markup/raw_html.py says.
"""

import os
import re
import sys
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.directives.code import LiteralInclude
from sphinx.directives.patches import CSVTable
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError, SphinxError
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.catalogs.diagnostics import FileError
from translated_docs.content.ancestors import holds_words, is_in_link
from translated_docs.content.sources.named_files import PICTURES
from translated_docs.content.sources.notebooks import is_drawn
from translated_docs.content.sources.symbolic_links import link_errors
from translated_docs.content.warnings import warn
from translated_docs.settings import catalogs_folder, place, relative, source_folder
from translated_docs.utf8 import NOT_IN_XML, LineError, decode

ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)

NAMED = "files that a page names"  # until the page is read


def disable_inclusion(app: Sphinx) -> None:
    """Switch off docutils' ways to bring in HTML, and files unless ``file_insertion`` of conf.py allows them.

    https://docutils.sourceforge.io/docs/howto/security.html
    """
    app.env.settings.update(raw_enabled=False, file_insertion_enabled=app.config.file_insertion)


class LocalTable(CSVTable):
    """The directive ``csv-table`` without the option to ask another host; rows that are too short or too long are named."""

    option_spec = {name: value for name, value in CSVTable.option_spec.items() if name != "url"}

    def process_header_option(self) -> tuple[list, int]:
        """Read the head without the end of its last line, which a value on lines of its own has: docutils makes a row of it."""
        if "header" in self.options:
            self.options["header"] = self.options["header"].rstrip("\n")
        return super().process_header_option()

    def extend_short_rows_with_empty_cells(self, columns: int, parts: tuple[list, list]) -> None:
        """Warn of rows that docutils fills with empty cells without a word."""
        rows = [row for part in parts for row in part]
        usual, place = len(rows[0]), "{}:{}".format(*self.state_machine.get_source_and_line(self.lineno))
        for number, row in enumerate(rows, 1):
            if len(row) != usual:
                words = (
                    "row %d of the table has %d cell(s), and the first one %d; write as many in each, empty ones as \"\", "
                    "and quotes around a cell that has a comma in it"
                )
                warn(place, "page.markup", words, number, len(row), usual)
        super().extend_short_rows_with_empty_cells(columns, parts)


def shorten_names(block: nodes.literal_block, top: str) -> None:
    """Name the two files of a difference from the pages on: where they lie on this machine is no reader's concern."""
    lines = block.astext().split("\n", 2)
    lines[:2] = [line.replace(f"{top}/", "", 1) for line in lines[:2]]
    block.rawsource = "\n".join(lines)
    block[:] = [nodes.Text(block.rawsource)]


class LocalInclude(LiteralInclude):
    """The directive ``literalinclude``, whose differences name no folder of this machine."""

    def run(self) -> list[nodes.Node]:
        found = super().run()
        for block in (block for node in found for block in node.findall(nodes.literal_block)):
            if "diff" in self.options:
                shorten_names(block, str(self.env.srcdir))
        return found


def reject_inserted_files(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a file that a page takes in, and that is none of the project's, nor a program whose names autodoc has met in one."""
    docname = app.env.current_document.docname
    for name in sorted(map(str, app.env.dependencies.get(docname, ()) if app.config.file_insertion else ())):
        file = (app.srcdir / name).resolve()
        if not (file.is_relative_to(app.confdir.resolve()) or is_imported(file)):
            words = "takes in %r, which is no file of the project; copy it below %s, and name it there"
            warn(docname, "sources.file", words, name, folder_of_pages())


def is_imported(file: Path) -> bool:
    """Say whether a file is that of a module which is imported: its page changes with it, and has nothing of its text."""
    paths = [Path(path) for path in (getattr(module, "__file__", None) for module in list(sys.modules.values())) if path]
    return any(path.name == file.name and path.resolve() == file for path in paths)


def reject_links(app: Sphinx, config: Config) -> None:
    """Raise ConfigError, before anything is read, if a source is a link that leads out of the project.

    A catalog that is one is not read (catalogs/po_file.py).
    """
    found, catalogs = link_errors(app.confdir, config.html_static_path), catalogs_folder(Path(app.confdir))
    if errors := [error for error in found if not error.file.is_relative_to(catalogs)]:
        raise ConfigError("\n".join(map(str, errors)))


def check_content_policy(app: Sphinx, config: Config) -> None:
    """Raise ConfigError if pages may have pictures of other hosts, and their Content Security Policy lets none be shown."""
    pictures = next((rule.split() for rule in config.content_policy.split(";") if rule.split()[:1] == ["img-src"]), ["*"])
    if config.outside_pictures and not {"*", "https:"} & set(pictures):
        raise ConfigError(f"{place('content_policy')}: outside_pictures is set, and content_policy blocks them; add https: to its img-src")


def drop_outside_inventories(app: Sphinx, config: Config) -> None:
    """Take out of sphinx.ext.intersphinx, if a guide has it, the manuals whose list of names is on another host.

    A build that asks for one is another whenever the host has another list, or none.
    """
    mapping = getattr(config, "intersphinx_mapping", None) or {}
    pairs = {name: pair for name, pair in dict(mapping).items() if isinstance(pair, (tuple, list)) and len(pair) == 2}  # Sphinx names others
    for name, (address, inventories) in pairs.items():
        files = [file for file in ([inventories] if isinstance(inventories, str) else inventories or []) if file]
        if not any(ADDRESS.match(file) is None for file in files):
            del mapping[name]
            words = (
                "the names of %r are asked for at %s, and a build asks no other host; save its objects.inv in the "
                "project, and name it: %r: (%r, 'objects.inv')"
            )
            warn(f"{app.confdir / 'conf.py'}:1", "sources.inventory", words, name, address, name, address)


def check_content(content: bytes) -> None:
    """Raise LineError for a page that is not UTF-8, or holds what no XML may: who reads it could not say what it is."""
    text = decode(content)
    if found := NOT_IN_XML.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LineError(line, f"holds the character U+{ord(found[0]):04X}; delete it, no book can have it")


def reject_other_encodings(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Raise SphinxError if a page is not UTF-8, or holds what no XML may."""
    errors = []
    for path in filter(os.path.isfile, map(env.doc2path, sorted(docnames))):
        try:
            check_content(path.read_bytes())
        except LineError as error:
            errors.append(str(FileError(path, error.line, str(error))))
    if errors:
        raise SphinxError("\n".join(errors))


def reject_characters(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a character that no XML may hold, written as a reference or an escape, and leave it out.

    An EPUB with one can't be opened.
    """
    for node in list(doctree.findall()):
        if isinstance(node, nodes.Text):
            texts, owner = {None: node.astext()}, node.parent  # not docutils' marks of escapes
        else:
            texts, owner = {name: value for name, value in node.attributes.items() if isinstance(value, str)}, node
        for name, text in texts.items():
            found = NOT_IN_XML.search(text)
            if not found:
                continue
            words = "holds the character U+%04X; delete what stands for it, no book can have it"
            warn(owner, "sources.character", words, ord(found[0]))
            clean = NOT_IN_XML.sub("", text)
            if name is None:
                owner.replace(node, nodes.Text(clean))
            else:
                node[name] = clean


def folder_of_pages() -> str:
    """Return the folder of the pages as it is told to people."""
    folder = relative(source_folder())
    return "the folder of conf.py" if folder == "." else folder


def file_error(name: str, path: Path, top: Path, is_picture: bool) -> str | None:
    """Return what is wrong with a file that a page names; ``top`` is the folder of the pages."""
    if ADDRESS.match(name):
        return f"is on another host, and a build asks none; save it below {folder_of_pages()}, and name it from there" + (
            ", or set outside_pictures in conf.py" if is_picture else ""
        )
    if not (path.resolve().is_relative_to(top) or is_drawn(path)) or (":" in name and not path.is_file()):
        return f"is not a file below {folder_of_pages()}; put it there, and name it from there"
    if path.is_dir():
        return "is a folder; name a file in it" if name else "names no file; write its path there"
    if is_picture and path.suffix.lower() not in PICTURES:
        before, mark, behind = path.name.partition("#")
        if Path(before).suffix.lower() in PICTURES:
            return f"has {mark + behind!r} behind the name of its file, which nothing reads; take that out"
        return f"is no picture that a site and a book can show; name one of these: {', '.join(PICTURES)}"
    return None


def reject_files(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a picture or a download that is not to be published, and put its words in its place.

    What is downloaded from another host is a link to it, as without us: the build asks for nothing.
    """
    named = app.env.current_document[NAMED] = []
    for node in [*doctree.findall(nodes.image), *doctree.findall(addnodes.download_reference)]:
        name = node.get("uri") or node.get("reftarget", "")
        if isinstance(node, addnodes.download_reference) and name.lower().startswith(("https://", "http://")):
            node.replace_self(nodes.reference("", "", *node.children, refuri=name))
            continue
        if app.config.outside_pictures and isinstance(node, nodes.image) and ADDRESS.match(name):
            words = (
                "%r is on another host, which the site's readers ask for it; books have its words in its place, "
                "save it below %s if they are to show it"
            )
            warn(node, "sources.outside_picture", words, name, folder_of_pages())
            continue
        path = Path(app.env.relfn2path(name, app.env.current_document.docname)[1])
        if error := file_error(name, path, Path(app.srcdir).resolve(), isinstance(node, nodes.image)):
            warn(node, "sources.file", "%r %s", name, error)
            put_words(node, words_instead(node))
        else:
            named.append(node)


def words_instead(node: nodes.Element) -> nodes.inline:
    """Return the words for a file that can't be shown: of a picture without any its name, as PDF/UA knows no empty figure."""
    return nodes.inline("", node.get("alt") or node.astext() or node.get("uri", ""))


def put_words(node: nodes.Element, words: nodes.Element) -> None:
    """Put words in the place of a picture or a download: in a paragraph, unless they, or the link that is the picture's own, stand in one."""
    node.replace_self(words)
    block = words.parent if isinstance(words.parent, nodes.reference) else words
    if not holds_words(block.parent):
        paragraph = nodes.paragraph()
        block.parent.replace(block, paragraph)
        paragraph += block


class OutsidePictures(SphinxPostTransform):
    """Put words in the place of a picture of another host, with its address: a book asks none, nor does its build."""

    # After the two languages of a book are one (pdf/doctrees/counterparts.py); Sphinx would ask for the file at 100.
    default_priority = 8
    builders = ("pdf", "pdf-pair", "epub")

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(nodes.image)):
            if ADDRESS.match(node["uri"]):
                put_words(node, words_of_picture(node))


def words_of_picture(node: nodes.image) -> nodes.Element:
    """Return the words for a picture, as a link to it unless they stand in one already."""
    words = nodes.Text(node.get("alt") or node["uri"])
    return nodes.inline("", "", words) if is_in_link(node) else nodes.reference("", "", words, refuri=node["uri"])


def is_missing(node: nodes.Element, folder: Path) -> bool:
    """Say whether Sphinx has not found the file of a picture or a download."""
    if isinstance(node, addnodes.download_reference):
        return "filename" not in node
    files = node["candidates"].values()
    return bool(files) and not any((folder / file).is_file() for file in files)


def drop_missing_files(app: Sphinx, doctree: nodes.document) -> None:
    """Put words in the place of a file that is not there: Sphinx has warned of it, and no book can hold it."""
    for node in app.env.current_document.pop(NAMED):
        is_there = any(child is node for child in node.parent.children)  # a card, say, leaves pictures out
        if is_there and is_missing(node, app.srcdir):
            put_words(node, words_instead(node))


def setup(app: Sphinx) -> None:
    app.add_config_value("outside_pictures", False, "env", bool)
    app.add_config_value("file_insertion", False, "env", bool)
    app.add_directive("csv-table", LocalTable, override=True)
    app.add_directive("literalinclude", LocalInclude, override=True)
    app.connect("doctree-read", reject_inserted_files)
    app.add_post_transform(OutsidePictures)
    app.connect("config-inited", reject_links, priority=100)  # before the catalogs are read
    app.connect("config-inited", check_content_policy)
    app.connect("config-inited", drop_outside_inventories, priority=700)  # before its own, at 800
    app.connect("builder-inited", disable_inclusion)
    app.connect("env-before-read-docs", reject_other_encodings)
    # Before Sphinx notes which files it is to copy.
    app.connect("doctree-read", reject_files, priority=100)
    app.connect("doctree-read", drop_missing_files, priority=600)  # Sphinx looks for the files at 500
    app.connect("doctree-read", reject_characters, priority=101)
