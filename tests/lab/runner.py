"""Labs made of parts: which ones run, their versions, their tables, and the file of results after a whole run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from lab.common import cleanup, only_one, stop, write_results


def versions(lab: str, packages: Mapping[str, Path], debian: Mapping[str, str]) -> dict[str, str]:
    """The versions of what runs: of packages by the folders of their environments, of Debian's by dpkg."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name, environment in packages.items():
        folder = next(environment.glob(f"lib/python3*/site-packages/{re.sub('[.-]', '_', name)}-[0-9]*.dist-info"), None)
        if not folder:
            stop(f"{name} is not installed in build/lab/{environment.name}/", f"run: make lab-setup LAB={lab}")
        found[name] = folder.name.removesuffix(".dist-info").rpartition("-")[2]
    for name, package in debian.items():
        asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True)
        found[name] = (re.search(r"\d+(\.\d+)+", asked.stdout) or ["unknown"])[0]
    return found


def table(node: Mapping, prefix: str = "") -> list[tuple[str, str]]:
    """The leaves of results as lines of a table: (name, figure)."""
    lines = []
    for key, value in node.items():
        name = f"{prefix} {key}".strip()
        if isinstance(value, dict) and "median" in value:
            spread = f" ({value['low']:g}-{value['high']:g}, {value['runs']} runs)" if value["runs"] > 1 else ""
            lines.append((name, f"{value['median']:g} {value['unit']}{spread}"))
        elif isinstance(value, dict):
            lines += table(value, name)
        else:
            lines.append((name, ("no", "yes")[value] if isinstance(value, bool) else str(value)))
    return lines


def chosen(parts: Iterable[str]) -> list[str]:
    """The parts to run: all, or those that PARTS names ("keystone nova"), in the order of the lab."""
    parts, names = list(parts), os.environ.get("PARTS", "").split()
    for name in names:
        if name not in parts:
            stop(f"PARTS: no part {name!r}", f"name some of: {' '.join(parts)}")
    return [part for part in parts if part in names] if names else parts


def run_parts(lab: str, found: dict[str, str], parts: Iterable[str],
              prepare: Callable[[ExitStack, Path], Callable[[str], dict]]) -> None:
    """Run parts and print their tables; if all were run, write the file of results.

    `prepare` is given a stack, which ends what it starts, and a folder, which is gone at the end unless KEEP is set; it
    hands back what runs one part.
    """
    parts, names = list(parts), chosen(parts)
    print(f"{lab}: " + ", ".join(f"{name} {version}" for name, version in found.items()), flush=True)
    with cleanup() as stack:
        only_one(stack, lab)
        folder = Path(tempfile.mkdtemp(prefix=f"lab-{lab}-"))
        if os.environ.get("KEEP"):
            stack.callback(print, f"logs: {folder}", file=sys.stderr)
        else:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        run = prepare(stack, folder)
        results = {name: run_part(name, run) for name in names}
    if names == parts:
        print(f"\nwritten: {write_results(lab, found, results).name}")


def run_part(name: str, run: Callable[[str], dict]) -> dict:
    """Run one part and print its table."""
    began = time.monotonic()
    answer = run(name)
    print(f"\n{name} ({time.monotonic() - began:.0f} s)")
    for key, figure in table(answer):
        print(f"  {key:<44} {figure}")
    sys.stdout.flush()
    return answer
