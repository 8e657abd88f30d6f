"""Jobs that wait for one another, each in a process of its own, as many at once as there are cores.

A process is forked, so what this one has imported costs the jobs nothing.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import wait
from tempfile import TemporaryFile
from typing import IO

from translated_docs.jobs.fatal_errors import cannot_write
from translated_docs.jobs.printed_once import by_all_jobs, print_once
from translated_docs.processes import processes, processors

# The exit code of a job that wants to be run again, in a new process (EX_TEMPFAIL of sysexits.h).
AGAIN = 75


@dataclass(frozen=True)
class Job:
    """A name, what to call, and the names of the jobs that must have succeeded before."""

    name: str
    run: Callable[[], None]
    after: tuple[str, ...] = ()


def run_and_report(run: Callable[[], None]) -> None:
    """Call a job; raise SystemExit with a remedy if the disk is full, or can't be written to."""
    try:
        run()
    except BrokenPipeError:
        raise  # nobody reads what is printed
    except OSError as error:
        sys.exit(cannot_write(error))


def run_and_write(run: Callable[[], None], ends: IO[bytes]) -> None:
    """Call a job as `run_and_report` does; what has ended it is written to a file, which is one to all jobs: they are forked."""
    try:
        run_and_report(run)
    except SystemExit as end:
        if not isinstance(end.code, str):
            raise
        os.write(ends.fileno(), f"{end.code}\n".encode(errors="backslashreplace"))  # names of files may be of any bytes
        sys.exit(1)


@by_all_jobs()
def run_jobs(
    jobs: list[Job],
    at_once: int | None = None,
    meanwhile: Callable[[], None] | None = None,
    at_end: Callable[[], None] | None = None,
) -> bool:
    """Run all jobs, the first of the list first; return whether all succeeded.

    After a job that fails (an exception, or an exit code other than `AGAIN`), those that run are waited
    for, so that each says what it has found, and none is begun; what has ended it is printed last.
    ``meanwhile`` is called when the first jobs run: those that begin later are forked with what it has imported.
    ``at_end`` is called when no job is left to begin and a core has none.
    """
    at_once = at_once or processors()
    waiting, done, failed = list(jobs), set(), False
    running: dict[Job, multiprocessing.Process] = {}
    with TemporaryFile() as ends:
        while running or (waiting and not failed):
            ready = [job for job in waiting if not failed and done.issuperset(job.after)]
            for job in ready[: at_once - len(running)]:
                waiting.remove(job)
                running[job] = processes.Process(target=run_and_write, args=(job.run, ends), name=job.name)
                running[job].start()
            if meanwhile:
                meanwhile()
                meanwhile = None
            if at_end and not waiting and len(running) < at_once:
                at_end()
                at_end = None
            wait([process.sentinel for process in running.values()])
            for job in [job for job, process in running.items() if process.exitcode is not None]:
                exitcode = running.pop(job).exitcode
                if exitcode == AGAIN:
                    waiting.insert(0, job)
                elif exitcode == 0:
                    done.add(job.name)
                else:
                    failed = True
                    if exitcode < 0:  # it could say nothing itself
                        remedy = "if memory is short, run 'taskset -c 0 make', which makes one output at a time"
                        os.write(ends.fileno(), f"{job.name}: ended by {signal.Signals(-exitcode).name}; {remedy}\n".encode())
        ends.seek(0)
        print_once(ends.read().decode().splitlines(keepends=True))
    return not failed
