"""Jobs that wait for one another, each in a process of its own, as many at once as there are cores.

A process is forked, so what this one has imported costs the jobs nothing.
"""

import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import wait

from translated_docs.jobs.fatal_errors import cannot_write
from translated_docs.jobs.printed_once import by_all_jobs
from translated_docs.processes import processes, processors

# The exit code of a job that wants to be run again, in a new process (EX_TEMPFAIL of sysexits.h).
AGAIN = 75


@dataclass(frozen=True)
class Job:
    """A name, what to call, and the names of the jobs that must have succeeded before.

    If then it is ``needed`` no more, it counts as done.
    """

    name: str
    run: Callable[[], None]
    after: tuple[str, ...] = ()
    needed: Callable[[], bool] | None = None


def run_and_report(run: Callable[[], None]) -> None:
    """Call a job; raise SystemExit with a remedy if the disk is full, or can't be written to."""
    try:
        run()
    except OSError as error:
        sys.exit(cannot_write(error))


@by_all_jobs()
def run_jobs(jobs: list[Job], at_once: int | None = None, meanwhile: Callable[[], None] | None = None) -> bool:
    """Run all jobs, the first of the list first; return whether all succeeded.

    After a job that fails (an exception, or an exit code other than `AGAIN`), those that run are waited
    for, so that each says what it has found, and none is begun.  ``meanwhile`` is called when the
    first jobs run: those that begin later are forked with what it has imported.
    """
    at_once = at_once or processors()
    waiting, done, failed = list(jobs), set(), False
    named = {job.name: job for job in jobs}
    running: dict[str, multiprocessing.Process] = {}
    while running or (waiting and not failed):
        ready = [job for job in waiting if done.issuperset(job.after)]
        spared = [job for job in ready if not failed and job.needed and not job.needed()]
        if spared:
            waiting = [job for job in waiting if job not in spared]
            done.update(job.name for job in spared)
            continue
        for job in [] if failed else ready:
            if len(running) == at_once:
                break
            waiting.remove(job)
            running[job.name] = processes.Process(target=run_and_report, args=(job.run,), name=job.name)
            running[job.name].start()
        if meanwhile:
            meanwhile()
            meanwhile = None
        wait([process.sentinel for process in running.values()])
        for name in [name for name, process in running.items() if process.exitcode is not None]:
            exitcode = running.pop(name).exitcode
            if exitcode == AGAIN:
                waiting.insert(0, named[name])
            elif exitcode == 0:
                done.add(name)
            else:
                failed = True
    return not failed
