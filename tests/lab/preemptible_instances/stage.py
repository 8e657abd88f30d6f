"""The cloud with what the parts need on it: an image, flavors, two projects, and who listens to the notifications."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from lab.common import wait_until
from lab.preemptible_instances.clients import Account
from lab.preemptible_instances.cloud import HERE, REMEDY, Cloud
from lab.servers import wait_for_port

VCPUS = 10  # of the host, by Nova's MediumFakeDriver
SIZE = 2  # vCPUs of a server
FLAVORS = {"normal": {}, "preemptible": {},
           "counted": {"resources:CUSTOM_PREEMPTIBLE": "1"},
           "in-place": {"resources:VCPU": "0", "resources:CUSTOM_PREEMPTIBLE_VCPU": str(SIZE)}}


class Stage:
    """A cloud, its projects `normal` (of alice) and `preemptible` (of bob), and what was heard."""

    def __init__(self, stack: ExitStack, folder: Path):
        self.cloud = Cloud(stack, folder)
        self.seconds = self.cloud.start_all()
        self.image = self.cloud.add_image()
        self.flavors = {name: self.cloud.add_flavor(name, SIZE, **specs) for name, specs in FLAVORS.items()}
        for name, user in (("normal", "alice"), ("preemptible", "bob")):
            self.cloud.add_project(name)
            self.cloud.add_user(user, name, "member")
        self.cloud.add_user("reaper", "preemptible", "admin")
        identity, self.admin = self.cloud.identity, self.cloud.admin
        self.alice, self.bob = Account(identity, "alice", "normal"), Account(identity, "bob", "preemptible")
        self.log = folder / "listener.log"
        self.cloud.run("listener", HERE / "listener.py", self.cloud.transport)
        wait_until(self.heard, "the listener does not start", REMEDY, 60)

    def start_no_ports(self) -> None:
        """Start the stand-in for Neutron, unless it runs."""
        if "no_ports" in self.cloud.processes:
            return
        port = self.cloud.ports["neutron"]
        self.cloud.run("no_ports", HERE / "no_ports.py", port)
        wait_for_port(port, "the stand-in for Neutron", self.cloud.folder / "no_ports.log")

    def lines(self, name: str) -> list[dict]:
        """What a program of the lab has written: the lines of its log that are JSON."""
        log = self.cloud.folder / f"{name}.log"
        lines = log.read_text("utf-8").split("\n")[:-1] if log.exists() else []
        return [json.loads(line) for line in lines if line.startswith("{")]

    def heard(self, server: str | None = None) -> list[dict]:
        """The notifications so far, of one server or of all."""
        return [line for line in self.lines("listener") if server in (None, line["server"])]

    def create(self, owner: Account, flavor: str, **more) -> tuple[int, dict, str | None]:
        """Ask for a server of a flavor: status, answer, id."""
        return owner.create(self.flavors[flavor], self.image, flavor, **more)

    def run_one(self, owner: Account, flavor: str) -> str:
        """A server that is ACTIVE: its id.  Raises RuntimeError if it does not come."""
        status, answer, server = self.create(owner, flavor)
        outcome = owner.wait(server) if server else answer
        if outcome != "ACTIVE":
            raise RuntimeError(f"a server of {flavor} is not ACTIVE: {status} {outcome}")
        return server

    def used(self, name: str = "VCPU") -> int:
        """How much of a resource class of the host is taken, as Placement says."""
        return self.admin.placement("GET", f"{self.cloud.provider()}/usages")[1]["usages"].get(name, 0)

    def fill(self) -> list[str]:
        """Fill the host with preemptible servers of bob: their ids."""
        return [self.run_one(self.bob, "preemptible") for _ in range((VCPUS - self.used()) // SIZE)]

    def empty(self) -> None:
        """Delete all servers, and wait until the host has its room back."""
        _, answer = self.admin.nova("GET", "servers?all_tenants=1")
        for each in answer["servers"]:
            self.admin.nova("DELETE", f"servers/{each['id']}")
        for each in answer["servers"]:
            self.admin.wait(each["id"], ("ACTIVE", "BUILD", "ERROR", "SHUTOFF", "DELETED"))
        wait_until(lambda: self.used() == 0, "the host is not empty", REMEDY, 60)


def once(ready: Callable[[], object], seconds: float = 30.0) -> float | None:
    """Seconds until something is so; None if it is not after so many."""
    began = time.monotonic()
    while not ready():
        if time.monotonic() - began > seconds:
            return None
        time.sleep(0.02)
    return time.monotonic() - began
