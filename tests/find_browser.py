"""Find a browser for the tests, or bring one; print its path.

Usage: python tests/find_browser.py chromium|firefox

In this order: the one named by CHROMIUM or FIREFOX, one on the machine, the test tool's
own (Chromium only), Debian's package where it may be installed.  Without a Chromium the
tests can't run; without a Firefox some are skipped: then nothing is printed.  What is
done is said on standard error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The first name is also that of Debian's package.
NAMES = {
    "chromium": ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    "firefox": ["firefox-esr", "firefox"],
}


def say(text: str) -> None:
    print(f"browser: {text}", file=sys.stderr, flush=True)


def on_the_machine(engine: str) -> str | None:
    return next(filter(None, map(shutil.which, NAMES[engine])), None)


def the_test_tools_own(engine: str) -> str | None:
    """Return Playwright's Chromium, after trying to fetch it if it is not there yet."""
    if engine != "chromium":
        return None  # its Firefox is a patched one, no reader's
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


def debians(engine: str) -> str | None:
    """Return Debian's browser, installed now, if this user may install packages."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    package = NAMES[engine][0]
    say(f"installing Debian's package {package} ...")
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", package]):
        done = subprocess.run(
            command,
            stdout=sys.stderr,
            stderr=subprocess.STDOUT,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode:
            say(f"'{' '.join(command)}' failed")
            return None
    return on_the_machine(engine)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine", choices=NAMES)
    engine = parser.parse_args().engine
    variable = engine.upper()
    named = os.environ.get(variable)
    if named and not shutil.which(named):
        sys.exit(f"browser: {variable} names {named!r}, which can't be run; correct or unset it")
    path = named or on_the_machine(engine) or the_test_tools_own(engine) or debians(engine)
    if not path:
        say(
            f"no {engine.capitalize()} found and none could be installed; install one "
            f"('sudo apt install {NAMES[engine][0]}'), or name one: make test {variable}=/path/to/{engine}"
        )
        sys.exit(1 if engine == "chromium" else 0)
    say(f"using {path}")
    print(path)


if __name__ == "__main__":
    main()
