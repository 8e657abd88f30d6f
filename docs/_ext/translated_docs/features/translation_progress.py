"""The page that says how far the translation is, and where the next entry to do stands.

The pages of a language tell of it only: they are built from its own catalogs, and the
switch leads to the others.  ``make stats`` prints the same numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _

from translated_docs.catalogs.catalog_paths import UI_DOMAIN, catalog_of_page
from translated_docs.catalogs.languages import locale_of
from translated_docs.catalogs.policy.sanitize import Sanitized, progress_of, sanitized_catalog
from translated_docs.catalogs.progress import Progress
from translated_docs.content.messages.edit_links import edit_file, edit_link
from translated_docs.content.messages.translation_units import page_messages
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.reading_order import ordered_docnames
from translated_docs.content.sources.page_names import reserve_page
from translated_docs.html.last_updated import readable_commits
from translated_docs.settings import is_source

PAGE = "progress"


@dataclass
class Row:
    """One catalog on the page: numbers as a reader of its language writes them."""

    title: str
    href: str  # the page; "" for the interface and for the sum
    done: Progress
    numbers: dict[str, str]
    changed: str = ""  # the date
    first_open: str = ""  # file:line of the first entry to do
    edit: str = ""  # where it is edited
    error: str = ""  # file:line of what is wrong, if it can't be read


def numbers(done: Progress, language: str) -> dict[str, str]:
    names = ("percent", "translated", "fuzzy", "untranslated", "characters_left")
    return {name: format_decimal(getattr(done, name), locale=locale_of(language)) for name in names}


def row(app: Sphinx, docname: str, done: Progress, error: int = 0) -> Row:
    """Return the row of a page; ``error`` is the line of what is wrong with a catalog that can't be read."""
    config = app.config
    path = edit_file(config, docname)
    committed = readable_commits(app.confdir).get(path)
    is_page = docname != UI_DOMAIN
    return Row(
        title=app.env.titles[docname].astext() if is_page else _("The labels of the site and the book"),
        href=app.builder.get_relative_uri(PAGE, docname) if is_page else "",
        done=done,
        numbers=numbers(done, config.language),
        changed=format_date(committed.date(), "medium", locale_of(config.language)) if committed else "",
        first_open=f"{path}:{done.first_open}" if done.first_open else "",
        edit=edit_link(config, path, done.first_open or error) if done.first_open or error else "",
        error=f"{path}:{error}" if error else "",
    )


def first_error(catalog: Sanitized | None) -> int:
    """Return the line of what is wrong with a catalog that can't be read; 0 if it can."""
    return catalog.errors[0][0] if catalog and catalog.entries is None else 0


class PageProgress(PageData):
    """How many messages of a page are translated, and the line of what is wrong if its catalog can't be read."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> tuple[Progress, int] | None:
        if is_source(app.config):
            return None
        catalog = sanitized_catalog(app.confdir, app.config.language, catalog_of_page(app.config, docname))
        return progress_of(catalog, page_messages(app.env, docname)), first_error(catalog)


def language_progress(env: BuildEnvironment, root: Path, language: str) -> Progress:
    """Return how far a language is, whichever language's pages were read: each message of a catalog counts once."""
    pages: dict[str, list[str]] = {}
    for docname in env.found_docs:
        pages.setdefault(catalog_of_page(env.config, docname), []).append(docname)
    of_pages = (
        progress_of(sanitized_catalog(root, language, domain), page_messages(env, *docnames))
        for domain, docnames in sorted(pages.items())
    )
    return sum(of_pages, progress_of(sanitized_catalog(root, language, UI_DOMAIN)))


def rows(app: Sphinx) -> list[Row]:
    """Return the sum of this language, then a row for each of its pages, in reading order, and one for the interface."""
    language, found = app.config.language, dict(page_data(app.env, PageProgress.name))
    interface = sanitized_catalog(app.confdir, language, UI_DOMAIN)
    found[UI_DOMAIN] = progress_of(interface), first_error(interface)
    every = [name for name in [*ordered_docnames(app.env), UI_DOMAIN] if name in found]
    total = sum((done for done, _error in found.values()), Progress())
    if app.config.gettext_compact:  # a message may stand on several pages of one catalog
        total = language_progress(app.env, app.confdir, language)
    return [Row(_("Total"), "", total, numbers(total, language)), *(row(app, name, *found[name]) for name in every)]


def totals(app: Sphinx) -> dict[str, Row]:
    """Return the sum of each language into which this one is translated, by its code, as this one writes numbers."""
    source, *others = app.config.languages
    sums = {code: language_progress(app.env, app.confdir, code) for code in others}
    return {code: Row(app.config.languages[code], "", done, numbers(done, source)) for code, done in sums.items()}


def add_progress(app: Sphinx) -> Iterator[tuple[str, dict, str]]:
    """Yield the page; the source language has nothing to translate, and says how far the others are."""
    if app.builder.name == "html":
        yield PAGE, {"totals": totals(app)} if is_source(app.config) else {"rows": rows(app)}, "progress.html"


def setup(app: Sphinx) -> None:
    reserve_page(PAGE)
    app.add_env_collector(PageProgress)
    app.connect("html-collect-pages", add_progress)
