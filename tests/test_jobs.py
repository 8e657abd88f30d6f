"""Jobs run in processes of their own, each after those that it waits for."""

from __future__ import annotations

import sys
from functools import partial

from run_jobs import Job, run_jobs


def write(path, words):
    path.write_text(words, encoding="utf-8")


def test_a_job_begins_when_those_it_waits_for_have_ended(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    copy = Job("copy", lambda: write(second, first.read_text(encoding="utf-8")), ("make",))
    assert run_jobs([copy, Job("make", lambda: write(first, "words"))], at_once=2)
    assert second.read_text(encoding="utf-8") == "words"


def test_after_a_failure_no_job_is_begun(tmp_path):
    file = tmp_path / "file"
    jobs = [Job("fails", partial(sys.exit, 1)), Job("next", partial(write, file, ""), ("fails",)), Job("last", partial(write, file, ""))]
    assert not run_jobs(jobs, at_once=1)
    assert not file.exists()
