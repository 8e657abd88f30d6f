"""The ``epub`` builder: the publication as a book for readers with a device of their own.

Sphinx's own builder does the work.  Here is what it lacks: the words of the
publication in the language of the build, figures that need no more than an ``<img>``,
and an archive that is the same, byte for byte, whenever it is built.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

from translated_docs.catalogs.languages import direction, language_tag
from translated_docs.content.reading_order import publication_title
from translated_docs.content.svg_figure import svg_figure, write_printable_svg
from translated_docs.content.unknown_nodes import UnknownNodes
from translated_docs.outputs import output_file
from translated_docs.settings import conf

ITEM = re.compile(r'(?P<start><item id="[^"]*" href="(?P<file>[^"]*)" media-type="application/xhtml\+xml") />')


class EpubTranslator(UnknownNodes, HTML5Translator):
    pass


class EpubBuilder(Epub3Builder):
    default_translator_class = EpubTranslator

    def init(self) -> None:
        self.html_tag = self.html_tag.replace(">", f"{self.language_attributes()}>")
        self.guide_titles = {**self.guide_titles, "toc": _("Table of contents")}
        self.exclude_site_pages()
        self.fill_metadata()
        super().init()

    def language_attributes(self) -> str:
        """Return what the root element of a page says of its language, and of its direction where Sphinx has another."""
        tag = escape(language_tag(self.config.language))
        return f' lang="{tag}" xml:lang="{tag}"' + (' dir="rtl"' if self.is_right_to_left else "")

    @property
    def is_right_to_left(self) -> bool:
        return direction(self.config.language) == "rtl"

    def fill_metadata(self) -> None:
        """Take what conf.py says of the publication; Sphinx warns of a field that it leaves empty."""
        config = self.config
        config.epub_author = config.author or config.project
        config.epub_language = language_tag(config.language)
        config.epub_publisher = conf.epub_publisher or config.epub_author
        config.epub_contributor = conf.epub_contributor or config.epub_publisher
        config.epub_description = config.description or config.project
        config.epub_copyright = config.copyright or config.epub_author
        config.version = config.version or config.release or str(config.release_date)

    def exclude_site_pages(self) -> None:
        """Take the site's templates, pages and files off: they belong to its theme."""
        self.config.templates_path = []
        self.config.html_additional_pages = {}
        self.config.html_favicon = None
        self.config.html_static_path = self.config.epub_static_path

    def prepare_writing(self, docnames) -> None:
        """Say what the book is: only now are the pages read, and so its title known."""
        name = output_file(self.config, "epub")
        self.config.epub_basename = Path(name).stem
        self.config.epub_identifier = uuid5(NAMESPACE_URL, name).urn
        self.config.epub_title = publication_title(self.env)
        for name in ("epub_author", "epub_contributor", "epub_publisher", "epub_description"):
            setattr(self.config, name, _(getattr(self.config, name)))
        self.parallel_ok = False  # as the pages are written, their figures become files, numbered in one process
        super().prepare_writing(docnames)

    def content_metadata(self) -> dict[str, object]:
        released = f"{self.config.release_date}T00:00:00Z"
        metadata = {**super().content_metadata(), "date": released}
        # The pages are turned the other way; Sphinx asks vertical writing alone.
        return metadata | ({"page_progression_direction": "rtl"} if self.is_right_to_left else {})

    def build_navigation_doc(self) -> None:
        """Write the contents that the device shows, in the language and direction of the book."""
        super().build_navigation_doc()
        contents = self.outdir / "nav.xhtml"
        page = contents.read_text(encoding="utf-8")
        if self.is_right_to_left:
            contents.write_text(page.replace("<html ", '<html dir="rtl" ', 1), encoding="utf-8")

    def build_content(self) -> None:
        """Write the package document, with a note at each page that holds MathML or SVG.

        https://www.w3.org/TR/epub-33/#sec-item-resource-properties
        """
        super().build_content()
        package = self.outdir / "content.opf"
        package.write_text(ITEM.sub(self.with_properties, package.read_text(encoding="utf-8")), encoding="utf-8")

    def with_properties(self, item: re.Match[str]) -> str:
        page = (self.outdir / unquote(unescape(item["file"]))).read_bytes()
        held = [name for name, tag in {"mathml": b"<math ", "svg": b"<svg "}.items() if tag in page]
        return f'{item["start"]} properties="{" ".join(held)}" />' if held else item[0]

    def toc_metadata(self, level, navpoints) -> dict[str, object]:
        """Name the book as ``content.opf`` does, which Sphinx does not."""
        return {
            **super().toc_metadata(level, navpoints),
            "uid": escape(self.config.epub_identifier),
        }

    def build_epub(self) -> None:
        """Write the archive; every entry bears the date of the release, and no system's or Python's mark."""
        midnight = datetime.combine(self.config.release_date, time()).timetuple()[:6]
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
        name, _width = write_printable_svg(node, Path(app.outdir), room=0)  # below one another: readers are narrow
        node.replace_self(nodes.image(uri=up + name, alt=node["alt"], candidates={"*": up + name}))


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("epub_static_path", [], "epub", list)
    app.add_builder(EpubBuilder, override=True)
    app.connect("doctree-resolved", svg_figures_as_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
