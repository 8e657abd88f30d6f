"""The directive ``translators``: the names of those who wish to be named, from the top of the catalogs.

One wish is one line of the comment there, as gettext has it since ever and as Lokalize and Weblate write it:
``# Name <address>, 2026.``  The address is published nowhere.  Without a name nothing stands in its place.
"""

import re
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from translated_docs.catalogs.catalog_paths import catalog_files
from translated_docs.catalogs.po_file import has_symbolic_link
from translated_docs.paths import ROOT
from translated_docs.settings import source_language

# A name holds no address, and no line that says who owns the words is one.
LINE = re.compile(
    r"[ \t]*(?!Copyright|Translators?:|SPDX)(?P<name>[^<>@:/\t]{1,80}?)[ \t]*(?:<[^<>]*>)?"
    r",[ \t]*\d{4}(?:[ \t]*[-–,][ \t]*\d{4})*\.?"
)


def names_in(comments: Iterable[str]) -> list[str]:
    """Return the names in the comments at the top of catalogs, each once, in their order."""
    found = (LINE.fullmatch(line) for comment in comments for line in comment.split("\n"))
    return [*dict.fromkeys(match["name"] for match in found if match and match["name"].isprintable())]


def top_comment(path: Path) -> str:
    """Return the comment at the top of a catalog; "" of one that is a link, or that can't be read."""
    if has_symbolic_link(path):
        return ""
    try:
        with path.open(encoding="utf-8") as file:
            return "".join(line[1:] for line in takewhile(lambda line: line.startswith("#"), file))
    except (OSError, UnicodeDecodeError):
        return ""


def translators(config: Config) -> dict[str, list[str]]:
    """Return who is named in the catalogs of each language, by its name."""
    others = {code: name for code, name in config.languages.items() if code != source_language(config)}
    named = {name: names_in(map(top_comment, catalog_files(ROOT, code).values())) for code, name in others.items()}
    return {name: names for name, names in named.items() if names}


class translators_list(nodes.General, nodes.Element):  # noqa: N801 (a node)
    """Where the names are to stand."""


class Translators(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname]["translators"] = True
        return [translators_list()]


def thanks(config: Config, _: Callable[[str], str]) -> list[nodes.paragraph]:
    """Return a paragraph for each language, in the words of the language that ``_`` has."""
    words = _("Translation (%(language)s): %(names)s")
    named = translators(config).items()
    return [nodes.paragraph("", words % {"language": name, "names": ", ".join(names)}) for name, names in named]


class NameTranslators(SphinxPostTransform):
    """Put a paragraph for each language in the place of the list: no message is made of it."""

    default_priority = 10

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(translators_list)):
            node.replace_self(thanks(self.config, _))


def pages_with_other_names(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages to read again as the names have changed; a catalog as what a page is made of would date it."""
    pages = [docname for docname, data in env.metadata.items() if "translators" in data and docname not in removed]
    if not pages:
        return []
    named = translators(app.config)
    before, env.named_translators = getattr(env, "named_translators", named), named
    return pages if before != named else []


def setup(app: Sphinx) -> None:
    app.add_node(translators_list)
    app.add_directive("translators", Translators)
    app.add_post_transform(NameTranslators)
    app.connect("env-get-outdated", pages_with_other_names)
