"""Processes of their own for builds, forked from one that has Sphinx in memory already.

That is multiprocessing's "forkserver": nothing is left over from the build before, and
nothing is imported twice.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from typing import Any

from translated_docs.jobs.runner import AGAIN
from translated_docs.processes import run_in_process

processes = multiprocessing.get_context("forkserver")


def run_worker(function: Callable, *arguments: object, report: Callable[[Any], None]) -> int:
    """Call a function in a process of its own, and again without translations that Sphinx has warned of; return the exit code."""
    while (exitcode := run_in_process(function, *arguments, report=report, context=processes)) == AGAIN:
        pass
    return exitcode


def prepare_processes() -> None:
    """Let the process that the others are forked from hold all that a build needs."""
    # Before Python 3.13 that process does not get the path (gh-117378).
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    # Also what the server runs on: every process reads the program that began it, once more.
    processes.set_forkserver_preload(["translated_docs.live.interrupt", "translated_docs.live.build_worker", "translated_docs.live.server"])
