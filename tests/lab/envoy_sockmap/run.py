"""Envoy with sockmap and without: what slides 10 to 12 claim, by figures.  Usage: python -m lab envoy-sockmap

Prints tables and writes docs/lab/envoy-sockmap.json.  Raises SystemExit with a line if something is missing or fails.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from lab.common import ROOT, cleanup, need_program, need_root, only_one, quantity, ratios, stop, write_results
from lab.envoy_sockmap import measure, services
from lab.envoy_sockmap.measure import Run
from lab.envoy_sockmap.sockmap import PRIORITY, TCP, Group, Sockmap, enter_namespaces

PAIRS = 5
CONNECTIONS = 16
PINNED_SIZES = ("100-b", "10-kb", "1-mb")
EXCHANGES = {"no-data": 0, "one": 1, "thousand": 1000}
Mode = dict[str, object]


class Lab:
    """What is set up once and used by every part: the cgroup, sockmap, and the folder of the run."""

    def __init__(self, stack: contextlib.ExitStack) -> None:
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lab-envoy-sockmap-")))
        self.folder.chmod(0o755)
        enter_namespaces(stack)
        self.group = Group(stack, self.folder)
        self.sockmap = Sockmap(self.group, self.folder)
        services.start_all(stack, self.group, self.folder)

    @contextlib.contextmanager
    def mode(self, name: str):
        """Run something as Linux comes (off), with sockmap (on), or with connections bent by iptables (redirect)."""
        switch = {"on": self.sockmap.switch, "redirect": services.bend}.get(name, lambda on: None)
        switch(True)
        try:
            yield
        finally:
            switch(False)

    def runs(self, modes: dict[str, list[object]]) -> dict[str, list[Run]]:
        """Run the command of each mode in turn, again and again, every other time the other way round."""
        found: dict[str, list[Run]] = {name: [] for name in modes}
        for number in range(PAIRS):
            for name in list(modes)[:: -1 if number % 2 else 1]:
                with self.mode(name):
                    found[name].append(measure.run(self.group, modes[name]))
        return found


def summary(runs: list[Run], scale: float, unit: str) -> dict[str, object]:
    """Return the leaves of one mode; latency in the unit that is named, of which so many microseconds make one."""
    return {
        "rate": quantity([run.rate for run in runs], "req/s"),
        "latency": quantity([run.latency / scale for run in runs], unit),
        "latency-99": quantity([run.latency_99 / scale for run in runs], unit),
        "packets": quantity([run.packets for run in runs], "packets"),
        "bytes": quantity([run.bytes for run in runs], "B"),
        "cpu": quantity([run.cpu for run in runs], "µs"),
    }


def compared(found: dict[str, list[Run]], unit: str = "ms") -> dict[str, object]:
    """Return what was measured, mode by mode, and the ratio of sockmap to the first mode, pair by pair."""
    scale = {"ms": 1000.0, "µs": 1.0}[unit]
    on, other = found["on"], next(iter(found.values()))
    leaves = {name: summary(runs, scale, unit) for name, runs in found.items()}
    values = {"rate": "rate", "latency": "latency", "latency-99": "latency_99", "cpu": "cpu"}
    leaves["ratio"] = {
        name: ratios([getattr(run, field) for run in on], [getattr(run, field) for run in other])
        for name, field in values.items()
    }
    return leaves


def off_and_on(command: list[object]) -> dict[str, list[object]]:
    return {"off": command, "on": command}


def kept(lab: Lab, show: Callable) -> dict[str, object]:
    """wrk on connections that stay open, by the number of Envoys and the size of the answer."""
    found: dict[str, dict] = {}
    for way, port in services.KEPT.items():
        for size in services.SIZES:
            runs = lab.runs(off_and_on(measure.wrk(port, size, CONNECTIONS)))
            found.setdefault(way, {})[size] = show(f"{way} {size}", compared(runs))
    return found


def small(lab: Lab, show: Callable, ways: dict[str, int], connections: int, fresh: bool) -> dict[str, object]:
    """wrk and answers of 100 bytes, by the number of Envoys."""
    found = {}
    for way, port in ways.items():
        runs = lab.runs(off_and_on(measure.wrk(port, "100-b", connections, fresh=fresh)))
        found[way] = {"100-b": show(f"{way} 100-b", compared(runs))}
    return found


def redirect(lab: Lab, show: Callable) -> dict[str, object]:
    """The way that iptables bends to Envoy, the same without, and with sockmap, by the number of Envoys."""
    found = {}
    for way, port in services.BENT.items():
        plain = measure.wrk(services.KEPT[way], "100-b", CONNECTIONS)
        modes = {"redirect": measure.wrk(port, "100-b", CONNECTIONS), "off": plain, "on": plain}
        found[way] = show(f"{way} 100-b", compared(lab.runs(modes)))
    return found


def ping_pong(lab: Lab, show: Callable) -> dict[str, object]:
    """Plain TCP on one connection, by the size of the answer."""
    program, found = services.ping_pong(lab.folder), {}
    for name, size in services.SIZES.items():
        command = [program, "client", services.PING_PONG, size, measure.SECONDS, 4_000_000]
        found[name] = show(name, compared(lab.runs(off_and_on(command)), "µs"))
    return found


def ping_pong_pinned(lab: Lab, show: Callable) -> dict[str, object]:
    """The same with the client and the server on one core, and each on its own."""
    program, found = services.ping_pong(lab.folder), {}
    for place, core in zip(("one-core", "two-cores"), services.CORES[:2], strict=True):
        for name in PINNED_SIZES:
            words = [program, "client", services.PING_PONG_PINNED, services.SIZES[name], measure.SECONDS, 4_000_000]
            runs = lab.runs(off_and_on(services.pinned(words, core)))
            found.setdefault(place, {})[name] = show(f"{place} {name}", compared(runs, "µs"))
    return found


def connection(lab: Lab) -> dict[str, object]:
    """Packets of one connection, from its handshake to its end, by the number of exchanges."""
    program, found = services.ping_pong(lab.folder), {}
    for name, count in EXCHANGES.items():
        found[name] = {}
        for mode in ("off", "on"):
            with lab.mode(mode):
                packets = [measure.connection_packets(lab.group, program, count) for _ in range(PAIRS)]
            found[name][mode] = quantity(packets, "packets")
    return found


def cell(leaf: dict[str, object]) -> str:
    """Return a measured quantity for a table: three digits, and nothing behind the fourth place."""
    digits = [f"{float(f'{leaf[key]:.3g}'):.4f}" for key in ("median", "low", "high")]
    median, low, high = (text.rstrip("0").rstrip(".") for text in digits)
    return f"{median} ({low}-{high})"


def show(name: str, leaves: dict[str, dict]) -> dict[str, object]:
    """Print the lines of one measurement, a mode each, and return it as it came."""
    for mode, figures in leaves.items():
        print(f"{name:16} {mode:9}" + "".join(f"{cell(figures[key]) if key in figures else '':>24}" for key in COLUMNS))
    return leaves


COLUMNS = ("rate", "latency", "latency-99", "packets", "cpu")


def title(words: str, unit: str) -> None:
    heads = ("requests/s", f"latency {unit}", f"99 % {unit}", "packets/request", "cpu µs/request")
    print(f"\n{words}\n{'':26}" + "".join(f"{head:>24}" for head in heads), flush=True)


def guesses(results: dict[str, object]) -> dict[str, int]:
    """Print what came of each guess of README.md, and return how many were right and wrong."""
    counts = {"right": 0, "wrong": 0}
    text = Path(__file__).with_name("README.md").read_text("utf-8")
    print(f"\nguesses\n{'':44}{'guess':>16}{'came':>30}")
    for path, low, high in re.findall(r"^\| `([\w.-]+)` \| ([\d.]+) to ([\d.]+) \|", text, re.M):
        leaf = at(results, path.split("."))
        verdict = "right" if float(low) <= leaf["median"] <= float(high) else "wrong"
        counts[verdict] += 1
        print(f"{path:44}{f'{low} to {high}':>16}{cell(leaf):>30} {verdict}")
    return counts


def at(node: dict, path: Iterable[str]) -> dict:
    for key in path:
        node = node[key]
    return node


def main() -> None:
    need_root()
    if len(services.CORES) < 2:
        stop("this machine has one core", "run it on one that has two or more, which are compared")
    versions = services.versions()
    need_program("ip", "iproute2")
    with cleanup() as stack:
        only_one(stack, services.LAB)
        lab = Lab(stack)
        control = (TCP / "tcp_congestion_control").read_text().strip()
        results: dict[str, object] = {
            "setting": {"pairs": PAIRS, "seconds": measure.SECONDS, "connections": CONNECTIONS, "priority": PRIORITY}
        }
        results["setting"]["congestion-control"] = control
        title("kept: 16 connections that stay open, by Envoys on the way and size of the answer", "ms")
        results["kept"] = kept(lab, show)
        title("one-connection", "ms")
        results["one-connection"] = small(lab, show, services.KEPT, 1, fresh=False)
        title("fresh: a new connection for each request", "ms")
        results["fresh"] = small(lab, show, services.FRESH, CONNECTIONS, fresh=True)
        title("ping-pong: plain TCP, one connection, by size of the answer", "µs")
        results["ping-pong"] = ping_pong(lab, show)
        title("ping-pong-pinned: the same, client and server on one core, or each on its own", "µs")
        results["ping-pong-pinned"] = ping_pong_pinned(lab, show)
        results["connection"] = connection(lab)
        print("\nconnection: packets of one connection with so many exchanges")
        for name, modes in results["connection"].items():
            print(f"{name:16}" + "".join(f"{mode:>6} {cell(leaf)}" for mode, leaf in modes.items()))
        title("redirect: bent by iptables; ratios are to that", "ms")
        results["redirect"] = redirect(lab, show)
        results["guesses"] = guesses(results)
    print(f"\nwritten: {write_results(services.LAB, versions, results).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
