"""Run today's Nova on a full host, with and without a Reaper: prints tables and writes the file of results."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from lab.common import need_program, need_root
from lab.preemptible_instances.cloud import ENVIRONMENT
from lab.preemptible_instances.parts import PARTS
from lab.preemptible_instances.stage import Stage
from lab.runner import run_parts, versions

LAB = "preemptible-instances"
PACKAGES = ("nova", "openstack-placement", "keystone", "glance", "oslo.messaging", "oslo.limit")
PROGRAMS = {"rabbitmq-server": "rabbitmq-server", "epmd": "erlang-base", "mariadbd": "mariadb-server"}
DEBIAN = {"rabbitmq": "rabbitmq-server", "mariadb": "mariadb-server"}


def stage(stack: ExitStack, folder: Path) -> Callable[[str], dict]:
    """What runs one part, on a cloud that is the same for all."""
    print("starting the cloud ...", flush=True)
    ready = Stage(stack, folder / "cloud")

    def run(name: str) -> dict:
        if name != "network":
            ready.start_no_ports()
        return PARTS[name](ready)

    return run


def main() -> None:
    need_root()
    for program, package in PROGRAMS.items():
        need_program(program, package)
    run_parts(LAB, versions(LAB, dict.fromkeys(PACKAGES, ENVIRONMENT), DEBIAN), PARTS, stage)


if __name__ == "__main__":
    main()
