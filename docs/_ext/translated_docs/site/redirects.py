"""Pages at addresses that were published and are gone: each leads to what has taken its place.

``redirects`` of conf.py has them as pages, or pages and labels: ``{"old/page": "new/page#label"}``.
"""

import os
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from translated_docs.settings import place

SCRIPT = "redirect.js"  # keeps the place in the page that a reader asks for


def check_redirects(redirects: dict[str, str], pages: list[str]) -> None:
    """Raise SystemExit if a redirect begins where a page is, or leads to none; ``pages`` are addresses of a language."""
    for old, new in redirects.items():
        if PurePosixPath(old).is_absolute() or ".." in PurePosixPath(old).parts:
            sys.exit(f"{place('redirects')}: redirects: {old!r} is no page of the site; write it as 'folder/page'")
        if f"{old}.html" in pages:
            sys.exit(f"{place('redirects')}: redirects: {old!r} is a page; take it out, or remove the page")
        if f"{new.partition('#')[0]}.html" not in pages:
            sys.exit(f"{place('redirects')}: redirects: there is no page {new!r}; name the one that {old!r} leads to, as 'folder/page'")


def relative_address(old: str, new: str) -> str:
    """Return the address of a page, and of a label on it, from another page on."""
    page, _mark, label = new.partition("#")
    address = os.path.relpath(f"{page}.html", PurePosixPath(old).parent)
    return f"{address}#{label}" if label else address


def write_redirects(site: Path, manifest: dict[str, Any], redirects: dict[str, str], render: Any) -> None:
    """Write the redirects of a language; ``render`` writes a file from a template of the site, with what it needs."""
    check_redirects(redirects, manifest["pages"])
    for old, new in redirects.items():
        path = PurePosixPath(manifest["language"], f"{old}.html")
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        top = "../" * (len(path.parts) - 1)
        render("redirect.html", site / path, manifest=manifest, target=relative_address(old, new), top=top)
