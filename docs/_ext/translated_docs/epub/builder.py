"""The ``epub`` builder: the publication as a book for readers with a device of their own.

Sphinx's own builder does the work.  Here is what it lacks: the words of the
publication in the language of the build, figures that need no more than an ``<img>``,
and an archive that is the same, byte for byte, whenever it is built.
"""

import re
import sys
from datetime import date, datetime, time
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders._epub_base import ManifestItem
from sphinx.locale import _
from sphinx.util.fileutil import copy_asset_file

from translated_docs.catalogs.languages import language_tag
from translated_docs.content.ancestors import let_go
from translated_docs.content.book_parts import parts_by_first_page
from translated_docs.content.checks.dangling_settings import warn_of_setting
from translated_docs.content.directives.svg_figure import svg_figure, write_printable_svg
from translated_docs.content.reading_order import publication_title
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.epub.contents import ContentsBuilder
from translated_docs.epub.cover import cover_picture, cover_words
from translated_docs.epub.picture_names import own_names
from translated_docs.html.footnotes import NoteTranslator
from translated_docs.outputs import output_file
from translated_docs.settings import conf
from translated_docs.typst_pictures import picture_bytes

TEMPLATES = Path(__file__).parent / "templates"
COVER, COVER_PAGE = "_cover.png", "_cover.xhtml"  # no page begins with "_"
# What says in a file that a picture moves: of a GIF a loop, of a PNG or WebP a chunk, of an SVG an element or a rule.
MOVING = {".gif": rb"NETSCAPE2\.0", ".png": rb"acTL", ".webp": rb"ANIM", ".svg": rb"<(?:\w+:)?(?:animate\w*|set)\b|@keyframes"}
LEFT_TO_RIGHT = ("code", "kbd", "pre", "samp")
# What no address has as it is, behind its host and, in a second "#", behind the first.
NOT_IN_ADDRESSES = re.compile(r"""[\s"<>\[\\\]^`{|}]|%(?![0-9A-Fa-f]{2})""")
NOTES = {(nodes.footnote_reference, "a"): "noteref", (nodes.footnote, "aside"): "footnote"}
NOT_IN_IDS = re.compile(r"[\s\"#%<>\[\\\]^`{|}]")  # https://www.rfc-editor.org/rfc/rfc3986#section-3.5
STYLE_SHEET = re.compile(r'[ \t]*<link (?:[^>]*\s)?rel="stylesheet"[^>]*\bhref="(?P<path>[^"?#:]+)[^"]*"[^>]*/>\n?')
# What Sphinx has for the pages of sites alone.
OF_SITES = ("basic.css", "file.png", "minus.png", "plus.png")


def node_classes(node: nodes.Node) -> list[str]:
    return node["classes"] if isinstance(node, nodes.Element) else []


class EpubTranslator(UnknownNodes, NoteTranslator):
    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes) -> str:
        """Say what is a note and what refers to one, which a device can show above the page, and what runs from left to right.

        An EPUB's style sheet may not say it (https://www.w3.org/TR/epub-33/#sec-css-req).
        """
        if kind := NOTES.get((type(node), tagname)):
            attributes["epub:type"] = kind
        if tagname in LEFT_TO_RIGHT or isinstance(node, nodes.literal_block) or "keys" in node_classes(node):
            attributes["dir"] = "ltr"
        if tagname == "li" and "value" in node:
            attributes["value"] = str(node["value"])
        return super().starttag(node, tagname, suffix, empty, **attributes)


def drop_missing_styles(folder: Path) -> None:
    """Let no page ask for a style sheet that an extension copies into sites alone."""
    for page in folder.rglob("*.xhtml"):
        text = page.read_text(encoding="utf-8")
        kept = STYLE_SHEET.sub(lambda link, page=page: link[0] if (page.parent / unquote(link["path"])).is_file() else "", text)
        if kept != text:
            page.write_text(kept, encoding="utf-8")


def unasked_of_sites(folder: Path) -> list[str]:
    """Return what Sphinx has for the pages of sites alone, and no style sheet of the EPUB asks for."""
    styles = [path.read_bytes() for path in folder.rglob("*.css") if path.name != "basic.css"]
    return [f"_static/{name}" for name in OF_SITES if not any(name.encode() in style for style in styles)]


def is_animated(picture: Path) -> bool:
    return re.search(MOVING[picture.suffix.lower()], picture.read_bytes()) is not None


def day_in_archive(day: date) -> date:
    """Return a day, or the nearest one that a ZIP can hold (https://docs.python.org/3/library/zipfile.html#zipfile.ZipInfo)."""
    return min(max(day, date(1980, 1, 1)), date(2107, 12, 31))


