"""Processes of their own for builds, forked from one that has Sphinx in memory already.

That is multiprocessing's "forkserver": nothing is left over from the build before, and
nothing is imported twice.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

processes = multiprocessing.get_context("forkserver")


def prepare_processes() -> None:
    """Let the process that the others are forked from hold all that a build needs."""
    # Before Python 3.13 that process does not get the path (gh-117378).
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    # Also what the server runs on: every process reads the program that began it, once more.
    processes.set_forkserver_preload(["translated_docs.live.build_worker", "translated_docs.live.server"])


def run_in_process(function: Callable, *arguments: object, report: Callable[[Any], None]) -> int:
    """Call a function in a process of its own, with a connection and the arguments; return the exit code.

    ``report`` is called with all that it sends through the connection.
    """
    receiver, sender = processes.Pipe(duplex=False)
    process = processes.Process(target=function, args=(sender, *arguments))
    process.start()
    sender.close()
    with receiver, suppress(EOFError):  # it has closed its end
        while True:
            report(receiver.recv())
    process.join()
    return process.exitcode
