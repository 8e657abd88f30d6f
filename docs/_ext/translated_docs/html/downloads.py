"""The files that a page links to: the outputs of its language, and those of two languages."""

from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from translated_docs.outputs import Download, downloads


def offered_downloads(config: Config) -> list[Download]:
    """Return the downloads that hold the language of the build, and that are built.

    A bilingual one is built with the output that it waits for.
    """
    return [
        download
        for download in downloads(config)
        if config.language in download.languages
        and (download.output.after if download.output.bilingual else download.output.name) in config.downloads
    ]


def download_links(builder: Builder, pagename: str) -> list[dict[str, Any]]:
    """Return suffix, label, media type and link of each download, relative to a page.

    One of one language has its ``size``; one of two has their ``codes``.
    """
    config = builder.config
    up = "../" * builder.get_target_uri(pagename).count("/")
    links = []
    for download in offered_downloads(config):
        output, name = download.output, quote(download.name)
        alone = {"href": f"{up}{name}", "size": config.downloads.get(output.name)}
        link = {"href": f"{up}../{name}", "codes": download.languages} if output.bilingual else alone
        links.append({"suffix": output.suffix, "label": output.label, "type": output.media_type, **link})
    return links


def page_context(app: Sphinx, page: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Give the templates the downloads."""
    return {"downloads": download_links(app.builder, page)}


def setup(app: Sphinx) -> None:
    # By the name of each output of this language that is built, its size in words.
    app.add_config_value("downloads", {}, "html", dict)
