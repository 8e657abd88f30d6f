"""One run: a client asks for a second, and what it saw, what loopback carried and what the processors did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lab.common import need_program, stop, wait_until
from lab.envoy_sockmap.services import PING_PONG
from lab.envoy_sockmap.sockmap import Group, said

SECONDS = 1
MICROSECONDS = {"us": 1.0, "ms": 1_000.0, "s": 1_000_000.0}
CLOSED = ("06", "0A")  # TIME_WAIT and LISTEN, as states of /proc/net/tcp


@dataclass
class Run:
    """What one run has shown.  Times are in microseconds; rate is a second's requests, the others are a request's."""

    rate: float
    latency: float
    latency_99: float
    packets: float
    bytes: float
    cpu: float


@dataclass
class Answer:
    """What a client said: requests, requests a second, median and 99th percentile of latency in microseconds."""

    requests: int
    rate: float
    latency: float
    latency_99: float


def wrk_answer(text: str) -> Answer:
    """Read what wrk prints; raise ValueError if a request failed or nothing was asked."""
    if failures := re.findall(r"(?:Socket errors|Non-2xx or 3xx responses).*", text):
        raise ValueError("; ".join(failures))
    requests = re.search(r"(\d+) requests in ", text)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    times = dict(re.findall(r"^\s+(50|99)%\s+([\d.]+[a-z]+)$", text, re.M))
    if not (requests and rate and len(times) == 2 and int(requests[1])):
        raise ValueError("no requests")
    latency, latency_99 = (microseconds(times[share]) for share in ("50", "99"))
    return Answer(int(requests[1]), float(rate[1]), latency, latency_99)


def microseconds(text: str) -> float:
    """Return a time of wrk (`1.85ms`) in microseconds."""
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", text).groups()
    return float(number) * MICROSECONDS[unit]


def ping_pong_answer(text: str) -> Answer:
    """Read what pingpong prints."""
    count, seconds, latency, latency_99 = text.split()
    return Answer(int(count), int(count) / max(float(seconds), 1e-6), float(latency), float(latency_99))


def loopback() -> tuple[int, int]:
    """Return how many packets and bytes loopback has carried so far; both stay the lab's own, as the loopback is."""
    line = next(line for line in Path("/proc/self/net/dev").read_text().splitlines() if line.strip().startswith("lo:"))
    size, packets = line.split(":")[1].split()[:2]
    return int(packets), int(size)


def wait_for_end() -> None:
    """Wait until no connection is open; raise SystemExit with a line if one stays."""

    def ended() -> bool:
        lines = Path("/proc/self/net/tcp").read_text().splitlines()[1:]
        return all(line.split()[3] in CLOSED for line in lines)

    wait_until(ended, "connections stay open", "run the lab again", 10)


def client_answer(group: Group, command: list[object]) -> Answer:
    """Run a client; raise SystemExit with a line if a request failed, as its figures would tell of something else."""
    program = Path(str(command[0])).name
    text = said(group.command(command), f"{program} failed", "run the lab again")
    try:
        return (wrk_answer if program == "wrk" else ping_pong_answer)(text)
    except ValueError as error:
        return stop(f"requests of {program} failed: {error}", "run the lab again")


def run(group: Group, command: list[object]) -> Run:
    """Run a client and return what was seen, when all connections are closed: the next run begins with new ones."""
    packets, size = loopback()
    before = group.processor_time()
    answer = client_answer(group, command)
    after, count = loopback(), answer.requests
    cpu = (group.processor_time() - before) / count
    each = ((after[0] - packets) / count, (after[1] - size) / count)
    wait_for_end()
    return Run(answer.rate, answer.latency, answer.latency_99, *each, cpu)


def wrk(port: int, size: str, connections: int, *, fresh: bool = False) -> list[object]:
    """Return the command that asks for a file, on so many connections, kept or new for each request."""
    words = [need_program("wrk", "wrk"), "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency"]
    return [*words, *(["-H", "Connection: close"] if fresh else []), f"http://127.0.0.1:{port}/{size}"]


def connection_packets(group: Group, program: Path, exchanges: int) -> int:
    """Return the packets of one connection of ping-pong, from its handshake to its end, with so many exchanges."""
    before, _ = loopback()
    words = [program, "client", PING_PONG, 100, 60, exchanges]
    client_answer(group, words)
    wait_for_end()
    return loopback()[0] - before

