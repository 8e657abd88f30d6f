"""The table of outputs: what is built of each language, and the files that readers can download.

The Makefile, the jobs, the pages, the live server and the settings of servers all read it.  To drop an
output, delete its row here, its package, and the package's line in ``extensions`` of conf.py.  To add one, add a
row, and where no builder of Sphinx or of a package will do, an extension that has one.

It imports the standard library alone: ``make`` reads it before anything is installed.
"""

import re
from typing import Any, NamedTuple


class Output(NamedTuple):
    """One output: the site's pages themselves, or what they link to: a file, or a folder of files.

    ``name`` is the target of ``make`` and the folder in ``build/``; ``builder`` is Sphinx's name of the
    builder, ``suffix`` and ``media_type`` are of what readers get (https://www.iana.org/assignments/media-types/).
    """

    name: str
    builder: str
    suffix: str
    media_type: str
    index: str = ""  # of a folder: the file in it that pages link to, with this suffix; empty if it is one file
    site: bool = False  # the pages, which link to all other outputs: built last, as they name their sizes
    typst: bool = False  # the builder writes Typst source, which is compiled then
    bilingual: bool = False  # of two languages; the builder finds the second one in the setting ``pair_language``
    after: str = ""  # of a bilingual output: the output of both its languages that must be there first

    @property
    def label(self) -> str:
        """What a link to it is called: by its suffix, or by its name where another row has the same one."""
        alike = [o for o in OUTPUTS if (o.suffix, o.bilingual) == (self.suffix, self.bilingual) and not o.site]
        return self.name if len(alike) > 1 else self.suffix.upper()


# Those of one language are built one after another, as they share what was read: in this order, the site last.
OUTPUTS = (
    Output("pdf", "pdf", "pdf", "application/pdf", typst=True),
    Output("epub", "epub", "epub", "application/epub+zip"),
    Output("pdf-pair", "pdf-pair", "pdf", "application/pdf", typst=True, bilingual=True, after="pdf"),
    Output("html", "html", "html", "text/html", site=True),
)


def monolingual() -> tuple[Output, ...]:
    """Return the outputs of one language in the order in which they are built."""
    return tuple(sorted((output for output in OUTPUTS if not output.bilingual), key=lambda output: output.site))


def bilingual() -> tuple[Output, ...]:
    """Return the outputs of two languages."""
    return tuple(output for output in OUTPUTS if output.bilingual)


def named(names: list[str]) -> tuple[Output, ...]:
    """Return the outputs of one language that have these names, in the order in which they are built."""
    return tuple(output for output in monolingual() if output.name in names)


def language_pairs(config: Any) -> list[tuple[str, str]]:
    """Return the pairs that have bilingual outputs: the source with each translation."""
    source, *translations = config.languages
    return [(source, code) for code in translations]


def output_file(config: Any, suffix: str, *languages: str) -> str:
    """Return the name of the file that holds the publication in one language (that of the build) or in two."""
    project = "-".join(re.findall(r"[\w.-]+", config.project)) or "publication"
    return f"{project}-{'-'.join(languages or [config.language])}.{suffix}"


class Download(NamedTuple):
    """What pages link to: an output of one language, or of two."""

    output: Output
    languages: tuple[str, ...]
    name: str

    @property
    def address(self) -> str:
        """Its address in the site: beside the pages of its language, or above those of its two languages."""
        return self.name if self.output.bilingual else f"{self.languages[0]}/{self.name}"

    @property
    def made(self) -> str:
        """Where it is made, in the folder of all that is built: the file that pages link to."""
        return f"{self.output.name}/{'-'.join(self.languages)}/{self.output.index or self.name}"

    @property
    def published(self) -> tuple[str, str]:
        """What goes into the site, a file or a folder: its address, and where it is made."""
        both = (self.address, self.made)
        return tuple(path.rpartition("/")[0] for path in both) if self.output.index else both


def download(config: Any, output: Output, *languages: str) -> Download:
    """Return the download of an output in some languages."""
    folder = "-".join([output.name, *languages]) if output.bilingual else output.name
    name = f"{folder}/{output.index}" if output.index else output_file(config, output.suffix, *languages)
    return Download(output, languages, name)


def downloads(config: Any) -> list[Download]:
    """Return all that pages link to: each output of each language, then those of two languages."""
    alone = [
        download(config, output, code) for code in config.languages for output in monolingual() if not output.site
    ]
    return alone + [download(config, output, *pair) for output in bilingual() for pair in language_pairs(config)]
