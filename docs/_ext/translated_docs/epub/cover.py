"""The cover of the EPUB: a picture that Typst sets, as it does the book; the same, byte for byte, whenever it is built."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import _

from translated_docs.content.reading_order import publication_title
from translated_docs.html.share_picture import picture_of
from translated_docs.typst_pictures import TypstPicture, ask_for, is_early

TEMPLATE = Path(__file__).parent / "templates" / "cover.typ"
DOTS_PER_INCH = 192  # 1,600 by 2,400 dots, as shops ask for


def cover_words(config: Config, env: BuildEnvironment) -> dict[str, str]:
    """Return title, description, author, affiliation and edition, each of which may be empty."""
    said = {name: getattr(config, name) for name in ("description", "author", "affiliation")}
    return {
        "title": publication_title(env),
        **{name: _(words) if words else "" for name, words in said.items()},
        "edition": " · ".join(filter(None, (config.languages[config.language], config.release))),
    }


def cover_picture(language: str, words: dict[str, str]) -> TypstPicture:
    """Return the cover with its words."""
    return picture_of(TEMPLATE, words, language, DOTS_PER_INCH)


def ask_early(app: Sphinx, error: Exception | None) -> None:
    if not error and is_early(app.builder.name):
        ask_for(cover_picture(app.config.language, cover_words(app.config, app.env)))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", ask_early)
