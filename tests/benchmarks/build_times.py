"""Time and memory of the build against a plain ``sphinx-build`` of the Japanese pages.

Every figure is the median of several runs in this one call, taken in turn, so that
whatever else the machine is doing falls on all of them alike.  Trust the ratios.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]

from conf import languages, project

LANGUAGES = list(languages)
RUNS = 5
# What makes Sphinx's LaTeX set Japanese with LuaLaTeX and embed the fonts.
LUALATEX = [
    "latex_engine=lualatex",
    "latex_docclass.manual=ltjsbook",
    r"latex_elements.fontpkg=\usepackage[haranoaji]{luatexja-preset}",
]


class Copy:
    """A copy of the project, so that measuring leaves the real one alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("build", ".venv", ".git", "__pycache__", "*.mo")
        shutil.copytree(ROOT, folder, ignore=ignored)
        (folder / ".venv").symlink_to(ROOT / ".venv")
        self.bin = folder / ".venv" / "bin"

    def run(self, *command: str | Path, **variables: str) -> tuple[float, float]:
        """Run a command; return its seconds and the MB of its largest process."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=self.folder,
            env={**inherited, **variables},
            stdout=subprocess.DEVNULL,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed; the figures would mean nothing")
        return time.perf_counter() - started, usage.ru_maxrss / 1024

    def clean(self) -> None:
        shutil.rmtree(self.folder / "build", ignore_errors=True)

    def plain(self) -> tuple[float, float]:
        self.clean()
        return self.run(
            self.bin / "sphinx-build", "-q", "-b", "html", "-c", ".", "docs", "build/plain"
        )

    def everything(self) -> tuple[float, float]:
        self.clean()
        return self.run("make")

    def two_languages(self) -> tuple[float, float]:
        """HTML with its search and a PDF in every language: what other systems make, too."""
        self.clean()
        return self.run(self.bin / "python", "-m", "translated_docs.commands.build", *LANGUAGES, "--only", "pdf", "html")

    def nothing_changed(self) -> tuple[float, float]:
        return self.run("make")

    def one_message_changed(self) -> tuple[float, float]:
        self.change_a_message()
        return self.run("make")

    def its_pages_and_pdf(self) -> tuple[float, float]:
        """HTML with its search and the PDF of its language, put into the site."""
        self.change_a_message()
        return self.run(self.bin / "python", "-m", "benchmarks.language_pair_time", "en")

    def change_a_message(self) -> None:
        """Change the last message of the longest catalog."""
        catalog = max((self.folder / "locale" / "en").rglob("*.po"), key=lambda p: p.stat().st_size)
        text = catalog.read_text(encoding="utf-8")
        head, last = text.rsplit('\nmsgstr "', 1)
        catalog.write_text(f'{head}\nmsgstr "x {last}', encoding="utf-8")

    def changed_sentence(self) -> str:
        """Change a sentence in the middle of the longest page; return what that does to the catalogs."""
        before = self.catalogs()
        page = max((self.folder / "docs").glob("[!_]*/*.md"), key=lambda path: path.stat().st_size)
        lines = page.read_text(encoding="utf-8").split("\n")
        sentences = [number for number, line in enumerate(lines) if line.endswith("。") and line[0].isalpha()]
        middle = sentences[len(sentences) // 2]
        lines[middle] = lines[middle].replace("。", "でした。", 1)
        page.write_text("\n".join(lines), encoding="utf-8")
        self.run("make", "catalogs")
        after = self.catalogs()
        changes = {
            name: [line for line in difflib.ndiff(before[name], after[name]) if line[0] in "+-"] for name in before
        }
        touched = {name: lines for name, lines in changes.items() if lines}
        return ", ".join(
            f"{name}: {sum(line[0] == '+' for line in lines)} lines added, {sum(line[0] == '-' for line in lines)} taken out"
            for name, lines in touched.items()
        )

    def catalogs(self) -> dict[str, list[str]]:
        return {
            str(path.relative_to(self.folder)): path.read_text(encoding="utf-8").splitlines()
            for path in sorted((self.folder / "locale").rglob("*.po"))
        }

    def saved_to_served(self, rounds: int) -> list[tuple[float, float]]:
        """Serve the copy live; return the seconds from each save of a catalog to the new page, and to the new PDF."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [".venv/bin/python", "-m", "translated_docs.live", "--port", str(port), *LANGUAGES]
        server = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL)
        try:
            return [self.save_and_wait(port, number) for number in range(-1, rounds)][1:]  # the first one warms up
        finally:
            server.terminate()
            server.wait()

    def save_and_wait(self, port: int, number: int) -> tuple[float, float]:
        """Save a translation when the server is at rest; wait until the page has it, then ask for the PDF."""
        catalog = self.folder / "locale" / "en" / "LC_MESSAGES" / "kubecon" / "card-payments.po"
        text = re.sub(r'^msgstr "(Round \S+ )?A', f'msgstr "Round {number} A', catalog.read_text("utf-8"), count=1, flags=re.M)
        page = f"http://127.0.0.1:{port}/en/kubecon/card-payments.html"
        book = f"http://127.0.0.1:{port}/en/{project}-en.pdf"
        events = None
        while events is None:
            try:
                events = urlopen(f"http://127.0.0.1:{port}/_live/events", timeout=60)
            except URLError:
                time.sleep(0.05)  # it is starting
        with events:
            events.readline()
            catalog.write_text(text, encoding="utf-8")
            saved = time.perf_counter()
            while f"Round {number} A" not in response_text(page):
                while not events.readline().startswith(b"data:"):
                    pass
            page_served = time.perf_counter() - saved
            with urlopen(book) as answer:
                answer.read()
            book_served = time.perf_counter() - saved
            while b'"slideshow"' not in events.readline():  # the end of the build
                pass
        return page_served, book_served

    def pdf(self) -> tuple[float, float]:
        self.clean()
        return self.run("make", "pdf")

    def lualatex(self) -> tuple[float, float]:
        """The same pages in every language through LaTeX."""
        self.clean()
        started = time.perf_counter()
        memory = 0.0
        for code in LANGUAGES:
            folder = f"build/latex/{code}"
            settings = [f"language={code}", *LUALATEX]
            options = [part for setting in settings for part in ("-D", setting)]
            _, first = self.run(
                self.bin / "sphinx-build", "-q", "-b", "latex", "-c", ".", *options, "docs", folder
            )
            tex = next((self.folder / folder).glob("*.tex"))
            # Three runs, until contents and references hold; without the index.
            for _ in range(3):
                _, second = self.run(
                    "lualatex", "-interaction=batchmode", f"-output-directory={folder}", tex,
                    TEXINPUTS=f"{folder}:",
                )
            memory = max(memory, first, second)
        return time.perf_counter() - started, memory


