"""Install what the extensions of conf.py need, beside the packages of the lock, which stay as they are.

Usage: python -m translated_docs.commands.requirements
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from translated_docs.settings import conf


def install(requirements: list[str]) -> int:
    """Install packages, no version of those that are there being changed; return pip's exit code."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    there = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
    with TemporaryDirectory() as folder:
        constraints = Path(folder, "constraints.txt")
        constraints.write_text(there, encoding="utf-8")
        return subprocess.run([*pip, "install", "--quiet", "-c", constraints, *requirements]).returncode


if __name__ == "__main__":
    if wanted := list(conf.extension_requirements):
        if code := install(wanted):
            print("conf.py:1: extension_requirements can't be installed; correct a name or a version", file=sys.stderr)
            sys.exit(code)
