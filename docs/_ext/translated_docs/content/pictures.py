"""The files that a page names, whatever those are called; of pictures also the words, and how large they are shown.

All of it is settled here once, so that each output has the same: a picture's ``uri`` is then
that of a file below ``docs``, and its ``width`` a number of pixels, or one with ``%`` or ``em``.
"""

import os
import re
import shutil
import unicodedata
from html import unescape
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.directives.patches import Figure
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.images import get_image_size

from translated_docs.catalogs.characters import draws
from translated_docs.content.ancestors import holds_words
from translated_docs.content.output_tags import is_left_out, tags_of
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.source_policy import words_instead
from translated_docs.content.warnings import line_above, location, page_line_above, warn
from translated_docs.processes import run_in_process
from translated_docs.svg.active_content import check_picture
from translated_docs.svg.lengths import UNITS
from translated_docs.utf8 import LineError

# Docutils takes all blanks out of the name that a directive is given, and MyST makes one of HTML (html_image).
OF_HTML = re.compile(r"""<img\b[^>]*?\ssrc\s*=\s*(["'])(?P<name>.*?)\1""", re.DOTALL | re.IGNORECASE)
OF_DIRECTIVE = re.compile(r"[`:~]{3,}\{(?:image|figure)\}[ \t]*(?P<name>[^\n]*\S)")
# In em what depends on the letters; all other units are those of SVG.
EMS = {"em": 1, "rem": 1, "ex": 0.5, "ch": 0.5}
MOST_WIDE = {"%": (100, ""), "em": (80, "em")}  # in widths.css, with what stands behind it in the names of classes
LENGTH = re.compile(r"([0-9]*\.?[0-9]+)\s*([a-z%]*)", re.IGNORECASE)
NO_WORDS = "the picture %r has no words for those who can't see it; write %s"
IN_BRACKETS = (
    "between the brackets what it shows, '![…](…)', or as ':alt: …' of a directive, which is left empty for mere decoration"
)
HELD_OTHERWISE = "the picture %r is to be turned, says its Exif, which most browsers do not look at in WebP; turn it, and save it again"
# Of sphinx-design, by what the class of a picture begins with.
OF_DESIGN = {"sd-card-img": "what it shows as ':img-alt: …'", "sd-avatar": "whom it shows as ':avatar-alt: …'"}


# -- Files ---------------------------------------------------------------------------


def same_name(folder: Path, name: str) -> str | None:
    """Return what a file in a folder is called whose name differs in how accents are written, as macOS does it."""
    wanted = unicodedata.normalize("NFC", name)
    try:
        return next((each for each in sorted(os.listdir(folder)) if unicodedata.normalize("NFC", each) == wanted), None)
    except OSError:
        return None


def find_path(path: Path) -> Path | None:
    """Return a path as it stands, or with the accents of its names written otherwise; None if there is nothing."""
    if path.exists() or path == path.parent:
        return path
    above = find_path(path.parent)
    name = same_name(above, path.name) if above else None
    return above / name if name else None


def find_file(path: Path) -> Path | None:
    """Return the file of a path, found as above; None if there is none."""
    found = find_path(path)
    return found if found and found.is_file() else None


def named_file(env: BuildEnvironment, docname: str, written: str) -> Path | None:
    """Return the file below the pages that a name on a page means, percent-encoded or not."""
    top = Path(env.srcdir).resolve()
    for name in dict.fromkeys((unquote(written), written)):
        path = Path(env.relfn2path(name, docname)[1])
        if "\0" not in name and (found := find_file(path)) and found.resolve().is_relative_to(top):
            return found
    return None


def find_files(app: Sphinx, doctree: nodes.document) -> None:
    """Let each picture and download name its file as the disk does."""
    env, docname = app.env, app.env.current_document.docname
    for node in list(doctree.findall(nodes.image)):
        of_directive, of_html = OF_DIRECTIVE.match(node.rawsource), OF_HTML.match(node.rawsource)
        written = of_directive["name"] if of_directive else unescape(of_html["name"]) if of_html else node["uri"]
        if found := named_file(env, docname, written):
            node["uri"] = f"/{found.relative_to(env.srcdir).as_posix()}"
    for node in list(doctree.findall(addnodes.download_reference)):
        if "://" not in node["reftarget"] and (found := named_file(env, docname, node["reftarget"])):
            node["reftarget"] = f"/{found.relative_to(env.srcdir).as_posix()}"
    for node in list(doctree.findall(addnodes.pending_xref)):
        if node["reftype"] == "myst" and not node.get("refdomain"):
            lead_to_file(env, docname, node)


OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
LABEL = re.compile(r"#(?P<label>.+)|`(?P<quoted>.+)`_|(?P<name>[^/`]+)_")  # the last two as in reStructuredText


class LeadPictures(SphinxTransform):
    """Let the ``:target:`` of a picture lead to a label or a file as a link around it would: docutils takes it for an address.

    A label before the picture is that of the picture: Sphinx knows none of a link.
    """

    default_priority = 800  # SphinxDomains, which notes the labels, is 850

    def apply(self, **kwargs) -> None:
        for link in list(self.document.findall(nodes.reference)):
            if len(link) != 1 or not isinstance(link[0], nodes.image):
                continue
            picture = link[0]
            self.document.ids.update(dict.fromkeys(link["ids"], picture))
            for name in ("ids", "names"):
                picture[name], link[name] = [*link[name], *picture[name]], []
            target = link.get("refuri", "")
            if target and not OUTSIDE.match(target):
                self.lead_within(link, target)

    def lead_within(self, link: nodes.reference, target: str) -> None:
        """Put a link to what a target names on the site into the place of one to an address."""
        label = LABEL.fullmatch(target)
        words = nodes.inline("", "", *link.children)  # of a link without any MyST sets the name of its target
        found = addnodes.pending_xref(
            "", words, refdomain=None, reftype="myst", reftarget=label[label.lastgroup] if label else target,
            refdoc=self.env.current_document.docname, refexplicit=True,
        )  # fmt: skip
        found.source, found.line = link.source or self.document["source"], link.line or line_above(link[0])
        link.replace_self(found)


class UnwrapPictures(SphinxPostTransform):
    """Put a picture right into a link that is a block: an HTML writer takes no other."""

    default_priority = 11  # ReferencesResolver is 10

    def run(self, **kwargs) -> None:
        for link in self.document.findall(nodes.reference):
            words = link[0] if len(link) == 1 and not holds_words(link.parent) else None
            if isinstance(words, nodes.inline) and len(words) == 1 and isinstance(words[0], nodes.image):
                link[:] = [words[0]]


def lead_to_file(env: BuildEnvironment, docname: str, link: addnodes.pending_xref) -> None:
    """Let a link lead to the file that it names: MyST has found none of exactly this name."""
    path, _mark, label = link["reftarget"].rpartition("#")
    for written, target in ((link["reftarget"], None), (path, label)):
        if not (found := written and named_file(env, docname, written)):
            continue
        if (page := env.path2doc(found)) in env.found_docs:
            link["refdomain"], link["reftarget"], link["reftargetid"] = "doc", page, target
        elif target is None:
            name = f"/{found.relative_to(env.srcdir).as_posix()}"
            download = addnodes.download_reference("", "", *link.children, **{**link.attributes, "reftarget": name})
            download.source, download.line = link.source, link.line
            link.replace_self(download)
        return


# -- Words ---------------------------------------------------------------------------


