"""What the labs share: what a machine must have, processes that end with the lab, and the file of results.

Only the standard library is imported here and by the labs: what a lab tries is installed into a folder of its own
(:mod:`lab.setup`) and started as a process.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / "build" / "lab"
RESULTS = ROOT / "docs" / "lab"
UNITS = ("req/s", "ms", "µs", "s", "MiB", "packets", "ratio", "B", "count")
MACHINE = ("kernel", "system", "cores", "processor", "memory")
KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def stop(wrong: str, remedy: str) -> None:
    """End the lab with one line: what is wrong; what to do.  Raises SystemExit."""
    sys.exit(f"lab: {wrong}; {remedy}")


def need_root() -> None:
    """Raise SystemExit with the remedy unless this is Linux and its root."""
    if sys.platform != "linux":
        stop(f"{sys.platform} is not Linux", "run it on a Linux machine")
    if os.geteuid() != 0:
        stop("only root may do this", "run: sudo make lab")


def need_program(name: str, package: str) -> str:
    """Return the path of a program; raise SystemExit with the name of its Debian package if it is not there."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if not path:
        stop(f"{name} is not installed", f"run: make lab-setup (on Debian: apt install {package})")
    return path


def need_installed(lab: str, program: str) -> str:
    """Return the path of a program or Python of the lab's own folder, which `make lab-setup` fills."""
    path = INSTALLED / lab / "bin" / program
    if not path.exists():
        stop(f"{program} is not installed in build/lab/{lab}/", f"run: make lab-setup LAB={lab}")
    return str(path)


def only_one(stack: contextlib.ExitStack, lab: str) -> None:
    """Raise SystemExit if this lab runs already on this machine: the name of a socket, which ends with its process."""
    name = stack.enter_context(socket.socket(socket.AF_UNIX))
    try:
        name.bind(f"\0lab-{lab}")
    except OSError:
        stop(f"{lab} runs already on this machine", "wait for its end")


@contextlib.contextmanager
def cleanup() -> Iterator[contextlib.ExitStack]:
    """A stack of what to undo, undone at the end, after a failure, and after Ctrl-C, SIGTERM or SIGHUP.

    While it is undone these signals do nothing, so that an impatient second Ctrl-C leaves nothing behind.
    """
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {name: signal.getsignal(name) for name in names}
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what it runs in the background
    for name in names[1:]:
        signal.signal(name, lambda number, frame: sys.exit(128 + number))
    stack = contextlib.ExitStack()
    try:
        yield stack
    finally:
        for name in names:
            signal.signal(name, signal.SIG_IGN)
        stack.close()
        for name, handler in before.items():
            signal.signal(name, handler)


def start(stack: contextlib.ExitStack, command: Sequence[str], log: Path, **settings) -> subprocess.Popen:
    """Start a process that ends, with all that it starts, when the stack does; what it says goes into a file.

    It has a session of its own: Ctrl-C reaches the lab, which then ends it in the order of the stack.
    """
    with log.open("ab") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True, **settings)
    stack.callback(end, process)
    return process


def end(process: subprocess.Popen, seconds: float = 5) -> None:
    """End a process and its group: first by asking, after some seconds by force."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)


def wait_until(ready: Callable[[], object], wrong: str, remedy: str, seconds: float = 30) -> None:
    """Wait until something is so; raise SystemExit with a line if it is not within some seconds."""
    limit = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > limit:
            stop(f"{wrong} ({seconds:.0f} s)", remedy)
        time.sleep(0.05)


def listens(port: int) -> bool:
    """Return whether something on this machine accepts connections at a port of TCP."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def last_line(log: Path) -> str:
    """Return the last line that a process said, for an error; a lab never prints more of a log."""
    lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "nothing was said")


def machine() -> dict[str, object]:
    """Return what of this machine bears on figures, and nothing that names it (memory in GiB)."""
    release = platform.freedesktop_os_release() if Path("/etc/os-release").exists() else {"NAME": "Linux"}
    system = f"{release['NAME'].split()[0]} {release.get('VERSION_ID', '')}".strip()
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "kernel": platform.release().partition("-")[0],
        "system": system,
        "cores": len(os.sched_getaffinity(0)),
        "processor": processor[1].strip() if processor else platform.machine(),
        "memory": round(memory),
    }


def quantity(values: Sequence[float], unit: str) -> dict[str, object]:
    """Return what was measured as a leaf of the results: median, least and most of the runs.  Three to four digits."""
    if unit not in UNITS:
        raise ValueError(unit)
    figures = {"median": statistics.median(values), "low": min(values), "high": max(values)}
    return {**{name: float(f"{value:.4g}") for name, value in figures.items()}, "runs": len(values), "unit": unit}


def ratios(on: Sequence[float], off: Sequence[float]) -> dict[str, object]:
    """Return on to off, pair by pair of runs that followed each other, as a leaf of the results."""
    return quantity([one / other for one, other in zip(on, off, strict=True)], "ratio")


def result_errors(data: object) -> list[str]:
    """Return what is wrong with results: the words of tests/lab/README.md, line by line."""
    if not isinstance(data, dict) or list(data) != ["lab", "date", "machine", "versions", "results"]:
        return ["not an object of lab, date, machine, versions, results"]
    errors = [f"machine: no {key}" for key in MACHINE if key not in data["machine"]]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(data["date"])):
        errors.append(f"date: {data['date']!r}")
    if not data["versions"] or not all(isinstance(text, str) for text in data["versions"].values()):
        errors.append("versions: not an object of strings")
    return errors + (leaf_errors(data["results"], "results") or ([] if data["results"] else ["results: empty"]))


def leaf_errors(node: object, place: str) -> list[str]:
    """Return what is wrong with a part of the results: names, and the leaves below it."""
    if isinstance(node, (bool, int, float)) or (isinstance(node, str) and len(node) <= 40):
        return []
    if not isinstance(node, dict):
        return [f"{place}: neither an object, a number, a boolean nor a short string"]
    if "median" in node:
        whole = list(node) == ["median", "low", "high", "runs", "unit"] and node["unit"] in UNITS
        ordered = whole and node["low"] <= node["median"] <= node["high"] and node["runs"] >= 1
        return [] if ordered else [f"{place}: not median, low, high, runs and a known unit, in order"]
    errors = [f"{place}.{key}: not a name" for key in node if not KEY.fullmatch(key)]
    return errors + [error for key, value in node.items() for error in leaf_errors(value, f"{place}.{key}")]


def write_results(lab: str, versions: dict[str, str], results: dict[str, object]) -> Path:
    """Put a whole run into docs/lab/NAME.json, all of it or nothing.  Raises ValueError if its form is wrong."""
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    data = {"lab": lab, "date": date, "machine": machine(), "versions": versions, "results": results}
    if errors := result_errors(data):
        raise ValueError("; ".join(errors))
    RESULTS.mkdir(parents=True, exist_ok=True)
    path, draft = RESULTS / f"{lab}.json", RESULTS / f".{lab}.json"
    draft.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    owner = RESULTS.parent.stat()
    os.chown(draft, owner.st_uid, owner.st_gid)  # for whoever ran: sudo make lab
    draft.replace(path)
    return path
