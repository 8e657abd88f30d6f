"""Leave out of each page what it does not use or others serve, and of the site the scripts and styles that no page has."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from translated_docs.content.directives.cards import card_outlines
from translated_docs.content.directives.svg_figure import svg_figure
from translated_docs.content.markup.extension_html import FRAME, runs_scripts, shows_frames, with_links_for_frames
from translated_docs.content.warnings import warn
from translated_docs.html import PARTS as SITE
from translated_docs.html.build_steps import when_written
from translated_docs.html.theme_styles import PARTS, used_parts

# Sphinx's own: for its search and its shortcuts, which are not used here, and words for
# them that need ``eval``.
NEVER = {"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"}
# What else Sphinx and the theme bring that no page asks for: Sphinx's search, style sheets that are in the theme's, an empty script.
UNASKED = NEVER | {
    "searchtools.js", "language_data.js", "basic.css", "skeleton.css", "debug.css", "file.png", "minus.png", "plus.png",
    "furo-extensions.js",
}  # fmt: skip
# Of sphinx-design, and the looks that Furo gives to it.
DESIGN = ("sphinx-design.min.css", "design-tabs.js", "furo-extensions.css", "design-components.css")


# Other files, and the kinds of nodes of a page that uses them.
ONLY_WITH = {
    "svg-figures.css": (svg_figure, card_outlines),
    "pygments.css": nodes.literal_block,
    "math.css": (nodes.math, nodes.math_block),
}
# What a page has only if it uses it, and a site only if a page has it.
OF_SOME_PAGES = {*ONLY_WITH, *PARTS, *DESIGN, "widths.css", "front-page.css"}
# Those whose width the page may say: the widths of columns are a table's; of a picture only that in percent has a class.
SIZED = (nodes.figure, nodes.table)
# Those that the slide show may need too, which no doctree stands for.
SHOWN = {"svg-figures.css", "pygments.css"}


def used_files(doctree: nodes.document | None, slides: str) -> set[str]:
    """Return which of these files a page uses; ``slides`` is the HTML of the slide show, '' elsewhere."""
    if doctree is None:
        shown = {"math.css": "<math ", "widths.css": r'class="(?:[^"]* )?width-'}
        classes = {name for names in re.findall(r'class="([^"]*)"', slides) for name in names.split()}
        return SHOWN | {name for name, markup in shown.items() if re.search(markup, slides)} | used_parts(set(), classes)
    kinds, classes, is_sized = set(), set(), False
    for node in doctree.findall(nodes.Element):
        kinds.add(type(node))
        classes.update(node.get("classes", ()))
        if isinstance(node, nodes.literal) and "code" in node["classes"]:  # the writer adds it
            classes.add("highlight")
        width = node.get("width") if isinstance(node, (*SIZED, nodes.image)) else None
        is_sized = is_sized or (width is not None and (isinstance(node, SIZED) or width.endswith("%")))
    used = {name for name, kind in ONLY_WITH.items() if any(issubclass(found, kind) for found in kinds)}
    used |= {"pygments.css"} if "highlight" in classes else set()
    used |= used_parts(kinds, classes)
    used |= {"front-page.css"} if classes & {"cards", "folded"} else set()
    used |= {"widths.css"} if is_sized or "colwidths-given" in classes else set()
    return used.union(DESIGN) if any(name.startswith("sd-") for name in classes) else used  # whoever has that extension


def address_of(file: Any) -> str:
    """Return the address of a script or a style: Sphinx has an object for it, some extensions the address alone."""
    return str(getattr(file, "filename", file))


def is_wanted(file: Any, used: set[str]) -> bool:
    """Say whether a page that uses some of these files has a file."""
    name = address_of(file).rsplit("/", 1)[-1].partition("?")[0]
    return name in used or name not in NEVER | OF_SOME_PAGES


def is_elsewhere(file: Any) -> bool:
    """Say whether a script or a style is on another host."""
    return bool(urlsplit(address_of(file)).netloc)


ELSEWHERE = (
    "%s, which pages are to load, is on another host, and is left out; save it in a folder of html_static_path, "
    "and name it in html_js_files or html_css_files"
)
WITHIN = (
    "an extension adds a script that begins with %r to pages, and content_policy lets none run within a page, so it is "
    "left out; let the extension make a picture, or its script a file of html_js_files"
)


def without_blocked(app: Sphinx, files: list[Any]) -> list[Any]:
    """Return the scripts or styles of a page but for those of other hosts, and those that stand within it: each is named once.

    No browser would run the latter, those of ``app.add_js_file(None, body=...)``.
    """
    kept = []
    for file in files:
        if is_elsewhere(file):
            warn(f"{app.confdir / 'conf.py'}:1", "page.script", ELSEWHERE, address_of(file), once=True)
        elif (body := getattr(file, "attributes", {}).get("body")) and not runs_scripts(app.config.content_policy):
            warn(f"{app.confdir / 'conf.py'}:1", "page.script", WITHIN, " ".join(body.split())[:40], once=True)
        else:
            kept.append(file)
    return kept


def link_frames(app: Sphinx, page: str, context: dict[str, Any]) -> None:
    """Lead to each page of another host that an extension shows within this one, and name it: no browser would show it."""
    body = context.get("body", "")
    frames = [] if shows_frames(app.config.content_policy) else FRAME.findall(body)
    for address in map(unescape, frames):
        # The directive of a film has but its name, the last part of the address.
        lines = app.env.doc2path(page).read_text(encoding="utf-8").splitlines()
        name = urlsplit(address).path.rpartition("/")[2]
        line = next((number for number, text in enumerate(lines, 1) if name in text), 1)
        words = (
            "content_policy lets no page show %s within it, so a link leads there; link to it yourself, or add "
            "'frame-src https:' to content_policy"
        )
        warn((page, line), "page.frame", words, address)
    if frames:
        context["body"] = with_links_for_frames(body)


def without_toggles(content: list[tuple[str, list]]) -> list[tuple[str, list]]:
    """Return an index of modules without the pictures that would close parts of it: no page has the script for them."""
    return [(letter, [(name, 0 if kind == 1 else kind, *rest) for name, kind, *rest in entries]) for letter, entries in content]


def leave_out(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take off a page the scripts and styles that it does not use, or that others serve, and what no browser would show."""
    if templatename == "domainindex.html":
        context["content"] = without_toggles(context["content"])
    if app.builder.name == "html":
        slides = "".join(f"{slide['title']}{slide['words']}" for slide in context.get("slides", ()))
        used = used_files(doctree, slides)
        for kind in ("script_files", "css_files"):
            context[kind] = without_blocked(app, [file for file in context[kind] if is_wanted(file, used)])
        link_frames(app, pagename, context)
    elif app.builder.name == "epub":  # its boxes are admonitions
        context["css_files"] = [file for file in context["css_files"] if not address_of(file).endswith((*DESIGN, *PARTS)) and not is_elsewhere(file)]


def without_page(site: Path, names: set[str]) -> set[str]:
    """Return those names of files that no page of a site has in its head."""
    for page in site.rglob("*.html"):
        head = page.read_bytes().partition(b"</head>")[0]
        names = {name for name in names if name.encode() not in head}
    return names


def remove_unasked(app: Sphinx) -> None:
    """Remove what no page asks for, with its compressed copy, and maps for who debugs the theme; a guide's own files stay.

    What pages do not ask for now, Sphinx copies again when they are built again.
    """
    others = [folder for folder in app.config.html_static_path if folder not in SITE["html_static_path"]]
    own = {path.name for folder in others for path in Path(app.confdir, folder).rglob("*")}
    unasked = UNASKED | without_page(Path(app.outdir), OF_SOME_PAGES | {"right-to-left.css"})
    for path in Path(app.outdir, "_static").rglob("*"):
        if path.name not in own and (path.name.removesuffix(".gz") in unasked or path.suffix == ".map"):
            path.unlink()


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", leave_out, priority=900)
    when_written(app, remove_unasked)
