"""The picture of the publication that other sites show beside a link to it: title, author, language.

https://ogp.me/ calls it ``og:image``.  ``share_picture.typ`` is its template.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _

from translated_docs.catalogs.languages import EAST_ASIAN, direction, language_tag, script
from translated_docs.content.reading_order import publication_title
from translated_docs.fonts import families
from translated_docs.palette import PALETTE
from translated_docs.typst_pictures import TypstPicture, ask_for, is_early, picture_bytes

NAME = "_images/share.png"
WIDTH, HEIGHT, DOTS_PER_INCH = 1200, 630, 72  # the template has its size in points
TEMPLATE = Path(__file__).with_suffix(".typ")


def picture_of(template: Path, words: dict[str, str], language: str, dots_per_inch: int) -> TypstPicture:
    """Return a picture of some words, by a template that is given these and how a language is set."""
    given = {
        **words, "lang": language_tag(language).partition("-")[0], "direction": direction(language), "palette": PALETTE["light"],
        "families": families("".join(words.values()), script(language) in EAST_ASIAN),
    }  # fmt: skip
    return TypstPicture(template, json.dumps(given), dots_per_inch)


def picture(app: Sphinx) -> TypstPicture:
    """Return the picture of a language."""
    config = app.config
    by = ", ".join(_(words) for words in (config.author, config.affiliation) if words)
    words = {"title": publication_title(app.env), "by": by, "language": config.languages[config.language]}
    return picture_of(TEMPLATE, words, config.language, DOTS_PER_INCH)


def write_picture(app: Sphinx, error: Exception | None) -> None:
    """Write the picture beside the pages; ask for it where they are yet to be built."""
    if error:
        return
    if is_early(app.builder.name):
        ask_for(picture(app))
    elif app.builder.name == "html":
        file = Path(app.outdir) / NAME
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture_bytes(picture(app)))


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the templates the picture; its address is complete where that of the site is known."""
    site = app.config.site_url
    address = f"{site}{app.config.language}/{NAME}" if site else "../" * app.builder.get_target_uri(page).count("/") + NAME
    return {"share_picture": {"address": address, "width": WIDTH, "height": HEIGHT, "words": publication_title(app.env)}}


def setup(app: Sphinx) -> None:
    app.connect("build-finished", write_picture)
