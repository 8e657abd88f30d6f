"""Of pages that share a catalog, read only those again of which a message has changed; and those whose catalog has gone.

Sphinx lets each page depend on the file of its catalog (`BuildEnvironment.find_files`): with ``gettext_compact``,
each save of a translation would have all pages of the catalog read again.
"""

import hashlib
from collections.abc import Collection
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import CONFIG_OK, BuildEnvironment

from translated_docs.catalogs.catalog_paths import catalog_of_page
from translated_docs.catalogs.policy.sanitize import Sanitized, folder_of_copies
from translated_docs.catalogs.progress import message_digest, message_lengths
from translated_docs.content.messages.translation_units import MESSAGES, catalog_of, page_messages
from translated_docs.content.page_collector import PageData, page_data
from translated_docs.paths import ROOT
from translated_docs.settings import is_source


def catalog_digest(catalog: Sanitized | None, messages: Collection[bytes]) -> str:
    """Return a digest of what a page shows of some messages of a catalog: words, places, and what can't be used.

    The messages are known by their own digests (`progress.message_digest`).
    """
    if catalog is None or catalog.entries is None:
        return repr(catalog and catalog.errors)
    rejected = catalog.rejected
    parts = [
        (f"{entry}", entry.linenum, rejected.get(entry.linenum))
        for entry in catalog.entries
        if message_digest(entry.msgid) in messages
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class CatalogDigest(PageData):
    """What a page shows of its catalog, as a digest, where other pages share the catalog."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> str | None:
        if not app.config.gettext_compact or is_source(app.config):
            return None
        asked = message_lengths(app.env.current_document.get(MESSAGES, ()))
        return catalog_digest(catalog_of(app.env, docname), asked)


def has_catalog(config: Config, docname: str) -> bool:
    copy = folder_of_copies(ROOT, config.language) / f"{catalog_of_page(config, docname)}.mo"
    return not is_source(config) and copy.exists()


class HadCatalog(PageData):
    """Whether there was a catalog for a page when it was read."""

    def collect(self, app: Sphinx, docname: str, doctree: nodes.document) -> bool:
        return has_catalog(app.config, docname)


def without_catalog(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages whose catalog has gone since they were read: Sphinx lets them depend on those alone that are there."""
    had = page_data(env, HadCatalog.name)
    return [docname for docname in sorted(had.keys() - removed) if had[docname] and not has_catalog(env.config, docname)]


def is_older(path: Path, microseconds: int) -> bool:
    try:
        return path.stat().st_mtime_ns // 1000 <= microseconds
    except OSError:
        return False


def has_same_files(env: BuildEnvironment, docname: str) -> bool:
    """Say whether a page and what it depends on, but for its catalog, are older than when it was read."""
    copy = Path("LC_MESSAGES", f"{catalog_of_page(env.config, docname)}.mo").parts
    files = (env.srcdir / name for name in env.dependencies[docname])
    others = [path for path in files if path.parts[-len(copy) :] != copy]
    paths = [env.doc2path(docname), *others]
    is_read = (env.doctreedir / f"{docname}.doctree").exists() and docname not in env.reread_always
    return is_read and all(is_older(Path(path), env.all_docs[docname]) for path in paths)


def keep_unchanged(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Take the pages whose messages are as they were out of those to be read again; what others ask for comes after."""
    known = page_data(env, CatalogDigest.name)
    if env.config_status == CONFIG_OK:
        for docname in sorted(changed & known.keys()):
            asked = page_messages(env, docname)
            if has_same_files(env, docname) and catalog_digest(catalog_of(env, docname), asked) == known[docname]:
                changed.discard(docname)
    return []


def setup(app: Sphinx) -> None:
    app.add_env_collector(CatalogDigest)
    app.add_env_collector(HadCatalog)
    app.connect("env-get-outdated", keep_unchanged)
    app.connect("env-get-outdated", without_catalog)
