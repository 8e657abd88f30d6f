"""The links that lead out of the site, with the places where they stand.

On paper each is followed by its address, but for those whose words are the address already:
they get the class ``shows-address``.  All are noted when a page is read, and written to ``external-links.tsv`` beside the pages:
an address, a tab, and every ``file:line``.
"""

import re
import unicodedata
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from translated_docs.content.page_collector import PageData, page_data
from translated_docs.content.warnings import page_line_above
from translated_docs.html.build_steps import when_written

FILE = "external-links.tsv"
BETWEEN_WORDS = re.compile(r"[\s\u200b<>()\[\]、。，（）「」『』＜＞]+")


class ExternalLinks(PageData):
    """Of a page, its links: a list of (address, line)."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> list[tuple[str, int]]:
        return [
            (link["refuri"], page_line_above(link))
            for link in doctree.findall(nodes.reference)
            if link.get("refuri", "").startswith(("http:", "https:"))
        ]


def bare(address: str) -> str:
    """Return an address as it may be written in a text: without its scheme, and what else is often left out."""
    words = unquote(address.strip().rstrip("/")).removeprefix("mailto:").casefold()
    rest = words.rpartition("://")[2].removeprefix("www.")
    host, slash, path = rest.partition("/")
    if "xn--" in host:  # letters of its language, as they stand in an address
        with suppress(UnicodeError):
            host = host.encode("ascii").decode("idna")
    return unicodedata.normalize("NFC", host + slash + path)


def shows_address(words: str, address: str) -> bool:
    """Say whether one of the words of a link is its address."""
    return words == address or bare(address) in map(bare, BETWEEN_WORDS.split(words))


def mark_addresses(app: Sphinx, doctree: nodes.document) -> None:
    """Mark each link whose words are its address already."""
    for link in doctree.findall(nodes.reference):
        if "refuri" in link and shows_address(link.astext(), link["refuri"]):
            link["classes"].append("shows-address")


def places(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return where each address stands, ``file:line`` each, from the source folder on."""
    found = defaultdict(list)
    for docname, links in sorted(page_data(env, ExternalLinks.name).items()):
        file = env.doc2path(docname, base=False)
        for address, line in links:
            found[address].append(f"{file}:{line}")
    return found


def write_list(app: Sphinx) -> None:
    lines = [f"{address}\t{' '.join(where)}\n" for address, where in sorted(places(app.env).items())]
    Path(app.outdir, FILE).write_text("".join(lines), encoding="utf-8")


def setup(app: Sphinx) -> None:
    app.add_env_collector(ExternalLinks)
    app.connect("doctree-read", mark_addresses)
    when_written(app, write_list)
