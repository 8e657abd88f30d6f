"""How this project starts processes, and how many at once."""

from __future__ import annotations

import multiprocessing
import os

# What this process has imported costs a forked one nothing.
processes = multiprocessing.get_context("fork")


def processors() -> int:
    """Return how many processors there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
