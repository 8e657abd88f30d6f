"""What a page costs when there are many: ours, and Sphinx with Furo as they come, beside it.

Usage: python -m benchmarks.page_count_times [--pages 160 800] [--stock 160 800] [--most 5000]

The pages are ours, varied (multiply_pages.py).  All languages are built at once, a process
each.  The smaller size is built before and after the larger, and its mean taken: a machine
that is slow for a minute is slow for both.  The stock build is run at two sizes, which takes
most of the half an hour.  With ``--stock 80 160`` its time at the largest of ours is drawn
out by the growth between them, and comes out too short (392 s where 797 s were measured):
what grows fastest has hardly begun to.

Memory is that of all processes of a language together (peak_memory.py), of the PDFs that of
the largest.  ``--most`` is a size at which one language is built, for its memory.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.build_times import Copy
from benchmarks.multiply_pages import multiply
from benchmarks.peak_memory import peak_memories

import conf

LANGUAGES = list(conf.languages)
OUT = "build/pages"
T = TypeVar("T")


@dataclass
class Html:
    """The HTML of some languages: seconds until the last was there, by phase, and the most MB of a language."""

    seconds: float
    phases: dict[str, float]
    megabytes: float


def build_html(copy: Copy, *options: str, languages: list[str] = LANGUAGES) -> Html:
    """Build the HTML of languages at once, from nothing if nothing is there."""
    started = time.perf_counter()
    command = [str(copy.bin / "python"), "-m", "benchmarks.phase_times"]
    processes = [
        subprocess.Popen([*command, code, OUT, *options], cwd=copy.folder, stdout=subprocess.PIPE, text=True)
        for code in languages
    ]
    megabytes = max(peak_memories(processes))
    seconds = time.perf_counter() - started
    if any(process.returncode for process in processes):
        sys.exit("a build failed; the figures would mean nothing")
    results = [json.loads(process.communicate()[0]) for process in processes]
    return Html(seconds, {phase: sum(result[phase] for result in results) for phase in results[0]}, megabytes)


def change_a_page(copy: Copy) -> dict[str, float]:
    """Change a page as one does with `make live`; return the seconds until it is there, and until all is."""
    command = [str(copy.bin / "python"), "-m", "benchmarks.changed_line_time", LANGUAGES[-1], OUT]
    said = subprocess.run(command, cwd=copy.folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said)


def report(name: str, built: Html, pages: int) -> None:
    """Print what was built, with what each of so many pages cost."""
    each = 1000 * built.seconds / pages
    print(f"{name:44}{built.seconds:8.1f}{each:12.1f}{built.megabytes:9.0f}")
    whole = sum(built.phases.values())
    print("  " + ", ".join(f"{phase} {share / whole:.0%}" for phase, share in built.phases.items()), flush=True)


def measure_html(copy: Copy, pages: int) -> Html:
    """Print what our HTML takes at one size, from nothing and after a change, and return the former."""
    multiply(copy.folder, pages, LANGUAGES[1:])
    copy.clean()
    cold = build_html(copy)
    report(f"{pages} pages a language: HTML and search", cold, pages * len(LANGUAGES))
    changed = change_a_page(copy)
    print(f"{'  one page changed: there, and all done':44}{changed['visible']:8.1f}{changed['done']:12.1f} s", flush=True)
    return cold


def measure_pdfs(copy: Copy, pages: int) -> None:
    multiply(copy.folder, pages, LANGUAGES[1:])
    copy.clean()
    seconds, megabytes = copy.run("make", "pdf")
    each = 1000 * seconds / (pages * len(LANGUAGES))
    print(f"{f'{pages} pages a language: PDFs':44}{seconds:8.1f}{each:12.1f}{megabytes:9.0f}", flush=True)


def measure_memory(copy: Copy, pages: int) -> None:
    """Print what one language takes at a size."""
    multiply(copy.folder, pages, LANGUAGES[-1:])
    copy.clean()
    built = build_html(copy, languages=LANGUAGES[-1:])
    report(f"{pages} pages of one language: HTML and search", built, pages)


def measure_stock(copy: Copy, pages: int) -> Html:
    multiply(copy.folder, pages, LANGUAGES[1:])
    copy.clean()
    built = build_html(copy, "--stock")
    report(f"{pages} pages a language: Sphinx and Furo as they come", built, pages * len(LANGUAGES))
    return built


def in_a_copy(measure: Callable[[Copy, int], T], pages: int) -> T:
    """Return what a measurement at one size finds in a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(Copy(Path(folder) / "project"), pages)


def report_against_stock(ours: float, stock: dict[int, Html], pages: int) -> None:
    """Print what share of stock's seconds ours are at a size, where it was measured or drawn out."""
    (small, first), (large, second) = sorted(stock.items())
    power = math.log(second.seconds / first.seconds) / math.log(large / small)
    seconds = second.seconds * (pages / large) ** power
    found = "measured" if pages == large else "drawn out by its growth"
    print(f"stock at {pages} pages, {found} (pages to the power {power:.2f}): {seconds:.0f} s; "
          f"ours takes {ours / seconds:.3f} of it")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[160, 800])
    parser.add_argument("--stock", type=int, nargs=2, default=[160, 800])
    parser.add_argument("--most", type=int, default=5000)
    arguments = parser.parse_args()
    print(f"{f'{os.cpu_count()} cores, {len(LANGUAGES)} languages at once':44}{'seconds':>8}{'ms a page':>12}{'peak MB':>9}")
    *smaller, most = sorted(arguments.pages)
    ours: dict[int, list[float]] = {}
    for pages in (*smaller, most, *reversed(smaller)):
        ours.setdefault(pages, []).append(in_a_copy(measure_html, pages).seconds)
    for pages in arguments.pages:
        in_a_copy(measure_pdfs, pages)
    in_a_copy(measure_memory, arguments.most)
    stock = {pages: in_a_copy(measure_stock, pages) for pages in arguments.stock}
    mean = {pages: statistics.mean(seconds) for pages, seconds in ours.items()}
    least = min(mean)
    growth = (mean[most] / most) / (mean[least] / least)
    print(f"a page at {most} pages costs {growth:.2f} times what it costs at {least}")
    report_against_stock(mean[most], stock, most)


if __name__ == "__main__":
    main()
