"""Open each catalog in PO editors, change a sentence, save it, and see what `make catalogs` leaves of that.

Usage: python -m clients.po_editors [EDITOR ...]

Takes Xvfb, openbox and xdotool, and of the editors those that are on this machine.  Prints a table, and ends with 1 if
more than the sentence (with some also the line that names its translator) is other than it was.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from translated_docs.catalogs.catalog_paths import catalog_files

import conf

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = [code for code in conf.languages if code != conf.language][0]
NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-run-session")
NOT_COPIED = shutil.ignore_patterns("build", ".venv", ".git", "__pycache__")
SECONDS_TO_OPEN, SECONDS_TO_SAVE = 60, 20
# What an editor asks for when it is first used.
CONFIGURATION = {
    "lokalizerc": "[Identity]\nauthorLocalizedName=A Person\nauthorName=A Person\nauthorEmail=a@example.org\n"
    f"defaultLangCode={LANGUAGE}\ndefaultMailingList=list@example.org\n",
    "gtranslator/profiles.xml": '<?xml version="1.0"?><profiles><profile name="test" active="TRUE">'
    "<author_name>A Person</author_name><author_email>a@example.org</author_email>"
    "<group_email>list@example.org</group_email><charset>UTF-8</charset><encoding>8bit</encoding>"
    f"<language_name>A language</language_name><language_code>{LANGUAGE}</language_code>"
    "<plural_forms>nplurals=2; plural=n != 1;</plural_forms></profile></profiles>\n",
}


@dataclass(frozen=True)
class Editor:
    """How an editor is driven: where the translation is in a window of 1200 x 850."""

    field: tuple[int, int]
    extra: tuple[str, ...] = ()  # what it writes beside the sentence, and may
    seconds: int = 3  # until it is still
    key: str = ""  # what is pressed then


EDITORS = {
    "poedit": Editor((300, 760)),
    "lokalize": Editor((700, 380), ("# A Person <a@example.org>, ",)),
    # Without a network it says so after some seconds, in a window of its own.
    "gtranslator": Editor((300, 760), ("# A Person <a@example.org>, ",), 15, "space"),
}


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Give the environment of programs on a screen that nobody sees."""
    with TemporaryDirectory() as home:
        folder = Path(home, ".config")
        folder.mkdir()
        for name, text in CONFIGURATION.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x960x24"], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            display = f":{said.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "HOME": home, "XDG_CONFIG_HOME": str(folder)}
        manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield environment
        finally:
            manager.terminate()
            server.terminate()
            server.wait()


def press(environment: dict[str, str], *arguments: str | int) -> str:
    command = ["xdotool", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True).stdout


def window_of(environment: dict[str, str], name: str) -> str:
    """Return the window of a program, "" if it does not come."""
    until = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < until:
        if found := press(environment, "search", "--onlyvisible", "--class", name).split():
            return found[0]
        time.sleep(0.5)
    return ""


def edit(name: str, catalog: Path, environment: dict[str, str]) -> str:
    """Open a catalog, write at the end of the message that is shown, and save; return what went wrong."""
    editor, before = EDITORS[name], catalog.read_bytes()
    process = subprocess.Popen(
        ["dbus-run-session", "--", name, catalog], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        window = window_of(environment, name)
        if not window:
            return "does not open"
        time.sleep(editor.seconds)
        if editor.key:
            press(environment, "key", editor.key)
            time.sleep(1)
        press(environment, "windowactivate", "--sync", window)
        press(environment, "windowmove", window, 0, 20, "windowsize", window, 1200, 850)
        time.sleep(1.5)
        for _attempt in range(2):  # a window that is not ready yet takes nothing
            press(environment, "mousemove", *editor.field, "click", 1)
            time.sleep(0.5)
            press(environment, "key", "ctrl+End")
            press(environment, "type", "--delay", 40, " Edited")
            time.sleep(0.5)
            press(environment, "key", "ctrl+s")
            until = time.monotonic() + SECONDS_TO_SAVE
            while catalog.read_bytes() in (before, b"") and time.monotonic() < until:
                time.sleep(0.2)
            if catalog.read_bytes() not in (before, b""):
                break
        return "does not save" if catalog.read_bytes() == before else ""
    finally:
        press(environment, "key", "ctrl+q")
        time.sleep(1)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # a session does not end what was started in it
        process.wait()


def project_in(folder: Path) -> Path:
    """Return a copy of the project, committed."""
    copy = folder / "project"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=NOT_COPIED)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    (copy / ".git").mkdir()
    identity = ("-c", "user.name=The editor", "-c", "user.email=editor@example.org")
    for arguments in (["init", "--quiet"], ["add", "--all"], [*identity, "commit", "--quiet", "-m", "Begin"]):
        subprocess.run(["git", *arguments], cwd=copy, check=True)
    return copy


def lines_of_difference(project: Path, catalog: Path, extra: tuple[str, ...]) -> tuple[int, list[str]]:
    """Return how many sentences of a catalog differ, and what else does."""
    shown = subprocess.run(
        ["git", "diff", "--unified=0", "--", catalog], cwd=project, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    changed = [line for line in shown if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    # A slow window takes less than what was typed.
    sentences = [line for line in changed if line.startswith("+msgstr ") and line.endswith('ted"')]
    rest = [line for line in changed if line.startswith("+") and line not in sentences]
    rest = [line for line in rest if not line[1:].startswith(extra or ("\0",))]
    removed = sum(line.startswith("-") for line in changed)
    return len(sentences), rest + [f"{removed} lines less"] * (removed > len(sentences))


def try_editor(name: str) -> bool:
    """Print a row of the table for each catalog; return whether all is as it should be."""
    sound = True
    with TemporaryDirectory() as folder:
        project, said = project_in(Path(folder)), {}
        for catalog in catalog_files(project, LANGUAGE).values():
            with screen() as environment:  # of its own: an editor remembers what was open when it was stopped
                said[catalog] = edit(name, catalog, environment)
        subprocess.run(["make", "--silent", "catalogs"], cwd=project, check=True, stdout=subprocess.DEVNULL)
        for catalog, error in said.items():
            sentences, rest = lines_of_difference(project, catalog, EDITORS[name].extra)
            sound = sound and not error and not rest and sentences == 1
            print(f"{name:12} {catalog.stem:24} {error or 'saved':14} {sentences} changed  {'; '.join(rest)}", flush=True)
        others = subprocess.run(["git", "status", "--short"], cwd=project, capture_output=True, text=True).stdout
        left = [line for line in others.splitlines() if not line.endswith((".po", ".venv"))]
        print(f"{name:12} leaves in the repository: {', '.join(left) or 'nothing'}")
    return sound and not left


def main() -> int:
    missing = [program for program in NEEDED if not shutil.which(program)]
    if missing:
        print(f"no {', '.join(missing)} on this machine; install: apt-get install xvfb openbox xdotool dbus", file=sys.stderr)
        return 1
    named = sys.argv[1:] or list(EDITORS)
    there = [name for name in named if shutil.which(name)]
    for name in set(named) - set(there):
        print(f"{name:12} left out: not on this machine (apt-get install {name})")
    sound = [try_editor(name) for name in there]
    return int(not sound or not all(sound))


if __name__ == "__main__":
    sys.exit(main())
