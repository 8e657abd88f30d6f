"""Build the HTML of one language and say how long each phase took.

Usage: python -m benchmarks.phase_times LANGUAGE OUT [--stock]

For ``page_count_times.py``: prints one line of JSON, the seconds by phase.  ``--stock`` is Sphinx and Furo as they come, but
for our directives, without which the pages can't be read.
"""

from __future__ import annotations

import time

started = time.monotonic()  # before the imports: they are a phase

import argparse
import io
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The directives, and what their nodes need; none of it is faster than Sphinx by itself.
NEEDED = ["myst_parser", "translated_docs.content", "translated_docs.html.alternates"]
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
        from translated_docs.performance import startup

        startup.preload()
        from sphinx.application import Sphinx
        from translated_docs.processes import processors

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
