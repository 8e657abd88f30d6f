"""Build the HTML and the PDF of some languages, and put them into the site that is there.

Usage: python -m benchmarks.language_pair_time LANGUAGE [LANGUAGE ...]

It is what ``make`` does, but for the EPUBs and the book of both languages; build_times.py takes
the time of it.
"""

from __future__ import annotations

import sys
from importlib import import_module

from translated_docs import outputs
from translated_docs.commands import build


def main() -> None:
    build.build_and_publish(sys.argv[1:], outputs.named(["pdf", "html"]))
    import_module("translated_docs.jobs.schedule").publish(list(build.conf.languages))  # the build has it in memory


if __name__ == "__main__":
    main()
