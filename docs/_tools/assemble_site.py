"""Join the editions into the site: the front door, the site map, and all of it at once.

Usage: python docs/_tools/assemble_site.py LANGUAGE [LANGUAGE ...]

The site is put together beside the published one and takes its place in one step, so
that a reader, or a build that fails, never meets half a site.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from compress import compress
from licences import licence_list
from server_settings import write_server_settings

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
BUILD = ROOT / "build"

from conf import content_policy  # noqa: E402

DOOR = ROOT / "docs" / "_templates" / "door"
# Files that Sphinx keeps for itself.
PRIVATE = shutil.ignore_patterns(".buildinfo*", ".doctrees", "_sources", "pages.json*", "external-links.tsv", "objects.inv")


def read_manifests(languages: list[str]) -> list[dict[str, Any]]:
    """Return the manifest of each edition.

    Raises SystemExit if the editions do not hold the same pages: then the language
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


def write_front_door(site: Path, manifests: list[dict[str, Any]]) -> None:
    """Write what belongs to no language: ``index.html``, ``404.html``, the site map."""
    templates = Environment(
        loader=FileSystemLoader(DOOR),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    site_url = manifests[0]["site_url"]

    def write(name: str, folder: Path = site, editions: list[dict[str, Any]] = manifests) -> None:
        text = templates.get_template(name).render(editions=editions, site_url=site_url)
        (folder / name).write_text(text, encoding="utf-8")

    write("index.html")
    # Hosts differ: some have one 404 page, some can answer in the language of the address.
    write("404.html")
    for manifest in manifests:
        write("404.html", site / manifest["language"], [manifest])
    if site_url:
        write("sitemap.xml")
        write("robots.txt")
    for asset in ("door.css", "door.js"):
        shutil.copyfile(DOOR / asset, site / asset)


def digest(site: Path) -> str:
    """Return the SHA-256 of all names and contents of a site, but for the compressed copies.

    Those depend on the zlib that Python was built with.
    """
    sha256 = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz"):
        content = path.read_bytes()
        sha256.update(f"{path.relative_to(site).as_posix()} {len(content)}\n".encode() + content)
    return sha256.hexdigest()


def exchange(new: Path, published: Path) -> None:
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


def assemble(languages: list[str]) -> None:
    """Put the site together from what was built, and publish it in ``build/site``."""
    manifests = read_manifests(languages)
    new = BUILD / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for manifest in manifests:
        code = manifest["language"]
        shutil.copytree(BUILD / "html" / code, new / code, ignore=PRIVATE)  # with its times, for compress()
        for builder, name in manifest["downloads"].items():
            shutil.copyfile(BUILD / builder / code / name, new / code / name)
    for pair, name in manifests[0]["pair_pdfs"].items():
        shutil.copyfile(BUILD / "pdf" / pair / name, new / name)
    write_front_door(new, manifests)
    (new / "licences.txt").write_text(licence_list(), encoding="utf-8")
    compress(new)
    written = digest(new)
    write_server_settings(BUILD / "servers", BUILD / "site", languages, content_policy)
    exchange(new, BUILD / "site")
    shutil.rmtree(new, ignore_errors=True)
    print(f"site: build/site/index.html, sha256 {written}", flush=True)


if __name__ == "__main__":
    assemble(sys.argv[1:] or sys.exit(__doc__))
