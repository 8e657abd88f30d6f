"""What a page costs when there are many: ours, and Sphinx with Furo as they come, beside it.

Usage: python docs/_tools/bench_pages.py [--pages 160 800] [--stock 80 160]

The pages are ours, varied (multiply_pages.py).  All languages are built at once, a process
each.  The stock build is run at the two sizes, and its time at the largest of ours is drawn
out by the growth between them: too little, since what grows fastest has hardly begun to.
``--stock 160 800`` measures it instead, and takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench import Copy
from multiply_pages import multiply

import conf

LANGUAGES = list(conf.languages)
OUT = "build/pages"


@dataclass
class Html:
    """The HTML of all languages: seconds until the last was there, and by phase and process."""

    seconds: float
    phases: dict[str, float]
    megabytes: float


def build_html(copy: Copy, *options: str) -> Html:
    """Build the HTML of every language at once, from nothing if nothing is there."""
    started = time.perf_counter()
    command = [str(copy.bin / "python"), "docs/_tools/time_phases.py"]
    processes = [
        subprocess.Popen([*command, code, OUT, *options], cwd=copy.folder, stdout=subprocess.PIPE, text=True)
        for code in LANGUAGES
    ]
    said = [process.communicate()[0] for process in processes]
    seconds = time.perf_counter() - started
    if any(process.returncode for process in processes):
        sys.exit("a build failed; the figures would mean nothing")
    results = [json.loads(words) for words in said]
    phases = {name: sum(r["seconds"].get(name, 0.0) for r in results) for name in results[0]["seconds"]}
    return Html(seconds, phases, max(r["megabytes"] for r in results))


def change_a_page(copy: Copy) -> dict[str, float]:
    """Change a page as one does with `make live`; return the seconds until it is there, and until all is."""
    command = [str(copy.bin / "python"), "docs/_tools/time_change.py", LANGUAGES[-1], OUT]
    said = subprocess.run(command, cwd=copy.folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said)


def report(name: str, built: Html, pages: int) -> None:
    each = 1000 * built.seconds / (pages * len(LANGUAGES))
    print(f"{name:44}{built.seconds:8.1f}{each:12.1f}{built.megabytes:9.0f}")
    whole = sum(built.phases.values())
    print("  " + ", ".join(f"{phase} {share / whole:.0%}" for phase, share in built.phases.items()), flush=True)


def measure_ours(copy: Copy, pages: int) -> Html:
    """Print what our build takes at one size, and return the HTML's."""
    multiply(copy.folder, pages, LANGUAGES[1:])
    copy.clean()
    cold = build_html(copy)
    report(f"{pages} pages a language: HTML and search", cold, pages)
    changed = change_a_page(copy)
    print(f"{'  one page changed: there, and all done':44}{changed['visible']:8.1f}{changed['done']:12.1f} s", flush=True)
    copy.clean()
    seconds, megabytes = copy.run("make", "pdf")
    print(f"{'  PDFs':44}{seconds:8.1f}{1000 * seconds / (pages * len(LANGUAGES)):12.1f}{megabytes:9.0f}", flush=True)
    return cold


def measure_stock(copy: Copy, pages: int) -> Html:
    multiply(copy.folder, pages, LANGUAGES[1:])
    copy.clean()
    built = build_html(copy, "--stock")
    report(f"{pages} pages a language: Sphinx and Furo as they come", built, pages)
    return built


def report_against_stock(ours: Html, stock: dict[int, Html], pages: int) -> None:
    """Print what share of stock's time ours takes at a size, where it was measured or drawn out."""
    (small, first), (large, second) = sorted(stock.items())
    power = math.log(second.seconds / first.seconds) / math.log(large / small)
    seconds = second.seconds * (pages / large) ** power
    found = "measured" if pages == large else "drawn out by its growth"
    print(f"stock at {pages} pages, {found} (pages to the power {power:.2f}): {seconds:.0f} s; "
          f"ours takes {ours.seconds / seconds:.3f} of it")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[160, 800])
    parser.add_argument("--stock", type=int, nargs=2, default=[80, 160])
    arguments = parser.parse_args()
    print(f"{f'{os.cpu_count()} cores, {len(LANGUAGES)} languages at once':44}{'seconds':>8}{'ms a page':>12}{'peak MB':>9}")
    ours, stock = {}, {}
    for pages in arguments.pages:
        with tempfile.TemporaryDirectory() as folder:
            ours[pages] = measure_ours(Copy(Path(folder) / "project"), pages)
    for pages in arguments.stock:
        with tempfile.TemporaryDirectory() as folder:
            stock[pages] = measure_stock(Copy(Path(folder) / "project"), pages)
    least, most = min(ours), max(ours)
    growth = (ours[most].seconds / most) / (ours[least].seconds / least)
    print(f"a page at {most} pages costs {growth:.2f} times what it costs at {least}")
    report_against_stock(ours[most], stock, most)


if __name__ == "__main__":
    main()
