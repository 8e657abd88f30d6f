"""Change a sentence of the middle page and say when the page is there, as ``make live`` builds it.

Usage: python -m benchmarks.changed_line_time LANGUAGE OUT

For ``page_count_times.py``: ``OUT`` holds what phase_times.py has built; prints one line of JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

from translated_docs.live.build_worker import build_into


def change_a_page() -> str:
    """Change a sentence of the middle page; return the page's name."""
    pages = sorted((ROOT / "docs" / "more").glob("*.md"))
    page = pages[len(pages) // 2]
    text = page.read_text(encoding="utf-8")
    words = re.search(r"^([^\W\d_][^\n]{40,}。)$", text, re.MULTILINE)[1]
    page.write_text(text.replace(words, f"変えました。{words}", 1), encoding="utf-8")
    return f"more/{page.stem}"


def build_apart(language: str, out: str) -> Iterator[dict]:
    """Build in a process of its own, as ``make live`` does; yield its reports as they come."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=build_into, args=(sender, language, out))
    process.start()
    sender.close()
    with suppress(EOFError):  # it has closed its end
        while True:
            yield receiver.recv()
    process.join()


def main() -> None:
    language, out = sys.argv[1:]
    list(build_apart(language, out))  # what is served when somebody begins to write
    name = change_a_page()
    started = time.monotonic()
    for report in build_apart(language, out):
        if name in report["pages"]:
            visible = time.monotonic() - started
    print(json.dumps({"visible": visible, "done": time.monotonic() - started}))


if __name__ == "__main__":
    main()
