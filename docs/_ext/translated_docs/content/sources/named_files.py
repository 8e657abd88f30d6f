"""The files that a page names, whatever those are called, and what leads to them.

All of it is settled here once, so that each output has the same: a picture's ``uri`` is then that of a file below ``docs``.
"""

import os
import re
import unicodedata
from collections.abc import Callable
from glob import escape
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.i18n import get_image_filename_for_language

from translated_docs.content.ancestors import holds_words
from translated_docs.content.warnings import line_above

# Docutils takes all blanks out of the name that a directive is given, and MyST makes one of HTML (html_image).
OF_HTML = re.compile(r"""<img\b[^>]*?\ssrc\s*=\s*(["'])(?P<name>.*?)\1""", re.DOTALL | re.IGNORECASE)
OF_DIRECTIVE = re.compile(r"[`:~]{3,}\{(?:image|figure)\}[ \t]*(?P<name>[^\n]*\S)")


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


# What browsers, Typst and readers of EPUB 3.3 all know (https://www.w3.org/TR/epub-33/#sec-cmt-supported), the best first.
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


def find_picture(path: Path) -> Path | None:
    """Return the file of a picture; of one without a format, as ``name.*``, the best that every output can have."""
    if path.suffix != ".*":
        return find_file(path)
    files = [file for file in path.parent.glob(f"{escape(path.stem)}.*") if file.stem == path.stem and file.suffix.lower() in PICTURES]
    return min(files, key=lambda file: (PICTURES.index(file.suffix.lower()), file), default=None)


def named_picture(env: BuildEnvironment, docname: str, written: str) -> Path | None:
    """Return the file of a picture that a page names; of one without a format that of the language, if it has one."""
    names = [get_image_filename_for_language(written, env), written] if written.endswith(".*") else [written]
    return next((found for name in names if (found := named_file(env, docname, name, find_picture))), None)


def named_file(env: BuildEnvironment, docname: str, written: str, find: Callable[[Path], Path | None] = find_file) -> Path | None:
    """Return the file below the pages that a name on a page means, percent-encoded or not."""
    top = Path(env.srcdir).resolve()
    for name in dict.fromkeys((unquote(written), written)):
        path = Path(env.relfn2path(name, docname)[1])
        if "\0" not in name and (found := find(path)) and found.resolve().is_relative_to(top):
            return found
    return None


def find_files(app: Sphinx, doctree: nodes.document) -> None:
    """Let each picture and download name its file as the disk does."""
    env, docname = app.env, app.env.current_document.docname
    for node in list(doctree.findall(nodes.image)):
        of_directive, of_html = OF_DIRECTIVE.match(node.rawsource), OF_HTML.match(node.rawsource)
        written = of_directive["name"] if of_directive else unescape(of_html["name"]) if of_html else node["uri"]
        if found := named_picture(env, docname, written):
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


def setup(app: Sphinx) -> None:
    app.add_transform(LeadPictures)
    app.add_post_transform(UnwrapPictures)
    app.connect("doctree-read", find_files, priority=50)  # before they are looked at (source_policy.py)
