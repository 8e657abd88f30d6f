"""The picture of the publication that other sites show beside a link to it: title, author, language.

https://ogp.me/ calls it ``og:image``.  ``share_picture.typ`` is its template.  Another process sets it, as Typst's
threads must not be there when pages are written in parallel; and only when something of it has changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import _

from translated_docs.catalogs.languages import EAST_ASIAN, direction, language_tag, script
from translated_docs.content.reading_order import publication_title
from translated_docs.fonts import families, fonts
from translated_docs.palette import PALETTE
from translated_docs.processes import processes

NAME = "_images/share.png"
WIDTH, HEIGHT = 1200, 630
TEMPLATE = Path(__file__).with_suffix(".typ")
NOTED = "share-picture.json"  # what the picture was made of, beside the doctrees


def given(app: Sphinx) -> str:
    """Return what the template is given."""
    config, title = app.config, publication_title(app.env)
    by = ", ".join(_(words) for words in (config.author, config.affiliation) if words)
    name = config.languages[config.language]
    return json.dumps({
        "title": title, "by": by, "language": name, "lang": language_tag(config.language).partition("-")[0],
        "direction": direction(config.language), "palette": PALETTE["light"],
        "families": families(f"{title}{by}{name}", script(config.language) in EAST_ASIAN),
    }, ensure_ascii=False)  # fmt: skip


def set_picture(source: str, target: Path) -> None:
    """Set the picture of what the template is given; the same bytes for the same."""
    import typst  # not in the process that writes pages

    typst.compile(TEMPLATE, output=target, format="png", ppi=72, font_paths=fonts(), sys_inputs={"given": source})


def set_apart(source: str, target: Path) -> None:
    """Set the picture in another process, which says itself what goes wrong.

    Raises SphinxError if something does.
    """
    target.parent.mkdir(exist_ok=True)
    process = processes.Process(target=set_picture, args=(source, target))
    process.start()
    process.join()
    if process.exitcode:
        raise SphinxError(f"{TEMPLATE.name} could not be set; the reason is above")


def write_picture(app: Sphinx, error: Exception | None) -> None:
    """Write the picture, unless it is there."""
    if error or app.builder.name != "html":
        return
    source, target, noted = given(app), Path(app.outdir) / NAME, Path(app.doctreedir) / NOTED
    made_of = f"{TEMPLATE.read_text(encoding='utf-8')}{source}"
    if target.exists() and noted.exists() and noted.read_text(encoding="utf-8") == made_of:
        return
    set_apart(source, target)
    noted.write_text(made_of, encoding="utf-8")


def add_picture(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the picture; its address is complete where that of the site is known."""
    if app.builder.name != "html":
        return
    site = app.config.site_url
    up = "../" * app.builder.get_target_uri(pagename).count("/")
    context["share_picture"] = {
        "address": f"{site}{app.config.language}/{NAME}" if site else f"{up}{NAME}",
        "width": WIDTH,
        "height": HEIGHT,
        "words": publication_title(app.env),
    }


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_picture)
    app.connect("build-finished", write_picture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
