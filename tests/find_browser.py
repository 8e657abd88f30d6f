"""Find a Chromium for the tests, or bring one; print its path.

In this order: the one named by CHROMIUM, one on the machine, the test tool's own,
Debian's package where it may be installed.  What is done is said on standard error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def say(text: str) -> None:
    print(f"browser: {text}", file=sys.stderr, flush=True)


def on_the_machine() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def the_test_tools_own() -> str | None:
    """Return Playwright's Chromium, after trying to fetch it if it is not there yet."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        say("none on this machine; asking Playwright for its own ...")
        fetched = subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            stdout=sys.stderr,
            stderr=subprocess.STDOUT,
        )
        if fetched.returncode:
            say("Playwright could not bring its own")
    return path if Path(path).exists() else None


def debians() -> str | None:
    """Return Debian's Chromium, installed now, if this user may install packages."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    say("installing Debian's package chromium ...")
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]):
        done = subprocess.run(
            command,
            stdout=sys.stderr,
            stderr=subprocess.STDOUT,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode:
            say(f"'{' '.join(command)}' failed")
            return None
    return on_the_machine()


def main() -> None:
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        sys.exit(f"browser: CHROMIUM names {named!r}, which can't be run; correct or unset it")
    path = named or on_the_machine() or the_test_tools_own() or debians()
    if not path:
        sys.exit(
            "browser: no Chromium found and none could be installed; "
            "install one ('sudo apt install chromium'), or name one: make test CHROMIUM=/path/to/chrome"
        )
    say(f"using {path}")
    print(path)


if __name__ == "__main__":
    main()
