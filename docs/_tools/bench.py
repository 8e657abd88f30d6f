"""Time and memory of the build against a plain ``sphinx-build`` of the Japanese pages.

Every figure is the median of several runs in this one call, taken in turn, so that
whatever else the machine is doing falls on all of them alike.  Trust the ratios.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from conf import languages  # noqa: E402

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
        ignored = shutil.ignore_patterns("build", ".venv", ".git", "tests", "*.mo")
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
        for compiled in (self.folder / "locale").rglob("*.mo"):
            compiled.unlink()

    def plain(self) -> tuple[float, float]:
        self.clean()
        return self.run(
            self.bin / "sphinx-build", "-q", "-b", "html", "-c", ".", "docs", "build/plain"
        )

    def everything(self) -> tuple[float, float]:
        self.clean()
        return self.run("make")

    def nothing_changed(self) -> tuple[float, float]:
        return self.run("make")

    def one_message_changed(self) -> tuple[float, float]:
        """Change the last message of the longest catalog, then build."""
        catalog = max((self.folder / "locale" / "en").rglob("*.po"), key=lambda p: p.stat().st_size)
        text = catalog.read_text(encoding="utf-8")
        head, last = text.rsplit('\nmsgstr "', 1)
        catalog.write_text(f'{head}\nmsgstr "x {last}', encoding="utf-8")
        return self.run("make")

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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder) / "project")
        jobs: dict[str, Callable[[], tuple[float, float]]] = {
            "plain sphinx-build, Japanese HTML": copy.plain,
            "everything: every language, HTML and PDF": copy.everything,
            "nothing changed": copy.nothing_changed,
            "one line of one .po changed": copy.one_message_changed,
            "make pdf": copy.pdf,
        }
        if shutil.which("lualatex"):
            jobs["the same PDFs by lualatex"] = copy.lualatex
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
        for turn in range(RUNS):
            print(f"run {turn + 1} of {RUNS} ...", file=sys.stderr, flush=True)
            for name, job in jobs.items():
                measured[name].append(job())
    plain = statistics.median(seconds for seconds, _ in next(iter(measured.values())))
    print(f"{'median of ' + str(RUNS):44}{'seconds':>8}{'ratio':>8}{'peak MB':>9}")
    for name, runs in measured.items():
        seconds = statistics.median(s for s, _ in runs)
        megabytes = statistics.median(m for _, m in runs)
        print(f"{name:44}{seconds:8.2f}{seconds / plain:8.2f}{megabytes:9.0f}")
    if "the same PDFs by lualatex" not in jobs:
        print("lualatex is not installed here; not measured")


if __name__ == "__main__":
    main()
