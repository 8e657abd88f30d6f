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

# By what name each may be there.  The headless shell is Chromium without its windows
# (https://developer.chrome.com/blog/chrome-headless-shell): the tests take half of the time.
NAMES = {
    "chromium": ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    "firefox": ["firefox-esr", "firefox"],
}
# Debian's packages; the headless shell is in its newer releases only.
PACKAGES = {"chromium": ["chromium-headless-shell", "chromium"], "firefox": ["firefox-esr"]}


def report(text: str) -> None:
    print(f"browser: {text}", file=sys.stderr, flush=True)


def installed_browser(engine: str) -> str | None:
    return next(filter(None, map(shutil.which, NAMES[engine])), None)


def playwright_browser(engine: str) -> str | None:
    """Return Playwright's Chromium, after trying to fetch it if it is not there yet."""
    if engine != "chromium":
        return None  # its Firefox is a patched one, no reader's
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        report("none on this machine; asking Playwright for its own ...")
        fetched = subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            stdout=sys.stderr,
            stderr=subprocess.STDOUT,
        )
        if fetched.returncode:
            report("Playwright could not bring its own")
    return path if Path(path).exists() else None


def apt_get(*arguments: str) -> bool:
    """Run Debian's package manager; return whether it succeeded, and say so if not."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", *arguments], stdout=sys.stderr, stderr=subprocess.STDOUT, env=environment)
    if done.returncode:
        report(f"'apt-get {' '.join(arguments)}' failed")
    return not done.returncode


def debian_browser(engine: str) -> str | None:
    """Return Debian's browser, installed now, if this user may install packages."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    report("installing Debian's ...")
    packages = PACKAGES[engine] if apt_get("update") else []
    for package in packages:
        if apt_get("install", "--yes", package):
            break
    return installed_browser(engine)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine", choices=NAMES)
    engine = parser.parse_args().engine
    variable = engine.upper()
    named = os.environ.get(variable)
    if named and not shutil.which(named):
        sys.exit(f"browser: {variable} names {named!r}, which can't be run; correct or unset it")
    path = named or installed_browser(engine) or playwright_browser(engine) or debian_browser(engine)
    if not path:
        report(
            f"no {engine.capitalize()} found and none could be installed; install one "
            f"('sudo apt install {PACKAGES[engine][-1]}'), or name one: make test {variable}=/path/to/{engine}"
        )
        sys.exit(1 if engine == "chromium" else 0)
    report(f"using {path}")
    print(path)


if __name__ == "__main__":
    main()
