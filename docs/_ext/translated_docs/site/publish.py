"""Join the languages into the site: the landing page, the site map, and all of it at once.

The site is put together beside the published one and takes its place in one step, so
that a reader, or a build that fails, never meets half a site.
"""

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from jinja2 import Environment

from translated_docs.outputs import OUTPUTS
from translated_docs.palette import PALETTE
from translated_docs.paths import BUILD, ROOT, write_at_once
from translated_docs.settings import conf
from translated_docs.site import server_settings
from translated_docs.site.compress import compress
from translated_docs.site.licences import licence_list
from translated_docs.site.redirects import SCRIPT as REDIRECT_SCRIPT
from translated_docs.site.redirects import write_redirects

PUBLISHED = BUILD / "site"
NEW = BUILD / "site.new"
LANDING_PAGE = Path(__file__).parent / "landing_page"
LICENCES = "licences.txt"
SHALLOW = (
    "site: this clone has not the whole history (--depth), so pages lack the date of their last change, and the "
    "sha256 is another than elsewhere; run 'git fetch --unshallow', then 'make' again"
)
# Outputs that are compressed archives.
ARCHIVES = {f".{output.suffix}" for output in OUTPUTS if output.media_type.endswith("zip")}
# Files that Sphinx keeps for itself.
PRIVATE = shutil.ignore_patterns(".buildinfo*", ".doctrees", "_sources", "pages.json*", "external-links.tsv", "objects.inv")


def read_manifests(languages: list[str]) -> list[dict[str, Any]]:
    """Return the manifest of each language.

    Raises SystemExit if the languages do not hold the same pages: then the language
    switch would lead to a page that is not there.
    """
    manifests = [
        json.loads((BUILD / "html" / code / "pages.json").read_text(encoding="utf-8"))
        for code in languages
    ]
    for manifest in manifests[1:]:
        odd = set(manifest["pages"]) ^ set(manifests[0]["pages"])
        if odd:
            sys.exit(
                f"{sorted(odd)[0]}: not in every language; "
                f"run 'make clean', then build {', '.join(languages)} again"
            )
    return manifests


def is_published(made: Path | str, published: str) -> bool:
    """Return whether a file is published as it was made: of the same size and time."""
    if not os.path.exists(published):
        return False
    new, old = os.stat(made), os.stat(published)
    return (new.st_size, new.st_mtime_ns) == (old.st_size, old.st_mtime_ns)


def link_or_copy(made: Path | str, file: Path | str) -> None:
    """Put what was made into the new site: as a link to the published file if that is the same, else as a copy.

    So whatever writes into a site makes the file anew, and never changes what is in one.
    """
    published = f"{PUBLISHED}{os.fspath(file).removeprefix(str(NEW))}"
    if is_published(made, published):
        with suppress(OSError):  # there are disks without links
            os.link(published, file)
            return
    shutil.copy2(made, file)  # with its times, for compress() and the next time


@cache
def templates() -> Environment:
    """Return the templates of the landing page, and of the other pages that belong to no language."""
    return server_settings.environment(LANDING_PAGE, autoescape=True, lstrip_blocks=True)


def prepare() -> None:
    """Make what needs no page, and is kept: list the licences, compile the templates."""
    cached_licences()
    for name in ("index.html", "404.html", "landing-page.css"):
        templates().get_template(name)
    for name in server_settings.templates().list_templates():
        server_settings.templates().get_template(name)


def write_landing_page(site: Path, manifests: list[dict[str, Any]]) -> None:
    """Write what belongs to no language: ``index.html``, ``404.html``, the site map, and where moved pages are now."""
    site_url = manifests[0]["site_url"]
    known = {"manifests": manifests, "site_url": site_url, "palette": PALETTE}

    def write(name: str, path: Path | None = None, **values: Any) -> None:
        text = templates().get_template(name).render(**{**known, **values})
        (path or site / name).write_text(text, encoding="utf-8")

    write("index.html")
    # Hosts differ: some have one 404 page, some can answer in the language of the address.
    write("404.html", others=[])
    for manifest in manifests:
        others = [other for other in manifests if other is not manifest]
        write("404.html", site / manifest["language"] / "404.html", manifests=[manifest], others=others)
        write_redirects(site, manifest, conf.redirects, write)
    if site_url:
        write("sitemap.xml")
        write("robots.txt")
    write("landing-page.css")
    for script in ("landing-page.js", *((REDIRECT_SCRIPT,) if conf.redirects else ())):
        shutil.copyfile(LANDING_PAGE / script, site / script)


def cached_licences() -> Path:
    """Return the file that lists the licences, kept until the toolchain changes."""
    file = BUILD / "licences" / LICENCES
    if not file.exists():
        write_at_once(file, licence_list().encode())
    return file


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the content of a file with no name, or of an archive the names and contents of what is in it."""
    if path.suffix not in ARCHIVES:
        yield "", path.read_bytes()
        return
    with ZipFile(path) as archive:
        yield from ((f"/{name}", archive.read(name)) for name in archive.namelist())


def digest(site: Path) -> str:
    """Return the SHA-256 of all names and contents of a site, the same for one commit on every Python.

    How an archive is compressed is left out, as there are several zlibs, and so are compressed copies, of what is
    counted already.  So is the list of licences: it names the version of Sphinx.
    """
    sha256 = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz"):
        for name, content in contents(path) if path != site / LICENCES else ():
            sha256.update(f"{path.relative_to(site).as_posix()}{name} {len(content)}\n".encode() + content)
    return sha256.hexdigest()


def swap_atomically(new: Path, published: Path) -> None:
    """Put ``new`` in the place of ``published``; what was published is then at ``new``.

    One system call on Linux (renameat2(2), RENAME_EXCHANGE); elsewhere two renames.
    """
    if not published.exists():
        new.rename(published)
        return
    if sys.platform == "linux":
        at_cwd, rename_exchange = -100, 2
        libc = ctypes.CDLL(None, use_errno=True)
        failed = libc.renameat2(
            at_cwd, os.fsencode(new), at_cwd, os.fsencode(published), rename_exchange
        )
        if not failed:
            return
    old = published.with_name(f"{published.name}.old")
    published.rename(old)
    new.rename(published)
    old.rename(new)


def publish(languages: list[str]) -> None:
    """Put the site together from what was built, and publish it in ``build/site``."""
    manifests, downloads = read_manifests(languages), {}
    shutil.rmtree(NEW, ignore_errors=True)
    NEW.mkdir(parents=True)
    for manifest in manifests:
        code = manifest["language"]
        shutil.copytree(BUILD / "html" / code, NEW / code, ignore=PRIVATE, copy_function=link_or_copy)
        downloads |= manifest["downloads"]  # those of two languages stand in both manifests
    for address, made in downloads.items():
        if (BUILD / made).is_dir():
            shutil.copytree(BUILD / made, NEW / address, ignore=PRIVATE, copy_function=link_or_copy)
        else:
            link_or_copy(BUILD / made, NEW / address)
    write_landing_page(NEW, manifests)
    link_or_copy(cached_licences(), NEW / LICENCES)
    compress(NEW)
    written = digest(NEW)
    server_settings.write_server_settings(BUILD / "servers", PUBLISHED, languages, conf.content_policy)
    swap_atomically(NEW, PUBLISHED)
    shutil.rmtree(NEW, ignore_errors=True)
    print(f"site: build/site/index.html, sha256 {written}", flush=True)
    if (ROOT / ".git" / "shallow").exists():
        print(SHALLOW, file=sys.stderr)
