"""The most memory that processes hold at once, with all that they start.

What they share counts once: Linux gives each its part of it, the "proportional set size"
(https://www.kernel.org/doc/html/latest/filesystems/proc.html).
"""

from __future__ import annotations

import re
import subprocess
from contextlib import suppress
from pathlib import Path


def proportional_set_size(pid: int) -> float:
    """Return the MB (2**20 bytes) that a process and those below it hold; 0 where there is no such file, or no more."""
    process = Path("/proc", str(pid))
    with suppress(OSError):  # it has ended
        kilobytes = int(re.search(r"^Pss: +(\d+) kB", (process / "smaps_rollup").read_text(), re.MULTILINE)[1])
        children = (process / "task" / str(pid) / "children").read_text().split()
        return kilobytes / 1024 + sum(proportional_set_size(int(child)) for child in children)
    return 0.0


def peak_memories(processes: list[subprocess.Popen], every: float = 1.0) -> list[float]:
    """Wait for processes; return the most MB of each, as seen when it was looked at every so many seconds."""
    peaks = [0.0] * len(processes)
    while running := [process for process in processes if process.poll() is None]:
        peaks = [max(peak, proportional_set_size(process.pid)) for peak, process in zip(peaks, processes)]
        with suppress(subprocess.TimeoutExpired):
            running[0].wait(every)
    return peaks
