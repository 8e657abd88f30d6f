"""What is wrong with a page is printed once by all jobs of a build, though each language and output reads the page."""

import fcntl
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from translated_docs.jobs.warning_stream import with_places_counted

# What the jobs have printed, while they run. They are forked, so it is one file to all of them, which each locks.
printed: int | None = None


@contextmanager
def by_all_jobs() -> Iterator[None]:
    """Within it, jobs that are forked know what the others have printed."""
    global printed  # noqa: PLW0603 - before the jobs are forked
    with TemporaryFile() as file:
        printed = file.fileno()
        try:
            yield
        finally:
            printed = None


def print_once(lines: Iterable[str]) -> None:
    """Print to standard error those lines, each with its end, that no job of the build has printed; of some that are alike the first."""
    if printed is None:
        sys.stderr.writelines(with_places_counted(lines))
        return
    fcntl.lockf(printed, fcntl.LOCK_EX)
    try:
        before = os.pread(printed, os.fstat(printed).st_size, 0).decode().splitlines(keepends=True)
        new = [line for line in dict.fromkeys(lines) if line not in before]
        sys.stderr.writelines(with_places_counted(new))
        sys.stderr.flush()
        os.pwrite(printed, "".join(new).encode(), os.fstat(printed).st_size)
    finally:
        fcntl.lockf(printed, fcntl.LOCK_UN)
