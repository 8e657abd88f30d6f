"""Translate this publication on a real Weblate as publish.md says it: a week of both sides, and a new language.

Usage: python -m clients.weblate_round [--keep]

It installs Weblate in build/weblate/ on first use (620 MB), and takes PostgreSQL, Redis and Git of this machine.
Prints what is tried, and ends with 1 at what is not as the guide promises. With --keep the server runs until Enter.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from threading import Thread
from typing import Any

import polib
from benchmarks.run_server import free_port
from clients.weblate_server import ROOT, NotThereError, Weblate, running
from playwright.sync_api import sync_playwright

import conf

FOLDER = ROOT / "build" / "weblate"
PROJECT, BRANCH = conf.weblate["project"], conf.weblate.get("branch", "main")
LANGUAGE = [code for code in conf.languages if code != conf.language][0]
NEW_LANGUAGE = "pt_BR"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
AS_EDITOR = ("-c", "user.name=The editor", "-c", "user.email=editor@example.org")
NOT_COPIED = ("build", ".venv", ".git", "__pycache__")


class Broken(Exception):
    """Something is not as the guide promises."""


def say(words: str) -> None:
    print(words, flush=True)


def expect(is_so: bool, words: str, seen: Any = "") -> None:
    """Print what is tried; raise Broken with what was seen instead."""
    say(f"  {'yes' if is_so else 'NO '}  {words}")
    if not is_so:
        raise Broken(f"{words}: {seen}")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class Repository:
    """The project as its editors have it: a clone, and what it was cloned from, served by Git on loopback."""

    def __init__(self, weblate: Weblate, folder: Path) -> None:
        self.bare, self.clone, self.folder = folder / "served" / "talks.git", folder / "clone", folder
        for old in (folder / "served", self.clone):
            rmtree(old, ignore_errors=True)
        copytree(ROOT, self.clone, symlinks=True, ignore=lambda top, names: ignore_patterns(*NOT_COPIED)(top, names))
        (self.clone / ".venv").symlink_to(ROOT / ".venv")
        self.git("init", "--quiet", f"--initial-branch={BRANCH}")
        self.commit("Begin")
        weblate.run("git", "clone", "--quiet", "--bare", self.clone, self.bare)
        self.git("remote", "add", "origin", str(self.bare))
        self.git("fetch", "--quiet", "origin")
        self.git("branch", "--quiet", f"--set-upstream-to=origin/{BRANCH}")
        self.serve(weblate)

    def serve(self, weblate: Weblate) -> None:
        """Have Git serve it, and Weblate's Git take it for the address that conf.py names."""
        port = free_port()
        weblate.start(
            "git-daemon", "git", "daemon", "--reuseaddr", "--export-all", "--enable=receive-pack", "--listen=127.0.0.1",
            f"--port={port}", f"--base-path={self.bare.parent}", self.bare.parent,
        )  # fmt: skip
        address = f"git://127.0.0.1:{port}/{self.bare.name}"
        weblate.git_config.parent.mkdir(parents=True, exist_ok=True)
        weblate.run("git", "config", "--file", weblate.git_config, f"url.{address}.insteadOf", conf.weblate["repo"])

    def git(self, *arguments: str) -> str:
        """Run Git in the clone; return what it says.  Raises Broken if it fails, as at a conflict."""
        done = subprocess.run(["git", *AS_EDITOR, *arguments], cwd=self.clone, capture_output=True, text=True)
        if done.returncode:
            raise Broken(f"git {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def commit(self, words: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", words)

    def make(self, *arguments: str) -> None:
        done = subprocess.run(["make", "--silent", *arguments], cwd=self.clone, capture_output=True, text=True)
        if done.returncode:
            raise Broken(f"make {' '.join(arguments)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")

    def catalog(self, domain: str, language: str = LANGUAGE) -> Path:
        return self.clone / "locale" / language / "LC_MESSAGES" / f"{domain}.po"

    def changed_lines(self, since: str) -> list[str]:
        """Return the lines of catalogs that are other than they were, without those of the header's date."""
        lines = self.git("diff", "--unified=0", since, "--", "locale").splitlines()
        ignored = ("+++", "---", '+"PO-Revision-Date', '-"PO-Revision-Date')
        return [line for line in lines if line[0] in "+-" and not line.startswith(ignored)]


