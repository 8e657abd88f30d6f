"""Build the HTML of one language and say how long each phase took.

Usage: python tests/benchmarks/phase_times.py LANGUAGE OUT [--stock]

For ``bench_pages.py``: prints one line of JSON, the seconds by phase.  ``--stock`` is Sphinx and Furo as they come, but
for our directives, without which the pages can't be read.
"""

from __future__ import annotations

import time

started = time.monotonic()  # before the imports: they are a phase

import argparse
import io
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The directives, and what their nodes need; none of it is faster than Sphinx by itself.
NEEDED = ["myst_parser", "slide", "drawings", "messages", "entry_links", "editions"]
# What begins with each event, in the order of a build.
PHASES = {
    "env-before-read-docs": "reading",
    "env-updated": "resolving and writing",
    "html-collect-pages": "slide show and other pages",
    "build-finished": "search and lists",
}


def stock_settings() -> dict[str, object]:
    """Return what takes our machinery off again."""
    return {
        "extensions": NEEDED,
        "locale_dirs": [str(ROOT / "locale")],
        "templates_path": [],
        "html_additional_pages": {},
        "html_sidebars": {},
        "html_css_files": [],
        "html_js_files": [],
        "html_static_path": [],
        "myst_ref_domains": None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("out", type=Path)
    parser.add_argument("--stock", action="store_true")
    arguments = parser.parse_args()
    if arguments.stock:
        from sphinx.application import Sphinx
        parallel = 0
    else:
        sys.path.insert(0, str(ROOT / "docs" / "_tools"))
        from translated_docs.jobs.sphinx_build import Sphinx, processors
        parallel = processors()
    marks = [("starting up", started)]
    settings = {"language": arguments.language, **(stock_settings() if arguments.stock else {})}
    app = Sphinx(
        srcdir=ROOT / "docs", confdir=ROOT,
        outdir=arguments.out / "html" / arguments.language, doctreedir=arguments.out / "doctrees" / arguments.language,
        buildername="html", confoverrides=settings, parallel=parallel, status=None, warning=io.StringIO(),
    )  # fmt: skip
    for event, phase in PHASES.items():
        app.connect(event, lambda *_, phase=phase: marks.append((phase, time.monotonic())) or [], priority=-1000)
    app.build()
    marks.append(("", time.monotonic()))
    seconds = {}
    for (phase, begun), (_, ended) in zip(marks, marks[1:]):
        seconds[phase] = seconds.get(phase, 0.0) + ended - begun
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