class EpubBuilder(ContentsBuilder):
    default_translator_class = EpubTranslator
    template_dir = TEMPLATES

    def init(self) -> None:
        self.html_tag = self.html_tag.replace(">", f"{self.language_attributes()}>")
        self.guide_titles = {**self.guide_titles, "toc": _("Table of contents")}
        self.exclude_site_pages()
        self.fill_metadata()
        super().init()

    def language_attributes(self) -> str:
        """Return what the root element of a page says of its language, and of its direction where Sphinx has another."""
        tag = escape(language_tag(self.config.language))
        return f' lang="{tag}" xml:lang="{tag}"' + (' dir="rtl"' if self.direction == "rtl" else "")

    def fill_metadata(self) -> None:
        """Take what conf.py says of the publication; Sphinx warns of a field that it leaves empty."""
        config = self.config
        config.epub_author = config.author or config.project
        config.epub_language = language_tag(config.language)
        config.epub_publisher = config.epub_contributor = config.epub_author  # content_metadata knows better
        config.epub_description = config.description or config.project
        owners = config.copyright if isinstance(config.copyright, str) else "; ".join(config.copyright)
        config.epub_copyright = owners or config.epub_author
        config.version = config.version or config.release or str(config.release_date)

    def exclude_site_pages(self) -> None:
        """Take the site's templates, pages and files off: they belong to its theme."""
        self.config.templates_path = [str(TEMPLATES)]  # page.html
        self.config.html_additional_pages = {}
        self.config.html_favicon = None
        # What is no folder there is an extension's own style sheet, for which all pages ask.
        files = [path for path in self.config.html_static_path if Path(self.app.confdir, path).is_file()]
        self.config.html_static_path = [*self.config.epub_static_path, *files]

    def prepare_writing(self, docnames) -> None:
        """Say what the book is: only now are the pages read, and so its title known."""
        name = output_file(self.config, "epub")
        self.config.epub_basename = Path(name).stem
        self.config.epub_identifier = uuid5(NAMESPACE_URL, name).urn
        self.config.epub_title = publication_title(self.env)
        for name in ("epub_author", "epub_description"):
            setattr(self.config, name, _(getattr(self.config, name)))
        self.parallel_ok = False  # as the pages are written, their figures become files, numbered in one process
        super().prepare_writing(docnames)

    def post_process_images(self, doctree: nodes.document) -> None:
        """Find the pictures; each is named by what it is."""
        super().post_process_images(doctree)
        self.images.update(own_names({file: self.env.images[file][1] for file in self.images if file in self.env.images}, self.srcdir))

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, object]:
        """Return what a page is made of: no contents of it and no neighbours, which take long, and which no page shows."""
        title = self.env.longtitles.get(docname)
        nothing = {"parents": [], "prev": None, "next": None, "rellinks": [], "toc": "", "display_toc": False, "sourcename": "", "page_source_suffix": ""}
        own = {"title": self.render_partial(title)["title"] if title else "", "meta": self.env.metadata.get(docname)}
        return {**nothing, **own, "body": body, "metatags": metatags}

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        super().write_doc(docname, doctree)
        let_go(doctree)

    def handle_finish(self) -> None:
        """Do nothing yet: pages ask for style sheets that extensions copy when all is built (``pack_book``)."""

    def fix_fragment(self, prefix: str, fragment: str) -> str:
        """Return an id, or a link to one, without what no address in an EPUB may have."""
        return super().fix_fragment(prefix, NOT_IN_IDS.sub("-", fragment))

    def pack(self) -> None:
        """Write what the pages ask for, the cover, the contents and the archive, when extensions have done all of theirs."""
        drop_missing_styles(self.outdir)
        # What extensions write for a site, as an index.html that leads to the first page; none of ours ends so.
        for name in self.config.epub_exclude_files:
            if not (self.outdir / name).exists():
                warn_of_setting("epub_exclude_files", "and there is no such file in the EPUB; correct it, or take it out", name)
        of_a_site = [path.relative_to(self.outdir).as_posix() for path in self.outdir.rglob("*.html")]
        of_a_site += unasked_of_sites(self.outdir)
        self.config.epub_exclude_files = [*self.config.epub_exclude_files, *of_a_site]
        left_out = {name.removesuffix(self.out_suffix) for name in self.config.epub_exclude_files}
        self.parts = parts_by_first_page(self.env, self.tags, self.env.get_doctree(self.config.root_doc), left_out)
        self.write_cover()
        # Sphinx leaves out pages too that are deeper; here toc_add_files alone leaves out entries.
        self.depth_of_sections, self.config.epub_tocdepth = self.config.epub_tocdepth, sys.maxsize
        super().handle_finish()

    def write_cover(self) -> None:
        """Write the picture of the cover, and the page that shows it."""
        words = cover_words(self.config, self.env)
        (self.outdir / COVER).write_bytes(picture_bytes(cover_picture(self.config.language, words)))
        said = self.escaped(title=words["title"], words=", ".join(filter(None, (words[name] for name in ("title", "author", "affiliation")))))
        copy_asset_file(self.template_dir / f"{COVER_PAGE}.jinja", self.outdir, context=said, force=True)

    def content_metadata(self) -> dict[str, object]:
        """Return what the package document says of the book; who is not named by conf.py is not named."""
        released = f"{self.config.release_date}T00:00:00Z"
        named = {name: _(words) if (words := getattr(conf, f"epub_{name}")) else "" for name in ("contributor", "publisher")}
        return {
            **super().content_metadata(),
            **self.escaped(**named, date=released),
            "reading_order": self.reading_order,
            "cover": self.make_id(COVER),
            "cover_page": self.make_id(COVER_PAGE),
            "properties": self.properties,
            "accessibility": self.accessibility(),
        }

    def reading_order(self) -> list[str]:
        """Return the ids of the pages as they are read: Sphinx looks them up by their addresses, in which letters are quoted."""
        pages = [name for name in self.files if name.endswith(self.out_suffix)]
        told = dict.fromkeys(unquote(unescape(entry["refuri"])) for entry in self.refnodes if "#" not in entry["refuri"])
        return [escape(self.make_id(name)) for name in dict.fromkeys([*told, *pages]) if name in {*pages}]

    def properties(self, item: ManifestItem) -> str:
        """Return what the package document says of a file: that it is the cover, or a page that holds MathML or SVG.

        https://www.w3.org/TR/epub-33/#sec-item-resource-properties
        """
        name = unquote(unescape(item.href))
        if name == COVER:
            return "cover-image"
        page = (self.outdir / name).read_bytes() if name.endswith(".xhtml") else b""
        return " ".join(kind for kind, tag in {"mathml": b"<math ", "svg": b"<svg "}.items() if tag in page)

    def accessibility(self) -> list[tuple[str, str]]:
        """Return what the book says of itself to whom can't see it, or not well: https://www.w3.org/TR/epub-a11y-11/.

        A picture without words fails the build (content/constructs/pictures.py), so text alone is enough.
        """
        pages = [path.read_bytes() for path in sorted(self.outdir.rglob("*.xhtml")) if path.name != COVER_PAGE]
        has_pictures = any(b"<img " in page or b"<svg " in page for page in pages)
        has_formulas = any(b"<math " in page for page in pages)
        may_move = any(path.suffix.lower() in MOVING and is_animated(path) for path in self.outdir.rglob("*"))
        features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
        features += ["alternativeText"] * has_pictures + ["MathML"] * has_formulas
        return [
            ("accessMode", "textual"),
            *[("accessMode", "visual")] * has_pictures,
            ("accessModeSufficient", "textual"),
            *(("accessibilityFeature", feature) for feature in features),
            ("accessibilityHazard", "unknown" if may_move else "none"),
            ("accessibilitySummary", _("All of it can be read aloud and set in any size. Headings, contents and notes are linked, and figures have words for what they show.")),
        ]

    def build_epub(self) -> None:
        """Write the archive; every entry bears the date of the release, and no system's or Python's mark."""
        midnight = datetime.combine(day_in_archive(self.config.release_date), time()).timetuple()[:6]
        package = ["mimetype", "META-INF/container.xml", "content.opf", "toc.ncx"]
        with ZipFile(self.outdir / output_file(self.config, "epub"), "w") as archive:
            for name in [*package, *self.files]:
                entry = ZipInfo(name, midnight)
                entry.create_system = 3  # Unix
                # A reader finds the type by the archive's first bytes.
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                archive.writestr(entry, (self.outdir / name).read_bytes(), compresslevel=9)


