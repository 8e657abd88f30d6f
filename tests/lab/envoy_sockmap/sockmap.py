"""A place apart for the lab: network, mounts, a cgroup; and sockmap in it, which can be turned on and off.

All of it is undone by the stack that is given (:func:`lab.common.cleanup`).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from lab.common import need_program, stop, wait_until

HERE = Path(__file__).parent
CGROUP = "lab-envoy-sockmap"
PRIORITY = -10  # as `nice` has it, of all that the lab starts: what else the machine does disturbs it less
NEW_NETWORK, NEW_MOUNTS = 0x40000000, 0x00020000  # CLONE_NEWNET, CLONE_NEWNS of sched.h
NAMESPACES = {"net": NEW_NETWORK, "mnt": NEW_MOUNTS}
TCP = Path("/proc/sys/net/ipv4")
APART = "run it as root on the machine itself, not in a container"
# Ports of the lab are below 10000, so that fresh connections have all others.
SETTINGS = {"tcp_congestion_control": "cubic", "ip_local_port_range": "10000 65000"}


def said(command: Sequence[object], wrong: str, remedy: str) -> str:
    """Return what a command prints; raise SystemExit with a line if it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, start_new_session=True)
    if done.returncode:
        lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        stop(f"{wrong}: {(lines or ['nothing was said'])[-1][:200]}", remedy)
    return done.stdout


def system_call(name: str, *arguments: int) -> None:
    """Call a function of the C library; raise OSError if it fails.  (Python 3.12 has os.unshare and os.setns.)"""
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def leave(before: dict[str, int], folder: str) -> None:
    """Go back to the namespaces and the folder where the lab was started."""
    for name, descriptor in before.items():
        system_call("setns", descriptor, NAMESPACES[name])
        os.close(descriptor)
    os.chdir(folder)


def rewrite(file: TextIO, text: str) -> None:
    """Set a value of /proc/sys, which takes what is written at its beginning alone."""
    file.seek(0)
    file.write(text)
    file.flush()


def writable(path: Path) -> TextIO:
    """Open a value of /proc/sys; raise SystemExit with a line where not even root may set it, as in a container."""
    try:
        return path.open("r+")
    except OSError as error:
        return stop(f"{path} can't be set: {error.strerror}", APART)


def enter_namespaces(stack: contextlib.ExitStack) -> None:
    """Give the lab a loopback and mounts of its own: nobody else's packets are counted, and what is mounted goes."""
    before = {name: os.open(f"/proc/self/ns/{name}", os.O_RDONLY | os.O_CLOEXEC) for name in NAMESPACES}
    folder = os.getcwd()
    with writable(TCP / "tcp_allowed_congestion_control") as outside:
        names = outside.read()
        try:
            # A namespace may take for its default only what all users of the machine may take: for a moment, cubic.
            rewrite(outside, f"{names.strip()} cubic")
            system_call("unshare", NEW_NETWORK | NEW_MOUNTS)
            stack.callback(leave, before, folder)
            for name, value in SETTINGS.items():
                (TCP / name).write_text(value)
        except OSError as error:
            stop(f"no namespaces of its own: {error.strerror}", APART)
        finally:
            rewrite(outside, names)
    said(["mount", "--make-rprivate", "/"], "no mounts of its own", APART)
    said([need_program("ip", "iproute2"), "link", "set", "lo", "up"], "no loopback", APART)


class Group:
    """A cgroup, whose processes sockmap is for, and whose processor time is counted."""

    def __init__(self, stack: contextlib.ExitStack, folder: Path) -> None:
        root = folder / "cgroup"
        root.mkdir()
        remedy = "use a kernel with CONFIG_CGROUP_BPF and cgroup 2"
        said(["mount", "-t", "cgroup2", "none", root], "cgroup 2 can't be mounted", remedy)
        self.path = root / CGROUP
        if self.path.exists():  # from a lab that was killed
            self.remove()
        self.path.mkdir()
        stack.callback(self.remove)

    def command(self, command: Sequence[object]) -> list[str]:
        """Return a command that runs in this cgroup from its first moment, with the lab's priority.

        Linux weighs sessions against each other (autogroup of sched(7)), so that nice alone does nothing here.
        """
        words = [str(word) for word in command]
        script = f'{{ echo {PRIORITY} > /proc/self/autogroup; }} 2>/dev/null; echo $$ > "$0/cgroup.procs" && exec "$@"'
        return ["nice", f"--adjustment={PRIORITY}", "sh", "-c", script, str(self.path), *words]

    def processor_time(self) -> int:
        """Return the processor time of all that ran in it so far, in microseconds."""
        lines = (self.path / "cpu.stat").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("usage_usec ")))

    def remove(self) -> None:
        """End what still runs in it, and take it away, with the programs that are attached to it."""
        kill, processes = self.path / "cgroup.kill", self.path / "cgroup.procs"
        if kill.exists():
            kill.write_text("1")
        wait_until(lambda: not processes.read_text(), "processes do not end", f"see /sys/fs/cgroup, {CGROUP}", 10)
        self.path.rmdir()


class Sockmap:
    """The two programs of sockmap.bpf.c, loaded once; `on` and `off` are for connections made afterwards."""

    def __init__(self, group: Group, folder: Path) -> None:
        self.group = group
        self.bpftool = need_program("bpftool", "bpftool")
        self.pins = folder / "bpf"
        self.pins.mkdir()
        remedy = "use Linux 4.18 or newer with CONFIG_BPF_SYSCALL, CONFIG_CGROUP_BPF and CONFIG_INET"
        said(["mount", "-t", "bpf", "none", self.pins], "bpffs can't be mounted", remedy)
        compiled = folder / "sockmap.bpf.o"
        machine = f"/usr/include/{os.uname().machine}-linux-gnu"  # where Debian has asm/types.h
        said(
            [need_program("clang", "clang"), "-O2", "-g", "-Wall", "-target", "bpf", f"-I{machine}", "-c",
             HERE / "sockmap.bpf.c", "-o", compiled],
            "clang can't compile sockmap.bpf.c", "run: make lab-setup LAB=envoy-sockmap",
        )  # fmt: skip
        # Names in bpffs have no dot.
        self.run(remedy, "prog", "loadall", compiled, self.pins / "programs", "pinmaps", self.pins / "maps")
        program, sockets = self.pins / "programs" / "redirect", self.pins / "maps" / "sockets"
        self.run(remedy, "prog", "attach", "pinned", program, "msg_verdict", "pinned", sockets)

    def run(self, remedy: str, *words: object) -> str:
        return said([self.bpftool, *words], "the kernel refuses sockmap", remedy)

    def switch(self, on: bool) -> None:
        """Attach add_established to the cgroup, or detach it."""
        program = self.pins / "programs" / "add_established"
        words = ("cgroup", "attach" if on else "detach", self.group.path, "sock_ops", "pinned", program)
        self.run("see: bpftool cgroup tree", *words)
