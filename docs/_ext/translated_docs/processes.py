"""How this project starts processes, and how many at once."""

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.context import BaseContext
from typing import Any

# What this process has imported costs a forked one nothing.
processes = multiprocessing.get_context("fork")


def run_in_process(function: Callable, *arguments: object, report: Callable[[Any], None], context: BaseContext = processes) -> int:
    """Call a function in a process of its own, with a connection and the arguments; return the exit code.

    ``report`` is called with all that it sends through the connection.
    """
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=function, args=(sender, *arguments))
    process.start()
    sender.close()
    with receiver, suppress(EOFError):  # it has closed its end
        while True:
            report(receiver.recv())
    process.join()
    return process.exitcode


def processors() -> int:
    """Return how many processors there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
