"""Print how much of each catalog is translated, and where the first entry to do stands.

Usage: python docs/_tools/show_stats.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from catalogs import INTERFACE, Progress, catalog_path, load, progress_by_domain  # noqa: E402
from conf import languages  # noqa: E402

COLUMNS = "{:>5} {:>10} {:>6} {:>12} {:>16}  {}"


def row(name: str, done: Progress) -> str:
    counts = done.translated, done.fuzzy, done.untranslated, done.characters_left
    return COLUMNS.format(f"{done.percent} %", *counts, name)


def main() -> None:
    print(COLUMNS.format("done", "translated", "fuzzy", "untranslated", "characters left", "catalog"))
    source, *translations = languages
    for code in [source, *translations]:
        by_domain = progress_by_domain(ROOT, code)
        if code == source:
            by_domain = {INTERFACE: by_domain[INTERFACE]}
        for domain, done in by_domain.items():
            path = catalog_path(ROOT, code, domain)
            line = f":{done.first_open}" if done.first_open else ""
            print(row(f"{path.relative_to(ROOT)}{line}", done))
            if fault := load(path)[1]:
                print(fault.replace(f"{ROOT}/", ""), file=sys.stderr)
        print(row(f"{languages[code]} ({code}), all", sum(by_domain.values(), Progress())))


if __name__ == "__main__":
    main()
