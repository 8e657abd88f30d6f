"""A deployment of Cinder in a temporary folder, on 127.0.0.1: one process, or the three programs as they come."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

from lab import servers
from lab.common import INSTALLED, last_line, listens, start, stop
from lab.servers import free_port, kill, memory
from lab.standalone_cinder.api_client import Api

HERE = Path(__file__).parent
CINDER = INSTALLED / "standalone-cinder"
CINDERLIB = INSTALLED / "standalone-cinder-cinderlib"
PROGRAMS = ("cinder-scheduler", "cinder-volume", "cinder-api")

SETTINGS = """\
[DEFAULT]
auth_strategy = {auth}
transport_url = {transport}
enabled_backends = {backend}
host = lab
my_ip = 127.0.0.1
state_path = {folder}
api_paste_config = {etc}/api-paste.ini
resource_query_filters_file = {etc}/resource_filters.json
rootwrap_config = {etc}/rootwrap.conf
osapi_volume_listen = 127.0.0.1
osapi_volume_listen_port = {port}
osapi_volume_workers = 1
scheduler_driver_init_wait_time = 1
{more}
[database]
connection = {database}
[oslo_concurrency]
lock_path = {folder}/locks
[folder]
volume_driver = folder_driver.FolderDriver
folder = {folder}/volumes
volume_backend_name = folder
{backends}
"""


class Deployment:
    """Settings of one run and the processes it started; all of it ends with the stack.

    `database` is "file", "memory" or an address of SQLAlchemy; `transport` an address of oslo.messaging.
    """

    def __init__(self, stack: ExitStack, folder: Path, *, database="file", transport="fake://", auth="noauth",
                 backend="folder", backends="", more=""):
        self.stack, self.folder, self.processes = stack, folder, []
        (folder / "bin").mkdir(parents=True)
        # Cinder calls sudo by that name; the lab is root already, and sudo would not find the environment's programs.
        sudo = folder / "bin" / "sudo"
        sudo.write_text('#!/bin/sh\nexec "$@"\n', "utf-8")
        sudo.chmod(0o755)
        self.port = free_port()
        self.api = Api(self.port)
        self.settings = folder / "cinder.conf"
        addresses = {"file": f"sqlite:///{folder}/cinder.sqlite", "memory": "sqlite://"}
        etc = CINDER / "etc" / "cinder"
        self.settings.write_text(SETTINGS.format(
            folder=folder, port=self.port, etc=etc, database=addresses.get(database, database), transport=transport,
            auth=auth, backend=backend, backends=backends, more=more), "utf-8")
        if database == "file":
            shutil.copy(empty_database(folder.parent), folder / "cinder.sqlite")

    def run(self, name: str, *command: object, **environment: str) -> subprocess.Popen:
        """Start a program of Cinder's environment; what it says goes into NAME.log."""
        path = f"{self.folder}/bin:{CINDER}/bin:{os.environ['PATH']}:/usr/sbin:/sbin"
        words = [str(CINDER / "bin" / "python"), *map(str, command), "--config-file", str(self.settings)]
        process = start(self.stack, words, self.folder / f"{name}.log", cwd=self.folder,
                        env={**os.environ, "PATH": path, "PYTHONPATH": str(HERE), **environment})
        self.stack.callback(kill, [process])
        self.processes.append(process)
        return process

    def end(self) -> None:
        """End all that was started here."""
        kill(self.processes)

    def one_process(self, leave_out: str = "") -> float:
        """Start API, scheduler and volume in one process; seconds until it is up, as of `came_up`."""
        self.began = time.monotonic()
        self.run("one_process", HERE / "one_process.py", LAB_LEAVE_OUT=leave_out)
        return self.must_come_up("nothing" if leave_out else "pool")

    def three_programs(self, programs=PROGRAMS) -> None:
        """Start the three programs as they come."""
        self.began = time.monotonic()
        for name in programs:
            self.run(name, CINDER / "bin" / name)

    def first_program_ends(self, seconds: float = 60) -> bool:
        """Start the scheduler: whether it ends by itself.  If it has come to its service, start the others too."""
        self.three_programs(PROGRAMS[:1])
        log, end = self.folder / f"{PROGRAMS[0]}.log", time.monotonic() + seconds
        while self.processes[0].poll() is None and time.monotonic() < end:
            if "Starting cinder-scheduler node" in log.read_text("utf-8", "replace"):
                break
            time.sleep(0.1)
        if self.processes[0].poll() is None:
            self.three_programs(PROGRAMS[1:])
        return self.processes[0].poll() is not None

    def came_up(self, known: str, seconds: float = 120) -> float | None:
        """Wait until the API answers and knows the pool, the two services, or nothing ("pool", "services", "nothing").

        Before the scheduler knows a pool a volume goes into error.  Seconds since the start; None if it never is so.
        """
        while time.monotonic() - self.began < seconds and all(each.poll() is None for each in self.processes):
            if listens(self.port):
                answers = {"nothing": lambda: True, "pool": self.pools, "services": lambda: len(self.services_up()) > 1}
                if answers[known]():
                    took = time.monotonic() - self.began
                    if known == "pool":
                        self.lift_quota()
                    return took
            time.sleep(0.05)
        return None

    def must_come_up(self, known: str) -> float:
        """As `came_up`; raise SystemExit with what was said last if it never is so."""
        took = self.came_up(known)
        if took is None:
            said = "; ".join(f"{log.stem}: {last_line(log)}" for log in sorted(self.folder.glob("*.log")))
            stop(f"Cinder does not come up ({said[:300]})", "run with KEEP=1 and read the logs in the folder named")
        return took

    def pools(self) -> list:
        """The pools that the scheduler knows."""
        return self.api.call("GET", "scheduler-stats/get_pools")[1].get("pools", [])

    def lift_quota(self) -> None:
        """Allow more than the ten volumes that a project may have."""
        self.api.call("PUT", "os-quota-class-sets/default", {"quota_class_set": {"volumes": -1, "gigabytes": -1}})

    def memory(self) -> float:
        """MiB of all processes of this deployment."""
        return memory(self.processes)

    def services_up(self) -> dict[str, str]:
        """Each service that Cinder lists, "up" or "down", by its program's name.

        As of 3.49 the list asks the scheduler too, and nobody answers where there is no queue.
        """
        _, answer = self.api.call("GET", "os-services", microversion="3.48")
        return {each["binary"]: each["state"] for each in answer.get("services", ())}

    def error(self) -> str:
        """The first exception that a program's log names, its class alone, or ""."""
        said = "\n".join(path.read_text("utf-8", "replace") for path in sorted(self.folder.glob("*.log")))
        found = re.search(r"^.* (?:ERROR|CRITICAL) .*?\b(?:[a-z_]+\.)*([A-Z]\w+): ", said, re.M)
        return found[1] if found else ""


def empty_database(folder: Path) -> Path:
    """A database file with Cinder's tables, made once a run by Cinder's own command."""
    path = folder / "empty.sqlite"
    if not path.exists():
        make_tables(f"sqlite:///{path}", folder)
    return path


def make_tables(address: str, folder: Path) -> None:
    """Make Cinder's tables in a database (`cinder-manage db sync`)."""
    settings = folder / "db-sync.conf"
    settings.write_text(f"[database]\nconnection = {address}\n[DEFAULT]\nstate_path = {folder}\n", "utf-8")
    done = subprocess.run([str(CINDER / "bin" / "cinder-manage"), "--config-file", str(settings), "db", "sync"],
                          capture_output=True, text=True, cwd=folder)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-1:]
        stop(f"cinder-manage db sync: {''.join(said)[:200]}", "run: make lab-setup LAB=standalone-cinder")


def mariadb(stack: ExitStack, folder: Path) -> tuple[str, list[subprocess.Popen]]:
    """Start MariaDB on a folder of its own, with Cinder's tables: its address for SQLAlchemy, its processes."""
    server, processes = servers.mariadb(stack, folder, "cinder", ["cinder"])
    make_tables(f"{server}cinder", folder)
    return f"{server}cinder", processes
