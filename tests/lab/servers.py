"""Servers of Debian that labs start on ports and folders of their own, and what processes take."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from lab.common import last_line, listens, need_program, start, stop


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def memory(processes: Iterable[subprocess.Popen]) -> float:
    """MiB that processes and all they have started take, shared pages counted once (PSS of smaps_rollup)."""
    sessions, total = {process.pid for process in processes}, 0
    for path in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            if os.getsid(int(path.parent.name)) in sessions:
                total += int(re.search(r"^Pss:\s+(\d+)", path.read_text(), re.M)[1])
        except (OSError, TypeError):
            continue
    return total / 1024


def kill(processes: Iterable[subprocess.Popen]) -> None:
    """End programs of OpenStack at once: asked, they wait for calls that nobody answers, with nothing to save."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def rabbitmq(stack: ExitStack, folder: Path, lab: str) -> tuple[str, list[subprocess.Popen]]:
    """Start RabbitMQ on ports and with a node of its own: its address for oslo.messaging, its processes."""
    program = need_program("rabbitmq-server", "rabbitmq-server")
    program = "/usr/lib/rabbitmq/bin/rabbitmq-server" if os.path.exists("/usr/lib/rabbitmq/bin") else program
    folder.mkdir()
    port, distribution, names = free_port(), free_port(), free_port()
    home = {"HOME": str(folder), "ERL_EPMD_PORT": str(names), "RABBITMQ_NODENAME": f"lab-{lab}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(distribution), "RABBITMQ_MNESIA_BASE": str(folder),
            "RABBITMQ_LOG_BASE": str(folder), "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/plugins", "RABBITMQ_CONFIG_FILE": f"{folder}/rabbitmq"}
    log = folder / "rabbitmq.log"
    processes = [start(stack, words, log, cwd=folder, env={**os.environ, **home})
                 for words in (["epmd", "-port", str(names)], [program])]
    wait_for_port(port, "RabbitMQ", log)
    return f"rabbit://guest:guest@127.0.0.1:{port}/", processes


def mariadb(stack: ExitStack, folder: Path, user: str, databases: Iterable[str]) -> tuple[str, list[subprocess.Popen]]:
    """Start MariaDB on a folder of its own with empty databases that a user owns: the address before a database's name
    for SQLAlchemy, its processes."""
    server = need_program("mariadbd", "mariadb-server")
    folder.mkdir()
    data, socket_path, port = folder / "data", folder / "socket", free_port()
    subprocess.run([need_program("mariadb-install-db", "mariadb-server"), "--no-defaults", f"--datadir={data}",
                    "--user=root", "--auth-root-authentication-method=normal", "--skip-test-db"],
                   check=True, capture_output=True)
    log = folder / "mariadb.log"
    process = start(stack, [server, "--no-defaults", f"--datadir={data}", "--user=root", f"--port={port}",
                            "--bind-address=127.0.0.1", f"--socket={socket_path}"], log)
    wait_for_port(port, "MariaDB", log)
    made = [f"create user {user}@'127.0.0.1'"]
    for name in databases:
        made += [f"create database {name}", f"grant all on {name}.* to {user}@'127.0.0.1'"]
    subprocess.run(["mariadb", "--no-defaults", f"--socket={socket_path}", "-u", "root", "-e", "; ".join(made)],
                   check=True)
    return f"mysql+pymysql://{user}@127.0.0.1:{port}/", [process]


def wait_for_port(port: int, name: str, log: Path, seconds: float = 90) -> None:
    """Wait until a program listens; stop with its last line if it does not."""
    end = time.monotonic() + seconds
    while not listens(port):
        if time.monotonic() > end:
            stop(f"{name} does not start: {last_line(log)}", "see that `make lab-setup` has run, and run again")
        time.sleep(0.05)
