"""Reject a page that the build would put another one in the place of, or make no page of.

The build makes pages of its own beside those of the sources, the interface has a catalog
beside those of the pages, and not every disk tells capital letters from small ones.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import sphinx
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from translated_docs.catalogs.catalog_paths import UI_DOMAIN, catalog_of_page
from translated_docs.catalogs.languages import has_style
from translated_docs.content.warnings import warn
from translated_docs.paths import PACKAGE, visible_files
from translated_docs.settings import source_language

GENERATED: set[str] = set()  # pages that the site's features make: reserve_page()
OF_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")  # that people give to it
FILE_SUFFIXES = (".html", ".xhtml")  # of the site, and of the EPUB


def reserve_page(docname: str) -> None:
    """Let no source have the name of a page that the build makes."""
    GENERATED.add(docname)


def stems(folder: Path, pattern: str) -> set[str]:
    return {path.name.partition(".")[0] for path in folder.glob(pattern)}


def own_pages(config: Config) -> set[str]:
    """Return the names of the pages that builds make themselves, whichever builder does."""
    # The tables of contents of an index: https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html
    indices = {name for label, (page, *_) in StandardDomain.initial_data["labels"].items() for name in (label, page)}
    landing_pages = stems(PACKAGE / "site" / "landing_page", "*.html") - {config.root_doc}
    in_book = stems(Path(sphinx.package_dir, "templates", "epub3"), "*.xhtml*")
    return {*config.html_additional_pages, *GENERATED, *indices, *landing_pages, *in_book}


@cache
def normalized_name(name: str) -> str:
    """Return a name as a disk may take it that tells neither case nor ways to write an accent apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def name_errors(config: Config, docnames: set[str]) -> Iterator[tuple[str, str]]:
    """Yield page and error for each page whose name is taken."""
    own = set(map(normalized_name, own_pages(config)))
    files = {f"{name}{suffix}" for name in {*map(normalized_name, docnames), *own} for suffix in FILE_SUFFIXES}
    first: dict[str, str] = {}
    for docname in sorted(docnames):
        name = normalized_name(docname)
        if name in own:
            yield docname, "the build makes a page of this name itself; rename the file"
        elif catalog_of_page(config, name) == UI_DOMAIN:
            yield docname, f"the catalog {UI_DOMAIN}.po is that of the interface; rename the file or its folder"
        elif name in first:
            yield docname, f"some disks do not tell this name from {first[name]!r}; rename one of the two"
        elif taken := files.intersection(map(str, PurePosixPath(name).parents)):
            yield docname, f"the build makes a file named {min(taken)}; rename the folder"
        first.setdefault(name, docname)


def unread_pages(env: BuildEnvironment) -> Iterator[Path]:
    """Yield each file that looks like a page, but stands where none is made of it."""
    read = {Path(env.doc2path(docname)).with_suffix("") for docname in env.found_docs}  # of two of one name Sphinx says it
    suffixes = tuple({*env.config.source_suffix, *OF_MARKDOWN})
    pages = (path for path in visible_files(env.srcdir) if path.name.lower().endswith(suffixes))
    yield from (path for path in pages if path.with_suffix("") not in read)


def why_unread(path: Path, config: Config) -> str:
    """Return why no page is made of a file, and what to do."""
    if path.suffix in config.source_suffix:
        return "as exclude_patterns, or include_patterns, of conf.py leaves it out; rename it, move it, or correct that"
    return f"as its name ends in {path.suffix!r}; let it end in '.md'"


def is_rst(path: str | Path, config: Config) -> bool:
    """Say whether a file is in reStructuredText, by its name."""
    return config.source_suffix.get(Path(path).suffix) == "restructuredtext"


def other_markup(env: BuildEnvironment) -> Iterator[str]:
    """Yield each page in reStructuredText, if the guide is translated: its translations would be read as Markdown."""
    if len(env.config.languages) > 1:
        yield from sorted(docname for docname in env.found_docs if is_rst(env.doc2path(docname), env.config))


def decomposed_pages(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield each page that Sphinx could not open, and the name to give it: Sphinx writes accents with their letters."""
    for path in visible_files(folder):
        name = path.relative_to(folder).as_posix()
        composed = unicodedata.normalize("NFC", name)
        if composed != name and composed.endswith(suffixes) and path.is_file() and not (folder / composed).exists():
            yield path, composed


def names_of_bytes(folder: Path, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Yield each page whose name is not UTF-8, as it can be printed."""
    for path in (path.as_posix() for path in visible_files(folder) if path.name.endswith(suffixes)):
        if (shown := path.encode("utf-8", "backslashreplace").decode()) != path:
            yield shown


def reject_decomposed_names(app: Sphinx, config: Config) -> None:
    """Raise ConfigError for a page whose name is not UTF-8, or written as macOS does it, on a disk that tells the two apart."""
    suffixes = tuple(config.source_suffix)
    errors = [f"{shown}:1: the name is not UTF-8; rename the file" for shown in names_of_bytes(Path(app.srcdir), suffixes)]
    errors += [
        f"{path}:1: the name is written with its accents apart, as macOS does it; rename the file to {composed!r}, typed anew"
        for path, composed in decomposed_pages(Path(app.srcdir), suffixes)
    ]
    if errors:
        raise ConfigError("\n".join(errors))


def check_names(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn of each page that would be replaced, and of each that would be left out."""
    for docname, error in name_errors(app.config, env.found_docs):
        warn((docname, 1), "page.name", "%s", error)
    if in_rst := list(other_markup(env)):
        what = f"{len(in_rst)} pages are in reStructuredText, of which this is the first" if in_rst[1:] else "a page in reStructuredText"
        words = "%s, whose translations can't be read; write it in Markdown, as %r"
        warn((in_rst[0], 1), "page.markup", words, what, f"{in_rst[0]}.md")
    for path in unread_pages(env) if has_style("named-pages", source_language(app.config)) else ():
        warn(f"{path}:1", "page.left_out", "no page is made of this file, %s", why_unread(path, app.config))


def setup(app: Sphinx) -> None:
    app.connect("config-inited", reject_decomposed_names, priority=900)  # Sphinx gathers the suffixes at 800
    app.connect("env-before-read-docs", check_names)
