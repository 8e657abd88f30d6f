"""Whatever happens to a build, the published site is whole, old or new, and the next build succeeds."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import subprocess
import time
from itertools import cycle

import pytest
from conftest import SLOW, SmallProject

KILLS = int(os.environ.get("KILLS", "50"))
PAGE = "docs/chapter.md"
# https://man7.org/linux/man-pages/man7/capabilities.7.html, prctl(2)
DROP_FROM_BOUNDING_SET, DAC_OVERRIDE = 24, 1

pytestmark = [SLOW, pytest.mark.xdist_group("small")]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    project = SmallProject(tmp_path_factory.mktemp("small") / "project")
    project.must_make()
    return project


def write(project, words):
    (project.folder / PAGE).write_text(f"(chapter-one)=\n# 章\n\n{words}\n", encoding="utf-8")


def start(project, **options):
    return subprocess.Popen(
        ["make"], cwd=project.folder, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env={k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}, **options,
    )  # fmt: skip


def built_after(project, words):
    """Return the site with these words in it, and how long it took."""
    write(project, words)
    begun = time.monotonic()
    project.must_make()
    return project.files(), time.monotonic() - begun


def test_a_build_may_be_killed_at_any_moment(small):
    """With its processes, or alone, so that these go on while the next build begins."""
    versions = [built_after(small, words) for words in ("一つめの版。", "二つめの版。")]
    sites, seconds = [site for site, _ in versions], max(took for _, took in versions)
    moment = random.Random(7)
    for number, turn in zip(range(KILLS), cycle((0, 1))):
        write(small, ("一つめの版。", "二つめの版。")[turn])
        process = start(small)
        try:
            process.wait(moment.uniform(0, seconds))
        except subprocess.TimeoutExpired:
            (os.kill if number % 3 == 0 else os.killpg)(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()
        assert small.files() in sites
        small.must_make()
        assert small.files() == sites[turn]


def test_a_build_that_is_interrupted_says_no_more_of_it_than_make_does(small):
    before, _ = built_after(small, "前の版。")
    write(small, "途中の版。")
    process = start(small, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # where tests run in the background
    first = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate()
    assert first.startswith(("en: ", "ja: "))
    assert "Traceback" not in said
    assert "site: " not in said
    assert small.files() == before
    small.must_make()


@pytest.mark.parametrize("kilobytes", [1, 20, 60])
def test_a_disk_that_takes_no_more_leaves_the_last_site(small, kilobytes):
    before, _ = built_after(small, "前の版。")
    write(small, f"{kilobytes}の版。")

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # an error, as of a full disk, not a signal
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024,) * 2)

    process = start(small, preexec_fn=limit)
    said, _ = process.communicate()
    assert process.returncode != 0
    assert "Traceback" not in said
    assert small.files() == before
    small.must_make()


def test_a_folder_that_may_not_be_written_to_is_named_and_left(small):
    before, _ = built_after(small, "前の版。")
    write(small, "書けない版。")
    build = small.folder / "build"
    # What the site is made in; the stamps that Make writes stay as they are.
    build.chmod(0o555)

    def obey_the_rights():
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, DAC_OVERRIDE, 0, 0, 0)  # root would not

    process = start(small, preexec_fn=obey_the_rights)
    said, _ = process.communicate()
    build.chmod(0o755)
    assert process.returncode != 0
    assert "can't be written (Permission denied); make room, or give it the rights" in said
    assert "Traceback" not in said
    assert small.files() == before
    small.must_make()


def test_two_builds_at_once_wait_for_each_other(small):
    expected, _ = built_after(small, "同時の版。")
    write(small, "別の版。")
    small.make()
    write(small, "同時の版。")
    both = [start(small), start(small)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert any("Another build is at work here" in words for words in said)
    assert small.files() == expected
