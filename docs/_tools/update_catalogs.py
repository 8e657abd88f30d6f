"""Take new and changed messages over into the catalogs of every language.

Usage: python docs/_tools/update_catalogs.py LANGUAGE [LANGUAGE ...]

Pages give one catalog each; the words of the templates and extensions go into
``sphinx.po``, where Sphinx looks for them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "build" / "gettext"
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; raise if it fails."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


def main() -> None:
    languages = sys.argv[1:]
    source, *translations = languages
    run(BIN / "sphinx-build", "-q", "-b", "gettext", "-c", ".", "docs", TEMPLATES)
    # Sphinx extracts the templates only; the extensions speak to readers too.
    interface = TEMPLATES / "sphinx.pot"
    run(
        BIN / "pybabel", "--quiet", "extract", "--mapping", "docs/_tools/babel.cfg",
        "--no-location", "--project", "sphinx", "--output", interface, "docs/_ext", "docs/_templates",
    )  # fmt: skip
    for code in translations:
        run(BIN / "sphinx-intl", "update", "-p", TEMPLATES, "-d", "locale", "-l", code, "-w", "0")
    # The source language has no page to translate, only the interface.
    catalog = f"locale/{source}/LC_MESSAGES/sphinx.po"
    if (ROOT / catalog).exists():
        run(
            BIN / "pybabel", "--quiet", "update", "-i", interface, "-o", catalog, "-l", source,
            "-w", "0", "--no-fuzzy-matching", "--ignore-pot-creation-date",
        )  # fmt: skip
    else:
        (ROOT / catalog).parent.mkdir(parents=True, exist_ok=True)
        run(BIN / "pybabel", "--quiet", "init", "-i", interface, "-o", catalog, "-l", source, "-w", "0")


if __name__ == "__main__":
    main()
