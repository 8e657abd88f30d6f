"""Run Cinder with one part after another left out: prints tables and writes docs/lab/standalone-cinder.json."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from lab.common import need_program, need_root
from lab.runner import run_parts, versions
from lab.standalone_cinder.deployment import CINDER, CINDERLIB
from lab.standalone_cinder.parts import PARTS

LAB = "standalone-cinder"
PACKAGES = {"cinder": CINDER, "oslo.messaging": CINDER, "kombu": CINDER, "sqlalchemy": CINDER, "cinderlib": CINDERLIB}
PROGRAMS = {"rabbitmq-server": "rabbitmq-server", "epmd": "erlang-base", "mariadbd": "mariadb-server",
            "mount.nfs": "nfs-common", "qemu-img": "qemu-utils"}
DEBIAN = {"rabbitmq": "rabbitmq-server", "mariadb": "mariadb-server"}


def deployments(stack: ExitStack, folder: Path) -> Callable[[str], dict]:
    """What runs one part, and ends what it started before the next."""

    def run(name: str) -> dict:
        with stack.enter_context(ExitStack()) as inner:
            return PARTS[name](inner, folder / name)

    return run


def main() -> None:
    need_root()
    for program, package in PROGRAMS.items():
        need_program(program, package)
    run_parts(LAB, versions(LAB, PACKAGES, DEBIAN), PARTS, deployments)


if __name__ == "__main__":
    main()
