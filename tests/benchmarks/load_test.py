"""Servers under load: a page of the site, against the same server sending an empty file.

Usage: SECONDS=60 python -m benchmarks.load_test

``wrk`` asks from a hundred connections at once.  Raises SystemExit if an answer failed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

from benchmarks.run_server import SERVERS, running

SITE = ROOT / "build" / "site"
CONNECTIONS = 100
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass
class Load:
    """What wrk has measured: answers a second, the 99th percentile (ms), and what went wrong."""

    per_second: float
    p99: float
    failures: str

    @classmethod
    def read(cls, said: str) -> Load:
        number, unit = re.search(r"99%\s+([\d.]+)(\w+)", said).groups()
        failures = re.findall(r"(?:Socket errors|Non-2xx or 3xx responses).*", said)
        per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
        return cls(per_second, float(number) * MILLISECONDS[unit], "; ".join(failures))


def load(port: int, path: str, seconds: int) -> Load:
    """Ask for one file for so many seconds."""
    command = [
        "wrk", f"-t{os.cpu_count()}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency",
        "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}/{path}",
    ]  # fmt: skip
    return Load.read(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def longest_page() -> str:
    """Return the address of the longest page."""
    page = max(SITE.glob("*/*/*.html"), key=lambda path: path.stat().st_size)
    return str(page.relative_to(SITE))


def loads(name: str, seconds: int, folder: Path) -> dict[str, Load]:
    """Return the load of a server by what it sends; nothing if it is not on this machine."""
    empty = folder / "empty"
    empty.mkdir()
    (empty / "empty.html").touch()
    found = {}
    for site, path in ((empty, "empty.html"), (SITE, longest_page())):
        with running(name, site, folder) as port:
            if port:
                found[path] = load(port, path, seconds)
    return found


def seconds_given(text: str) -> int:
    """Return for how long to ask; raise SystemExit if it is no number that can be."""
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) == 0:
        sys.exit(f"SECONDS={text!r}: not a number of seconds; name one: make load SECONDS=60")
    return int(text)


def main() -> None:
    # Not as an argument: a shell may count the seconds in this variable itself.
    seconds = seconds_given(os.environ.get("SECONDS") or "60")
    if not shutil.which("wrk"):
        sys.exit("no wrk; install it: sudo apt install wrk")
    failed = False
    print(f"{f'{CONNECTIONS} connections, {seconds} s each':52}{'answers/s':>10}{'ratio':>7}{'p99 ms':>8}")
    for name, package in SERVERS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = loads(name, seconds, Path(folder))
        if not found:
            print(f"{name} is not installed here; not measured (sudo apt install {package})")
        limit = next(iter(found.values()), None)
        for path, measured in found.items():
            ratio = measured.per_second / limit.per_second
            print(f"{f'{name}: {path}':52}{measured.per_second:10.0f}{ratio:7.2f}{measured.p99:8.1f} {measured.failures}")
            failed = failed or bool(measured.failures)
    sys.exit(failed)


if __name__ == "__main__":
    main()
