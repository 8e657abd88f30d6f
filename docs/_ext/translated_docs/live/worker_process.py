"""Processes of their own for builds, forked from one that has Sphinx in memory already.

That is multiprocessing's "forkserver": nothing is left over from the build before, and
nothing is imported twice.
"""

import multiprocessing
import os
import sys
from functools import partial

from translated_docs.processes import run_in_process

processes = multiprocessing.get_context("forkserver")
run_in_process = partial(run_in_process, context=processes)


def prepare_processes() -> None:
    """Let the process that the others are forked from hold all that a build needs."""
    # Before Python 3.13 that process does not get the path (gh-117378).
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    # Also what the server runs on: every process reads the program that began it, once more.
    processes.set_forkserver_preload(["translated_docs.live.build_worker", "translated_docs.live.server"])
