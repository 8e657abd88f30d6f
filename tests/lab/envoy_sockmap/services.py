"""The real programs: nginx as the service, and two Envoys in front of it, each with one worker.

wrk -> outer Envoy -> inner Envoy -> nginx.  The ports are in a network namespace of the lab's own.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
from pathlib import Path

from lab.common import last_line, listens, need_installed, need_program, start, stop, wait_until
from lab.envoy_sockmap.sockmap import Group, said

LAB = "envoy-sockmap"
SIZES = {"100-b": 100, "1-kb": 1_000, "10-kb": 10_000, "100-kb": 100_000, "1-mb": 1_000_000}
NGINX, PING_PONG, PING_PONG_PINNED = 8000, 8001, 8002
# The port of each way by the number of Envoys on it: connections kept, made anew for each request, bent by iptables.
KEPT = {"none": NGINX, "one": 8101, "two": 8201}
FRESH = {"none": NGINX, "one": 8102, "two": 8202}
BENT = {"one": 8103, "two": 8203}
# Envoy listens at the second where a client asks for the first.
BENDS = {8103: 8101, 8203: 8204}
# Listener, where it sends to, requests for a connection to there (0: any number).
INNER = ((8101, NGINX, 0), (8102, NGINX, 1))
OUTER = ((8201, 8101, 0), (8202, 8102, 1), (8204, 8103, 0))
CORES = sorted(os.sched_getaffinity(0))
IDLE = 0.3  # seconds after which Envoy closes what it keeps: the next run begins with new connections

NGINX_SETTINGS = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; default_type text/plain; }}
}}
user root;
"""


def listener(port: int, upstream: int) -> dict[str, object]:
    """Return a listener of Envoy that sends every request to one cluster."""
    kind = "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"
    router = {"@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}
    route = {"match": {"prefix": "/"}, "route": {"cluster": f"{port}-{upstream}"}}
    manager = {
        "@type": kind,
        "stat_prefix": str(port),
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [route]}]},
        "http_filters": [{"name": "envoy.filters.http.router", "typed_config": router}],
    }
    filters = [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]
    return {"name": str(port), "address": address(port), "filter_chains": [{"filters": filters}]}


def cluster(port: int, upstream: int, requests: int) -> dict[str, object]:
    """Return a cluster of one address, with at most so many requests for a connection (0: any number)."""
    options = {"idle_timeout": f"{IDLE}s"} | ({"max_requests_per_connection": requests} if requests else {})
    kind = "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions"
    protocol = {
        "@type": kind,
        "common_http_protocol_options": options,
        "explicit_http_config": {"http_protocol_options": {}},
    }
    name = f"{port}-{upstream}"
    endpoints = [{"lb_endpoints": [{"endpoint": {"address": address(upstream)}}]}]
    return {
        "name": name,
        "type": "STATIC",
        "load_assignment": {"cluster_name": name, "endpoints": endpoints},
        "typed_extension_protocol_options": {"envoy.extensions.upstreams.http.v3.HttpProtocolOptions": protocol},
    }


def address(port: int) -> dict[str, object]:
    return {"socket_address": {"address": "127.0.0.1", "port_value": port}}


def envoy_settings(ways: tuple[tuple[int, int, int], ...]) -> dict[str, object]:
    """Return the settings of an Envoy by its listeners."""
    listeners = [listener(port, upstream) for port, upstream, _ in ways]
    return {"static_resources": {"listeners": listeners, "clusters": [cluster(*way) for way in ways]}}


def start_all(stack: contextlib.ExitStack, group: Group, folder: Path) -> None:
    """Start nginx, both Envoys and the servers of ping-pong, and wait until each answers."""
    files = folder / "files"
    files.mkdir()
    for name, size in SIZES.items():
        (files / name).write_bytes(b"x" * size)
    nginx = folder / "nginx.conf"
    nginx.write_text(NGINX_SETTINGS.format(folder=folder, port=NGINX))
    log = folder / "nginx.log"
    begin(stack, group, [need_program("nginx", "nginx"), "-e", log, "-c", nginx], log, NGINX)
    for name, ways in (("inner", INNER), ("outer", OUTER)):
        settings = folder / f"{name}.json"
        settings.write_text(json.dumps(envoy_settings(ways)))
        command = [need_installed(LAB, "envoy"), "-c", settings, "--concurrency", "1", "--disable-hot-restart"]
        begin(stack, group, [*command, "--log-level", "error"], folder / f"{name}.log", ways[0][0])
    server = [ping_pong(folder), "server"]
    begin(stack, group, [*server, PING_PONG], folder / "pingpong.log", PING_PONG)
    begin(stack, group, pinned([*server, PING_PONG_PINNED], CORES[0]), folder / "pinned.log", PING_PONG_PINNED)


def begin(stack: contextlib.ExitStack, group: Group, command: list[object], log: Path, port: int) -> None:
    """Start a program in the cgroup and wait until it listens; raise SystemExit with what it said if it does not."""
    process = start(stack, group.command(command), log)
    wait_until(lambda: listens(port) or process.poll() is not None, f"nothing listens at port {port}", f"see {log}")
    if process.poll() is not None:
        stop(f"{Path(str(command[0])).name} ended at once: {last_line(log)}", "mend that, then run again")


def pinned(command: list[object], core: int) -> list[object]:
    """Return a command that is held on one core."""
    return [need_program("taskset", "util-linux"), "--cpu-list", core, *command]


def ping_pong(folder: Path) -> Path:
    """Return the program of pingpong.c, compiled on first use."""
    program = folder / "pingpong"
    if not program.exists():
        source = Path(__file__).with_name("pingpong.c")
        command = [need_program("clang", "clang"), "-O2", "-Wall", "-Wextra", source, "-o", program]
        said(command, "clang can't compile pingpong.c", "run: make lab-setup LAB=envoy-sockmap")
    return program


def bend(on: bool) -> None:
    """Let iptables bend connections to Envoy, as in a Pod with a sidecar, or take its rules away."""
    iptables = need_program("iptables", "iptables")
    for before, after in BENDS.items():
        rule = ["-p", "tcp", "-d", "127.0.0.1", "--dport", before, "-j", "REDIRECT", "--to-ports", after]
        command = [iptables, "-t", "nat", "-A" if on else "-D", "OUTPUT", *rule]
        said(command, "iptables can't bend connections", "use a kernel with CONFIG_NETFILTER_XT_TARGET_REDIRECT")


def versions() -> dict[str, str]:
    """Return the versions of the programs, as they say them."""
    commands = {
        "envoy": ([need_installed(LAB, "envoy"), "--version"], r"/(\d+\.\d+\.\d+)"),
        "nginx": ([need_program("nginx", "nginx"), "-v"], r"nginx/([\d.]+)"),
        "wrk": ([need_program("wrk", "wrk"), "-v"], r"(\d+\.\d+\.\d+)"),
        "clang": ([need_program("clang", "clang"), "--version"], r"version ([\d.]+)"),
        "bpftool": ([need_program("bpftool", "bpftool"), "version"], r"v([\d.]+)"),
        "iptables": ([need_program("iptables", "iptables"), "--version"], r"v([\d.]+)"),
    }
    return {name: version(*command) for name, command in commands.items()}


def version(command: list[str], pattern: str) -> str:
    """Return what a program says of its version; wrk and nginx say it with an error's code, or as an error."""
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(pattern, done.stdout + done.stderr)
    return found[1] if found else "unknown"