def svg_figures_as_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put an image in the place of every figure; few readers know more of SVG."""
    if app.builder.name != "epub":
        return
    up = "../" * docname.count("/")
    for node in list(doctree.findall(svg_figure)):
        name, *_size = write_printable_svg(node, Path(app.outdir), room=0)  # below one another: readers are narrow
        node.replace_self(nodes.image(uri=up + name, alt=node["alt"], candidates={"*": up + name}))


def valid_address(address: str) -> str:
    """Return an address outside as EPUB has it, where browsers take more: https://www.rfc-editor.org/rfc/rfc3986#appendix-A."""
    host = re.match(r"[A-Za-z][\w+.-]*:(?://[^/?#]*)?", address)
    begin = host.end() if host else 0
    path, mark, fragment = address[begin:].partition("#")
    rest = path + mark + fragment.replace("#", "%23")
    return address[:begin] + NOT_IN_ADDRESSES.sub(lambda letter: quote(letter[0]), rest)


def valid_addresses(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Write addresses of other hosts as an EPUB has to have them."""
    for link in doctree.findall(nodes.reference) if app.builder.name == "epub" else ():
        if "refuri" in link and not link.get("internal"):
            link["refuri"] = valid_address(link["refuri"])


def pack_book(app: Sphinx, error: Exception | None) -> None:
    if app.builder.name == "epub" and not error:
        app.builder.pack()


def add_visitors_of_html(app: Sphinx) -> None:
    """Give the EPUB the HTML of each node that no extension has visitors of an EPUB for.

    Sphinx takes those of HTML only as long as no extension has any for an EPUB: one for videos took all others their own.
    """
    handlers = app.registry.translation_handlers
    if "epub" in handlers:
        handlers["epub"] = {**handlers.get("html", {}), **handlers["epub"]}


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", add_visitors_of_html)
    app.connect("build-finished", pack_book, priority=900)  # after extensions
    app.add_config_value("epub_static_path", [], "epub", list)
    app.add_builder(EpubBuilder, override=True)
    app.connect("doctree-resolved", svg_figures_as_files)
    app.connect("doctree-resolved", valid_addresses)
