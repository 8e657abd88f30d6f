"""Jobs run in processes of their own, each after those that it waits for."""

from __future__ import annotations

import sys
from functools import partial

import build_site
import pytest
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


@pytest.mark.parametrize(("cores", "accepted"), [(1, []), (2, ["en", "xx"])])
def test_a_core_that_would_be_idle_accepts_the_catalogs_while_sphinx_is_imported(tmp_path, monkeypatch, cores, accepted):
    monkeypatch.setattr(build_site, "processors", lambda: cores)
    monkeypatch.setattr(build_site, "import_module", lambda name: name)
    monkeypatch.setattr(build_site, "accept_ahead", lambda languages: [write(tmp_path / code, "") for code in languages])
    assert build_site.import_jobs(["en", "xx"]) == "site_jobs"
    assert sorted(path.name for path in tmp_path.iterdir()) == accepted
