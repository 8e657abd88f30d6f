"""Run Cinder with one part after another left out: prints tables and writes docs/lab/standalone-cinder.json."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from lab.common import cleanup, need_program, need_root, only_one, stop, write_results
from lab.standalone_cinder.deployment import CINDER, CINDERLIB
from lab.standalone_cinder.parts import PARTS

LAB = "standalone-cinder"
PACKAGES = {"cinder": CINDER, "oslo.messaging": CINDER, "kombu": CINDER, "sqlalchemy": CINDER, "cinderlib": CINDERLIB}
PROGRAMS = {"rabbitmq-server": "rabbitmq-server", "epmd": "erlang-base", "mariadbd": "mariadb-server",
            "mount.nfs": "nfs-common", "qemu-img": "qemu-utils"}
DEBIAN = {"rabbitmq": "rabbitmq-server", "mariadb": "mariadb-server"}


def versions() -> dict[str, str]:
    """The versions of what runs, by the environments' folders and by dpkg."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name, environment in PACKAGES.items():
        folder = next(environment.glob(f"lib/python3*/site-packages/{name.replace('.', '_')}-[0-9]*.dist-info"), None)
        if not folder:
            stop(f"{name} is not installed in build/lab/{environment.name}/", f"run: make lab-setup LAB={LAB}")
        found[name] = folder.name.removesuffix(".dist-info").rpartition("-")[2]
    for name, package in DEBIAN.items():
        asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True)
        found[name] = (re.search(r"\d+(\.\d+)+", asked.stdout) or ["unknown"])[0]
    return found


def table(node: dict, prefix: str = "") -> list[tuple[str, str]]:
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


def chosen() -> dict:
    """The parts to run: all, or those that PARTS names ("keystone nova"), and then nothing is written."""
    names = os.environ.get("PARTS", "").split()
    for name in names:
        if name not in PARTS:
            stop(f"PARTS: no part {name!r}", f"name some of: {' '.join(PARTS)}")
    return {name: PARTS[name] for name in names or PARTS}


def run_part(name: str, stack: ExitStack, folder: Path) -> dict:
    """Run one part and end what it started; print its table."""
    began = time.monotonic()
    inner = stack.enter_context(ExitStack())
    answer = PARTS[name](inner, folder / name)
    inner.close()
    print(f"\n{name} ({time.monotonic() - began:.0f} s)")
    for key, figure in table(answer):
        print(f"  {key:<44} {figure}")
    sys.stdout.flush()
    return answer


def main() -> None:
    need_root()
    for program, package in PROGRAMS.items():
        need_program(program, package)
    found, parts = versions(), chosen()
    print(f"{LAB}: " + ", ".join(f"{name} {version}" for name, version in found.items()))
    with cleanup() as stack:
        only_one(stack, LAB)
        folder = Path(tempfile.mkdtemp(prefix="lab-cinder-"))
        if os.environ.get("KEEP"):
            stack.callback(print, f"logs: {folder}", file=sys.stderr)
        else:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        results = {name: run_part(name, stack, folder) for name in parts}
    if list(parts) == list(PARTS):
        print(f"\nwritten: {write_results(LAB, found, results).name}")


if __name__ == "__main__":
    main()
