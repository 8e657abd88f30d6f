"""Reject toctrees in which a page has no place, or two, in the reading order.

Sphinx 9.0 warns of some toctrees in a circle, and follows others until Python stops it; of a
page that stands in two, its EPUB builder warns, but not where.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from translated_docs.catalogs.languages import has_style
from translated_docs.content.reading_order import ordered_docnames
from translated_docs.content.warnings import location, warn
from translated_docs.settings import is_source, source_language

MARKS = re.compile(r"\*{1,2}[^\s*](?:[^*]*[^\s*])?\*{1,2}|(?:\{[\w:-]+\})?`[^`]+`|\[[^\[\]]+\]\([^()]+\)")
ONE_TOCTREE = "one-toctree"  # the style that wants a page in one alone


def circles(includes: Mapping[str, Sequence[str]], roots: Iterable[str]) -> Iterator[list[str]]:
    """Yield each circle that is met on the way down from some pages, from a page to itself again."""
    seen: set[str] = set()

    def walk(page: str, *way: str) -> Iterator[list[str]]:
        if page in way:
            yield [*way[way.index(page) :], page]
        elif page not in seen:
            seen.add(page)
            for below in includes.get(page, ()):
                yield from walk(below, *way, page)

    return (circle for root in roots for circle in walk(root))


def line_of_entry(env: BuildEnvironment, page: str, entry: str) -> int:
    """Return the line of the toctree of a page that has an entry."""
    toctrees = env.get_doctree(page).findall(addnodes.toctree)
    return next((tree.line for tree in toctrees if entry in tree["includefiles"] and tree.line), 1)


def reject_circles(app: Sphinx, env: BuildEnvironment) -> None:
    """Raise SphinxError if following the toctrees leads from a page to itself."""
    errors = [
        f"{env.doc2path(circle[-2])}:{line_of_entry(env, *circle[-2:])}: the toctree leads in a circle "
        f"({' → '.join(circle)}); take {circle[-1]!r} out of it"
        for circle in circles(env.toctree_includes, [env.config.root_doc, *sorted(env.toctree_includes)])
    ]
    if errors:
        raise SphinxError("\n".join(errors))


def allow_second_places(app: Sphinx, config: Config) -> None:
    """Leave what Sphinx says of a page in two toctrees to ``warn_of_second_places``, which says where.

    Its EPUB builder says it of ``self`` too, which a toctree may have.
    """
    config.suppress_warnings = [*config.suppress_warnings, "epub.duplicated_toc_entry"]
    if not has_style(ONE_TOCTREE, source_language(config)):
        config.suppress_warnings = [*config.suppress_warnings, "toc.multiple_toc_parents"]


def warn_of_second_places(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each page that is in two toctrees."""
    if not has_style(ONE_TOCTREE, source_language(app.config)):
        return
    first: dict[str, str] = {}
    for page in ordered_docnames(env):
        for entry in env.toctree_includes.get(page, ()):
            if entry in first:
                words = "the page %r is in the toctree of %r already; take it out of one of the two"
                warn((page, line_of_entry(env, page, entry)), "page.two_toctrees", words, entry, first[entry])
            first.setdefault(entry, page)


def warn_of_marks(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of markup in the captions and the words of entries, which every output shows as it stands."""
    if not is_source(app.config):
        return
    for toctree in doctree.findall(addnodes.toctree):
        for written in filter(None, (toctree.get("caption"), *(title for title, _page in toctree["entries"]))):
            if found := MARKS.search(written):
                words = "the toctree shows the marks of %r as they stand; write words alone"
                warn(location(app.env, toctree), "page.toctree_marks", words, found[0])


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", warn_of_marks)
    app.connect("config-inited", allow_second_places)
    app.connect("env-check-consistency", reject_circles, priority=100)
    app.connect("env-check-consistency", warn_of_second_places)