def require_words(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each picture without words for it."""
    for node in doctree.findall(nodes.image):
        is_decoration = bool(OF_DIRECTIVE.match(node.rawsource)) and node.get("alt") == ""
        if not is_decoration and not draws(node.get("alt", "")):
            name = unquote(node["uri"]).lstrip("/")
            classes = " ".join(node["classes"])
            remedy = next((words for beginning, words in OF_DESIGN.items() if classes.startswith(beginning)), IN_BRACKETS)
            warn(location(app.env, node), "page.picture_without_words", NO_WORDS, name, remedy)


class NoteTranslatedWords(SphinxTransform):
    """Say of a picture whose words are translated that it is: Sphinx 9.0 says so of all but pictures."""

    default_priority = 25  # Locale is 20

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(nodes.image):
            if "msgid" in node and node.get("alt") != node["msgid"]:
                node["translated"] = True


# -- Sizes ---------------------------------------------------------------------------


def measure(length: str | None) -> tuple[float, str] | None:
    """Return a length of docutils in px, % or em; None for one that is none of them.

    https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#length-units
    """
    match = LENGTH.fullmatch((length or "").strip())
    if not match:
        return None
    number, unit = float(match[1]), match[2].lower()
    if unit in UNITS:
        return number * UNITS[unit], "px"
    return (number * EMS[unit], "em") if unit in EMS else (number, "%") if unit == "%" else None


# How they begin (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern), by the suffix of their kind.
BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n"), ".jpg": re.compile(rb"\xff\xd8\xff"), ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}  # fmt: skip


def own_suffix(file: Path) -> str:
    """Return the suffix of a picture by what is in it, or, if that is nothing known, its own."""
    from sphinx.builders._epub_base import MEDIA_TYPES

    suffix = file.suffix.lower()
    try:
        with file.open("rb") as opened:
            beginning = opened.read(12)
    except OSError:  # Sphinx names it
        return suffix
    found = next((own for own, pattern in BEGINNINGS.items() if pattern.match(beginning)), suffix)
    return suffix if MEDIA_TYPES.get(suffix) == MEDIA_TYPES.get(found) else found


def own_size(path: Path) -> tuple[int, int] | None:
    """Return the size in pixels in which a browser shows a picture, if it is known: turned as it was held, an SVG by its drawing."""
    from translated_docs.svg.orientation import ON_ITS_SIDE, orientation
    from translated_docs.svg.viewport import read_picture, viewport

    if path.suffix.lower() == ".svg":
        root = read_picture(path.read_bytes()) if path.is_file() else None
        size = viewport(root) if root is not None else None
        return size and (round(size[0]), round(size[1]))
    if found := orientation(path):
        _format, held, (width, height) = found
        return (height, width) if held in ON_ITS_SIDE else (width, height)
    return get_image_size(path)


def shown_width(node: nodes.image, own: tuple[int, int] | None) -> str | None:
    """Return how wide a picture is shown; ``own`` is its own size in pixels, if that is known.

    It is never distorted: of a width and a height, the one counts that makes it smaller.
    """
    width, height = measure(node.get("width")), measure(node.get("height"))
    if height and height[1] != "%" and own and own[1]:
        by_height = height[0] * own[0] / own[1], height[1]
        if not width or (width[1] == by_height[1] and by_height[0] < width[0]):
            width = by_height
    width = width or (own and (own[0], "px"))
    if not width or width[0] <= 0:
        return None
    number = width[0] * float(node.get("scale", 100)) / 100
    return f"{number:.6g}{'' if width[1] == 'px' else width[1]}"


def width_class(style: str) -> str | None:
    """Return the class of ``widths.css`` for a style such as "width: 33.3%", which the content policy blocks.

    It is the nearest in whole percent, or in whole em of 16 pixels; None for a style of another kind.
    """
    name, _colon, length = style.strip().rstrip(";").partition(":")
    width = measure(length)
    if name != "width" or not width:
        return None
    number, unit = (width[0] / 16, "em") if width[1] == "px" else width
    most, suffix = MOST_WIDE[unit]
    return f"width-{min(max(round(number), 1), most)}{suffix}"


class FigureAsWideAsItsPicture(Figure):
    """The directive of figures, with ``:figwidth: image`` known: docutils looks for the picture in another folder."""

    def run(self) -> list[nodes.Node]:
        is_as_wide = self.options.get("figwidth") == "image"
        if is_as_wide:
            del self.options["figwidth"]
        made = super().run()
        if is_as_wide and isinstance(made[0], nodes.figure):
            made[0]["as_wide_as_picture"] = True
        return made


def fit_figures(doctree: nodes.document) -> None:
    """Make figures as wide as their pictures are shown, where the page says so."""
    for figure in doctree.findall(nodes.figure):
        picture = figure.next_node(nodes.image)
        if figure.attributes.pop("as_wide_as_picture", False) and picture is not None and "width" in picture:
            width = picture["width"]
            figure["width"] = width if measure(width)[1] != "px" else f"{width}px"
            if width.endswith("%"):
                picture["width"] = "100%"


def set_sizes(app: Sphinx, doctree: nodes.document) -> None:
    """Give each picture the width that it is shown with, and nothing else of its size."""
    for node in doctree.findall(nodes.image):
        path = Path(app.srcdir, node["uri"])  # Sphinx has completed it
        width = shown_width(node, own_size(path))
        for name in ("width", "height", "scale"):
            node.attributes.pop(name, None)
        if width:
            node["width"] = width
    fit_figures(doctree)


# -- What a picture may not hold --------------------------------------------------------


def active_content_error(path: Path) -> LineError | None:
    """Return why an SVG picture may not be published, None if it may; of a picture of another kind nothing is asked."""
    if path.suffix.lower() == ".svg" and path.is_file():
        try:
            check_picture(path.read_bytes())
        except LineError as error:
            return error
    return None


def faults(path: Path, in_books: bool = True) -> list[tuple[int | None, str]]:
    """Return what of a picture not every reader sees, with its line; ``in_books`` says whether readers of books have it."""
    from translated_docs.svg.orientation import orientation
    from translated_docs.svg.styles import plain_picture

    if error := active_content_error(path):
        return [(error.line, str(error))]
    if not path.is_file():
        return []
    if path.suffix.lower() == ".svg":
        return plain_picture(path.read_text(encoding="utf-8"))[1] if in_books else []
    form, held, _size = orientation(path) or ("", 1, None)
    return [(None, HELD_OTHERWISE % path.name)] if form == "WEBP" and held != 1 else []


def reject_active_content(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of an SVG picture, with its own line, that does or asks for something, and of what not every reader sees of one."""
    by_file: dict[str, list[nodes.image]] = {}
    for node in doctree.findall(nodes.image):
        by_file.setdefault(node["uri"].lstrip("/"), []).append(node)
    tags = tags_of(app, "pdf", "typst")
    for file, places in sorted(by_file.items()):
        path = Path(app.srcdir, file)
        for line, words in faults(path, in_books=not all(is_left_out(node, tags) for node in places)):
            place = f"{path}:{line}" if line else location(app.env, places[0])
            warn(place, "page.picture", "%s", words)


# -- What Typst can't set --------------------------------------------------------------


class PictureLines(PageData):
    """Of a page, its pictures: a list of (file, line)."""

    def collect(self, app: Sphinx, docname, doctree) -> list[tuple[str, int]] | None:
        return [(node["uri"].lstrip("/"), page_line_above(node)) for node in doctree.findall(nodes.image)] or None


def try_pictures(connection: Connection, paths: list[Path]) -> None:
    """Send what Typst says of each picture, in order: "" if it can set it."""
    import typst

    with TemporaryDirectory() as folder:
        for path in paths:
            # Typst has no name with a backslash, and goes by the suffix.
            picture = Path(folder, f"picture{own_suffix(path)}")
            shutil.copyfile(path, picture)
            source = f'#image("/{picture.name}", alt: "picture")'.encode()
            try:
                typst.compile(source, root=folder, ignore_system_fonts=True, format="svg")
                connection.send("")
            except typst.TypstError as error:
                connection.send(error.message)
    connection.close()


def picture_errors(paths: list[Path]) -> list[str]:
    """Return what Typst says of some pictures.

    It is asked in a process of its own: it begins threads, and what has threads should not be forked.
    """
    errors: list[str] = []
    run_in_process(try_pictures, paths, report=errors.append)
    return errors if len(errors) == len(paths) else [*errors, "can't be read"]  # it has ended over this one


TRIED = "pictures that were tried"  # by file: what Typst says of it, "" if it can set it


class PicturesToTry:
    """The pictures of the pages that are read in this build."""

    def __init__(self) -> None:
        self.docnames: list[str] = []

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        self.docnames = sorted(docnames)

    def warn(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Warn of each that no book can show, whatever its name says that it is; Sphinx keeps then what is noted."""
        noted = page_data(env, PictureLines.name)
        places: dict[str, tuple[str, int]] = {}
        for docname in self.docnames:
            for file, line in noted.get(docname, ()):
                if (env.srcdir / file).is_file():
                    places.setdefault(file, (docname, line))
        errors = picture_errors([env.srcdir / file for file in places]) if places else []
        page_data(env, TRIED).update(zip(places, errors, strict=False))
        for (file, place), error in zip(places.items(), errors, strict=False):
            if error and not active_content_error(env.srcdir / file):  # which has been said
                words = "%r is no picture that a book can show (%s); save it again as PNG, JPEG or SVG"
                warn(place, "page.picture", words, file, error)


class DropPictures(SphinxPostTransform):
    """Put words in the place of a picture that Typst can't set, or there would be no book; its page has been warned of."""

    default_priority = 8  # after the two languages of a book are one (pdf/counterparts.py), as OutsidePictures
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        tried = page_data(self.env, TRIED)
        for node in list(self.document.findall(nodes.image)):
            file = self.env.srcdir / node["uri"]
            if file.is_file() and node["uri"] not in tried:  # of the second language
                tried[node["uri"]] = picture_errors([file])[0]
            if tried.get(node["uri"]):
                words = words_instead(node)
                node.replace_self(words if holds_words(node.parent) else nodes.paragraph("", "", words))


def setup(app: Sphinx) -> None:
    to_try = PicturesToTry()
    app.add_directive("figure", FigureAsWideAsItsPicture, override=True)
    app.add_transform(NoteTranslatedWords)
    app.add_transform(LeadPictures)
    app.add_post_transform(UnwrapPictures)
    app.add_post_transform(DropPictures)
    app.add_env_collector(PictureLines)
    app.connect("env-before-read-docs", to_try.begin)
    app.connect("env-updated", to_try.warn)
    app.connect("doctree-read", find_files, priority=50)  # before they are looked at (source_policy.py)
    app.connect("doctree-read", require_words, priority=60)
    app.connect("doctree-read", reject_active_content, priority=600)
    app.connect("doctree-read", set_sizes, priority=600)  # after Sphinx has looked for them
