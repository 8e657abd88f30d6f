"""Read the catalogs and say what to mend, as ``file:line: what is wrong; what to do``.

Usage: python docs/_tools/check_catalogs.py [--language CODE] [FILE ...]

In a workflow of GitHub the same lines become annotations of the pull request.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from catalogs import catalog_files, catalog_path, load, state  # noqa: E402
from conf import languages  # noqa: E402
from drawing_files import BadDrawing, read_svg  # noqa: E402
from drawing_labels import labels  # noqa: E402
from message_checks import Terms, findings  # noqa: E402

SOURCE = next(iter(languages))


@cache
def label_places() -> dict[str, list]:
    """Return figure, font size and room of each label of a figure, by its words; a build names a bad figure."""
    places: dict[str, list] = {}
    for path in sorted((ROOT / "docs" / "figures").glob("*.svg")):
        with suppress(BadDrawing, OSError):
            for label in labels(read_svg(path)):
                place = path.relative_to(ROOT).as_posix(), label.size, label.room
                places.setdefault(label.words, []).append(place)
    return places


def agreed_terms(language: str) -> dict[str, str]:
    """Return the glossary's terms and their renderings in a language."""
    path = catalog_path(ROOT, language, "glossary")
    catalog = load(path)[0] if path.exists() else None
    return {
        entry.msgid: entry.msgstr
        for entry in catalog or ()
        if not entry.obsolete and state(entry) == "translated"
    }


def check_catalog(path: Path) -> list[tuple[int, str]]:
    """Return line and finding for each thing to mend in a catalog."""
    folder = path.relative_to(ROOT / "locale")
    language, domain = folder.parts[0], Path(*folder.parts[2:]).with_suffix("").as_posix()
    catalog, fault = load(path)
    if catalog is None:
        _file, line, words = fault.split(":", 2)
        return [(int(line), words.strip())]
    found = []
    if domain != "sphinx" and not (ROOT / "docs" / f"{domain}.md").exists():
        found.append((1, "there is no page of this name; move what you need to another catalog, then delete it"))
    terms = Terms(agreed_terms(language), label_places())
    for entry in catalog:
        if not entry.obsolete and state(entry) == "translated":
            faults = findings(entry, domain, SOURCE, language, terms)
            found += [(entry.linenum, str(fault)) for fault in faults]
    return found


def annotation(path: str, line: int, words: str) -> str:
    """Return a finding as a workflow command of GitHub Actions.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={path},line={line}::{escaped}"


def catalogs_named(arguments: argparse.Namespace) -> list[Path]:
    """Return the catalogs to read; raise SystemExit for a name that is none."""
    for code in arguments.language:
        if code not in languages:
            sys.exit(f"{code}: not one of the languages, which are {', '.join(languages)}")
    if not arguments.files:
        codes = arguments.language or languages
        return [path for code in codes for path in catalog_files(ROOT, code).values()]
    paths = [Path(name).resolve() for name in arguments.files]
    for path in paths:
        if not path.is_relative_to(ROOT / "locale") or path.suffix != ".po":
            sys.exit(f"{path}: not a catalog; name a .po file below locale/")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("files", nargs="*")
    paths = catalogs_named(parser.parse_args())
    count = 0
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        for line, words in check_catalog(path):
            count += 1
            print(f"{name}:{line}: {words}")
            if os.environ.get("GITHUB_ACTIONS"):
                print(annotation(name, line, words))
    print(f"{len(paths)} catalogs read, {count or 'nothing'} to mend", file=sys.stderr)
    sys.exit(bool(count))


if __name__ == "__main__":
    main()