def response_text(address: str) -> str:
    try:
        with urlopen(address) as answer:
            return answer.read().decode()
    except HTTPError:
        return ""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder) / "project")
        jobs: dict[str, Callable[[], tuple[float, float]]] = {
            "plain sphinx-build, Japanese HTML": copy.plain,
            "every language: HTML, search, PDF": copy.two_languages,
            "make: EPUBs, book of both, site too": copy.everything,
            "nothing changed": copy.nothing_changed,
            "one line of one .po changed, all of make": copy.one_message_changed,
            "  its HTML, search and PDF, in the site": copy.its_pages_and_pdf,
            "make pdf": copy.pdf,
        }
        if shutil.which("lualatex"):
            jobs["the same PDFs by lualatex"] = copy.lualatex
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
        for turn in range(RUNS):
            print(f"run {turn + 1} of {RUNS} ...", file=sys.stderr, flush=True)
            for name, job in jobs.items():
                measured[name].append(job())
        print("saving ten times ...", file=sys.stderr, flush=True)
        served = map(statistics.median, zip(*copy.saved_to_served(10)))
        difference = copy.changed_sentence()
    plain = statistics.median(seconds for seconds, _ in next(iter(measured.values())))
    print(f"{'median of ' + str(RUNS):44}{'seconds':>8}{'ratio':>8}{'peak MB':>9}")
    for name, runs in measured.items():
        seconds = statistics.median(s for s, _ in runs)
        megabytes = statistics.median(m for _, m in runs)
        print(f"{name:44}{seconds:8.2f}{seconds / plain:8.2f}{megabytes:9.0f}")
    if "the same PDFs by lualatex" not in jobs:
        print("lualatex is not installed here; not measured")
    print("make live, from saving one line of one .po, median of 10:")
    for what, seconds in zip(("to the new page in the browser", "to the new page and the new PDF"), served):
        print(f"{'  ' + what:44}{seconds:8.2f}{seconds / plain:8.2f}")
    print(f"one sentence changed in the middle of the longest page: {difference}")


if __name__ == "__main__":
    main()
