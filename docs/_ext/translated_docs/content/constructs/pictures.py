"""What is asked of a picture: words for it, nothing active in it, and that every reader sees it, in books too.

What file it is says named_files.py, how large it is shown picture_sizes.py.
"""

import re
import shutil
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from translated_docs.catalogs.characters import draws
from translated_docs.content.constructs.output_tags import is_left_out, tags_of
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.sources.named_files import OF_DIRECTIVE
from translated_docs.content.sources.notebooks import is_drawn
from translated_docs.content.sources.source_policy import put_words, words_instead
from translated_docs.content.warnings import Place, location, warn
from translated_docs.processes import run_in_process
from translated_docs.svg.active_content import check_picture
from translated_docs.utf8 import LineError

NO_WORDS = "the picture %r has no words for those who can't see it; write %s"
IN_BRACKETS = (
    "between the brackets what it shows, '![…](…)', or as ':alt: …' of a directive, which is left empty for mere decoration"
)
HELD_OTHERWISE = "the picture %r is to be turned, says its Exif, which most browsers do not look at in WebP; turn it, and save it again"
IN_CELL = "at the head of the cell what it shows, as 'mystnb:', 'image:' and 'alt: …' below each other between two lines of '---'"
# Of sphinx-design, by what the class of a picture begins with.
OF_DESIGN = {"sd-card-img": "what it shows as ':img-alt: …'", "sd-avatar": "whom it shows as ':avatar-alt: …'"}


# -- Words ---------------------------------------------------------------------------


def require_words(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each picture without words for it."""
    for node in doctree.findall(nodes.image):
        is_decoration = bool(OF_DIRECTIVE.match(node.rawsource)) and node.get("alt") == ""
        if not is_decoration and not draws(node.get("alt", "")):
            name = unquote(node["uri"]).lstrip("/")
            classes = " ".join(node["classes"])
            of_others = (words for beginning, words in OF_DESIGN.items() if classes.startswith(beginning))
            remedy = next(of_others, IN_BRACKETS)
            if is_drawn(path := Path(app.srcdir, name)):
                name, remedy = path.name, IN_CELL
            warn(location(app.env, node), "page.picture_without_words", NO_WORDS, name, remedy)


class NoteTranslatedWords(SphinxTransform):
    """Say of a picture whose words are translated that it is: Sphinx 9.0 says so of all but pictures."""

    default_priority = 25  # Locale is 20

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(nodes.image):
            if "msgid" in node and node.get("alt") != node["msgid"]:
                node["translated"] = True


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
    from translated_docs.svg.orientation import orientation  # only now: most builds read no page with a picture
    from translated_docs.svg.styles import plain_picture

    if error := active_content_error(path):
        return [(error.line, str(error))]
    if not path.is_file():
        return []
    if path.suffix.lower() == ".svg":
        return plain_picture(path.read_text(encoding="utf-8"))[1] if in_books else []
    form, held, _size = orientation(path) or ("", 1, None)
    return [(None, HELD_OTHERWISE % path.name)] if form == "WEBP" and held != 1 else []


# -- What Typst can't set --------------------------------------------------------------


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


class PicturePlaces(PageData):
    """Of a page, its pictures: a list of (file, place, whether books have it)."""

    def collect(self, app: Sphinx, docname, doctree) -> list[tuple[str, Place, bool]] | None:
        tags = tags_of(app, "pdf", "typst")
        images = doctree.findall(nodes.image)
        return [(node["uri"].lstrip("/"), location(app.env, node), not is_left_out(node, tags)) for node in images] or None


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
        """Warn of the `faults` of each, on however many pages, and of each that no book can show, whatever its name says that it is.

        Sphinx keeps then what is noted.
        """
        noted = page_data(env, PicturePlaces.name)
        shown = [each for docname in self.docnames for each in noted.get(docname, ()) if (env.srcdir / each[0]).is_file()]
        of_books = {file for file, _place, is_in_books in shown if is_in_books}
        places: dict[str, Place] = {}
        for file, place, _is_in_books in shown:
            places.setdefault(file, place)
        for file, place in places.items():
            for line, words in faults(env.srcdir / file, file in of_books):
                warn(f"{env.srcdir / file}:{line}" if line else place, "page.picture", "%s", words)
        errors = picture_errors([env.srcdir / file for file in places]) if places else []
        page_data(env, TRIED).update(zip(places, errors, strict=False))
        for (file, place), error in zip(places.items(), errors, strict=False):
            if error and not active_content_error(env.srcdir / file):  # which has been said
                words = "%r is no picture that a book can show (%s); save it again as PNG, JPEG or SVG"
                warn(place, "page.picture", words, file, error)


class DropPictures(SphinxPostTransform):
    """Put words in the place of a picture that Typst can't set, or there would be no book; its page has been warned of."""

    default_priority = 7  # before OutsidePictures, and after the two languages of a book are one (pdf/doctrees/counterparts.py)
    builders = ("pdf", "pdf-pair")

    def run(self, **kwargs) -> None:
        tried = page_data(self.env, TRIED)
        for node in list(self.document.findall(nodes.image)):
            file = self.env.srcdir / node["uri"]
            if file.is_file() and node["uri"] not in tried:  # of the second language
                tried[node["uri"]] = picture_errors([file])[0]
            if tried.get(node["uri"]):
                put_words(node, words_instead(node))


def setup(app: Sphinx) -> None:
    to_try = PicturesToTry()
    app.add_transform(NoteTranslatedWords)
    app.add_post_transform(DropPictures)
    app.add_env_collector(PicturePlaces)
    app.connect("env-before-read-docs", to_try.begin)
    app.connect("env-updated", to_try.warn)
    app.connect("doctree-read", require_words, priority=60)
