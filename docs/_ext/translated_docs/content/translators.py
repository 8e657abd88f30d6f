"""The directive ``translators``: the names of those who wish to be named, from the top of the catalogs.

One wish is one line of the comment there, as gettext has it since ever and as Lokalize and Weblate write it:
``# Name <address>, 2026.``  The address is published nowhere.  Without a name nothing stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from translated_docs.catalogs.po_file import catalog_files, load
from translated_docs.paths import ROOT
from translated_docs.settings import source_language

# A name holds no address, and no line that says who owns the words is one.
LINE = re.compile(
    r"[ \t]*(?!Copyright|Translators?:|SPDX)(?P<name>[^<>@:/\t]{1,80}?)[ \t]*(?:<[^<>]*>)?,[ \t]*\d{4}(?:[ \t]*[-–,][ \t]*\d{4})*\.?"
)


def names_in(comments: Iterable[str]) -> list[str]:
    """Return the names in the comments at the top of catalogs, each once, in their order."""
    found = (LINE.fullmatch(line) for comment in comments for line in comment.split("\n"))
    return [*dict.fromkeys(match["name"] for match in found if match and match["name"].isprintable())]


def translators(language: str) -> list[str]:
    """Return who is named in the catalogs of a language; of one that can't be read, nobody."""
    catalogs = (load(path)[0] for path in catalog_files(ROOT, language).values())
    return names_in(catalog.header for catalog in catalogs if catalog is not None)


class translators_list(nodes.General, nodes.Element):  # noqa: N801 (a node)
    """Where the names are to stand."""


class Translators(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        for language in self.config.languages:
            for path in catalog_files(ROOT, language).values():
                self.env.note_dependency(str(path))
        return [translators_list()]


class NameTranslators(SphinxPostTransform):
    """Put a paragraph for each language in the place of the list: no message is made of it."""

    default_priority = 10

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(translators_list)):
            others = {code: name for code, name in self.config.languages.items() if code != source_language(self.config)}
            named = {name: translators(code) for code, name in others.items()}
            words = _("Translation (%(language)s): %(names)s")
            node.replace_self(
                [
                    nodes.paragraph("", words % {"language": name, "names": ", ".join(names)})
                    for name, names in named.items()
                    if names
                ]
            )


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(translators_list)
    app.add_directive("translators", Translators)
    app.add_post_transform(NameTranslators)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