class Translator:
    """A person in Weblate's editor, by its API."""

    def __init__(self, weblate: Weblate) -> None:
        self.weblate = weblate

    def unit(self, component: str, source: str, language: str = LANGUAGE) -> dict[str, Any]:
        query = f"translations/{PROJECT}/{component}/{language}/units/?page_size=1000"
        units = self.weblate.call("GET", query)["results"]
        return next(unit for unit in units if unit["source"] == [source])

    def translate(self, component: str, source: str, words: str, language: str = LANGUAGE) -> None:
        unit = self.unit(component, source, language)
        self.weblate.call("PATCH", f"units/{unit['id']}/", state=20, target=[words])

    def repository(self, operation: str) -> None:
        """Commit, pull or push, as the buttons of the project do.  Raises Broken where Weblate can't."""
        answer = self.weblate.call("POST", f"projects/{PROJECT}/repository/", operation=operation)
        state = self.weblate.call("GET", f"projects/{PROJECT}/repository/")
        expect(answer["result"] is not False and not state.get("merge_failure"), f"Weblate: {operation}", state)


def import_components(weblate: Weblate, repository: Repository) -> None:
    """Import the list as it is, into an empty project."""
    say("Import")
    weblate.call("POST", "projects/", name="Talks", slug=PROJECT, web="https://example.org/")
    file = repository.clone / ".weblate" / "components.json"
    said = weblate.run("weblate", "import_json", "--project", PROJECT, file)
    expect(said.count("Imported ") == file.read_text().count('"slug"'), "import_json takes every component", said)
    for check in ("same", "end_stop", "md-link", "md-reflink", "md-syntax", "inconsistent"):
        failing = weblate.call("GET", f"units/?q=project:{PROJECT}+check:{check}&page_size=1000")["results"]
        expect(not failing, f"its check {check} finds nothing", [unit["web_url"] for unit in failing])


def add_glossary(repository: Repository, translator: Translator) -> None:
    say("The glossary")
    repository.make("glossary")
    file = repository.clone / "build" / "glossary" / f"{LANGUAGE}.tbx"
    answer = translator.weblate.upload(f"translations/{PROJECT}/glossary/{LANGUAGE}/file/", file)
    wanted = file.read_text(encoding="utf-8").count("<termEntry>")
    expect(answer["accepted"] == wanted, "Weblate's glossary takes every term of the file", answer)


def follow_pencil(repository: Repository, weblate: Weblate) -> None:
    """Go from a page to Weblate's editor in a browser, as a reader does, and change the sentence there."""
    say("From the page to the proposal")
    browser = os.environ.get("CHROMIUM")
    if not browser:
        say("  not tried: no Chromium on this machine; name one: CHROMIUM=/path/to/chromium")
        return
    address = f"{weblate.address}/translate/{PROJECT}/{{component}}/{{language}}/?q=position:{{entry}}"
    repository.make(f"html-{LANGUAGE}", f"EDIT_ADDRESS={address}")
    folder = repository.clone / "build" / "html" / LANGUAGE
    with serving(folder) as site, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        page.goto(f"{weblate.address}/accounts/login/")
        page.fill("#id_username", "editor")
        page.fill("#id_password", "not-a-secret")
        page.locator("form[action*=login] [type=submit]").first.click()
        page.goto(f"{site}/colophon.html")
        block = page.locator("article p[data-line]").nth(2)
        words = block.inner_text()
        page.click("[data-edit-links]")
        block.locator(".edit-link").click()
        field = page.locator("textarea.translation-editor").first
        expect(field.input_value() == words, "the pencil opens the sentence in Weblate's editor", field.input_value())
        field.fill(f"{words} Edited.")
        page.locator("button[name=save]").first.click()
        page.wait_for_load_state()
    query = f"units/?q=project:{PROJECT}+component:colophon+language:{LANGUAGE}+target:Edited"
    found = [unit["target"] for unit in weblate.call("GET", query)["results"]]
    expect(found == [[f"{words} Edited."]], "and there it is changed", found)


def add_page(repository: Repository, translator: Translator) -> None:
    say("A new page")
    (repository.clone / conf.source_dir / "new.md").write_text("---\norphan: true\n---\n\n(new)=\n# 新しいページ\n", "utf-8")
    repository.make("catalogs")
    repository.commit("Add a page")
    repository.git("push", "--quiet")
    translator.repository("pull")
    file = repository.clone / ".weblate" / "components.json"
    said = translator.weblate.run("weblate", "import_json", "--ignore", "--project", PROJECT, file)
    expect(said.count("Imported ") == 1, "import_json --ignore adds its component alone", said)


