"""The memory of a build is that of all its processes, and what they share counts once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from benchmarks.peak_memory import peak_memories, proportional_set_size

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")

HOLD = "kept = bytearray(60 << 20); "
FORK = "import os; os.fork(); "
# Each of the two says that it is there, and stays until it is told to end.
STAY = "os.write(1, b'.'); os.read(0, 1)"


@pytest.mark.parametrize(
    ("program", "megabytes"),
    [
        pytest.param(FORK + STAY, 0, id="nothing but Python"),
        pytest.param(HOLD + FORK + STAY, 60, id="shared by two processes"),
        pytest.param(FORK + HOLD + STAY, 120, id="held by each of two processes"),
    ],
)
def test_what_processes_hold_is_added_up(program, megabytes):
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.read(2)
        assert megabytes < proportional_set_size(process.pid) < megabytes + 40


def test_processes_are_watched_until_the_last_has_ended():
    processes = [subprocess.Popen([sys.executable, "-c", program]) for program in ("sum(range(1_000_000))", 10 * HOLD)]
    small, large = peak_memories(processes, every=0.001)
    assert 0 < small < 40
    assert large > 60
    assert [process.poll() for process in processes] == [0, 0]
