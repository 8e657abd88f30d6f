"""What is wrong with a page is said once, though each language reads it."""

from __future__ import annotations

from functools import partial

from conftest import SLOW, SmallProject, new_process
from translated_docs.jobs import printed_once
from translated_docs.jobs.runner import Job, run_jobs


def prints(*lines):
    return partial(printed_once.print_once, [f"{line}\n" for line in lines])


def test_jobs_print_a_line_that_another_has_printed_no_more(capfd):
    jobs = [Job("one", prints("page.md:1: 題", "page.md:2: x")), Job("two", prints("page.md:2: x", "page.md:3: y"), ("one",))]
    with new_process() as call:
        for _build in range(2):  # a second build says all of it again
            assert call(run_jobs, jobs, 2)
            assert capfd.readouterr().err == "page.md:1: 題\npage.md:2: x\npage.md:3: y\n"


def test_of_what_is_alike_another_job_prints_no_part(capfd):
    same = [f"{page}.md:1: WARNING: x; do y [sources.outside_picture]" for page in "abc"]
    with new_process() as call:
        assert call(run_jobs, [Job("one", prints(*same)), Job("two", prints(same[0]), ("one",))], 2)
    assert capfd.readouterr().err == "a.md:1: WARNING: x; do y, here and at 2 more place(s) [sources.outside_picture]\n"


@SLOW
def test_a_slip_of_a_page_is_said_once_for_all_languages(tmp_path):
    small = SmallProject(tmp_path / "project")
    chapter = small.folder / "docs" / "chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n[言葉](#nowhere)\n", "utf-8")
    built = small.make()
    assert built.returncode != 0
    assert len([line for line in built.stdout.splitlines() if "xref_missing" in line]) == 1, built.stdout