def day_of_work(repository: Repository, translator: Translator, day: str, number: int) -> None:
    """Both sides work on one page, and neither waits for the other: on odd days Weblate's change arrives first."""
    say(day)
    domain, component = "vancouver/opendev", "vancouver-opendev"
    catalog = polib.pofile(str(repository.catalog(domain)))
    source, theirs = catalog[number].msgid, f"{catalog[number].msgstr} ({day})"
    translator.translate(component, source, theirs)
    page = repository.clone / conf.source_dir / f"{domain}.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{day}の段落です。\n", encoding="utf-8")
    repository.make("catalogs")
    repository.commit(f"Add a paragraph on {day}")
    if number % 2:
        translator.repository("commit")
        translator.repository("push")
        repository.git("pull", "--quiet", "--no-rebase", "--no-edit")
        repository.git("push", "--quiet")
    else:
        repository.git("push", "--quiet")
        translator.repository("commit")
    translator.repository("pull")
    translator.repository("push")
    repository.git("pull", "--quiet", "--no-rebase", "--no-edit")
    before = repository.git("rev-parse", "HEAD").strip()
    repository.make("catalogs")
    lines = repository.changed_lines(before)
    expect(not lines, "make catalogs changes nothing of it", lines)
    merged = polib.pofile(str(repository.catalog(domain)))
    expect(merged.find(source).msgstr == theirs, "the translator's words are there")
    expect(any(f"{day}の" in entry.msgid for entry in merged), "and the editor's sentence")


def edit_alone(repository: Repository, translator: Translator) -> None:
    """One sentence is translated in Weblate, and nobody else does anything."""
    say("One sentence")
    catalog, before = polib.pofile(str(repository.catalog("glossary"))), repository.git("rev-parse", "HEAD").strip()
    entry = catalog[1]
    translator.translate("glossary-page", entry.msgid, f"{entry.msgstr} Edited.")
    for operation in ("commit", "push"):
        translator.repository(operation)
    repository.git("pull", "--quiet")
    lines = repository.changed_lines(before)
    expect(len(lines) == 2, "besides the date in the header, one line differs", lines)
    repository.make("catalogs")
    expect(repository.changed_lines(before) == lines, "also after make catalogs", repository.changed_lines(before))


def add_language(repository: Repository, translator: Translator) -> None:
    say("A new language")
    repository.make("language", f"CODE={NEW_LANGUAGE}")
    repository.commit(f"Add {NEW_LANGUAGE}")
    repository.git("push", "--quiet")
    translator.repository("pull")
    found = translator.weblate.call("GET", f"projects/{PROJECT}/languages/")
    expect(NEW_LANGUAGE in [language["code"] for language in found], "Weblate has it in every component", found)
    catalog = polib.pofile(str(repository.catalog("index", NEW_LANGUAGE)))
    translator.translate("index", catalog[0].msgid, "Novo", NEW_LANGUAGE)
    before = repository.git("rev-parse", "HEAD").strip()
    for operation in ("commit", "push"):
        translator.repository(operation)
    repository.git("pull", "--quiet")
    repository.make("catalogs")
    lines = repository.changed_lines(before)
    expect(lines == ['-msgstr ""', '+msgstr "Novo"'], "a sentence is translated into it, and nothing else differs", lines)


def whole_round(weblate: Weblate, folder: Path) -> None:
    repository, translator = Repository(weblate, folder), Translator(weblate)
    import_components(weblate, repository)
    add_glossary(repository, translator)
    edit_alone(repository, translator)
    follow_pencil(repository, weblate)
    for number, day in enumerate(DAYS, 2):
        day_of_work(repository, translator, day, number)
    add_page(repository, translator)
    add_language(repository, translator)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", action="store_true", help="leave the server running until Enter is pressed")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with running(FOLDER) as weblate:
            whole_round(weblate, FOLDER)
            if arguments.keep:
                input(f"{weblate.address}: editor, not-a-secret; Enter ends it ")
    except (Broken, NotThereError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd}: {error.stdout}{error.stderr}"[-4000:], file=sys.stderr)
        return 1
    say("All is as the guide promises.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
